"""Concerns by weight: group, rule, verdict; which group and rule comes when is stated."""

import itertools
import re

import pytest

from analysis.measures.concerns import GROUPS, RULES, Concern, list_concerns
from analysis.measures.concerns.concern import VERDICTS
from analysis.paths import PROJECT as FOLDER
from tests.unit.measures.evidence_frames import DOCUMENT, evidence_of, form, item, targets

ALL_RULES = [rule for group in GROUPS for rule in RULES[group]]


@pytest.mark.parametrize(("one", "two"), [*itertools.pairwise(ALL_RULES)])
def test_a_rule_weighs_more_than_those_behind_it_whatever_the_verdict(one, two):
    assert Concern(one, VERDICTS[-1]).weight < Concern(two, VERDICTS[0]).weight


@pytest.mark.parametrize("rule", ALL_RULES)
def test_within_a_rule_the_verdict_decides(rule):
    weights = [Concern(rule, verdict).weight for verdict in VERDICTS]
    assert weights == sorted(set(weights))


def test_concerns_of_all_groups_come_by_weight():
    evidence = evidence_of(
        budget=[{"row_id": "total", "row_role": "total", "planned_cny": 100, "paid_cny": 70,
                 "printed_rate": 0.7}],
        series=[form("service_stations", None)],
        verdicts=[
            {"claim_kind": "dates", "verdict": "contradicts"},
            {"claim_kind": "completion", "verdict": "for_review"},
            {"claim_kind": "total", "verdict": "for_review"},
            {"claim_kind": "total", "verdict": "contradicts", "figure": f"{DOCUMENT}/a/b/paid"},
            {"claim_kind": "rate", "figure": f"{DOCUMENT}/fund/total/rate"},
        ],
        **targets(item("A1", 5, 4)),
    )  # fmt: skip
    assert [(one.rule, one.verdict) for one in list_concerns(evidence)] == [
        ("rate_claim", "contradicts"),
        ("money_claim", "contradicts"),
        ("money_claim", "for_review"),
        ("target_claim", "for_review"),
        ("not_reached", "not_met"),
        ("other_claim", "contradicts"),
        ("blank_cells", "not_computable"),
        ("documents_needed", "not_computable"),
    ]


def test_of_equal_weight_the_first_claim_of_the_table_stays_first():
    figures = [f"{DOCUMENT}/fund/{row}/planned" for row in ("c", "a", "b")]
    evidence = evidence_of(verdicts=[{"figure": name} for name in figures])
    found = [one.rows[0]["figure"] for one in list_concerns(evidence) if one.rows]
    assert found == evidence.verdicts["figure"].tolist()


def test_the_methods_list_the_rules_in_their_order():
    text = (FOLDER / "docs" / "methods.md").read_text(encoding="utf-8")
    section = text.partition("## What the first screen chooses")[2].partition("\n## ")[0]
    assert re.findall(r"^\|[^|]*\| `(\w+)` \|", section, re.MULTILINE) == ALL_RULES
