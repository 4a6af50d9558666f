"""Reads Word documents (.docx): paragraphs and tables in their order, merged cells marked."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from lxml import etree

from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place, Remark, UnreadableFile

PARAGRAPH, TABLE, CONTROL, CONTROL_CONTENT = (
    qn(name) for name in ("w:p", "w:tbl", "w:sdt", "w:sdtContent")
)
# What may stand around paragraphs and tables, or around rows and cells.
WRAPPERS = frozenset({CONTROL, CONTROL_CONTENT, qn("w:customXml"), qn("w:ins"), qn("w:moveTo")})
TEXT, TAB = qn("w:t"), qn("w:tab")
BREAKS = frozenset(qn(name) for name in ("w:br", "w:cr"))
NO_BREAK_HYPHEN = qn("w:noBreakHyphen")
# What a reader of the accepted document does not see, and tables that are read by themselves.
SKIPPED = frozenset(
    qn(name) for name in ("w:del", "w:moveFrom", "w:tbl", "w:txbxContent", "w:pPr", "w:rPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


@dataclass
class Body:
    """What was read so far."""

    blocks: list[Paragraph | Grid] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0


def read_word(content: bytes) -> Content:
    """The content of a .docx; headers, footers and notes are left out.

    Raises:
        UnreadableFile: if it is damaged.
    """
    try:
        document = docx.Document(io.BytesIO(content))
        element = document.element.body
    except (OpcError, etree.XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableFile(
            "broken",
            f"The document is damaged ({type(error).__name__}: {error}).",
            "Ask for it again, or open it in Word or WPS and save it anew.",
        ) from error
    body = Body()
    for child in _iterate_body(element):
        if child.tag == TABLE:
            _read_table(child, body)
        else:
            _read_paragraph(child, body)
    body.remarks += _list_remarks(element, body)
    return Content(tuple(body.blocks), tuple(body.remarks), "docx")


def _iterate_body(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those in content controls, which python-docx leaves out."""
    for child in element:
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag in WRAPPERS:
            yield from _iterate_body(child)


def _read_paragraph(element: etree._Element, body: Body) -> None:
    body.paragraphs += 1
    text = collect_text(element).strip()
    if text:
        body.blocks.append(Paragraph(text, Place(paragraph=body.paragraphs)))


def collect_text(element: etree._Element) -> str:
    """The text of an element as a reader sees it: insertions in, deletions out."""
    parts: list[str] = []
    for child in element:
        if child.tag in SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == TEXT:
            parts.append(child.text or "")
        elif child.tag == TAB:
            parts.append("\t")
        elif child.tag in BREAKS:
            parts.append("\n")
        elif child.tag == NO_BREAK_HYPHEN:
            parts.append("-")
        else:
            parts.append(collect_text(child))
    return "".join(parts)


def _read_table(table: CT_Tbl, body: Body) -> None:
    body.tables += 1
    number = body.tables
    rows: list[list[Cell]] = []
    for row in _iterate_rows(table):
        rows.append(_read_row(row, rows, number))
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    for index, row in enumerate(rows, start=1):
        row += [
            Cell("", Place(table=number, row=index, column=column))
            for column in range(len(row) + 1, width + 1)
        ]
    body.blocks.append(Grid(tuple(map(tuple, rows)), Place(table=number)))


def _iterate_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == qn("w:tr"):
            if child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield child
        elif child.tag in WRAPPERS:
            yield from _iterate_rows(child)


def _iterate_cells(row: etree._Element) -> Iterator[CT_Tc]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in WRAPPERS:
            yield from _iterate_cells(child)


def _read_row(row: etree._Element, above: list[list[Cell]], table: int) -> list[Cell]:
    number = len(above) + 1

    def place(column: int) -> Place:
        return Place(table=table, row=number, column=column)

    cells = [Cell("", place(column)) for column in range(1, _count_skipped(row) + 1)]
    for element in _iterate_cells(row):
        column = len(cells) + 1
        origin = _find_origin(element, above, column)
        if origin is None:
            cells.append(Cell(_collect_cell(element), place(column)))
            origin = place(column)
        else:
            cells.append(Cell("", place(column), merged_from=origin))
        cells += [
            Cell("", place(column + offset), merged_from=origin)
            for offset in range(1, element.grid_span)
        ]
    return cells


def _count_skipped(row: etree._Element) -> int:
    """Grid columns that a row leaves out at its beginning."""
    found = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return int(found.get(qn("w:val"), "0")) if found is not None else 0


def _find_origin(cell: CT_Tc, above: list[list[Cell]], column: int) -> Place | None:
    """Of a cell that continues the one above it, the place of the first."""
    if cell.vMerge != "continue" or not above or len(above[-1]) < column:
        return None
    upper = above[-1][column - 1]
    return upper.merged_from or upper.place


def _collect_cell(cell: etree._Element) -> str:
    texts = (collect_text(each) for each in _iterate_body(cell) if each.tag == PARAGRAPH)
    return "\n".join(text.strip() for text in texts).strip()


def _list_remarks(element: etree._Element, body: Body) -> list[Remark]:
    remarks = []
    if nested := len(element.findall(f".//{TABLE}//{TABLE}")):
        found = f"{nested} tables stand inside a cell of another; they were not read."
        remedy = "Move them out of the cell, or file them apart."
        remarks.append(Remark("nested-table", "error", None, found, remedy))
    if element.find(f".//{qn('w:txbxContent')}") is not None:
        found = "Text boxes were not read."
        remedy = "If they hold figures, move them into the text."
        remarks.append(Remark("text-box", "warning", None, found, remedy))
    if any(element.find(f".//{qn(name)}") is not None for name in CHANGES):
        found = "Tracked changes were read as accepted: insertions in, deletions out."
        remedy = "Accept or reject them, then save it anew."
        remarks.append(Remark("tracked-changes", "warning", None, found, remedy))
    if element.find(f".//{TABLE}//{qn('w:numPr')}") is not None:
        found = "Automatic numbers in tables are not text and were not read."
        remarks.append(Remark("auto-numbers", "info", None, found))
    pictures = sum(1 for name in PICTURES for _ in element.iter(name))
    if pictures and not body.tables:
        found = f"The document holds {pictures} pictures and no table; pictures are not read."
        remedy = "If a picture is the form, file the workbook or document that it was made of."
        remarks.append(Remark("pictures", "warning", None, found, remedy))
    return remarks
