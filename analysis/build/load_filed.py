"""Loads the filed documents of a data root, and finds out which of them are versions of one."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from analysis.documents.accepted import add_accepted, load_accepted_claims
from analysis.documents.filed import (
    DocumentRecord,
    RawDocument,
    UnusableDocument,
    list_documents,
    load_document,
)
from analysis.documents.reference import Reference
from analysis.documents.versions import (
    Versions,
    check_versions,
    correct_links,
    date_versions,
    declare_versions,
)
from analysis.figures.versions import follow
from analysis.paths import DataRoot
from analysis.tables.findings import NEW_VERSION, Finding, make_error
from analysis.tables.text_tables import TableError, TextRow


@dataclass(frozen=True)
class FiledDocuments:
    """Filed documents.

    Attributes:
        documents: those that can be read.
        records: the records of all; None for one that cannot be read.
        findings: why the others cannot be read.
        claims: relations between accepted figures of the documents.
    """

    documents: list[RawDocument]
    records: dict[str, DocumentRecord | None]
    findings: list[Finding]
    claims: list[TextRow] = field(default_factory=list)

    @cached_property
    def declared(self) -> dict[str, str]:
        """Document → the document that it replaces, as its record or its id says."""
        return declare_versions(self.records)

    @cached_property
    def refusals(self) -> list[Finding]:
        """An error for each document whose ``supersedes`` cannot be true."""
        return check_versions(self.records, self.declared)

    @cached_property
    def links(self) -> dict[str, str]:
        """Document → the version before it, as far as that can be true."""
        return correct_links(
            self.declared, {finding.document_id or "" for finding in self.refusals}
        )

    def date(self, documents: Iterable[RawDocument]) -> Versions:
        """When each of the usable documents counts."""
        usable = {document.record.document_id: document.record for document in documents}
        return date_versions(usable, self.links)

    def mark_new_versions(
        self, findings: Iterable[Finding], usable: Iterable[str]
    ) -> list[Finding]:
        """The findings; errors in a new version, of which an earlier one is usable, marked as such.

        Args:
            findings: of all documents.
            usable: ids of the documents that are used.
        """
        used, marked = set(usable), []
        for finding in findings:
            name = finding.document_id
            if finding.severity == "error" and name and name not in used and name in self.links:
                before = next((one for one in follow(name, self.links) if one in used), None)
                if before is not None:
                    reason = f"{finding.reason.rstrip('.')}; {before} stays in force."
                    finding = replace(finding, kind=NEW_VERSION, reason=reason)
            marked.append(finding)
        return marked


def load_filed(
    root: DataRoot, reference: Reference, document_ids: Iterable[str] | None = None
) -> FiledDocuments:
    """Loads filed documents, with the figures of their running text that a person accepted.

    Args:
        root: the data root.
        reference: the reference tables.
        document_ids: only these; all by default.
    """
    filed = FiledDocuments([], {}, [])
    for folder in list_documents(root.raw, document_ids):
        try:
            document = load_document(folder)
            filed.records[folder.name] = document.record
            readings = reference.find_readings(folder.name)
            accepted, claims = add_accepted(document, readings), load_accepted_claims(readings)
            filed.documents.append(accepted)
            filed.claims.extend(claims)
        except UnusableDocument as error:
            filed.records[folder.name] = error.record
            filed.findings.extend(error.findings)
        except TableError as error:
            filed.findings.append(
                make_error(
                    document.record.county_code, folder.name, error.place, "reading", error.reason,
                    error.remedy,
                )
            )  # fmt: skip
    return filed
