"""Findings as CSV and as JSON: missing values are blank, and no text is a formula."""

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


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("case", list(CASES))
def test_findings_are_told_in_each_format(case, name, snapshot):
    assert FORMATS[name](tabulate_findings(CASES[case])) == snapshot


def test_in_json_one_end_without_limit_is_null_and_the_other_is_not():
    frame = tabulate_findings([PLAIN]).assign(recomputed_low=60.0, recomputed_high=math.inf)
    (row,) = json.loads(format_json(frame))
    assert (row["recomputed_low"], row["recomputed_high"]) == (60.0, None)


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
