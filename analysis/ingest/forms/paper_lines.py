"""The lines of a file in order: its paragraphs, and the rows of its tables as text."""

from dataclasses import dataclass

from analysis.ingest.content import Content, Paragraph, Place
from analysis.ingest.words.mentions import flatten

_LONGEST_LINE = 400


@dataclass(frozen=True)
class Line:
    """A paragraph or a row of a table.

    Attributes:
        text: its text in half-width characters; the cells of a row are parted by spaces.
        block: index of its block.
        row: index of its row; None for a paragraph.
        filled: number of cells with text.
        sheet: name of its sheet.
        place: its place.
        is_cut: whether the text is longer than what is kept here.
    """

    text: str
    block: int
    row: int | None
    filled: int
    sheet: str | None
    place: Place
    is_cut: bool = False


def list_lines(content: Content) -> list[Line]:
    """The lines of a file that hold text; long ones are cut off, since no title is so long."""
    lines: list[Line] = []
    for index, block in enumerate(content.blocks):
        if isinstance(block, Paragraph):
            if block.text.strip():
                lines.append(_make_line(block.text.strip(), index, None, 1, block.place))
            continue
        if block.is_hidden:
            continue
        for number, row in enumerate(block.rows):
            texts = [cell.text.strip() for cell in row if cell.text.strip()]
            if texts:
                text = " ".join(text[:_LONGEST_LINE] for text in texts[:12])
                lines.append(_make_line(text, index, number, len(texts), row[0].place))
    return lines


def _make_line(text: str, block: int, row: int | None, filled: int, place: Place) -> Line:
    is_cut = len(text) > _LONGEST_LINE
    return Line(flatten(text[:_LONGEST_LINE]), block, row, filled, place.sheet, place, is_cut)
