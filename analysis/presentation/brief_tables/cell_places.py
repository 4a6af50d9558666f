"""Where the cells of a table stand: their columns, and room that aligns decimal points."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.presentation.brief_tables.table import Cell, Row, Table

# Sign, whole part, decimals and what follows the number.
_NUMBER = re.compile(r"[^\d]*[\d,]+(?:\.(?P<decimals>\d+))?(?P<unit>\D*)")
# A day or a month, which no line break may part.
_DATE = re.compile(r"\d{4}年(?:\d+月(?:\d+日)?)?|(?:\d+ )?[A-Z][a-z]+ \d{4}")


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its column's name, which a card shows, and its classes."""

    cell: "Cell"
    label: str
    css: str


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its cells."""

    row: "Row"
    cells: tuple[PlacedCell, ...]
    is_first: bool
    """Whether no cell above reaches into it."""


def place_cells(table: "Table") -> list[list[PlacedRow]]:
    """The rows of each group with the columns of their cells."""
    places = [_find_places(rows, len(table.columns)) for rows in table.bodies]
    pads = _find_pads(table, places)
    return [
        [
            PlacedRow(
                row,
                tuple(
                    _place(cell, column, table, pads)
                    for cell, column in zip(row.cells, columns, strict=True)
                ),
                not columns or columns[0] == 0,
            )
            for row, columns in zip(rows, body, strict=True)
        ]
        for rows, body in zip(table.bodies, places, strict=True)
    ]


def _find_places(rows: tuple["Row", ...], width: int) -> list[list[int]]:
    """The index of the first column of each cell, by row; cells above may reach into a row."""
    covered = [0] * width
    places = []
    for row in rows:
        own, column = [], 0
        for cell in row.cells:
            while column < width and covered[column]:
                column += 1
            own.append(column)
            for reached in range(column, min(column + cell.colspan, width)):
                covered[reached] = cell.rowspan
            column += cell.colspan
        places.append(own)
        covered = [max(0, left - 1) for left in covered]
    return places


def _place(cell: "Cell", column: int, table: "Table", pads: dict[int, str]) -> PlacedCell:
    heading = table.columns[column]
    is_named = column > 0 and not cell.scope and bool(cell.text or cell.details)
    if cell.is_number:
        css = "number"
        pad = pads.get(id(cell), "")
        css += f" {pad}" if pad else ""
    elif cell.depth:
        css = f"within-{min(cell.depth, 3)}"
    else:
        css = "source" if cell.is_source else "wide" if heading.is_wide else ""
        if not css and _DATE.fullmatch(cell.text):
            css = "date"
    return PlacedCell(cell, heading.name if is_named else "", css)


def _find_pads(table: "Table", places: list[list[list[int]]]) -> dict[int, str]:
    """Class of each number that has fewer decimals than another of its column and unit.

    A column whose numbers have different units is not aligned.
    """
    columns: dict[int, list[tuple[int, int, str]]] = {}
    for rows, body in zip(table.bodies, places, strict=True):
        for row, own in zip(rows, body, strict=True):
            for cell, column in zip(row.cells, own, strict=True):
                found = (
                    _NUMBER.fullmatch(cell.text) if cell.is_number and cell.colspan == 1 else None
                )
                if found:
                    decimals = len(found["decimals"] or "")
                    columns.setdefault(column, []).append((id(cell), decimals, found["unit"]))
    pads = {}
    for numbers in columns.values():
        most = max(decimals for _, decimals, _ in numbers)
        if not most or len({unit for _, _, unit in numbers}) > 1:
            continue
        for key, decimals, _ in numbers:
            if decimals < most:
                pads[key] = f"pad-{most - decimals}" + ("" if decimals else " pad-point")
    return pads
