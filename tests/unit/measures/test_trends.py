"""Trends contain reported points and implied points with an interval."""

import pytest

from analysis.build.build import make_frame
from analysis.measures import trends
from analysis.tables.tables import TABLES


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
    points = trends.compute_trend(
        series_of(year(2019, 150, **change(0.5, 0.05, 2018)), year(2020, 120)), "visitors"
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
    points = trends.compute_trend(
        series_of(year(2020, 16186.1, 0.05, **change(4, 0.5, 2015, "multiple"))), "visitors"
    )
    implied = points.iloc[0]
    assert implied["value"] == pytest.approx(4046.525)
    assert (round(implied["low"]), round(implied["high"])) == (3597, 4625)


def test_a_reported_year_is_never_replaced_by_an_implied_one():
    points = trends.compute_trend(
        series_of(year(2019, 140), year(2020, 150, **change(0.5, 0.05, 2019))), "visitors"
    )
    assert points["origin"].tolist() == ["reported", "reported"]
    assert points["value"].tolist() == [140, 150]


def test_a_fall_by_100_per_cent_implies_no_point():
    points = trends.compute_trend(series_of(year(2020, 0, **change(-1.0, 0.005, 2019))), "visitors")
    assert points["origin"].tolist() == ["reported"]


def test_a_figure_printed_twice_is_one_point():
    points = trends.compute_trend(series_of(year(2020, 150), year(2020, 150)), "visitors")
    assert len(points) == 1


def test_blank_figures_and_other_indicators_give_no_point():
    blank = {"period_end": "2020-12-31", "missing_reason": "blank"}
    points = trends.compute_trend(
        series_of(blank, year(2020, 5, indicator_id="tourism_income")), "visitors"
    )
    assert points.empty
    assert tuple(points.columns) == trends.POINT_COLUMNS
