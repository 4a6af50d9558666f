"""One file from content to record: recognise, name, read, file; say what became of it."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from analysis.columns import COLUMNS
from analysis.findings import Finding, Severity
from analysis.ingest.candidates import write_candidates
from analysis.ingest.content import Content, Remark, UnreadableFile
from analysis.ingest.filed_documents import FiledDocuments, load_filed_documents
from analysis.ingest.filing import Filing, FilingError, file_document
from analysis.ingest.form_table import FormTable
from analysis.ingest.forms import Recognised, Vocabulary, load_vocabulary, recognise
from analysis.ingest.indicator_names import make_indicator_names
from analysis.ingest.machine_readings import MachineReader
from analysis.ingest.mentions import MentionReader
from analysis.ingest.periods import Period, month_of
from analysis.ingest.places import describe_place
from analysis.ingest.prose import ProseReader
from analysis.parameters import ParameterError
from analysis.paths import DataRoot
from analysis.raw import AreaColumn, DocumentRecord, RawTable

State = Literal["filed", "unchanged", "refused"]
FALLBACK_KIND = "progress_report"
MOST_NAME = 80
# Files of these kinds hold tables alone; one without a form is of no use.
_TABLE_KINDS = frozenset({"xlsx", "xls", "ods", "csv", "tsv"})
_SHORTEST_PROSE = 40
# What keeps a whole file out; other errors keep out a cell, which is then blank.
_FATAL = frozenset({"county", "other_county", "period", "nothing", "table", "filing"})


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes:
        file_name: its name.
        state: filed, unchanged (on record already) or refused.
        document_id: the document, if there is one.
        supersedes: the version that it replaces.
        tables: tables and their numbers of rows.
        candidates: how many figures of running text were proposed.
        findings: what was noticed.
    """

    file_name: str
    state: State
    document_id: str | None = None
    supersedes: str | None = None
    tables: dict[str, int] = field(default_factory=dict)
    candidates: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Wishes:
    """What the caller says of a file: county, period, name of the document."""

    county: str | None = None
    period: Period | None = None
    document_id: str | None = None


