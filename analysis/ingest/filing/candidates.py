"""Stores candidates and adds accepted ones to their document as statements.

Accepted figures are what a person decided: they are written to ``reference/readings/``, and
``data/raw`` stays as it was filed.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import pandas as pd

from analysis.atomic import write_atomically
from analysis.documents.accepted import ACCEPTED_FILE
from analysis.documents.filed import load_record
from analysis.errors import UserError
from analysis.ingest.filing.filing import dump_rows
from analysis.ingest.filing.relations import (
    check_figures,
    decide_relations,
    load_relations,
    write_relations,
)
from analysis.ingest.readings.candidate import Candidate
from analysis.ingest.readings.relations import Relation
from analysis.paths import DataRoot
from analysis.tables.raw_forms import RAW_COLUMNS
from analysis.tables.reference_forms import ACCEPTED_TABLE, READING_COLUMNS

CANDIDATE_COLUMNS = tuple(field.name for field in fields(Candidate))
# Columns that files of earlier releases do not have.
OPTIONAL_COLUMNS = frozenset(field.name for field in fields(Candidate) if field.default == "")


class CandidateError(UserError):
    """A candidate that does not exist or cannot be decided; nothing was changed."""


@dataclass(frozen=True)
class Decision:
    """Ids of candidates that a call decided, and ids that already had that decision."""

    decided: tuple[str, ...]
    unchanged: tuple[str, ...]


def write_candidates(root: DataRoot, document_id: str, candidates: Sequence[Candidate]) -> None:
    """Writes the candidates of a document; without candidates there is no file."""
    path = root.candidates / f"{document_id}.csv"
    if not candidates:
        path.unlink(missing_ok=True)
        return
    root.candidates.mkdir(parents=True, exist_ok=True)
    rows = [asdict(candidate) for candidate in candidates]
    write_atomically(path, dump_rows(CANDIDATE_COLUMNS, rows))


@contextmanager
def writing_candidates(
    root: DataRoot,
    document_id: str,
    candidates: Sequence[Candidate],
    relations: Sequence[Relation] = (),
) -> Iterator[None]:
    """Writes what is proposed of a document that is then filed; removes it if filing fails."""
    write_candidates(root, document_id, candidates)
    write_relations(root, document_id, relations)
    try:
        yield
    except BaseException:
        write_candidates(root, document_id, ())
        write_relations(root, document_id, ())
        raise


def load_candidates(root: DataRoot, document_id: str | None = None) -> list[Candidate]:
    """The candidates of all documents, or of one.

    Raises:
        CandidateError: if a file of candidates has other columns.
    """
    pattern = f"{document_id}.csv" if document_id else "*.csv"
    candidates: list[Candidate] = []
    for path in sorted(root.candidates.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if not _has_columns(reader.fieldnames or ()):
                raise CandidateError(
                    f"candidates/{path.name} does not have the columns of a candidates file; "
                    "restore it or delete it."
                )
            # Those of a document that is not filed were left by an interrupted call.
            if (root.raw / path.stem).is_dir():
                candidates += [Candidate(**row) for row in reader]
    return candidates


def _has_columns(columns: Sequence[str]) -> bool:
    """Whether a file has the columns of candidates, optional ones or not, and no others."""
    required = [name for name in CANDIDATE_COLUMNS if name not in OPTIONAL_COLUMNS]
    others = [name for name in columns if name not in OPTIONAL_COLUMNS]
    return others == required and len(set(columns)) == len(columns)


def tabulate_candidates(candidates: Sequence[Candidate]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Candidates as a table to print, and its headings."""
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
        CandidateError: if one does not exist or was accepted before.
    """
    return _decide(root, ids, "rejected")


def accept(root: DataRoot, ids: Sequence[str]) -> Decision:
    """Adds candidates to their documents as statements, with the quote in the locator.

    Raises:
        CandidateError: if one does not exist or was rejected before.
    """
    return _decide(root, ids, "accepted")


def list_open(root: DataRoot, document_id: str) -> list[str]:
    """Ids of all that waits for a decision in a document, without relations of rejected figures.

    A figure of a picture that the sums of its own table contradict has to be accepted by its id.

    Raises:
        CandidateError: if nothing was proposed of the document.
    """
    candidates = load_candidates(root, document_id)
    if not candidates:
        raise CandidateError(
            f"Nothing was proposed of {document_id}; `briefs candidates list --all` shows of which "
            "documents something was."
        )
    rejected = {one.candidate_id for one in candidates if one.status == "rejected"}
    return [
        *(
            one.candidate_id
            for one in candidates
            if one.status == "open" and not is_contradicted(one)
        ),
        *(
            one.relation_id
            for one in load_relations(root, document_id)
            if one.status == "open" and not rejected & {*one.candidate_ids}
        ),
    ]


def is_contradicted(candidate: Candidate) -> bool:
    """Whether a figure waits that was read from a picture and does not fit its table's sums."""
    return candidate.status == "open" and candidate.checked == "refuted"


