"""What an .ods shows: parts of texts, numbers as formatted, hidden rows and columns, merged cells.

The library of values joins the parts and lines of a text, and gives cells below merged ones. An
.ods stores beside each value the text that is shown; the two are compared.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from analysis.ingest.content import NumberFormat, Remark
from analysis.ingest.readers.number_formats import DASHES, FOREIGN, NEUTRAL, Shown
from analysis.ingest.readers.ods_styles import OFFICE, TABLE, TEXT, OdsStyles, Properties
from analysis.ingest.readers.seen_text import Mark, Run, SeenText, compose
from analysis.ingest.readers.sheet_looks import TEXT_BOXES, BookLook, SheetLook, warn_of_formats

NUMBER_IN_TEXT = re.compile(r"\d[\d,，]*(?:\.\d+)?")
SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
SKIPPED = frozenset({f"{TEXT}ruby-text", f"{TEXT}note", f"{OFFICE}annotation"})
# Cells are repeated to the edge of every sheet; only filled ones matter.
MOST_REPEATED = 1000


@dataclass
class SheetScan:
    """What is found on one sheet."""

    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    seen: dict[tuple[int, int], SeenText] = field(default_factory=dict)
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict)
    covered: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    has_shapes: bool = False


def load_ods_looks(content: bytes) -> tuple[BookLook, tuple[Remark, ...]]:
    """The looks of the sheets of an .ods; empty, with a remark, if they cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    styles = OdsStyles()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            root = etree.fromstring(package.read("content.xml"), parser)
            if "styles.xml" in package.namelist() and (part := package.read("styles.xml")):
                styles.read(etree.fromstring(part, parser))
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile) as error:
        return BookLook(), (warn_of_formats(error),)
    styles.read(root)
    scans = {
        table.get(f"{TABLE}name", ""): _scan(table, styles) for table in root.iter(f"{TABLE}table")
    }
    looks = {name: _make_look(scan) for name, scan in scans.items()}
    has_shapes = any(scan.has_shapes for scan in scans.values())
    return BookLook(looks), (TEXT_BOXES,) if has_shapes else ()


def _make_look(scan: SheetScan) -> SheetLook:
    return SheetLook(
        formats=scan.formats,
        seen=scan.seen,
        shown=scan.shown,
        marks=scan.marks,
        covered=tuple(scan.covered),
        hidden_rows=frozenset(scan.hidden_rows),
        hidden_columns=frozenset(scan.hidden_columns),
    )


def _scan(table: etree._Element, styles: OdsStyles) -> SheetScan:
    scan = SheetScan()
    column_styles = list(_scan_columns(table, scan))
    row_number = 1
    for row in _iterate(table, f"{TABLE}table-row"):
        repeated = _count(row, "number-rows-repeated")
        if _is_hidden(row):
            scan.hidden_rows |= set(range(row_number, row_number + min(repeated, MOST_REPEATED)))
        _scan_row(row, row_number, repeated, scan, styles, column_styles)
        row_number += repeated
    scan.has_shapes = any(
        "text-box" in shape.tag and any(c.isdigit() for c in "".join(shape.itertext()))
        for shape in table.iter()
        if isinstance(shape.tag, str)
    )
    return scan


def _scan_columns(table: etree._Element, scan: SheetScan) -> Iterator[str | None]:
    """The default cell style of each column; hidden columns are noted."""
    number = 1
    for column in _iterate(table, f"{TABLE}table-column"):
        repeated = min(_count(column, "number-columns-repeated"), MOST_REPEATED)
        if _is_hidden(column):
            scan.hidden_columns |= set(range(number, number + repeated))
        yield from [column.get(f"{TABLE}default-cell-style-name")] * repeated
        number += repeated


def _scan_row(
    row: etree._Element,
    number: int,
    repeated: int,
    scan: SheetScan,
    styles: OdsStyles,
    column_styles: list[str | None],
) -> None:
    column = 1
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        width = _count(cell, "number-columns-repeated")
        if len(cell) or cell.get(f"{OFFICE}value-type"):
            default = column_styles[column - 1] if column <= len(column_styles) else None
            style = cell.get(f"{TABLE}style-name") or row.get(f"{TABLE}default-cell-style-name")
            for row_number in range(number, number + min(repeated, MOST_REPEATED)):
                for position in range(column, column + min(width, MOST_REPEATED)):
                    _scan_cell(cell, (row_number, position), style or default, scan, styles)
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if rows * columns > 1:
            scan.covered.append((number - 1, number - 1 + rows, column - 1, column - 1 + columns))
        column += width


