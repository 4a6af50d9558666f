"""The index page: a row for each county, with links to its briefs and what failed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import jinja2

from analysis.atomic import write_atomically
from analysis.paths import BRIEF_TEMPLATES
from analysis.presentation.wording import (
    SOURCE_LANGUAGE,
    Texts,
    to_translate,
    translate_into_all,
)
from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.batch.run_record import NAMES, NO_NAMES, Entry, RunRecord
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.page.page_parts import CONTENT_SECURITY_POLICY, load_css

CITY_DIGITS = 4
TEMPLATE = "index/index.html.j2"
PROBLEMS = {"failed": to_translate("failed"), "not_run": to_translate("not run")}


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
    """Why the last run did not make a county's brief, and in which languages."""

    labels: Texts
    languages: str
    reason: str


@dataclass(frozen=True)
class Row:
    """A county in the index."""

    county_code: str
    names: Texts
    briefs: tuple[Link, ...]
    problems: tuple[Problem, ...]
    as_of: str
    headlines: tuple[tuple[str, str], ...]


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


def render_index(groups: list[Group]) -> bytes:
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
        reason_language=LANGUAGE_TABLE[SOURCE_LANGUAGE],
        groups=groups,
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
    write_atomically(folder.index, render_index(group_rows(compose_rows(record, folder), record)))
    return folder.index


def _compose_row(
    code: str, languages: dict[str, Entry], record: RunRecord, folder: OutputFolder
) -> Row:
    with_page = [entry for entry in languages.values() if entry.html_sha256]
    links = tuple(
        Link(
            folder.brief((code, language)).name if entry.html_sha256 else None,
            LANGUAGE_TABLE[language].tag,
            LANGUAGE_TABLE[language].name,
        )
        for language, entry in languages.items()
    )
    dates = sorted({entry.as_of for entry in with_page if entry.as_of})
    headlines = next((entry.headlines for entry in with_page if entry.headlines), ())
    names = _read_names(record, code, "name")
    return Row(code, names, links, _list_problems(languages), ", ".join(dates), headlines)


def _read_names(record: RunRecord, county_code: str, stem: str) -> Texts:
    """Names of a county (stem ``name``) or of its city (``city``); blank ones are left out."""
    columns = dict(zip(NAMES, record.names.get(county_code, NO_NAMES), strict=True))
    names = (
        (language, columns.get(f"{stem}_{code}", "")) for code, language in LANGUAGE_TABLE.items()
    )
    return tuple((language, name) for language, name in names if name)


def _list_problems(languages: dict[str, Entry]) -> tuple[Problem, ...]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for language, entry in languages.items():
        if entry.state in PROBLEMS:
            grouped.setdefault((entry.state, entry.reason or ""), []).append(
                LANGUAGE_TABLE[language].name
            )
    return tuple(
        Problem(translate_into_all(PROBLEMS[state]), ", ".join(names), reason)
        for (state, reason), names in grouped.items()
    )