def _decide(root: DataRoot, ids: Sequence[str], status: str) -> Decision:
    candidates = {candidate.candidate_id: candidate for candidate in load_candidates(root)}
    relations = {relation.relation_id: relation for relation in load_relations(root)}
    proposed: dict[str, Candidate | Relation] = {**candidates, **relations}
    chosen = list(dict.fromkeys(ids))
    unknown = [name for name in chosen if name not in proposed]
    if unknown:
        raise CandidateError(
            f"There is no candidate {', '.join(unknown)}; `briefs candidates list` shows them."
        )
    decided = [name for name in chosen if proposed[name].status not in ("open", status)]
    if decided:
        raise CandidateError(
            f"{', '.join(decided)}: {proposed[decided[0]].status} before. A decision cannot be "
            "reversed; correct the readings of the document instead."
        )
    undecided = [name for name in chosen if proposed[name].status == "open"]
    own_relations = [relations[name] for name in undecided if name in relations]
    if status == "accepted":
        accepted = {name for name, one in candidates.items() if one.status == "accepted"}
        check_figures(own_relations, accepted | {*undecided})
    for document_id in {_split_id(name)[0]: None for name in undecided}:
        own = [candidates[name] for name in undecided
               if name in candidates and _split_id(name)[0] == document_id]  # fmt: skip
        _decide_in_document(root, document_id, own, status)
        of_document = [one for one in own_relations
                       if _split_id(one.relation_id)[0] == document_id]  # fmt: skip
        decide_relations(root, document_id, of_document, status)
    return Decision(tuple(undecided), tuple(name for name in chosen if name not in undecided))


def _decide_in_document(
    root: DataRoot, document_id: str, own: Sequence[Candidate], status: str
) -> None:
    if not own:
        return
    if status == "accepted":
        _add_statements(root, document_id, own)
    ids = {candidate.candidate_id for candidate in own}
    updated = [
        replace(candidate, status=status) if candidate.candidate_id in ids else candidate
        for candidate in load_candidates(root, document_id)
    ]
    write_candidates(root, document_id, updated)


def _split_id(candidate_id: str) -> tuple[str, str]:
    """The document and the number of a candidate."""
    document_id, _, number = candidate_id.rpartition(":")
    return document_id, number


def _add_statements(root: DataRoot, document_id: str, candidates: Sequence[Candidate]) -> None:
    """Adds accepted figures and their readings; what is filed in ``raw/`` stays as it is.

    The figures are written last, so that an interrupted call leaves the document as it was.
    """
    readings = root.readings / document_id
    path = readings / ACCEPTED_FILE
    rows = _read_rows(path)
    # Rows that an interrupted call has written are written again, not twice.
    filed_ids = {row["row_id"] for row in rows} | _list_filed_ids(root.raw / document_id)
    new = [candidate for candidate in candidates if _row_id(candidate) not in filed_ids]
    statements = [_make_statement(candidate) for candidate in new]
    old_readings = [
        row for row in _read_rows(readings / "statements.csv")
        if row["table_id"] != ACCEPTED_TABLE or row["row_id"] in filed_ids
    ]  # fmt: skip
    readings.mkdir(parents=True, exist_ok=True)
    write_atomically(
        readings / "statements.csv",
        dump_rows(READING_COLUMNS["statements"], [*old_readings, *map(_make_reading, new)]),
    )
    write_atomically(path, dump_rows(RAW_COLUMNS["statements"], [*rows, *statements]))


def _list_filed_ids(folder: Path) -> set[str]:
    """Accepted rows in ``raw/``, where earlier releases filed them."""
    if ACCEPTED_TABLE not in load_record(folder).tables:
        return set()
    return {row["row_id"] for row in _read_rows(folder / ACCEPTED_FILE)}


def _row_id(candidate: Candidate) -> str:
    return f"c{_split_id(candidate.candidate_id)[1]}"


def _make_statement(candidate: Candidate) -> dict[str, str]:
    return {
        "row_id": _row_id(candidate), "label": candidate.label, "value": candidate.value,
        "change": candidate.change, "period": candidate.period,
        "locator": f"{candidate.locator}：“{candidate.quote}”",
    }  # fmt: skip


def _make_reading(candidate: Candidate) -> dict[str, str]:
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
