"""Limits on the size of a file and on the time and memory to read it, with their defaults."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from analysis.ingest.content import UnreadableFile

PREFIX = "BRIEFS_INGEST_"


@dataclass(frozen=True)
class Limits:
    """Limits for reading one file; ``BRIEFS_INGEST_<NAME>`` overrides each.

    The longest real report has 600 lines, a monthly form about 100 cells: the defaults allow a
    hundred times as much and stay below the memory of an office computer.

    Attributes:
        file_bytes: size of the file.
        unpacked_bytes: size of a zip package (xlsx, docx, ods) when unpacked.
        unpacked_ratio: unpacked size of one part divided by its packed size; parts of less than
            1 MB are exempt.
        members: number of parts in a zip package.
        rows: rows of one table or sheet.
        columns: columns of one table or sheet, without empty ones at the margin.
        cells: cells of the whole file, without empty ones at the margin.
        spread_cells: rows times columns of a sheet, empty ones included.
        cell_characters: characters of one cell; the default is the limit of Excel.
        span: columns that one cell of a Word table covers; the limit of Word is 63.
        pages: pages of a PDF or of a picture.
        pixels: pixels of a picture; the default is two pages of A4 at 600 dots per inch.
        seconds: time to read one file.
        memory_bytes: memory to read one file.
        answer_bytes: size of the content that was read, as JSON.
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
    pixels: int = 70_000_000
    seconds: float = 60.0
    memory_bytes: int = 1_500_000_000
    answer_bytes: int = 100_000_000


def read_limits(environment: Mapping[str, str] | None = None) -> Limits:
    """The limits, as overridden by environment variables.

    Raises:
        UnreadableFile: if a variable is not a positive number.

    >>> read_limits({"BRIEFS_INGEST_PAGES": "12"}).pages
    12
    """
    variables = os.environ if environment is None else environment
    overrides = {}
    for limit in fields(Limits):
        name = PREFIX + limit.name.upper()
        if text := variables.get(name):
            overrides[limit.name] = _parse_limit(name, text, type(limit.default))
    return Limits(**overrides)


def _parse_limit(name: str, text: str, number_type: type) -> int | float:
    try:
        value = number_type(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        raise UnreadableFile(
            "limit",
            f"The environment variable {name} is {text!r}, which is not a positive number.",
            "Correct or unset it.",
        )
    return value
