"""What keeps a document, or some of its rows, out of the processed tables: its reference rows.

A reading that cannot be used leaves out the statement or event that it reads; of tables whose rows
make one whole (amounts within amounts, contracts, instalments, target items) it leaves out the
document, so that no sum or count is taken over a part of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.consistency.assessment import check_reviews
from analysis.documents.filed import DocumentRecord, RawDocument
from analysis.documents.readings import DocumentReadings, WrongReading, list_rows, place_reading
from analysis.documents.reference import Reference
from analysis.documents.reference_findings import list_lost, list_problems
from analysis.tables.findings import Finding, make_error
from analysis.tables.reference_forms import READING_COLUMNS
from analysis.tables.text_tables import TableError

# Readings of single rows.
SINGLE = frozenset({"statements", "events", "budget"})


def read_readings(
    document: RawDocument, reference: Reference
) -> tuple[DocumentReadings | None, list[Finding]]:
    """The readings of a document, None if it is left out, and what is wrong with them.

    Args:
        document: as filed.
        reference: the reference tables.
    """
    record = document.record
    try:
        readings = reference.load_readings(record.document_id)
    except TableError as error:
        finding = make_error(
            record.county_code, record.document_id, error.place, "reading", error.reason,
            error.remedy,
        )  # fmt: skip
        return None, [finding]
    findings = [_describe_wrong(record, wrong, reference) for wrong in readings.wrong]
    findings += _find_lost(document, readings)
    more, is_left_out = _check_places(document, reference)
    is_left_out |= any(wrong.subject not in SINGLE for wrong in readings.wrong)
    return None if is_left_out else readings, findings + more


def _describe_wrong(record: DocumentRecord, wrong: WrongReading, reference: Reference) -> Finding:
    own = wrong.cells.get("county_code")
    county = own if own in reference.area_codes else record.county_code
    reason, remedy = explain_cause(reference, "indicators", wrong.cells.get("indicator_id"))
    return make_error(
        county, record.document_id, wrong.place, "reading", wrong.reason + reason,
        remedy or wrong.remedy,
    )  # fmt: skip


def explain_cause(reference: Reference, table: str, *key: str | None) -> tuple[str, str]:
    """Why a row of a reference table is missing, and what to do; blank if it never was there."""
    cause = reference.causes.get((table, key))  # type: ignore[arg-type]
    if cause is None:
        return "", ""
    return f" Its row is left out ({cause.place}: {cause.reason})", f"Correct {cause.row.place}."


def _find_lost(document: RawDocument, readings: DocumentReadings) -> Iterator[Finding]:
    """A finding for each reading of a row that no table of the document has."""
    record = document.record
    filed = {
        table_id: {row["row_id"] for row in rows} for table_id, rows in document.tables.items()
    }
    for subject in READING_COLUMNS:
        column = "item" if subject in ("items", "conditions") else "row_id"
        for number, row in list_rows(readings, subject):
            if row[column] not in filed.get(row["table_id"], ()):
                yield make_error(
                    record.county_code, record.document_id,
                    place_reading(record.document_id, subject, number), "reading",
                    f"the document has no row {row['table_id']}/{row[column]}.",
                    f"Correct table_id or {column}, or remove the row.",
                )  # fmt: skip


def _check_places(document: RawDocument, reference: Reference) -> tuple[list[Finding], bool]:
    """Findings on what is decided of a document as a whole, and whether they leave it out.

    Its county may be unknown, a row of ``table_readings`` or of ``corrections`` may be left out.
    """
    record = document.record
    found = []
    if record.county_code not in reference.area_codes:
        reason, remedy = explain_cause(reference, "areas", record.county_code)
        reason = f"county_code {record.county_code} is not in areas.csv.{reason}"
        remedy = remedy or "Add its row to reference/areas.csv, or correct county_code."
        found.append((f"{record.document_id}/document.yml", reason, remedy))
    if record.project_id and record.project_id not in reference.project_ids:
        reason, remedy = explain_cause(reference, "projects", record.project_id)
        reason = f"project_id {record.project_id} is not in projects.csv.{reason}"
        remedy = remedy or "Add its row to reference/projects.csv, or correct project_id."
        found.append((f"{record.document_id}/document.yml", reason, remedy))
    problems = reference.problems_of_documents.get(record.document_id, [])
    for problem in problems:
        reason = f"what is decided of it is left out: {problem.reason}"
        found.append((problem.place, reason, f"Correct {problem.row.place}."))
    is_left_out = len(found) > len(problems) or any(
        problem.row.table == "table_readings" for problem in problems
    )
    return [
        make_error(record.county_code, record.document_id, place, "reading", reason, remedy)
        for place, reason, remedy in found
    ], is_left_out


def drop_unread_events(document: RawDocument, readings: DocumentReadings) -> RawDocument:
    """The document without the events whose reading is left out."""
    unread = {
        (wrong.cells.get("table_id"), wrong.cells.get("row_id"))
        for wrong in readings.wrong
        if wrong.subject == "events"
    }
    if not unread:
        return document
    tables = {
        table_id: [row for row in rows if (table_id, row["row_id"]) not in unread]
        if document.record.tables[table_id].kind == "events"
        else rows
        for table_id, rows in document.tables.items()
    }
    return replace(document, tables=tables)


def tell_counties(
    documents: Iterable[RawDocument],
    tables: Mapping[str, pd.DataFrame],
    findings: Iterable[Finding],
    reference: Reference,
) -> Iterator[Finding]:
    """A finding for each county that a document of another area reports on and that is left out.

    Args:
        documents: those that should be in the tables.
        tables: the processed tables.
        findings: why documents are left out.
        reference: the reference tables.
    """
    built = set(tables["documents"]["document_id"])
    areas = (row.cells for row in reference.rows["areas"])
    above = {area["county_code"] for area in areas if area["level"] != "county"}
    causes: dict[str | None, Finding] = {}
    for finding in findings:
        if finding.severity == "error":
            causes.setdefault(finding.document_id, finding)
    for document in documents:
        record = document.record
        cause = causes.get(record.document_id)
        if record.document_id in built or cause is None:
            continue
        for code in sorted(_list_named(document, reference) - above - {record.county_code}):
            reason = f"{record.title_zh} reports on {code}, too, and is left out: {cause.reason}"
            yield make_error(
                code, record.document_id, cause.locator, "reading", reason, cause.remedy
            )


def _list_named(document: RawDocument, reference: Reference) -> set[str]:
    """The areas that a document's tables and readings are about."""
    areas = (area for table in document.record.tables.values() for area in table.areas.values())
    codes = {area.county_code for area in areas}
    try:
        rows = reference.load_readings(document.record.document_id).rows
    except TableError:
        rows = {}
    for subject in ("statements", "events"):
        codes |= {row.get("county_code") for row in rows.get(subject, ())}
    return {code for code in codes if code}


def check_reference(
    reference: Reference, tables: dict[str, pd.DataFrame], raw: Path
) -> list[Finding]:
    """All findings on the reference tables themselves.

    Args:
        reference: the reference tables.
        tables: the processed tables.
        raw: the folder of the filed documents.
    """
    own_reviews = {row.cells["claim_id"] for row in reference.rows["reviews"] if row.is_own}
    return [
        *list_problems(reference),
        *list_lost(reference, raw, tables),
        *check_reviews(tables, reference.tables["reviews"], own_reviews),
    ]
