"""Tables of a PDF without ruled lines: found by position, as grids with a remark each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pdfplumber.page import Page

from analysis.ingest.content import Grid, Paragraph, Place, Remark
from analysis.ingest.readers.aligned_columns import Span
from analysis.ingest.readers.aligned_tables import (
    AlignedTable,
    UnreadRows,
    find_aligned_tables,
    make_grid,
)
from analysis.ingest.readers.aligned_words import TextLine, Word, split_into_lines

# In points: rows of a sheet that is printed over two pages side by side stand at equal heights.
_SAME_HEIGHT = 1.0


@dataclass(frozen=True)
class PageTable:
    """A table without ruled lines, and where it is.

    Attributes:
        grid: its cells.
        tops: height on the page of each row.
        columns: left and right edge of each column.
        is_alone: whether nothing else is printed on the page but one or two lines at its foot.
        has_header: whether its first row is a header.
    """

    grid: Grid
    tops: tuple[float, ...]
    columns: tuple[Span, ...]
    is_alone: bool
    has_header: bool


class AlignedReader:
    """Finds tables without ruled lines, page by page."""

    def __init__(self) -> None:
        """Begins a document."""
        self._last: PageTable | None = None

    def read(
        self, page: Page, has_ruled: int, remarks: list[Remark]
    ) -> list[tuple[AlignedTable, PageTable]]:
        """The tables of a page, without characters of its ruled tables.

        Args:
            page: the page, without characters in ruled tables.
            has_ruled: number of ruled tables on the page.
            remarks: gets a remark on each table and on rows that are not read.
        """
        lines = split_into_lines(_list_words(page))
        before = self._last.columns if self._last else ()
        tables, unread = find_aligned_tables(lines, _list_rules(page), before)
        remarks += [_warn_of_unread(rows, page.page_number) for rows in unread]
        found = []
        for number, table in enumerate(tables, start=has_ruled + 1):
            grid = make_grid(table, page.page_number, number)
            is_alone = len(tables) == 1 and not has_ruled and _is_alone(lines, table)
            found.append(
                (table, PageTable(grid, table.tops, table.columns, is_alone, table.has_header))
            )
        self._last = found[-1][1] if found else None
        return found


def _list_words(page: Page) -> list[Word]:
    return [
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"])
        for word in page.extract_words(keep_blank_chars=False)
        if word["upright"]
    ]


def _list_rules(page: Page) -> list[Span]:
    """Heights of horizontal ruled lines."""
    return [
        (edge["top"], edge["bottom"])
        for edge in page.edges
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > page.width / 8
    ]


def _is_alone(lines: Sequence[TextLine], table: AlignedTable) -> bool:
    above = [line for line in lines if line.bottom <= table.top]
    return not above


def join_sideways(
    blocks: Iterable[Paragraph | Grid], tables: Sequence[PageTable], remarks: list[Remark]
) -> list[Paragraph | Grid]:
    """Joins a table to the one of the page before if a sheet was printed over both, side by side.

    Its rows stand at the heights of the other's rows, its page holds nothing above it, and its
    first column holds no labels.
    """
    joined: dict[int, Grid] = {}
    dropped: set[int] = set()
    first: PageTable | None = None
    for table in tables:
        if first is not None and _goes_on(first, table):
            left = joined.get(id(first.grid), first.grid)
            joined[id(first.grid)] = _put_beside(left, table.grid)
            dropped.add(id(table.grid))
            remarks.append(
                Remark(
                    "sideways", "warning", table.grid.place,
                    f"the table was read as further columns of the table on page "
                    f"{first.grid.place.page}, since its rows stand at the same heights.",
                    "Compare it with the pages.",
                )
            )  # fmt: skip
        else:
            first = table
    return [joined.get(id(block), block) for block in blocks if id(block) not in dropped]


def _goes_on(first: PageTable, table: PageTable) -> bool:
    pages = first.grid.place.page, table.grid.place.page
    if not table.is_alone or not table.has_header or None in pages or pages[0] == pages[1]:
        return False
    is_level = len(first.tops) == len(table.tops) and all(
        abs(one - other) <= _SAME_HEIGHT for one, other in zip(first.tops, table.tops, strict=True)
    )
    labels = [row[0].text for row in table.grid.rows[1:] if row[0].text]
    heads = [cell.text for cell in first.grid.rows[0]]
    is_new = not any(cell.text in heads for cell in table.grid.rows[0])
    return is_level and is_new and all(Word(text, 0, 0, 0, 0).is_figure for text in labels)


def _put_beside(left: Grid, right: Grid) -> Grid:
    rows = tuple(one + other for one, other in zip(left.rows, right.rows, strict=True))
    return Grid(rows, left.place)


def list_remarks(tables: Iterable[PageTable]) -> list[Remark]:
    """A remark on each table that was read by position."""
    return [
        Remark(
            "text-table", "warning", table.grid.place,
            f"a table without ruled lines was read by the position of its words "
            f"({len(table.grid.rows)} rows, {len(table.grid.rows[0])} columns).",
            "Compare it with the page, or file the workbook from which it was made.",
        )
        for table in tables
    ]  # fmt: skip


def _warn_of_unread(unread: UnreadRows, page: int) -> Remark:
    return Remark(
        "unread-rows", "warning", Place(page=page),
        f"{unread.rows} rows of figures that look like a table without ruled lines were not read "
        f"as one: {unread.reason}.",
        "File the workbook or document from which the page was made.",
    )  # fmt: skip
