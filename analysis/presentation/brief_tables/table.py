"""Tables of a brief as cells, and their HTML from one autoescaping template."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import jinja2
from markupsafe import Markup

from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words
from analysis.presentation.places import name_place
from analysis.presentation.terms import VERDICTS

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
    """

    text: str
    lang: str | None = None


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


@dataclass(frozen=True)
class Row:
    """A row of a table.

    Attributes:
        cells: its cells.
        is_total: whether it is a sum of others.
        anchor: its id, for links; blank for none.
    """

    cells: tuple[Cell, ...]
    is_total: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Column:
    """A heading; ``is_number`` where the column holds numbers."""

    name: str
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table: groups of rows under one row of headings, with notes below."""

    caption: str
    columns: tuple[Column, ...]
    bodies: tuple[tuple[Row, ...], ...]
    notes: tuple[str, ...] = ()


def render_table(table: Table) -> Fragment:
    """HTML of a table; on narrow pages it scrolls horizontally."""
    html = _get_environment().get_template("table.html.j2").render(table=table)
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
        return Cell(name)
    details = (Line(name),) if name else ()
    return Cell(text, details=details, lang=lang)


@cache
def _get_environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
