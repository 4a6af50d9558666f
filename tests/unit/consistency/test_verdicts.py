"""A difference that rounding or cutting off can explain never contradicts; others always do."""

import numpy as np
import pandas as pd
import pytest

from analysis.consistency.claims import NO_CLAIMS, join_claims, make_claims
from analysis.consistency.verdicts import (
    VERDICT_COLUMNS,
    VERDICTS,
    compute_verdicts,
    count_verdicts,
)

from .claims_of_figures import judge, make_claim, make_figures

RATE = "paid / planned"


@pytest.mark.parametrize(
    ("claimed", "paid", "planned", "verdict", "explanation"),
    [
        ("70.00%", "349.923万元", "499.89万元", "agrees", None),
        ("69.98%", "349.923万元", "500.00万元", "agrees", None),
        ("70.00%", "349.923万元", "500.00万元", "contradicts", None),
        ("70%", "349.923万元", "500.00万元", "agrees", None),
        # 2 ÷ 3 cut off instead of rounded
        ("66.66%", "2万元", "3万元", "explained", "cut_off"),
        ("66.67%", "2万元", "3万元", "agrees", None),
        # 0.5 stands for 0.45–0.55, so that the rate may be 45–55 %
        ("54%", "0.5万元", "1.0万元", "explained", "rounded"),
        # … and for up to 0.6, if it was cut off
        ("59%", "0.5万元", "1.00万元", "explained", "rounded_or_cut"),
        ("62%", "0.5万元", "1.00万元", "contradicts", None),
        ("0%", "0万元", "0.11万元", "agrees", None),
        ("50.5%", "101个", "200个", "agrees", None),
        ("50.3%", "101个", "200个", "contradicts", None),
        # half up: 12.5 % is printed as 13 %, cut off as 12 %
        ("13%", "1个", "8个", "agrees", None),
        ("12%", "1个", "8个", "explained", "cut_off"),
    ],
)
def test_a_printed_rate_against_paid_over_planned(claimed, paid, planned, verdict, explanation):
    row = judge(RATE, {"claimed": claimed, "paid": paid, "planned": planned})
    assert row["verdict"] == verdict
    assert (row["explanation"] if pd.notna(row["explanation"]) else None) == explanation


@pytest.mark.parametrize(
    ("claimed", "verdict", "explanation"),
    [
        ("下降25.64%", "explained", "cut_off"),
        ("下降25.65%", "agrees", None),
        ("下降25.66%", "explained", "rounded"),
        ("增长25.64%", "contradicts", None),
        ("下降25.69%", "contradicts", None),
    ],
)
def test_a_fall_is_rounded_away_from_zero(claimed, verdict, explanation):
    printed = {"claimed": claimed, "value": "60.77万元", "base": "81.73万元"}
    row = judge("growth(value, base)", printed)
    assert row["verdict"] == verdict
    assert (row["explanation"] if pd.notna(row["explanation"]) else None) == explanation


@pytest.mark.parametrize(
    ("claimed", "other", "verdict"),
    [
        ("60余个", "62个", "agrees"),
        ("60余个", "75个", "contradicts"),
        ("超70%", "75%", "agrees"),
        ("超70%", "65%", "contradicts"),
        ("近100个", "95个", "agrees"),
        ("249.9万元", "249.90万元", "agrees"),
        ("249.9万元", "249.94万元", "agrees"),
        ("249.9万元", "249.97万元", "explained"),  # cut off
        ("249.9万元", "250.00万元", "explained"),  # 249.997, rounded here and cut off there
        ("249.9万元", "250.02万元", "contradicts"),
    ],
)
def test_a_repeated_figure_against_the_other(claimed, other, verdict):
    assert judge("other", {"claimed": claimed, "other": other})["verdict"] == verdict


def test_a_difference_that_may_be_innocent_is_for_review():
    printed = {"claimed": "250万元", "lines": "245万元"}
    row = judge("lines", printed, innocent="plan_changed")
    assert row[["verdict", "reason"]].tolist() == ["for_review", "plan_changed"]
    same = judge("lines", {**printed, "lines": "250万元"}, innocent="plan_changed")
    assert same["verdict"] == "agrees"


def test_100_per_cent_for_a_larger_result_is_capped_only_if_the_claim_allows_it():
    printed = {"claimed": "100%", "actual": "140个", "target": "131个"}
    assert judge("actual / target", printed, is_capped=True)["verdict"] == "capped"
    assert judge("actual / target", printed)["verdict"] == "contradicts"
    less = {**printed, "actual": "120个"}
    assert judge("actual / target", less, is_capped=True)["verdict"] == "contradicts"


