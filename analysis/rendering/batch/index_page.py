"""index.html: every brief that is there, in both languages; what failed is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import jinja2

from analysis.atomic import write_atomically
from analysis.paths import BRIEF_TEMPLATES
from analysis.rendering.batch.run_record import NO_NAMES, Entry, RunRecord
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.page.page_parts import (
    CONTENT_SECURITY_POLICY,
    LANGUAGE_NAMES,
    LANGUAGE_TAGS,
    load_css,
)

CITY_DIGITS = 4
TEMPLATE = "index/index.html.j2"
PROBLEMS = {"failed": ("生成失败", "failed"), "not_run": ("未生成", "not run")}


@dataclass(frozen=True)
class Link:
    """A brief in one language; without address if there is no page."""

    address: str | None
    tag: str
    name: str


@dataclass(frozen=True)
class Problem:
    """Why the last run did not make a county's brief, and in which languages."""

    label_zh: str
    label_en: str
    languages: str
    reason: str


@dataclass(frozen=True)
class Row:
    """A county in the index."""

    county_code: str
    name_zh: str
    name_en: str
    briefs: tuple[Link, ...]
    problems: tuple[Problem, ...]
    as_of: str
    headlines: tuple[tuple[str, str], ...]


def compose_rows(record: RunRecord, folder: OutputFolder) -> list[Row]:
    """A row per county that is not withdrawn, by code; links only to pages that are there."""
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
        name_zh: the city's name in Chinese; that of its code where it is not known.
        name_en: the same in English.
        rows: its counties.
    """

    slug: str
    name_zh: str
    name_en: str
    rows: tuple[Row, ...]


def group_rows(rows: Iterable[Row], record: RunRecord) -> list[Group]:
    """Counties by city, which the first four digits of their codes tell."""
    groups = []
    for city, members in groupby(rows, key=lambda row: row.county_code[:CITY_DIGITS]):
        own = tuple(members)
        _, _, zh, en = record.names.get(own[0].county_code, NO_NAMES)
        groups.append(Group(f"city-{city}", zh or f"{city}00", en or f"{city}00", own))
    return groups


def render_index(groups: list[Group]) -> bytes:
    """The page, UTF-8; a list of cities to jump to where there is more than one."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(BRIEF_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    html = environment.get_template(TEMPLATE).render(
        groups=groups,
        has_headlines=any(row.headlines for group in groups for row in group.rows),
        policy=CONTENT_SECURITY_POLICY,
        css=load_css(),
    )
    return html.encode("utf-8")


def write_index(record: RunRecord, folder: OutputFolder) -> Path:
    """Writes index.html and returns its path.

    Raises:
        OSError: if it cannot be written; the old one is then as it was.
    """
    write_atomically(folder.index, render_index(group_rows(compose_rows(record, folder), record)))
    return folder.index


def _compose_row(
    code: str, languages: dict[str, Entry], record: RunRecord, folder: OutputFolder
) -> Row:
    name_zh, name_en, *_ = record.names.get(code, NO_NAMES)
    shown = [entry for entry in languages.values() if entry.html_sha256]
    links = tuple(
        Link(
            folder.brief((code, language)).name if entry.html_sha256 else None,
            LANGUAGE_TAGS[language],
            LANGUAGE_NAMES[language],
        )
        for language, entry in languages.items()
    )
    dates = sorted({entry.as_of for entry in shown if entry.as_of})
    headlines = next((entry.headlines for entry in shown if entry.headlines), ())
    return Row(
        code, name_zh, name_en, links, _list_problems(languages), ", ".join(dates), headlines
    )


def _list_problems(languages: dict[str, Entry]) -> tuple[Problem, ...]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for language, entry in languages.items():
        if entry.state in PROBLEMS:
            grouped.setdefault((entry.state, entry.reason or ""), []).append(
                LANGUAGE_NAMES[language]
            )
    return tuple(
        Problem(*PROBLEMS[state], ", ".join(names), reason)
        for (state, reason), names in grouped.items()
    )