def _scan_cell(
    cell: etree._Element,
    position: tuple[int, int],
    style: str | None,
    scan: SheetScan,
    styles: OdsStyles,
) -> None:
    properties = styles.resolve(style)
    runs = list(_list_runs(cell, properties, styles))
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind == "string":
        scan.seen[position] = compose(runs)
        return
    mark = styles.find_mark(properties, {})
    if mark in ("struck", "hidden"):
        scan.marks[position] = mark
    if kind == "percentage":
        scan.formats[position] = "percent"
    elif kind in ("float", "currency"):
        text = "".join(run.text for run in runs).strip()
        if not text and not styles.shows_nothing(style):
            return  # a program that does not store what is shown
        scan.shown[position] = compare(cell.get(f"{OFFICE}value", ""), text)


def compare(stored: str, text: str) -> Shown:
    """What is read of a number that is shown as a text.

    Examples:
        >>> compare("12.345", "12.35"), compare("12345", "12.3").text, compare("12", "12万元").text
        (Shown(text=None, problem=None, is_hidden=False, rounded='12.35'), '12.3', '12万元')
    """
    if not text:
        return Shown(is_hidden=True)
    if FOREIGN.search(text):
        return Shown(problem=f"it is shown in another currency ({text}).")
    number = NUMBER_IN_TEXT.search(text)
    try:
        value = Decimal(stored)
    except ArithmeticError:
        return Shown()
    if number is None:
        is_dash = DASHES.fullmatch(text) and value == 0
        return Shown() if is_dash or "#" in text else Shown(text=text, rounded=text)
    if re.fullmatch(r"[-−]?\d+(?:\.\d+)?E[+-]?\d+|[-−]?(?:\d+ )?\d+/\d+|[-−]?[\d.]+%", text):
        return Shown()
    shown = Decimal(re.sub("[,，]", "", number[0]))
    places = -int(shown.as_tuple().exponent)
    before, after = text[: number.start()], text[number.end() :]
    is_negative = bool(re.search(r"[-−－(（△▲减负]", before))
    step = Decimal(1).scaleb(-places)
    if value and shown and (value < 0) != is_negative:
        return Shown(problem=f"the number {stored} is stored, but its format shows {text}.")
    if abs(abs(value) - shown) > step / 2 * Decimal("1.0000001"):
        return Shown(text=text, rounded=text)
    prefix, suffix = NEUTRAL.sub("", before), NEUTRAL.sub("", after)
    rounded = text if abs(value) != shown else None
    if prefix or suffix:
        sign = "-" if value < 0 else ""
        plain = format(abs(value), "f")
        return Shown(text=f"{sign}{prefix}{plain}{suffix}")
    return Shown(rounded=rounded)


def _list_runs(cell: etree._Element, properties: Properties, styles: OdsStyles) -> Iterator[Run]:
    """The runs of the paragraphs of a cell."""
    for index, paragraph in enumerate(cell.iterchildren(f"{TEXT}p")):
        if index:
            yield Run("\n")
        yield from _iterate_runs(paragraph, properties, {}, styles)


def _iterate_runs(
    element: etree._Element, cell: Properties, span: Properties, styles: OdsStyles
) -> Iterator[Run]:
    mark = styles.find_mark(cell, span)
    if element.text:
        yield Run(element.text, mark)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SKIPPED:
            if child.tag in SIGNS:
                yield Run(SIGNS[child.tag])
            elif child.tag == f"{TEXT}s":
                yield Run(" " * min(_count(child, "c", TEXT), MOST_REPEATED))
            else:
                style = styles.resolve(child.get(f"{TEXT}style-name"))
                yield from _iterate_runs(child, cell, span | style, styles)
        if child.tail:
            yield Run(child.tail, mark)


def _iterate(table: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or columns of a table, those in groups too, but not those of inner tables."""
    for child in table:
        if child.tag == tag:
            yield child
        elif (
            isinstance(child.tag, str)
            and child.tag.startswith(TABLE)
            and "table-cell" not in str(child.tag)
            and child.tag != f"{TABLE}table"
        ):
            yield from _iterate(child, tag)


def _is_hidden(element: etree._Element) -> bool:
    """Whether a row or column is hidden, filtered out, or in a group that is folded."""
    if element.get(f"{TABLE}visibility", "visible") != "visible":
        return True
    parent = element.getparent()
    return parent is not None and parent.get(f"{TABLE}display") == "false"


def _count(element: etree._Element, name: str, namespace: str = TABLE) -> int:
    text = element.get(f"{namespace}{name}", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
