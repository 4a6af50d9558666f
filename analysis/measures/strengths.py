"""What stands out well: targets reached on figures, and checks that all hold."""

from dataclasses import dataclass

from analysis.measures.completion import MET
from analysis.measures.evidence import Evidence
from analysis.measures.rules import NEEDED
from analysis.tables.records import Record

MOST = 3
# Further above the target, the target may have been low as much as the result good.
MOST_COMPLETION = 2
AGREES = "agrees"


@dataclass(frozen=True)
class Strength:
    """Something that stands out well.

    Attributes:
        rule: ``target``, or ``checks`` where every check agrees.
        row: the condition that is met; None for ``checks``.
        number: number of the checks.
    """

    rule: str
    row: Record | None = None
    number: int = 0


def list_strengths(evidence: Evidence) -> list[Strength]:
    """At most three targets that the reported figures reach, or that all checks agree.

    A target counts if its item is met, its number and its result are both reported and it has a
    completion. First come completions up to 200 %, since a target far below the result may have
    been low; of these the targets of the largest number, of each item one.

    Args:
        evidence: the frames of one county.
    """
    met = {_name(row) for row in evidence.main_items if row["verdict"] == MET}
    rows = [
        row
        for row in evidence.main_conditions
        if _name(row) in met and row["verdict"] == MET and row["completion"] >= 1
        # Where one of several alternatives is met, that one speaks for all.
        and (row["need"] == NEEDED or row["alternatives"] > 1)
    ]  # fmt: skip
    rows.sort(key=lambda row: (row["completion"] > MOST_COMPLETION, -row["target"]))
    first: dict[tuple[str, ...], Record] = {}
    for row in rows:
        first.setdefault(_name(row), row)
    strengths = [Strength("target", row) for row in first.values()][:MOST]
    verdicts = evidence.verdicts["verdict"].tolist()
    if verdicts and all(verdict == AGREES for verdict in verdicts):
        strengths.append(Strength("checks", number=len(verdicts)))
    return strengths[:MOST]


def _name(row: Record) -> tuple[str, str, str]:
    return row["document_id"], row["table_id"], row["item"]
