"""The chart of completion: a line from the target to each completion, read back from the figure."""

from functools import cache

import pandas as pd
import pytest

from analysis.presentation.charts import Chart, plot_completion
from analysis.presentation.charts.targets import LOOKS
from analysis.presentation.formats import Words

from ..chart_frames import DOCUMENTS, condition, make_conditions
from ..figure_text import (
    describe,
    list_drawings,
    list_faults,
    list_lines,
    list_marks,
    list_missing_glyphs,
    list_texts,
    list_words,
)

TARGETS = {
    "two conditions, one met": [condition("A1", 1000, 1200), condition("A2", 1000, 875)],
    "one of three is not reported": [
        condition("A1", 1000, 1200), condition("A2", 1000, None), condition("A3", 1000, 0),
    ],
    "exactly met, at the end of the axis and beyond it": [
        condition("A1", 1000, 1000), condition("A2", 1000, 2000), condition("A3", 1000, 2001),
        condition("A4", 1000, 142_755.2),
    ],
    "at most, exactly and a share": [
        condition("B1", 30, 20, comparator="le"), condition("B2", 30, 40, comparator="le"),
        condition("B3", 5, 5, comparator="eq"), condition("B4", 5, 6, comparator="eq"),
        condition("B5", 0.5, 40, denominator=60, denominator_figure="report/results/villages"),
    ],
    "decided, undecided and failing though qualified": [
        condition("A1", 60, 60, actual_high=99, qualifier="over"),
        condition("A2", 100, 95, actual_high=120, qualifier="over"),
        condition("A3", 100, 95, actual_low=90, actual_high=95, qualifier="nearly"),
    ],
    "asked for in words, without number and in another unit": [
        condition("A1", None, None, assessment="qualitative"), condition("A2", None, 12),
        condition("A3", 0.5, 12, unit="share"), condition("A4", 10, 5), condition("A5", 10, 10),
    ],
    "eight items out of order": [
        condition(f"A{number}", 100, 10 * number) for number in (12, 1, 10, 2, 9, 3, 11, 4)
    ],
    "the same item in three documents": [
        condition("A1", 100, actual, document_id=document)
        for actual, document in zip((30, 60, 100), DOCUMENTS, strict=True)
    ],
}  # fmt: skip


def plot(language: str, *rows: dict) -> Chart:
    chart = plot_completion(make_conditions(*rows), Words(language))
    assert chart is not None
    return chart


@cache
def make_case(case: str) -> pd.DataFrame:
    return make_conditions(*TARGETS[case])


@cache
def plot_case(language: str, case: str) -> Chart:
    chart = plot_completion(make_case(case), Words(language))
    assert chart is not None
    return chart


def list_looks(chart: Chart) -> list[str]:
    """The marks of the rows from the top down, without those of the legend."""
    head = next(y for _, y, text in list_texts(chart.figure) if text.endswith("0%"))
    return [look for _, y, look in list_marks(chart.figure) if y > head]


def list_rates(chart: Chart) -> list[str]:
    """The completions at the right, from the top down."""
    right = chart.figure.get_size_inches()[0] * 100 - 2
    return [text for x, _, text in list_texts(chart.figure) if x == right]


def list_names(chart: Chart) -> list[str]:
    return [text for x, _, text in list_texts(chart.figure) if x == 0 and "%" not in text]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", TARGETS)
def test_the_chart_of_targets_shows(case, language, snapshot):
    assert describe(plot_case(language, case)) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", TARGETS)
def test_all_texts_of_both_drawings_have_room_and_their_glyphs(case, language):
    chart = plot_case(language, case)
    assert list_faults(chart) == []
    assert list_missing_glyphs(chart.alt, chart.caption, *list_words(chart.figure)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [condition("A1", 100, 50)],
        [condition("A1", 100, None), condition("A2", None, 50), condition("A3", 100, 50)],
    ],
)
def test_there_is_no_chart_of_fewer_than_two_computable_conditions(rows):
    assert plot_completion(make_conditions(*rows), Words("en")) is None


def test_a_condition_without_result_draws_no_row_but_is_counted_in_the_caption():
    chart = plot_case("zh", "one of three is not reported")
    assert list_names(chart) == ["A1 培训人次", "A3 培训人次"]
    assert "可核算指标2项" in chart.caption
    assert "图中未列：无法核算1项。" in chart.caption


@pytest.mark.parametrize("narrow", [False, True])
def test_a_line_leads_from_the_target_to_the_completion(narrow):
    chart = plot("en", *(condition(f"A{n}", 100, n) for n in (200, 150, 100, 50, 0)))
    figure = list_drawings(chart)[narrow]
    places = {text: x for x, _, text in list_texts(figure)}
    ends = [x for x, y, _ in list_marks(figure)][-5:]
    half = (places["200%"] - places["target 100%"]) / 2
    ticks = [places["target 100%"] + half * at for at in (2, 1, 0, -1)]
    assert ends[:4] == pytest.approx(ticks)
    step = ticks[2] - ticks[3]
    assert ends[4] == pytest.approx(ticks[3] - step)


@pytest.mark.parametrize(
    ("actual", "rate", "looks"),
    [
        (999, "99.90%", ["hollow ochre square"]),
        (1000, "100.00%", ["filled blue circle"]),
        (2000, "200.00%", ["filled blue circle"]),
        (2001, "200.10%", []),
        (142_755_200, "14,275,520.00%", []),
    ],
)
def test_beyond_the_axis_an_arrow_stands_for_more_and_the_number_is_written_in_full(
    actual, rate, looks
):
    chart = plot("en", condition("A1", 1000, actual), condition("A2", 1000, 1))
    assert list_looks(chart) == [*looks, "hollow ochre square"]
    assert list_rates(chart) == [rate, "0.10%"]
    arrows = [xs for colour, xs, _ in list_lines(chart.figure) if len(xs) == 3]
    assert bool(arrows) is not bool(looks)
    assert list_faults(chart) == []


