"""Rows become typed tables; what a table's schema does not allow is a finding."""

import re
from collections.abc import Iterable

import pandas as pd

from analysis.tables.columns import Column
from analysis.tables.findings import Finding, make_error
from analysis.tables.tables import Table, make_schema
from analysis.tables.text_tables import Row


def make_frame(table: Table, rows: pd.DataFrame | Iterable[Row]) -> pd.DataFrame:
    """Rows as a frame with exactly the table's columns and types, sorted by county and key."""
    given = rows if isinstance(rows, pd.DataFrame) else list(rows)
    frame = pd.DataFrame(given, columns=list(table.dtypes))
    for name, dtype in table.dtypes.items():
        if dtype.startswith("datetime"):
            frame[name] = pd.to_datetime(frame[name], errors="raise", format="ISO8601")
        elif dtype == "str":
            frame[name] = frame[name].where(frame[name].notna(), None)
    order = [name for name in ("county_code", *table.key) if name in table.dtypes]
    return frame.astype(table.dtypes).sort_values(order, kind="stable", ignore_index=True)


def check_schema(table: Table, frame: pd.DataFrame) -> list[Finding]:
    """All values of a table that its schema does not allow, one finding each."""
    # pandera takes a second to be imported and to look at fifteen tables in order; what is wrong
    # with one that is not, it alone says.
    if is_in_order(table, frame):
        return []
    import pandera.errors

    try:
        make_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(subset=["index", "column", "check"])
        return [_describe_failure(table, frame, case) for case in cases.to_dict("records")]
    return []


def is_in_order(table: Table, frame: pd.DataFrame) -> bool:
    """Whether the schema allows everything in a table; in doubt it is not."""
    types = [(name, str(dtype)) for name, dtype in frame.dtypes.items()]
    return (
        types == list(table.dtypes.items())
        and not frame.duplicated(list(table.key)).any()
        and all(
            _is_allowed(column, frame[column.name], column.name in table.optional)
            for column in table.columns
        )
    )


def _is_allowed(column: Column, values: pd.Series, may_be_missing: bool) -> bool:
    if not may_be_missing and values.isna().any():
        return False
    if column.minimum is not None and (values < column.minimum).any():
        return False
    if not column.pattern and not column.choices:
        return True
    texts = values.dropna().unique().tolist()
    pattern = re.compile(column.pattern or ".*", re.ASCII | re.DOTALL)
    return all(pattern.fullmatch(text) for text in texts) and (
        not column.choices or set(texts) <= set(column.choices)
    )


def _describe_failure(table: Table, frame: pd.DataFrame, case: Row) -> Finding:
    index = case["index"]
    row = (
        frame.loc[index] if index is not None and index in frame.index else pd.Series(dtype=object)
    )
    names = [str(row[name]) for name in table.key if name in row]
    document_id, county_code = row.get("document_id"), row.get("county_code")
    return make_error(
        county_code if isinstance(county_code, str) else None,
        document_id if isinstance(document_id, str) else None,
        f"{table.name} {'/'.join(names)}".strip(),
        "schema",
        f"{case['column']} is {case['failure_case']!r}, which fails {case['check']}",
        f"docs/data_dictionary.md says what {case['column']} may hold; mend the raw table or the "
        "reading it comes from.",
    )
