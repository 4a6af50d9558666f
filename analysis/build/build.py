"""data/raw + data/reference → data/processed: parse, apply the readings, validate, write.

A document that cannot be used is left out with findings that say why; the others are built. Rows of
documents that no change affects are copied from the last build
(:mod:`analysis.build.incremental`); the bytes are those of a full build.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
from filelock import FileLock

from analysis.build.document_checks import (
    check_projects,
    check_reference,
    drop_unread_events,
    explain_cause,
    read_readings,
    tell_counties,
)
from analysis.build.incremental import EarlierBuild, load_earlier
from analysis.build.money_and_events import view_budget, view_contracts, view_events, view_payments
from analysis.build.read_document import ReadDocument
from analysis.build.read_figures import Figure, FigureReader, tabulate_figures
from analysis.build.statements import view_series, view_stipulations
from analysis.build.targets import view_output_items, view_outputs
from analysis.consistency.assessment import assess, mark_new
from analysis.documents.corrections import apply_corrections
from analysis.documents.filed import (
    RawDocument,
    UnusableDocument,
    drop_superseded,
    list_documents,
    load_document,
)
from analysis.documents.readings import DocumentReadings
from analysis.documents.reference import Reference, load_reference
from analysis.documents.reference_names import name_rows
from analysis.errors import UserError
from analysis.paths import DataRoot
from analysis.store.build_result import BuildResult
from analysis.store.county_digests import compute_index
from analysis.store.county_index import County
from analysis.store.freshness import Inputs, hash_file, list_inputs, load_manifest
from analysis.store.load import LoadError, load_table
from analysis.store.write import write_build
from analysis.tables.findings import Finding, sort_findings, tabulate_findings
from analysis.tables.tables import TABLES
from analysis.tables.text_tables import Row, TableError
from analysis.tables.validation import check_schema, make_frame

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


def build(root: DataRoot, inputs: Inputs | None = None) -> BuildResult:
    """Builds all processed tables and writes them.

    Args:
        root: the data root.
        inputs: digests of the inputs, if known.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    root.processed.mkdir(parents=True, exist_ok=True)
    with FileLock(root.processed / ".lock"):
        inputs = inputs or list_inputs(root)
        earlier = load_earlier(root, inputs)
        if earlier is None:
            result = _mark_new(compute_tables(root), inputs, root)
            index = compute_index(result.tables, result.findings)
        else:
            result, index = _build_again(root, earlier)
        write_build(root, result, index, inputs)
    return result


def _build_again(root: DataRoot, earlier: EarlierBuild) -> tuple[BuildResult, dict[str, County]]:
    """Builds the changed documents and all that depend on them."""
    reference = _load_reference(root)
    affected = earlier.find_affected(reference)
    while True:
        part = _compute(root, reference, affected & earlier.filed)
        # The new rows may tie them to further documents.
        wider = earlier.find_affected(reference, affected, part)
        if wider == affected:
            return earlier.join(part, affected, reference)
        affected = wider


def _mark_new(result: BuildResult, inputs: Inputs, root: DataRoot) -> BuildResult:
    """Marks verdicts that the previous build did not have, if the data has changed since."""
    earlier = _load_earlier_verdicts(root)
    if earlier is None:
        return result
    digest, old = earlier
    verdicts = result.tables["verdicts"]
    if digest == inputs.digest:
        flags = old.set_index("claim_id")["is_new"]
        marked = verdicts.assign(is_new=verdicts["claim_id"].map(flags).fillna(False))
    else:
        marked = mark_new(verdicts, old)
    marked = marked.astype(TABLES["verdicts"].dtypes)
    return replace(result, tables={**result.tables, "verdicts": marked})


def _load_earlier_verdicts(root: DataRoot) -> tuple[str, pd.DataFrame] | None:
    """Digest of the last build's inputs and its verdicts; None if they are missing or damaged."""
    manifest, path = load_manifest(root), root.processed_table("verdicts")
    checksum = manifest.get("sha256", {}).get(path.name)
    if checksum is None or hash_file(path) != checksum:
        return None
    try:
        return manifest["digest"], load_table("verdicts", root)
    except (LoadError, KeyError, TypeError, ValueError):  # of another version of the schema
        return None