def test_a_condition_is_filled_only_if_it_is_surely_met():
    chart = plot_case("en", "decided, undecided and failing though qualified")
    assert list_looks(chart) == [
        "filled blue circle", "hollow grey circle", "hollow ochre square",
    ]  # fmt: skip


def test_conditions_stand_by_completion_and_equal_ones_by_number():
    chart = plot_case("en", "eight items out of order")
    numbers = [int(label.split()[0].removeprefix("A")) for label in list_names(chart)]
    assert numbers == [12, 11, 10, 9, 4, 3, 2, 1]
    equal = plot("en", *(condition(f"A{number}", 100, 100) for number in (10, 2, 1)))
    assert [label.split()[0] for label in list_names(equal)] == ["A1", "A2", "A10"]


def test_the_target_is_a_named_line_over_all_rows():
    figure = plot_case("en", "two conditions, one met").figure
    x = next(x for x, _, text in list_texts(figure) if text == "target 100%")
    (line,) = [ys for colour, xs, ys in list_lines(figure) if colour == "black"]
    rows = [y for _, y, text in list_texts(figure) if text in ("120.00%", "87.50%")]
    assert line[0] < min(rows) < max(rows) < line[1]
    assert x == next(xs[0] for colour, xs, _ in list_lines(figure) if colour == "black")


def test_the_caption_counts_what_is_not_drawn_kind_by_kind():
    chart = plot_case("en", "asked for in words, without number and in another unit")
    assert "Not shown: 1 not assessed, 2 that cannot be calculated." in chart.caption
    assert "Not shown" not in plot_case("en", "two conditions, one met").caption


def test_the_caption_says_how_the_completion_of_a_limit_is_computed():
    at_most = [condition(item, 30, 20, comparator="le") for item in ("B1", "B2")]
    chart = plot("en", *at_most)
    assert list_rates(chart)[0] == "150.00%"
    said = "For an upper limit, completion is target ÷ actual."
    assert said in chart.caption
    assert said not in plot_case("en", "two conditions, one met").caption


@pytest.mark.parametrize(
    ("decided", "is_met"),
    [
        (condition("B1", 5, 6, comparator="eq"), False),
        (condition("B1", 5, 0, comparator="le"), True),
    ],
)
def test_a_condition_decided_without_a_rate_does_not_count_as_one_that_cannot_be_computed(
    decided, is_met
):
    conditions = make_conditions(decided, condition("B2", 10, 5), condition("B3", 10, 5))
    assert bool(conditions["is_met"].iloc[0]) is is_met
    chart = plot_completion(conditions, Words("en"))
    assert list_names(chart) == ["B2 Persons trained", "B3 Persons trained"]
    assert "Not shown: 1 assessed without a completion rate." in chart.caption


@pytest.mark.parametrize(
    ("changes", "look"),
    [
        ({}, "hollow ochre square"),
        ({"due_date": "2021-01-31"}, "hollow ochre square"),
        ({"due_date": "2021-02-01"}, "hollow grey circle"),
        ({"actual_low": 80, "actual_high": 120, "qualifier": "about"}, "hollow grey circle"),
    ],
)
def test_only_what_is_due_and_surely_not_met_is_drawn_as_missed(changes, look):
    chart = plot("en", condition("A1", 100, 90, **changes), condition("A2", 100, 100))
    assert list_looks(chart) == ["filled blue circle", look]


@pytest.mark.parametrize(
    ("rule", "other", "look"),
    [
        ("trained or share", 120, "hollow grey circle"),
        ("trained or share", 80, "hollow ochre square"),
        ("trained and share", 120, "hollow ochre square"),
        ("share", 120, "hollow grey circle"),
    ],
)
def test_an_alternative_is_marked_and_is_not_missed_if_it_is_not_needed(rule, other, look):
    rows = [condition("A1", 100, 90), condition("A1", 100, other, condition="share")]
    chart = plot_completion(make_conditions(*rows, rules={"A1": rule}), Words("en"))
    assert look in list_looks(chart)
    for figure in list_drawings(chart):
        assert ("is enough" in " ".join(list_words(figure))) == (" or " in rule)


def test_the_legend_names_only_the_looks_that_are_drawn():
    met = plot("en", condition("A1", 100, 100), condition("A2", 100, 100))
    assert "target met" in list_words(met.figure)
    assert "target not met" not in list_words(met.figure)


def test_a_completion_keeps_the_qualifier_of_its_result():
    chart = plot("en", condition("A1", 50, 60, qualifier="over", actual_high=70),
                 condition("A2", 100, 100))  # fmt: skip
    assert list_rates(chart)[0] == "over 120.00%"
    assert "A1 Persons trained: over 120.00%, target met." in chart.alt


def test_names_of_any_length_have_room():
    long = {"label_en": "Persons trained in rural e-commerce " * 4, "label_zh": "培训" * 60}
    rows = [condition("A1", 100, 90, **long), condition("A2", 1, 1e9, **long)]
    for language in ("zh", "en"):
        assert list_faults(plot(language, *rows)) == []


def test_looks_differ_without_colour():
    assert len({(shape, is_hollow) for _, shape, is_hollow, _ in LOOKS.values()}) == len(LOOKS)
