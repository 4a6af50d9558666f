"""data/raw + data/reference → data/processed: parse, apply the readings, validate, write.

A document that cannot be used is left out with findings that say why; the others are built.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd
from filelock import FileLock

from analysis.assessment import assess, check_reviews, mark_new
from analysis.atomic import write_atomically
from analysis.corrections import apply_corrections
from analysis.county_digests import compute_index
from analysis.county_index import format_index
from analysis.figures import Figure, FigureReader, tabulate_figures
from analysis.findings import Finding, make_error, tabulate_findings
from analysis.mendable import Mendable
from analysis.paths import DataRoot
from analysis.raw import (
    RawDocument,
    TextRow,
    UnusableDocument,
    drop_superseded,
    list_documents,
    load_document,
)
from analysis.reference import Reference, TableError, load_reference
from analysis.row_groups import write_table
from analysis.schemas import TABLES, Table, make_schema
from analysis.staleness import digest_inputs, hash_file, is_current, is_trusted, load_manifest
from analysis.statements import view_series, view_stipulations
from analysis.subjects import (
    ReadDocument,
    Row,
    view_budget,
    view_contracts,
    view_events,
    view_payments,
)
from analysis.targets import view_output_items, view_outputs

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
FINDINGS_TABLE = "findings"


class BuildError(Mendable):
    """Nothing can be built: the reference tables themselves do not fit."""


@dataclass(frozen=True)
class BuildResult:
    """What a build made.

    Attributes:
        digest: SHA-256 of everything the tables were built from.
        tables: the processed tables by name.
        findings: what was left out or is doubtful, one row each.
    """

    digest: str
    tables: dict[str, pd.DataFrame]
    findings: pd.DataFrame


def build(root: DataRoot) -> BuildResult:
    """Builds all processed tables and writes them.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    root.processed.mkdir(parents=True, exist_ok=True)
    with FileLock(root.processed / ".lock"):
        result = _mark_new(compute_tables(root), root)
        _write(root, result)
    return result


def _mark_new(result: BuildResult, root: DataRoot) -> BuildResult:
    """Marks findings that the build before had not, if the data have changed since."""
    earlier = _load_earlier(root)
    if earlier is None:
        return result
    digest, old = earlier
    verdicts = result.tables["verdicts"]
    if digest == result.digest:
        flags = old.set_index("claim_id")["is_new"]
        marked = verdicts.assign(is_new=verdicts["claim_id"].map(flags).fillna(False))
    else:
        marked = mark_new(verdicts, old)
    marked = marked.astype(TABLES["verdicts"].dtypes)
    return replace(result, tables={**result.tables, "verdicts": marked})


def _load_earlier(root: DataRoot) -> tuple[str, pd.DataFrame] | None:
    try:
        manifest = load_manifest(root)
        path = root.processed_table("verdicts")
        if hash_file(path) != manifest["sha256"][path.name]:
            return None
        return manifest["digest"], pd.read_parquet(path, engine="pyarrow")
    except (OSError, ValueError, KeyError, TypeError):
        return None


def ensure_built(root: DataRoot) -> str:
    """Builds if anything the tables come from has changed; returns the digest."""
    if is_trusted(root):
        return load_manifest(root)["digest"]
    digest = digest_inputs(root)
    if not is_current(root, digest):
        build(root)
    return digest


def compute_tables(root: DataRoot) -> BuildResult:
    """Builds all processed tables in memory.

    Raises:
        BuildError: if the reference tables cannot be used.
    """
    digest = digest_inputs(root)
    try:
        reference = load_reference(root.reference, root.readings)
    except TableError as error:
        raise BuildError(str(error)) from error
    documents, findings = _load_documents(root)
    documents, more = apply_corrections(documents, reference.tables["corrections"])
    findings += more
    rows, more = _read_documents(documents, reference)
    findings += more
    tables, more = _validate(rows)
    findings += more
    verdicts, more = assess(tables, reference.tables)
    findings += more
    tables["verdicts"] = make_frame(TABLES["verdicts"], verdicts)
    findings += check_schema(TABLES["verdicts"], tables["verdicts"])
    findings += check_reviews(tables["verdicts"], reference.tables["reviews"])
    return BuildResult(digest, tables, tabulate_findings(findings))


def _load_documents(root: DataRoot) -> tuple[list[RawDocument], list[Finding]]:
    documents, findings = [], []
    for folder in list_documents(root.raw):
        try:
            documents.append(load_document(folder))
        except UnusableDocument as error:
            findings += error.findings
    return drop_superseded(documents), findings


