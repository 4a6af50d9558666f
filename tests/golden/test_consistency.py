"""Every finding on the real reports, each worked out by hand from the documents."""

import pytest

from analysis.build.build import compute_tables
from analysis.paths import PROJECT, find_data_root

QINGXIN = "qingxin-2021-self-evaluation"
# 349.923 ÷ 500.00 is 69.98 %, however its two figures are rounded (69.9838–69.9854 %).
# 24 and 31 of 54 members are 44.44 % and 57.41 %; the printed shares are those of 51.
CONTRADICTIONS = {
    f"rate:{QINGXIN}/disbursement/total/rate": ("70.00%", 0.699846),
    f"coverage:{QINGXIN}/party/under_35_share/value": ("47.05%", 24 / 54),
    f"coverage:{QINGXIN}/party/college_share/value": ("60.78%", 31 / 54),
}
# Package 2 was tendered at 250; the plan gives its two lines 175 + 70, the 5 for administration
# are not in it.
FOR_REVIEW = {f"plan:{QINGXIN}/contracts/package_2/tendered": ("250万元", 2_450_000)}
# 60.77 ÷ 81.73 - 1 is -25.645 %: cut off, -25.64 %.
EXPLAINED = {f"change:{QINGXIN}/tourism/tourism_income_2020/change": ("下降25.64%", -0.2564542)}
# Items that reach more than the 100 % they print.
CAPPED = "A2 A3 A6 B5 B8 B9 C2 C5"
NOT_COMPUTABLE = {
    "blank": "B6 B7 funds_used_rate",
    "no_actual": "forest_coverage",
    "result_without_number": "A5 C4",
    "no_denominator": (
        "A4 poor_income_per_head tourism_income_2019 village_collective_income visitors_2019"
    ),
    "no_numeric_target": "B1 B2 B3 B4 C1 C3 C7 C8",
}


@pytest.fixture(scope="module")
def verdicts():
    tables = compute_tables(find_data_root(PROJECT / "data")).tables
    return tables["verdicts"].set_index("claim_id")


def find(verdicts, verdict):
    chosen = verdicts[verdicts["verdict"] == verdict]
    return {claim_id: (row["printed"], row["recomputed"]) for claim_id, row in chosen.iterrows()}


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("contradicts", CONTRADICTIONS), ("for_review", FOR_REVIEW), ("explained", EXPLAINED)],
)
def test_the_findings_are_those_worked_out_by_hand(verdicts, verdict, expected):
    found = find(verdicts, verdict)
    assert {name: printed for name, (printed, _) in found.items()} == {
        name: printed for name, (printed, _) in expected.items()
    }
    for name, (_, recomputed) in expected.items():
        assert found[name][1] == pytest.approx(recomputed, rel=1e-6)


def test_what_is_capped_is_the_items_that_reach_more_than_they_print(verdicts):
    capped = verdicts[verdicts["verdict"] == "capped"]
    assert " ".join(sorted(capped["figure"].str.split("/").str[2])) == CAPPED


def test_what_cannot_be_computed_says_why(verdicts):
    gaps = verdicts[verdicts["verdict"] == "not_computable"]
    rows = gaps["figure"].str.split("/").str[2]
    found = rows.groupby(gaps["reason"]).agg(lambda names: " ".join(sorted(names)))
    assert found.to_dict() == NOT_COMPUTABLE


def test_the_mean_income_agrees_because_it_is_weighted_by_persons(verdicts):
    # (18514.97 × 12466 + 12526.96 × 7934) ÷ 20400 = 16186.12
    row = verdicts.loc[f"mean:{QINGXIN}/poverty/poor_income_per_head/value"]
    assert row["verdict"] == "agrees"
    assert row["recomputed"] == pytest.approx((18514.97 * 12466 + 12526.96 * 7934) / 20400)


def test_the_130_or_131_stations_are_the_ceiling_of_70_per_cent(verdicts):
    assert verdicts.loc["qingxin-stations-target", ["verdict", "recomputed"]].tolist() == [
        "agrees",
        131,
    ]


def test_what_luhe_reports_as_used_is_what_it_requested(verdicts):
    row = verdicts.loc["luhe-used-is-requested"]
    assert (row["verdict"], row["recomputed"]) == ("agrees", pytest.approx(2_236_995.88))


def test_counts_of_other_scopes_never_pair_by_a_like_name(verdicts):
    # 100-odd live sales of all sellers, 86 in the pandemic, 5 of the centre are three counts.
    names = {"online_sales_events", "live_sales_effects", "live_sales_highlights", "online_events"}
    linked = [
        {name for name in names if f"/{name}/" in f"{row.figure};{row.inputs}"}
        for row in verdicts.itertuples()
    ]
    allowed = [set(), {"live_sales_effects", "live_sales_highlights"}]
    assert [pair for pair in linked if len(pair) > 1 and pair not in allowed] == []
