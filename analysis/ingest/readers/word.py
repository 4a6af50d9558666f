"""Reads Word documents (.docx): paragraphs and tables in order, merged cells marked."""

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
# Elements that may contain paragraphs and tables, or rows and cells.
WRAPPERS = frozenset({CONTROL, CONTROL_CONTENT, qn("w:customXml"), qn("w:ins"), qn("w:moveTo")})
TEXT, TAB = qn("w:t"), qn("w:tab")
BREAKS = frozenset(qn(name) for name in ("w:br", "w:cr"))
NO_BREAK_HYPHEN = qn("w:noBreakHyphen")
# Elements without visible text once changes are accepted, and those that are read separately.
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
    """Blocks and remarks so far, and the numbers of paragraphs and tables."""

    blocks: list[Paragraph | Grid] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0


def read_word(content: bytes) -> Content:
    """The content of a .docx without headers, footers and notes.

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
    """Paragraphs and tables, with those in content controls, which python-docx omits."""
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
    """The text of an element with all tracked changes accepted."""
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
    table_number = body.tables
    rows: list[list[Cell]] = []
    for row in _iterate_rows(table):
        rows.append(_read_row(row, rows, table_number))
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    for row_number, cells in enumerate(rows, start=1):
        cells += [
            Cell("", Place(table=table_number, row=row_number, column=column))
            for column in range(len(cells) + 1, width + 1)
        ]
    body.blocks.append(Grid(tuple(map(tuple, rows)), Place(table=table_number)))


def _iterate_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table without those whose deletion is tracked."""
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


def _read_row(row: etree._Element, rows_above: list[list[Cell]], table: int) -> list[Cell]:
    row_number = len(rows_above) + 1

    def place(column: int) -> Place:
        return Place(table=table, row=row_number, column=column)

    cells = [Cell("", place(column)) for column in range(1, _count_skipped_columns(row) + 1)]
    for element in _iterate_cells(row):
        column = len(cells) + 1
        origin = _find_origin(element, rows_above, column)
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


def _count_skipped_columns(row: etree._Element) -> int:
    """The number of columns before the first cell of a row."""
    element = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return int(element.get(qn("w:val"), "0")) if element is not None else 0


def _find_origin(cell: CT_Tc, rows_above: list[list[Cell]], column: int) -> Place | None:
    """The first cell of the vertical merge that this cell continues, if any."""
    if cell.vMerge != "continue" or not rows_above or len(rows_above[-1]) < column:
        return None
    upper_cell = rows_above[-1][column - 1]
    return upper_cell.merged_from or upper_cell.place


def _collect_cell(cell: etree._Element) -> str:
    texts = (collect_text(child) for child in _iterate_body(cell) if child.tag == PARAGRAPH)
    return "\n".join(text.strip() for text in texts).strip()


def _list_remarks(element: etree._Element, body: Body) -> list[Remark]:
    remarks = []
    if nested := len(element.findall(f".//{TABLE}//{TABLE}")):
        problem = f"{nested} tables are inside a cell of another table; they were not read."
        remedy = "Move them out of the cell, or file them separately."
        remarks.append(Remark("nested-table", "error", None, problem, remedy))
    if element.find(f".//{qn('w:txbxContent')}") is not None:
        problem = "Text boxes were not read."
        remedy = "If they contain figures, move these to the text."
        remarks.append(Remark("text-box", "warning", None, problem, remedy))
    if any(element.find(f".//{qn(name)}") is not None for name in CHANGES):
        problem = "Tracked changes were read as accepted: with insertions, without deletions."
        remedy = "Accept or reject them and save the document."
        remarks.append(Remark("tracked-changes", "warning", None, problem, remedy))
    if element.find(f".//{TABLE}//{qn('w:numPr')}") is not None:
        problem = "Automatic numbers in tables are not text and were not read."
        remarks.append(Remark("auto-numbers", "info", None, problem))
    pictures = sum(1 for name in PICTURES for _ in element.iter(name))
    if pictures and not body.tables:
        problem = f"The document contains {pictures} pictures and no table; pictures are not read."
        remedy = "If a picture shows the form, file the workbook or document with the form."
        remarks.append(Remark("pictures", "warning", None, problem, remedy))
    return remarks
