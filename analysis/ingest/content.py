"""What every reader returns, whatever the format: paragraphs and grids, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

NumberFormat = Literal["general", "percent", "date", "text"]


@dataclass(frozen=True)
class Place:
    """A position in a file; attributes that the format does not have are None.

    Attributes:
        line: line of a text file, from 1.
        page: page of a PDF, from 1.
        paragraph: paragraph of a Word file, from 1.
        table: table of a Word file or of a PDF page, from 1.
        sheet: name of a sheet.
        row: row of the table or sheet, from 1.
        column: column of the table or sheet, from 1.
        last_line: last line of a cell or row that spans several lines of a text file.
    """

    line: int | None = None
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    last_line: int | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a grid.

    Attributes:
        text: the cell's text; in a spreadsheet the stored value in full ("0.7", "2020-07-31"),
            never rounded as displayed.
        place: position of the cell.
        number_format: how a spreadsheet displays the value ("0.7" may be displayed as 70 %).
        merged_from: place of the top-left cell of the merged range that covers this one; the text
            is then blank.
        problem: why the cell cannot be used, as a sentence (a formula without value, an error).
    """

    text: str
    place: Place
    number_format: NumberFormat = "general"
    merged_from: Place | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: str
    place: Place


@dataclass(frozen=True)
class Grid:
    """A table or sheet: rows of cells, all of the same length.

    Attributes:
        rows: the cells, row by row.
        place: position of the first cell.
        is_hidden: whether its sheet is hidden.
        hidden_rows: numbers of the hidden rows, as in ``Place.row``.
        hidden_columns: numbers of the hidden columns, as in ``Place.column``.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Remark:
    """A message about a file that was read.

    Attributes:
        code: short name, such as ``encoding`` or ``extension``.
        severity: ``error`` (the cell or part is not used), ``warning`` or ``info``.
        place: position; None for the whole file.
        found: what is unusual, as a sentence.
        remedy: what the user should do, if anything.
    """

    code: str
    severity: Literal["error", "warning", "info"]
    place: Place | None
    found: str
    remedy: str = ""


@dataclass(frozen=True)
class ScannedText:
    """A text that was read from a picture.

    Attributes:
        place: the cell or paragraph.
        confidence: how sure the recognition is, 0 to 1.
        picture: the part of the picture that was read, as PNG.
    """

    place: Place
    confidence: float
    picture: bytes


@dataclass(frozen=True)
class Content:
    """Everything that was read from a file.

    Attributes:
        blocks: paragraphs and grids, in the order of the file.
        remarks: messages about the file.
        kind: format as which the file was read: ``xlsx``, ``docx``, ``pdf``, ``text``, ``csv`` …
        encoding: encoding of a text or CSV file.
        properties: digest of the file (``sha256``), separator of a CSV file (``delimiter``).
        scanned: paragraphs and grids read from pictures of pages; their figures are candidates.
        scanned_texts: confidence and picture of those of their texts that hold figures.
    """

    blocks: tuple[Paragraph | Grid, ...]
    remarks: tuple[Remark, ...] = ()
    kind: str = ""
    encoding: str | None = None
    properties: dict[str, str] = field(default_factory=dict)
    scanned: tuple[Paragraph | Grid, ...] = ()
    scanned_texts: tuple[ScannedText, ...] = ()

    @property
    def grids(self) -> Iterator[Grid]:
        """The grids among the blocks."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs among the blocks."""
        return (block for block in self.blocks if isinstance(block, Paragraph))


class UnreadableFile(Exception):
    """A file cannot be read.

    Attributes:
        code: short name of the reason, such as ``password``.
        found: what is wrong with the file, as a sentence.
        remedy: what the user should do.
    """

    def __init__(self, code: str, found: str, remedy: str) -> None:
        """Stores the parts of the message."""
        super().__init__(f"{found} {remedy}")
        self.code, self.found, self.remedy = code, found, remedy


def column_letters(column: int) -> str:
    """The letters that spreadsheets use for a column number.

    Examples:
        >>> column_letters(28)
        'AB'
    """
    letters = ""
    while column > 0:
        column, letter_index = divmod(column - 1, 26)
        letters = chr(ord("A") + letter_index) + letters
    return letters


def describe_place(place: Place | None) -> str:
    """A place for messages: sheet and cell, or page, table, row, column, paragraph and line.

    Examples:
        >>> describe_place(Place(sheet="7月", row=3, column=2))
        'sheet 7月, cell B3'
        >>> describe_place(Place(line=12))
        'line 12'
    """
    if place is None:
        return "the file"
    if place.sheet is not None:
        cell = place.row and f"cell {column_letters(place.column or 1)}{place.row}"
        return ", ".join(part for part in (f"sheet {place.sheet}", cell) if part)
    parts = [
        f"{word} {number}"
        for word, number in (
            ("page", place.page), ("table", place.table), ("row", place.row),
            ("column", place.column), ("paragraph", place.paragraph), ("line", place.line),
        )
        if number is not None
    ]  # fmt: skip
    return ", ".join(parts) or "the file"


def locate_row(cells: Sequence[Cell]) -> str:
    """The locator of a row: its sheet and row, its lines, or its page and row."""
    places = [cell.place for cell in cells]
    first = places[0]
    if first.sheet is not None:
        return f"工作表“{first.sheet}”（第{first.row}行）"
    lines = _join_lines(places)
    if lines:
        return f"（第{lines}行）"
    page = f"第{first.page}页" if first.page is not None else ""
    return f"{page}（第{first.row}行）" if first.row is not None else page


def locate_text(place: Place) -> str:
    """The locator of a paragraph."""
    if place.line is not None:
        return f"正文（第{_join_lines([place])}行）"
    if place.paragraph is not None:
        page = f"第{place.page}页" if place.page is not None else ""
        return f"正文（{page}第{place.paragraph}段）"
    if place.page is not None:
        return f"正文（第{place.page}页）"
    return locate_row([Cell("", place)]) or "正文"


def _join_lines(places: Iterable[Place]) -> str:
    """The first and last line that the places span, such as ``3–5``; blank without lines."""
    spans = [(place.line, place.last_line or place.line) for place in places if place.line]
    if not spans:
        return ""
    first, last = min(start for start, _ in spans), max(end or 0 for _, end in spans)
    return f"{first}" if first == last else f"{first}–{last}"
