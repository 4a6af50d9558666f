"""Finds ruled tables in the picture of a page: its lines give rows, columns and cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

# In heights of a line of text: a ruled line is at least this long; strokes of characters, also of
# several side by side, are shorter.
_LEAST_ACROSS, _LEAST_DOWN = 2.6, 1.05
# Lines nearer to each other than this share of the picture's height are one.
_SAME_LINE = 1 / 250
# A border is there if a line covers this share of it, and half of each of its ends, which text in
# a cell does not touch.
_COVERED, _COVERED_END = 0.75, 0.5
_MOST_DEGREES, _LEAST_DEGREES = 5.0, 0.05
_WIDTH_FOR_ANGLES = 1000
Picture = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True)
class RuledCell:
    """A cell: its rows and columns in the table, from 0, and its box in the picture."""

    row: int
    column: int
    last_row: int
    last_column: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class RuledTable:
    """A table: number of rows and columns, and its cells."""

    rows: int
    columns: int
    cells: tuple[RuledCell, ...]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom edge."""
        cells = self.cells
        return (
            min(cell.left for cell in cells), min(cell.top for cell in cells),
            max(cell.right for cell in cells), max(cell.bottom for cell in cells),
        )  # fmt: skip


def find_ink(picture: Picture) -> Picture:
    """White where the picture is darker than its surroundings, black elsewhere."""
    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    return cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 18
    )


def straighten(picture: Picture) -> Picture:
    """The picture turned so that its lines, ruled or of text, are level."""
    height, width = picture.shape
    angle = _find_angle(picture)
    if abs(angle) < _LEAST_DEGREES:
        return picture
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    size = (width, height)
    return cv2.warpAffine(picture, turned, size, flags=cv2.INTER_CUBIC, borderValue=255)  # type: ignore[call-overload]


def _find_angle(picture: Picture) -> float:
    """By how many degrees lines fall to the right: where rows of ink differ most."""
    scale = min(1.0, _WIDTH_FOR_ANGLES / picture.shape[1])
    small = cv2.resize(find_ink(picture), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)

    def measure(angle: float) -> float:
        sheared = np.float32([[1, 0, 0], [-np.tan(np.radians(angle)), 1, 0]])
        rows = cv2.warpAffine(small, sheared, small.shape[::-1]).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    best = max(np.arange(-_MOST_DEGREES, _MOST_DEGREES + 0.1, 0.5), key=measure)
    return float(max(np.arange(best - 0.5, best + 0.51, 0.05), key=measure))


def find_ruled_tables(picture: Picture, usual: float) -> tuple[list[RuledTable], Picture]:
    """The ruled tables of a straight picture, and its ink without their lines.

    Args:
        picture: the page in shades of grey.
        usual: usual height of a line of text.
    """
    height, width = picture.shape
    ink = find_ink(picture)
    across = _keep_long(ink, max(24, int(usual * _LEAST_ACROSS)), 1)
    down = _keep_long(ink, 1, max(16, int(usual * _LEAST_DOWN)))
    both = cv2.dilate(cv2.bitwise_or(across, down), np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(both)
    tables = []
    for number in range(1, count):
        left, top, wide, high = (int(value) for value in stats[number, :4])
        if wide < width / 10 or high < height / 100:
            continue
        own = (labels[top : top + high, left : left + wide] == number).astype(np.uint8) * 255
        table = _read_table(
            cv2.bitwise_and(across[top : top + high, left : left + wide], own),
            cv2.bitwise_and(down[top : top + high, left : left + wide], own),
            left, top, max(3, int(height * _SAME_LINE)),
        )  # fmt: skip
        if table is not None:
            tables.append(table)
    lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((5, 5), np.uint8))
    text = cv2.bitwise_and(ink, cv2.bitwise_not(lines))
    return sorted(tables, key=lambda table: table.box[1]), text


def _keep_long(ink: Picture, width: int, height: int) -> Picture:
    """What is left of the ink when only runs of this length are kept; small gaps are closed."""
    gap = np.ones((3 if height > 1 else 1, 3 if width > 1 else 1), np.uint8)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, gap)
    # Lines that are a little aslant leave their row of pixels: thicken them across first.
    thick = cv2.dilate(closed, np.ones((1 if height > 1 else 3, 3 if height > 1 else 1), np.uint8))
    return cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((height, width), np.uint8))


