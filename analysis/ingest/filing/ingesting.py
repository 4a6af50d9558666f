"""Files the documents of a file: names them against what is filed, and writes them."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.documents.reference import Reference, load_reference
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
from analysis.ingest.filing.outcome import Outcome, is_unusable, refuse, refuse_unreadable
from analysis.ingest.filing.records import (
    Project,
    decode_pictures,
    find_project,
    list_findings,
    make_record,
    name_document,
    name_draft,
)
from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.forms.vocabulary import Vocabulary, make_vocabulary
from analysis.ingest.process.reading import ReadFile
from analysis.ingest.readings.drafts import Draft, DraftOptions, draft_documents
from analysis.paths import DataRoot
from analysis.tables.findings import Finding

Reader = Callable[[Path, Vocabulary, DraftOptions], ReadFile]
# Tables of these kinds belong to a project.
_KINDS_OF_PROJECTS = frozenset({"fund_plan", "disbursement", "contracts", "instalments"})
# Papers that send others: what follows them in a file is enclosed.
_COVERS = frozenset({"letter", "notice"})


class Ingester:
    """Files documents into one data root."""

    def __init__(
        self,
        root: DataRoot,
        today: date | None = None,
        lock: AbstractContextManager[object] | None = None,
    ) -> None:
        """Loads the vocabulary and the records of filed documents.

        Args:
            root: the data root.
            today: the day of filing; by default that of the clock.
            lock: held while the documents of one file are named and written, so that calls at the
                same time do not give one name twice; never while a file is read.

        Raises:
            TableError: if a reference table cannot be used.
        """
        self.root, self.today = root, today or date.today()
        self.lock = lock or nullcontext()
        self.reference: Reference = load_reference(root)
        self.vocabulary: Vocabulary = make_vocabulary(self.reference)
        self.filed: FiledDocuments = load_filed_documents(root.raw)
        # Stands for the names of documents until they are known. No file can contain it.
        self._placeholder = f"document-{secrets.token_hex(8)}"

    def read(self, path: Path, options: FilingOptions, read: Reader) -> ReadFile:
        """The documents of a file, not yet named.

        Args:
            path: the file.
            options: options of the call.
            read: reads a file.

        Raises:
            UnreadableFile: if it cannot be read.
        """
        return read(path, self.vocabulary, self._describe(options, show_name(path.name)))

    def ingest(self, path: Path, options: FilingOptions, read: Reader) -> list[Outcome]:
        """Reads a file and files its documents; its errors become findings.

        Args:
            path: the file.
            options: options of the call.
            read: reads a file.
        """
        try:
            return self.file_drafts(self.read(path, options, read), show_name(path.name), options)
        except UnreadableFile as error:
            return [refuse_unreadable(path, error)]

    def file_content(
        self, content: Content, name: str, sha256: str, options: FilingOptions
    ) -> list[Outcome]:
        """Files the documents in the content of a file, read in this process.

        Args:
            content: the content.
            name: name of the file.
            sha256: SHA-256 of the file.
            options: options of the call.
        """
        drafts = draft_documents(content, self.vocabulary, self._describe(options, name))
        return self.file_drafts(ReadFile(sha256, drafts), name, options)

    def file_drafts(self, file: ReadFile, name: str, options: FilingOptions) -> list[Outcome]:
        """Names and files the documents of a file that was read.

        Args:
            file: what was read.
            name: name of the file.
            options: options of the call.
        """
        with self.lock:
            self.filed.refresh(self.root.raw)
            outcomes = self._find_filed(file, name, options)
            if outcomes is None:
                outcomes = self._file_all(file, name, options)
        count = len(outcomes)
        return [
            replace(outcome, part=number, parts=count)
            for number, outcome in enumerate(outcomes, start=1)
        ]

    def _describe(self, options: FilingOptions, name: str) -> DraftOptions:
        return DraftOptions(options.county, options.period, name, self._placeholder, options.form)

    def _find_filed(
        self, file: ReadFile, name: str, options: FilingOptions
    ) -> list[Outcome] | None:
        """The documents of a file that was filed before, as one or as what it holds now."""
        filed = self.filed.files.get(file.sha256, [])
        if not filed or (len(file.drafts) > 1 and self._list_own(file, name)):
            return None
        return [self._leave(filed[0], name, options)]

    def _list_own(self, file: ReadFile, name: str) -> dict[int, str]:
        """The documents that were filed of single papers of a file, by number of the paper."""
        filed = self.filed.files.get(file.sha256, [])
        keys = {(self.filed.counties[one], self.filed.titles.get(one)): one for one in filed}
        own = {}
        for number, draft in enumerate(file.drafts):
            key = (draft.identity.county_code or "", draft.identity.title or name)
            if key in keys:
                own[number] = keys[key]
        return own

    def _leave(self, document_id: str, name: str, options: FilingOptions) -> Outcome:
        county = self.filed.counties.get(document_id)
        findings: tuple[Finding, ...] = ()
        if options.county and county != options.county:
            remark = Remark("same_file", "warning", None,
                            f"the same file was filed for {county}, not for {options.county}.",
                            "Check which of the two counties sent the other's file.")  # fmt: skip
            findings = list_findings([remark], name, county, document_id)
        return Outcome(name, "unchanged", document_id, findings=findings)

    def _file_all(self, file: ReadFile, name: str, options: FilingOptions) -> list[Outcome]:
        if options.document_id and len(file.drafts) > 1:
            reason = f"the file contains {len(file.drafts)} documents, which cannot have one name."
            remark = Remark("filing", "error", None, reason, "Leave out --document-id.")
            return [refuse(name, [remark])]
        before = self._list_own(file, name)
        outcomes: list[Outcome] = []
        cover: str | None = None
        for number, draft in enumerate(file.drafts):
            if number in before:
                outcomes.append(Outcome(name, "unchanged", before[number]))
                continue
            siblings = [one.document_id for one in outcomes if one.document_id]
            outcomes.append(self._file(draft, file.sha256, name, options, siblings, cover))
            if not number and draft.identity.kind in _COVERS:
                cover = outcomes[0].document_id
        return outcomes

    def _file(
        self,
        draft: Draft,
        sha256: str,
        name: str,
        options: FilingOptions,
        siblings: Sequence[str],
        cover: str | None,
    ) -> Outcome:
        identity = draft.identity
        code = identity.county_code or ""
        remarks = [*draft.remarks, *check_period(draft, options)]
        if is_unusable(remarks):
            return refuse(name, remarks, code or None)
        project = find_project(draft.project, self.vocabulary.projects.get(code, {}))
        base, more = self._name_paper(draft, project, options, siblings)
        document_id, supersedes = self.filed.next_version(base)
        if document_id not in self.filed.documents and (self.root.raw / document_id).exists():
            # Another call filed it between two ticks of the file system's clock.
            self.filed.refresh(self.root.raw, is_changed=True)
            base, more = self._name_paper(draft, project, options, siblings)
            document_id, supersedes = self.filed.next_version(base)
        named = name_draft(draft, self._placeholder, document_id)
        remarks += [*more, *self._check_projects(code, named.tables, project)]
        remarks += self._check_age(supersedes, identity.document_date)
        record = make_record(
            named, document_id, name, sha256, supersedes, project, self.today, cover
        )
        findings = list_findings(remarks, name, code, document_id)
        filing = Filing(record, named.tables, named.readings, findings)
        try:
            check_filing(self.root, filing)
        except FilingError as error:
            return refuse(name, [*remarks, Remark("filing", "error", None, str(error))], code)
        with (
            writing_pictures(self.root, document_id, decode_pictures(named)),
            writing_candidates(self.root, document_id, named.candidates, named.relations),
        ):
            file_document(self.root, filing)
        self.filed.add(document_id, sha256, code, record.document_date.isoformat(),
                       make_paper(record), record.title_zh)  # fmt: skip
        self.filed.look(self.root.raw)
        sizes = {table.table_id: len(table.rows) for table in named.tables}
        return Outcome(
            name, "filed", document_id, supersedes, sizes, len(named.candidates), findings
        )

    def _name_paper(
        self, draft: Draft, project: Project, options: FilingOptions, siblings: Sequence[str]
    ) -> tuple[str, list[Remark]]:
        """The id of a document without its version, and a remark if another paper has its name."""
        if options.document_id:
            return options.document_id, []
        period = draft.period
        base = name_document(draft)
        is_stated = period is not None and period.start is not None
        paper = Paper(
            draft.identity.issuer, project.project_id or "", project.name or "",
            (f"{period.start}", f"{period.end}") if period and is_stated else None,
        )  # fmt: skip
        name, other, difference = self.filed.name_paper(base, paper, siblings)
        if other is None or other in siblings:
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
        count = len(self.vocabulary.projects.get(code, {}))
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
