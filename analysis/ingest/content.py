"""What a reader finds in a file, whatever its format: paragraphs and grids, each with its place."""

from collections.abc import Iterator
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
