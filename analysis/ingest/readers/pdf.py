"""Reads PDF files with a text layer: lines as paragraphs, ruled tables as grids, page by page."""

import io
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place, Remark, UnreadableFile
from analysis.ingest.files.limits import Limits

# In heights of a character: how near to the right margin a full line ends (closing punctuation may
# hang out or be pushed to the next line), how far a first line is indented at least, how far apart
# the lines of a paragraph stand.
RIGHT_SLACK, LEAST_INDENT, WIDEST_GAP = 1.6, 1.0, 1.8
# A page of short lines shows no right margin: it lies beyond this share of the width.
LEAST_WIDTH_SHARE = 0.7
Line = dict[str, Any]

Box = tuple[float, float, float, float]
# Half a point: rulings of one line are drawn that far apart.
TOLERANCE = 0.5


def read_pdf(content: bytes, limits: Limits) -> Content:
    """The content of a PDF.

    Raises:
        UnreadableFile: if it is protected, damaged or too long, or has no text.
    """
    blocks: list[Paragraph | Grid] = []
    remarks: list[Remark] = []
    try:
        # pdfplumber lists every page of the file before it reads the first.
        with pdfplumber.open(io.BytesIO(content), pages=range(1, limits.pages + 2)) as document:
            _check_pages(document, limits)
            for page in document.pages:
                # Programs without a bold font print bold characters twice, a hair apart.
                found = list(_read_page(page.dedupe_chars()))
                blocks += found
                if not found and page.images:
                    remarks.append(_warn_of_picture(page.page_number))
                page.close()
    except PdfminerException as error:
        raise _explain_failure(error) from error
    if not blocks:
        raise UnreadableFile(
            "no-text",
            "The PDF holds no text, only pictures of pages (it was scanned)."
            if remarks
            else "The PDF holds no text.",
            "File the document that it was made from (.docx, .xlsx), or a PDF exported from it.",
        )
    return Content(tuple(blocks), tuple(remarks), "pdf")


def _check_pages(document: pdfplumber.PDF, limits: Limits) -> None:
    """Refuses too many pages by the declared number, which is quick, then by the real one."""
    tree = resolve1(document.doc.catalog.get("Pages"))
    declared = resolve1(tree.get("Count")) if isinstance(tree, dict) else 0
    for pages in (declared, lambda: len(document.pages)):
        number = pages() if callable(pages) else pages
        if isinstance(number, int) and number > limits.pages:
            raise UnreadableFile(
                "pages",
                f"The PDF has {number:,} pages or more; at most {limits.pages:,} are read.",
                "File the pages with the form alone.",
            )
    if not document.pages:
        raise UnreadableFile("broken", "The PDF has no page.", "Ask for it again.")


def _explain_failure(error: PdfminerException) -> UnreadableFile:
    """What pdfminer's failure means; running out of memory stays what it is."""
    cause = error.args[0] if error.args else error
    if isinstance(cause, PDFPasswordIncorrect):
        return UnreadableFile(
            "password",
            "The PDF is protected by a password.",
            "Save it without the password and file it again.",
        )
    if isinstance(cause, MemoryError):
        raise cause
    reason = str(cause) or type(cause).__name__
    return UnreadableFile("broken", f"The PDF is damaged ({reason}).", "Ask for it again.")


