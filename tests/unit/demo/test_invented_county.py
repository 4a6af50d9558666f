"""The figures of an invented county hold together, whichever county it is."""

from decimal import Decimal
from random import Random

import pytest

from analysis.demo.county import FUND, Growth, invent_county, invent_forms, round_to
from analysis.demo.documents import write_forms
from analysis.demo.money import write_projects
from analysis.demo.places import COUNTIES_PER_CITY, list_places

CODES = ("990101", "990102", "990229", "999929")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [("100", "125", "增长25.00%"), ("3", "2", "下降33.33%"), ("5", "5", "增长0.00%")],
)
def test_a_change_is_printed_as_documents_print_it(before, after, change):
    assert Growth(Decimal(before), Decimal(after)).change == change


@pytest.mark.parametrize("code", CODES)
def test_a_county_is_the_same_each_time_and_unlike_the_others(code):
    assert invent_county(code) == invent_county(code)
    assert all(invent_county(code) != invent_county(other) for other in CODES if other != code)


@pytest.mark.parametrize("code", CODES)
def test_lines_make_the_fund_and_stations_are_no_more_than_villages(code):
    county = invent_county(code)
    needed, actual = county.targets["service_stations"]
    assert sum(county.lines) == FUND
    assert needed <= county.villages
    assert actual <= county.villages
    assert county.paid_share == (70 if county.has_second else 30)


@pytest.mark.parametrize("code", CODES)
def test_what_is_cumulative_in_monthly_forms_never_falls_and_is_the_sum_of_months(code):
    forms = invent_forms(invent_county(code), 24)
    assert len(forms) == 24
    used = [Decimal(form["funds_used_cumulative"]) for form in forms]
    months = [Decimal(form["funds_used_month"]) for form in forms]
    assert used == [sum(months[: number + 1]) for number in range(24)]
    assert max(used) <= FUND
    for name in ("service_stations", "training_sessions_year", "training_person_times_year"):
        values = [int(form[name]) for form in forms]
        assert values == sorted(values)


def test_a_county_without_months_has_no_form():
    place = list_places(1)[-1]
    assert write_forms(place, invent_county(place.code), 0, "p") == []


def test_forms_end_with_the_month_before_the_report_without_a_gap():
    place = list_places(1)[-1]
    forms = write_forms(place, invent_county(place.code), 3, "p")
    assert [form.record["period_end"] for form in forms] == [
        "2021-03-31", "2021-04-30", "2021-05-31",
    ]  # fmt: skip
    assert forms[0].record["period_start"] == "2021-03-01"


@pytest.mark.parametrize(("is_wrong", "difference"), [(False, 0), (True, 3)])
def test_only_a_report_that_is_wrong_on_purpose_prints_another_rate(is_wrong, difference):
    place = list_places(1)[-1]
    _, report = write_projects(place, Random(place.code), 2, is_wrong)
    *_, total = report.tables["disbursement_1"]
    planned, paid = Decimal(total[3]), Decimal(total[4])
    assert Decimal(total[5].rstrip("%")) - round_to(paid / planned * 100, 2) == difference


def test_a_full_city_is_followed_by_the_next_one():
    codes = [place.code for place in list_places(COUNTIES_PER_CITY + 1)]
    assert codes[:3] == ["990000", "990100", "990101"]
    assert codes[-3:] == ["990129", "990200", "990201"]


def test_rounding_is_half_up():
    assert [round_to(Decimal(value), 2) for value in ("0.125", "-0.125", "2")] == [
        Decimal("0.13"), Decimal("-0.13"), Decimal("2.00"),
    ]  # fmt: skip
