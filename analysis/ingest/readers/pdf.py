"""Reads PDF files with a text layer: paragraphs and tables, with ruled lines or without."""

import io
from collections.abc import Iterator

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place, Remark, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.page_lines import join_lines
from analysis.ingest.readers.pdf_aligned import (
    AlignedReader,
    PageTable,
    join_sideways,
    list_remarks,
)
from analysis.ingest.readers.pdf_characters import SeenPage
from analysis.ingest.readers.pdf_pictures import PicturePages, read_pictures
from analysis.ingest.readers.pdf_wrapping import WrappedTexts
from analysis.ingest.readers.seen_text import shorten_remarks
from analysis.ingest.readers.time_budget import TimeBudget

# In points: two edges of the same ruled line differ by less.
TOLERANCE = 0.5
Box = tuple[float, float, float, float]


def read_pdf(content: bytes, limits: Limits) -> Content:
    """The content of a PDF; figures of pages that are pictures are candidates.

    Raises:
        UnreadableFile: if it is protected, damaged or too long, or nothing on it can be read.
    """
    blocks: list[Paragraph | Grid] = []
    remarks: list[Remark] = []
    aligned, aligned_tables, pictures = AlignedReader(), [], PicturePages()
    budget = TimeBudget(limits.seconds)
    seen_remarks: list[Remark] = []
    try:
        # Without ``pages``, pdfplumber lists every page of the file before it reads the first.
        with pdfplumber.open(io.BytesIO(content), pages=range(1, limits.pages + 2)) as document:
            _check_pages(document, limits)
            for page in document.pages:
                seen = SeenPage(page)
                # Programs without a bold font print bold characters twice, slightly displaced.
                page_blocks, page_tables = _read_page(seen.see().dedupe_chars(), aligned, remarks)
                seen_remarks += seen.remarks
                if not pictures.take(page, page_blocks):
                    blocks += page_blocks
                    aligned_tables += page_tables
                page.close()
                budget.check(page.page_number, len(document.pages))
            scan = read_pictures(document, pictures, budget, limits, bool(blocks))
    except PdfminerException as error:
        raise _explain_failure(error) from error
    if not blocks and not scan.blocks:
        raise UnreadableFile(
            "no-text",
            "The PDF was scanned, and no text was found in its pictures."
            if pictures
            else "The PDF contains no text.",
            "File the document from which it was made (.docx, .xlsx), or a PDF exported from it.",
        )
    remarks += [*shorten_remarks(seen_remarks), *list_remarks(aligned_tables), *scan.remarks]
    blocks = join_sideways(blocks, aligned_tables, remarks)
    return Content(tuple(blocks), tuple(remarks), "pdf", scanned=tuple(scan.blocks),
                   scanned_texts=tuple(scan.texts))  # fmt: skip


def _check_pages(document: pdfplumber.PDF, limits: Limits) -> None:
    """Checks the declared number of pages, which is fast to read, then the real one."""
    tree = resolve1(document.doc.catalog.get("Pages"))
    declared = resolve1(tree.get("Count")) if isinstance(tree, dict) else 0
    if isinstance(declared, int):
        _check_page_count(declared, limits)
    _check_page_count(len(document.pages), limits)
    if not document.pages:
        raise UnreadableFile("broken", "The PDF has no page.", "Ask for it again.")


def _check_page_count(count: int, limits: Limits) -> None:
    if count > limits.pages:
        raise UnreadableFile(
            "pages",
            f"The PDF has {count:,} pages or more; at most {limits.pages:,} are read.",
            "File only the pages with the form.",
        )


def _explain_failure(error: PdfminerException) -> UnreadableFile:
    """The refusal for an exception of pdfminer; a MemoryError is raised again."""
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


def _read_page(
    page: Page, aligned: AlignedReader, remarks: list[Remark]
) -> tuple[list[Paragraph | Grid], list[PageTable]]:
    """Paragraphs and grids of a page, from top to bottom, and its tables without ruled lines."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    boxes = [table.bbox for table in tables]
    outside = _leave_out(page, boxes)
    found = aligned.read(outside, len(tables), remarks)
    if found:
        spans = [(0.0, table.top - TOLERANCE, page.width, table.bottom + TOLERANCE)
                 for table, _ in found]  # fmt: skip
        outside = _leave_out(outside, spans)
    lines = [line for line in outside.extract_text_lines() if line["text"].strip()]
    blocks: list[tuple[float, Paragraph | Grid]] = [
        (top, Paragraph(text, Place(page=page.page_number)))
        for top, text in join_lines(lines, page.width)
    ]
    for number, table in enumerate(tables, start=1):
        blocks.append((table.bbox[1], _make_grid(page, table, number, remarks)))
    blocks += [(table.top, page_table.grid) for table, page_table in found]
    ordered = [block for _, block in sorted(blocks, key=lambda pair: pair[0])]
    return ordered, [page_table for _, page_table in found]


def _leave_out(page: Page, boxes: list[Box]) -> Page:
    return page.filter(lambda item: not any(_is_character_in(item, box) for box in boxes))


def _is_character_in(item: dict, box: Box) -> bool:
    if item["object_type"] != "char":
        return False
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _make_grid(page: Page, table: Table, number: int, remarks: list[Remark]) -> Grid:
    """The table as a grid; slots that a larger cell covers refer to the first slot of that cell."""
    lefts = _join_edges(cell[0] for cell in table.cells)
    tops = _join_edges(cell[1] for cell in table.cells)
    texts = dict(zip(_list_boxes(table), _list_texts(table), strict=True))
    wrapped = WrappedTexts(table)
    for box, text in texts.items():
        texts[box], change = wrapped.join(text, box)
        if change:
            place = Place(page=page.page_number, table=number)
            remedy = "Compare it with the document."
            remarks.append(Remark("joined", "warning", place, change, remedy))
    slots: dict[tuple[int, int], tuple[int, int, str]] = {}
    for box, text in texts.items():
        first_row, first_column = _find_edge(tops, box[1]), _find_edge(lefts, box[0])
        for row in range(first_row, len(tops)):
            for column in range(first_column, len(lefts)):
                if tops[row] < box[3] - TOLERANCE and lefts[column] < box[2] - TOLERANCE:
                    slots[row, column] = first_row, first_column, text
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
    """The edges in ascending order; edges of the same ruled line are joined."""
    joined: list[float] = []
    for edge in sorted(edges):
        if not joined or edge - joined[-1] > TOLERANCE:
            joined.append(edge)
    return joined


def _find_edge(edges: list[float], position: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - position))
