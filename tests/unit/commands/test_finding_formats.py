"""Findings for the terminal, as CSV and as JSON: text is not cut, missing values are blank."""

import csv
import io
import json
import math

import pandas as pd
import pytest

from analysis.commands.finding_formats import (
    FORMATS,
    disarm,
    format_csv,
    format_json,
    format_table,
    render_table,
)
from analysis.tables.findings import Finding, tabulate_findings

PLAIN = Finding(
    "990101", "fox-report", "表2 第3行", "fox-report/table_2/total/rate", "rate", "warning",
    "70.00%", 0.69995, 0.70005, "contradicts", "prints 70.00%", "ask who issued it", "rate:1",
)  # fmt: skip
BLANK = Finding(
    None, None, "areas.csv", None, "key", "error", None, None, None, None, "no such code", "add it"
)  # fmt: skip
EXACT = Finding(
    "990102", "owl-report", "月报 第5行", None, "total", "info", "100", 99.9, 99.9, "agrees", "",
    "", is_new=True,
)  # fmt: skip
CASES = {"none": [], "one": [BLANK], "two": [PLAIN, BLANK], "three": [PLAIN, EXACT, BLANK]}


@pytest.fixture(autouse=True)
def no_colours(monkeypatch):
    """Formats tables as without a terminal, whatever the environment says."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("case", list(CASES))
def test_findings_are_told_in_each_format(case, name, snapshot):
    assert FORMATS[name](tabulate_findings(CASES[case])) == snapshot


def show_range(low, high):
    """The column of what is recomputed, of a finding with these ends."""
    frame = tabulate_findings([PLAIN]).assign(recomputed_low=low, recomputed_high=high)
    heading, row, _ = format_table(frame).splitlines()
    start, end = heading.index("recomputed"), heading.index("reason")
    wide = sum(character in "表第行" for character in row)  # they take two places each
    return row[start - wide : end - wide].strip()


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (math.nan, math.nan, ""),
        (0.0, 0.0, "0"),
        (1_234.5, 1_234.5, "1234.5"),
        (0.69995, 0.70005, "0.69995 to 0.70005"),
        (1e11 + 0.5, 1e11 + 0.5, "100000000000"),
    ],
)
def test_what_is_recomputed_is_shown_as_number_or_range_and_blank_where_missing(low, high, text):
    assert show_range(low, high) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(math.nan, 5.0, "at most 5"), (-math.inf, 5.0, "at most 5"), (60.0, math.inf, "at least 60")],
)
def test_a_range_with_one_end_says_on_which_side_it_is_limited(low, high, text):
    assert show_range(low, high) == text


def test_in_json_one_end_without_limit_is_null_and_the_other_is_not():
    frame = tabulate_findings([PLAIN]).assign(recomputed_low=60.0, recomputed_high=math.inf)
    (row,) = json.loads(format_json(frame))
    assert (row["recomputed_low"], row["recomputed_high"]) == (60.0, None)


def test_findings_are_counted_in_singular_and_plural():
    assert format_table(tabulate_findings([PLAIN])).endswith("\n1 finding.\n")
    assert format_table(tabulate_findings([PLAIN, BLANK])).endswith("\n2 findings.\n")


def test_missing_values_are_blank_in_csv_null_in_json_and_never_zero():
    frame = tabulate_findings([BLANK])
    (row,) = csv.DictReader(io.StringIO(format_csv(frame)))
    (record,) = json.loads(format_json(frame))
    for name in ("county_code", "printed", "recomputed_low", "recomputed_high", "verdict"):
        assert (row[name], record[name]) == ("", None)


def test_json_keeps_chinese_text_and_the_type_of_each_value():
    (record,) = json.loads(format_json(tabulate_findings([EXACT])))
    assert (record["locator"], record["recomputed_low"], record["is_new"]) == (
        "月报 第5行", 99.9, True
    )  # fmt: skip
    assert "月报" in format_json(tabulate_findings([EXACT]))


@pytest.mark.parametrize("text", ["=1+1", "@sum", "＝1", "\tx", "-x", "+1+1", "-5%"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert disarm(text) == f"'{text}"
    assert format_csv(pd.DataFrame({"a": [text]})) == f"a\n'{text}\n"


@pytest.mark.parametrize("text", ["a\r=1+1", "\r=1+1"])
def test_a_carriage_return_begins_no_new_row_of_csv(text):
    # The row could be a formula, and nothing would disarm it.
    file = io.StringIO(format_csv(pd.DataFrame({"a": [text]})), newline="")
    assert [cells for cells in csv.reader(file) if cells[0].startswith("=")] == []


@pytest.mark.parametrize("value", ["-25.645", "+3", "70.00%", "狐县", "", -1.5, 0, False])
def test_numbers_words_and_zeros_are_left_as_they_are(value):
    assert disarm(value) is value


@pytest.mark.parametrize("missing", [None, pd.NA, math.nan, math.inf])
def test_what_is_missing_is_blank(missing):
    assert disarm(missing) == ""
    assert render_table(pd.DataFrame({"a": [missing]}), {"a": "Name"}) == "Name\n\n"


def test_only_the_columns_asked_for_are_shown_under_their_headings():
    frame = pd.DataFrame({"a": [1, 20], "b": ["x", "y"], "c": [0, 0]})
    assert render_table(frame, {"b": "Letter", "a": "Number"}) == (
        "Letter  Number\nx       1\ny       20\n"
    )


def test_control_characters_of_a_document_do_not_reach_the_terminal():
    shown = render_table(pd.DataFrame({"a": ["red \x1b[31mtext\x07\n"]}), {"a": "Name"})
    assert shown == "Name\nred  [31mtext\n"


def test_what_looks_like_markup_is_shown_as_it_is():
    assert "[bold]a[/bold]" in render_table(pd.DataFrame({"a": ["[bold]a[/bold]"]}), {"a": "Name"})


def test_without_a_terminal_long_text_is_not_cut():
    text = "a" * 300
    assert text in render_table(pd.DataFrame({"a": [text]}), {"a": "Name"})
