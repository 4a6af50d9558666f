"""A table as cells, and its HTML: one autoescaping template for all tables of the briefs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import jinja2
from markupsafe import Markup

from analysis.presentation.display import Fragment
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.terms import VERDICTS

TEMPLATES = Path(__file__).parent
Kind = Literal["", "missing", "implied", "met", "not-met", "not-assessed", "not-computable"]


@dataclass(frozen=True)
class Line:
    """A second line of a cell.

    Attributes:
        text: what it says.
        lang: language, where it is not the page's.
    """

    text: str
    lang: str | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: what it says.
        kind: how it is marked.
        details: second lines.
        is_number: right-aligned.
        lang: language of the text, where it is not the page's.
        scope: ``row`` or ``rowgroup`` for a heading.
        rowspan: rows it covers.
        colspan: columns it covers.
        symbol: sign before a verdict.
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


@dataclass(frozen=True)
class Row:
    """A row of a table; ``is_total`` for sums of others."""

    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Column:
    """A heading; ``is_number`` where the column holds numbers."""

    name: str
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table: groups of rows under one row of headings, with remarks below."""

    caption: str
    columns: tuple[Column, ...]
    bodies: tuple[tuple[Row, ...], ...]
    notes: tuple[str, ...] = ()


def render_table(table: Table) -> Fragment:
    """The table as HTML, scrolling by itself where the page is narrow."""
    html = _get_environment().get_template("table.html.j2").render(table=table)
    return Fragment(Markup(html))


def make_name(row: dict, stem: str, words: Words, *details: str) -> Cell:
    """A text of the data, marked where it is in another language than the page."""
    lines = tuple(Line(text) for text in details if text)
    return Cell(words.pick(row, stem), details=lines, lang=words.mark_language(row, stem))


def make_missing(words: Words, details: Iterable[Line] = (), is_number: bool = True) -> Cell:
    """What nobody reported; never a zero."""
    return Cell(words.gettext("not reported"), "missing", tuple(details), is_number)


def make_verdict(verdict: str, words: Words, details: Iterable[str] = (), rowspan: int = 1) -> Cell:
    """A verdict by symbol and word."""
    symbol, name = VERDICTS[verdict]
    lines = tuple(Line(text) for text in details if text)
    kind = verdict.replace("_", "-")
    return Cell(words.gettext(name), kind, lines, rowspan=rowspan, symbol=symbol)


def make_source(locator: object, words: Words) -> Cell:
    """Where the document prints a figure: as the Chinese document counts its parts."""
    text = clean_text(locator) if isinstance(locator, str) else ""
    return Cell(text, lang=words.document_lang if text else None)


@cache
def _get_environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
