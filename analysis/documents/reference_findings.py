"""Findings on the reference tables: rows that cannot be used, and rows that point nowhere."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.documents.reference import Reference
from analysis.documents.reference_rows import Key, ReferenceRow
from analysis.figures.names import find_document
from analysis.tables.findings import Finding, make_error
from analysis.tables.reference_forms import ACCEPTED_TABLE

# Kind of these findings; they are made anew in each build.
KIND = "reference"
# Tables whose rows are about one county: without them its figures are wrong or incomplete.
_OF_COUNTIES = frozenset({"areas", "projects", "appropriations", "table_readings"})
# Columns that name figures, by table.
_FIGURES = {"appropriations": "figure", "claims": "figure", "corrections": "figure"}


def list_problems(reference: Reference) -> Iterator[Finding]:
    """A finding for each row of a reference table that cannot be used as it stands.

    A finding on a row that is left out has the county that the row is about, if it is about one.
    """
    for problem in reference.problems:
        yield _describe(
            reference, problem.row, problem.place, problem.reason, problem.remedy,
            is_of_county=problem.is_left_out,
        )  # fmt: skip


def list_lost(
    reference: Reference, raw: Path, tables: Mapping[str, pd.DataFrame]
) -> Iterator[Finding]:
    """A finding for each of the data root's own rows that names no document, table or figure.

    Of documents that are filed but left out, other findings tell.

    Args:
        reference: the reference tables.
        raw: the folder of the filed documents.
        tables: the processed tables.
    """
    documents = tables["documents"]
    counties = dict(zip(documents["document_id"], documents["county_code"], strict=True))
    funds = tables["appropriations"]
    found = set(zip(funds["project_id"], funds["funds_source"], strict=True))
    for table in ("appropriations", "claims", "corrections", "table_readings"):
        for row in reference.rows[table]:
            if row.is_own and (reason := _find_lost(row, raw, counties, found)):
                place = f"{row.place}, {_FIGURES.get(table, 'document_id')}"
                remedy = f"Correct the row, or remove it from {table}.csv."
                # Nothing hangs on a reading of a document that was withdrawn.
                is_of_county = table != "table_readings"
                finding = _describe(reference, row, place, reason, remedy, is_of_county)
                if table == "table_readings" and finding.document_id in counties:
                    finding = replace(finding, county_code=counties[finding.document_id])
                yield finding


def _find_lost(
    row: ReferenceRow, raw: Path, built: Collection[str], found: Collection[Key]
) -> str | None:
    column = _FIGURES.get(row.table, "document_id")
    name = row.cells[column]
    if row.cells.get("amount"):  # entered by a user
        return None
    document_id = find_document(name)
    if document_id not in built:
        is_filed = (raw / document_id).is_dir()
        missing = f"{column} is {name!r}, and no document {document_id} is filed in data/raw."
        return None if is_filed else missing
    if row.table == "appropriations" and row.key not in found:
        return f"{column} is {name!r}, which is no figure of that document."
    if row.table == "table_readings":
        table_id = row.cells["table_id"]
        is_filed = (raw / document_id / f"{table_id}.csv").is_file()
        if not is_filed and table_id != ACCEPTED_TABLE:
            return f"table_id is {table_id!r}, which is no table of the document {document_id}."
    return None


def _describe(
    reference: Reference,
    row: ReferenceRow,
    place: str,
    reason: str,
    remedy: str,
    is_of_county: bool = True,
) -> Finding:
    county = None
    if is_of_county and row.table in _OF_COUNTIES:
        county = reference.find_county(row)
    column = _FIGURES.get(row.table, "document_id")
    document_id = find_document(row.cells.get(column, "")) or None
    return make_error(county, document_id, place, KIND, reason, remedy)
