"""One file from content to record: recognise, name, read, file; say what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from analysis.ingest.content import Content, Remark, UnreadableFile
from analysis.ingest.files.file_names import show_name
from analysis.ingest.filing.candidates import write_candidates
from analysis.ingest.filing.filed_documents import FiledDocuments, load_filed_documents
from analysis.ingest.filing.filing import Filing, FilingError, file_document
from analysis.ingest.filing.filing_options import FilingOptions, check_identity
from analysis.ingest.filing.records import FATAL, list_findings, make_record, name_document
from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.forms.recognise import Recognised, Vocabulary, load_vocabulary, recognise
from analysis.ingest.readings.machine_readings import MachineReader
from analysis.ingest.readings.prose import ProseReader
from analysis.ingest.words.indicator_names import make_indicator_names
from analysis.ingest.words.mentions import MentionReader
from analysis.paths import DataRoot
from analysis.tables.findings import Finding

State = Literal["filed", "unchanged", "refused"]
# Files of these kinds hold tables alone; one without a form is of no use.
_TABLE_KINDS = frozenset({"xlsx", "xls", "ods", "csv", "tsv"})
_SHORTEST_PROSE = 40


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

    def ingest(
        self, path: Path, options: FilingOptions, read: Callable[[Path], Content]
    ) -> Outcome:
        """Reads and files one file; whatever is wrong with it ends in findings.

        Args:
            path: the file.
            options: what the caller says of it.
            read: reads the file; its content has the property ``sha256``.
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
        """Files what a reader found in a file."""
        known = self._find_known(sha256, name, options)
        if known is not None:
            return known
        found = recognise(content, self.vocabulary, options.county, name)
        remarks = [*found.remarks]
        remarks += check_identity(found, options)
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
        return self._file(found, remarks, name, sha256, options)

    def _find_known(self, sha256: str, name: str, options: FilingOptions) -> Outcome | None:
        document_id = self.filed.files.get(sha256)
        if document_id is None:
            return None
        county = self.filed.counties.get(document_id)
        findings: tuple[Finding, ...] = ()
        if options.county and county != options.county:
            remark = Remark("same_file", "warning", None,
                            f"The same file was filed for {county}, now {options.county} is said.",
                            "See which of the two counties sent the other's file.")  # fmt: skip
            findings = list_findings([remark], name, county, document_id)
        return Outcome(name, "unchanged", document_id, findings=findings)

    def _file(
        self,
        found: Recognised,
        remarks: list[Remark],
        name: str,
        sha256: str,
        options: FilingOptions,
    ) -> Outcome:
        identity = found.identity
        code = identity.county_code or ""
        period = options.period or identity.period
        base = options.document_id or name_document(found, period)
        document_id, supersedes = self.filed.next_version(base)
        as_of = identity.as_of or identity.document_date or (period.end if period else date.min)
        reader = MachineReader(
            document_id, self.vocabulary.labels, self.mentions, self.targets, self.facts, as_of
        )
        read = reader.read(found.tables)
        remarks += [*read.remarks, *self._check_projects(code, found.tables)]
        remarks += self._check_age(supersedes, identity.document_date)
        record = make_record(found, read.tables, document_id, period, name, sha256, supersedes)
        findings = list_findings(remarks, name, code, document_id)
        filing = Filing(record, read.tables, read.readings, findings)
        candidates = self.prose.read(found.prose, document_id, code)
        try:
            write_candidates(self.root, document_id, candidates)
            file_document(self.root, filing)
        except FilingError as error:
            return _refuse(name, [*remarks, Remark("filing", "error", None, str(error))], code)
        self.filed.add(document_id, sha256, code, record.document_date.isoformat())
        sizes = {table.table_id: len(table.rows) for table in read.tables}
        return Outcome(name, "filed", document_id, supersedes, sizes, len(candidates), findings)

    def _check_age(self, supersedes: str | None, dated: date | None) -> list[Remark]:
        before = self.filed.dates.get(supersedes or "")
        if not before or not dated or dated.isoformat() >= before:
            return []
        return [
            Remark("older", "warning", None,
                   f"It bears the date {dated}, the version that it replaces {before}.",
                   "See whether the files came in the wrong order.")
        ]  # fmt: skip

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


def refuse_unexpected(path: Path, error: Exception) -> Outcome:
    """The outcome of a file on which the program itself failed."""
    found = f"an unexpected error of the program: {type(error).__name__}: {error}"
    remedy = "Report it with the file; the other files are not concerned."
    return _refuse(show_name(path.name), [Remark("unexpected", "error", None, found, remedy)])


def _is_prose(content: Content, found: Recognised) -> bool:
    """Whether a file without forms is a report in words, whose figures become candidates."""
    length = sum(len(paragraph.text.strip()) for paragraph in found.prose)
    return content.kind not in _TABLE_KINDS and length >= _SHORTEST_PROSE


def _is_unusable(remarks: Sequence[Remark]) -> bool:
    return any(remark.severity == "error" and remark.code in FATAL for remark in remarks)


def _refuse(name: str, remarks: Sequence[Remark], county: str | None = None) -> Outcome:
    return Outcome(name, "refused", findings=list_findings(remarks, name, county, None))
