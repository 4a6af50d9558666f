"""Takes one file from content to record: recognises, names, reads and files it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from analysis.ingest.content import Content, Remark, UnreadableFile
from analysis.ingest.files.file_names import show_name
from analysis.ingest.filing.candidate_pictures import writing_pictures
from analysis.ingest.filing.candidates import writing_candidates
from analysis.ingest.filing.filed_documents import (
    FiledDocuments,
    Paper,
    load_filed_documents,
    make_paper,
)
from analysis.ingest.filing.filing import Filing, FilingError, check_filing, file_document
from analysis.ingest.filing.filing_options import FilingOptions, check_period
from analysis.ingest.filing.records import (
    FATAL,
    Project,
    find_project,
    list_findings,
    make_record,
    name_document,
)
from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.forms.recognise import Recognised, Vocabulary, load_vocabulary
from analysis.ingest.forms.scanned import recognise_with_scans
from analysis.ingest.readings.machine_readings import MachineReader
from analysis.ingest.readings.prose import ProseReader
from analysis.ingest.readings.scan_candidates import propose_scanned
from analysis.ingest.words.indicator_names import make_indicator_names
from analysis.ingest.words.mentions import MentionReader
from analysis.ingest.words.periods import Period
from analysis.paths import DataRoot
from analysis.tables.findings import Finding

State = Literal["filed", "unchanged", "refused"]
# Files of these kinds contain tables only; without a form there is nothing to file.
_TABLE_KINDS = frozenset({"xlsx", "xls", "ods", "csv", "tsv"})
# Tables of these kinds belong to a project.
_KINDS_OF_PROJECTS = frozenset({"fund_plan", "disbursement", "contracts", "instalments"})
_SHORTEST_PROSE = 40


@dataclass(frozen=True)
class Outcome:
    """The result of ingesting one file.

    Attributes:
        file_name: its name.
        state: filed, unchanged (filed before) or refused.
        document_id: the document, if any.
        supersedes: the version that it replaces.
        tables: table → number of rows.
        candidates: number of figures of running text that were proposed.
        findings: findings on the file.
    """

    file_name: str
    state: State
    document_id: str | None = None
    supersedes: str | None = None
    tables: dict[str, int] = field(default_factory=dict)
    candidates: int = 0
    findings: tuple[Finding, ...] = ()


class Ingester:
    """Files documents into one data root."""

    def __init__(self, root: DataRoot, today: date | None = None) -> None:
        """Loads the vocabulary and the records of filed documents.

        Args:
            root: the data root.
            today: the day of filing; by default that of the clock.

        Raises:
            TableError: if a reference table cannot be used.
        """
        self.root, self.today = root, today or date.today()
        self.vocabulary: Vocabulary = load_vocabulary(root)
        self.filed: FiledDocuments = load_filed_documents(root.raw)
        reference = self.vocabulary.reference
        self.mentions = MentionReader(reference.units)
        self.targets = make_indicator_names(reference, "progress")
        self.facts = make_indicator_names(reference, "prose")
        self.prose = ProseReader(self.mentions, self.facts, self.vocabulary.areas)

    def ingest(
        self, path: Path, options: FilingOptions, read: Callable[[Path], Content]
    ) -> Outcome:
        """Reads and files one file; its errors become findings.

        Args:
            path: the file.
            options: options of the call.
            read: reads a file; the content has the property ``sha256``.
        """
        name = show_name(path.name)
        try:
            content = read(path)
        except UnreadableFile as error:
            return _refuse(name, [Remark(error.code, "error", None, error.found, error.remedy)])
        return self.file_content(content, name, content.properties["sha256"], options)

    def file_content(
        self, content: Content, name: str, sha256: str, options: FilingOptions
    ) -> Outcome:
        """Files the content of a file.

        Args:
            content: the content.
            name: name of the file.
            sha256: SHA-256 of the file.
            options: options of the call.
        """
        unchanged = self._find_filed(sha256, name, options)
        if unchanged is not None:
            return unchanged
        document = recognise_with_scans(
            content, self.vocabulary, options.county, name, options.period
        )
        remarks = [*document.remarks, *check_period(document, options)]
        is_empty = not document.tables and not content.scanned_texts
        if is_empty and not _is_prose(content, document):
            remarks.append(
                Remark(
                    "nothing",
                    "error",
                    None,
                    "it contains no form that can be filed.",
                    "Correct the errors above, or use a workbook from `briefs template`.",
                )
            )
        if _is_unusable(remarks):
            return _refuse(name, remarks, document.identity.county_code)
        return self._file(document, content, remarks, name, sha256, options)

    def _find_filed(self, sha256: str, name: str, options: FilingOptions) -> Outcome | None:
        document_id = self.filed.files.get(sha256)
        if document_id is None:
            return None
        county = self.filed.counties.get(document_id)
        findings: tuple[Finding, ...] = ()
        if options.county and county != options.county:
            remark = Remark("same_file", "warning", None,
                            f"the same file was filed for {county}, not for {options.county}.",
                            "Check which of the two counties sent the other's file.")  # fmt: skip
            findings = list_findings([remark], name, county, document_id)
        return Outcome(name, "unchanged", document_id, findings=findings)

    def _file(
        self,
        document: Recognised,
        content: Content,
        remarks: list[Remark],
        name: str,
        sha256: str,
        options: FilingOptions,
    ) -> Outcome:
        identity = document.identity
        code = identity.county_code or ""
        period = options.period or identity.period
        project = find_project(document, self._list_projects(code))
        base, more = self._name_paper(document, period, project, options)
        document_id, supersedes = self.filed.next_version(base)
        remarks += more
        until = period.end if period else identity.document_date
        as_of = identity.as_of or identity.document_date or (period.end if period else date.min)
        reader = MachineReader(
            document_id, self.vocabulary.labels, self.mentions, self.targets, self.facts, as_of
        )
        result = reader.read(document.tables)
        remarks += [*result.remarks, *self._check_projects(code, document.tables, project)]
        remarks += self._check_age(supersedes, identity.document_date)
        record = make_record(
            document, result.tables, document_id, period, name, sha256, supersedes, project,
            self.today,
        )  # fmt: skip
        findings = list_findings(remarks, name, code, document_id)
        filing = Filing(record, result.tables, result.readings, findings)
        candidates = self.prose.read(document.prose, document_id, code, until)
        scanned = propose_scanned(
            content.scanned, content.scanned_texts, self.prose, document_id, code, until,
            len(candidates) + 1,
        )  # fmt: skip
        candidates = [*candidates, *scanned.candidates]
        try:
            check_filing(self.root, filing)
        except FilingError as error:
            return _refuse(name, [*remarks, Remark("filing", "error", None, str(error))], code)
        with (
            writing_pictures(self.root, document_id, scanned.pictures),
            writing_candidates(self.root, document_id, candidates),
        ):
            file_document(self.root, filing)
        paper = make_paper(record)
        self.filed.add(document_id, sha256, code, record.document_date.isoformat(), paper)
        sizes = {table.table_id: len(table.rows) for table in result.tables}
        return Outcome(name, "filed", document_id, supersedes, sizes, len(candidates), findings)

    def _list_projects(self, code: str) -> dict[str, str]:
        """The projects of a county: id → title in Chinese."""
        projects = self.vocabulary.reference.tables["projects"]
        own = projects[projects["county_code"] == code]
        return dict(zip(own["project_id"], own["title_zh"].fillna(""), strict=True))

    def _name_paper(
        self,
        document: Recognised,
        period: Period | None,
        project: Project,
        options: FilingOptions,
    ) -> tuple[str, list[Remark]]:
        """The id of a document without its version, and a remark if another paper has its name."""
        if options.document_id:
            return options.document_id, []
        base = name_document(document, period)
        is_stated = period is not None and period.start is not None
        paper = Paper(
            document.identity.issuer, project.project_id or "", project.name or "",
            (f"{period.start}", f"{period.end}") if is_stated else None,
        )  # fmt: skip
        name, other, difference = self.filed.name_paper(base, paper)
        if other is None:
            return name, []
        found = f"{other} is of the same county, month and kind, but of another {difference}."
        remedy = f"Both count. If this file corrects that one, file it with --document-id {base}."
        return name, [Remark("other_paper", "warning", None, found, remedy)]

    def _check_age(self, supersedes: str | None, document_date: date | None) -> list[Remark]:
        previous = self.filed.dates.get(supersedes or "")
        if not previous or not document_date or document_date.isoformat() >= previous:
            return []
        return [
            Remark("older", "warning", None,
                   f"its date is {document_date}, but the version that it replaces is of "
                   f"{previous}.", "Check whether the files came in the wrong order.")
        ]  # fmt: skip

    def _check_projects(
        self, code: str, tables: Sequence[FormTable], project: Project
    ) -> list[Remark]:
        if not any(table.kind in _KINDS_OF_PROJECTS for table in tables):
            return []
        count = len(self._list_projects(code))
        if count == 1 or project.project_id:
            return []
        if not count:
            return [Remark("project", "info", None,
                           f"projects.csv has no project of {code}: it is taken from the titles of "
                           "the county's documents, or provisional.",
                           f"`briefs county {code}` shows it, and adds what is known of "
                           "it.")]  # fmt: skip
        return [Remark("project", "warning", None,
                       f"{code} has {count} projects in projects.csv; where the title does not "
                       "tell which one its amounts belong to, the build leaves the document out.",
                       "`briefs check` says whether it does, and which row to add.")]  # fmt: skip


def refuse_unexpected(path: Path, error: Exception) -> Outcome:
    """The outcome of a file on which the program failed."""
    reason = f"an unexpected error of the program: {type(error).__name__}: {error}"
    remedy = "Report it with the file; the other files are not affected."
    return _refuse(show_name(path.name), [Remark("unexpected", "error", None, reason, remedy)])


def _is_prose(content: Content, document: Recognised) -> bool:
    """Whether a file is a report in words, whose figures become candidates."""
    length = sum(len(paragraph.text.strip()) for paragraph in document.prose)
    return content.kind not in _TABLE_KINDS and length >= _SHORTEST_PROSE


def _is_unusable(remarks: Sequence[Remark]) -> bool:
    return any(remark.severity == "error" and remark.code in FATAL for remark in remarks)


def _refuse(name: str, remarks: Sequence[Remark], county: str | None = None) -> Outcome:
    return Outcome(name, "refused", findings=list_findings(remarks, name, county, None))
