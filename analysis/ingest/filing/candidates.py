"""Keeps candidates, and takes accepted ones over as statements of their document."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import pandas as pd

from analysis.atomic import write_atomically
from analysis.documents.filed import RawTable, load_record
from analysis.errors import UserError
from analysis.ingest.filing.filing import RECORD, dump_record, dump_rows
from analysis.ingest.readings.prose import Candidate
from analysis.paths import DataRoot
from analysis.tables.raw_forms import RAW_COLUMNS
from analysis.tables.reference_forms import READING_COLUMNS

CANDIDATE_COLUMNS = tuple(field.name for field in fields(Candidate))
ACCEPTED_TABLE = "accepted"


class CandidateError(UserError):
    """A candidate that is not there, or cannot be taken over; nothing was changed."""


@dataclass(frozen=True)
class Decision:
    """What a call changed: ids that were decided, and ids that had been so before."""

    decided: tuple[str, ...]
    unchanged: tuple[str, ...]


def write_candidates(root: DataRoot, document_id: str, candidates: Sequence[Candidate]) -> None:
    """Writes a document's candidates; a document without any gets no file."""
    if not candidates:
        return
    root.candidates.mkdir(parents=True, exist_ok=True)
    rows = [asdict(candidate) for candidate in candidates]
    write_atomically(root.candidates / f"{document_id}.csv", dump_rows(CANDIDATE_COLUMNS, rows))


def load_candidates(root: DataRoot, document_id: str | None = None) -> list[Candidate]:
    """The candidates of all documents, or of one.

    Raises:
        CandidateError: if a file of candidates is damaged.
    """
    pattern = f"{document_id}.csv" if document_id else "*.csv"
    found = []
    for path in sorted(root.candidates.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != CANDIDATE_COLUMNS:
                raise CandidateError(
                    f"candidates/{path.name}: the header is not that of candidates; remove the "
                    "file and file the document again."
                )
            found += [Candidate(**row) for row in reader]
    return found


def tabulate_candidates(candidates: Sequence[Candidate]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Candidates as a table for people, and its headings."""
    headings = {
        "candidate_id": "id", "county_code": "county", "label": "what", "printed": "figure",
        "period": "period", "indicator_id": "indicator", "role": "role", "status": "status",
        "quote": "quote", "locator": "where",
    }  # fmt: skip
    frame = pd.DataFrame([asdict(candidate) for candidate in candidates])
    frame["printed"] = (frame["value"] + " " + frame["change"]).str.strip()
    return frame, headings


def reject(root: DataRoot, ids: Sequence[str]) -> Decision:
    """Marks candidates as rejected.

    Raises:
        CandidateError: if one is unknown or accepted already.
    """
    return _decide(root, ids, "rejected")


def accept(root: DataRoot, ids: Sequence[str]) -> Decision:
    """Takes candidates over as statements of their documents, with the quote as locator.

    Raises:
        CandidateError: if one is unknown or rejected already.
    """
    return _decide(root, ids, "accepted")


def _decide(root: DataRoot, ids: Sequence[str], status: str) -> Decision:
    known = {candidate.candidate_id: candidate for candidate in load_candidates(root)}
    unknown = [each for each in ids if each not in known]
    if unknown:
        raise CandidateError(
            f"There is no candidate {', '.join(unknown)}; `briefs candidates list` shows them."
        )
    other = [each for each in ids if known[each].status not in ("open", status)]
    if other:
        raise CandidateError(
            f"{', '.join(other)}: {known[other[0]].status} before; a decision is not reversed, "
            "mend the readings of the document instead."
        )
    chosen = list(dict.fromkeys(each for each in ids if known[each].status == "open"))
    for document_id in dict.fromkeys(each.rsplit(":", 1)[0] for each in chosen):
        own = [each for each in chosen if each.rsplit(":", 1)[0] == document_id]
        if status == "accepted":
            _take_over(root, document_id, [known[each] for each in own])
        updated = [
            replace(candidate, status=status) if candidate.candidate_id in own else candidate
            for candidate in load_candidates(root, document_id)
        ]
        write_candidates(root, document_id, updated)
    unchanged = tuple(each for each in dict.fromkeys(ids) if each not in chosen)
    return Decision(tuple(chosen), unchanged)


def _take_over(root: DataRoot, document_id: str, candidates: Sequence[Candidate]) -> None:
    """Adds statements and their readings; the record comes last, so that a break shows nothing."""
    folder, readings = root.raw / document_id, root.readings / document_id
    record = load_record(folder)
    path = folder / f"{ACCEPTED_TABLE}.csv"
    rows = [row for row in _read_rows(path) if ACCEPTED_TABLE in record.tables]
    # What an earlier call that broke off has written already is not written twice.
    taken = {row["row_id"] for row in rows}
    new = [each for each in candidates if _row_id(each) not in taken]
    statements = [_state(each) for each in new]
    old = [
        row for row in _read_rows(readings / "statements.csv")
        if row["table_id"] != ACCEPTED_TABLE or row["row_id"] in taken
    ]  # fmt: skip
    readings.mkdir(parents=True, exist_ok=True)
    write_atomically(
        readings / "statements.csv",
        dump_rows(READING_COLUMNS["statements"], [*old, *map(_read, new)]),
    )
    write_atomically(path, dump_rows(RAW_COLUMNS["statements"], [*rows, *statements]))
    table = RawTable(kind="statements", locator="正文")
    whole = record.model_copy(update={"tables": {**record.tables, ACCEPTED_TABLE: table}})
    write_atomically(folder / RECORD, dump_record(whole))


def _row_id(candidate: Candidate) -> str:
    return f"c{candidate.candidate_id.rsplit(':', 1)[1]}"


def _state(candidate: Candidate) -> dict[str, str]:
    return {
        "row_id": _row_id(candidate), "label": candidate.label, "value": candidate.value,
        "change": candidate.change, "period": candidate.period,
        "locator": f"{candidate.locator}：“{candidate.quote}”",
    }  # fmt: skip


def _read(candidate: Candidate) -> dict[str, str]:
    row = dict.fromkeys(READING_COLUMNS["statements"], "")
    return row | {
        "table_id": ACCEPTED_TABLE, "row_id": _row_id(candidate),
        "county_code": candidate.county_code, "indicator_id": candidate.indicator_id,
        "period_start": candidate.period_start, "period_end": candidate.period_end,
        "period_note": "" if candidate.period else "no period printed beside the figure",
        "role": candidate.role, "note": "Proposed by machine, accepted by a person.",
    }  # fmt: skip


def _read_rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