def _read_documents(
    documents: list[RawDocument], reference: Reference
) -> tuple[dict[str, list[Row]], list[Finding]]:
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for name in REFERENCE_TABLES:
        rows[name] = reference.tables[name].to_dict("records")
    reader = FigureReader(reference.units)
    readings, figures, findings = {}, {}, []
    for document in documents:
        record = document.record
        try:
            readings[record.document_id] = reference.load_readings(record.document_id)
        except TableError as error:
            findings.append(
                make_error(
                    record.county_code, record.document_id, error.place, "reading", error.reason,
                    error.remedy,
                )
            )  # fmt: skip
            continue
        statements = readings[record.document_id]["statements"]
        figures[record.document_id] = reader.read_document(document, statements)
    known = {
        name: figure for of_document in figures.values() for name, figure in of_document.items()
    }
    for document in documents:
        if document.record.document_id not in figures:
            continue
        read = _prepare(document, reference, readings, figures, known)
        try:
            views = {name: view(read) for name, view in VIEWS.items()}
        except UnusableDocument as error:
            findings += error.findings
            continue
        for name, more in views.items():
            rows[name] += more
        rows["figures"] += tabulate_figures(read.figures, reference.translate_label)
        rows["documents"].append(_view_document(document))
    rows["appropriations"] = _view_appropriations(reference, known)
    return rows, findings


def _prepare(
    document: RawDocument,
    reference: Reference,
    readings: dict[str, dict[str, list[TextRow]]],
    figures: dict[str, dict[str, Figure]],
    known: dict[str, Figure],
) -> ReadDocument:
    record = document.record
    return ReadDocument(
        document=document,
        figures=figures[record.document_id],
        known=known,
        readings=readings[record.document_id],
        table_readings=reference.table_readings.get(record.document_id, {}),
        labels=reference.labels,
        accumulates=reference.accumulates,
        translations=reference.translations,
        project_id=reference.only_projects.get(record.county_code),
    )


def _view_document(document: RawDocument) -> Row:
    record = document.record.model_dump(exclude={"tables", "kind"})
    return {**record, "document_kind": document.record.kind}


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


def make_frame(table: Table, rows: pd.DataFrame | Iterable[Row]) -> pd.DataFrame:
    """Rows as a frame with exactly the table's columns and types, sorted by county and key."""
    given = rows if isinstance(rows, pd.DataFrame) else list(rows)
    frame = pd.DataFrame(given, columns=list(table.dtypes))
    for name, dtype in table.dtypes.items():
        if dtype.startswith("datetime"):
            frame[name] = pd.to_datetime(frame[name], errors="raise", format="ISO8601")
        elif dtype == "str":
            frame[name] = frame[name].where(frame[name].notna(), None)
    order = [name for name in ("county_code", *table.key) if name in table.dtypes]
    return frame.astype(table.dtypes).sort_values(order, kind="stable", ignore_index=True)


def _validate(rows: dict[str, list[Row]]) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
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


def check_schema(table: Table, frame: pd.DataFrame) -> list[Finding]:
    """All values of a table that its schema does not allow, one finding each."""
    import pandera.errors

    try:
        make_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(subset=["index", "column", "check"])
        return [_describe_failure(table, frame, case) for case in cases.to_dict("records")]
    return []


def _describe_failure(table: Table, frame: pd.DataFrame, case: Row) -> Finding:
    index = case["index"]
    row = (
        frame.loc[index] if index is not None and index in frame.index else pd.Series(dtype=object)
    )
    names = [str(row[name]) for name in table.key if name in row]
    document_id, county_code = row.get("document_id"), row.get("county_code")
    return make_error(
        county_code if isinstance(county_code, str) else None,
        document_id if isinstance(document_id, str) else None,
        f"{table.name} {'/'.join(names)}".strip(),
        "schema",
        f"{case['column']} is {case['failure_case']!r}, which fails {case['check']}",
        f"docs/data_dictionary.md says what {case['column']} may hold; mend the raw table or the "
        "reading it comes from.",
    )


def _write(root: DataRoot, result: BuildResult) -> None:
    # The manifest goes first and comes last: without it whatever is there counts as stale.
    root.manifest.unlink(missing_ok=True)
    checksums = {}
    index = compute_index(result.tables, result.findings)
    frames = {**result.tables, FINDINGS_TABLE: result.findings}
    contents = {root.processed_table(name): write_table(frame) for name, frame in frames.items()}
    for path, content in {**contents, root.counties: format_index(index)}.items():
        write_atomically(path, content)
        checksums[path.name] = hashlib.sha256(content).hexdigest()
    manifest = {"digest": result.digest, "sha256": checksums}
    write_atomically(root.manifest, json.dumps(manifest, indent=1, sort_keys=True).encode())