@pytest.mark.parametrize(
    ("relation", "claimed", "verdict"),
    [
        ("le", "9个", "agrees"),
        ("le", "10个", "agrees"),
        ("le", "11个", "contradicts"),
        ("le", "约11个", "explained"),
        ("ge", "11个", "agrees"),
        ("ge", "9个", "contradicts"),
        ("ge", "9多个", "explained"),
    ],
)
def test_a_claim_with_a_bound(relation, claimed, verdict):
    printed = {"claimed": claimed, "whole": "10个"}
    assert judge("whole", printed, relation=relation)["verdict"] == verdict


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ({"claimed": "", "paid": "1万元", "planned": "2万元"}, "blank"),
        ({"claimed": "50%", "paid": "", "planned": "2万元"}, "blank"),
        ({"claimed": "50%", "paid": "1万元", "planned": "—"}, "no_denominator"),
        ({"claimed": "50%", "paid": "无", "planned": "2万元"}, "no_actual"),
        ({"claimed": "50%", "paid": "1英镑", "planned": "2万元"}, "unreadable_unit"),
        ({"claimed": "50%", "paid": "1万元", "planned": "0万元"}, "no_actual"),
    ],
)
def test_a_claim_that_cannot_be_computed_has_a_reason(printed, reason):
    row = judge(RATE, printed)
    assert row[["verdict", "reason"]].tolist() == ["not_computable", reason]


def test_a_claim_without_one_of_its_figures_cannot_be_computed():
    figures = make_figures(claimed="50%", paid="1万元")
    row = compute_verdicts(make_claim(figures, RATE, {"paid": "paid"}), figures).iloc[0]
    assert row[["verdict", "reason"]].tolist() == ["not_computable", "no_denominator"]


def test_known_figures_can_contradict_although_another_is_unknown():
    # One of two conditions that must both be met is half done: the item is not complete.
    formula = "least(unknown, actual / target)"
    printed = {"claimed": "100%", "actual": "5个", "target": "10个"}
    assert judge(formula, printed)["verdict"] == "contradicts"
    assert judge(formula, {**printed, "actual": "10个"})["verdict"] == "not_computable"


def test_several_figures_of_one_name_are_added_up():
    figures = make_figures(claimed="0.3万元", a="0.1万元", b="0.2万元", c="0.4万元")
    good = make_claim(figures, "lines", {"lines": ["a", "b"]})
    bad = make_claim(figures, "lines", {"lines": ["a", "b", "c"]})
    assert compute_verdicts(good, figures)["verdict"].tolist() == ["agrees"]
    assert compute_verdicts(bad, figures)["verdict"].tolist() == ["contradicts"]


def test_verdicts_of_several_formulas_are_in_the_order_of_the_claims():
    figures = make_figures(a="10个", b="20个", c="30个", d="200%")
    rows = pd.DataFrame({"at": [2, 3, 1], "x": [0, 1, 0], "y": [1, 0, 0]})
    claims = make_claims(rows, "k", pd.Series(["x + y", "x / y", "x + y"]))
    verdicts = compute_verdicts(claims, figures)
    assert tuple(verdicts.columns) == VERDICT_COLUMNS
    assert verdicts["figure"].tolist() == ["c", "d", "b"]
    assert verdicts["verdict"].tolist() == ["agrees"] * 3
    assert verdicts["recomputed"].tolist() == [30, 2, 20]


def test_inverse_statements_of_one_identity_are_reported_once():
    whole, part, rest = 2, 0, 1
    forward = make_claims(pd.DataFrame({"at": [whole], "a": [part], "b": [rest]}), "sum", "a + b")
    inverse = pd.DataFrame({"at": [part], "b": [rest], "c": [whole]})
    backward = make_claims(inverse, "rest", "c - b")
    bound = make_claims(inverse, "limit", "b + c", relation="le")
    joined = join_claims([forward, backward, bound])
    assert joined.claims[["kind", "at"]].values.tolist() == [["sum", whole], ["limit", part]]
    assert joined.operands["claim"].unique().tolist() == [0, 1]


def test_no_claims_give_no_verdicts():
    verdicts = compute_verdicts(NO_CLAIMS, make_figures(a="1个"))
    assert tuple(verdicts.columns) == VERDICT_COLUMNS
    assert count_verdicts(verdicts).to_dict() == dict.fromkeys(VERDICTS, 0)


def test_the_interval_contains_all_possible_results():
    row = judge(RATE, {"claimed": "70.00%", "paid": "349.923万元", "planned": "500.00万元"})
    assert row["recomputed_low"] == pytest.approx(349.9225 / 500.005, abs=1e-12)
    assert row["recomputed_high"] == pytest.approx(349.9235 / 499.995, abs=1e-12)
    assert row["recomputed_low"] <= 349.9225 / 500.005
    assert row["recomputed_high"] >= 349.9235 / 499.995
    assert np.isfinite(row["recomputed"])
