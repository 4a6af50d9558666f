"""openpyxl: the cells that a sheet has, and no others."""

from collections.abc import Iterator

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from analysis.upstream.use import Use

STORED_CELLS = Use(
    purpose="The cells that a sheet stores, without the missing ones between them",
    names=("Worksheet._cells",),
    versions={"openpyxl": ("3.1", "3.2")},
    saved_share=None,
    reason="`iter_rows` and `cell` create each missing cell: a sheet with two cells in opposite "
    "corners would take all memory. The read-only mode does not read looks.",
)


def iterate_cells(sheet: Worksheet) -> Iterator[Cell]:
    """The cells that a sheet stores, in no particular order."""
    yield from sheet._cells.values()


def find_cell(sheet: Worksheet, row: int, column: int) -> Cell | None:
    """A cell that a sheet stores; None if it stores none there."""
    return sheet._cells.get((row, column))
