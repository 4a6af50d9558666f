"""Checks how far the sheets of an .xls say that they extend, before any library believes it.

calamine reserves memory for all cells between the corners that a sheet declares or uses; a damaged
number there makes it ask for hundreds of gigabytes and abort. The layout is Microsoft's [MS-XLS]:
records of a kind, a length and as many bytes. DIMENSIONS holds the declared corners; records of
cells begin with row and column.
"""

import struct

from xlrd.compdoc import CompDoc, CompDocError

from analysis.ingest.content import UnreadableFile
from analysis.ingest.limits import Limits

SHEET_START, DIMENSIONS = 0x0809, 0x0200
# FORMULA, LABELSST, MULRK, NUMBER, LABEL, BOOLERR, RK
CELLS = frozenset({0x0006, 0x00FD, 0x00BD, 0x0203, 0x0204, 0x0205, 0x027E})
HEAD = struct.Struct("<2H")
CORNERS = struct.Struct("<2I2H")
CELL = struct.Struct("<2H")
STREAMS = ("Workbook", "Book")


def check_extents(content: bytes, limits: Limits) -> None:
    """Looks at the corners of every sheet.

    Raises:
        UnreadableFile: if a sheet spans more cells than the limit.
    """
    for first_row, end_row, first_column, end_column in _list_corners(_find_records(content)):
        rows, columns = end_row - first_row, end_column - first_column
        if rows < 0 or columns < 0 or rows * columns > limits.spread_cells:
            raise UnreadableFile(
                "extent",
                f"A sheet says that it reaches row {end_row:,} and column {end_column:,}.",
                "Delete the empty rows and columns, or save the form alone in a new file.",
            )


def _find_records(content: bytes) -> bytes:
    try:
        document = CompDoc(content, logfile=None)
        for name in STREAMS:
            stream, start, length = document.locate_named_stream(name)
            if stream:
                return bytes(stream[start : start + length])
    except (CompDocError, IndexError, struct.error, AttributeError, TypeError):
        # What the container lacks is told by the reader.
        return b""
    return b""


def _list_corners(records: bytes) -> list[tuple[int, int, int, int]]:
    """The corners that sheets declare, and those of the cells that they hold."""
    corners, used, at = [], (0, 0), 0
    while at + HEAD.size <= len(records):
        kind, length = HEAD.unpack_from(records, at)
        at += HEAD.size
        is_whole = at + length <= len(records)
        if kind == SHEET_START:
            corners.append((0, used[0], 0, used[1]))
            used = (0, 0)
        elif kind == DIMENSIONS and length >= CORNERS.size and is_whole:
            corners.append(CORNERS.unpack_from(records, at))
        elif kind in CELLS and length >= CELL.size and is_whole:
            row, column = CELL.unpack_from(records, at)
            used = (max(used[0], row + 1), max(used[1], column + 1))
        at += length
    return [*corners, (0, used[0], 0, used[1])]
