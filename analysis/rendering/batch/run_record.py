"""run.json: what became of each brief.

Sorted and without times, so that bytes are reproducible; only a withdrawal has its date.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from analysis.atomic import write_atomically
from analysis.brief import PUBLIC
from analysis.rendering.brief.brief import BriefOutcome, BriefRequest, State
from analysis.rendering.brief.output_folder import Key, OutputFolder
from analysis.store.freshness import hash_file

FORMAT = 2
READERS = 4
Names = tuple[str, str, str, str]
NAMES, NO_NAMES = ("name_zh", "name_en", "city_zh", "city_en"), ("", "", "", "")
UNCHANGED = "unchanged"
LEFT_DATA = "the county is no longer in the data"
# What an entry says of its page: kept as long as that page is.
OF_PAGE = ("html_sha256", "title", "as_of", "headlines", "other_languages")
_SENTINEL = re.compile(
    rb"<!-- county-brief (?P<code>\d{6}) (?P<language>[a-z]+)(?: (?P<edition>audit))?"
    rb" input:(?P<digest>\w+) complete -->"
    rb"\s*\Z"
)


@dataclass(frozen=True)
class Entry:
    """One brief in one language.

    Attributes:
        state: ``rendered``, ``failed`` (the page, if any, is an earlier one), ``not_run`` (the run
            ended before it was finished), ``withdrawn`` (its county left the data).
        input_digest: digest of everything that the last attempt used.
        html_sha256: digest of the page in the folder, or of one that was withdrawn; None if there
            is none.
        reason: why it failed or did not run.
        title: title of the page in the folder.
        as_of: date up to which documents were used in that page.
        headlines: label and value of the figures for the index.
        why: why the last run that it was part of rendered it, or did not need to.
        parts: first digits of the digest of each part of the input digest.
        other_languages: languages that the page links to.
        withdrawn_on: day of the withdrawal, YYYY-MM-DD; None if it is not withdrawn.
        edition: edition of the brief.
        cause: of a failure: ``data`` or ``program``; blank if it did not fail.
        pdf_of: digest of the page that its PDF was printed from; None without a PDF.
        pdf_sha256: digest of the PDF.
        pdf_reason: why the last run did not write it.
    """

    state: State
    input_digest: str
    html_sha256: str | None = None
    reason: str | None = None
    title: str | None = None
    as_of: str | None = None
    headlines: tuple[tuple[str, str], ...] = ()
    why: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    other_languages: tuple[str, ...] = ()
    withdrawn_on: str | None = None
    edition: str = PUBLIC
    cause: str = ""
    pdf_of: str | None = None
    pdf_sha256: str | None = None
    pdf_reason: str | None = None


@dataclass(frozen=True)
class RunRecord:
    """All briefs of an output folder.

    Attributes:
        entries: by county code and language.
        names: Chinese and English name of each county, and of its city.
        index_sha256: digest of the page that lists them.
        newly_withdrawn: briefs whose pages the run at hand has withdrawn; not kept in run.json.
    """

    entries: Mapping[Key, Entry] = field(default_factory=dict)
    names: Mapping[str, Names] = field(default_factory=dict)
    index_sha256: str | None = None
    newly_withdrawn: tuple[Key, ...] = field(default=(), compare=False)

    def list_failed(self, requests: Iterable[BriefRequest]) -> list[Key]:
        """Lists the requests that did not become a page, or not a PDF though it was asked for."""
        entries = [(request.key, self.entries[request.key]) for request in requests]
        return [key for key, entry in entries if entry.state != "rendered" or entry.pdf_reason]


def load_run_record(folder: OutputFolder) -> RunRecord:
    """Reads the record of earlier runs and makes it agree with the pages in the folder.

    If it is missing or damaged, a new one is made from the pages.
    """
    try:
        record = _parse(json.loads(folder.record.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        record = RunRecord()
    entries = dict(record.entries)
    with ThreadPoolExecutor(READERS) as readers:
        # Threads help: hashing releases the lock, and a nation's pages are hundreds of megabytes.
        checked = readers.map(_check_page, entries.values(), map(folder.brief, entries))
        entries = dict(zip(entries, checked, strict=True))
    for key in folder.list_briefs():
        if key not in entries or entries[key].html_sha256 is None:
            entry = read_page(folder.brief(key), key)
            if entry:
                entries[key] = entry
    return replace(record, entries=entries)


def read_page(path: Path, key: Key) -> Entry | None:
    """Makes an entry from a page; None unless it is whole and of this county and language."""
    content = path.read_bytes()
    match = _SENTINEL.search(content)
    if not match or (match["code"].decode(), match["language"].decode()) != key:
        return None
    edition = (match["edition"] or PUBLIC.encode()).decode()
    sha256 = hashlib.sha256(content).hexdigest()
    return Entry("rendered", match["digest"].decode(), sha256, edition=edition)


def merge(
    record: RunRecord, requests: Iterable[BriefRequest], outcomes: Iterable[BriefOutcome]
) -> RunRecord:
    """Adds a run's outcomes to a record; a brief that failed keeps its earlier page."""
    entries, names = dict(record.entries), dict(record.names)
    editions = {}
    for request in requests:
        editions[request.key] = request.edition
        if request.name_zh or request.name_en:
            names[request.county_code] = (request.name_zh, request.name_en, *request.above)
    for outcome in outcomes:
        entry = Entry(
            outcome.state, outcome.input_digest, outcome.html_sha256, outcome.reason,
            outcome.title, outcome.as_of, outcome.headlines, outcome.why, outcome.parts,
            outcome.other_languages, edition=editions.get(outcome.key, PUBLIC),
            cause=outcome.cause,
        )  # fmt: skip
        earlier = entries.get(outcome.key)
        if earlier:
            entry = replace(entry, pdf_of=earlier.pdf_of, pdf_sha256=earlier.pdf_sha256)
        if outcome.state != "rendered" and earlier and earlier.state != "withdrawn":
            entry = replace(entry, **{name: getattr(earlier, name) for name in OF_PAGE})
        entries[outcome.key] = entry
    return RunRecord(entries, names, record.index_sha256)


