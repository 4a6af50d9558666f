"""The table of a record: its cells, and which of them are merged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LEFT, ABOVE = "<", "^"


@dataclass(frozen=True)
class Span:
    """A merged range, counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Table:
    """A table with the lines above and below it.

    Attributes:
        lines: the lines above it, or all of the text of a paper without tables.
        rows: its cells; those covered by a merged range are blank.
        spans: its merged ranges.
        after: the lines below it.
        sheet: name of its sheet.
    """

    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...]
    after: tuple[str, ...]
    sheet: str = ""

    @property
    def width(self) -> int:
        """How many columns it has; 1 without rows."""
        return len(self.rows[0]) if self.rows else 1


def make_table(part: Mapping[str, Any], name: str) -> Table:
    """The table of a part of a record.

    Raises:
        ValueError: if its rows have no cell to merge with.
    """
    grid = [["" if cell is None else str(cell) for cell in row] for row in part.get("grid") or ()]
    width = max(map(len, grid), default=1)
    marks = [row + [""] * (width - len(row)) for row in grid]
    spans = _find_spans(marks, name)
    rows = tuple(tuple("" if cell in (LEFT, ABOVE) else cell for cell in row) for row in marks)
    lines = [*(part.get("lines") or ()), *(part.get("text") or ())]
    return Table(
        tuple(map(str, lines)), rows, spans, tuple(map(str, part.get("after") or ())),
        str(part.get("sheet") or ""),
    )  # fmt: skip


def _find_spans(marks: list[list[str]], name: str) -> tuple[Span, ...]:
    covered: set[tuple[int, int]] = set()
    spans = []
    for top, row in enumerate(marks):
        for left, cell in enumerate(row):
            if (top, left) in covered:
                continue
            if cell in (LEFT, ABOVE):
                raise ValueError(f"{name}: row {top + 1}, cell {left + 1} has no neighbour")
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            while bottom + 1 < len(marks) and _continues(marks[bottom + 1], left, right):
                bottom += 1
            places = {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
            covered |= places
            if len(places) > 1:
                spans.append(Span(top, left, bottom, right))
    return tuple(spans)


def _continues(row: list[str], left: int, right: int) -> bool:
    return row[left] == ABOVE and all(cell in (LEFT, ABOVE) for cell in row[left + 1 : right + 1])
