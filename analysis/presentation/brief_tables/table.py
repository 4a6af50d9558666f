"""Tables of a brief as cells, and their HTML from one autoescaping template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import jinja2
from markupsafe import Markup

from analysis.presentation.anchors import make_anchor
from analysis.presentation.brief_tables.cell_places import place_cells
from analysis.presentation.display import Fragment
from analysis.presentation.finding_marks import split_marks
from analysis.presentation.formats import Words
from analysis.presentation.places import name_place
from analysis.presentation.terms import CLAIM_VERDICTS, VERDICTS

TEMPLATES = Path(__file__).parent
Kind = Literal[
    "", "missing", "implied", "met", "not-met", "not-yet-due", "not-assessed", "not-computable"
]


@dataclass(frozen=True)
class Line:
    """A second line of a cell.

    Attributes:
        text: its text.
        lang: its language, if it is not the page's.
        href: what it links to; blank for a plain line.
        symbol: sign before a link.
    """

    text: str
    lang: str | None = None
    href: str = ""
    symbol: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: its first line.
        kind: CSS class that marks it.
        details: further lines.
        is_number: right-aligned.
        lang: language of the text, if it is not the page's.
        scope: ``row`` or ``rowgroup`` for a heading.
        rowspan: number of rows it covers.
        colspan: number of columns it covers.
        symbol: sign before a verdict.
        depth: how many rows the row of this heading is within.
        is_source: the place of a figure in a document.
        anchor: id that links lead to; blank for none.
    """

    text: str
    kind: Kind = ""
    details: tuple[Line, ...] = ()
    is_number: bool = False
    lang: str | None = None
    scope: Literal["", "row", "rowgroup"] = ""
    rowspan: int = 1
    colspan: int = 1
    symbol: str = ""
    depth: int = 0
    is_source: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table.

    Attributes:
        cells: from left to right; without those that a cell above covers.
        is_total: it sums others.
        anchor: id that links lead to; blank for none.
    """

    cells: tuple[Cell, ...]
    is_total: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Column:
    """A heading.

    Attributes:
        name: the heading.
        is_number: the column holds numbers.
        is_wide: on a phone its cells take the whole width.
    """

    name: str
    is_number: bool = False
    is_wide: bool = False


@dataclass(frozen=True)
class Table:
    """A table: groups of rows under one row of headings.

    Attributes:
        caption: its heading.
        columns: from left to right.
        bodies: groups of rows.
        notes: below the table.
        leads: below the caption: what holds for all rows.
        css: class of a table with a layout of its own; blank for none.
    """

    caption: str
    columns: tuple[Column, ...]
    bodies: tuple[tuple[Row, ...], ...]
    notes: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    css: str = ""


def render_table(table: Table) -> Fragment:
    """HTML of a table; on a phone each row becomes a card."""
    template = _get_environment().get_template("table.html.j2")
    html = template.render(table=table, bodies=place_cells(table))
    return Fragment(Markup(html))


def make_name(row: dict, stem: str, words: Words, *details: str) -> Cell:
    """A cell with a text of the data, marked with its language if it is not the page's."""
    lines = tuple(Line(text) for text in details if text)
    return Cell(words.pick(row, stem), details=lines, lang=words.mark_language(row, stem))


def make_missing(words: Words, details: Iterable[Line] = (), is_number: bool = True) -> Cell:
    """A cell for a figure that is not reported; it never shows zero."""
    return Cell(words.gettext("not reported"), "missing", tuple(details), is_number)


def make_verdict(verdict: str, words: Words, details: Iterable[str] = (), rowspan: int = 1) -> Cell:
    """A cell with the symbol and the name of a verdict."""
    symbol, name = VERDICTS[verdict]
    lines = tuple(Line(text) for text in details if text)
    kind = verdict.replace("_", "-")
    return Cell(words.gettext(name), kind, lines, rowspan=rowspan, symbol=symbol)


def make_source(locator: object, words: Words, document_id: object = None) -> Cell:
    """A cell with the place of a figure, in the page's language.

    Args:
        locator: the place; missing if it is not known.
        words: language; with the names of the documents where there are several.
        document_id: the document, which is named where there are several.
    """
    text, lang = name_place(locator, words) if isinstance(locator, str) else ("", None)
    name = words.document_names.get(document_id, "") if isinstance(document_id, str) else ""
    if not text:
        return Cell(name, is_source=True)
    details = (Line(name),) if name else ()
    return Cell(text, details=details, lang=lang, is_source=True)


def list_finding_lines(row: Mapping[str, object], words: Words) -> tuple[Line, ...]:
    """A link to the card of each finding about a row, by its verdict.

    Args:
        row: a row that :mod:`analysis.presentation.finding_marks` may have marked.
        words: language.
    """
    lines = []
    for verdict, anchor in split_marks(row.get("findings")):
        symbol, name, _ = CLAIM_VERDICTS[verdict]
        lines.append(Line(words.gettext(name), href=f"#{anchor}", symbol=symbol))
    return tuple(lines)


def mark_cell(cell: Cell, kind: str, row: Mapping[str, str], words: Words) -> Cell:
    """The cell of a figure; with an id and links if there are findings about it.

    Args:
        cell: shows the figure.
        kind: of the table, which the id begins with.
        row: of the figure, as :func:`list_finding_lines` takes it.
        words: language.
    """
    lines = list_finding_lines(row, words)
    if not lines:
        return cell
    anchor = make_anchor(kind, row["document_id"], row["table_id"], row["row_id"])
    return replace(cell, details=(*cell.details, *lines), anchor=anchor)


@cache
def _get_environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
