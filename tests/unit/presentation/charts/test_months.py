"""Charts of the monthly forms: gaps, restated months, the time passed, sums from January on."""

import pandas as pd
import pytest

from analysis.presentation.charts import plot_month_panels, plot_months
from analysis.presentation.labels import label_figures
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

from ..figure_text import (
    describe,
    list_connections,
    list_drawings,
    list_faults,
    list_lines,
    list_marks,
    list_texts,
    list_words,
)

COUNTY, PROJECT = "990121", "fox-project"
NAMES = {
    "funds_used_rate": ("资金使用进度", "Use of the fund", "share"),
    "service_stations": ("服务站点", "Service stations", "count"),
    "training_sessions_year": ("当年培训场次", "Training sessions this year", "time"),
}


def form_figure(month: str, value: float | None, indicator: str = "funds_used_rate", **changes):
    """A figure of the form of a month, at its last day, sent in the month after."""
    end = pd.Period(month, "M").end_time.normalize()
    ordinary = {
        "document_id": f"form-{month}", "table_id": "form", "row_id": f"{indicator}-{month}",
        "column": "value", "table_kind": "monthly_form", "county_code": COUNTY,
        "indicator_id": indicator, "project_id": PROJECT, "origin": "reported",
        "document_date": f"{end + pd.Timedelta(days=5):%Y-%m-%d}",
        "period_end": f"{end:%Y-%m-%d}", "value": value, "low": value, "high": value,
        "is_exact": True, "unit": NAMES[indicator][2],
    }  # fmt: skip
    return ordinary | changes


def make_facts(*rows: dict) -> pd.DataFrame:
    series = make_frame(TABLES["series"], rows)
    figures = [
        {**row, "figure": "/".join(row[key] for key in ("document_id", "table_id", "row_id"))
         + "/value", "locator": "表1", "printed": ""}
        for row in rows
    ]  # fmt: skip
    indicators = [
        {"indicator_id": name, "name_zh": chinese, "name_en": english, "unit": unit,
         "topic": "funds", "direction": "more", "accumulates": "stock"}
        for name, (chinese, english, unit) in NAMES.items()
    ]  # fmt: skip
    return label_figures(
        series,
        make_frame(TABLES["indicators"], indicators),
        make_frame(TABLES["figures"], figures),
    )


def make_projects(start: str | None, end: str | None) -> pd.DataFrame:
    row = {"project_id": PROJECT, "start_date": pd.Timestamp(start), "end_date": pd.Timestamp(end)}
    return pd.DataFrame([row])


def list_months(count: int) -> list[str]:
    return [str(month) for month in pd.period_range("2019-06", periods=count, freq="M")]


def make_curve(count: int) -> pd.DataFrame:
    months = enumerate(list_months(count))
    return make_facts(*(form_figure(month, at * 0.04) for at, month in months))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("count", [2, 3, 24])
def test_the_curve_of_the_months_shows(count, language, snapshot):
    projects = make_projects("2019-06-01", "2021-05-31")
    chart = plot_months(make_curve(count), language, projects)
    assert describe(chart) == snapshot
    assert list_faults(chart) == []


@pytest.mark.parametrize("count", [0, 1])
def test_there_is_no_curve_of_fewer_than_two_months(count):
    assert plot_months(make_curve(count), "zh") is None
    assert plot_month_panels(make_curve(count), "zh") == []


def test_a_month_without_form_and_a_blank_break_the_line():
    rows = [form_figure(month, 0.1) for month in ("2020-01", "2020-02", "2020-04", "2020-06")]
    chart = plot_months(make_facts(*rows, form_figure("2020-05", None)), "en")
    for figure in list_drawings(chart):
        assert len(list_marks(figure)) == 4
        assert len(list_connections(figure)) == 1
    assert chart.caption == (
        "No form or figure, so the line breaks: March 2020, May 2020."
    )  # fmt: skip
    whole = plot_months(make_facts(*rows[:2]), "en")
    assert whole.caption == ""


def test_a_restated_month_is_hollow_beside_the_newer_figure_and_both_are_told():
    rows = [form_figure("2020-01", 0.3), form_figure("2020-02", 0.52), form_figure("2020-03", 0.6)]
    newer = form_figure("2020-02", 0.48, document_id="again", document_date="2020-05-01")
    chart = plot_months(make_facts(*rows, newer), "en")
    looks = [look for *_, look in list_marks(chart.figure)]
    assert sorted(looks) == ["filled blue circle"] * 3 + ["hollow ochre circle"]
    assert len(list_connections(chart.figure)) == 2
    assert "52%" in list_words(chart.figure)
    assert "31 January 2020: 30%" in chart.alt
    assert "52%" in chart.alt
    assert "48%" in chart.alt
    assert "28 February 2020: 52% in an earlier form." in chart.alt.replace("29 Feb", "28 Feb")
    assert chart.caption == (
        "Hollow points, where an earlier form says otherwise: February 2020."
    )  # fmt: skip
    same = {**newer, "value": 0.52, "low": 0.52, "high": 0.52}
    assert "Hollow" not in plot_months(make_facts(*rows, same), "en").caption


def test_the_time_passed_is_a_named_dashed_line_only_where_the_project_has_both_ends():
    facts = make_curve(6)
    chart = plot_months(facts, "en", make_projects("2019-06-01", "2019-11-30"))
    for figure in list_drawings(chart):
        assert "time passed" in list_words(figure)
        (line,) = [ys for colour, xs, ys in list_lines(figure) if colour == "grey" and len(xs) > 2]
        top = next(y for _, y, text in list_texts(figure) if text == "100%") - 4
        assert line[-1] == pytest.approx(top)
    for start, end in ((None, "2020-01-01"), ("2020-01-01", None), ("2021-01-01", "2020-01-01")):
        without = plot_months(facts, "en", make_projects(start, end))
        assert "time passed" not in list_words(without.figure)
        assert "Dashed" not in without.caption


@pytest.mark.parametrize("values", [(0.0, 3.7), (-0.2, 0.4), (0.0, 0.0), (0.00001, 250.0)])
def test_shares_below_zero_and_far_beyond_one_have_room(values):
    rows = [form_figure(f"2020-0{at}", value) for at, value in enumerate(values, start=1)]
    chart = plot_months(make_facts(*rows), "en")
    assert list_faults(chart) == []
    for figure in list_drawings(chart):
        height = figure.get_size_inches()[1] * 100
        assert all(0 < y < height - 20 for _, y, _ in list_marks(figure))


def test_other_figures_have_a_panel_each_and_the_rate_has_none():
    rows = [
        form_figure(month, at, indicator)
        for indicator in ("service_stations", "funds_used_rate")
        for at, month in enumerate(list_months(24))
    ]
    (panel,) = plot_month_panels(make_facts(*rows), "zh")
    assert panel.title == "服务站点"
    assert len(list_marks(panel.figure)) == 24
    assert {"2019年6月", "2021年5月", "0", "23"} <= set(list_words(panel.figure))
    assert list_faults(panel) == []


def test_sums_from_january_on_begin_anew_and_january_belongs_to_them():
    months = pd.period_range("2019-11", "2020-03", freq="M")
    rows = [
        form_figure(str(month), month.month, "training_sessions_year",
                    period_start=f"{month.year}-01-01")
        for month in months
    ]  # fmt: skip
    (panel,) = plot_month_panels(make_facts(*rows), "en")
    assert len(list_marks(panel.figure)) == 5
    assert len(list_connections(panel.figure)) == 3
