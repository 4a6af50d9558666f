"""Checks the container of old Office files (OLE) before any library opens it.

When a chain of sectors leads back into itself, calamine asks for memory without end and aborts.
The layout is Microsoft's [MS-CFB]: a header, then sectors, and a table that says for each sector
which one follows.
"""

import struct
from array import array
from collections.abc import Iterator

from analysis.ingest.content import UnreadableFile

ENTRY_BYTES = 128
FIRST_SPECIAL = 0xFFFFFFFA  # from here on numbers mean "end", "free" and the like
IN_HEADER = 109  # sectors of the table that the header itself lists
STREAM, ROOT = 2, 5


def check_ole(content: bytes) -> None:
    """Follows every chain of sectors to its end.

    Raises:
        UnreadableFile: if one has no end or leads out of the file.
    """
    try:
        _follow_all(content)
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadableFile(
            "broken",
            f"The file is cut off or damaged ({error}).",
            "Ask for it again, or open it in Excel or WPS and save it as .xlsx.",
        ) from error


def _follow_all(content: bytes) -> None:
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in (9, 12):
        raise ValueError("its sectors have an impossible size")
    first_directory, _, cutoff, first_mini = struct.unpack_from("<4I", content, 48)
    table = _read_numbers(content, _list_table_sectors(content, shift), shift)
    mini_table = _read_numbers(content, _follow(first_mini, table), shift)
    for start, size, kind in _list_entries(content, _follow(first_directory, table), shift):
        is_mini = kind == STREAM and size < cutoff
        if size or kind == ROOT:
            for _ in _follow(start, mini_table if is_mini else table):
                pass


def _list_table_sectors(content: bytes, shift: int) -> Iterator[int]:
    """The sectors that hold the table: some listed in the header, the others in a chain."""
    following, count = struct.unpack_from("<2I", content, 68)
    yield from struct.unpack_from(f"<{IN_HEADER}I", content, 76)
    for _ in range(min(count, len(content) >> shift)):
        if following >= FIRST_SPECIAL:
            return
        *numbers, following = _read_numbers(content, iter([following]), shift)
        yield from numbers


def _read_numbers(content: bytes, sectors: Iterator[int], shift: int) -> array:
    numbers = array("I")
    for sector in sectors:
        if sector < FIRST_SPECIAL:
            part = _read_sector(content, sector, shift)
            numbers.extend(struct.unpack(f"<{len(part) // 4}I", part))
    return numbers


def _read_sector(content: bytes, sector: int, shift: int) -> bytes:
    start = (sector + 1) << shift
    part = content[start : start + (1 << shift)]
    if len(part) < 1 << shift:
        raise ValueError("a sector lies beyond its end")
    return part


def _follow(start: int, table: array) -> Iterator[int]:
    """The sectors of a chain."""
    steps = 0
    while start < FIRST_SPECIAL:
        yield start
        start = table[start]
        steps += 1
        if steps > len(table):
            raise ValueError("a chain of its sectors has no end")


def _list_entries(
    content: bytes, sectors: Iterator[int], shift: int
) -> Iterator[tuple[int, int, int]]:
    """First sector, size and kind of each stream."""
    for sector in sectors:
        part = _read_sector(content, sector, shift)
        for offset in range(0, len(part), ENTRY_BYTES):
            kind = part[offset + 66]
            if kind in (STREAM, ROOT):
                start, size = struct.unpack_from("<2I", part, offset + 116)
                yield start, size, kind
