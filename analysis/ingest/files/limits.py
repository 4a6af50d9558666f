"""How large a file may be, and how long it may take: settings with defaults for real reports."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from analysis.ingest.content import UnreadableFile

PREFIX = "BRIEFS_INGEST_"


@dataclass(frozen=True)
class Limits:
    """What a file may need; each is overridden by ``BRIEFS_INGEST_<NAME>``.

    The longest real report has 600 lines, a monthly form some hundred cells: the defaults leave
    a hundredfold and stay below what an office computer has.

    Attributes:
        file_bytes: size of the file.
        unpacked_bytes: size of all that a zip package (xlsx, docx, ods) holds, as counted.
        unpacked_ratio: how many times larger than packed that may be, beyond the first megabyte.
        members: number of files in a zip package.
        rows: rows of one table or sheet.
        columns: columns of one table or sheet, after empty ones are cut off.
        cells: cells of the whole file, after empty ones are cut off.
        spread_cells: rows times columns that a sheet spans, empty ones included.
        cell_characters: characters of one cell; Excel's own limit.
        span: columns that one cell of a Word table covers; Word's own limit is 63.
        pages: pages of a PDF.
        seconds: time to read one file.
        memory_bytes: memory to read one file.
        answer_bytes: size of what was read.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    unpacked_ratio: int = 200
    members: int = 5_000
    rows: int = 20_000
    columns: int = 256
    cells: int = 200_000
    spread_cells: int = 4_000_000
    cell_characters: int = 32_767
    span: int = 256
    pages: int = 300
    seconds: float = 60.0
    memory_bytes: int = 1_500_000_000
    answer_bytes: int = 100_000_000


def read_limits(environment: Mapping[str, str] | None = None) -> Limits:
    """The limits, as overridden by environment variables.

    Raises:
        UnreadableFile: if a variable is no positive number.

    >>> read_limits({"BRIEFS_INGEST_PAGES": "12"}).pages
    12
    """
    given = os.environ if environment is None else environment
    changed = {}
    for each in fields(Limits):
        text = given.get(PREFIX + each.name.upper())
        if text:
            changed[each.name] = _parse_limit(PREFIX + each.name.upper(), text, type(each.default))
    return Limits(**changed)


def _parse_limit(name: str, text: str, number: type) -> int | float:
    try:
        value = number(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        raise UnreadableFile(
            "limit",
            f"The environment variable {name} is {text!r}, no positive number.",
            "Correct or remove it.",
        )
    return value
