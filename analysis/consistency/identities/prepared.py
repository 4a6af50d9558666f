"""Prepares processed tables, so that the claims of a nation are found in seconds.

Columns ``at_…`` hold the positions of figures in the table ``figures``. Keys are categories that
all tables share. Columns that no identity reads are left out.
"""

import numpy as np
import pandas as pd

from analysis.consistency.identities.scores import select_scores

Tables = dict[str, pd.DataFrame]

# Position of a missing figure.
NOWHERE = -1
ROW = ["document_id", "table_id", "row_id"]
# Columns of each table that identities read, besides the keys.
READ: dict[str, tuple[str, ...]] = {
    "budget": ("basis", "payee_zh", "row_role", "parent_row", "planned_cny", "paid_cny",
               "printed_rate", "printed_share"),
    "contracts": ("contract_id", "payee_zh", "plan_rows", "row_role", "parent_row",
                  "tendered_cny", "contract_cny", "label_zh", "as_of_date"),
    "payments": ("instalment", "contract_ids", "status", "amount_cny", "printed_share"),
    "output_items": ("item", "rule", "printed_completion", "result_zh"),
    "outputs": ("item", "condition", "assessment", "comparator", "target", "actual", "denominator",
                "unit", "actual_unit", "target_reason", "actual_reason", "target_figure",
                "actual_figure", "denominator_figure"),
    "series": ("indicator_id", "origin", "period_start", "period_end", "period_note", "value",
               "low", "high", "unit", "printed_change", "change_kind", "change_base_start",
               "change_base_end", "covers", "column", "document_date"),
    "stipulations": ("indicator_id", "role", "value", "unit"),
    "appropriations": ("funds_source", "appropriation_cny", "figure"),
    "indicators": ("indicator_id", "unit", "accumulates", "part_of_indicator", "subset_of",
                   "weight", "numerator_indicator", "denominator_indicator", "month_indicator",
                   "innocent"),
    "documents": ("document_date", "part_of"),
    "projects": (),
}  # fmt: skip
KEYS = ("county_code", "document_id", "table_id", "row_id", "project_id", "indicator_id", "unit")
# Columns with few different texts; filtering categories is fast.
FEW_TEXTS = ("basis", "instalment", "contract_ids", "status", "assessment", "comparator", "origin",
             "period_note", "change_kind", "covers", "row_role")  # fmt: skip
# Other columns that hold keys.
_OF_INDICATORS = ("part_of_indicator", "subset_of", "weight", "numerator_indicator",
                  "denominator_indicator", "month_indicator")  # fmt: skip
SAME_KEYS: dict[str, dict[str, str]] = {
    "indicators": dict.fromkeys(_OF_INDICATORS, "indicator_id"),
    "documents": {"part_of": "document_id"},
    "budget": {"parent_row": "row_id"},
    "contracts": {"parent_row": "row_id"},
    "outputs": {"item": "row_id", "actual_unit": "unit"},
    "output_items": {"item": "row_id"},
}
# Raw columns with figures of claims.
FIGURES: dict[str, tuple[str, ...]] = {
    "budget": ("planned", "paid", "rate", "share"),
    "contracts": ("amount", "tendered"),
    "payments": ("amount", "share"),
    "output_items": ("completion",),
    "series": ("change",),
    "stipulations": ("value",),
}


def prepare_tables(tables: Tables) -> Tables:
    """The tables with ``at_<column>`` for each figure; in ``series``, ``at_value`` is the value.

    Args:
        tables: the processed tables; they are not changed.
    """
    read = {name: _select(tables[name], columns) for name, columns in READ.items()}
    read["figures"] = tables["figures"][["figure", *ROW, "column"]]
    # Accepted figures without an indicator are compared with nothing.
    series = read["series"].dropna(subset="indicator_id").reset_index(drop=True)
    # Figures of no single project are compared with each other: they need a key, too.
    read["series"] = series.assign(project_id=series["project_id"].fillna(""))
    keyed = _categorise(read)
    places = _FigurePlaces(keyed.pop("figures"))
    located = {name: _locate(frame, name, places) for name, frame in keyed.items()}
    return {**located, "scores": select_scores(tables["figures"])}


