"""Concerns about the newest monthly form, and documents that would help."""

from collections.abc import Iterator

from analysis.measures.concerns.concern import Concern, read_project
from analysis.measures.evidence import Evidence
from analysis.measures.used_funds import AMOUNT_INDICATOR, RATE_INDICATOR
from analysis.tables.records import Record

# Of so many figures and more that are all zero, it is asked whether they were counted.
FEWEST_ZEROS = 3
BLANK = "blank"


def find_form(evidence: Evidence) -> Iterator[Concern]:
    """A newest form of zeros only, and cells that it leaves blank."""
    rows = evidence.newest_form
    reported = [row for row in rows if row["value"] == row["value"]]
    if len(reported) >= FEWEST_ZEROS and not any(row["value"] for row in reported):
        yield Concern("zero_form", "for_review", tuple(reported), _find_project(reported))
    blank = [row for row in rows if row["missing_reason"] == BLANK]
    rates = [row for row in blank if row["indicator_id"] == RATE_INDICATOR]
    if rates and any(row["indicator_id"] == AMOUNT_INDICATOR for row in reported):
        yield Concern("blank_rate", "not_computable", tuple(rates), _find_project(rates))
        blank = [row for row in blank if row not in rates]
    if blank:
        yield Concern("blank_cells", "not_computable", tuple(blank), _find_project(blank))


def _find_project(rows: list[Record]) -> str | None:
    return read_project(rows[0]) if len({read_project(row) for row in rows}) == 1 else None


def find_documents(evidence: Evidence) -> Iterator[Concern]:
    """Documents that would let the money and the targets of a project be read."""
    has_plan = bool(len(evidence.lines)) or any(
        row["denominator_cny"] == row["denominator_cny"] for row in evidence.rate_rows
    )
    known = {
        "plan": has_plan,
        "contracts": bool(len(evidence.contracts)),
        "targets": bool(len(evidence.items)),
    }
    needed = tuple(name for name, is_known in known.items() if not is_known)
    if needed:
        yield Concern("documents_needed", "not_computable", facts={"needed": needed})
