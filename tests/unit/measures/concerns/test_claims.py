"""Claims that do not hold: which rule finds each, and which are one concern."""

import pytest

from analysis.measures.concerns import list_concerns
from tests.unit.measures.evidence_frames import DOCUMENT, OTHER, PROJECT, evidence_of

FUND = ({"row_id": "total", "row_role": "total", "planned_cny": 100, "paid_cny": 70,
         "printed_rate": 0.7},)  # fmt: skip
TOTAL_RATE = f"{DOCUMENT}/fund/total/rate"


def find(**tables):
    """Rule, verdict and number of rows of each concern about claims."""
    concerns = list_concerns(evidence_of(**tables))
    return [
        (one.rule, one.verdict, len(one.rows)) for one in concerns if one.rule.endswith("_claim")
    ]


@pytest.mark.parametrize(
    ("claim", "rule"),
    [
        ({"claim_kind": "rate", "figure": TOTAL_RATE}, "rate_claim"),
        ({"claim_kind": "rate", "figure": f"{DOCUMENT}/fund/l1/rate"}, "money_claim"),
        ({"claim_kind": "total"}, "money_claim"),
        ({"claim_kind": "instalments"}, "money_claim"),
        ({"claim_kind": "completion"}, "target_claim"),
        ({"claim_kind": "weights"}, "target_claim"),
        ({"claim_kind": "change"}, "other_claim"),
        ({"claim_kind": "dates"}, "other_claim"),
    ],
)
def test_a_claim_weighs_as_what_its_figure_is_about(claim, rule):
    assert find(budget=FUND, verdicts=[claim]) == [(rule, "contradicts", 1)]


@pytest.mark.parametrize("verdict", ["agrees", "explained", "capped", "not_computable"])
def test_a_claim_that_holds_or_cannot_be_calculated_is_no_concern(verdict):
    assert find(verdicts=[{"verdict": verdict}]) == []


@pytest.mark.parametrize(
    ("review", "number"), [("accepted", 0), ("confirmed", 1), ("open", 1), (None, 1)]
)
def test_only_what_an_analyst_has_accepted_is_left_out(review, number):
    assert len(find(verdicts=[{"review_status": review}])) == number


def test_what_does_not_match_comes_before_what_is_to_be_checked():
    claims = [{"verdict": "for_review"}, {"verdict": "contradicts", "figure": f"{DOCUMENT}/a/b/c"}]
    verdicts = [verdict for _, verdict, _ in find(verdicts=claims)]
    assert verdicts == ["contradicts", "for_review"]


def share(row, whole, verdict="contradicts"):
    """A share of a whole that is printed in some row."""
    inputs = f"{DOCUMENT}/text/{row}_part/value;{DOCUMENT}/text/{whole}/value"
    figure = f"{DOCUMENT}/text/{row}/value"
    return {"claim_kind": "coverage", "figure": figure, "inputs": inputs, "verdict": verdict}


@pytest.mark.parametrize(
    ("claims", "sizes"),
    [
        ((share("women", "members"), share("young", "members")), [2]),
        ((share("women", "members"), share("young", "people")), [1, 1]),
        ((share("women", "members"), share("young", "members", "for_review")), [1, 1]),
    ],
)
def test_shares_of_one_whole_with_one_verdict_are_one_concern(claims, sizes):
    assert [size for _, _, size in find(verdicts=claims)] == sizes


@pytest.mark.parametrize(
    ("rows", "sizes"), [(("total", "total"), [2]), (("total", "subtotal"), [1, 1])]
)
def test_claims_about_one_row_of_a_table_are_one_concern(rows, sizes):
    claims = [
        {"figure": f"{DOCUMENT}/fund/{row}/{column}"}
        for row, column in zip(rows, ("planned", "paid"), strict=True)
    ]
    assert [size for _, _, size in find(verdicts=claims)] == sizes


def test_a_concern_is_of_the_project_whose_table_prints_the_figure():
    projects = [{"project_id": PROJECT}, {"project_id": OTHER, "level": "nation", "year": "2021"}]
    budget = [*FUND, {**FUND[0], "table_id": "other", "project_id": OTHER}]
    figures = [f"{DOCUMENT}/{table}/total/planned" for table in ("fund", "other", "text")]
    concerns = list_concerns(
        evidence_of(
            projects=projects, budget=budget, verdicts=[{"figure": name} for name in figures]
        )
    )
    found = {one.rows[0]["figure"]: one.project_id for one in concerns if one.rule == "money_claim"}
    assert found == dict(zip(figures, (PROJECT, OTHER, None), strict=True))
