"""Reads tables with one row per line and tabs between cells; a cell may continue on more lines."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.ingest.content import Grid, Paragraph, Place, Remark
from analysis.ingest.readers.text_lines import Line, Piece, count_blanks, make_grid


@dataclass
class RowTable:
    """A table while its lines are read.

    Attributes:
        width: number of cells of a complete row.
        end: index after the last line.
        rows: the rows so far.
        remarks: remarks on the rows.
    """

    width: int
    end: int = 0
    rows: list[list[Piece]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def add_row(self, line: Line) -> None:
        """Adds a line as a row."""
        self.rows.append(_split_pieces(line))

    def extend_last_row(self, text_lines: list[Line], line: Line) -> None:
        """Adds lines that continue the last cell, and the cells after it."""
        row, (continuation, *other_cells) = self.rows[-1], _split_pieces(line)
        for text_line in text_lines:
            row[-1].extend(text_line.text, text_line.number)
        row[-1].extend(continuation.texts[0], line.number)
        row.extend(other_cells)
        place = Place(line=row[0].first, row=len(self.rows), last_line=line.number)
        message = f"Lines {row[0].first}–{line.number} were joined: a cell has several lines."
        self.remarks.append(Remark("joined", "info", place, message))


def read_row_lines(
    lines: list[Line], start: int
) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    """Reads the table whose first row is at ``start``: blocks, remarks, index after the table."""
    table = RowTable(_find_width(lines, start))
    index = start
    while index < len(lines):
        blanks = count_blanks(lines, index)
        next_index = index + blanks
        if next_index == len(lines):
            break
        text_lines, row_index = _collect_text_lines(lines, next_index)
        # Text between empty lines is a paragraph or a title, not part of a cell.
        is_tight = not text_lines or row_index == index + len(text_lines)
        if row_index is not None and is_tight and _completes_row(table, lines[row_index]):
            table.extend_last_row(text_lines, lines[row_index])
            index = row_index + 1
        elif lines[next_index].kind != "text":
            if blanks and table.rows and _count_cells(lines[next_index]) != table.width:
                break
            table.add_row(lines[next_index])
            index = next_index + 1
        elif not blanks and row_index == next_index + 1:
            table.add_row(lines[next_index])
            index = next_index + 1
        else:
            break
        table.end = index
    return _finish(table)


def _find_width(lines: list[Line], start: int) -> int:
    """The commonest number of cells in the lines up to the next empty line; if tied, the most."""
    counts = Counter(_count_cells(line) for line in _iterate_row_lines(lines, start))
    most_lines = max(counts.values())
    return max(cells for cells, line_count in counts.items() if line_count == most_lines)


def _iterate_row_lines(lines: list[Line], start: int) -> Iterator[Line]:
    """The lines with tabs from ``start`` up to the next empty line."""
    for line in itertools.islice(lines, start, None):
        if line.kind == "blank":
            return
        if line.kind != "text":
            yield line


def _collect_text_lines(lines: list[Line], index: int) -> tuple[list[Line], int | None]:
    """The text lines from ``index`` to the next line with tabs, and the index of that line."""
    text_lines = []
    while index < len(lines) and lines[index].kind in ("text", "blank"):
        if lines[index].kind == "text":
            text_lines.append(lines[index])
        index += 1
    return text_lines, index if index < len(lines) else None


def _completes_row(table: RowTable, line: Line) -> bool:
    """Whether a line has exactly the cells that the last row lacks.

    A line that begins blank or with a number begins a row: the row before it may have lost its
    trailing tabs.
    """
    if not table.rows or len(table.rows[-1]) >= table.width:
        return False
    first_text = line.text.split("\t", 1)[0].strip()
    begins_row = not first_text or first_text.isdigit()
    return not begins_row and len(table.rows[-1]) + _count_cells(line) - 1 == table.width


def _count_cells(line: Line) -> int:
    return line.text.count("\t") + 1


def _split_pieces(line: Line) -> list[Piece]:
    return [Piece([text], line.number, line.number) for text in line.text.split("\t")]


def _is_shifted(rows: list[list[Piece]], width: int) -> bool:
    """Whether the last column is blank in the header and filled in most rows.

    The export of a merged cell loses columns, which shifts the header to the left.
    """
    is_filled = [len(row) == width and any(text.strip() for text in row[-1].texts) for row in rows]
    return not is_filled[0] and sum(is_filled) * 2 > len(rows)


def _finish(table: RowTable) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    """The table as a grid with remarks on doubtful rows; a single row becomes a paragraph."""
    if len(table.rows) == 1:
        (row,) = table.rows
        text = "\t".join(" ".join(piece.texts) for piece in row).strip()
        return [Paragraph(text, Place(line=row[0].first, last_line=row[-1].last))], [], table.end
    for number, row in enumerate(table.rows, start=1):
        if len(row) != table.width:
            place = Place(line=row[0].first, row=number, last_line=row[-1].last)
            problem = f"The row has {len(row)} cells, the others {table.width}."
            remedy = "Compare it with the document: cells may have been lost in the export."
            table.remarks.append(Remark("row-length", "warning", place, problem, remedy))
    width = max(len(row) for row in table.rows)
    if _is_shifted(table.rows, width):
        row = table.rows[0]
        problem = f"The first row has no text in column {width}, but most rows have."
        remedy = "A merged cell may have shifted the first row: compare it with the document."
        place = Place(line=row[0].first, row=1, column=width, last_line=row[-1].last)
        table.remarks.append(Remark("header-blank", "warning", place, problem, remedy))
    return [make_grid(table.rows, width)], table.remarks, table.end
