"""The filed documents: their files, areas, dates and versions.

Two files are versions of one paper if they are of one county, month and kind (which make the id),
and neither issuer, project nor period differ. What a file does not state does not differ.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from analysis.documents.filed import DocumentRecord, RecordLoader, list_documents
from analysis.ingest.filing.filing import RECORD
from analysis.ingest.words.wordings import simplify

NO_ISSUER = "（未注明）"
_SEAL = re.compile(r"\((?:盖章|公章|签章)\)")
_PUNCTUATION = re.compile(r"[\W_]+")
_VERSION = re.compile(r"(?P<base>.+)-v(?P<number>\d+)")


@dataclass(frozen=True)
class Paper:
    """What tells papers of one county, month and kind apart; blank or None where not stated."""

    issuer: str = ""
    project_id: str = ""
    project: str = ""
    period: tuple[str, str] | None = None

    def find_difference(self, other: "Paper") -> str | None:
        """Issuer, project or period, whichever differs; None if all may be the same."""
        pairs = {
            "issuer": (_plain(self.issuer), _plain(other.issuer)),
            "project": (self.project_id, other.project_id),
            "name of the project": (_plain(self.project), _plain(other.project)),
            "period": (self.period, other.period),
        }
        differing = (name for name, (one, two) in pairs.items() if one and two and one != two)
        return next(differing, None)


@dataclass
class FiledDocuments:
    """The documents of a data root by id and by file.

    Attributes:
        files: SHA-256 of a file → the documents that were filed from it.
        documents: document id → SHA-256 of its file, if known.
        counties: document id → its area.
        dates: document id → its date.
        titles: document id → its title.
        papers: document id → what tells it from other papers.
    """

    files: dict[str, list[str]] = field(default_factory=dict)
    documents: dict[str, str | None] = field(default_factory=dict)
    counties: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    _latest: dict[str, int] = field(default_factory=dict)
    _changed: int = -1

    def add(
        self,
        document_id: str,
        sha256: str | None,
        county_code: str,
        document_date: str,
        paper: Paper | None = None,
        title: str = "",
    ) -> None:
        """Adds a document."""
        self.titles[document_id] = title
        self.papers[document_id] = paper or Paper()
        self.dates[document_id] = document_date
        self.documents[document_id] = sha256
        self.counties[document_id] = county_code
        base, number = _split(document_id)
        self._latest[base] = max(number, self._latest.get(base, 0))
        if sha256:
            self.files.setdefault(sha256, []).append(document_id)

    def look(self, raw: Path) -> None:
        """Takes note of the state of the folder ``raw/``, whose documents are all known."""
        self._changed = _find_change(raw)

    def refresh(self, raw: Path, is_changed: bool = False) -> None:
        """Adds the documents that another call has filed meanwhile.

        Args:
            raw: the folder ``raw/``.
            is_changed: whether it has changed even if its time says otherwise.
        """
        if not is_changed and _find_change(raw) == self._changed:
            return
        for folder in list_documents(raw):
            if folder.name not in self.documents:
                self._load(folder)
        self.look(raw)

    def _load(self, folder: Path) -> None:
        """Adds a document by its record; the name of an unreadable one stays in use."""
        try:
            text = (folder / RECORD).read_text(encoding="utf-8")
            record = yaml.load(text, Loader=RecordLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            record = None
        entries = record if isinstance(record, dict) else {}
        sha256, county = entries.get("file_sha256"), entries.get("county_code")
        document_date = str(entries.get("document_date") or "")
        self.add(
            folder.name, sha256 if isinstance(sha256, str) else None, str(county or ""),
            document_date, _read_paper(entries), str(entries.get("title_zh") or ""),
        )  # fmt: skip

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

    def name_paper(
        self, document_id: str, paper: Paper, siblings: Collection[str] = ()
    ) -> tuple[str, str | None, str | None]:
        """The id under which a paper is filed, a new version of it or another paper.

        Args:
            document_id: the id that county, month and kind make.
            paper: what tells it from others.
            siblings: documents of the same file, of which it is no version.

        Returns:
            The id without its version, an earlier filed document of county, month and kind that
            is another paper, and in what it differs; None and None if there is none.
        """
        name, number, other, difference = document_id, 1, None, None
        while (latest := self.find_latest(name)) is not None:
            differs = self.papers[latest].find_difference(paper)
            if differs is None and latest not in siblings:
                break
            other, difference, number = latest, differs or "place in the file", number + 1
            name = f"{document_id}-{number}"
        return name, other, difference


def load_filed_documents(raw: Path) -> FiledDocuments:
    """Reads the records of all documents."""
    filed = FiledDocuments()
    filed.refresh(raw, is_changed=True)
    return filed


def _find_change(raw: Path) -> int:
    """When an entry of a folder last changed; -1 without the folder."""
    try:
        return raw.stat().st_mtime_ns
    except OSError:
        return -1


def make_paper(record: DocumentRecord) -> Paper:
    """What tells the paper of a record from others."""
    return _read_paper(record.model_dump(mode="json"))


def _read_paper(entries: Mapping[str, object]) -> Paper:
    texts = (str(entries.get(name) or "") for name in ("issuer_zh", "project_id", "project_zh"))
    issuer, project_id, project = texts
    period = (entries.get("period_start"), entries.get("period_end"))
    is_known = all(period)
    return Paper(
        "" if issuer == NO_ISSUER else issuer, project_id, project,
        (str(period[0]), str(period[1])) if is_known else None,
    )  # fmt: skip


def _plain(text: str) -> str:
    """A name without spaces, punctuation and the mark of a seal."""
    return _PUNCTUATION.sub("", _SEAL.sub("", simplify(text)))


def _split(document_id: str) -> tuple[str, int]:
    """A document's name without its version, and the version."""
    match = _VERSION.fullmatch(document_id)
    return (match["base"], int(match["number"])) if match else (document_id, 1)
