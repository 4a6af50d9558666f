"""陆河县's figures, computed by hand from the city's report on July 2020."""

import numpy as np
import pandas as pd
import pytest


def test_used_requested_and_paid_are_told_apart(luhe):
    # 223.7 ÷ 500 = 44.74 %.
    used = luhe.rates.loc["used_of_appropriation"]
    assert (used["numerator_cny"], used["denominator_cny"]) == (2_237_000, 5_000_000)
    assert used["rate"] == pytest.approx(0.4474)
    assert used["printed_rate"] == pytest.approx(0.4474)
    # 619486.88 + 795009 + 280500 + 296400 + 245600 = 2236995.88
    requested = luhe.rates.loc["requested_of_appropriation"]
    assert requested["numerator_cny"] == pytest.approx(2_236_995.88, abs=0.001)
    assert requested["rate"] == pytest.approx(0.447399176)
    paid = luhe.rates.loc["paid_of_contract"]
    assert np.isnan(paid["rate"])
    assert paid["reason"] == "no_actual"


def test_what_was_requested_lies_within_what_is_reported_as_used(luhe):
    used = luhe.series.query("indicator_id == 'funds_used_cumulative'").iloc[-1]
    requested = luhe.rates.loc["requested_of_contract", "numerator_cny"]
    assert used["low"] <= requested <= used["high"]


def test_five_contracts_one_without_any_instalment(luhe):
    # 2064956.27 + 936000 + 741000 + 614000 + 640000 = 4995956.27
    contracts = luhe.contracts_paid
    assert len(contracts) == 5
    assert contracts["contract_cny"].sum() == pytest.approx(4_995_956.27, abs=0.001)
    without = contracts[contracts["instalments"] == 0]
    assert without["contract_cny"].tolist() == [640_000]
    assert contracts["paid_cny"].isna().all()
    assert sorted(contracts["instalments"]) == [0, 1, 1, 1, 2]


def test_the_counties_own_money_is_no_part_of_the_programme_fund(luhe):
    sources = luhe.appropriations.set_index("funds_source")["appropriation_cny"]
    assert sources.to_dict() == {"province": 5_000_000, "county": 2_000_000}
    assert luhe.rates.loc["contracted_of_appropriation", "rate"] == pytest.approx(0.999191254)


def test_requests_in_the_order_of_their_letters(luhe):
    assert (luhe.instalments["status"] == "requested").all()
    assert luhe.instalments["status_date"].tolist() == [
        pd.Timestamp(day)
        for day in ("2019-11-25", "2020-01-17", "2020-03-18", "2020-06-18", "2020-06-18")
    ]
    assert luhe.instalments["cumulative_cny"].iloc[-1] == pytest.approx(2_236_995.88, abs=0.001)


def test_targets_without_actual_are_not_computable(luhe):
    computed = luhe.conditions["completion"].dropna()
    # 9 stations in 20 designated poor villages, all of which are to have one.
    assert computed.tolist() == pytest.approx([9 / 20])
    numeric = luhe.conditions[luhe.conditions["assessment"] == "numeric"]
    assert set(numeric["reason"].dropna()) <= {"no_actual", "no_denominator"}
    assert not (luhe.items["verdict"] == "met").any()


def test_a_target_of_the_end_of_the_year_is_not_yet_due_in_august(luhe):
    # 9 of 20 poor villages; goals are due on 31 December 2020.
    assert luhe.items["verdict"].value_counts().to_dict() == {
        "not_computable": 7, "not_assessed": 2, "not_yet_due": 1,
    }  # fmt: skip
    assert luhe.items.loc[("goals", "G3"), "verdict"] == "not_yet_due"
    assert set(luhe.items["due_date"]) == {pd.Timestamp("2020-12-31")}


def test_the_own_form_and_the_citys_say_the_same(luhe):
    forms = luhe.series[luhe.series["row_id"].notna() & luhe.series["document_id"].isin(
        ["shanwei-2020-07-letter", "luhe-2020-07-form"]
    )]  # fmt: skip
    by_document = forms.pivot_table(index="indicator_id", columns="document_id", values="value")
    assert len(by_document) == 10
    assert (by_document["shanwei-2020-07-letter"] == by_document["luhe-2020-07-form"]).all()
