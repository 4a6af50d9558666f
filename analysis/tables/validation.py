"""Rows become typed tables; what a table's schema does not allow is a finding."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from analysis.tables import pandas_settings  # noqa: F401 - before any frame is made
from analysis.tables.findings import Finding, make_error
from analysis.tables.tables import Table, make_schema
from analysis.tables.text_tables import Row


def make_frame(table: Table, rows: pd.DataFrame | Iterable[Row]) -> pd.DataFrame:
    """Rows as a frame with exactly the table's columns and types, sorted by county and key."""
    data = rows if isinstance(rows, pd.DataFrame) else list(rows)
    frame = pd.DataFrame(data, columns=list(table.dtypes))
    for name, dtype in table.dtypes.items():
        if dtype.startswith("datetime"):
            frame[name] = pd.to_datetime(frame[name], errors="raise", format="ISO8601")
        elif dtype == "str":
            frame[name] = frame[name].where(frame[name].notna(), None)
    order = [name for name in ("county_code", *table.key) if name in table.dtypes]
    return frame.astype(table.dtypes).sort_values(order, kind="stable", ignore_index=True)


def check_schema(table: Table, frame: pd.DataFrame) -> list[Finding]:
    """One finding for each value that the table's schema does not allow."""
    # Importing pandera and validating fifteen valid tables takes it a second: it runs only where
    # the quick check fails, and decides what is wrong.
    if is_in_order(table, frame):
        return []
    import pandera.errors

    try:
        make_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(subset=["index", "column", "check"])
        return [_describe_failure(table, frame, case) for case in cases.to_dict("records")]
    return []


def _match_all(values: pd.Series, pattern: str) -> bool:
    return all(map(re.compile(pattern).match, values.unique().tolist()))


def _are_among(values: pd.Series, choices: tuple[str, ...]) -> bool:
    return set(values.unique().tolist()) <= set(choices)


def _reach(values: pd.Series, minimum: float) -> bool:
    return bool((values >= minimum).all())


# The checks of a column by name, for values that are not missing.
_PASSES: dict[str, Callable[[pd.Series, Any], bool]] = {
    "str_matches": _match_all,
    "isin": _are_among,
    "ge": _reach,
}


def is_in_order(table: Table, frame: pd.DataFrame) -> bool:
    """Whether the table's schema allows the frame, found without pandera.

    The checks are those that :func:`analysis.tables.tables.make_schema` gives to pandera.
    """
    types = [(name, str(dtype)) for name, dtype in frame.dtypes.items()]
    if types != list(table.dtypes.items()) or frame.duplicated(list(table.key)).any():
        return False
    for column in table.columns:
        values = frame[column.name].dropna()
        if len(values) < len(frame) and column.name not in table.optional:
            return False
        if not all(_PASSES[name](values, argument) for name, argument in column.checks):
            return False
    return True


def _describe_failure(table: Table, frame: pd.DataFrame, case: Row) -> Finding:
    index = case["index"]
    row = (
        frame.loc[index] if index is not None and index in frame.index else pd.Series(dtype=object)
    )
    return make_row_error(
        table,
        row,
        "schema",
        f"{case['column']} is {case['failure_case']!r}, which fails {case['check']}",
        f"docs/data_dictionary.md says what {case['column']} may hold; mend the raw table or the "
        "reading it comes from.",
    )


def make_row_error(table: Table, row: pd.Series, kind: str, reason: str, remedy: str) -> Finding:
    """The finding that a row of a processed table cannot be used, located by the row's key."""
    county_code, document_id = row.get("county_code"), row.get("document_id")
    key = "/".join(str(row[name]) for name in table.key if name in row)
    return make_error(
        county_code if isinstance(county_code, str) else None,
        document_id if isinstance(document_id, str) else None,
        f"{table.name} {key}".strip(),
        kind,
        reason,
        remedy,
    )
