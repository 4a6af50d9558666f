"""What needs a look: the shape of a concern, the rules that find one, and their weight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.tables.records import Record

RATES, MONEY, TARGETS, REST = "rates", "money", "targets", "rest"
GROUPS = (RATES, MONEY, TARGETS, REST)
# Rules by group, the weightiest first. What each looks for: docs/methods.md.
RULES: Mapping[str, tuple[str, ...]] = {
    RATES: ("rate_claim", "zero_form", "blank_rate", "rate_without_amounts"),
    MONEY: ("instalment_statuses", "money_claim", "paid_not_reported", "contract_without_request"),
    TARGETS: ("full_without_basis", "target_claim", "not_reached", "behind", "no_result",
              "no_denominator"),
    REST: ("other_claim", "blank_cells", "documents_needed"),
}  # fmt: skip
_PLACES = {
    rule: (group, place)
    for group, names in enumerate(RULES.values())
    for place, rule in enumerate(names)
}
GROUP_OF = {rule: group for group, names in RULES.items() for rule in names}
# Verdicts by weight; those of conditions stand beside those of claims.
VERDICTS = ("contradicts", "not_met", "for_review", "not_computable", "not_yet_due")


@dataclass(frozen=True)
class Concern:
    """Something that needs a look.

    Attributes:
        rule: the rule that found it.
        verdict: of ``contradicts``, ``not_met``, ``for_review``, ``not_computable`` and
            ``not_yet_due``.
        rows: the rows that it is about, in the order in which they are shown.
        project_id: its project; None if it is of no single one.
        facts: amounts, counts and names beside the rows.
    """

    rule: str
    verdict: str
    rows: tuple[Record, ...] = ()
    project_id: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """What it weighs as: ``rates``, ``money``, ``targets`` or ``rest``."""
        return GROUP_OF[self.rule]

    @property
    def weight(self) -> tuple[int, int, int]:
        """A sort key that puts the weightiest first: group, rule, verdict."""
        return (*_PLACES[self.rule], VERDICTS.index(self.verdict))


def read_project(row: Record) -> str | None:
    """The project of a row; None if it is of no single one."""
    project_id = row.get("project_id")
    return project_id if isinstance(project_id, str) else None
