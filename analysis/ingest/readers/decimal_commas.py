"""Marks the figures of a CSV file whose meaning depends on whether its commas are decimal ones."""

import re
from dataclasses import replace

from analysis.ingest.content import Cell, Grid

# Only a decimal comma is written like this: 12,5 and 125.000,50.
DECIMAL_COMMA = re.compile(r"[-+−]?(\d{1,3}(\.\d{3})+,\d+|\d+,(\d{1,2}|\d{4,}))")
# One number with a decimal point, another with a decimal comma.
AMBIGUOUS = re.compile(r"[-+−]?\d{1,3}([.,]\d{3})+")


def mark_ambiguous(grid: Grid) -> Grid:
    """The grid; where a cell has a decimal comma, figures such as 1.250 get a problem.

    A figure with a decimal comma itself is refused where figures are read.
    """
    texts = [cell.text for row in grid.rows for cell in row]
    example = next((text for text in texts if DECIMAL_COMMA.fullmatch(text)), None)
    if example is None:
        return grid
    return replace(
        grid, rows=tuple(tuple(_mark(cell, example) for cell in row) for row in grid.rows)
    )


def _mark(cell: Cell, example: str) -> Cell:
    if cell.problem or not AMBIGUOUS.fullmatch(cell.text):
        return cell
    problem = (
        f"{cell.text} has two meanings, because {example} has a decimal comma: "
        "write all figures with a decimal point."
    )
    return replace(cell, problem=problem)
