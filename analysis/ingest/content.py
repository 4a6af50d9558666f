"""What a reader finds in a file, whatever its format: paragraphs and grids, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

NumberFormat = Literal["general", "percent", "date", "text"]


@dataclass(frozen=True)
class Place:
    """Where something stands in a file; what the format does not have is None.

    Attributes:
        line: line of a text file, counted from 1.
        page: page of a PDF, counted from 1.
        paragraph: paragraph of a Word file, counted from 1.
        table: table of a Word file or of a PDF page, counted from 1.
        sheet: name of a sheet.
        row: row of the table or sheet, counted from 1.
        column: column of the table or sheet, counted from 1.
        last_line: last line of what spans several lines of a text file.
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
        text: the cell's text; of a spreadsheet, the stored value written out exactly ("0.7",
            "2020-07-31"), never rounded as displayed.
        place: where it stands.
        number_format: how a spreadsheet shows it ("0.7" may be shown as 70 %).
        merged_from: place of the top-left cell of the merged range that covers this one; the text
            is then blank.
        problem: why the cell cannot be read (a formula without value, an error value), in words.
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
    """A table or sheet: rows of cells, all rows of one length.

    Attributes:
        rows: its cells.
        place: where it begins.
        is_hidden: whether its sheet is hidden.
        hidden_rows: numbers of rows that are hidden, as counted by their cells' places.
        hidden_columns: numbers of columns that are hidden, counted likewise.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Remark:
    """What a reader noticed and did about it.

    Attributes:
        code: short name, such as ``encoding`` or ``extension``.
        severity: ``error`` (the cell or part is not used), ``warning`` or ``info``.
        place: where; None for the file.
        found: what was found.
        remedy: what to do, if anything.
    """

    code: str
    severity: Literal["error", "warning", "info"]
    place: Place | None
    found: str
    remedy: str = ""


@dataclass(frozen=True)
class Content:
    """All that a file holds, in its order.

    Attributes:
        blocks: paragraphs and grids.
        remarks: what was noticed in reading.
        kind: format by which the file was read: ``xlsx``, ``docx``, ``pdf``, ``text``, ``csv`` …
        encoding: encoding of a text or CSV file.
    """

    blocks: tuple[Paragraph | Grid, ...]
    remarks: tuple[Remark, ...] = ()
    kind: str = ""
    encoding: str | None = None
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def grids(self) -> Iterator[Grid]:
        """The grids alone."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs alone."""
        return (block for block in self.blocks if isinstance(block, Paragraph))


class UnreadableFile(Exception):
    """A file that cannot be read; the message says why and what to do instead."""

    def __init__(self, code: str, found: str, remedy: str) -> None:
        """Keeps the parts of the message."""
        super().__init__(f"{found} {remedy}")
        self.code, self.found, self.remedy = code, found, remedy


def column_letters(column: int) -> str:
    """A column's number as spreadsheets write it.

    Examples:
        >>> column_letters(28)
        'AB'
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def describe_place(place: Place | None) -> str:
    """A place in words: sheet and cell, page, table and row, paragraph, or line.

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
    """The end of a row's locator: its lines, or its row in a sheet or table."""
    places = [cell.place for cell in cells]
    first = places[0]
    if first.sheet is not None:
        return f"工作表“{first.sheet}”（第{first.row}行）"
    lines = _lines(places)
    if lines:
        return f"（第{lines}行）"
    page = f"第{first.page}页" if first.page is not None else ""
    return f"{page}（第{first.row}行）" if first.row is not None else page


def locate_text(place: Place) -> str:
    """The locator of a paragraph."""
    if place.line is not None:
        return f"正文（第{_lines([place])}行）"
    if place.paragraph is not None:
        return f"正文（第{place.paragraph}段）"
    if place.page is not None:
        return f"正文（第{place.page}页）"
    return locate_row([Cell("", place)]) or "正文"


def _lines(places: Iterable[Place]) -> str:
    spans = [(place.line, place.last_line or place.line) for place in places if place.line]
    if not spans:
        return ""
    first, last = min(start for start, _ in spans), max(end or 0 for _, end in spans)
    return f"{first}" if first == last else f"{first}–{last}"
