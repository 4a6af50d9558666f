"""清新区's figures, computed by hand from its self-evaluation report of 9 September 2021."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures import target_summary, trends

WAN = 10_000


def test_disbursement_has_two_denominators(qingxin):
    # 174.93 + 174.993 + 0 = 349.923; of 500.00: 69.9846 %; of 249.90 + 249.99 = 499.89: 70 %.
    planned, contract = (
        qingxin.rates.loc[name] for name in ("paid_of_planned", "paid_of_contract")
    )
    assert planned["numerator_cny"] == contract["numerator_cny"] == 3_499_230
    assert (planned["denominator_cny"], contract["denominator_cny"]) == (5_000_000, 4_998_900)
    assert planned["rate"] == pytest.approx(0.699846)
    assert planned["printed_rate"] == 0.7
    assert contract["rate"] == pytest.approx(0.7)


def test_each_line_of_the_fund(qingxin):
    rates = {row.label_en: row.paid_rate for row in qingxin.lines.itertuples()}
    assert len(rates) == 4
    assert sorted(round(rate, 6) for rate in rates.values()) == [0.0, 0.699846, 0.7, 0.7]
    assert sorted(qingxin.lines["planned_cny"]) == [1_100, 2_499_000, 2_499_900, 5_000_000]


def test_the_second_instalment_stands_in_two_statuses(qingxin):
    # 30 % and 40 % of 499.89 are 149.967 and 199.956.
    second = qingxin.instalments[qingxin.instalments["instalment"] == "2"]
    assert set(second["status"]) == {"submitted", "paid"}
    assert second["amount_cny"].tolist() == [1_999_560] * 2
    assert second["is_repeat"].all()
    submitted = second[second["status"] == "submitted"].iloc[0]
    assert (submitted["status_date"], submitted["date_precision"]) == (
        pd.Timestamp("2020-11-30"), "month",
    )  # fmt: skip
    first = qingxin.instalments[qingxin.instalments["instalment"] == "1"].iloc[0]
    assert (first["amount_cny"], first["status"]) == (1_499_670, "paid")
    rest = qingxin.instalments[qingxin.instalments["instalment"] == "rest"].iloc[0]
    assert (rest["status"], rest["printed_share"]) == ("retained", 0.3)
    assert np.isnan(rest["amount_cny"])


# Computed by hand: actual ÷ target of every condition that has both.
COMPLETIONS = {
    ("A1", "enterprises"): 2 / 2,
    ("A2", "enterprises"): 4 / 3,
    ("A3", "fairs"): 5 / 2,
    ("A5", "villages"): 186 / 186,
    ("A6", "loans"): 3631 / 500,
    ("A6", "loan_amount"): 142755.2 / 1000,
    ("B5", "stations"): 140 / 131,
    ("B8", "villages"): 4 / 3,
    ("B9", "cooperatives"): 4 / 3,
    ("C2", "persons"): 333 / 332,
    ("C5", "person_times"): 5038 / 5000,
    ("C5", "share"): 5038 / 730000 / 0.01,
    ("C6", "bases"): 5 / 5,
}


def test_the_completion_of_each_condition(qingxin):
    computed = qingxin.conditions.loc["progress", "completion"].dropna()
    assert computed.to_dict() == pytest.approx(COMPLETIONS)
    assert round(computed["A6", "loan_amount"] * 100, 2) == 14275.52


VERDICTS = {
    "met": "A1 A2 A3 A6 B5 B8 B9 C2 C5 C6",
    "not_computable": "A4 A5 B1 B2 B3 B4 C3 C4",
    "not_assessed": "B6 B7 C1 C7 C8",
}
REASONS = {
    "no_denominator": "A4",
    "result_without_number": "A5 C4",
    "no_numeric_target": "B1 B2 B3 B4 C3",
    "qualitative": "B6 B7 C1 C7 C8",
}


def test_the_verdict_of_each_of_the_23_items(qingxin):
    items = qingxin.items.loc["progress"]
    assert len(items) == 23
    assert (items["printed_completion"] == 1).all()
    by_verdict = items.groupby("verdict").apply(lambda group: " ".join(group.index))
    assert by_verdict.to_dict() == VERDICTS
    by_reason = (
        items.dropna(subset="reason").groupby("reason").apply(lambda group: " ".join(group.index))
    )
    assert by_reason.to_dict() == REASONS


def test_two_items_print_full_completion_with_a_blank_result(qingxin):
    items = qingxin.items.loc["progress"]
    assert items.index[items["result_zh"].isna()].tolist() == ["B6", "B7"]


def test_completion_weighted_by_planned_funds(qingxin):
    # Means of capped completion: A 6 conditions at 1; B 3 at 1; C (1 + 1 + 0.690137 + 1) ÷ 4.
    # Planned: A 250, B 175, C 70 of 495.
    items = qingxin.items.loc[["progress"]].reset_index()
    conditions = qingxin.conditions.loc[["progress"]].reset_index()
    summary = target_summary.compute_summary(items, conditions, qingxin.budget).set_index(
        "category"
    )
    training = (3 + 5038 / 7300) / 4
    assert summary.loc["training", "mean_completion_capped"] == pytest.approx(training)
    weighted = summary.loc["all_weighted", "mean_completion_capped"]
    assert weighted == pytest.approx((250 + 175 + 70 * training) / 495)
    assert summary.loc["all", ["met", "not_met", "not_assessed", "not_computable"]].tolist() == [
        10, 0, 5, 8,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (
            "visitors",
            [
                (2018, "implied", 811.6323 * WAN, 811.6004 * WAN, 811.6643 * WAN),
                (2019, "reported", 1157.55 * WAN, 1157.545 * WAN, 1157.555 * WAN),
                (2020, "reported", 868.35 * WAN, 868.345 * WAN, 868.355 * WAN),
            ],
        ),
        (
            "tourism_income",
            [
                # 81.73 ÷ 1.4326; 81.725 ÷ 1.43265; 81.735 ÷ 1.43255 亿元
                (2018, "implied", 5_705_011_866, 5_704_463_756, 5_705_560_015),
                (2019, "reported", 8_173_000_000, 8_172_500_000, 8_173_500_000),
                (2020, "reported", 6_077_000_000, 6_076_500_000, 6_077_500_000),
            ],
        ),
        (
            "poor_income_per_head",
            [
                (2015, "implied", 4046.525, 3596.9, 4624.6143),
                (2020, "reported", 16186.1, 16186.05, 16186.15),
            ],
        ),
        (
            "village_collective_income",
            [
                # 16.7583 万元 ÷ 4.3; 167582.5 ÷ 4.35; 167583.5 ÷ 4.25
                (2015, "implied", 38972.79, 38524.71, 39431.41),
                (2020, "reported", 167583, 167582.5, 167583.5),
            ],
        ),
    ],
)
def test_a_trend_holds_reported_and_implied_points(qingxin, indicator, expected):
    points = trends.compute_trends(qingxin.series, [indicator])
    assert points[["year", "origin"]].values.tolist() == [[row[0], row[1]] for row in expected]
    for column, position in (("value", 2), ("low", 3), ("high", 4)):
        assert points[column].tolist() == pytest.approx(
            [row[position] for row in expected], rel=1e-6
        )
