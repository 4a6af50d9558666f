"""Trends contain reported points and implied points with an interval."""

import pandas as pd
import pytest

from analysis.measures import trends
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame


def series_of(*rows):
    base = {
        "document_id": "doc", "table_id": "tourism", "column": "value", "county_code": "990101",
        "indicator_id": "visitors", "origin": "reported", "unit": "person_time",
    }  # fmt: skip
    return make_frame(
        TABLES["series"], [{"row_id": f"r{n}", **base, **row} for n, row in enumerate(rows)]
    )


def year(number, value, half=0.5, **more):
    return {
        "period_start": f"{number}-01-01", "period_end": f"{number}-12-31", "value": value,
        "low": value - half, "high": value + half, **more,
    }  # fmt: skip


def change(value, half, number, kind="growth"):
    return {
        "printed_change": value, "change_low": value - half, "change_high": value + half,
        "change_kind": kind, "change_base_start": f"{number}-01-01",
        "change_base_end": f"{number}-12-31",
    }  # fmt: skip


def test_a_year_that_only_a_growth_gives_is_implied_with_an_interval():
    points = trends.compute_trends(
        series_of(year(2019, 150, **change(0.5, 0.05, 2018)), year(2020, 120)), ["visitors"]
    )
    assert points["year"].tolist() == [2018, 2019, 2020]
    assert points["origin"].tolist() == ["implied", "reported", "reported"]
    implied = points.iloc[0]
    assert implied["value"] == pytest.approx(100)
    assert implied[["figure", "formula"]].tolist() == ["doc/tourism/r0/value", "150 ÷ 1.5"]
    assert points["figure"].tolist()[1:] == ["doc/tourism/r0/value", "doc/tourism/r1/value"]
    assert points["formula"].isna().tolist() == [False, True, True]
    assert implied["low"] == pytest.approx(149.5 / 1.55)
    assert implied["high"] == pytest.approx(150.5 / 1.45)


def test_a_multiple_with_one_digit_implies_a_wide_interval():
    points = trends.compute_trends(
        series_of(year(2020, 16186.1, 0.05, **change(4, 0.5, 2015, "multiple"))), ["visitors"]
    )
    implied = points.iloc[0]
    assert implied["value"] == pytest.approx(4046.525)
    assert (round(implied["low"]), round(implied["high"])) == (3597, 4625)


def test_a_reported_year_is_never_replaced_by_an_implied_one():
    points = trends.compute_trends(
        series_of(year(2019, 140), year(2020, 150, **change(0.5, 0.05, 2019))), ["visitors"]
    )
    assert points["origin"].tolist() == ["reported", "reported"]
    assert points["value"].tolist() == [140, 150]


def test_a_fall_by_100_per_cent_implies_no_point():
    points = trends.compute_trends(
        series_of(year(2020, 0, **change(-1.0, 0.005, 2019))), ["visitors"]
    )
    assert points["origin"].tolist() == ["reported"]


def test_a_figure_printed_twice_is_one_point():
    points = trends.compute_trends(series_of(year(2020, 150), year(2020, 150)), ["visitors"])
    assert len(points) == 1


def test_blank_figures_and_other_indicators_give_no_point():
    blank = {"period_end": "2020-12-31", "missing_reason": "blank"}
    points = trends.compute_trends(
        series_of(blank, year(2020, 5, indicator_id="tourism_income")), ["visitors"]
    )
    assert points.empty
    assert tuple(points.columns) == trends.POINT_COLUMNS


def compute(*rows):
    return trends.compute_trends(series_of(*rows), ["visitors"])


def test_a_plan_implies_nothing():
    planned = year(2022, 150, **change(0.5, 0.05, 2021), origin="planned")
    assert compute(planned)["origin"].tolist() == ["planned"]


@pytest.mark.parametrize(
    "bounds",
    [{"high": float("inf")}, {"change_high": float("inf")}, {"low": -160, "value": -150}],
)
def test_a_figure_with_a_bound_on_one_side_only_or_below_zero_implies_nothing(bounds):
    row = {**year(2019, 150, **change(0.5, 0.05, 2018)), **bounds}
    assert compute(row)["origin"].tolist() == ["reported"]


def test_the_formula_of_an_implied_point_keeps_the_qualifier():
    points = compute(year(2019, 150, **change(0.5, 0.05, 2018), qualifier="nearly"))
    assert points["formula"].tolist()[0] == "nearly 150 ÷ 1.5"
    assert points["qualifier"].isna().tolist() == [True, False]


KINDS = {
    "year": ("2020-01-01", "2020-12-31"), "half_year": ("2020-07-01", "2020-12-31"),
    "quarter": ("2020-04-01", "2020-06-30"), "month": ("2020-05-01", "2020-05-31"),
    "year_to_month": ("2020-01-01", "2020-05-31"), "day": (None, "2020-12-31"),
}  # fmt: skip


def test_months_quarters_half_years_and_years_are_points_of_different_kinds():
    rows = [
        {"period_start": start, "period_end": end, "value": 5, "low": 5, "high": 5}
        for start, end in KINDS.values()
    ]
    undated = {"period_end": "2021-05-31", "value": 5, "low": 5, "high": 5,
               "period_note": "undated: date of the document"}  # fmt: skip
    assert compute(undated, *reversed(rows))["period_kind"].tolist() == [*KINDS, "undated"]


def test_a_base_of_another_kind_of_period_implies_nothing():
    row = {**year(2020, 150, **change(0.5, 0.05, 2019)), "change_base_start": "2019-07-01"}
    assert compute(row)["origin"].tolist() == ["reported"]


def test_counties_and_projects_have_trends_of_their_own_with_their_own_implied_points():
    growth = year(2019, 150, **change(0.5, 0.05, 2018))
    rows = [
        {**growth, "row_id": "c1", "document_id": document, "county_code": county,
         "project_id": project, "value": value, "low": value, "high": value}
        for document, county, project, value in (
            ("a", "990101", "p1", 150), ("b", "990101", "p2", 300), ("c", "990102", None, 450),
        )
    ]  # fmt: skip
    points = trends.compute_trends(series_of(*rows))
    implied = points[points["origin"] == "implied"]
    assert implied[["county_code", "document_id", "value"]].values.tolist() == [
        ["990101", "a", 100], ["990101", "b", 200], ["990102", "c", 300],
    ]  # fmt: skip
    assert implied["figure"].tolist() == [f"{name}/tourism/c1/value" for name in "abc"]


def test_the_trends_of_a_county_are_those_of_all_counties():
    rows = [year(2019, 150, **change(0.5, 0.05, 2018)), year(2020, 120),
            year(2020, 9, county_code="990102", indicator_id="stations")]  # fmt: skip
    both = trends.compute_trends(series_of(*rows))
    for code, points in both.groupby("county_code"):
        own = [row for row in rows if row.get("county_code", "990101") == code]
        alone = trends.compute_trends(series_of(*own))
        assert alone["value"].tolist() == points["value"].tolist()


def test_the_order_of_the_rows_changes_nothing():
    rows = [year(2019, 150, **change(0.5, 0.05, 2018)), year(2020, 120), year(2020, 121),
            {**year(2020, 7), "period_start": "2020-07-01"}]  # fmt: skip
    series = series_of(*rows)
    first = trends.compute_trends(series)
    for seed in range(5):
        shuffled = series.sample(frac=1, random_state=seed).reset_index(drop=True)
        pd.testing.assert_frame_equal(trends.compute_trends(shuffled), first)
