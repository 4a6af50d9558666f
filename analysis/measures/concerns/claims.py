"""Concerns from claims that do not hold: by what the claimed figure is about."""

from collections.abc import Iterator

from analysis.figures.names import split_figure
from analysis.measures.concerns.concern import Concern
from analysis.measures.evidence import Evidence
from analysis.tables.records import Record

# Kinds of claims about amounts and their dates, and about targets.
MONEY_KINDS = frozenset({
    "total", "subtotal", "sublines", "of_which", "of_which_together", "rate", "share",
    "paid_limit", "shares", "instalment_share", "instalments", "instalment_limit",
    "contract_limit", "plan_limit", "contract_line", "plan",
})  # fmt: skip
TARGET_KINDS = frozenset({"completion", "score_limit", "score_total", "weights"})
# Of these kinds, claims that share a figure may fail together because of that figure alone.
_SHARED_KINDS = frozenset({"coverage", "change", "mean"})


def find_claims(evidence: Evidence) -> Iterator[Concern]:
    """A concern for each open claim; claims that hang on one figure are one concern.

    Claims of one kind with one verdict are taken together where they divide by the same figure, or
    where they are about the same row of the same table.
    """
    rates = {row["printed_figure"] for row in evidence.rate_rows}
    groups: dict[tuple[object, ...], list[Record]] = {}
    for row in evidence.open_claims:
        rule = _find_rule(row, rates)
        groups.setdefault((rule, row["verdict"], *_find_shared(row)), []).append(row)
    for (rule, verdict, *_), rows in groups.items():
        yield Concern(str(rule), str(verdict), tuple(rows), _find_project(rows, evidence))


def _find_rule(row: Record, rates: set[object]) -> str:
    if row["figure"] in rates:
        return "rate_claim"
    if row["claim_kind"] in MONEY_KINDS:
        return "money_claim"
    return "target_claim" if row["claim_kind"] in TARGET_KINDS else "other_claim"


def _find_shared(row: Record) -> tuple[object, ...]:
    """What claims must have in common to be one concern."""
    kind = row["claim_kind"]
    if kind in _SHARED_KINDS:
        figures = row["inputs"].split(";") if isinstance(row["inputs"], str) else []
        return kind, figures[-1] if figures else row["figure"]
    return kind, split_figure(row["figure"])[:3]


def _find_project(rows: list[Record], evidence: Evidence) -> str | None:
    """The project whose tables print the claimed figures; None if that is not one."""
    projects = {evidence.project_of_table.get(_find_table(row["figure"])) for row in rows}
    return projects.pop() if len(projects) == 1 else None


def _find_table(figure: str) -> tuple[str, ...]:
    return split_figure(figure)[:2]
