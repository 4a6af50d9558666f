"""Tables for people, as wide as the terminal; Chinese characters count as two columns."""

import sys
from collections.abc import Sequence

from analysis.commands.exit_status import blank_controls
from analysis.commands.text_width import find_width, measure, pad, wrap

_GAP = 2
# A column that is cut keeps at least so many columns of the terminal.
_LEAST = 6


def render_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
) -> str:
    """A table with its headings; a cell that is too wide continues in the next line.

    Without a terminal nothing is cut: output goes to a file or a search.

    Args:
        headings: one for each column.
        rows: their cells.
        right: columns whose cells stand at the right, as numbers do.
    """
    cells = [[blank_controls(cell) for cell in row] for row in rows]
    width = find_width(sys.stdout.isatty())
    widths = fit([headings, *cells], width - _GAP * (len(headings) - 1))
    lines = _format_row(headings, widths, right)
    for row in cells:
        lines += _format_row(row, widths, right)
    return "\n".join(lines)


def fit(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: the widest are cut until all fit.

    Examples:
        >>> fit([["441803", "清新区", "a" * 40]], 30)
        [6, 6, 18]
    """
    widths = [max(map(measure, column)) for column in zip(*rows, strict=True)]
    while sum(widths) > width:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= _LEAST:
            break
        others = sorted(widths)[-2] if len(widths) > 1 else 0
        excess = sum(widths) - width
        widths[widest] -= max(1, min(excess, widths[widest] - max(others, _LEAST)))
    return widths


def _format_row(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> list[str]:
    columns = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, columns))):
        parts = []
        for position, (column, width) in enumerate(zip(columns, widths, strict=True)):
            text = column[number] if number < len(column) else ""
            gap = " " * (width - measure(text)) if position in right else ""
            parts.append(pad(gap + text, width))
        lines.append((" " * _GAP).join(parts).rstrip())
    return lines
