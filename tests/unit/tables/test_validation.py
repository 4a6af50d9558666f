"""The quick check of a table and its pandera schema agree about every frame."""

import re

import pandas as pd
import pandera.errors
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.build import build
from analysis.errors import ParameterError
from analysis.parameters import check_parameters
from analysis.tables.columns import COLUMNS
from analysis.tables.tables import TABLES, make_schema
from analysis.tables.validation import check_schema, is_in_order

from ..conftest import COUNTY, DOCUMENT, replace_text

FULL_WIDTH = "９９０１０１"
# Texts of which at least one is valid for each column with a pattern, and invalid ones.
TEXTS = ("990101", "a1", "1", "2020", "ab" * 32, FULL_WIDTH, "990101\n", "x y", "", "X-1", "٣")
CELLS = {
    "text": st.sampled_from([*TEXTS, None]) | st.text(alphabet="a0９_-. \n", max_size=7),
    "number": st.sampled_from([0.0, -0.0, -1.0, 1e300, float("inf"), float("nan")]),
    "date": st.sampled_from([pd.Timestamp("2020-07-31"), pd.NaT]),
    "truth": st.sampled_from([True, False, None]),
}
OTHER_TYPES = ("object", "float32", "string", "datetime64[ns]", "bool")

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
    """Whether pandera finds nothing."""
    try:
        make_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors:
        return False
    return True


def make_valid_cell(column) -> object:
    """A value that a column allows."""
    if column.kind != "text":
        return {"number": 1.0, "date": pd.Timestamp("2020-07-31"), "truth": True}[column.kind]
    pattern = re.compile(column.full_pattern)
    return column.choices[0] if column.choices else next(filter(pattern.match, TEXTS))


@st.composite
def frames(draw):
    """A table and a frame for it: valid, or with some cells, a type, a column or a row changed."""
    table = draw(st.sampled_from(list(TABLES.values())))
    row = {
        column.name: make_valid_cell(column) if column.pattern or column.kind != "text" else "a"
        for column in table.columns
        if not column.choices
    } | {column.name: column.choices[0] for column in table.columns if column.choices}
    for column in draw(st.lists(st.sampled_from(table.columns), max_size=2)):
        own = st.sampled_from(column.choices) if column.choices else st.nothing()
        row[column.name] = draw(CELLS[column.kind] | own)
    frame = pd.DataFrame([row], columns=list(table.dtypes)).astype(table.dtypes)
    change = draw(st.sampled_from(["none", "none", "repeat", "empty", "type", "drop", "order"]))
    if change == "repeat":
        frame = pd.concat([frame, frame], ignore_index=True)
    elif change == "empty":
        frame = frame.iloc[:0]
    elif change == "type":
        name = draw(st.sampled_from(list(table.dtypes)))
        try:
            frame = frame.astype({name: draw(st.sampled_from(OTHER_TYPES))})
        except (TypeError, ValueError):
            assume(False)
    elif change == "drop":
        frame = frame.drop(columns=draw(st.sampled_from(list(table.dtypes))))
    elif change == "order":
        frame = frame[draw(st.permutations(list(table.dtypes)))]
    return table, frame


@settings(max_examples=150, deadline=None)
@given(frames())
def test_the_quick_check_and_pandera_agree(table_and_frame):
    table, frame = table_and_frame
    assert is_in_order(table, frame) == is_valid(table, frame)
    assert is_in_order(table, frame) == (check_schema(table, frame) == [])


@pytest.mark.parametrize("name", TABLES)
def test_a_valid_table_is_valid_for_both(tables, name):
    assert is_in_order(TABLES[name], tables[name])
    assert is_valid(TABLES[name], tables[name])


@pytest.mark.parametrize(("name", "column", "value"), BREAKS)
def test_a_broken_cell_is_found(tables, name, column, value):
    frame = tables[name].copy()
    frame.loc[0, column] = value
    assert not is_in_order(TABLES[name], frame)
    assert check_schema(TABLES[name], frame)


@pytest.mark.parametrize("change", ["column", "order", "type"])
def test_unexpected_columns_and_types_are_found(tables, change):
    frame = tables["budget"]
    if change == "type":
        frame = frame.astype({"planned_cny": "float32"})
    else:
        frame = frame.assign(more=1) if change == "column" else frame[frame.columns[::-1]]
    assert not is_in_order(TABLES["budget"], frame)
    assert not is_valid(TABLES["budget"], frame)


@pytest.mark.parametrize("name", TABLES)
def test_every_check_of_a_schema_is_made(tables, name):
    table, frame = TABLES[name], tables[name]
    for column in table.columns if len(frame) else ():
        invalid_values = {
            None: column.name not in table.optional and column.kind != "truth",
            "x y": bool(column.pattern or column.choices),
            -1.0: column.minimum is not None,
        }
        for value in (value for value, is_invalid in invalid_values.items() if is_invalid):
            cells = [value, *frame[column.name][1:]]
            changed = frame.assign(**{column.name: cells}).astype(table.dtypes)
            assert not is_in_order(table, changed), (column.name, value)


def test_no_pattern_matches_other_digits_or_letters_than_ascii():
    patterns = {name: column.pattern for name, column in COLUMNS.items() if column.pattern}
    assert [name for name, text in patterns.items() if re.search(r"\\[dws]", text)] == []


@pytest.mark.parametrize("following", ["\ndocument_date", "\n        header"])
def test_a_county_code_in_full_width_digits_of_a_document_is_reported(small_root, following):
    path = small_root.raw / DOCUMENT / "document.yml"
    old, new = (f"county_code: '{code}'{following}" for code in (COUNTY, FULL_WIDTH))
    replace_text(path, old, new)
    findings = build.build(small_root).findings
    assert findings["reason"].str.contains("county_code").any()


def test_a_county_code_in_full_width_digits_of_a_reading_is_reported(small_root):
    path = small_root.readings / DOCUMENT / "statements.csv"
    replace_text(path, "results,a1_actual,,", f"results,a1_actual,{FULL_WIDTH},")
    findings = build.build(small_root).findings
    assert f"county_code is '{FULL_WIDTH}'" in " ".join(findings["reason"])


def test_a_county_code_in_full_width_digits_of_a_reference_table_is_reported(small_root):
    replace_text(small_root.reference / "areas.csv", f"{COUNTY},", f"{FULL_WIDTH},")
    findings = build.build(small_root).findings
    assert f"county_code is '{FULL_WIDTH}'; it must be six digits" in " ".join(findings["reason"])


def test_a_county_code_in_full_width_digits_is_no_parameter():
    with pytest.raises(ParameterError, match="six digits"):
        check_parameters(FULL_WIDTH, "latest", "zh", "")
