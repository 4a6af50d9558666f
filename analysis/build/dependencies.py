"""Which documents depend on each other: through a county, project, contract or claim, or directly.

The rows that a build makes of a document depend only on the reference tables and on the documents
that it is tied to, directly or through others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from analysis.documents.reference import Reference
from analysis.figures.names import find_document, names_document
from analysis.store.build_result import BuildResult
from analysis.tables.text_tables import TableError

COUNTY, PROJECT, CONTRACT, DOCUMENT, CLAIM = "county", "project", "contract", "document", "claim"
FIGURE = "figure"
# Columns that name what a row depends on; a figure stands for its document.
NAMES = {
    "county_code": COUNTY, "project_id": PROJECT, "contract_id": CONTRACT,
    "contract_ids": CONTRACT, "part_of": DOCUMENT, "target_figure": FIGURE,
    "actual_figure": FIGURE, "denominator_figure": FIGURE,
}  # fmt: skip
CONDITION_FIGURES = ("target", "actual", "denominator")

# A document and what it is tied to, by kind and name.
Tie = tuple[str, tuple[str, str]]


def tie_by_rows(made: BuildResult) -> Iterator[Tie]:
    """Ties by what the rows of documents name, and by which document replaces which."""
    # Not by verdicts: they name the document and county of a row that is looked at anyway.
    tables = {**made.tables, "verdicts": made.findings}
    for frame in tables.values():
        for column, kind in NAMES.items():
            if column not in frame or "document_id" not in frame:
                continue
            pairs = frame[["document_id", column]]
            # Most rows repeat the names of the row before.
            differ = (pairs != pairs.shift()).any(axis=1)
            for document_id, names in pairs[differ].dropna().to_numpy(object).tolist():
                if kind == FIGURE:
                    yield document_id, (DOCUMENT, find_document(names))
                else:
                    yield from ((document_id, (kind, name)) for name in names.split(";"))
    for later, earlier in made.supersedes.items():
        yield later, (DOCUMENT, earlier)


def tie_by_reference(reference: Reference) -> Iterator[Tie]:
    """Ties by appropriations, which belong to a project and a county, and by text claims."""
    counties = dict(reference.tables["projects"][["project_id", "county_code"]].to_numpy())
    funds = reference.tables["appropriations"]
    for project_id, figure in zip(funds["project_id"], funds["figure"], strict=True):
        document_id = find_document(str(figure))
        yield document_id, (PROJECT, project_id)
        yield document_id, (COUNTY, counties.get(project_id, ""))
    for row in reference.tables["claims"].fillna("").to_dict("records"):
        for part in (row["figure"], *row["figures"].split(";")):
            yield find_document(part.strip().rpartition("=")[2]), (CLAIM, row["claim_id"])


def tie_by_conditions(reference: Reference, document_ids: Iterable[str]) -> Iterator[Tie]:
    """Ties by the figures that conditions name, also in documents that are left out."""
    for document_id in document_ids:
        try:
            conditions = reference.load_readings(document_id).rows["conditions"]
        except TableError:
            continue
        for reading in conditions:
            for role in CONDITION_FIGURES:
                if names_document(reading.get(role, "")):
                    yield document_id, (DOCUMENT, find_document(reading[role]))


def follow_ties(changed: Iterable[str], ties: Iterable[Tie]) -> set[str]:
    """The changed documents and all that are tied to them, directly or through others.

    Args:
        changed: ids of changed documents.
        ties: of all documents.
    """
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document_id, name in ties:
        names[document_id].add(name)
        documents[name].add(document_id)
    reached: set[str] = set()
    waiting = [*changed]
    while waiting:
        document_id = waiting.pop()
        if document_id in reached:
            continue
        reached.add(document_id)
        for kind, name in (*names[document_id], (DOCUMENT, document_id)):
            waiting += documents.pop((kind, name), ())
            waiting += [name] if kind == DOCUMENT else []
    return reached
