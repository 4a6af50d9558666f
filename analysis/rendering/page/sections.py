"""Turns an executed notebook into the sections of a page: prose and outputs, without code."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup
from nbconvert.exporters import HTMLExporter

from analysis.presentation.marks import HIDDEN_TAG, SECTION_MARK
from analysis.rendering.page.cleaning import clean_html, list_ids
from analysis.rendering.page.completeness import BriefRefused, name_cell
from analysis.rendering.page.outputs import convert_output

if TYPE_CHECKING:
    from nbformat import NotebookNode

_SLUG = re.compile(r"[a-z][a-z0-9_-]*")
_SECTION_HEADING = re.compile(r"##\s+(?P<heading>.+?)\s*#*\s*")
_TITLE = re.compile(r"#\s+.+")
_RENDERED_HEADING = re.compile(r"<h[12][\s>]")

NO_HTML = Markup()
_HEAD = Markup('<div class="section-head"><h2 id="{}">{}</h2></div>')

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Attributes:
        slug: id of its heading; None for the section before the first heading.
        heading: heading, as text.
        head: cleaned HTML of the heading and of what stands beside it.
        blocks: cleaned HTML, in order.
        is_absent: whether its head is all there is, in one line.
    """

    slug: str | None
    heading: str
    head: Markup = NO_HTML
    blocks: tuple[Markup, ...] = ()
    is_absent: bool = False


def compose_sections(notebook: "NotebookNode", translate: Translate) -> list[Section]:
    """Composes the sections of a page; cells tagged ``remove-cell`` are left out.

    A section begins with an output that has the mark ``SECTION_MARK``, or with a Markdown cell
    whose first line is a heading of level 2.

    Args:
        notebook: executed to its end.
        translate: translates the Markdown text of a cell into the brief's language.

    Raises:
        BriefRefused: if a cell has an output that no page may hold, or an id occurs twice.
    """
    sections = [Section(None, "")]
    for number, cell in enumerate(notebook.cells, start=1):
        if HIDDEN_TAG in cell.metadata.get("tags", []):
            continue
        where = name_cell(number, cell)
        if cell.cell_type == "markdown" and cell.source.strip():
            heading, text = _split_heading(translate(cell.source))
            if heading:
                slug = _make_slug(cell, len(sections))
                sections.append(Section(slug, heading, _HEAD.format(slug, heading)))
            if text.strip():
                _add_block(sections, render_markdown(text, where))
        for output in cell.get("outputs", ()):
            opened = _open_section(output, where)
            if opened:
                sections.append(opened)
            else:
                _add_block(sections, convert_output(output, where))
    _check_ids(sections)
    return [section for section in sections if section.heading or section.blocks]


def _add_block(sections: list[Section], block: Markup) -> None:
    if block.strip():
        sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, block))


def _open_section(output: "NotebookNode", where: str) -> Section | None:
    """The section that an output opens, if it opens one."""
    mark = output.get("data", {}).get(SECTION_MARK)
    if mark is None:
        return None
    slug, heading = str(mark.get("slug", "")), str(mark.get("heading", ""))
    if not _SLUG.fullmatch(slug) or not heading:
        raise BriefRefused(f"{where} opens a section without an id or a heading")
    head = convert_output(output, where, may_open_section=True)
    return Section(slug, heading, head, is_absent=mark.get("is_absent") is True)


def render_markdown(text: str, where: str) -> Markup:
    """Renders Markdown as cleaned HTML, whose headings must be of level 3 or lower.

    Raises:
        BriefRefused: for a heading of level 1 or 2 inside the text.
    """
    html = _get_exporter().markdown2html({}, text)
    if _RENDERED_HEADING.search(html):
        raise BriefRefused(f"{where} has a heading of level 1 or 2 that is not its first line")
    # The renderer makes ids of heading texts, which in a Chinese brief are Chinese.
    return clean_html(re.sub(r"(<h[3-6]) id=\"[^\"]*\"", r"\1", html), where)


@cache
def _get_exporter() -> HTMLExporter:
    """An exporter of nbconvert, used for its Markdown filter alone."""
    return HTMLExporter(exclude_anchor_links=True)


def _split_heading(text: str) -> tuple[str, str]:
    first, _, rest = text.strip().partition("\n")
    section = _SECTION_HEADING.fullmatch(first)
    if section:
        return section["heading"], rest
    # The title of the page is that of the end mark.
    return "", rest if _TITLE.fullmatch(first) else text


def _make_slug(cell: "NotebookNode", number: int) -> str:
    slug = cell.get("id", "")
    return slug if _SLUG.fullmatch(slug) else f"section-{number}"


def _list_ids(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        for block in (section.head, *section.blocks):
            yield from list_ids(block)


def _check_ids(sections: list[Section]) -> None:
    repeated = [name for name, count in Counter(_list_ids(sections)).items() if count > 1]
    if repeated:
        raise BriefRefused(f"ids that occur more than once: {', '.join(sorted(repeated))}")
