"""Which filed document is a new version of which, and from which date each counts.

A document is a new version if its ``document.yml`` has ``supersedes``. Where that cannot be read,
the id tells, because ``briefs ingest`` names the second version of ``a`` ``a-v2``. A document
whose ``supersedes`` cannot be true is left out, and the documents that it names stay in force.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis.documents.filed import DocumentRecord
from analysis.figures.versions import follow
from analysis.tables.findings import Finding, make_error

_VERSION = re.compile(r"(?P<base>.+)-v(?P<number>\d+)")
REMEDY = (
    "Let supersedes in document.yml name the earlier version of the same paper, or remove the "
    "entry if there is none."
)


@dataclass(frozen=True)
class Versions:
    """The versions of usable documents.

    Attributes:
        earlier: document → the version before it, both usable.
        known: document → date from which it counts.
        replaced: document → date from which a newer version counts; only documents that have one.
    """

    earlier: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, date] = field(default_factory=dict)
    replaced: Mapping[str, date] = field(default_factory=dict)


def name_predecessor(document_id: str) -> str | None:
    """The id that the version before a document has if ``briefs ingest`` named both.

    Examples:
        >>> name_predecessor("fox-2021-report-v3"), name_predecessor("fox-2021-report-v2")
        ('fox-2021-report-v2', 'fox-2021-report')
    """
    match = _VERSION.fullmatch(document_id)
    if not match or int(match["number"]) < 2:
        return None
    number = int(match["number"]) - 1
    return match["base"] if number == 1 else f"{match['base']}-v{number}"


def declare_versions(records: Mapping[str, DocumentRecord | None]) -> dict[str, str]:
    """Document → the document that it replaces by its record, or by its id if that is unreadable.

    Args:
        records: of all filed documents; None for one that cannot be read.
    """
    declared = {
        document_id: record.supersedes if record else name_predecessor(document_id)
        for document_id, record in records.items()
    }
    return {later: earlier for later, earlier in declared.items() if earlier}


def check_versions(
    records: Mapping[str, DocumentRecord | None], declared: Mapping[str, str]
) -> list[Finding]:
    """An error for each document whose ``supersedes`` cannot be true.

    Of documents that replace each other in a circle, the oldest is used.
    """
    findings = []
    for document_id, record in records.items():
        earlier = declared.get(document_id)
        if record is None or earlier is None:
            continue
        reason = _find_problem(document_id, record, records, declared)
        if reason:
            place = f"{document_id}/document.yml"
            findings.append(
                make_error(record.county_code, document_id, place, "file", reason, REMEDY)
            )
    return findings


def _find_problem(
    document_id: str,
    record: DocumentRecord,
    records: Mapping[str, DocumentRecord | None],
    declared: Mapping[str, str],
) -> str | None:
    earlier = declared[document_id]
    if earlier == document_id:
        return "supersedes names the document itself."
    if earlier not in records:
        return f"supersedes names {earlier}, which is not filed."
    replaced = records[earlier]
    if replaced is not None and replaced.county_code != record.county_code:
        return (
            f"supersedes names {earlier}, a document of {replaced.county_code}, not of "
            f"{record.county_code}."
        )
    circle = [document_id, *follow(document_id, declared)]
    if declared.get(circle[-1]) == document_id and document_id != _find_oldest(circle, records):
        return f"supersedes makes a circle: {' → '.join([*circle, document_id])}."
    return None


def _find_oldest(circle: list[str], records: Mapping[str, DocumentRecord | None]) -> str:
    dates = {name: record.document_date for name in circle if (record := records[name])}
    return min(circle, key=lambda name: (dates.get(name, date.max), len(name), name))


def correct_links(declared: Mapping[str, str], refused: Collection[str]) -> dict[str, str]:
    """The declared versions; a document whose ``supersedes`` is refused is one by its id alone."""
    links = {later: earlier for later, earlier in declared.items() if later not in refused}
    named = {later: name_predecessor(later) for later in refused}
    return links | {later: earlier for later, earlier in named.items() if earlier}


def date_versions(records: Mapping[str, DocumentRecord], links: Mapping[str, str]) -> Versions:
    """When each usable document counts.

    Args:
        records: of usable documents.
        links: document → the version before it; what is not usable is passed over.
    """
    earlier = {}
    for document_id, record in records.items():
        usable = (name for name in follow(document_id, links) if name in records)
        before = next(usable, None)
        if before is not None and records[before].county_code == record.county_code:
            earlier[document_id] = before
    known = {
        document_id: _find_known_date(record, records.get(earlier.get(document_id, "")))
        for document_id, record in records.items()
    }
    replaced: dict[str, date] = {}
    for document_id in earlier:
        for before in follow(document_id, earlier):
            replaced[before] = min(known[document_id], replaced.get(before, date.max))
    return Versions(earlier, known, replaced)


def _find_known_date(record: DocumentRecord, before: DocumentRecord | None) -> date:
    if before is None or record.document_date > before.document_date:
        return record.document_date
    return max(record.filed_date or record.document_date, record.document_date)
