"""The chart of trends: a panel per indicator, reported points filled, implied ones hollow."""

from functools import cache

import pandas as pd
import pytest
from matplotlib.axes import Axes

from analysis.presentation.charts import Chart, plot_trends
from analysis.presentation.formats import Words

from ..chart_frames import DOCUMENTS, make_points, printed_growth, year_value
from ..figure_text import (
    describe_legend,
    list_markers,
    list_missing_glyphs,
    list_texts_outside,
    list_tick_labels,
    list_value_labels,
    name_colour,
    show_on_one_line,
)

INCOME = {"indicator_id": "income", "unit": "cny", "printed_unit": "亿元"}
VILLAGES = {"indicator_id": "villages", "unit": "count", "printed_unit": "个"}
SERIES = {
    "two years": [year_value(2018, 100_000), year_value(2020, 126_000)],
    "two adjacent years": [year_value(2019, 100_000), year_value(2020, 126_000)],
    "a year implied by growth": [
        year_value(2019, 100_000, **printed_growth(2018, 0.5, 0.05)), year_value(2020, 125_000),
    ],
    "six years up and down, one not reported": [
        year_value(2015, 900_000), year_value(2016, 1_200_000), year_value(2017, None),
        year_value(2018, 1_000_000), year_value(2019, 1_900_000), year_value(2020, 1_150_000),
    ],
    "three indicators, two of which can be drawn": [
        year_value(2018, 100_000), year_value(2020, 126_000, qualifier="over"),
        year_value(2018, 150_000_000, row_id="income_2018", **INCOME),
        year_value(2020, 90_000_000, row_id="income_2020", **INCOME),
        year_value(2020, 12, row_id="villages_2020", **VILLAGES),
    ],
    "counts without a unit": [
        year_value(2016, 60, row_id="villages_2016", low=60, high=60, **VILLAGES),
        year_value(2018, 24, row_id="villages_2018", low=24, high=24, **VILLAGES),
        year_value(2020, 0, row_id="villages_2020", low=0, high=0, **VILLAGES),
    ],
    "three documents on one year": [
        year_value(2018, 100_000),
        *(year_value(2020, value, document_id=document)
          for value, document in zip((110_000, 120_000, 130_000), DOCUMENTS, strict=True)),
    ],
    "a planned year": [year_value(2018, 100_000), year_value(2020, 200_000, origin="planned")],
}  # fmt: skip


def plot(language: str, *rows: dict) -> Chart:
    (chart,) = plot_trends(make_points(*rows), Words(language))
    return chart


@cache
def make_case(case: str) -> pd.DataFrame:
    return make_points(*SERIES[case])


@cache
def plot_case(language: str, case: str) -> Chart:
    (chart,) = plot_trends(make_case(case), Words(language))
    return chart


def list_intervals(axes: Axes) -> dict[float, tuple[float, float]]:
    """The bars of possible values: x, and from where to where each reaches."""
    return {
        float(ends[0][0]): (float(ends[0][1]), float(ends[1][1]))
        for collection in axes.collections
        for ends in collection.get_segments()
    }


def list_connections(axes: Axes) -> list[str]:
    """The lines between points, in the order of the years."""
    lines = [line for line in axes.lines if name_colour(line.get_color()) == "grey"]
    return [
        f"{line.get_xdata()[0]}–{line.get_xdata()[1]} "
        f"{'solid' if line.get_linestyle() == '-' else 'dashed'}"
        for line in lines
    ]


def describe_panel(chart: Chart, axes: Axes) -> list[str]:
    intervals = list_intervals(axes)
    seen = [f"panel: {show_on_one_line(axes.get_title(loc='left'))}"]
    for (year, value, look), (_, _, label) in zip(
        list_markers(axes), list_value_labels(axes), strict=True
    ):
        seen.append(f"  {year:g} {look} at {value:.6g}: {label}")
        if year in intervals:
            seen.append("    bar from {:.6g} to {:.6g}".format(*intervals[year]))
    bottom, top = axes.get_ylim()
    seen.append(f"  lines: {', '.join(list_connections(axes))}")
    seen.append(f"  height: {bottom:g} to {top:.6g}")
    return [*seen, f"  years below: {', '.join(list_tick_labels(axes))}"]


def describe(chart: Chart) -> str:
    """What a reader sees, panel by panel."""
    panels = [line for axes in chart.figure.axes for line in describe_panel(chart, axes)]
    (legend,) = chart.figure.legends
    said = [describe_legend(legend), f"alt: {chart.alt}", f"caption: {chart.caption}"]
    return "\n".join([*panels, *said])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", list(SERIES))