def _select(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    selected = frame[[name for name in dict.fromkeys((*KEYS, *columns)) if name in frame]]
    return selected.astype({name: "category" for name in FEW_TEXTS if name in selected})


def _list_keys(name: str, frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of a column and the key that it holds."""
    own_positions = {key: key for key in KEYS if key in frame}
    return list({**own_positions, **SAME_KEYS.get(name, {})}.items())


def _categorise(tables: Tables) -> Tables:
    """The tables with each key as categories that all tables share."""
    uses: dict[str, list[tuple[str, str]]] = {key: [] for key in KEYS}
    for name, frame in tables.items():
        for column, key in _list_keys(name, frame):
            uses[key].append((name, column))
    categories_of: dict[str, dict[str, pd.Categorical]] = {name: {} for name in tables}
    for places in uses.values():
        parts = [tables[name][column] for name, column in places]
        # Sorted, so that no result depends on the order of the rows.
        codes, categories = pd.factorize(pd.concat(parts, ignore_index=True), sort=True)
        ends = np.cumsum([len(part) for part in parts])[:-1]
        dtype = pd.CategoricalDtype(categories)
        for (name, column), own_positions in zip(places, np.split(codes, ends), strict=True):
            categories_of[name][column] = pd.Categorical.from_codes(own_positions, dtype=dtype)
    return {name: frame.assign(**categories_of[name]) for name, frame in tables.items()}


class _FigurePlaces:
    """Finds the positions of figures in the table ``figures`` by row and column."""

    def __init__(self, figures: pd.DataFrame) -> None:
        self._figures = pd.Index(figures["figure"])
        codes, rows = pd.factorize(_number_rows(figures, "row_id"))
        self._rows = pd.Index(rows)
        columns = figures["column"].astype("category")
        self._places = {}
        for code, column in enumerate(columns.cat.categories):
            places = np.full(len(rows) + 1, NOWHERE)
            rows_of_column = np.flatnonzero(columns.cat.codes == code)
            places[codes[rows_of_column]] = rows_of_column
            self._places[column] = places

    def find_rows(self, frame: pd.DataFrame, row: str) -> np.ndarray:
        """Codes of the rows of a table; -1 for a row without figures."""
        return self._rows.get_indexer(_number_rows(frame, row))

    def find(self, rows: np.ndarray, column: str) -> np.ndarray:
        """Positions of the figures of a column in the rows with these codes."""
        places = self._places.get(column)
        return np.full(len(rows), NOWHERE) if places is None else places[rows]

    def find_named(self, names: pd.Series) -> np.ndarray:
        """Positions of figures by name."""
        return self._figures.get_indexer(names)


def _number_rows(frame: pd.DataFrame, row: str) -> np.ndarray:
    """A number for each combination of document, table and row."""
    number = np.zeros(len(frame), dtype="int64")
    for key in ("document_id", "table_id", row):
        keys = frame[key].cat
        number = number * (len(keys.categories) + 1) + keys.codes + 1
    return number


def _locate(frame: pd.DataFrame, name: str, places: _FigurePlaces) -> pd.DataFrame:
    positions = {}
    if name in FIGURES:
        rows = places.find_rows(frame, "item" if name == "output_items" else "row_id")
        positions = {f"at_{column}": places.find(rows, column) for column in FIGURES[name]}
        if name == "series":
            positions["at_value"] = _find_own(frame["column"], rows, places)
    for column in frame.columns:
        if column.endswith("figure"):
            positions[f"at_{column}"] = places.find_named(frame[column])
    if "parent_row" in frame:
        positions |= _locate_parents(frame)
    return frame.assign(**positions)


def _locate_parents(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """Positions of the rows that rows are part of, and which tables have a row of unknown place."""
    parents = pd.Index(_number_rows(frame, "row_id")).get_indexer(_number_rows(frame, "parent_row"))
    table_ids = frame["table_id"].cat
    tables = frame["document_id"].cat.codes.to_numpy("int64") * (len(table_ids.categories) + 1)
    tables += table_ids.codes.to_numpy("int64")
    is_unknown = (frame["row_role"] == "unknown").to_numpy(dtype=bool, na_value=False)
    return {"parent_at": parents, "is_suspended": np.isin(tables, tables[is_unknown])}


def _find_own(columns: pd.Series, rows: np.ndarray, places: _FigurePlaces) -> np.ndarray:
    own_positions = np.full(len(rows), NOWHERE)
    codes_of_columns = columns.astype("category").cat
    for code, column in enumerate(codes_of_columns.categories):
        rows_of_column = (codes_of_columns.codes == code).to_numpy()
        own_positions[rows_of_column] = places.find(rows[rows_of_column], column)
    return own_positions


def make_key(values: pd.Series, like: pd.Series) -> pd.Series:
    """Texts as categories of another column; unknown texts become missing."""
    return values.where(values.isin(like.cat.categories)).astype(like.dtype)
