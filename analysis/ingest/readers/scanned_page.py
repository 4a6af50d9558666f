"""Reads the picture of a page: ruled tables cell by cell, other text line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

import cv2
import numpy as np

from analysis.ingest.content import Cell, Grid, Paragraph, Place, Remark, ScannedText
from analysis.ingest.readers.aligned_tables import find_aligned_tables, make_grid
from analysis.ingest.readers.aligned_words import TextLine, Word, split_into_lines
from analysis.ingest.readers.crops import cut_out, draw_crop
from analysis.ingest.readers.page_lines import join_lines
from analysis.ingest.readers.page_side import turn_upright
from analysis.ingest.readers.recognition import Picture, TextBox, TextEngine
from analysis.ingest.readers.ruled_lines import (
    RuledCell,
    RuledTable,
    find_cell,
    find_ruled_tables,
    list_slots,
    straighten,
)

# In pixels: what is cut off at the borders of a cell, and added around text.
_BORDER, _MARGIN = 3, 3
# Pixels of ink in a cell in which no text was found, from which on it is looked at.
_LEAST_INK = 12


@dataclass
class ScannedPage:
    """What was read from the picture of a page."""

    blocks: list[Paragraph | Grid] = field(default_factory=list)
    texts: list[ScannedText] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    """A text, where it stands and how sure it is."""

    text: str
    confidence: float
    box: TextBox


def read_page(picture: Picture, page: int, engine: TextEngine) -> ScannedPage:
    """Paragraphs and grids of a page from its picture in shades of grey.

    Args:
        picture: the page.
        page: its number.
        engine: reads text.
    """
    level = straighten(picture)
    boxes = engine.find(level)
    upright = turn_upright(level, boxes, engine)
    if upright is not level:
        level = straighten(upright)
        boxes = engine.find(level)
    usual = median([box.height for box in boxes]) if boxes else level.shape[0] / 60
    tables, ink = find_ruled_tables(level, usual)
    result = ScannedPage()
    placed: list[tuple[float, Paragraph | Grid]] = []
    outside = boxes
    for number, table in enumerate(tables, start=1):
        inside = [box for box in outside if _is_in(box, table)]
        outside = [box for box in outside if box not in inside]
        reads = _read_cells(level, ink, table, inside, usual, engine)
        if any(reads.values()):
            placed.append((table.box[1], _make_grid(level, table, reads, page, number, result)))
    lines = [_read_box(level, box, engine) for box in outside]
    placed += _place_lines(level, [line for line in lines if line.text], page, len(tables), result)
    result.blocks = [block for _, block in sorted(placed, key=lambda pair: pair[0])]
    return result


def _is_in(box: TextBox, table: RuledTable) -> bool:
    left, top, right, bottom = table.box
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return left < x < right and top < y < bottom


def _read_box(picture: Picture, box: TextBox, engine: TextEngine) -> _Read:
    return _Read(*engine.read(cut_out(picture, box)), box)


def _read_cells(
    picture: Picture,
    ink: Picture,
    table: RuledTable,
    boxes: Sequence[TextBox],
    usual: float,
    engine: TextEngine,
) -> dict[RuledCell, list[_Read]]:
    """The texts of each cell, from top to bottom and left to right."""
    parts: dict[RuledCell, list[TextBox]] = {cell: [] for cell in table.cells}
    for box in boxes:
        for cell, part in _split_box(box, table):
            parts[cell].append(part)
    reads: dict[RuledCell, list[_Read]] = {}
    for cell, own in parts.items():
        found = own or _find_ink(ink, cell, usual)
        texts = [_read_box(picture, box, engine) for box in found]
        reads[cell] = [read for read in _order(texts) if read.text]
    return reads


def _split_box(box: TextBox, table: RuledTable) -> Iterator[tuple[RuledCell, TextBox]]:
    """The parts of a box in the cells that it covers, which borders separate."""
    y = (box.top + box.bottom) / 2
    for cell in table.cells:
        if not cell.top <= y < cell.bottom:
            continue
        left, right = max(box.left, cell.left + _BORDER), min(box.right, cell.right - _BORDER)
        # A box may reach a little into the next cell.
        if right - left > max(0.6 * box.height, 0.0) or (
            find_cell([cell], (box.left + box.right) / 2, y) is not None
        ):
            top = max(box.top, cell.top + _BORDER)
            yield cell, TextBox(left, top, right, min(box.bottom, cell.bottom - _BORDER))


def _find_ink(ink: Picture, cell: RuledCell, usual: float) -> list[TextBox]:
    """A box around the ink of a cell in which no text was found; none if it is blank."""
    inset = 2 * _BORDER
    left, top = cell.left + inset, cell.top + inset
    part = ink[top : cell.bottom - inset, left : cell.right - inset]
    if not part.size:
        return []
    # Single dots are noise.
    part = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    ys, xs = np.nonzero(part)
    if len(ys) < _LEAST_INK or ys.max() - ys.min() > 3 * usual:
        return []
    middle, half = (ys.min() + ys.max()) / 2 + top, max(usual, ys.max() - ys.min()) / 2 + _MARGIN
    return [
        TextBox(
            max(cell.left + _BORDER, xs.min() + left - 2 * _MARGIN),
            max(cell.top + _BORDER, middle - half),
            min(cell.right - _BORDER, xs.max() + left + 2 * _MARGIN),
            min(cell.bottom - _BORDER, middle + half),
        )
    ]


def _order(reads: Sequence[_Read]) -> list[_Read]:
    """Texts of a cell by line, then from left to right."""
    lines: list[list[_Read]] = []
    for read in sorted(reads, key=lambda one: one.box.top + one.box.bottom):
        middle = (read.box.top + read.box.bottom) / 2
        if lines and middle < lines[-1][0].box.bottom:
            lines[-1].append(read)
        else:
            lines.append([read])
    return [read for line in lines for read in sorted(line, key=lambda one: one.box.left)]


def _make_grid(
    picture: Picture,
    table: RuledTable,
    reads: dict[RuledCell, list[_Read]],
    page: int,
    number: int,
    result: ScannedPage,
) -> Grid:
    slots = list_slots(table)
    rows = []
    for row in range(table.rows):
        cells = []
        for column in range(table.columns):
            place = Place(page=page, table=number, row=row + 1, column=column + 1)
            cell = slots.get((row, column))
            if cell is None:
                cells.append(Cell("", place))
            elif (cell.row, cell.column) != (row, column):
                origin = Place(page=page, table=number, row=cell.row + 1, column=cell.column + 1)
                cells.append(Cell("", place, merged_from=origin))
            else:
                text = "\n".join(read.text for read in reads[cell])
                cells.append(Cell(text, place))
                box = TextBox(cell.left, cell.top, cell.right, cell.bottom)
                _keep(picture, place, reads[cell], box, result)
        rows.append(tuple(cells))
    return Grid(tuple(rows), Place(page=page, table=number))


def _keep(
    picture: Picture, place: Place, reads: Sequence[_Read], box: TextBox, result: ScannedPage
) -> None:
    """Keeps confidence and picture of a text that holds a figure."""
    if not any(character.isdigit() for read in reads for character in read.text):
        return
    confidence = min(read.confidence for read in reads)
    result.texts.append(ScannedText(place, confidence, draw_crop(cut_out(picture, box))))


def _place_lines(
    picture: Picture, reads: Sequence[_Read], page: int, tables: int, result: ScannedPage
) -> list[tuple[float, Paragraph | Grid]]:
    """Lines outside of ruled tables: paragraphs, and tables without ruled lines."""
    by_word = {
        Word(read.text, read.box.left, read.box.right, read.box.top, read.box.bottom): read
        for read in reads
    }
    lines = split_into_lines(by_word)
    placed: list[tuple[float, Paragraph | Grid]] = []
    aligned, unread = find_aligned_tables(lines)
    for number, table in enumerate(aligned, start=tables + 1):
        grid = make_grid(table, page, number)
        placed.append((table.top, grid))
        _keep_aligned(picture, grid, table.columns, table.tops, table.bottom, reads, result)
    if unread:
        count = sum(rows.rows for rows in unread)
        result.remarks.append(
            Remark(
                "unread-rows", "warning", Place(page=page),
                f"{count} rows of figures in the picture that look like a table without ruled "
                f"lines were not read as one: {unread[0].reason}.",
                "File the document from which it was made.",
            )
        )  # fmt: skip
    spans = [(table.top, table.bottom) for table in aligned]
    free = [line for line in lines if not any(top <= line.middle <= end for top, end in spans)]
    return placed + _join_paragraphs(picture, free, reads, page, result)


def _keep_aligned(
    picture: Picture,
    grid: Grid,
    columns: Sequence[tuple[float, float]],
    tops: Sequence[float],
    bottom: float,
    reads: Sequence[_Read],
    result: ScannedPage,
) -> None:
    ends = [*tops[1:], bottom + 1]
    for row, top, end in zip(grid.rows, tops, ends, strict=True):
        for cell, (left, right) in zip(row, columns, strict=True):
            own = [
                read for read in reads
                if left - 1 <= (read.box.left + read.box.right) / 2 <= right + 1
                and top - 1 <= (read.box.top + read.box.bottom) / 2 < end
            ]  # fmt: skip
            if own and cell.text:
                _keep(picture, cell.place, own, _surround(own), result)


def _surround(reads: Sequence[_Read]) -> TextBox:
    return TextBox(
        min(read.box.left for read in reads) - _MARGIN,
        min(read.box.top for read in reads) - _MARGIN,
        max(read.box.right for read in reads) + _MARGIN,
        max(read.box.bottom for read in reads) + _MARGIN,
    )  # fmt: skip


def _join_paragraphs(
    picture: Picture,
    lines: Sequence[TextLine],
    reads: Sequence[_Read],
    page: int,
    result: ScannedPage,
) -> list[tuple[float, Paragraph | Grid]]:
    dicts = [
        {
            "text": " ".join(word.text for word in line.words),
            "x0": line.words[0].left, "x1": line.words[-1].right,
            "top": line.top, "bottom": line.bottom,
        }
        for line in lines
    ]  # fmt: skip
    paragraphs = join_lines(dicts, picture.shape[1])
    placed: list[tuple[float, Paragraph | Grid]] = []
    ends = [*(top for top, _ in paragraphs[1:]), float("inf")][: len(paragraphs)]
    for number, ((top, text), end) in enumerate(zip(paragraphs, ends, strict=True), start=1):
        place = Place(page=page, paragraph=number)
        placed.append((top, Paragraph(text, place)))
        own = [read for read in reads if top <= (read.box.top + read.box.bottom) / 2 < end]
        if own:
            _keep(picture, place, own, _surround(own), result)
    return placed
