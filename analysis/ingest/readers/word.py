"""Reads Word documents (.docx): paragraphs and tables in order, as a person sees them.

Tables in a frame (a table of one column around others) and text boxes are read where they are
anchored. What is struck out or hidden is left out; see `seen_text`.
"""

import io
import zipfile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from analysis.ingest.content import Content, Paragraph, Place, Remark, UnreadableFile
from analysis.ingest.readers.seen_text import compose, shorten_remarks
from analysis.ingest.readers.word_marks import WordMarks, find_fill
from analysis.ingest.readers.word_tables import (
    TABLE,
    Body,
    TableReader,
    find_frame,
    iterate_blocks,
)
from analysis.ingest.readers.word_text import TEXT_BOX, collect_runs, list_text_boxes

CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


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
    body = Body(WordMarks.read(_find_styles(document)))
    if document.element.find(qn("w:background")) is not None:
        body.fill = None
    _read_blocks(element, body)
    remarks = [*shorten_remarks(body.remarks), *_list_remarks(element, body)]
    return Content(tuple(body.blocks), tuple(remarks), "docx")


def _find_styles(document: Document) -> etree._Element | None:
    """The styles of a document; None if it has no part of styles."""
    try:
        return document.part.styles.element
    except (KeyError, ValueError, AttributeError):
        return None


def _read_blocks(element: etree._Element, body: Body) -> None:
    for child in iterate_blocks(element):
        if child.tag == TABLE:
            _read_table(child, body)
        else:
            _read_paragraph(child, body)


def _read_paragraph(element: etree._Element, body: Body) -> None:
    body.paragraphs += 1
    place = Place(paragraph=body.paragraphs)
    seen = compose(collect_runs(element, body.marks, body.fill))
    body.remarks += seen.list_remarks(place)
    if seen.problem:
        remark = Remark("raised-text", "warning", place, seen.problem, "Check the figures there.")
        body.remarks.append(remark)
    text = seen.text.strip()
    if text:
        body.blocks.append(Paragraph(text, place))
    for box in list_text_boxes(element):
        _read_blocks(box, body)


def _read_table(table: etree._Element, body: Body) -> None:
    """Reads a table; of a frame, what stands in its cells; then the tables in other cells."""
    framed = find_frame(table)
    for cell in framed:
        _read_blocks(cell, body)
    if framed:
        return
    body.tables += 1
    properties = table.find(qn("w:tblPr"))
    style = properties.find(qn("w:tblStyle")) if properties is not None else None
    is_shaded = style is not None and body.marks.is_shaded(style.get(qn("w:val")))
    fill = None if is_shaded else find_fill(properties, body.fill)
    has_inner = any(inner is not table for inner in table.iter(TABLE, TEXT_BOX))
    grid = TableReader(body, body.tables, fill, has_inner).read(table)
    if grid is not None:
        body.blocks.append(grid)
    for inner in table.iterfind(f".//{TABLE}"):
        if next(inner.iterancestors(TABLE)) is table:
            body.inner_tables += 1
            _read_table(inner, body)


def _list_remarks(element: etree._Element, body: Body) -> list[Remark]:
    remarks = []
    if body.inner_tables:
        problem = (
            f"{body.inner_tables} tables are inside a cell of another table; "
            "they were read separately."
        )
        remedy = "Compare them with the document, or file them separately."
        remarks.append(Remark("nested-table", "warning", None, problem, remedy))
    boxes = list_text_boxes(element)
    if any("".join(box.itertext(qn("w:t"))).strip() for box in boxes):
        problem = (
            "Text boxes were read after the paragraph to which they are anchored; "
            "those in cells of tables were not read."
        )
        remedy = "Check that no figure in a text box covers another one."
        remarks.append(Remark("text-box", "warning", None, problem, remedy))
    if body.hidden_rows:
        problem = f"{body.hidden_rows} hidden rows of tables were not read."
        remarks.append(Remark("hidden-rows", "warning", None, problem, "Unhide or delete them."))
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
