"""The index page: a row for each county, with links to its briefs and what failed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import jinja2

from analysis.atomic import write_atomically
from analysis.paths import BRIEF_TEMPLATES
from analysis.presentation.wording import (
    Texts,
    to_translate,
    translate_into_all,
)
from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.batch.public_reasons import explain_publicly
from analysis.rendering.batch.run_record import NAMES, NO_NAMES, Entry, RunRecord
from analysis.rendering.brief.output_folder import WITHDRAWN, OutputFolder
from analysis.rendering.page.page_parts import CONTENT_SECURITY_POLICY, load_css

CITY_DIGITS = 4
TEMPLATE = "index/index.html.j2"
PROBLEMS = {
    # By state and whether there is a page of an earlier run.
    ("failed", False): to_translate("failed"),
    ("failed", True): to_translate("failed; an earlier brief is shown"),
    ("not_run", False): to_translate("not run"),
    ("not_run", True): to_translate("not run; an earlier brief is shown"),
}


@dataclass(frozen=True)
class Link:
    """A brief in one language.

    Attributes:
        address: of the page; None if there is none.
        tag: the page's ``lang``.
        name: of the language.
    """

    address: str | None
    tag: str
    name: str


@dataclass(frozen=True)
class Problem:
    """Why the last run did not make a county's brief, and in which languages.

    Attributes:
        labels: what became of it, and whether the page shown is of an earlier run.
        languages: names of the languages.
        reason: why, in words for everybody.
    """

    labels: Texts
    languages: str
    reason: Texts


@dataclass(frozen=True)
class Row:
    """A county in the index.

    Attributes:
        county_code: six-digit code.
        names: its names; its code where the data has no name.
        briefs: one in each language.
        problems: what the last run did not make.
        as_of: dates up to which documents were used.
        headlines: label and value of its main figures.
        headlines_tag: their ``lang``, if it is not the page's.
    """

    county_code: str
    names: Texts
    briefs: tuple[Link, ...]
    problems: tuple[Problem, ...]
    as_of: str
    headlines: tuple[tuple[str, str], ...]
    headlines_tag: str | None = None


@dataclass(frozen=True)
class Withdrawn:
    """A county that left the data, with its last pages.

    Attributes:
        county_code: six-digit code.
        names: its names; may be empty.
        pages: those that are kept.
        as_of: dates up to which documents were used.
        since: day of the withdrawal; blank if it is not on record.
    """

    county_code: str
    names: Texts
    pages: tuple[Link, ...]
    as_of: str
    since: str


def compose_rows(record: RunRecord, folder: OutputFolder) -> list[Row]:
    """Makes a row for each county that is not withdrawn, sorted by code.

    Args:
        record: the briefs; those with a page get a link.
        folder: output folder, for the names of pages.
    """
    counties: dict[str, dict[str, Entry]] = {}
    for (code, language), entry in sorted(record.entries.items(), reverse=True):
        if entry.state != "withdrawn":
            counties.setdefault(code, {})[language] = entry
    return [
        _compose_row(code, languages, record, folder)
        for code, languages in sorted(counties.items())
    ]


@dataclass(frozen=True)
class Group:
    """The counties of a city.

    Attributes:
        slug: id of its heading.
        names: the city's names; its code where the data has no name.
        rows: its counties.
    """

    slug: str
    names: Texts
    rows: tuple[Row, ...]


def group_rows(rows: Iterable[Row], record: RunRecord) -> list[Group]:
    """Groups counties by city: by the first four digits of their codes."""
    page_language = next(iter(LANGUAGE_TABLE.values()))
    groups = []
    for city, counties in groupby(rows, key=lambda row: row.county_code[:CITY_DIGITS]):
        members = tuple(counties)
        names = _read_names(record, members[0].county_code, "city")
        unnamed = ((page_language, f"{city}00"),)
        groups.append(Group(f"city-{city}", names or unnamed, members))
    return groups


def list_withdrawn(record: RunRecord, folder: OutputFolder) -> list[Withdrawn]:
    """Lists the counties that left the data and whose last pages are kept, sorted by code."""
    counties: dict[str, dict[str, Entry]] = {}
    for (code, language), entry in sorted(record.entries.items(), reverse=True):
        # The index is written before pages are moved.
        paths = folder.brief((code, language)), folder.withdrawn((code, language))
        if entry.state == "withdrawn" and any(path.exists() for path in paths):
            counties.setdefault(code, {})[language] = entry
    listed = []
    for code, languages in sorted(counties.items()):
        addresses = {
            language: f"{WITHDRAWN}/{folder.withdrawn((code, language)).name}"
            for language in languages
        }
        since = [entry.withdrawn_on for entry in languages.values() if entry.withdrawn_on]
        listed.append(
            Withdrawn(
                code, _read_names(record, code, "name"), _make_links(addresses),
                _join_dates(languages.values()), min(since, default=""),
            )
        )  # fmt: skip
    return listed


def render_index(groups: list[Group], withdrawn: Sequence[Withdrawn] = ()) -> bytes:
    """Renders the page, in UTF-8; it lists the cities if there is more than one."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(BRIEF_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    html = environment.get_template(TEMPLATE).render(
        gettext=translate_into_all,
        pgettext=lambda context, message: translate_into_all(message, context),
        page_language=next(iter(LANGUAGE_TABLE.values())),
        groups=groups,
        withdrawn=withdrawn,
        has_headlines=any(row.headlines for group in groups for row in group.rows),
        policy=CONTENT_SECURITY_POLICY,
        css=load_css(),
    )
    return html.encode("utf-8")