def test_the_chart_of_trends_shows(case, language, snapshot):
    assert describe(plot_case(language, case)) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", SERIES)
def test_all_texts_are_inside_the_figure_and_have_their_glyphs(case, language):
    chart = plot_case(language, case)
    assert list_texts_outside(chart.figure) == []
    titles = [axes.get_title(loc="left") for axes in chart.figure.axes]
    assert list_missing_glyphs(chart.alt, chart.caption, *titles) == []


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [year_value(2020, 100_000)],
        [year_value(2018, None), year_value(2020, 100_000)],
        [year_value(2018, 1, period_start=None, period_end=None), year_value(2020, 100_000)],
        [year_value(2020, 5), year_value(2020, 9, period_end="2020-06-30", row_id="half")],
    ],
)
def test_there_is_no_chart_of_fewer_than_two_dated_years(rows):
    assert plot_trends(make_points(*rows), Words("en")) == []


def test_a_year_without_value_draws_no_point_and_no_label():
    (axes,) = plot_case("en", "six years up and down, one not reported").figure.axes
    assert [year for year, *_ in list_markers(axes)] == [2015, 2016, 2018, 2019, 2020]
    assert len(list_value_labels(axes)) == 5


def test_an_implied_point_is_hollow_with_its_interval_and_dashed_lines():
    (axes,) = plot_case("en", "a year implied by growth").figure.axes
    assert [look for *_, look in list_markers(axes)] == [
        "hollow red-brown circle", "filled blue circle", "filled blue circle",
    ]  # fmt: skip
    low, high = list_intervals(axes)[2018]
    assert (low, high) == pytest.approx((99_950 / 1.55, 100_050 / 1.45))
    assert list_connections(axes) == ["2018–2019 dashed", "2019–2020 solid"]


def test_a_chart_without_implied_points_does_not_speak_of_them():
    chart = plot_case("en", "two years")
    (legend,) = chart.figure.legends
    assert describe_legend(legend) == "legend: filled blue circle = reported"
    assert "hollow" not in chart.caption
    assert list_intervals(chart.figure.axes[0]) == {}


def test_panels_start_at_zero_and_leave_room_above_the_highest_point():
    for axes in plot_case("en", "three indicators, two of which can be drawn").figure.axes:
        bottom, top = axes.get_ylim()
        assert bottom == 0
        assert top > 1.2 * max(value for _, value, _ in list_markers(axes))


def test_no_line_crosses_the_label_of_a_point_from_which_it_rises():
    (axes,) = plot_case("en", "six years up and down, one not reported").figure.axes
    sides = [text.get_verticalalignment() for text in axes.texts]
    # Where the line rises, the label stands below its point; else above.
    assert sides == ["top", "bottom", "top", "bottom", "bottom"]


def test_a_low_point_from_which_a_line_rises_has_its_label_at_the_right():
    (axes,) = plot("en", year_value(2019, 1_000), year_value(2020, 90_000)).figure.axes
    label = axes.texts[0]
    assert (label.get_horizontalalignment(), label.get_verticalalignment()) == ("left", "top")


def test_the_axis_of_two_adjacent_years_names_both():
    (axes,) = plot_case("en", "two adjacent years").figure.axes
    assert list(axes.get_xticks()) == [2019, 2020]
    assert list_tick_labels(axes) == ["2019", "2020"]


def test_a_planned_value_is_hollow_and_told_as_planned():
    chart = plot_case("en", "a planned year")
    assert [look for *_, look in list_markers(chart.figure.axes[0])] == [
        "filled blue circle", "hollow blue diamond",
    ]  # fmt: skip
    assert "Visitors, 2020: 200,000 person-times planned." in chart.alt
    assert chart.alt.startswith("Line chart by year: reported values, planned values.")
    assert "plan" in chart.caption
    (legend,) = chart.figure.legends
    assert "hollow blue diamond = planned" in describe_legend(legend)


def test_a_plan_for_a_reported_year_does_not_stand_above_it():
    rows = [year_value(2018, 100_000), year_value(2020, 126_000),
            year_value(2020, 200_000, row_id="plan", origin="planned")]  # fmt: skip
    (axes,) = plot("en", *rows).figure.axes
    assert [(year, value) for year, value, _ in list_markers(axes)] == [
        (2018, 100_000), (2020, 126_000),
    ]  # fmt: skip


