"""The filed documents: their files, areas, dates and versions."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from analysis.documents.filed import SAFE_LOADER, list_documents
from analysis.ingest.filing.filing import RECORD

_VERSION = re.compile(r"(?P<base>.+)-v(?P<number>\d+)")


@dataclass
class FiledDocuments:
    """The documents of a data root by id and by file.

    Attributes:
        files: SHA-256 of a file → the document that was filed from it.
        documents: document id → SHA-256 of its file, if known.
        counties: document id → its area.
        dates: document id → its date.
    """

    files: dict[str, str] = field(default_factory=dict)
    documents: dict[str, str | None] = field(default_factory=dict)
    counties: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    _latest: dict[str, int] = field(default_factory=dict)

    def add(
        self, document_id: str, sha256: str | None, county_code: str, document_date: str
    ) -> None:
        """Adds a document."""
        self.dates[document_id] = document_date
        self.documents[document_id] = sha256
        self.counties[document_id] = county_code
        base, number = _split(document_id)
        self._latest[base] = max(number, self._latest.get(base, 0))
        if sha256:
            self.files[sha256] = document_id

    def find_latest(self, document_id: str) -> str | None:
        """The latest version of a document; None if it is not filed."""
        number = self._latest.get(document_id)
        if number is None:
            return None
        return document_id if number == 1 else f"{document_id}-v{number}"

    def next_version(self, document_id: str) -> tuple[str, str | None]:
        """The id of a new version of a document, and the id of the version that it replaces."""
        latest = self.find_latest(document_id)
        if latest is None:
            return document_id, None
        return f"{document_id}-v{_split(latest)[1] + 1}", latest


def load_filed_documents(raw: Path) -> FiledDocuments:
    """Reads the records of all documents; the name of an unreadable one stays in use."""
    filed = FiledDocuments()
    for folder in list_documents(raw):
        try:
            text = (folder / RECORD).read_text(encoding="utf-8")
            record = yaml.load(text, Loader=SAFE_LOADER)
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            record = None
        entries = record if isinstance(record, dict) else {}
        sha256, county = entries.get("file_sha256"), entries.get("county_code")
        document_date = str(entries.get("document_date") or "")
        digest = sha256 if isinstance(sha256, str) else None
        filed.add(folder.name, digest, str(county or ""), document_date)
    return filed


def _split(document_id: str) -> tuple[str, int]:
    """A document's name without its version, and the version."""
    match = _VERSION.fullmatch(document_id)
    return (match["base"], int(match["number"])) if match else (document_id, 1)
