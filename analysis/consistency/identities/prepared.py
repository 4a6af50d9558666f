"""Processed tables made ready for identities, so that a nation's are found in seconds.

Figures are named by their position in the table ``figures`` (columns ``at_…``), keys are
categories that all tables share, and columns that no identity reads are left out.
"""

import numpy as np
import pandas as pd

Tables = dict[str, pd.DataFrame]

# No figure: what a claim lacks.
NOWHERE = -1
ROW = ["document_id", "table_id", "row_id"]
# Columns of each table that identities read, besides its keys.
READ: dict[str, tuple[str, ...]] = {
    "budget": ("basis", "payee_zh", "is_total", "planned_cny", "paid_cny", "printed_rate",
               "printed_share"),
    "contracts": ("contract_id", "payee_zh", "plan_rows", "tendered_cny", "contract_cny"),
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
# Columns with few different texts: as categories they cost little to filter.
FEW_TEXTS = ("basis", "instalment", "contract_ids", "status", "assessment", "comparator", "origin",
             "period_note", "change_kind", "covers")  # fmt: skip
# Other columns that hold keys.
_OF_INDICATORS = ("part_of_indicator", "subset_of", "weight", "numerator_indicator",
                  "denominator_indicator", "month_indicator")  # fmt: skip
SAME_KEYS: dict[str, dict[str, str]] = {
    "indicators": dict.fromkeys(_OF_INDICATORS, "indicator_id"),
    "documents": {"part_of": "document_id"},
    "outputs": {"item": "row_id", "actual_unit": "unit"},
    "output_items": {"item": "row_id"},
}
# Raw columns whose figures identities name.
FIGURES: dict[str, tuple[str, ...]] = {
    "budget": ("planned", "paid", "rate", "share"),
    "contracts": ("amount", "tendered"),
    "payments": ("amount", "share"),
    "output_items": ("completion",),
    "series": ("change",),
    "stipulations": ("value",),
}


def prepare_tables(tables: Tables) -> Tables:
    """The tables with ``at_<column>`` for each figure; ``at_value`` is a series' own.

    Args:
        tables: the processed tables; they are left as they are.
    """
    read = {name: _select(tables[name], columns) for name, columns in READ.items()}
    read["figures"] = tables["figures"][["figure", *ROW, "column"]]
    keyed = _categorise(read)
    places = _FigurePlaces(keyed.pop("figures"))
    return {name: _locate(frame, name, places) for name, frame in keyed.items()}


def _select(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    kept = frame[[name for name in dict.fromkeys((*KEYS, *columns)) if name in frame]]
    return kept.astype({name: "category" for name in FEW_TEXTS if name in kept})


def _list_keys(name: str, frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Columns that hold keys, and which."""
    own = {key: key for key in KEYS if key in frame}
    return list({**own, **SAME_KEYS.get(name, {})}.items())


def _categorise(tables: Tables) -> Tables:
    """The tables with each key as categories that all of them share."""
    uses: dict[str, list[tuple[str, str]]] = {key: [] for key in KEYS}
    for name, frame in tables.items():
        for column, key in _list_keys(name, frame):
            uses[key].append((name, column))
    made: dict[str, dict[str, pd.Categorical]] = {name: {} for name in tables}
    for places in uses.values():
        parts = [tables[name][column] for name, column in places]
        # Sorted, so that no result depends on the order of the rows.
        codes, categories = pd.factorize(pd.concat(parts, ignore_index=True), sort=True)
        ends = np.cumsum([len(part) for part in parts])[:-1]
        dtype = pd.CategoricalDtype(categories)
        for (name, column), own in zip(places, np.split(codes, ends), strict=True):
            made[name][column] = pd.Categorical.from_codes(own, dtype=dtype)
    return {name: frame.assign(**made[name]) for name, frame in tables.items()}


class _FigurePlaces:
    """Where in the table ``figures`` the figure of a row and column stands."""

    def __init__(self, figures: pd.DataFrame) -> None:
        self._figures = pd.Index(figures["figure"])
        codes, rows = pd.factorize(_number_rows(figures, "row_id"))
        self._rows = pd.Index(rows)
        columns = figures["column"].astype("category")
        self._places = {}
        for code, column in enumerate(columns.cat.categories):
            places = np.full(len(rows) + 1, NOWHERE)
            at = np.flatnonzero(columns.cat.codes == code)
            places[codes[at]] = at
            self._places[column] = places

    def find_rows(self, frame: pd.DataFrame, row: str) -> np.ndarray:
        """Codes of the rows of a table; the last for one without figures."""
        return self._rows.get_indexer(_number_rows(frame, row))

    def find(self, rows: np.ndarray, column: str) -> np.ndarray:
        """Positions of a column's figures in rows by code."""
        places = self._places.get(column)
        return np.full(len(rows), NOWHERE) if places is None else places[rows]

    def find_named(self, names: pd.Series) -> np.ndarray:
        """Positions of figures by name."""
        return self._figures.get_indexer(names)


def _number_rows(frame: pd.DataFrame, row: str) -> np.ndarray:
    """Document, table and row as one number."""
    number = np.zeros(len(frame), dtype="int64")
    for key in ("document_id", "table_id", row):
        keys = frame[key].cat
        number = number * (len(keys.categories) + 1) + keys.codes + 1
    return number


def _locate(frame: pd.DataFrame, name: str, places: _FigurePlaces) -> pd.DataFrame:
    found = {}
    if name in FIGURES:
        rows = places.find_rows(frame, "item" if name == "output_items" else "row_id")
        found = {f"at_{column}": places.find(rows, column) for column in FIGURES[name]}
        if name == "series":
            found["at_value"] = _find_own(frame["column"], rows, places)
    for column in frame.columns:
        if column.endswith("figure"):
            found[f"at_{column}"] = places.find_named(frame[column])
    return frame.assign(**found)


def _find_own(columns: pd.Series, rows: np.ndarray, places: _FigurePlaces) -> np.ndarray:
    own = np.full(len(rows), NOWHERE)
    named = columns.astype("category").cat
    for code, column in enumerate(named.categories):
        at = (named.codes == code).to_numpy()
        own[at] = places.find(rows[at], column)
    return own


def make_key(values: pd.Series, like: pd.Series) -> pd.Series:
    """Texts as keys of the same categories as another column; unknown ones are missing."""
    return values.where(values.isin(like.cat.categories)).astype(like.dtype)
