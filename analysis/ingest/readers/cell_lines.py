"""Tables of which each cell is a line that begins with a tab, as Word saves them as text.

Such an export puts one empty line between the paragraphs of a cell, one after each row and one more
after the table. An empty paragraph at the end of a cell adds one. Hence before a cell line an odd
number of empty lines ends the row and an even number does not; before other text an even number
ends the table. Exports that lost empty lines are read by the number of cells of the first row.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from analysis.ingest.content import Grid, Paragraph, Place, Remark
from analysis.ingest.readers.text_lines import Line, Piece, count_blanks, make_grid

# What begins a paragraph of its own: a table's title, an annex, a numbered heading.
NUMERAL = "[一二三四五六七八九十]+"
HEADING = re.compile(rf"\s*(表\s*\d|附件|附表|注[:：]|第?{NUMERAL}[、章节]|[（(]{NUMERAL}[)）])")
MOST_CONTINUATIONS = 12
SURE_SHARE = 0.6


@dataclass
class CellTable:
    """Rows of pieces in the making.

    Attributes:
        end: index behind the last line.
        rows: what was read.
        doubtful: lines that may be paragraphs.
        tight: rows before which no empty line stands.
    """

    end: int = 0
    rows: list[list[Piece]] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    tight: int = 0

    @property
    def widths(self) -> Counter[int]:
        """How many rows have how many cells."""
        return Counter(len(row) for row in self.rows)


def read_cell_lines(
    lines: list[Line], start: int
) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    """The table whose first cell is at an index: blocks, remarks, index behind it."""
    table = _split_rows(lines, start, None)
    if len(table.widths) > 1:
        # Empty lines do not tell the rows: count cells instead.
        counted = _split_rows(lines, start, len(_split_rows(lines, start, 0).rows[0]))
        if len(counted.widths) == 1 and not counted.tight:
            table = counted
    width, number = table.widths.most_common(1)[0]
    is_sure = number >= SURE_SHARE * len(table.rows)
    if width == 1 or len(table.rows) == 1 or not is_sure:
        return _read_as_paragraphs(lines, start, table)
    remarks = _list_doubts(table, width)
    return [make_grid(table.rows, max(table.widths))], remarks, table.end


def _split_rows(lines: list[Line], start: int, width: int | None) -> CellTable:
    """Cuts lines into rows.

    Args:
        lines: all lines.
        start: index of the first cell.
        width: cells of a row; None to tell rows by the number of empty lines, 0 to end a row at
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
    if width is None:
        return blanks % 2 == 1
    return blanks > 0 if width == 0 else cells >= width


def _ends_table(
    lines: list[Line], index: int, blanks: int, table: CellTable, width: int | None
) -> bool:
    """Whether the text at an index is no part of the last cell."""
    if blanks == 0:
        return False
    wanted = width or len(table.rows[0])
    is_complete = len(table.rows) > 1 and len(table.rows[-1]) >= wanted
    if width is None and blanks % 2 == 0:
        return True
    if not is_complete:
        return False
    if width or HEADING.match(lines[index].text) or not _leads_to_cell(lines, index):
        return True
    table.doubtful.append(lines[index].number)
    return False


def _leads_to_cell(lines: list[Line], index: int) -> bool:
    """Whether, after a few lines of text, the next row begins as rows do."""
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
    """Indented lines that form no table."""
    texts = [line for line in lines[start : table.end] if line.text.strip()]
    remarks = []
    if max(table.widths) > 1:
        found = f"Lines {texts[0].number}–{texts[-1].number} begin with tabs but form no table."
        remedy = "If they are one, file the document as .docx or .xlsx."
        place = Place(line=texts[0].number, last_line=texts[-1].number)
        remarks.append(Remark("no-table", "warning", place, found, remedy))
    return (
        [Paragraph(each.text.strip(), Place(line=each.number)) for each in texts],
        remarks,
        table.end,
    )


def _list_doubts(table: CellTable, width: int) -> list[Remark]:
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
