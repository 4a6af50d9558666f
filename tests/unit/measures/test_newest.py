"""The newest statement is found by what it is about and its document's date, not by row order."""

import pandas as pd
import pytest

from analysis.measures import disbursement, newest, trends, used_funds
from analysis.tables.records import list_records
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

SHUFFLES = 6
PROJECT = ("990101", "p")
JULY, AUGUST = "2020-07-31", "2020-08-31"


def series_of(*rows):
    base = {
        "table_id": "form", "row_id": "used", "column": "area_1", "county_code": "990101",
        "indicator_id": "funds_used_cumulative", "origin": "reported", "unit": "cny",
    }  # fmt: skip
    return make_frame(TABLES["series"], [{**base, **row} for row in rows])


def figure(document_id, document_date, period_end, value, **more):
    return {
        "document_id": document_id, "document_date": document_date, "period_end": period_end,
        "value": value, "low": value, "high": value, **more,
    }  # fmt: skip


def shuffle(frame):
    """The frame, and its rows in several other orders."""
    orders = [frame.sample(frac=1, random_state=seed) for seed in range(SHUFFLES)]
    return [frame, *(order.reset_index(drop=True) for order in orders)]


def select_used(series):
    """The newest row that reports an amount used."""
    return used_funds.select_used_funds(series, [PROJECT])[PROJECT].amount


def compute_rates(series):
    """The rates of a county of which nothing but rows of ``series`` is reported."""
    names = ("budget", "contracts", "payments", "appropriations")
    nothing = {name: make_frame(TABLES[name], []) for name in names}
    nothing["lines"] = disbursement.compute_lines(nothing.pop("budget"))
    project = {"county_code": "990101", "project_id": "p", "level": "province", "year": "2020"}
    nothing["projects"] = make_frame(TABLES["projects"], [{**project, "title_zh": "项目"}])
    return disbursement.compute_rates(**nothing, series=series).set_index("rate_id")


@pytest.mark.parametrize(
    "rows",
    [
        # The newest document of one period, though its id comes first in the alphabet.
        [figure("b-letter", "2020-08-05", JULY, 1.0), figure("a-report", "2020-08-11", JULY, 2.0)],
        # A later period, though an old one is repeated in a newer document.
        [figure("b-report", "2021-09-09", JULY, 1.0), figure("a-form", "2020-09-05", AUGUST, 2.0)],
        # A figure without a period never replaces one with a period.
        [figure("b-report", "2021-09-09", None, 1.0), figure("a-form", "2020-08-05", JULY, 2.0)],
        # Of documents of one date, the row that prints a change.
        [
            figure("b-report", "2020-08-05", JULY, 1.0),
            figure("a-report", "2020-08-05", JULY, 2.0, printed_change=0.1),
        ],
        # Nothing tells them apart but their names.
        [figure("a-form", "2020-08-05", JULY, 1.0), figure("b-form", "2020-08-05", JULY, 2.0)],
        # A blank in a newer document is not a figure.
        [
            figure("a-form", "2020-08-05", JULY, 2.0),
            {**figure("b-form", "2020-09-05", AUGUST, None), "missing_reason": "blank"},
        ],
    ],
)
def test_the_newest_figure_is_the_same_in_any_order_of_rows(rows):
    for series in shuffle(series_of(*rows)):
        row = select_used(series)
        assert row is not None
        assert row["value"] == 2


def test_no_figure_has_no_newest():
    assert select_used(series_of()) is None


def test_the_newest_of_each_group_is_listed_from_old_to_new():
    rows = [
        figure("doc", "2020-09-05", AUGUST, 1.0, indicator_id="stations"),
        figure("doc", "2020-09-05", JULY, 2.0, indicator_id="visitors"),
        figure("old", "2020-08-05", JULY, 3.0, indicator_id="visitors"),
    ]
    for series in shuffle(series_of(*rows)):
        listed = newest.list_newest(list_records(series), lambda row: row["indicator_id"])
        assert [row["value"] for row in listed] == [2, 1]