class Ingester:
    """Files documents into one data root."""

    def __init__(self, root: DataRoot) -> None:
        """Loads the vocabulary and what is on record.

        Raises:
            TableError: if a reference table cannot be used.
        """
        self.root = root
        self.vocabulary: Vocabulary = load_vocabulary(root)
        self.filed: FiledDocuments = load_filed_documents(root.raw)
        reference = self.vocabulary.reference
        self.mentions = MentionReader(reference.units)
        self.targets = make_indicator_names(reference, "progress")
        self.facts = make_indicator_names(reference, "prose")
        self.prose = ProseReader(self.mentions, self.facts, self.vocabulary.areas)

    def ingest(self, path: Path, wishes: Wishes, read: Callable[[Path], Content]) -> Outcome:
        """Reads and files one file; whatever is wrong with it ends in findings.

        Args:
            path: the file.
            wishes: what the caller says of it.
            read: reads the file.
        """
        name = show_name(path)
        try:
            sha256 = hash_file(path)
            known = self._find_known(sha256, name, wishes)
            if known is not None:
                return known
            content = read(path)
            if hash_file(path) != sha256:
                raise UnreadableFile("changed", "The file changed while it was read.", "Try again.")
        except UnreadableFile as error:
            return _refuse(name, [Remark(error.code, "error", None, error.found, error.remedy)])
        except OSError as error:
            found = f"The file cannot be opened: {error.strerror or error}."
            return _refuse(name, [Remark("open", "error", None, found, "See that it may be read.")])
        return self.file_content(content, name, sha256, wishes)

    def file_content(self, content: Content, name: str, sha256: str, wishes: Wishes) -> Outcome:
        """Files what a reader found in a file."""
        known = self._find_known(sha256, name, wishes)
        if known is not None:
            return known
        found = recognise(content, self.vocabulary, wishes.county, name)
        remarks = [*found.remarks]
        remarks += check_identity(found, wishes)
        if not found.tables and not _is_prose(content, found):
            remarks.append(
                Remark(
                    "nothing",
                    "error",
                    None,
                    "No form in it can be filed.",
                    "See the lines above; `briefs template` gives a form to fill.",
                )
            )
        if _is_unusable(remarks):
            return _refuse(name, remarks, found.identity.county_code)
        return self._file(found, remarks, name, sha256, wishes)

    def _find_known(self, sha256: str, name: str, wishes: Wishes) -> Outcome | None:
        document_id = self.filed.files.get(sha256)
        if document_id is None:
            return None
        county = self.filed.counties.get(document_id)
        findings: tuple[Finding, ...] = ()
        if wishes.county and county != wishes.county:
            remark = Remark("same_file", "warning", None,
                            f"The same file was filed for {county}, now {wishes.county} is said.",
                            "See which of the two counties sent the other's file.")  # fmt: skip
            findings = list_findings([remark], name, county, document_id)
        return Outcome(name, "unchanged", document_id, findings=findings)

    def _file(
        self, found: Recognised, remarks: list[Remark], name: str, sha256: str, wishes: Wishes
    ) -> Outcome:
        identity = found.identity
        code = identity.county_code or ""
        period = wishes.period or identity.period
        base = wishes.document_id or name_document(found, period)
        document_id, supersedes = self.filed.next_version(base)
        as_of = identity.as_of or identity.document_date or (period.end if period else date.min)
        reader = MachineReader(
            document_id, self.vocabulary.labels, self.mentions, self.targets, self.facts, as_of
        )
        read = reader.read(found.tables)
        remarks += [*read.remarks, *self._check_projects(code, found.tables)]
        record = make_record(found, read.tables, document_id, period, name, sha256, supersedes)
        findings = list_findings(remarks, name, code, document_id)
        filing = Filing(record, read.tables, read.readings, findings)
        candidates = self.prose.read(found.prose, document_id, code)
        try:
            write_candidates(self.root, document_id, candidates)
            file_document(self.root, filing)
        except FilingError as error:
            return _refuse(name, [*remarks, Remark("filing", "error", None, str(error))], code)
        self.filed.add(document_id, sha256, code)
        sizes = {table.table_id: len(table.rows) for table in read.tables}
        return Outcome(name, "filed", document_id, supersedes, sizes, len(candidates), findings)

    def _check_projects(self, code: str, tables: Sequence[FormTable]) -> list[Remark]:
        needing = {"fund_plan", "disbursement", "contracts", "instalments"}
        if not any(table.kind in needing for table in tables):
            return []
        projects = self.vocabulary.reference.tables["projects"]
        count = int((projects["county_code"] == code).sum())
        if count == 1:
            return []
        return [Remark("project", "warning", None,
                       f"{code} has {count or 'no'} projects in projects.csv: its amounts belong "
                       "to no project, and the build leaves the document out until they do.",
                       "Add the project, or say which in table_readings.csv.")]  # fmt: skip


def make_wishes(
    ingester: Ingester, county: str | None, period: str | None, document_id: str | None
) -> Wishes:
    """What a caller says of files, checked.

    Raises:
        ParameterError: if the area is unknown, the month is none, or the name cannot be one.
    """
    areas = ingester.vocabulary.areas
    if county is not None and county not in areas.current:
        near = ", ".join(f"{code} {name}" for code, name in areas.current.items())
        raise ParameterError(f"{county!r} is no area of areas.csv; known are {near}.")
    month = None
    if period is not None:
        match = re.fullmatch(r"(\d{4})-(\d{2})", period, re.ASCII)
        month = month_of(int(match[1]), int(match[2]), period) if match else None
        if month is None:
            raise ParameterError(f"--period is {period!r}, but a month as YYYY-MM, as 2020-07.")
    pattern = COLUMNS["document_id"].pattern
    if document_id is not None and not re.fullmatch(pattern or "", document_id):
        raise ParameterError(
            f"--document-id is {document_id!r}, but small letters, digits and hyphens."
        )
    return Wishes(county, month, document_id)


