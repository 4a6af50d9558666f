"""Reads tables with one cell per line, after a tab, as Word exports them to text.

Such an export writes one empty line between the paragraphs of a cell, one after each row and one
more after the table. An empty paragraph at the end of a cell adds one. Therefore, before the line
of a cell an odd number of empty lines ends the row and an even number does not; before other text
an even number ends the table. If empty lines were lost, each row gets as many cells as the first.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from analysis.ingest.content import Grid, Paragraph, Place, Remark
from analysis.ingest.readers.text_lines import Line, Piece, count_blanks, make_grid

# Beginnings of lines that are a paragraph of their own: table title, annex, note, numbered heading.
NUMERAL = "[一二三四五六七八九十]+"
HEADING = re.compile(rf"\s*(表\s*\d|附件|附表|注[:：]|第?{NUMERAL}[、章节]|[（(]{NUMERAL}[)）])")
MOST_CONTINUATIONS = 12
SURE_SHARE = 0.6


@dataclass
class CellTable:
    """A table while its lines are read.

    Attributes:
        end: index after the last line.
        rows: the rows so far.
        doubtful: numbers of lines that were read as part of a cell but may be paragraphs.
        tight: number of rows without an empty line before them.
    """

    end: int = 0
    rows: list[list[Piece]] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    tight: int = 0

    @property
    def widths(self) -> Counter[int]:
        """Number of rows by their number of cells."""
        return Counter(len(row) for row in self.rows)


def read_cell_lines(
    lines: list[Line], start: int
) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    """Reads the table whose first cell is at ``start``: blocks, remarks, index after the table."""
    table = _split_rows(lines, start, None)
    if len(table.widths) > 1:
        # Empty lines do not separate the rows reliably: count cells instead.
        counted_table = _split_rows(lines, start, len(_split_rows(lines, start, 0).rows[0]))
        if len(counted_table.widths) == 1 and not counted_table.tight:
            table = counted_table
    width, row_count = table.widths.most_common(1)[0]
    is_sure = row_count >= SURE_SHARE * len(table.rows)
    if width == 1 or len(table.rows) == 1 or not is_sure:
        return _read_as_paragraphs(lines, start, table)
    remarks = _list_doubts(table, width)
    return [make_grid(table.rows, max(table.widths))], remarks, table.end


def _split_rows(lines: list[Line], start: int, width: int | None) -> CellTable:
    """Splits lines into rows.

    Args:
        lines: all lines.
        start: index of the first cell.
        width: cells of a row; None to end rows by the number of empty lines, 0 to end a row at
            each empty line before a cell.
    """
    table = CellTable(start)
    index = start
    while index < len(lines):
        blanks = count_blanks(lines, index)
        index += blanks
        if index == len(lines):
            break
        line = lines[index]
        if line.kind == "cell":
            if not table.rows or _ends_row(blanks, width, len(table.rows[-1])):
                table.tight += bool(table.rows) and not blanks
                table.rows.append([])
            table.rows[-1].append(Piece([line.text], line.number, line.number))
        elif line.kind == "row" or _ends_table(lines, index, blanks, table, width):
            break
        else:
            table.rows[-1][-1].extend(line.text, line.number)
        index += 1
        table.end = index
    return table


def _ends_row(blanks: int, width: int | None, cells: int) -> bool:
    """Whether a cell line after ``blanks`` empty lines begins a new row; see `_split_rows`."""
    if width is None:
        return blanks % 2 == 1
    return blanks > 0 if width == 0 else cells >= width


def _ends_table(
    lines: list[Line], index: int, blanks: int, table: CellTable, width: int | None
) -> bool:
    """Whether the text line at ``index`` ends the table; if not, it continues the last cell."""
    if blanks == 0:
        return False
    full_width = width or len(table.rows[0])
    is_complete = len(table.rows) > 1 and len(table.rows[-1]) >= full_width
    if width is None and blanks % 2 == 0:
        return True
    if not is_complete:
        return False
    if width or HEADING.match(lines[index].text) or not _precedes_cell(lines, index):
        return True
    table.doubtful.append(lines[index].number)
    return False


def _precedes_cell(lines: list[Line], index: int) -> bool:
    """Whether a cell line follows after a few lines of text."""
    for _ in range(MOST_CONTINUATIONS):
        index += 1
        blanks = count_blanks(lines, index)
        index += blanks
        if index >= len(lines) or lines[index].kind != "text":
            return index < len(lines) and lines[index].kind == "cell"
        if blanks and blanks % 2 == 0:
            return False
    return False


def _read_as_paragraphs(
    lines: list[Line], start: int, table: CellTable
) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    """The lines as paragraphs: they are indented but do not form a table."""
    text_lines = [line for line in lines[start : table.end] if line.text.strip()]
    remarks = []
    if max(table.widths) > 1:
        first, last = text_lines[0].number, text_lines[-1].number
        problem = f"Lines {first}–{last} begin with tabs but do not form a table."
        remedy = "If they are a table, file the document as .docx or .xlsx."
        place = Place(line=first, last_line=last)
        remarks.append(Remark("no-table", "warning", place, problem, remedy))
    paragraphs: list[Paragraph | Grid] = [
        Paragraph(line.text.strip(), Place(line=line.number)) for line in text_lines
    ]
    return paragraphs, remarks, table.end


def _list_doubts(table: CellTable, width: int) -> list[Remark]:
    """Remarks on rows of another length and on lines that may be paragraphs."""
    remarks = [
        Remark(
            "row-length",
            "warning",
            Place(line=row[0].first, row=number, last_line=row[-1].last),
            f"The row has {len(row)} cells, the others {width}.",
            "Compare it with the document.",
        )
        for number, row in enumerate(table.rows, start=1)
        if len(row) != width
    ]
    remarks += [
        Remark(
            "cell-or-paragraph",
            "warning",
            Place(line=number),
            "The line was read as part of the cell above it; it may be a paragraph of its own.",
            "Compare it with the document.",
        )
        for number in table.doubtful
    ]
    return remarks
