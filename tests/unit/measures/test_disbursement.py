"""Rates have numerator, denominator and, if they are missing, a reason."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest

from analysis.measures import amounts, disbursement
from analysis.measures.fund_amounts import NO_PROJECT
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

COUNTY, PROJECT, OTHER = "990101", "990101-province-2020", "990101-nation-2021"


def make(table, *rows):
    base = {
        "county_code": COUNTY, "project_id": PROJECT, "document_id": "doc", "table_id": "t",
        "as_of_date": "2021-01-31", "document_date": "2021-01-31", "label_zh": "项",
        "row_role": "line", "level": "province", "year": "2020", "title_zh": "项目",
        "basis": "contract", "payee_zh": "公司", "status": "paid", "instalment": "1",
        "contract_ids": "c1", "funds_source": "province", "figure": "doc/t/r/value",
        "indicator_id": "funds_used_cumulative", "origin": "reported", "column": "area_1",
    }  # fmt: skip
    filled = [{"row_id": f"r{number}", **base, **row} for number, row in enumerate(rows)]
    return make_frame(TABLES[table], filled)


def compute_all(projects=({},), budget=(), contracts=(), payments=(), appropriations=(), series=()):
    return disbursement.compute_rates(
        make("projects", *projects),
        disbursement.compute_lines(make("budget", *budget)),
        make("contracts", *contracts),
        make("payments", *payments),
        make("appropriations", *appropriations),
        make("series", *series),
    )


def rates_of(**tables):
    return compute_all(**tables).set_index("rate_id")


def used(value, half_digit=500.0, **more):
    """The amount that a monthly form reports as used, with what its digits stand for."""
    ends = {"low": value - half_digit, "high": value + half_digit}
    return {"value": value, **ends, "period_end": "2020-07-31", "project_id": None, **more}


@pytest.mark.parametrize(
    ("numerator", "denominator", "rate", "reason"),
    [
        (35.0, 50.0, 0.7, None),
        (0.0, 50.0, 0.0, None),
        (35.0, 0.0, np.nan, "no_denominator"),
        (35.0, np.nan, np.nan, "no_denominator"),
        (np.nan, 50.0, np.nan, "no_actual"),
    ],
)
def test_a_rate_without_a_figure_is_missing_and_not_zero_or_infinite(
    numerator, denominator, rate, reason
):
    computed = disbursement.compute_rate(pd.Series([numerator]), pd.Series([denominator])).iloc[0]
    assert computed["rate"] == pytest.approx(rate, nan_ok=True)
    assert (None if pd.isna(computed["reason"]) else computed["reason"]) == reason


def test_the_table_that_reports_payments_is_chosen_over_a_later_plan():
    budget = make(
        "budget",
        {"table_id": "plan", "basis": "plan", "planned_cny": 100, "as_of_date": "2021-06-30"},
        {"table_id": "paid", "planned_cny": 100, "paid_cny": 70},
    )
    lines = disbursement.compute_lines(budget)
    assert lines["table_id"].tolist() == ["paid"]
    assert lines["paid_rate"].tolist() == [0.7]


def test_the_total_of_all_counts_in_any_order():
    money = {"planned_cny": 60.0, "paid_cny": 30.0}
    budget = [
        {**money, "row_id": "a", "parent_row": "c"},
        {"planned_cny": 100.0, "paid_cny": 70.0, "printed_rate": 0.7, "row_role": "total",
         "row_id": "b"},
        {**money, "printed_rate": 0.5, "row_role": "subtotal", "row_id": "c", "parent_row": "b"},
    ]  # fmt: skip
    for order in itertools.permutations(budget):
        rate = rates_of(budget=order)
        assert rate.loc["paid_of_planned", ["numerator_cny", "printed_rate"]].tolist() == [70, 0.7]


def test_a_total_that_cannot_be_told_from_another_is_none():
    total = {"planned_cny": 100.0, "paid_cny": 70.0, "printed_rate": 0.7, "row_role": "total"}
    rate = rates_of(budget=[total, {**total, "paid_cny": 60.0}]).loc["paid_of_planned"]
    assert rate[["numerator_cny", "denominator_cny", "printed_rate"]].isna().all()


def test_paid_requested_and_reported_as_used_are_three_numerators():
    rates = rates_of(
        contracts=[{"contract_id": "c1", "contract_cny": 400.0}],
        payments=[
            {"status": "requested", "amount_cny": 120.0},
            {"status": "requested", "instalment": "2", "amount_cny": 80.0},
        ],
        appropriations=[{"appropriation_cny": 500.0}],
        series=[used(210.0)],
    )
    assert rates.loc["requested_of_contract", "rate"] == 0.5
    assert rates.loc["requested_of_appropriation", "rate"] == 0.4
    assert rates.loc["used_of_appropriation", "rate"] == pytest.approx(0.42)
    assert rates.loc["paid_of_contract", "reason"] == "no_actual"
    assert np.isnan(rates.loc["paid_of_contract", "rate"])


@pytest.mark.parametrize(
    ("amount", "half_digit", "requested", "is_same"),
    [
        (2_237_000.0, 500, 2_236_995.88, True),
        (2_237_000.0, 500, 2_236_500, True),
        (2_237_000.0, 500, 2_237_500.0, False),
        # 224 rounds it, 224.0 and 224.00 do not: the digits that are printed count.
        (2_240_000.0, 5_000, 2_236_995.88, True),
        (2_240_000.0, 500, 2_236_995.88, False),
        (2_240_000.0, 50, 2_236_995.88, False),
        (2_236_995.88, 0.005, 2_236_995.88, True),
        (2_237_000.0, 500, np.nan, False),
        (2_237_000.0, np.nan, 2_237_000.0, False),
        # What is used is nothing: it is not the amount that was requested.
        (0.0, 5_000, 4_000, False),
        (0.0, 50, 4_000, False),
    ],
)
def test_the_amount_used_is_the_amount_requested_as_the_form_rounds_it(
    amount, half_digit, requested, is_same
):
    rates = compute_all(
        payments=[{"status": "requested", "amount_cny": requested}],
        series=[used(amount, half_digit)],
    )
    assert disbursement.is_used_as_requested(rates) is is_same


def test_a_qualified_amount_is_not_said_to_be_rounded():
    nearly = used(2_240_000.0, low=2_230_000, high=2_240_000, qualifier="nearly")
    rates = compute_all(
        payments=[{"status": "requested", "amount_cny": 2_236_995.88}], series=[nearly]
    )
    assert not disbursement.is_used_as_requested(rates)


@pytest.mark.parametrize(("second", "total"), [({"contract_cny": 0.2}, 0.3), ({}, np.nan)])
def test_contracts_are_added_up_if_each_has_an_amount(second, total):
    contracts = make(
        "contracts",
        {"contract_id": "c1", "contract_cny": 0.1},
        {"contract_id": "c2", **second},
    )
    assert amounts.sum_contracts(contracts) == pytest.approx(total, nan_ok=True)
    assert np.isnan(amounts.sum_contracts(make("contracts")))


def test_money_of_the_county_is_not_part_of_the_fund():
    rates = rates_of(
        appropriations=[
            {"appropriation_cny": 500.0},
            {"funds_source": "county", "appropriation_cny": 200.0},
        ]
    )
    assert rates.loc["paid_of_appropriation", "denominator_cny"] == 500


def test_an_instalment_reported_twice_in_one_status_is_added_once():
    payments = make(
        "payments",
        {"amount_cny": 30.0, "status_date": "2020-01-31"},
        {"amount_cny": 30.0, "status_date": "2020-01-31"},
        {"amount_cny": 40.0, "instalment": "2", "status_date": "2020-11-30"},
        {"amount_cny": 40.0, "instalment": "2", "status_date": "2020-12-31", "status": "submitted"},
    )
    instalments = disbursement.compute_instalments(payments, make("contracts"))
    assert amounts.sum_payments(payments, "paid") == 70
    paid = instalments[instalments["status"] == "paid"]
    assert paid["cumulative_cny"].tolist() == [30, 30, 70]
    assert instalments.loc[instalments["instalment"] == "2", "is_repeat"].all()
    assert not instalments.loc[instalments["instalment"] == "1", "is_repeat"].any()


def test_an_instalment_without_an_amount_makes_the_sum_unknown_not_smaller():
    payments = make("payments", {"amount_cny": 30.0}, {"instalment": "2"})
    assert np.isnan(amounts.sum_payments(payments, "paid"))


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        # One place reports the instalment without its amount.
        ([{"amount_cny": 30.0}, {}], 30.0),
        # A later report corrects the amount.
        ([{"amount_cny": 30.0}, {"amount_cny": 32.0, "as_of_date": "2021-03-31"}], 32.0),
        # A later report without the amount does not withdraw it.
        ([{"amount_cny": 30.0}, {"as_of_date": "2021-03-31"}], 30.0),
        # Two amounts of one date contradict each other.
        ([{"amount_cny": 30.0}, {"amount_cny": 32.0}], np.nan),
        ([{}, {}], np.nan),
    ],
)
def test_an_instalment_in_several_rows_is_summed_alike_in_any_order(rows, total):
    second = {"instalment": "2", "amount_cny": 8.0}
    payments = make("payments", *rows, second)
    contracts = make("contracts", {"contract_id": "c1"})
    for seed in range(6):
        shuffled = payments.sample(frac=1, random_state=seed).reset_index(drop=True)
        sums = [
            amounts.sum_payments(shuffled, "paid"),
            disbursement.compute_contracts(contracts, shuffled)["paid_cny"].iloc[0],
            disbursement.compute_instalments(shuffled, make("contracts"))["cumulative_cny"].iloc[
                -1
            ],
        ]
        assert sums == pytest.approx([total + 8] * 3, nan_ok=True)


def test_amounts_so_far_are_missing_from_an_instalment_without_an_amount_on():
    payments = make(
        "payments",
        {"amount_cny": 30.0, "status_date": "2020-01-31"},
        {"instalment": "2", "status_date": "2020-06-30"},
        {"instalment": "3", "amount_cny": 40.0, "status_date": "2020-12-31"},
    )
    so_far = disbursement.compute_instalments(payments, make("contracts"))["cumulative_cny"]
    assert so_far.tolist() == pytest.approx([30, np.nan, np.nan], nan_ok=True)


def test_a_contract_without_instalments_counts_none():
    contracts = make(
        "contracts",
        {"contract_id": "c1", "contract_cny": 100.0},
        {"contract_id": "c2", "contract_cny": 50.0},
    )
    payments = make("payments", {"status": "requested", "amount_cny": 30.0})
    computed = disbursement.compute_contracts(contracts, payments).set_index("contract_id")
    assert computed["instalments"].to_dict() == {"c1": 1, "c2": 0}
    assert computed.loc["c1", "requested_cny"] == 30
    assert computed[["paid_cny"]].isna().all(axis=None)
    assert np.isnan(computed.loc["c2", "requested_cny"])


def test_an_instalment_over_two_contracts_is_not_split():
    contracts = make("contracts", {"contract_id": "c1"}, {"contract_id": "c2"})
    payments = make("payments", {"contract_ids": "c1;c2", "amount_cny": 30.0})
    computed = disbursement.compute_contracts(contracts, payments)
    assert computed["instalments"].tolist() == [1, 1]
    assert computed["paid_cny"].isna().all()


def test_a_county_without_tables_has_reasons_instead_of_rates():
    rates = rates_of()
    assert rates["rate"].isna().all()
    assert rates["reason"].notna().all()


def test_arguments_are_not_changed():
    budget = make("budget", {"planned_cny": 100, "paid_cny": 70})
    before = budget.copy()
    disbursement.compute_lines(budget)
    pd.testing.assert_frame_equal(budget, before)


TWO_PROJECTS = ({}, {"project_id": OTHER, "level": "nation", "year": "2021"})


def read_rate(rates, rate_id, project_id=PROJECT, county_code=COUNTY):
    (row,) = rates[
        (rates["rate_id"] == rate_id)
        & (rates["project_id"] == project_id)
        & (rates["county_code"] == county_code)
    ].to_dict("records")
    return row


def test_two_projects_have_their_own_rates_and_are_never_added_up():
    second = {"project_id": OTHER, "document_id": "other"}
    tables = {
        "budget": [
            {"planned_cny": 500.0, "paid_cny": 350.0},
            {"planned_cny": 900.0, "paid_cny": 90.0, **second},
        ],
        "contracts": [
            {"contract_id": "c1", "contract_cny": 400.0},
            {"contract_id": "c2", "contract_cny": 800.0, **second},
        ],
        "payments": [
            {"status": "requested", "amount_cny": 200.0},
            {"status": "requested", "amount_cny": 80.0, "contract_ids": "c2", **second},
        ],
        "appropriations": [
            {"appropriation_cny": 500.0},
            {"appropriation_cny": 1_000.0, "funds_source": "central", **second},
        ],
        "series": [used(210.0, project_id=PROJECT), used(100.0, project_id=OTHER, row_id="b")],
    }
    for reverse in (False, True):
        rates = compute_all(
            TWO_PROJECTS, **{name: rows[:: -1 if reverse else 1] for name, rows in tables.items()}
        )
        assert len(rates) == 14
        for rate_id, first, other in [
            ("paid_of_planned", (350, 500), (90, 900)),
            ("paid_of_contract", (350, 400), (90, 800)),
            ("used_of_appropriation", (210, 500), (100, 1_000)),
            ("requested_of_contract", (200, 400), (80, 800)),
            ("contracted_of_appropriation", (400, 500), (800, 1_000)),
        ]:
            for project_id, amounts_cny in ((PROJECT, first), (OTHER, other)):
                rate = read_rate(rates, rate_id, project_id)
                assert (rate["numerator_cny"], rate["denominator_cny"]) == amounts_cny
                assert rate["rate"] == amounts_cny[0] / amounts_cny[1]


def test_lines_are_those_of_the_newest_fund_table_of_each_project_and_county():
    budget = make(
        "budget",
        {"table_id": "a", "planned_cny": 1},
        {"table_id": "b", "planned_cny": 2, "as_of_date": "2021-06-30"},
        {"table_id": "b", "planned_cny": 3, "as_of_date": "2021-06-30"},
        {"project_id": OTHER, "table_id": "c", "planned_cny": 4, "as_of_date": "2020-01-31"},
        {"county_code": "990102", "project_id": "owl", "document_id": "owl", "planned_cny": 5},
    )
    for seed in range(4):
        shuffled = budget.sample(frac=1, random_state=seed).reset_index(drop=True)
        assert sorted(disbursement.compute_lines(shuffled)["planned_cny"]) == [2, 3, 4, 5]


def test_many_counties_at_once_have_the_rates_of_each_alone():
    def tables_of(county_code, paid):
        place = {"county_code": county_code, "project_id": f"{county_code}-p",
                 "document_id": county_code}  # fmt: skip
        return {
            "projects": [place],
            "budget": [{**place, "planned_cny": 500.0, "paid_cny": paid}],
            "payments": [{**place, "status": "requested", "amount_cny": paid}],
            "appropriations": [{**place, "appropriation_cny": 500.0}],
            "series": [used(paid, **{**place, "project_id": None})],
        }

    counties = [tables_of("990101", 100.0), tables_of("990102", 200.0), tables_of("990103", 0.0)]
    names = counties[0]
    together = compute_all(
        **{name: [row for tables in counties for row in tables[name]] for name in names}
    )
    alone = pd.concat([compute_all(**tables) for tables in counties], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)


def test_what_is_used_without_a_project_is_of_none_where_there_are_two():
    funds = [{"appropriation_cny": 500.0}, {"appropriation_cny": 1_000.0, "project_id": OTHER}]
    rates = compute_all(TWO_PROJECTS, appropriations=funds, series=[used(210.0)])
    for project_id in (PROJECT, OTHER):
        rate = read_rate(rates, "used_of_appropriation", project_id)
        assert math.isnan(rate["numerator_cny"])
        assert math.isnan(rate["rate"])
        assert rate["reason"] == NO_PROJECT
    rates = compute_all(
        TWO_PROJECTS, appropriations=funds, series=[used(210.0), used(90.0, project_id=OTHER)]
    )
    assert read_rate(rates, "used_of_appropriation", OTHER)["rate"] == 0.09
    assert read_rate(rates, "used_of_appropriation")["reason"] == NO_PROJECT


def test_what_is_used_without_a_project_is_of_the_only_one():
    rates = rates_of(appropriations=[{"appropriation_cny": 500.0}], series=[used(210.0)])
    assert rates.loc["used_of_appropriation", "rate"] == 0.42


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(used(900.0, origin="planned", period_end="2020-12-31"), id="planned"),
        pytest.param(used(900.0, period_end=None, document_date="2021-12-31"), id="no date"),
        pytest.param(
            used(900.0, period_end="2021-12-31", period_note="undated: date of the document"),
            id="undated",
        ),
        pytest.param(used(900.0, period_end="2020-06-30", document_date="2021-12-31"), id="older"),
        pytest.param(used(np.nan, period_end="2020-12-31"), id="blank"),
    ],
)
def test_the_newest_dated_report_of_what_is_used_counts(other):
    for rows in ([used(210.0), {**other, "row_id": "x"}], [{**other, "row_id": "a"}, used(210.0)]):
        rate = rates_of(series=rows).loc["used_of_appropriation"]
        assert (rate["numerator_cny"], f"{rate['as_of_date']:%Y-%m}") == (210, "2020-07")


def test_what_is_only_planned_to_be_used_is_not_reported_as_used():
    rate = rates_of(series=[used(900.0, origin="planned")]).loc["used_of_appropriation"]
    assert math.isnan(rate["numerator_cny"])


def test_a_printed_rate_of_use_stands_beside_an_amount_of_its_own_date_only():
    def printed(value, period_end):
        return used(value, 0, indicator_id="funds_used_rate", period_end=period_end, row_id="rate")

    rates = rates_of(series=[used(210.0), printed(0.4, "2020-05-31")])
    assert math.isnan(rates.loc["used_of_appropriation", "printed_rate"])
    rates = rates_of(series=[used(210.0), printed(0.42, "2020-07-31")])
    assert rates.loc["used_of_appropriation", "printed_rate"] == 0.42
    rates = rates_of(series=[printed(0.4, "2020-05-31")])
    assert rates.loc["used_of_appropriation", "printed_rate"] == 0.4
    assert rates.loc["used_of_appropriation", "as_of_date"] == pd.Timestamp("2020-05-31")


def test_each_rate_has_the_date_of_the_amount_that_is_divided():
    rates = rates_of(
        budget=[{"planned_cny": 500.0, "paid_cny": 350.0, "as_of_date": "2020-12-31"}],
        contracts=[{"contract_id": "c1", "contract_cny": 400.0, "as_of_date": "2021-06-30"}],
        payments=[
            {"status": "requested", "amount_cny": 90.0, "as_of_date": "2020-03-31"},
            {"status": "submitted", "amount_cny": 90.0, "as_of_date": "2021-09-30"},
        ],
        appropriations=[{"appropriation_cny": 500.0}],
        series=[used(210.0)],
    )
    dates = {rate_id: f"{date:%Y-%m}" for rate_id, date in rates["as_of_date"].items()}
    assert dates == {
        "paid_of_planned": "2020-12", "paid_of_contract": "2020-12",
        "paid_of_appropriation": "2020-12", "used_of_appropriation": "2020-07",
        "requested_of_contract": "2020-03", "requested_of_appropriation": "2020-03",
        "contracted_of_appropriation": "2021-06",
    }  # fmt: skip
    assert (
        rates_of(contracts=[{"contract_id": "c1", "contract_cny": 4.0}]).loc[
            "paid_of_contract", "as_of_date"
        ]
        is pd.NaT
    )


def test_the_sources_that_an_appropriation_counts_are_named():
    rates = rates_of(
        appropriations=[
            {"appropriation_cny": 500.0},
            {"funds_source": "central", "appropriation_cny": 100.0},
            {"funds_source": "county", "appropriation_cny": 200.0},
        ]
    )
    assert rates.loc["used_of_appropriation", "denominator_cny"] == 600
    assert rates.loc["used_of_appropriation", "denominator_sources"] == "central;province"
    assert pd.isna(rates.loc["paid_of_planned", "denominator_sources"])
    only_county = rates_of(appropriations=[{"funds_source": "county", "appropriation_cny": 2.0}])
    assert math.isnan(only_county.loc["used_of_appropriation", "denominator_cny"])


def test_an_amount_of_a_newer_document_counts_where_both_speak_of_one_date():
    rows = [
        {"amount_cny": 30.0, "document_id": "z", "document_date": "2021-02-28"},
        {"amount_cny": 32.0, "document_id": "a", "document_date": "2021-06-30"},
    ]
    for order in (rows, rows[::-1]):
        assert amounts.sum_payments(make("payments", *order), "paid") == 32


def test_the_contracts_of_an_instalment_are_the_same_in_any_order():
    payments = make(
        "payments",
        {"amount_cny": 30.0, "contract_ids": "c1;c2"},
        {"amount_cny": 30.0, "contract_ids": "c2;c1"},
    )
    assert amounts.sum_payments(payments, "paid") == 30


def test_instalments_stand_by_project_and_are_added_up_within_each():
    payments = make(
        "payments",
        {"amount_cny": 30.0, "status_date": "2020-03-31"},
        {"amount_cny": 7.0, "status_date": "2020-01-31", "project_id": OTHER, "contract_ids": "k"},
        {"amount_cny": 40.0, "status_date": "2020-02-29", "instalment": "10"},
        {"amount_cny": 50.0, "status_date": "2020-02-29", "instalment": "9"},
        {"amount_cny": 7.0, "status_date": None, "project_id": OTHER, "status": "requested",
         "contract_ids": "k"},
    )  # fmt: skip
    for seed in range(4):
        shuffled = payments.sample(frac=1, random_state=seed).reset_index(drop=True)
        rows = disbursement.compute_instalments(shuffled, make("contracts"))
        assert rows["cumulative_cny"].tolist() == [7, 7, 50, 90, 120]
        assert rows["is_repeat"].tolist() == [True, True, False, False, False]


def test_no_rows_give_no_rows_of_the_same_columns():
    assert compute_all(projects=()).empty
    assert list(compute_all(projects=()).dtypes) == list(compute_all().dtypes)


def test_parts_of_an_amount_are_told_from_an_amount_that_is_not_reported():
    rates = rates_of(
        budget=[{"planned_cny": 60.0, "paid_cny": 30.0}, {"planned_cny": 40.0}],
        contracts=[{"contract_id": "c1", "contract_cny": 50.0}, {"contract_id": "c2"}],
        payments=[{"amount_cny": 10.0}],
    )
    paid, requested = rates.loc["paid_of_contract"], rates.loc["requested_of_contract"]
    assert math.isnan(paid["numerator_cny"])
    assert (paid["numerator_is_partial"], paid["denominator_is_partial"]) == (True, True)
    assert (requested["numerator_is_partial"], requested["reason"]) == (False, "no_actual")
    assert not rates.loc["paid_of_planned", "denominator_is_partial"]


def test_instalments_do_not_replace_what_the_fund_table_reports_as_paid():
    # The fund table reports 30 on one of two lines: that 10 were paid in all is not true.
    rates = rates_of(
        budget=[{"planned_cny": 60.0, "paid_cny": 30.0}, {"planned_cny": 40.0}],
        payments=[{"amount_cny": 10.0}],
    )
    assert math.isnan(rates.loc["paid_of_planned", "numerator_cny"])
    rates = rates_of(budget=[{"planned_cny": 60.0}], payments=[{"amount_cny": 10.0}])
    assert rates.loc["paid_of_planned", "numerator_cny"] == 10


def report(year, *rows, **more):
    """Contracts as a report of a year lists them, under ids of its own."""
    place = {"document_id": f"report-{year}", "as_of_date": f"{year}-12-31", **more}
    return [
        {**place, "row_id": f"r{number}", "contract_id": f"report-{year}-r{number}", **row}
        for number, row in enumerate(rows)
    ]


TRAINING = {"label_zh": "培训合同", "payee_zh": "甲公司", "contract_cny": 400.0}
LOGISTICS = {"label_zh": "物流合同", "payee_zh": "乙公司", "contract_cny": 100.0}


@pytest.mark.parametrize(
    ("older", "newer", "total", "count"),
    [
        ([TRAINING, LOGISTICS], [TRAINING, LOGISTICS], 500, 2),
        # A later report gives another amount, or another name.
        ([TRAINING], [{**TRAINING, "contract_cny": 450.0}], 450, 1),
        ([TRAINING], [{**TRAINING, "label_zh": "培训 服务采购合同"}], 400, 1),
        # It lists only what is new, or what was left out before.
        ([TRAINING], [LOGISTICS], 500, 2),
        ([TRAINING, LOGISTICS], [LOGISTICS], 500, 2),
        # It has a new contract with the amount that another one had.
        ([TRAINING], [{**TRAINING, "contract_cny": 450.0}, {**TRAINING, "label_zh": "二期"}],
         850, 2),
        # The later report leaves the amount out.
        ([TRAINING], [{**TRAINING, "contract_cny": None}], 400, 1),
        # Two contracts of one name are never taken for one.
        ([TRAINING, {**TRAINING, "contract_cny": 50.0}], [], 450, 2),
        # Totals of a table that is repeated in part are no contracts.
        (
            [{**TRAINING, "parent_row": "r2"}, {**LOGISTICS, "parent_row": "r2"},
             {"label_zh": "合计", "contract_cny": 500.0, "row_role": "total"}],
            [TRAINING], 500, 2,
        ),
    ],
)  # fmt: skip
def test_a_contract_that_two_reports_list_counts_once(older, newer, total, count):
    listed = report(2020, *older) + report(2021, *newer)
    for rows in (listed, listed[::-1]):
        rate = rates_of(contracts=rows).loc["contracted_of_appropriation"]
        assert rate["numerator_cny"] == total
        computed = disbursement.compute_contracts(make("contracts", *rows), make("payments"))
        assert len(computed) == count


def test_a_contract_that_three_reports_list_counts_once():
    listed = [
        *report(2019, TRAINING),
        *report(2020, {**TRAINING, "label_zh": "培训"}),
        *report(2021, {**TRAINING, "contract_cny": None}),
    ]
    payment = {"contract_ids": "report-2021-r0", "amount_cny": 30.0}
    for rows in (listed, listed[::-1]):
        (contract,) = disbursement.compute_contracts(
            make("contracts", *rows), make("payments", payment)
        ).to_dict("records")
        assert (contract["contract_cny"], contract["paid_cny"]) == (400, 30)


def test_an_instalment_that_two_reports_list_counts_once():
    contracts = report(2020, TRAINING) + report(2021, TRAINING)
    payments = [
        {"document_id": f"report-{year}", "contract_ids": f"report-{year}-r0", "amount_cny": 30.0}
        for year in (2020, 2021)
    ]
    rates = rates_of(contracts=contracts, payments=payments)
    assert rates.loc["paid_of_contract", ["numerator_cny", "denominator_cny"]].tolist() == [30, 400]
    rows = make("payments", *payments)
    instalments = disbursement.compute_instalments(rows, make("contracts", *contracts))
    assert instalments["cumulative_cny"].tolist() == [30, 30]
    (contract,) = disbursement.compute_contracts(make("contracts", *contracts), rows).to_dict(
        "records"
    )
    assert (contract["contract_id"], contract["paid_cny"]) == ("report-2021-r0", 30)


def test_contracts_of_two_projects_are_never_one():
    listed = report(2020, TRAINING) + report(2021, TRAINING, project_id=OTHER)
    rates = compute_all(TWO_PROJECTS, contracts=listed)
    for project_id in (PROJECT, OTHER):
        rate = read_rate(rates, "contracted_of_appropriation", project_id)
        assert rate["numerator_cny"] == 400