def hash_file(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def show_name(path: Path) -> str:
    """A file's name as it may be shown and kept: no control or direction characters, not endless.

    Examples:
        >>> show_name(Path("月报\\n伪造.xlsx"))
        '月报\\\\n伪造.xlsx'
    """
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in path.name)
    return shown if len(shown) <= MOST_NAME else f"{shown[:MOST_NAME]}…"


def check_identity(found: Recognised, wishes: Wishes) -> list[Remark]:
    """What a document's dates lack to be filed; its county is among the remarks already."""
    identity = found.identity
    if wishes.period and identity.period and wishes.period.end != identity.period.end:
        return [Remark("period", "error", None,
                       f"--period says {wishes.period.end:%Y-%m}, the file {identity.period.text}.",
                       "See which is right; leave --period out if the file is.")]  # fmt: skip
    if wishes.period or identity.period or identity.document_date:
        is_form = any(table.kind == "monthly_form" for table in found.tables)
        if is_form and not (wishes.period or identity.period):
            return [Remark("period", "error", None, "The form does not say which month it reports.",
                           "Give it: --period YYYY-MM.")]  # fmt: skip
        return []
    return [Remark("period", "error", None, "The file says neither period nor date.",
                   "Give the period: --period YYYY-MM.")]  # fmt: skip


def name_document(found: Recognised, period: Period | None) -> str:
    """The name of a document: county, month, kind."""
    identity = found.identity
    day = period.end if period else identity.document_date
    kind = (identity.kind or _guess_kind(found.tables)).replace("_", "-")
    return f"{identity.county_code}-{day:%Y-%m}-{kind}"


def _guess_kind(tables: Sequence[FormTable]) -> str:
    kinds = {table.kind for table in tables}
    if "monthly_form" in kinds:
        return "monthly_form"
    return "self_evaluation" if "progress" in kinds else FALLBACK_KIND


def make_record(
    found: Recognised,
    tables: Sequence[FormTable],
    document_id: str,
    period: Period | None,
    name: str,
    sha256: str,
    supersedes: str | None,
) -> DocumentRecord:
    """``document.yml`` of a recognised file."""
    identity = found.identity
    return DocumentRecord(
        document_id=document_id,
        kind=identity.kind or _guess_kind(found.tables),
        title_zh=identity.title or name,
        issuer_zh=identity.issuer or "（未注明）",
        county_code=identity.county_code or "",
        document_date=identity.document_date or (period.end if period else date.min),
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
    )


def list_findings(
    remarks: Sequence[Remark], name: str, county: str | None, document_id: str | None
) -> tuple[Finding, ...]:
    """Remarks on a file as findings; each names the file and the place in it."""
    return tuple(
        Finding(
            county, document_id, f"{name}: {describe_place(remark.place)}", None, "ingest",
            _weigh(remark), None, None, None, None, remark.found, remark.remedy,
        )
        for remark in dict.fromkeys(remarks)
    )  # fmt: skip


def _weigh(remark: Remark) -> Severity:
    # A cell that is not read leaves a blank with a reason; it does not make the county unusable.
    is_cell = remark.place is not None and remark.code not in _FATAL
    return "warning" if remark.severity == "error" and is_cell else remark.severity


def _is_prose(content: Content, found: Recognised) -> bool:
    """Whether a file without forms is a report in words, whose figures become candidates."""
    length = sum(len(paragraph.text.strip()) for paragraph in found.prose)
    return content.kind not in _TABLE_KINDS and length >= _SHORTEST_PROSE


def _is_unusable(remarks: Sequence[Remark]) -> bool:
    return any(remark.severity == "error" and remark.code in _FATAL for remark in remarks)


def _refuse(name: str, remarks: Sequence[Remark], county: str | None = None) -> Outcome:
    return Outcome(name, "refused", findings=list_findings(remarks, name, county, None))
