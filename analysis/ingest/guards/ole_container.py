"""Checks the container of old Office files (OLE) before a library opens it.

If a chain of sectors contains itself, calamine allocates memory until the process aborts. The
layout is specified by Microsoft as [MS-CFB]: a header, then sectors; the sector table gives for
each sector the next one of its chain.
"""

import struct
from array import array
from collections.abc import Iterator

from xlrd.compdoc import CompDoc, CompDocError

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits

SHEET_START, SHEET_END, DIMENSIONS = 0x0809, 0x000A, 0x0200
# Present if the records after it are encrypted: by XOR or RC4, in Excel 5 to 2003.
FILE_PASSWORD = 0x002F
# Records of cells: FORMULA, LABELSST, MULRK, NUMBER, LABEL, BOOLERR, RK
CELLS = frozenset({0x0006, 0x00FD, 0x00BD, 0x0203, 0x0204, 0x0205, 0x027E})
HEAD = struct.Struct("<2H")
CORNERS = struct.Struct("<2I2H")
CELL = struct.Struct("<2H")
STREAMS = ("Workbook", "Book")

ENTRY_BYTES = 128
FIRST_SPECIAL = 0xFFFFFFFA  # this number and higher ones mean "end", "free" and so on
IN_HEADER = 109  # how many sectors of the table the header lists
STREAM, ROOT = 2, 5


def check_ole(content: bytes) -> None:
    """Checks that every chain of sectors ends.

    Raises:
        UnreadableFile: if a chain has no end or leads out of the file.
    """
    try:
        _check_chains(content)
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadableFile(
            "broken",
            f"The file is cut off or damaged ({error}).",
            "Ask for it again, or open it in Excel or WPS and save it as .xlsx.",
        ) from error


def _check_chains(content: bytes) -> None:
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in (9, 12):
        raise ValueError("the sectors have an impossible size")
    first_directory, _, cutoff, first_mini = struct.unpack_from("<4I", content, 48)
    table = _read_numbers(content, _list_table_sectors(content, shift), shift)
    mini_table = _read_numbers(content, _follow(first_mini, table), shift)
    for start, size, kind in _list_entries(content, _follow(first_directory, table), shift):
        is_mini = kind == STREAM and size < cutoff
        if size or kind == ROOT:
            for _ in _follow(start, mini_table if is_mini else table):
                pass


def _list_table_sectors(content: bytes, shift: int) -> Iterator[int]:
    """The sectors of the sector table: the header lists some, a chain of sectors the others."""
    next_sector, count = struct.unpack_from("<2I", content, 68)
    yield from struct.unpack_from(f"<{IN_HEADER}I", content, 76)
    for _ in range(min(count, len(content) >> shift)):
        if next_sector >= FIRST_SPECIAL:
            return
        *numbers, next_sector = _read_numbers(content, iter([next_sector]), shift)
        yield from numbers


def _read_numbers(content: bytes, sectors: Iterator[int], shift: int) -> array:
    numbers = array("I")
    for sector in sectors:
        if sector < FIRST_SPECIAL:
            data = _read_sector(content, sector, shift)
            numbers.extend(struct.unpack(f"<{len(data) // 4}I", data))
    return numbers


def _read_sector(content: bytes, sector: int, shift: int) -> bytes:
    start = (sector + 1) << shift
    data = content[start : start + (1 << shift)]
    if len(data) < 1 << shift:
        raise ValueError("a sector lies beyond the end of the file")
    return data


def _follow(start: int, table: array) -> Iterator[int]:
    """The sectors of a chain."""
    sector, steps = start, 0
    while sector < FIRST_SPECIAL:
        yield sector
        sector = table[sector]
        steps += 1
        if steps > len(table):
            raise ValueError("a chain of sectors has no end")


def _list_entries(
    content: bytes, sectors: Iterator[int], shift: int
) -> Iterator[tuple[int, int, int]]:
    """First sector, size and kind of each stream in the directory."""
    for sector in sectors:
        data = _read_sector(content, sector, shift)
        for offset in range(0, len(data), ENTRY_BYTES):
            kind = data[offset + 66]
            if kind in (STREAM, ROOT):
                start, size = struct.unpack_from("<2I", data, offset + 116)
                yield start, size, kind


def check_extents(content: bytes, limits: Limits) -> None:
    """Checks how many cells each sheet spans, as declared and by the cells it has.

    Raises:
        UnreadableFile: if a sheet spans more cells than the limit, or the workbook is protected by
            a password: its encrypted records would be read as sizes and figures.
    """
    records = _find_records(content)
    if _has_password(records):
        raise UnreadableFile(
            "password",
            "The file is protected by a password.",
            "Open it, remove the password, save it and file it again.",
        )
    for first_row, end_row, first_column, end_column in _list_corners(records):
        rows, columns = end_row - first_row, end_column - first_column
        if rows < 0 or columns < 0 or rows * columns > limits.spread_cells:
            raise UnreadableFile(
                "extent",
                f"A sheet reaches to row {end_row:,} and column {end_column:,}.",
                "Delete the empty rows and columns, or copy the form to a new file.",
            )


def _find_records(content: bytes) -> bytes:
    """The stream with the records of the workbook; empty if it cannot be read."""
    try:
        document = CompDoc(content, logfile=None)
        for name in STREAMS:
            stream, start, length = document.locate_named_stream(name)
            if stream:
                return bytes(stream[start : start + length])
    except (CompDocError, IndexError, struct.error, AttributeError, TypeError):
        # The reader explains what is missing in the container.
        return b""
    return b""


def _has_password(records: bytes) -> bool:
    """Whether the first part of the stream, on the workbook as a whole, has a password record."""
    offset = 0
    while offset + HEAD.size <= len(records):
        kind, length = HEAD.unpack_from(records, offset)
        if kind == FILE_PASSWORD:
            return True
        if kind == SHEET_END:
            return False
        offset += HEAD.size + length
    return False


def _list_corners(records: bytes) -> list[tuple[int, int, int, int]]:
    """First row, end row, first and end column: as each sheet declares, and of its cells."""
    corners, used, offset = [], (0, 0), 0
    while offset + HEAD.size <= len(records):
        kind, length = HEAD.unpack_from(records, offset)
        offset += HEAD.size
        is_whole = offset + length <= len(records)
        if kind == SHEET_START:
            corners.append((0, used[0], 0, used[1]))
            used = (0, 0)
        elif kind == DIMENSIONS and length >= CORNERS.size and is_whole:
            corners.append(CORNERS.unpack_from(records, offset))
        elif kind in CELLS and length >= CELL.size and is_whole:
            row, column = CELL.unpack_from(records, offset)
            used = (max(used[0], row + 1), max(used[1], column + 1))
        offset += length
    return [*corners, (0, used[0], 0, used[1])]
