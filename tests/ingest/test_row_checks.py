"""Figures of a row that cannot be are left blank; unlikely ones are filed with a warning."""

import pytest

from analysis.documents.reference import load_reference
from analysis.ingest.content import Cell, Place
from analysis.ingest.forms.form_table import CellReader
from analysis.ingest.forms.row_checks import RowChecker
from analysis.paths import PROJECT, DataRoot

UNITS = {"planned": "万元", "paid": "万元", "rate": "%"}


@pytest.fixture(scope="module")
def printed_units():
    return load_reference(DataRoot(PROJECT / "data")).units


def check(printed_units, label="公共服务", **figures):
    """Checks a row; returns it with its remarks as pairs of severity and text."""
    remarks = []

    def remark(code, severity, place, found, remedy=""):
        remarks.append((severity, found))

    row = {"label": label, "planned": "60", "paid": "30", "rate": "50%"} | figures
    cells = {name: Cell(row[name], Place(row=1, column=2)) for name in UNITS}
    checker = RowChecker(CellReader(printed_units, remark))
    return checker.check(row, UNITS, cells), remarks


def test_a_plausible_row_has_no_remark(printed_units):
    row, remarks = check(printed_units)
    assert row["paid"] == "30"
    assert remarks == []


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [("paid", "-5", "it is negative"), ("rate", "-5%", "a share cannot be negative")],
)
def test_an_impossible_figure_is_left_blank(column, text, reason, printed_units):
    row, remarks = check(printed_units, **{column: text})
    assert row[column] == ""
    assert [severity for severity, _ in remarks] == ["error"]
    assert reason in remarks[0][1]


@pytest.mark.parametrize(
    ("label", "column", "text", "reason"),
    [("冲减公共服务", "paid", "-5", "is negative; it was filed as printed"),
     ("公共服务", "rate", "130%", "more than 100 %"),
     ("公共服务", "paid", "70", "70 is more than the planned 60")],
)  # fmt: skip
def test_an_unlikely_figure_is_filed_with_a_warning(label, column, text, reason, printed_units):
    row, remarks = check(printed_units, label, **{column: text})
    assert row[column] == text
    assert [severity for severity, _ in remarks] == ["warning"]
    assert reason in remarks[0][1]


def test_a_blank_figure_is_not_checked(printed_units):
    row, remarks = check(printed_units, paid="", rate="")
    assert (row["paid"], row["rate"], remarks) == ("", "", [])
