"""Stores relations proposed from running text, and adds accepted ones to the claims of a document.

They are checked as all claims are. They stand beside the accepted figures, in the readings of the
document, and count only as long as that version of the document does.
"""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, fields, replace

import pandas as pd

from analysis.atomic import write_atomically
from analysis.documents.accepted import CLAIM_COLUMNS, CLAIMS_FILE
from analysis.errors import UserError
from analysis.figures.names import name_figure
from analysis.ingest.filing.filing import dump_rows
from analysis.ingest.readings.relations import Relation
from analysis.paths import DataRoot
from analysis.tables.reference_forms import ACCEPTED_TABLE

RELATION_COLUMNS = tuple(field.name for field in fields(Relation))
_FOLDER = "relations"


class RelationError(UserError):
    """A relation that cannot be decided, or a file of relations that cannot be read."""


def write_relations(root: DataRoot, document_id: str, relations: Sequence[Relation]) -> None:
    """Writes the relations of a document; without relations there is no file."""
    path = root.candidates / _FOLDER / f"{document_id}.csv"
    if not relations:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(relation) for relation in relations]
    write_atomically(path, dump_rows(RELATION_COLUMNS, rows))


def load_relations(root: DataRoot, document_id: str | None = None) -> list[Relation]:
    """The relations of all filed documents, or of one.

    Raises:
        RelationError: if a file of relations has other columns.
    """
    pattern = f"{document_id}.csv" if document_id else "*.csv"
    relations: list[Relation] = []
    for path in sorted((root.candidates / _FOLDER).glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != RELATION_COLUMNS:
                raise RelationError(
                    f"candidates/{_FOLDER}/{path.name} does not have the columns of a file of "
                    "relations; restore it or delete it."
                )
            if (root.raw / path.stem).is_dir():
                relations += [Relation(**row) for row in reader]
    return relations


def check_figures(relations: Sequence[Relation], accepted: Collection[str]) -> None:
    """Checks that all figures of relations are accepted.

    Args:
        relations: relations to be accepted.
        accepted: ids of the candidates that are accepted.

    Raises:
        RelationError: if one is about a figure that is not.
    """
    for relation in relations:
        missing = [name for name in relation.candidate_ids if name not in accepted]
        if missing:
            raise RelationError(
                f"{relation.relation_id} is about {', '.join(missing)}, which "
                f"{'is' if len(missing) == 1 else 'are'} not accepted; accept the figures of a "
                "relation before it, or in the same call."
            )


def decide_relations(
    root: DataRoot, document_id: str, relations: Sequence[Relation], status: str
) -> None:
    """Marks open relations of a document; accepted ones become claims of it first.

    An interrupted call can be repeated: claims that it has written are not written twice.
    """
    if not relations:
        return
    if status == "accepted":
        _add_claims(root, document_id, relations)
    ids = {relation.relation_id for relation in relations}
    updated = [
        replace(one, status=status) if one.relation_id in ids else one
        for one in load_relations(root, document_id)
    ]
    write_relations(root, document_id, updated)


def _add_claims(root: DataRoot, document_id: str, relations: Sequence[Relation]) -> None:
    folder = root.readings / document_id
    path = folder / CLAIMS_FILE
    rows: list[dict[str, str]] = []
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    known = {row["claim_id"] for row in rows}
    new = [_make_claim(one) for one in relations if one.relation_id not in known]
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(path, dump_rows(CLAIM_COLUMNS, [*rows, *new]))


def _make_claim(relation: Relation) -> dict[str, str]:
    parts = (part.partition("=") for part in relation.figures.split(";"))
    return {
        "claim_id": relation.relation_id,
        "figure": _name_figure(relation.figure),
        "relation": relation.relation,
        "formula": relation.formula,
        "figures": "; ".join(f"{name}={_name_figure(figure)}" for name, _, figure in parts),
        "innocent": relation.innocent,
        "note": f"{relation.locator}：“{relation.quote}”",
    }


def _name_figure(figure: str) -> str:
    """The figure of an accepted candidate: ``letter:3 value`` is row ``c3`` of its letter."""
    candidate_id, _, column = figure.rpartition(" ")
    document_id, _, number = candidate_id.rpartition(":")
    return name_figure(document_id, ACCEPTED_TABLE, f"c{number}", column)


def tabulate_relations(relations: Sequence[Relation]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Relations as a table to print, and its headings."""
    headings = {
        "relation_id": "id", "shown": "relation", "innocent": "if it differs", "status": "status",
        "quote": "quote", "locator": "where",
    }  # fmt: skip
    frame = pd.DataFrame([asdict(relation) for relation in relations])
    frame["innocent"] = [relation.innocent or "contradicts" for relation in relations]
    return frame, headings


def explain_relations(relations: Sequence[Relation]) -> Iterator[str]:
    """A line for each accepted relation: where it is checked."""
    for relation in relations:
        yield (
            f"{relation.relation_id}, {relation.shown}: checked by `briefs check`, and in the "
            "brief under “Do the figures hold together?”."
        )
