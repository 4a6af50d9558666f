"""What needs a look in a county's figures, the weightiest first. Rules: docs/methods.md."""

from analysis.measures.concerns.claims import find_claims
from analysis.measures.concerns.concern import GROUPS, RULES, Concern
from analysis.measures.concerns.forms import find_documents, find_form
from analysis.measures.concerns.money import (
    find_contracts,
    find_instalments,
    find_rates_without_amounts,
    find_unpaid,
)
from analysis.measures.concerns.targets import find_targets
from analysis.measures.evidence import Evidence

__all__ = ["GROUPS", "RULES", "Concern", "list_concerns"]

_FINDERS = (
    find_claims, find_form, find_rates_without_amounts, find_instalments, find_unpaid,
    find_contracts, find_targets, find_documents,
)  # fmt: skip


def list_concerns(evidence: Evidence) -> list[Concern]:
    """All concerns by weight: headline rates, money, targets, the rest; then by rule and verdict.

    Which of two figures is the wrong one is never decided; a concern says that they differ.

    Args:
        evidence: the frames of one county.
    """
    concerns = [concern for find in _FINDERS for concern in find(evidence)]
    return sorted(concerns, key=lambda concern: concern.weight)
