"""Tables of which each row is a line with tabs between its cells; a cell may break over lines."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.ingest.content import Grid, Paragraph, Place, Remark
from analysis.ingest.readers.text_lines import Line, Piece, count_blanks, make_grid


@dataclass
class RowTable:
    """Rows in the making."""

    width: int
    end: int = 0
    rows: list[list[Piece]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Takes in a line as a row of its own."""
        self.rows.append(_split_pieces(line))

    def join(self, texts: list[Line], line: Line) -> None:
        """Takes in lines that go on with the last cell."""
        row, (first, *others) = self.rows[-1], _split_pieces(line)
        for text in texts:
            row[-1].extend(text.text, text.number)
        row[-1].extend(first.texts[0], line.number)
        row.extend(others)
        place = Place(line=row[0].first, row=len(self.rows), last_line=line.number)
        found = f"Lines {row[0].first}–{line.number} were joined: a cell breaks over lines."
        self.remarks.append(Remark("joined", "info", place, found))


def read_row_lines(
    lines: list[Line], start: int
) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    """The table whose first row is at an index: blocks, remarks, index behind it."""
    table = RowTable(_find_width(lines, start))
    index = start
    while index < len(lines):
        blanks = count_blanks(lines, index)
        following = index + blanks
        if following == len(lines):
            break
        texts, row_index = _collect_texts(lines, following)
        # Text between empty lines is a paragraph or a title, and no part of a cell.
        is_tight = not texts or row_index == index + len(texts)
        if row_index is not None and is_tight and _goes_on(table, lines[row_index]):
            table.join(texts, lines[row_index])
            index = row_index + 1
        elif lines[following].kind != "text":
            if blanks and table.rows and _count(lines[following]) != table.width:
                break
            table.add(lines[following])
            index = following + 1
        elif not blanks and row_index == following + 1:
            table.add(lines[following])
            index = following + 1
        else:
            break
        table.end = index
    return _finish(table)


def _find_width(lines: list[Line], start: int) -> int:
    """The commonest number of cells in the first run of lines."""
    counts = Counter(_count(line) for line in _iterate_run(lines, start))
    most = max(counts.values())
    return max(count for count, number in counts.items() if number == most)


def _iterate_run(lines: list[Line], start: int) -> Iterator[Line]:
    for index in range(start, len(lines)):
        line = lines[index]
        if line.kind in ("text", "blank"):
            if line.kind == "text":
                continue
            return
        yield line


def _collect_texts(lines: list[Line], index: int) -> tuple[list[Line], int | None]:
    """Lines of text from an index on, and the index of the row line that follows them."""
    texts = []
    while index < len(lines) and lines[index].kind in ("text", "blank"):
        if lines[index].kind == "text":
            texts.append(lines[index])
        index += 1
    return texts, index if index < len(lines) else None


def _goes_on(table: RowTable, line: Line) -> bool:
    """Whether a row line completes the row before it, which is short by just its cells.

    A line that begins blank or with a number begins a row: rows may have lost trailing tabs.
    """
    if not table.rows or len(table.rows[-1]) >= table.width:
        return False
    first = line.text.split("\t", 1)[0].strip()
    begins_row = not first or first.isdigit()
    return not begins_row and len(table.rows[-1]) + _count(line) - 1 == table.width


def _count(line: Line) -> int:
    return line.text.count("\t") + 1


def _split_pieces(line: Line) -> list[Piece]:
    return [Piece([text], line.number, line.number) for text in line.text.split("\t")]


def _is_shifted(rows: list[list[Piece]], width: int) -> bool:
    """Whether the header ends blank and most rows do not: merged cells lose their columns."""
    filled = [len(row) == width and any(text.strip() for text in row[-1].texts) for row in rows]
    return not filled[0] and sum(filled) * 2 > len(rows)


def _finish(table: RowTable) -> tuple[list[Paragraph | Grid], list[Remark], int]:
    if len(table.rows) == 1:
        (row,) = table.rows
        text = "\t".join(" ".join(piece.texts) for piece in row).strip()
        return [Paragraph(text, Place(line=row[0].first, last_line=row[-1].last))], [], table.end
    for number, row in enumerate(table.rows, start=1):
        if len(row) != table.width:
            place = Place(line=row[0].first, row=number, last_line=row[-1].last)
            found = f"The row has {len(row)} cells, the others {table.width}."
            remedy = "Compare it with the document: cells may have been lost in the export."
            table.remarks.append(Remark("row-length", "warning", place, found, remedy))
    width = max(len(row) for row in table.rows)
    if _is_shifted(table.rows, width):
        row = table.rows[0]
        found = f"The first row has no text over column {width}, where others have some."
        remedy = "A cell over several columns may have shifted it: compare it with the document."
        place = Place(line=row[0].first, row=1, column=width, last_line=row[-1].last)
        table.remarks.append(Remark("header-blank", "warning", place, found, remedy))
    return [make_grid(table.rows, width)], table.remarks, table.end
