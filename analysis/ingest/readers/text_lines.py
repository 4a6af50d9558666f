"""Lines of a text file by kind, and grids from the cells in them."""

from dataclasses import dataclass
from typing import Literal

from analysis.ingest.content import Cell, Grid, Place

LineKind = Literal["blank", "text", "cell", "row"]


@dataclass(frozen=True)
class Line:
    """A line of a text file.

    Attributes:
        number: number of the line, from 1.
        text: the line without its line end.
        kind: ``blank``; ``text``, without a tab; ``cell``, with one tab, at the beginning;
            ``row``, with other tabs.
    """

    number: int
    text: str
    kind: LineKind


@dataclass
class Piece:
    """A cell while its lines are read: their texts, the first and the last line number."""

    texts: list[str]
    first: int
    last: int

    def extend(self, text: str, number: int) -> None:
        """Adds a line."""
        self.texts.append(text)
        self.last = number


def split_lines(text: str) -> list[Line]:
    """The lines of a text; LF, CR LF and CR end a line."""
    texts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Line(number, line, _find_kind(line)) for number, line in enumerate(texts, start=1)]


def _find_kind(text: str) -> LineKind:
    if "\t" not in text:
        return "text" if text.strip() else "blank"
    return "cell" if text.startswith("\t") and "\t" not in text[1:] else "row"


def count_blanks(lines: list[Line], index: int) -> int:
    """The number of consecutive blank lines from ``index`` on."""
    end = index
    while end < len(lines) and lines[end].kind == "blank":
        end += 1
    return end - index


def make_grid(rows: list[list[Piece]], width: int) -> Grid:
    """A grid of pieces; short rows are padded with blank cells."""
    cells = []
    for number, row in enumerate(rows, start=1):
        last = row[-1].last
        padded_row = row + [Piece([""], last, last) for _ in range(width - len(row))]
        cells.append(
            tuple(
                Cell(
                    "\n".join(text.strip() for text in piece.texts if text.strip()),
                    Place(line=piece.first, row=number, column=column, last_line=piece.last),
                )
                for column, piece in enumerate(padded_row, start=1)
            )
        )
    return Grid(tuple(cells), Place(line=rows[0][0].first, last_line=rows[-1][-1].last))