def write_index(record: RunRecord, folder: OutputFolder) -> Path:
    """Writes index.html and returns its path.

    Raises:
        OSError: if it cannot be written; the old page is left as it was.
    """
    write_atomically(folder.index, make_index(record, folder))
    return folder.index


def make_index(record: RunRecord, folder: OutputFolder) -> bytes:
    """The index page of the briefs of a record, in UTF-8.

    Args:
        record: the briefs; an archive has some counties of a folder only.
        folder: output folder, for the names of pages.
    """
    groups = group_rows(compose_rows(record, folder), record)
    return render_index(groups, list_withdrawn(record, folder))


def _compose_row(
    code: str, languages: dict[str, Entry], record: RunRecord, folder: OutputFolder
) -> Row:
    with_page = {language: entry for language, entry in languages.items() if entry.html_sha256}
    addresses = {
        language: folder.brief((code, language)).name if language in with_page else None
        for language in languages
    }
    with_headlines = [language for language, entry in with_page.items() if entry.headlines]
    language = with_headlines[0] if with_headlines else None
    return Row(
        code,
        _name_county(record, code),
        _make_links(addresses),
        _list_problems(languages),
        _join_dates(with_page.values()),
        with_page[language].headlines if language else (),
        LANGUAGE_TABLE[language].tag
        if language not in (None, next(iter(LANGUAGE_TABLE)))
        else None,
    )


def _make_links(addresses: Mapping[str, str | None]) -> tuple[Link, ...]:
    """Links by language to addresses."""
    return tuple(
        Link(address, LANGUAGE_TABLE[language].tag, LANGUAGE_TABLE[language].name)
        for language, address in addresses.items()
    )


def _join_dates(entries: Iterable[Entry]) -> str:
    return ", ".join(sorted({entry.as_of for entry in entries if entry.as_of}))


def _name_county(record: RunRecord, code: str) -> Texts:
    """A county's names; its code where the data has no name."""
    return _read_names(record, code, "name") or ((next(iter(LANGUAGE_TABLE.values())), code),)


def _read_names(record: RunRecord, county_code: str, stem: str) -> Texts:
    """Names of a county (stem ``name``) or of its city (``city``); blank ones are left out."""
    columns = dict(zip(NAMES, record.names.get(county_code, NO_NAMES), strict=True))
    names = (
        (language, columns.get(f"{stem}_{code}", "")) for code, language in LANGUAGE_TABLE.items()
    )
    return tuple((language, name) for language, name in names if name)


def _list_problems(languages: dict[str, Entry]) -> tuple[Problem, ...]:
    grouped: dict[tuple[str, Texts], list[str]] = {}
    for language, entry in languages.items():
        label = PROBLEMS.get((entry.state, entry.html_sha256 is not None))
        if label is not None:
            names = grouped.setdefault((label, explain_publicly(entry)), [])
            names.append(LANGUAGE_TABLE[language].name)
    return tuple(
        Problem(translate_into_all(label), ", ".join(names), reason)
        for (label, reason), names in grouped.items()
    )
