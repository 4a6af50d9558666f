"""Rows with a finding are marked with it, and the page tells which row leads to which card."""

import pandas as pd
import pytest

from analysis.presentation.brief_tables.table import Cell, list_finding_lines, mark_cell
from analysis.presentation.finding_marks import (
    find_marked_rows,
    mark_findings,
    mark_items,
    split_marks,
)
from analysis.tables.records import list_records

from .table_frames import (
    DOCUMENT,
    EN,
    TABLE,
    ZH,
    conditions_of,
    items_of,
    lines_of,
    points_of,
    verdicts_of,
    year,
)

TOTAL = f"{DOCUMENT}/{TABLE}/total/planned"


def list_marks(frame):
    """The marks of each row."""
    return [split_marks(row.get("findings")) for row in list_records(frame)]


@pytest.mark.parametrize(
    ("verdict", "marks"),
    [
        ("contradicts", [("contradicts", "finding-total-1")]),
        ("for_review", [("for_review", "finding-total-1")]),
        ("agrees", []),
        ("explained", []),
        ("not_computable", []),
    ],
)
def test_only_the_row_of_a_figure_with_a_card_is_marked(verdict, marks):
    lines = lines_of({"row_id": "l1"}, {"row_id": "total"}, {"row_id": "total", "table_id": "b"})
    marked = mark_findings(lines, verdicts_of({"figure": TOTAL, "verdict": verdict}))
    assert list_marks(marked) == [[], marks, []]


def test_of_several_findings_about_a_row_what_does_not_match_comes_first():
    verdicts = verdicts_of(
        {"figure": TOTAL, "verdict": "for_review"}, {"figure": TOTAL, "verdict": "contradicts"}
    )
    marked = mark_findings(lines_of({"row_id": "total"}), verdicts)
    assert list_marks(marked) == [
        [("contradicts", "finding-total-2"), ("for_review", "finding-total-1")]
    ]


def test_a_derived_point_is_not_marked_with_the_finding_about_its_figure():
    points = points_of(
        {**year(2019, 1), "row_id": "total", "origin": "implied"},
        {**year(2020, 2), "row_id": "total"},
    )
    marked = mark_findings(points, verdicts_of({"figure": TOTAL, "verdict": "contradicts"}))
    assert [bool(marks) for marks in list_marks(marked)] == [False, True]


@pytest.mark.parametrize(
    ("figure", "is_marked"),
    [
        (f"{DOCUMENT}/progress/A1/completion", True),
        (f"{DOCUMENT}/results/a1/value", True),
        (f"{DOCUMENT}/results/a2/value", False),
        (f"{DOCUMENT}/progress/A2/completion", False),
    ],
)
def test_an_item_is_marked_for_its_row_and_for_the_figures_of_its_conditions(figure, is_marked):
    conditions = conditions_of({"actual_figure": f"{DOCUMENT}/results/a1/value"})
    verdicts = verdicts_of({"figure": figure, "verdict": "contradicts"})
    assert [
        bool(marks) for marks in list_marks(mark_items(items_of({}), conditions, verdicts))
    ] == [is_marked]


def test_without_findings_frames_stay_as_they_are():
    lines, items = lines_of({}), items_of({})
    assert mark_findings(lines, verdicts_of({})) is lines
    assert mark_items(items, conditions_of({}), verdicts_of()) is items


def test_a_marked_figure_has_an_id_and_a_link_that_says_the_verdict():
    row = {"document_id": "fox", "table_id": "t", "row_id": "r1", "findings": "for_review total:1"}
    cell = mark_cell(Cell("5"), "fact", row, ZH)
    assert cell.anchor == "fact-fox-t-r1"
    assert [(line.text, line.symbol, line.href) for line in cell.details] == [
        ("待核实", "!", "#finding-total-1")
    ]
    assert mark_cell(Cell("5"), "fact", {**row, "findings": float("nan")}, ZH) == Cell("5")


def test_a_row_that_was_never_marked_has_no_link():
    assert list_finding_lines(pd.Series({"row_id": "r1"}), EN) == ()


def test_a_card_leads_to_the_first_row_that_leads_to_it():
    html = (
        '<tr id="a"><td></td></tr><tr id="b"><a href="#finding-1"></a><a href="#finding-2"></a>'
        '<a href="#b"></a></tr><tr id="c"><td id="d"><a href="#finding-1"></a></td></tr>'
    )
    assert find_marked_rows(html) == {"finding-1": "b", "finding-2": "b"}
