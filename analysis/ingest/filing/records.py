"""Makes the name, the record and the findings of a drafted document."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from analysis.documents.filed import AreaColumn, DocumentRecord, RawTable
from analysis.figures.periods import find_kind
from analysis.ingest.content import Remark, describe_place
from analysis.ingest.filing.filed_documents import NO_ISSUER
from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.forms.identity import Identity
from analysis.ingest.readings.candidate import Candidate
from analysis.ingest.readings.drafts import Draft
from analysis.ingest.readings.relations import Relation
from analysis.ingest.words.form_labels import MONTHLY_FORM
from analysis.ingest.words.periods import Period
from analysis.ingest.words.wordings import simplify
from analysis.tables.findings import Finding, Severity

FALLBACK_KIND = "progress_report"
# Errors that keep out the whole file; other errors leave a cell blank.
FATAL = frozenset({"county", "other_county", "period", "nothing", "table", "filing"})


def name_document(draft: Draft) -> str:
    """The id of a document: county, period or month of its date, kind."""
    identity = draft.identity
    kind = (identity.kind or _guess_kind(draft.tables)).replace("_", "-")
    return f"{identity.county_code}-{_number_period(identity, draft.period)}-{kind}"


def name_draft(draft: Draft, placeholder: str, document_id: str) -> Draft:
    """A draft whose readings and candidates bear the name of its document.

    Args:
        draft: the draft.
        placeholder: what stands for the name.
        document_id: the name.
    """
    readings = {
        subject: [_fill(row, placeholder, document_id) for row in rows]
        for subject, rows in draft.readings.items()
    }
    candidates = (
        Candidate(**_fill(asdict(candidate), placeholder, document_id))
        for candidate in draft.candidates
    )
    relations = (
        Relation(**_fill(asdict(relation), placeholder, document_id))
        for relation in draft.relations
    )
    pictures = _fill({name: name for name in draft.pictures}, placeholder, document_id)
    return replace(
        draft, readings=readings, candidates=tuple(candidates), relations=tuple(relations),
        pictures={pictures[name]: picture for name, picture in draft.pictures.items()},
    )  # fmt: skip


def decode_pictures(draft: Draft) -> dict[str, bytes]:
    """The pictures of a draft: file name → PNG."""
    return {name: base64.b64decode(picture) for name, picture in draft.pictures.items()}


def _fill(row: Mapping[str, str], placeholder: str, document_id: str) -> dict[str, str]:
    return {
        name: text.replace(placeholder, document_id) if isinstance(text, str) else text
        for name, text in row.items()
    }


def _number_period(identity: Identity, period: Period | None) -> str:
    """A period as part of an id: 2020, 2020-07, 2020-q1, 2020-h1, 2020-m01-m05.

    Periods that end in one month have different ids.
    """
    day = period.end if period else identity.document_date
    if period is None or period.start is None:
        return f"{day:%Y-%m}"
    start, end = period.start, period.end
    kind = find_kind(start, end)
    if kind == "year":
        return f"{end:%Y}"
    if kind == "quarter":
        return f"{end:%Y}-q{end.month // 3}"
    if kind == "half_year":
        return f"{end:%Y}-h{end.month // 6}"
    if kind == "year_to_month":
        return f"{end:%Y}-m01-m{end:%m}"
    return f"{end:%Y-%m}" if kind == "month" else f"{start:%Y-%m}-to-{end:%Y-%m}"


def _guess_kind(tables: Sequence[FormTable]) -> str:
    kinds = {table.kind for table in tables}
    if MONTHLY_FORM in kinds:
        return MONTHLY_FORM
    return "self_evaluation" if "progress" in kinds else FALLBACK_KIND


@dataclass(frozen=True)
class Project:
    """The project that a document names: as printed, and its id if it is one of the county's."""

    name: str | None = None
    project_id: str | None = None


def find_project(name: str | None, projects: Mapping[str, str]) -> Project:
    """The project that a document names, as 项目名称：….

    Args:
        name: the name as printed; None if it names none.
        projects: the projects of its county: id → title in Chinese.
    """
    if name is None:
        return Project()
    ids = [project_id for project_id, title in projects.items() if simplify(title) == name]
    return Project(name, ids[0] if len(ids) == 1 else None)


def make_record(
    draft: Draft,
    document_id: str,
    name: str,
    sha256: str,
    supersedes: str | None,
    project: Project,
    filed_date: date,
    part_of: str | None = None,
) -> DocumentRecord:
    """The record of a drafted document.

    Args:
        draft: the document.
        document_id: its id.
        name: name of its file.
        sha256: SHA-256 of its file.
        supersedes: the version that it replaces.
        project: the project that it names.
        filed_date: the day of filing.
        part_of: the letter that it is enclosed in.
    """
    identity, period, tables = draft.identity, draft.period, draft.tables
    return DocumentRecord(
        document_id=document_id,
        part_of=part_of,
        kind=identity.kind or _guess_kind(tables),
        title_zh=identity.title or name,
        issuer_zh=identity.issuer or NO_ISSUER,
        county_code=identity.county_code or "",
        project_id=project.project_id,
        project_zh=project.name,
        document_date=identity.document_date or (period.end if period else date.min),
        filed_date=filed_date,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        file_name=name,
        file_sha256=sha256,
        supersedes=supersedes,
        read_by="machine",
        tables={table.table_id: _make_table(table, identity.as_of) for table in tables},
    )


def _make_table(table: FormTable, as_of: date | None) -> RawTable:
    areas = {
        name: AreaColumn(header=header, county_code=code, covers=covers)
        for name, (header, code, covers) in table.areas.items()
    }
    return RawTable(
        kind=table.kind,
        locator=table.locator or "正文",
        units=dict(table.units),
        areas=areas,
        as_of_date=as_of if table.kind == "progress" else None,
        unread_columns=list(table.unread_columns),
        triangle=table.triangle,
    )


def list_findings(
    remarks: Sequence[Remark], name: str, county: str | None, document_id: str | None
) -> tuple[Finding, ...]:
    """Remarks on a file as findings; the locator names the file and the place in it."""
    return tuple(
        Finding(
            county, document_id, f"{name}: {describe_place(remark.place)}", None, "ingest",
            _find_severity(remark), None, None, None, None, remark.found, remark.remedy,
        )
        for remark in dict.fromkeys(remarks)
    )  # fmt: skip


def _find_severity(remark: Remark) -> Severity:
    # A cell that cannot be read is filed as a blank; the document is still usable.
    is_cell = remark.place is not None and remark.code not in FATAL
    return "warning" if remark.severity == "error" and is_cell else remark.severity