def compute_tables(root: DataRoot) -> BuildResult:
    """Builds all processed tables in memory.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    reference = _load_reference(root)
    result = _compute(root, reference)
    of_reference = tabulate_findings(check_reference(reference, result.tables, root.raw))
    findings = pd.concat([result.findings, of_reference])
    return replace(result, findings=sort_findings(findings))


def _load_reference(root: DataRoot) -> Reference:
    try:
        return load_reference(root)
    except TableError as error:
        raise BuildError(str(error)) from error


def _compute(
    root: DataRoot, reference: Reference, document_ids: Iterable[str] | None = None
) -> BuildResult:
    """All tables of some documents, or of all, without the findings about reviews."""
    documents, findings = _load_documents(root, document_ids)
    supersedes = {
        document.record.document_id: document.record.supersedes
        for document in documents
        if document.record.supersedes
    }
    documents = drop_superseded(documents)
    documents, more = apply_corrections(documents, reference.tables["corrections"])
    findings += more
    rows, more = _read_documents(documents, reference)
    findings += more
    tables, more = _validate({**rows, **_select(reference.tables)})
    findings += more
    findings += tell_counties(documents, tables, [*findings], reference)
    verdicts, more = assess(tables, reference.tables)
    findings += more
    tables["verdicts"] = make_frame(TABLES["verdicts"], verdicts)
    findings += check_schema(TABLES["verdicts"], tables["verdicts"])
    return BuildResult(tables, tabulate_findings(findings), supersedes)


def _load_documents(
    root: DataRoot, document_ids: Iterable[str] | None
) -> tuple[list[RawDocument], list[Finding]]:
    documents, findings = [], []
    for folder in list_documents(root.raw, document_ids):
        try:
            documents.append(load_document(folder))
        except UnusableDocument as error:
            findings += error.findings
    return documents, findings


def _read_documents(
    documents: list[RawDocument], reference: Reference
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
    all_figures = {
        name: figure for of_document in figures.values() for name, figure in of_document.items()
    }
    for document in documents:
        if document.record.document_id not in figures:
            continue
        read = _prepare(document, reference, readings, figures, all_figures)
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
        rows["documents"].append(_view_document(document, reference))
    rows["appropriations"] = _view_appropriations(reference, all_figures)
    return rows, findings


def _prepare(
    document: RawDocument,
    reference: Reference,
    readings: dict[str, DocumentReadings],
    figures: dict[str, dict[str, Figure]],
    known: dict[str, Figure],
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


def _view_document(document: RawDocument, reference: Reference) -> Row:
    record = document.record
    return {
        **record.model_dump(exclude={"tables", "kind"}),
        "document_kind": record.kind,
        "project_id": record.project_id or reference.only_projects.get(record.county_code),
        "known_date": record.document_date,
    }


def _view_appropriations(reference: Reference, known: dict[str, Figure]) -> list[Row]:
    counties = reference.tables["projects"].set_index("project_id")["county_code"]
    rows = []
    for row in reference.tables["appropriations"].to_dict("records"):
        # A data root of its own may use the shipped reference without the shipped documents.
        if row["figure"] in known and row["project_id"] in counties.index:
            row["county_code"] = counties[row["project_id"]]
            row["appropriation_cny"] = known[row["figure"]].value
            rows.append(row)
    return rows


def _select(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return name_rows({name: tables[name] for name in REFERENCE_TABLES})


def _validate(
    rows: dict[str, list[Row] | pd.DataFrame],
) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    tables = {name: make_frame(table, rows[name]) for name, table in TABLES.items()}
    findings = [
        finding for name, frame in tables.items() for finding in check_schema(TABLES[name], frame)
    ]
    left_out = {finding.document_id for finding in findings if finding.document_id}
    if any(finding.document_id is None for finding in findings):
        reasons = "; ".join(f"{finding.locator}: {finding.reason}" for finding in findings)
        raise BuildError(f"The reference tables do not fit: {reasons}")
    for name, frame in tables.items():
        if "document_id" in frame:
            tables[name] = frame[~frame["document_id"].isin(left_out)].reset_index(drop=True)
    return tables, findings
