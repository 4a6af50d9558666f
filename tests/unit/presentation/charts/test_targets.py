"""The chart of target completion: a line and a mark per condition, read back from the figure."""

from functools import cache

import pandas as pd
import pytest

from analysis.presentation.charts import Chart, plot_completion
from analysis.presentation.charts.targets import AXIS_END
from analysis.presentation.formats import Words

from ..chart_frames import DOCUMENTS, condition, make_conditions
from ..figure_text import (
    describe_legend,
    list_markers,
    list_missing_glyphs,
    list_row_labels,
    list_texts_outside,
    list_tick_labels,
    list_value_labels,
    name_colour,
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


def list_lines(chart: Chart) -> dict[float, tuple[float, float, str]]:
    """The horizontal line of each row: where it starts and ends, and its colour."""
    (axes,) = chart.figure.axes
    return {
        float(ends[0][1]): (
            float(ends[0][0]), float(ends[1][0]), name_colour(collection.get_colors()[0])
        )
        for collection in axes.collections
        for ends in collection.get_segments()
    }  # fmt: skip


def list_looks(chart: Chart) -> list[str]:
    """The mark of each row, from the top down."""
    (axes,) = chart.figure.axes
    return [look for _, _, look in sorted(list_markers(axes), key=lambda mark: mark[1])]


def describe(chart: Chart) -> str:
    """What a reader sees, row by row."""
    (axes,) = chart.figure.axes
    marks = sorted(list_markers(axes), key=lambda mark: mark[1])
    lines, labels = list_lines(chart), list_value_labels(axes)
    seen = [describe_legend(axes.get_legend())]
    for row, row_label in enumerate(list_row_labels(axes)):
        (end, mark_row, look), (label_end, label_row, label) = marks[row], labels[row]
        start, line_end, colour = lines[row]
        assert (mark_row, label_row) == (row, row)
        assert end == label_end == line_end, "line, mark and label end together"
        seen.append(f"row: {row_label}")
        seen.append(f"  {colour} line from {start:g} to {end:.5g}, {look}: {label}")
    seen.append(f"below: {axes.get_xlabel()}")
    seen.append(f"ticks: {', '.join(list_tick_labels(axes))}")
    return "\n".join([*seen, f"alt: {chart.alt}", f"caption: {chart.caption}"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", TARGETS)
def test_the_chart_of_targets_shows(case, language, snapshot):
    assert describe(plot_case(language, case)) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", TARGETS)
def test_all_texts_are_inside_the_figure_and_have_their_glyphs(case, language):
    chart = plot_case(language, case)
    (axes,) = chart.figure.axes
    assert list_texts_outside(chart.figure) == []
    assert list_missing_glyphs(chart.alt, chart.caption, *list_row_labels(axes)) == []


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
    assert list_row_labels(chart.figure.axes[0]) == ["A1 培训人次", "A3 培训人次"]
    assert sorted(list_lines(chart)) == [0, 1]
    assert "可核算指标2项" in chart.caption
    assert "图中未列：无法核算1项。" in chart.caption


def test_a_result_of_zero_is_drawn_at_zero():
    chart = plot_case("en", "one of three is not reported")
    assert list_lines(chart)[1] == (0, 0, "red-brown")
    assert list_value_labels(chart.figure.axes[0])[1] == (0, 1, "0.00%")


@pytest.mark.parametrize(
    ("actual", "end", "look"),
    [
        (999, 0.999, "hollow red-brown circle"),
        (1000, 1, "filled blue circle"),
        (2000, AXIS_END, "filled blue circle"),
        (2001, AXIS_END, "filled blue arrow"),
        (900_000, AXIS_END, "filled blue arrow"),
    ],
)
def test_a_line_ends_with_the_axis_and_an_arrow_stands_for_more(actual, end, look):
    chart = plot("en", condition("A1", 1000, actual), condition("A2", 1000, 1))
    assert list_lines(chart)[0][1] == pytest.approx(end)
    assert list_looks(chart)[0] == look


def test_a_number_beyond_the_axis_is_written_in_full():
    chart = plot_case("en", "exactly met, at the end of the axis and beyond it")
    assert list_value_labels(chart.figure.axes[0])[-1] == (AXIS_END, 3, "14,275.52%")


def test_a_condition_is_filled_only_if_it_is_surely_met():
    chart = plot_case("en", "decided, undecided and failing though qualified")
    assert list_looks(chart) == [
        "filled blue circle", "hollow grey circle", "hollow red-brown circle",
    ]  # fmt: skip


def test_a_result_that_may_lie_above_its_target_is_hollow_even_beyond_the_axis():
    doubtful = condition("A1", 100, 250, actual_low=90, actual_high=300, qualifier="about")
    chart = plot("en", doubtful, condition("A2", 100, 100))
    assert list_looks(chart) == ["hollow grey arrow", "filled blue circle"]


def test_items_stand_in_the_order_of_their_numbers():
    (axes,) = plot_case("en", "eight items out of order").figure.axes
    numbers = [int(label.split()[0].removeprefix("A")) for label in list_row_labels(axes)]
    assert numbers == [1, 2, 3, 4, 9, 10, 11, 12]


def test_the_target_is_a_line_at_one_hundred_per_cent_from_top_to_bottom():
    (axes,) = plot_case("en", "two conditions, one met").figure.axes
    (target,) = [line for line in axes.lines if line.get_marker() == "None"]
    assert list(target.get_xdata()) == [1, 1]
    assert list(target.get_ydata()) == [0, 1], "in shares of the axes' height"
    assert list(axes.get_xticks()) == [0, 0.5, 1, 1.5, 2]


def test_the_caption_counts_what_is_not_drawn_kind_by_kind():
    chart = plot_case("en", "asked for in words, without number and in another unit")
    assert "Not shown: 1 not assessed, 2 that cannot be calculated." in chart.caption
    assert "Not drawn" not in plot_case("en", "two conditions, one met").caption


def test_the_caption_says_how_the_completion_of_a_limit_is_computed():
    at_most = [condition(item, 30, 20, comparator="le") for item in ("B1", "B2")]
    chart = plot("en", *at_most)
    assert list_value_labels(chart.figure.axes[0])[0][-1] == "150.00%"
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
    assert list_row_labels(chart.figure.axes[0]) == ["B2 Persons trained", "B3 Persons trained"]
    assert "Not shown: 1 assessed without a completion rate." in chart.caption


@pytest.mark.parametrize(
    ("changes", "look"),
    [
        ({}, "hollow red-brown circle"),
        ({"due_date": "2021-01-31"}, "hollow red-brown circle"),
        ({"due_date": "2021-02-01"}, "hollow grey circle"),
        ({"actual_low": 80, "actual_high": 120, "qualifier": "about"}, "hollow grey circle"),
    ],
)
def test_only_what_is_due_and_surely_not_met_is_red(changes, look):
    chart = plot("en", condition("A1", 100, 90, **changes), condition("A2", 100, 100))
    assert list_looks(chart) == [look, "filled blue circle"]


@pytest.mark.parametrize(
    ("rule", "other", "look"),
    [
        ("trained or share", 120, "hollow grey circle"),
        ("trained or share", 80, "hollow red-brown circle"),
        ("trained and share", 120, "hollow red-brown circle"),
        ("share", 120, "hollow grey circle"),
    ],
)
def test_an_alternative_that_is_not_needed_is_not_red(rule, other, look):
    rows = [condition("A1", 100, 90), condition("A1", 100, other, condition="share")]
    chart = plot_completion(make_conditions(*rows, rules={"A1": rule}), Words("en"))
    assert list_looks(chart)[1] == look
    (axes,) = chart.figure.axes
    is_marked = "is enough" in " ".join(list_row_labels(axes))
    assert is_marked == (" or " in rule)


def test_the_legend_names_only_the_looks_that_are_drawn():
    met = plot("en", condition("A1", 100, 100), condition("A2", 100, 100))
    assert "target met" in describe_legend(met.figure.axes[0].get_legend())
    assert "not reached" not in describe_legend(met.figure.axes[0].get_legend())


def test_a_completion_keeps_the_qualifier_of_its_result():
    chart = plot("en", condition("A1", 50, 60, qualifier="over", actual_high=70),
                 condition("A2", 100, 100))  # fmt: skip
    assert list_value_labels(chart.figure.axes[0])[0][-1] == "over 120.00%"
    assert "A1 Persons trained: over 120.00%, target met." in chart.alt
