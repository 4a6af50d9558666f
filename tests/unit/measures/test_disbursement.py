"""Rates have numerator, denominator and, if they are missing, a reason."""

import numpy as np
import pandas as pd
import pytest

from analysis.build.build import make_frame
from analysis.measures import amounts, disbursement
from analysis.tables.tables import TABLES


def make(table, *rows):
    base = {
        "county_code": "990101", "project_id": "990101-province-2020", "document_id": "doc",
        "table_id": "t", "as_of_date": "2021-01-31", "label_zh": "项", "row_role": "line",
        "basis": "contract", "payee_zh": "公司", "status": "paid", "instalment": "1",
        "contract_ids": "c1", "funds_source": "province", "figure": "doc/t/r/value",
        "indicator_id": "funds_used_cumulative", "origin": "reported", "column": "area_1",
    }  # fmt: skip
    filled = [{"row_id": f"r{number}", **base, **row} for number, row in enumerate(rows)]
    return make_frame(TABLES[table], filled)


def rates_of(budget=(), contracts=(), payments=(), appropriations=(), series=()):
    rates = disbursement.compute_rates(
        make("budget", *budget),
        make("contracts", *contracts),
        make("payments", *payments),
        make("appropriations", *appropriations),
        make("series", *series),
    )
    return rates.set_index("rate_id")


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
    budget = make(
        "budget",
        {"planned_cny": 60.0, "paid_cny": 30.0, "parent_row": "r2"},
        {"planned_cny": 100.0, "paid_cny": 70.0, "printed_rate": 0.7, "row_role": "total"},
        {"planned_cny": 60.0, "paid_cny": 30.0, "printed_rate": 0.5, "row_role": "subtotal",
         "parent_row": "r1"},
    )  # fmt: skip
    for seed in range(6):
        shuffled = budget.sample(frac=1, random_state=seed).reset_index(drop=True)
        nothing = [make(name) for name in ("contracts", "payments", "appropriations", "series")]
        rate = disbursement.compute_rates(shuffled, *nothing).set_index("rate_id")
        assert rate.loc["paid_of_planned", ["numerator_cny", "printed_rate"]].tolist() == [70, 0.7]


def test_paid_requested_and_reported_as_used_are_three_numerators():
    rates = rates_of(
        contracts=[{"contract_id": "c1", "contract_cny": 400.0}],
        payments=[
            {"status": "requested", "amount_cny": 120.0},
            {"status": "requested", "instalment": "2", "amount_cny": 80.0},
        ],
        appropriations=[{"project_id": "p", "appropriation_cny": 500.0}],
        series=[{"value": 210.0, "period_end": "2020-07-31"}],
    )
    assert rates.loc["requested_of_contract", "rate"] == 0.5
    assert rates.loc["requested_of_appropriation", "rate"] == 0.4
    assert rates.loc["used_of_appropriation", "rate"] == pytest.approx(0.42)
    assert rates.loc["paid_of_contract", "reason"] == "no_actual"
    assert np.isnan(rates.loc["paid_of_contract", "rate"])


@pytest.mark.parametrize(
    ("used", "requested", "is_same"),
    [
        (2_237_000.0, 2_236_995.88, True),
        (2_237_000.0, 2_237_500.0, False),
        (2_240_000.0, 2_236_995.88, True),
        (2_240_000.0, 2_234_999.99, False),
        (2_237_000.0, np.nan, False),
        (np.nan, 2_237_000.0, False),
    ],
)
def test_the_amount_used_is_the_amount_requested_as_the_form_rounds_it(used, requested, is_same):
    rates = disbursement.compute_rates(
        make("budget"),
        make("contracts"),
        make("payments", {"status": "requested", "amount_cny": requested}),
        make("appropriations"),
        make("series", {"value": used, "period_end": "2020-07-31"}),
    )
    assert disbursement.is_used_as_requested(rates) is is_same


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
            {"project_id": "p", "appropriation_cny": 500.0},
            {"project_id": "p", "funds_source": "county", "appropriation_cny": 200.0},
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
    instalments = disbursement.compute_instalments(payments)
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
            disbursement.compute_instalments(shuffled)["cumulative_cny"].iloc[-1],
        ]
        assert sums == pytest.approx([total + 8] * 3, nan_ok=True)


def test_amounts_so_far_are_missing_from_an_instalment_without_an_amount_on():
    payments = make(
        "payments",
        {"amount_cny": 30.0, "status_date": "2020-01-31"},
        {"instalment": "2", "status_date": "2020-06-30"},
        {"instalment": "3", "amount_cny": 40.0, "status_date": "2020-12-31"},
    )
    so_far = disbursement.compute_instalments(payments)["cumulative_cny"]
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