def _read_page(page: Page) -> Iterator[Paragraph | Grid]:
    """Lines and tables of a page, from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda item: not any(_lies_in(item, box) for box in boxes))
    lines = [line for line in outside.extract_text_lines() if line["text"].strip()]
    found: list[tuple[float, Paragraph | Grid]] = [
        (top, Paragraph(text, Place(page=page.page_number)))
        for top, text in join_lines(lines, page.width)
    ]
    for number, table in enumerate(tables, start=1):
        found.append((table.bbox[1], _make_grid(page, table, number)))
    return (block for _, block in sorted(found, key=lambda pair: pair[0]))


def _lies_in(item: dict, box: Box) -> bool:
    if item["object_type"] != "char":
        return False
    across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _make_grid(page: Page, table: Table, number: int) -> Grid:
    """The cells of a table; a slot that a larger cell covers points to where that one begins."""
    lefts = _join_edges(cell[0] for cell in table.cells)
    tops = _join_edges(cell[1] for cell in table.cells)
    texts = dict(zip(_list_boxes(table), _list_texts(table), strict=True))
    slots: dict[tuple[int, int], tuple[int, int, str]] = {}
    for box, text in texts.items():
        row, column = _find_edge(tops, box[1]), _find_edge(lefts, box[0])
        for down in range(row, len(tops)):
            for across in range(column, len(lefts)):
                if tops[down] < box[3] - TOLERANCE and lefts[across] < box[2] - TOLERANCE:
                    slots[down, across] = row, column, text
    rows = tuple(
        tuple(
            _make_cell(slots.get((row, column)), row, column, page.page_number, number)
            for column in range(len(lefts))
        )
        for row in range(len(tops))
    )
    return Grid(rows, Place(page=page.page_number, table=number))


def _make_cell(
    slot: tuple[int, int, str] | None, row: int, column: int, page: int, table: int
) -> Cell:
    place = Place(page=page, table=table, row=row + 1, column=column + 1)
    if slot is None:
        return Cell("", place)
    top, left, text = slot
    if (top, left) == (row, column):
        return Cell(text, place)
    origin = Place(page=page, table=table, row=top + 1, column=left + 1)
    return Cell("", place, merged_from=origin)


def _list_boxes(table: Table) -> list[Box]:
    return [cell for row in table.rows for cell in row.cells if cell is not None]


def _list_texts(table: Table) -> list[str]:
    return [
        (text or "").strip()
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for cell, text in zip(row.cells, texts, strict=True)
        if cell is not None
    ]


def _join_edges(edges: Iterator[float]) -> list[float]:
    """Edges from small to large, those of one ruling once."""
    joined: list[float] = []
    for edge in sorted(edges):
        if not joined or edge - joined[-1] > TOLERANCE:
            joined.append(edge)
    return joined


def _find_edge(edges: list[float], wanted: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - wanted))


def _warn_of_picture(page: int) -> Remark:
    return Remark(
        "picture-page",
        "warning",
        Place(page=page),
        "The page is a picture without text; it was not read.",
        "File the document that it was made from if the page holds figures.",
    )


def join_lines(lines: list[Line], page_width: float) -> list[tuple[float, str]]:
    """Paragraphs with their upper edge: a line that fills its row goes on with the next one.

    The next line must begin at the left margin, for the first line of a paragraph is indented;
    have the same size; and follow at once.

    Args:
        lines: as pdfplumber gives them, from top to bottom.
        page_width: width of the page, in the same unit.
    """
    paragraphs: list[tuple[float, str]] = []
    if not lines:
        return paragraphs
    left = min(line["x0"] for line in lines)
    right = max(page_width * LEAST_WIDTH_SHARE, *(line["x1"] for line in lines))
    for before, line in zip([None, *lines], lines, strict=False):
        text = line["text"].strip()
        if before is not None and _goes_on(before, line, left, right):
            top, begun = paragraphs[-1]
            paragraphs[-1] = top, begun + _find_glue(begun, text) + text
        else:
            paragraphs.append((line["top"], text))
    return paragraphs


def _goes_on(before: Line, line: Line, left: float, right: float) -> bool:
    height = before["bottom"] - before["top"]
    return (
        before["x1"] > right - RIGHT_SLACK * height
        and line["x0"] < left + LEAST_INDENT * height
        and line["top"] - before["bottom"] < WIDEST_GAP * height
        and abs(line["bottom"] - line["top"] - height) < height / 4
    )


def _find_glue(before: str, after: str) -> str:
    """A space between words of letters, nothing in Chinese and within figures."""
    return " " if before[-1].isascii() and before[-1].isalpha() and after[0].isascii() else ""
