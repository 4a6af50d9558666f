"""Drawers define every figure of their tables, what has one definition once."""

import pytest

from analysis.presentation.first_screen import define_conditions, define_figures
from tests.unit.measures.evidence_frames import (
    evidence_of,
    fill,
    form,
    item,
    list_indicators,
    targets,
)

from ..shown_tables import parse_page
from ..table_frames import EN

SHARE = {"unit": "share", "actual_figure": "fox-report/results/villages/value",
         "denominator_figure": "fox-report/results/all/value", "denominator": 10}  # fmt: skip
PARTS = [
    {"figure": SHARE["actual_figure"], "label_en": "Villages reached", "locator": "第5段"},
    {"figure": SHARE["denominator_figure"], "label_en": "Villages", "locator": "表3 第1行"},
]


def read(drawer):
    """Names, text and places of each definition."""
    entries = parse_page(drawer.html).select("li.definition")
    return [
        (
            [name.get_text() for name in entry.find_all("strong")],
            entry.select_one(".definition-text").get_text(),
            [place.get_text() for place in entry.select(".place")],
        )
        for entry in entries
    ]


def define(*pairs, figures=()):
    evidence = evidence_of(**targets(*pairs), figures=figures)
    frames = evidence.conditions, evidence.items, fill("figures", figures), list_indicators()
    return read(define_conditions(*frames, EN))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Completion is actual ÷ target, without an upper limit."),
        ({"comparator": "le"}, "Completion is target ÷ actual, without an upper limit."),
        # Of two falls it is the other way round.
        ({"target": -20}, "Completion is target ÷ actual, without an upper limit."),
        ({"target": -20, "comparator": "le"},
         "Completion is actual ÷ target, without an upper limit."),
        ({"comparator": "eq"}, "Met only if the actual equals the target."),
        ({"comparator": None, "target": None},
         "Target not quantified: the completion cannot be calculated."),
        ({"assessment": "qualitative"}, "Wording only: not assessed."),
    ],
)  # fmt: skip
def test_a_condition_is_defined_by_how_it_is_decided(changes, text):
    assert define(item("A1", 5, 6) if not changes else item("A1", **{
        "target": 5, "actual": 6, **changes})) == [(["Attendances"], text, [])]  # fmt: skip


def test_a_share_says_what_it_divides_and_where_that_stands_unless_the_table_does():
    ((names, text, places),) = define(item("A1", 0.5, 6, **SHARE), figures=PARTS)
    assert names == ["Attendances"]
    assert text.startswith("Formula: Villages reached ÷ Villages. Completion is actual ÷ target")
    assert len(places) == 1
    assert "5" in places[0]


def test_conditions_with_one_definition_are_defined_once():
    pairs = [item("A1", 5, 6, label_en="One"), item("A2", 5, 4, label_en="Two")]
    assert [names for names, _, _ in define(*pairs)] == [["One", "Two"]]


def test_figures_are_grouped_by_what_they_cover():
    series = [form("service_stations", 4), form("training_sessions_year", 2),
              {**form("visitors", 9), "indicator_id": None}]  # fmt: skip
    facts = evidence_of(series=series).facts
    found = read(define_figures(facts, list_indicators(), EN))
    texts = {text: len(names) for names, text, _ in found}
    assert texts == {
        "The value from the start of the project to a date.": 2,
        "As the document words it.": 1,
    }


def test_without_figures_there_is_no_drawer():
    nothing = evidence_of()
    assert not define_figures(nothing.facts, list_indicators(), EN)
    assert define() == []