def withdraw(record: RunRecord, county_codes: Iterable[str], today: date) -> RunRecord:
    """Marks all briefs of these counties as withdrawn, and names those that had a page till now."""
    codes = set(county_codes)
    entries, withdrawn = dict(record.entries), []
    for key, entry in record.entries.items():
        if key[0] in codes and entry.state != "withdrawn":
            entries[key] = replace(
                entry, state="withdrawn", reason=LEFT_DATA, why=None,
                withdrawn_on=today.isoformat(),
            )  # fmt: skip
            if entry.html_sha256 is not None:
                withdrawn.append(key)
    return replace(record, entries=entries, newly_withdrawn=tuple(sorted(withdrawn)))


def write_run_record(record: RunRecord, path: Path) -> None:
    """Writes run.json.

    Raises:
        OSError: if it cannot be written; the old one is left as it was.
    """
    write_atomically(path, format_run_record(record))


def format_run_record(record: RunRecord) -> bytes:
    """Formats the record as JSON with a line for each county, sorted and without times."""
    counties: dict[str, dict[str, object]] = {}
    for (code, language), entry in sorted(record.entries.items()):
        names = dict(zip(NAMES, record.names.get(code, NO_NAMES), strict=True))
        county = counties.setdefault(code, {**names, "languages": {}})
        county["languages"][language] = vars(entry)  # type: ignore[index]
    # Several times faster than json's own indenting.
    lines = [f"{_dump(code)}: {_dump(county)}" for code, county in counties.items()]
    head = f'"format": {FORMAT}, "index_sha256": {_dump(record.index_sha256)}, "counties"'
    text = ",\n".join(lines)
    return f"{{{head}: {{\n{text}\n}}}}\n".encode()


def _dump(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False)


def _parse(content: dict) -> RunRecord:  # type: ignore[type-arg]
    entries, names = {}, {}
    for code, county in content["counties"].items():
        names[code] = tuple(county[name] for name in NAMES)
        for language, entry in county["languages"].items():
            entry["headlines"] = tuple((label, value) for label, value in entry["headlines"])
            entry["other_languages"] = tuple(entry["other_languages"])
            entries[code, language] = Entry(**entry)
    return RunRecord(entries, names, content["index_sha256"])


def _check_page(entry: Entry, page: Path) -> Entry:
    """The entry; without what it says of its page if the page is missing or another one."""
    if entry.state == "withdrawn" or entry.html_sha256 is None:
        return entry
    if hash_file(page) == entry.html_sha256:
        return entry
    return replace(entry, html_sha256=None, title=None, as_of=None, headlines=())
