"""The paragraph begins with the topic of what weighs most."""

import pytest

from analysis.measures.concerns import Concern
from analysis.presentation.first_screen.paragraph import choose_lead
from tests.unit.measures.evidence_frames import evidence_of


@pytest.mark.parametrize(
    ("rule", "lead"),
    [
        ("rate_claim", "money"),
        ("rate_without_amounts", "money"),
        ("zero_form", "form"),
        ("blank_rate", "form"),
        ("blank_cells", "form"),
        ("money_claim", "money"),
        ("not_reached", "targets"),
        ("other_claim", "form"),
    ],
)
def test_the_topic_of_the_weightiest_concern_leads(rule, lead):
    concerns = [Concern(rule, "for_review"), Concern("not_reached", "not_met")]
    assert choose_lead(concerns, evidence_of()) == lead


def test_without_a_concern_the_money_leads_if_there_is_any_else_the_form():
    assert choose_lead([], evidence_of(budget=[{"planned_cny": 100}])) == "money"
    assert choose_lead([], evidence_of()) == "form"