@pytest.mark.filterwarnings("error")
def test_a_trend_that_is_zero_throughout_has_a_height_and_no_warning():
    rows = [
        year_value(year, 0, row_id=f"villages_{year}", low=0, high=0, **VILLAGES)
        for year in (2018, 2020)
    ]
    (axes,) = plot("en", *rows).figure.axes
    assert axes.get_ylim() == (0, 1)


def test_negative_values_are_inside_the_panel_with_a_line_at_zero():
    rows = [year_value(2019, -50_000), year_value(2020, 100_000)]
    chart = plot("en", *rows)
    (axes,) = chart.figure.axes
    assert axes.get_ylim()[0] < -5 * 10_000
    assert [line.get_ydata()[0] for line in axes.lines if name_colour(line.get_color()) ==
            "light grey"] == [0]  # fmt: skip
    assert "The grey line is zero." in chart.caption
    assert list_texts_outside(chart.figure) == []


def test_no_line_passes_over_a_year_that_is_not_reported():
    chart = plot_case("en", "six years up and down, one not reported")
    assert list_connections(chart.figure.axes[0]) == [
        "2015–2016 solid", "2018–2019 solid", "2019–2020 solid",
    ]  # fmt: skip
    assert "Lines join only consecutive periods" in chart.caption
    assert list_connections(plot_case("en", "two years").figure.axes[0]) == []


def month_value(year: int, month: int, value: float, **changes) -> dict:
    start = pd.Timestamp(year, month, 1)
    end = start + pd.offsets.MonthEnd()
    return year_value(
        year, value, row_id=f"{year}-{month:02d}", period_start=str(start.date()),
        period_end=str(end.date()), **changes,
    )  # fmt: skip


def test_kinds_of_period_have_charts_of_their_own_and_share_no_line():
    rows = [
        year_value(2019, 200_000), year_value(2020, 220_000),
        year_value(2020, 90_000, period_end="2020-06-30", row_id="h1"),
        year_value(2020, 130_000, period_start="2020-07-01", row_id="h2"),
        year_value(2020, 60_000, period_end="2020-05-31", row_id="to may"),
        *(month_value(2020, month, 10_000 + month) for month in (4, 5, 6)),
    ]  # fmt: skip
    charts = plot_trends(make_points(*rows), Words("en"))
    titles = [show_on_one_line(chart.figure.axes[0].get_title(loc="left")) for chart in charts]
    assert titles == [
        "Visitors / person-times", "Visitors (by half-year) / person-times",
        "Visitors (by month) / person-times",
    ]  # fmt: skip
    ticks = [list_tick_labels(chart.figure.axes[0]) for chart in charts]
    assert ticks == [
        ["2019", "2020"], ["first half of 2020", "second half of 2020"],
        ["April 2020", "May 2020", "June 2020"],
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_labels_of_24_months_do_not_cover_each_other(language):
    rows = [month_value(year, month, 10_000 * month + year)
            for year in (2019, 2020) for month in range(1, 13)]  # fmt: skip
    chart = plot(language, *rows)
    (axes,) = chart.figure.axes
    assert len(list_markers(axes)) == 24
    assert len(list_connections(axes)) == 23
    ticks = list_tick_labels(axes)
    first, last = {"zh": ("2019年1月", "2020年12月"), "en": ("January 2019", "December 2020")}[
        language
    ]
    assert (ticks[0], ticks[-1]) == (first, last)
    assert 2 < len(ticks) < 10
    assert list_texts_outside(chart.figure) == []
    assert len(list_value_labels(axes)) < 24


def test_periods_from_january_on_are_joined_within_a_year_only():
    months = ((2019, 10), (2019, 11), (2020, 4), (2020, 5), (2020, 7))
    rows = [
        month_value(year, month, month * 10_000) | {"period_start": f"{year}-01-01"}
        for year, month in months
    ]
    (axes,) = plot("en", *rows).figure.axes
    assert len(list_connections(axes)) == 2


def test_more_indicators_than_a_chart_holds_are_on_several_charts():
    points = make_case("three indicators, two of which can be drawn")
    visitors = points[points["indicator_id"] == "visitors"]
    many = pd.concat([visitors.assign(indicator_id=f"visitors {number}") for number in range(5)])
    charts = plot_trends(many, Words("en"))
    assert [len(chart.figure.axes) for chart in charts] == [3, 2]
