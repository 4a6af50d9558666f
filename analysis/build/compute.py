"""Makes the rows of all processed tables from documents and reference tables, in memory."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from analysis.build.appropriations import list_entered, view_appropriations
from analysis.build.document_checks import (
    drop_unread_events,
    explain_cause,
    read_readings,
    tell_counties,
)
from analysis.build.known_figures import KnownFigures, match_versions
from analysis.build.load_filed import load_filed
from analysis.build.money_and_events import view_budget, view_contracts, view_events, view_payments
from analysis.build.project_checks import check_projects, list_derived, list_other_projects
from analysis.build.read_document import ReadDocument
from analysis.build.read_figures import Figure, FigureReader, tabulate_figures
from analysis.build.statements import view_series, view_stipulations
from analysis.build.targets import view_output_items, view_outputs
from analysis.consistency.assessment import assess
from analysis.documents.corrections import apply_corrections
from analysis.documents.derived_projects import DerivedProjects, derive_projects, find_origin
from analysis.documents.filed import RawDocument, UnusableDocument
from analysis.documents.readings import DocumentReadings
from analysis.documents.reference import Reference
from analysis.documents.reference_names import name_rows
from analysis.documents.versions import Versions
from analysis.errors import UserError
from analysis.paths import DataRoot
from analysis.store.build_result import BuildResult
from analysis.tables.findings import Finding, tabulate_findings
from analysis.tables.in_force import is_in_force
from analysis.tables.tables import TABLES
from analysis.tables.text_tables import Row
from analysis.tables.validation import check_schema, make_frame, make_row_error

VIEWS = {
    "budget": view_budget,
    "contracts": view_contracts,
    "payments": view_payments,
    "output_items": view_output_items,
    "outputs": view_outputs,
    "series": view_series,
    "stipulations": view_stipulations,
    "events": view_events,
}
REFERENCE_TABLES = ("areas", "indicators", "projects")


class BuildError(UserError):
    """Nothing can be built, because a reference table cannot be used."""


def compute(
    root: DataRoot, reference: Reference, document_ids: Iterable[str] | None = None
) -> BuildResult:
    """All tables of some documents, or of all, without the findings about reviews.

    A document that proves unusable only after its versions were told apart is left out, and the
    others are made again, so that the version before it counts.
    """
    filed = load_filed(root, reference, document_ids)
    derived = derive_projects((document.record for document in filed.documents), reference)
    filed = replace(filed, documents=[derived.assign(document) for document in filed.documents])
    reference = derived.reference
    findings = [*filed.findings, *filed.refusals, *list_derived(derived)]
    findings += list_other_projects(derived)
    left_out = {finding.document_id for finding in filed.refusals}
    while True:
        usable = [one for one in filed.documents if one.record.document_id not in left_out]
        versions = filed.date(usable)
        tables, more = _make_tables(usable, versions, derived)
        used = set(tables["documents"]["document_id"])
        lost = {document.record.document_id for document in usable} - used
        if not lost & {*versions.earlier, *versions.earlier.values()}:
            break
        left_out |= lost
        findings += [finding for finding in more if finding.document_id in lost]
    findings += more
    findings += tell_counties(filed.documents, tables, [*findings], reference)
    verdicts, more = assess(tables, reference.tables, filed.claims)
    findings += more
    tables["verdicts"] = make_frame(TABLES["verdicts"], verdicts)
    findings += check_schema(TABLES["verdicts"], tables["verdicts"])
    findings = filed.mark_new_versions(findings, used)
    return BuildResult(tables, tabulate_findings(findings), filed.declared)


def _make_tables(
    documents: list[RawDocument], versions: Versions, derived: DerivedProjects
) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """The tables of usable documents, without verdicts, and why some are not usable after all."""
    reference = derived.reference
    corrections = reference.tables["corrections"]
    corrected, findings = apply_corrections(documents, corrections, versions.earlier)
    rows, more = _read_documents(corrected, versions, reference)
    findings += more
    tables, more = _validate({**rows, **_select(derived)})
    return tables, findings + more


def _read_documents(
    documents: list[RawDocument], versions: Versions, reference: Reference
) -> tuple[dict[str, list[Row]], list[Finding]]:
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    reader = FigureReader(reference.units)
    readings, figures, findings = {}, {}, []
    for document in documents:
        document_id = document.record.document_id
        own_readings, more = read_readings(document, reference)
        findings += more
        if own_readings is None:
            continue
        readings[document_id] = own_readings
        statements = own_readings.rows["statements"]
        figures[document_id] = reader.read_document(document, statements)
    find_known = _prepare_known(figures, versions)
    for document in documents:
        if document.record.document_id not in figures:
            continue
        known = find_known(document.record.document_id)
        read = _prepare(document, reference, readings, figures, known)
        if more := check_projects(read, reference):
            findings += more
            continue
        try:
            views = {name: view(read) for name, view in VIEWS.items()}
        except UnusableDocument as error:
            findings += error.findings
            continue
        for name, more in views.items():
            rows[name] += more
        rows["figures"] += tabulate_figures(read.figures, reference.translate_label)
        rows["documents"].append(_view_document(document, versions, reference))
        findings += _list_outdated(known, document)
    known = find_known("")
    rows["figures"] += list_entered(reference)
    stated = [*rows["stipulations"], *rows["series"]]
    rows["appropriations"] = view_appropriations(reference, known, stated, rows["documents"])
    if isinstance(known, KnownFigures):
        findings += known.list_outdated(None, "reference/appropriations.csv")
    return rows, findings


def _prepare_known(
    figures: dict[str, dict[str, Figure]], versions: Versions
) -> Callable[[str], Mapping[str, Figure]]:
    """A function that gives the figures that the readings of a document may name."""
    known = {name: one for of_document in figures.values() for name, one in of_document.items()}
    if not versions.earlier:
        return lambda _: known
    matched = match_versions(versions, figures)
    return lambda document_id: KnownFigures(known, matched, document_id)


def _list_outdated(known: Mapping[str, Figure], document: RawDocument) -> list[Finding]:
    if not isinstance(known, KnownFigures):
        return []
    place = f"reference/readings/{document.record.document_id}/conditions.csv"
    return known.list_outdated(document.record.county_code, place)


def _prepare(
    document: RawDocument,
    reference: Reference,
    readings: dict[str, DocumentReadings],
    figures: dict[str, dict[str, Figure]],
    known: Mapping[str, Figure],
) -> ReadDocument:
    record = document.record
    own_readings = readings[record.document_id]
    return ReadDocument(
        document=drop_unread_events(document, own_readings),
        figures=figures[record.document_id],
        known=known,
        readings=own_readings.rows,
        table_readings=reference.table_readings.get(record.document_id, {}),
        labels=reference.labels,
        accumulates=reference.accumulates,
        topics=reference.topics,
        translations=reference.translations,
        only_projects=reference.only_projects,
        project_counties=reference.project_counties,
        explain=partial(explain_cause, reference),
    )


def _view_document(document: RawDocument, versions: Versions, reference: Reference) -> Row:
    record, document_id = document.record, document.record.document_id
    unread = [table_id for table_id, table in record.tables.items() if table.unread_columns]
    return {
        **record.model_dump(exclude={"tables", "kind"}),
        "document_kind": record.kind,
        "project_id": record.project_id or reference.only_projects.get(record.county_code),
        "supersedes": versions.earlier.get(document_id),
        "known_date": versions.known[document_id],
        "replaced_date": versions.replaced.get(document_id),
        "unread_tables": ";".join(unread) or None,
    }


def _select(derived: DerivedProjects) -> dict[str, pd.DataFrame]:
    tables = derived.reference.tables
    named = name_rows({name: tables[name] for name in REFERENCE_TABLES})
    projects = named["projects"]
    origins = [find_origin(project_id, derived.projects) for project_id in projects["project_id"]]
    return {**named, "projects": projects.assign(project_origin=origins)}


def _validate(
    rows: dict[str, list[Row] | pd.DataFrame],
) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    tables = {name: make_frame(table, rows[name]) for name, table in TABLES.items()}
    findings = [
        finding for name, frame in tables.items() for finding in check_schema(TABLES[name], frame)
    ]
    findings += _check_contracts(tables)
    left_out = {finding.document_id for finding in findings if finding.document_id}
    if any(finding.document_id is None for finding in findings):
        reasons = "; ".join(f"{finding.locator}: {finding.reason}" for finding in findings)
        raise BuildError(f"The reference tables do not fit: {reasons}")
    for name, frame in tables.items():
        if "document_id" in frame:
            tables[name] = frame[~frame["document_id"].isin(left_out)].reset_index(drop=True)
    return tables, findings


def _check_contracts(tables: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """An error for each contract that two documents in force list under one id."""
    contracts, documents = tables["contracts"], tables["documents"]
    counts = documents.loc[is_in_force(documents), "document_id"]
    current = contracts[contracts["document_id"].isin(counts)]
    repeated = current[current["contract_id"].duplicated(keep=False)]
    return [
        make_row_error(
            TABLES["contracts"], row, "schema",
            f"contract_id is {row['contract_id']!r}, which another document lists, too",
            "Give each contract an id of its own in contracts.csv of the readings.",
        )
        for _, row in repeated.iterrows()
    ]  # fmt: skip