def _read_table(
    across: Picture, down: Picture, left: int, top: int, same: int
) -> RuledTable | None:
    ys, xs = _find_positions(across, 1, same), _find_positions(down, 0, same)
    if len(ys) < 2 or len(xs) < 2 or (len(ys) == 2 and len(xs) == 2):
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    groups = np.arange(rows * columns).reshape(rows, columns)
    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and not _is_border(
                down, xs[column + 1], ys[row], ys[row + 1], same, is_down=True
            ):
                _merge(groups, groups[row, column], groups[row, column + 1])
            if row + 1 < rows and not _is_border(
                across, ys[row + 1], xs[column], xs[column + 1], same, is_down=False
            ):
                _merge(groups, groups[row, column], groups[row + 1, column])
    cells = []
    for group in np.unique(groups):
        own_rows, own_columns = np.nonzero(groups == group)
        first, last = int(own_rows.min()), int(own_rows.max())
        start, end = int(own_columns.min()), int(own_columns.max())
        if (last - first + 1) * (end - start + 1) != len(own_rows):
            return None  # lines that do not enclose rectangles are no table
        cells.append(
            RuledCell(first, start, last, end, left + xs[start], top + ys[first],
                      left + xs[end + 1], top + ys[last + 1])
        )  # fmt: skip
    return _leave_out_unused(cells) if len(cells) > 1 else None


def _leave_out_unused(cells: Sequence[RuledCell]) -> RuledTable:
    """The table without rows and columns in which no cell begins: their line was none."""
    rows = {row: at for at, row in enumerate(sorted({cell.row for cell in cells}))}
    columns = {column: at for at, column in enumerate(sorted({cell.column for cell in cells}))}
    numbered = [
        replace(
            cell, row=rows[cell.row], column=columns[cell.column],
            last_row=max(at for row, at in rows.items() if row <= cell.last_row),
            last_column=max(at for column, at in columns.items() if column <= cell.last_column),
        )
        for cell in cells
    ]  # fmt: skip
    return RuledTable(len(rows), len(columns), tuple(numbered))


def _merge(groups: np.ndarray[Any, Any], one: int, other: int) -> None:
    groups[groups == other] = one


def _find_positions(lines: Picture, axis: int, same: int) -> list[int]:
    """Where the lines of one direction stand: middle of each group of rows or columns of ink."""
    length = lines.shape[axis]
    counts = (lines > 0).sum(axis=axis)
    # The whole of a line counts: it may be interrupted by merged cells or be a little aslant.
    filled = np.nonzero(counts >= max(12, length * 0.06))[0]
    positions: list[list[int]] = []
    for value in (int(one) for one in filled):
        if positions and value - positions[-1][-1] <= same:
            positions[-1].append(value)
        else:
            positions.append([value])
    return [int(np.average(group, weights=counts[group])) for group in positions]


def _is_border(
    lines: Picture, position: int, start: int, end: int, same: int, is_down: bool
) -> bool:
    """Whether a line stands at a position between start and end."""
    inset = min(same, (end - start) // 4)
    low, high = max(0, position - same), position + same + 1
    part = lines[start + inset : end - inset, low:high] if is_down else (
        lines[low:high, start + inset : end - inset]
    )  # fmt: skip
    covered = (part > 0).any(axis=1 if is_down else 0)
    if not covered.size or float(covered.mean()) < _COVERED:
        return False
    ends = covered[: 2 * same], covered[-2 * same :]
    return all(float(part.mean()) >= _COVERED_END for part in ends)


def list_slots(table: RuledTable) -> dict[tuple[int, int], RuledCell]:
    """Row and column → the cell that covers them."""
    return {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.last_row + 1)
        for column in range(cell.column, cell.last_column + 1)
    }


def find_cell(cells: Sequence[RuledCell], x: float, y: float) -> RuledCell | None:
    """The cell at a position of the picture."""
    return next(
        (cell for cell in cells if cell.left <= x < cell.right and cell.top <= y < cell.bottom),
        None,
    )