def test_a_period_that_two_documents_report_is_a_point_of_the_newer_document():
    rows = [
        figure("b-report", "2021-01-31", "2020-12-31", 1.0),
        figure("a-report", "2021-06-30", "2020-12-31", 2.0),
    ]
    for series in shuffle(series_of(*rows)):
        points = trends.compute_trends(series, ["funds_used_cumulative"])
        assert points[["document_id", "value"]].values.tolist() == [["a-report", 2.0]]


def test_a_base_year_that_two_documents_imply_is_one_point_of_the_newer_document():
    change = {
        "printed_change": 1.0, "change_low": 1.0, "change_high": 1.0, "change_kind": "growth",
        "change_base_end": "2018-12-31",
    }  # fmt: skip
    rows = [
        figure("b-report", "2020-01-31", "2019-12-31", 4.0, **change),
        figure("a-report", "2020-06-30", "2017-12-31", 6.0, **change),
    ]
    for series in shuffle(series_of(*rows)):
        points = trends.compute_trends(series, ["funds_used_cumulative"])
        implied = points[points["origin"] == "implied"]
        assert implied[["document_id", "value"]].values.tolist() == [["a-report", 3.0]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("b-report", "2020-08-05", JULY), ("a-report", "2020-08-11", JULY)),
        (("b-report", "2021-09-09", JULY), ("a-report", "2020-09-05", AUGUST)),
        (("a-report", "2020-08-05", JULY), ("b-report", "2020-08-05", JULY)),
    ],
)
def test_the_newest_fund_table_is_the_same_in_any_order_of_rows(old, new):
    rows = [
        {
            "document_id": document_id, "document_date": document_date, "as_of_date": as_of_date,
            "table_id": "fund", "row_id": row_id, "county_code": "990101", "project_id": "p",
            "basis": "plan", "label_zh": "项", "row_role": "line", "planned_cny": 100.0,
            "paid_cny": 70.0,
        }
        for document_id, document_date, as_of_date in (old, new)
        for row_id in ("l1", "l2")
    ]  # fmt: skip
    for budget in shuffle(make_frame(TABLES["budget"], rows)):
        lines = disbursement.compute_lines(budget)
        assert lines["document_id"].tolist() == [new[0]] * 2


def test_the_rate_of_use_is_that_of_the_newest_document():
    series = series_of(
        figure("b-letter", "2020-08-05", JULY, 100.0),
        figure("a-report", "2020-08-11", JULY, 200.0),
    )
    for rows in shuffle(series):
        rates = compute_rates(rows)
        assert rates.loc["used_of_appropriation", "numerator_cny"] == 200
        assert rates.loc["used_of_appropriation", "as_of_date"] == pd.Timestamp(JULY)


PLANNED = {"origin": "planned"}
UNDATED = {"period_note": "undated: date of the document"}


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        # A plan for a later month is not what was used.
        ([figure("a", "2020-08-05", JULY, 2.0), figure("b", "2020-08-05", AUGUST, 1.0, **PLANNED)],
         2),
        # Not even a plan in a newer document than an undated report.
        ([figure("a", "2020-08-05", None, 2.0), figure("b", "2021-08-05", AUGUST, 1.0, **PLANNED)],
         2),
        # An undated figure takes the date of its document, which is no date that it is about.
        ([figure("a", "2020-08-05", JULY, 2.0), figure("b", "2021-09-09", "2021-09-09", 1.0,
                                                       **UNDATED)],
         2),
        # Of two undated figures that of the newer document, whatever the documents' ids.
        ([figure("b", "2020-08-05", "2020-08-05", 1.0, **UNDATED),
          figure("a", "2021-09-09", "2021-09-09", 2.0, **UNDATED)], 2),
    ],
)  # fmt: skip
def test_a_planned_or_undated_figure_never_wins_over_a_dated_report(rows, value):
    for series in shuffle(series_of(*rows)):
        row = select_used(series)
        assert row["value"] == value
        assert newest.select_newest(list_records(series))["value"] == value


def test_a_plan_alone_is_not_used():
    series = series_of(figure("a", "2020-08-05", JULY, 2.0, **PLANNED))
    assert select_used(series) is None
    rates = compute_rates(series)
    assert pd.isna(rates.loc["used_of_appropriation", "numerator_cny"])
