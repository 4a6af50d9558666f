"""Whether a table is in order is found without pandera, which must never see more."""

import pandas as pd
import pandera.errors
import pytest

from analysis.build import build
from analysis.tables.tables import TABLES, make_schema
from analysis.tables.validation import is_in_order

BREAKS = [
    ("budget", "planned_cny", -1.0),
    ("budget", "basis", "guess"),
    ("budget", "basis", None),
    ("budget", "county_code", "99010"),
    ("budget", "county_code", "990101\n"),
    ("budget", "county_code", "９９０１０１"),
    ("budget", "row_id", "l2"),
    ("contracts", "contract_id", "fox-k2"),
    ("figures", "locator", None),
    ("documents", "document_id", "Fox"),
    ("verdicts", "verdict", "wrong"),
    ("verdicts", "known_date", pd.NaT),
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The tables of the small data root."""
    from ..conftest import write_root

    return build.build(write_root(tmp_path_factory.mktemp("validation") / "data")).tables


def is_valid(table, frame) -> bool:
    """What pandera says."""
    try:
        make_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors:
        return False
    return True


@pytest.mark.parametrize("name", TABLES)
def test_a_table_in_order_is_in_order_by_both(tables, name):
    assert is_in_order(TABLES[name], tables[name])
    assert is_valid(TABLES[name], tables[name])


@pytest.mark.parametrize(("name", "column", "value"), BREAKS)
def test_a_broken_cell_is_found(tables, name, column, value):
    frame = tables[name].copy()
    frame.loc[0, column] = value
    assert not is_in_order(TABLES[name], frame)


@pytest.mark.parametrize("change", ["column", "order", "type"])
def test_other_columns_or_types_are_found(tables, change):
    frame = tables["budget"]
    if change == "type":
        frame = frame.astype({"planned_cny": "float32"})
    else:
        frame = frame.assign(more=1) if change == "column" else frame[frame.columns[::-1]]
    assert not is_in_order(TABLES["budget"], frame)
    assert not is_valid(TABLES["budget"], frame)


@pytest.mark.parametrize("name", TABLES)
def test_every_constraint_of_a_schema_is_looked_at(tables, name):
    table, frame = TABLES[name], tables[name]
    for column in table.columns if len(frame) else ():
        broken = {
            None: column.name not in table.optional and column.kind != "truth",
            "x y": bool(column.pattern or column.choices),
            -1.0: column.minimum is not None,
        }
        for value in (value for value, is_broken in broken.items() if is_broken):
            cells = [value, *frame[column.name][1:]]
            changed = frame.assign(**{column.name: cells}).astype(table.dtypes)
            assert not is_in_order(table, changed), (column.name, value)
