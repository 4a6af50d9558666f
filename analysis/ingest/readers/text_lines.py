"""Lines of a text export, as the table readers see them."""

from dataclasses import dataclass
from typing import Literal

from analysis.ingest.content import Cell, Grid, Place

LineKind = Literal["blank", "text", "cell", "row"]


@dataclass(frozen=True)
class Line:
    """A line of a text file.

    Attributes:
        number: counted from 1.
        text: without its end.
        kind: ``blank``; ``text`` without a tab; ``cell``, one tab at its beginning; ``row``, other
            tabs.
    """

    number: int
    text: str
    kind: LineKind


@dataclass
class Piece:
    """A cell in the making: its text line by line, and the lines that it spans."""

    texts: list[str]
    first: int
    last: int

    def extend(self, text: str, number: int) -> None:
        """Takes in a further line."""
        self.texts.append(text)
        self.last = number


def split_lines(text: str) -> list[Line]:
    """The lines of a text, by kind; numbered as an editor does."""
    texts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Line(number, each, _tell_kind(each)) for number, each in enumerate(texts, start=1)]


def _tell_kind(text: str) -> LineKind:
    if "\t" not in text:
        return "text" if text.strip() else "blank"
    return "cell" if text.startswith("\t") and "\t" not in text[1:] else "row"


def count_blanks(lines: list[Line], index: int) -> int:
    """How many blank lines stand at an index."""
    end = index
    while end < len(lines) and lines[end].kind == "blank":
        end += 1
    return end - index


def make_grid(rows: list[list[Piece]], width: int) -> Grid:
    """A grid of pieces; short rows are filled up with blanks."""
    made = []
    for number, row in enumerate(rows, start=1):
        last = row[-1].last
        filled = row + [Piece([""], last, last) for _ in range(width - len(row))]
        made.append(
            tuple(
                Cell(
                    "\n".join(text.strip() for text in piece.texts if text.strip()),
                    Place(line=piece.first, row=number, column=column, last_line=piece.last),
                )
                for column, piece in enumerate(filled, start=1)
            )
        )
    return Grid(tuple(made), Place(line=rows[0][0].first, last_line=rows[-1][-1].last))
