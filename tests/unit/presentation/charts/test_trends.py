"""The panels of trends: one per indicator, reported points filled, derived ones hollow."""

from functools import cache

import pandas as pd
import pytest

from analysis.presentation.charts import Chart, Panels, plot_trends
from analysis.presentation.formats import Words

from ..chart_frames import DOCUMENTS, make_points, printed_growth, year_value
from ..figure_text import (
    describe,
    list_connections,
    list_faults,
    list_lines,
    list_marks,
    list_missing_glyphs,
    list_texts,
    list_words,
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
def plot_case(language: str, case: str) -> Panels:
    return plot_trends(make_case(case), Words(language))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", list(SERIES))
def test_the_panels_of_trends_show(case, language, snapshot):
    assert "\n\n".join(map(describe, plot_case(language, case))) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", SERIES)
def test_all_texts_have_room_and_their_glyphs(case, language):
    for chart in plot_case(language, case):
        assert list_faults(chart) == []
        assert list_missing_glyphs(chart.alt, chart.caption, chart.title) == []


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


def test_each_panel_is_one_drawing_of_156_by_140_pixels_with_name_and_unit_above():
    charts = plot_case("zh", "three indicators, two of which can be drawn")
    sizes = [tuple(chart.figure.get_size_inches() * 100) for chart in charts]
    assert sizes == [(156, 140)] * 2
    assert [chart.narrow for chart in charts] == [None, None]
    assert [chart.title for chart in charts] == ["接待游客（万人次）", "旅游收入（亿元）"]


def test_a_year_without_value_draws_no_point_and_no_line_over_it():
    (chart,) = plot_case("en", "six years up and down, one not reported")
    marks = sorted(list_marks(chart.figure))
    assert len(marks) == 5
    lines = [(start, end) for start, end, _ in list_connections(chart.figure)]
    xs = [x for x, *_ in marks]
    assert lines == [(xs[0], xs[1]), (xs[2], xs[3]), (xs[3], xs[4])]
    assert "Lines join only consecutive periods" in chart.caption
    assert list_connections(plot_case("en", "two years")[0].figure) == []


def test_a_derived_point_is_hollow_with_its_range_and_dashed_lines():
    (chart,) = plot_case("en", "a year implied by growth")
    looks = [look for _, _, look in sorted(list_marks(chart.figure))]
    assert looks == ["hollow blue circle", "filled blue circle", "filled blue circle"]
    assert [look for *_, look in list_connections(chart.figure)] == ["dashed", "solid"]
    x = min(x for x, *_ in list_marks(chart.figure))
    ranges = [ys for _, xs, ys in list_lines(chart.figure) if xs == [x, x]]
    assert len(ranges) == 1
    assert ranges[0][0] > ranges[0][1]


def test_a_panel_without_derived_points_does_not_speak_of_them():
    (chart,) = plot_case("en", "two years")
    assert "ollow" not in chart.caption


def test_panels_start_at_zero():
    for chart in plot_case("en", "three indicators, two of which can be drawn"):
        (axis,) = [ys[0] for colour, _, ys in list_lines(chart.figure) if colour == "axis grey"]
        marks = sorted(list_marks(chart.figure))
        values = [100_000, 126_000] if "Visitors" in chart.alt else [150, 90]
        heights = [axis - y for _, y, _ in marks]
        assert heights[0] / heights[1] == pytest.approx(values[0] / values[1])


def test_a_planned_value_is_hollow_and_told_as_planned():
    (chart,) = plot_case("en", "a planned year")
    looks = [look for _, _, look in sorted(list_marks(chart.figure))]
    assert looks == ["filled blue circle", "hollow blue diamond"]
    assert "Visitors, 2020: 200,000 visits planned." in chart.alt
    assert chart.alt.startswith("Line chart by year: reported values, planned values.")
    assert "plan" in chart.caption


def test_a_plan_for_a_reported_year_does_not_stand_above_it():
    rows = [year_value(2018, 100_000), year_value(2020, 126_000),
            year_value(2020, 200_000, row_id="plan", origin="planned")]  # fmt: skip
    assert "200,000" not in list_words(plot("en", *rows).figure)


@pytest.mark.filterwarnings("error")
def test_a_trend_that_is_zero_throughout_is_a_line_at_zero_without_a_warning():
    rows = [
        year_value(year, 0, row_id=f"villages_{year}", low=0, high=0, **VILLAGES)
        for year in (2019, 2020)
    ]
    chart = plot("en", *rows)
    (axis,) = [ys[0] for colour, _, ys in list_lines(chart.figure) if colour == "axis grey"]
    assert {y for _, y, _ in list_marks(chart.figure)} == {axis}


def test_negative_values_stand_under_the_line_at_zero():
    chart = plot("en", year_value(2019, -50_000), year_value(2020, 100_000))
    (axis,) = [ys[0] for colour, _, ys in list_lines(chart.figure) if colour == "axis grey"]
    first, second = (y for _, y, _ in sorted(list_marks(chart.figure)))
    assert second < axis < first < 140
    assert "The grey line is zero." in chart.caption
    assert list_faults(chart) == []


def month_value(year: int, month: int, value: float, **changes) -> dict:
    start = pd.Timestamp(year, month, 1)
    end = start + pd.offsets.MonthEnd()
    return year_value(
        year, value, row_id=f"{year}-{month:02d}", period_start=str(start.date()),
        period_end=str(end.date()), **changes,
    )  # fmt: skip


def test_kinds_of_period_have_panels_of_their_own_and_share_no_line():
    rows = [
        year_value(2019, 200_000), year_value(2020, 220_000),
        year_value(2020, 90_000, period_end="2020-06-30", row_id="h1"),
        year_value(2020, 130_000, period_start="2020-07-01", row_id="h2"),
        year_value(2020, 60_000, period_end="2020-05-31", row_id="to may"),
        *(month_value(2020, month, 10_000 + month) for month in (4, 5, 6)),
    ]  # fmt: skip
    charts = plot_trends(make_points(*rows), Words("en"))
    assert [chart.title for chart in charts] == [
        "Visitors (visits)", "Visitors (visits, by half-year)",
        "Visitors (visits, by month)",
    ]  # fmt: skip
    ticks = [{text for _, y, text in list_texts(chart.figure) if y > 110} for chart in charts]
    assert ticks[0] == {"2019", "2020"}
    assert ticks[1] == {"first half of 2020", "second half of 2020"}
    assert {"April 2020", "June 2020"} <= ticks[2]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_24_months_the_ends_and_the_extremes_are_labelled_without_covering_each_other(language):
    rows = [month_value(year, month, 10_000 * month + year)
            for year in (2019, 2020) for month in range(1, 13)]  # fmt: skip
    chart = plot(language, *rows)
    assert len(list_marks(chart.figure)) == 24
    assert len(list_connections(chart.figure)) == 23
    first, last = {"zh": ("2019年1月", "2020年12月"), "en": ("January 2019", "December 2020")}[
        language
    ]
    assert {first, last} <= set(list_words(chart.figure))
    assert list_faults(chart) == []


def test_periods_from_january_on_are_joined_within_a_year_only():
    months = ((2019, 10), (2019, 11), (2020, 4), (2020, 5), (2020, 7))
    rows = [
        month_value(year, month, month * 10_000) | {"period_start": f"{year}-01-01"}
        for year, month in months
    ]
    assert len(list_connections(plot("en", *rows).figure)) == 2


@pytest.mark.parametrize("values", [(1e-9, 1e12), (5.0, 5.0), (-1e12, 1e-3), (0.0, 1.0)])
def test_any_range_of_values_has_room(values):
    rows = [year_value(2019 + at, value, low=value, high=value) for at, value in enumerate(values)]
    assert list_faults(plot("en", *rows)) == []


def test_a_language_may_be_given_by_its_code_and_the_whole_is_shown_in_jupyterlab():
    charts = plot_trends(make_case("three indicators, two of which can be drawn"), "en")
    html = charts._repr_html_()
    assert html.count("<img") == 2
    assert html.count("<figcaption>Each panel starts at zero.") == 1
    assert html.startswith("<style>")
    assert Panels()._repr_html_() == ""
