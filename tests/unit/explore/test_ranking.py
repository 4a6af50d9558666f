"""Counties in the order of an indicator, and beside their region by the stated rule."""

import ast
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.demo import write_demo
from analysis.explore import audit, brief_charts, show
from analysis.explore.charts import MOST_DRAWN, plot_ranking
from analysis.explore.comparison import compare
from analysis.explore.frame import UnknownName
from analysis.explore.measured import Measured, list_measures, measure
from analysis.explore.panel import Explorer
from analysis.explore.ranking import rank
from analysis.presentation import charts
from analysis.presentation.formats import Words


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """Data of invented counties that nobody here wrote."""
    root = write_demo(tmp_path_factory.mktemp("demo") / "data", 12, 3)
    return analysis.open_data(str(root.root), language="en")


def test_every_county_is_in_a_ranking_and_those_without_a_value_are_last(invented):
    ranked = rank(invented, "used_of_appropriation")
    assert set(ranked["county_code"]) == set(invented.places.counties["county_code"])
    values = ranked["value"]
    known = values.notna()
    assert values[known].is_monotonic_decreasing
    assert not known[known.sum() :].any()
    assert ranked.loc[~known, "rank"].isna().all()
    computed = ranked["numerator"] / ranked["denominator"] * 100
    np.testing.assert_allclose(values[known], computed[known])


def test_the_period_is_one_that_most_counties_report(invented):
    code = next(c for c in list_measures(invented) if measure(invented, c).periods)
    measured = measure(invented, code)
    trends = invented.trends
    own = trends[(trends["indicator_id"] == code) & trends["value"].notna()]
    counts = own.groupby("period")["county_code"].nunique()
    assert counts[measured.period] == counts.max()
    assert set(measured.values["period"].dropna()) == {measured.period}


def test_a_region_has_sums_over_sums_of_those_that_report(invented):
    compared = compare(invented, "990101", "used_of_appropriation").set_index("place")
    rates = invented.rates
    known = rates[(rates["rate_id"] == "used_of_appropriation") & rates["rate_percent"].notna()]
    whole = compared.iloc[-1]
    sums = known["numerator_cny"].sum() / known["denominator_cny"].sum() * 100
    assert whole["value"] == pytest.approx(sums)
    assert (whole["reported"], whole["counties"]) == (known["county_code"].nunique(), 12)


def test_incomes_per_head_are_not_added(invented):
    rule = compare(invented, "990101", "poor_income_per_head")["rule"].iloc[-1]
    assert "cannot be added" in rule
    assert "sum of" in compare(invented, "990101", "service_stations")["rule"].iloc[-1]


def test_wrong_names_list_the_right_ones(invented):
    for ask, listed in (
        (lambda: rank(invented, "visiters"), "did you mean 'visitors'"),
        (lambda: rank(invented, "visitors", "1900"), "no period of"),
        (lambda: compare(invented, "990000", "visitors"), "There are:"),
        (lambda: brief_charts.show_chart(invented, "990101", "pie"), "funds, instalments"),
        (lambda: audit.list_findings(invented, "wrong"), "contradicts, for_review"),
    ):
        with pytest.raises(UnknownName, match=listed):
            ask()


def test_each_chart_of_the_briefs_can_be_asked_for():
    source = ast.parse(Path(brief_charts.__file__).read_text("utf-8"))
    used = {node.attr for node in ast.walk(source) if isinstance(node, ast.Attribute)}
    assert {name for name in charts.__all__ if name.startswith("plot_")} <= used


@pytest.mark.parametrize("chart", brief_charts.CHARTS)
def test_a_chart_of_any_county_is_a_chart_or_a_sentence(invented, chart):
    for code in invented.places.counties["county_code"]:
        shown = brief_charts.show_chart(invented, code, chart).html
        assert "<img" in shown or "report too little" in shown


def test_each_value_is_printed_on_the_chart(invented):
    shown = show.show_ranking(invented, "used_of_appropriation", mark="990101").html
    for row in rank(invented, "used_of_appropriation").dropna(subset="value").itertuples():
        assert f"{row.county} {row.value:.2f}%" in shown


def test_of_very_many_counties_the_ends_are_drawn():
    codes = [f"99{number:04d}" for number in range(200)]
    rows = pd.DataFrame({"county_code": codes, "county": codes, "value": range(200)})
    others = ("city", "province", "project_id", "project", "period", "unit", "numerator",
              "denominator", "origin")  # fmt: skip
    columns = dict.fromkeys(others)
    measured = Measured("x", "X", "", False, rows.assign(**columns), "2020", ("2020",))
    chart = plot_ranking(measured, Words("en"))
    assert f"the first and last {MOST_DRAWN // 2}" in chart.caption
    assert "200 of 200" in chart.caption


def test_the_explorer_follows_its_menus(invented):
    explorer = Explorer(invented, "990102", "used_of_appropriation")
    assert explorer.menus["county"].value == "990102"
    explorer.menus["indicator"].value = "service_stations"
    assert explorer.menus["period"].value == measure(invented, "service_stations").period
    city = explorer.menus["region"].options[-1][1]
    explorer.menus["region"].value = city
    assert len(explorer.menus["county"].options) == len(invented.of(city).places.counties)
    for view in ("comparison", "trends", "ranking"):
        explorer.menus["view"].value = view
    assert all("ename" not in output for output in explorer.output.outputs)


def test_the_explorer_begins_with_what_it_is_given(invented):
    period = measure(invented, "service_stations").periods[1]
    city = invented.places.counties["city"].iloc[0]
    county = invented.of(city).places.counties["county"].iloc[1]
    explorer = Explorer(invented, county, "service_stations", period, city, "comparison")
    chosen = {name: menu.value for name, menu in explorer.menus.items()}
    places = invented.places.counties.set_index("county").loc[county]
    assert chosen == {
        "region": places["city_code"], "county": places["county_code"],
        "indicator": "service_stations", "period": period, "view": "comparison",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"region": "990101"}, "There is no city or province '990101'"),
        ({"region": "Nowhere"}, "There is no county, city or province 'Nowhere'"),
        ({"view": "pie"}, "There are: ranking, comparison, funds"),
    ],
)
def test_a_wrong_beginning_of_the_explorer_is_answered_with_what_exists(invented, wrong, said):
    with pytest.raises(UnknownName, match=said):
        Explorer(invented, **wrong)


def test_a_table_rounds_and_leaves_blank_what_is_missing(invented):
    shown = show.tabulate_ranking(invented, "used_of_appropriation").shown
    assert list(shown.columns)[:2] == ["Rank", "County or district"]
    values = shown["Value"].tolist()
    assert "" in values
    assert all(value == round(value, 2) for value in values if value != "")


def test_a_table_without_rows_is_shown_too(invented):
    for name in ("rates", "targets", "months", "findings"):
        assert "<table" in show.show_table(getattr(invented, name).head(0))._repr_html_()
