"""Reads CSV files as text, the form of all raw and reference tables."""

import csv
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import UserError

# A row of a table as printed: its cells by column, all text.
TextRow = dict[str, str]


class TableError(UserError):
    """A CSV table cannot be used; carries the place, the reason and the remedy."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        """Stores the three parts of the message."""
        super().__init__(f"{place}: {reason} {remedy}")
        self.place, self.reason, self.remedy = place, reason, remedy


def read_text_table(path: Path, columns: tuple[str, ...]) -> list[TextRow]:
    """Rows of a CSV file as dictionaries of text; a blank cell is "".

    No frames: the files are small and many, and making a frame takes longer than reading the file.

    Raises:
        TableError: as in :func:`read_text_rows`.
    """
    return [dict(zip(columns, row, strict=True)) for row in read_text_rows(path, columns)]


def read_text_rows(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """The rows of a CSV file below its header.

    Raises:
        TableError: if the file is missing, not UTF-8, or its header or a row does not fit.
    """
    rows = _read_below_header(path, columns)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            reason = f"row {number} has {len(row)} fields instead of {len(columns)}."
            raise TableError(_place(path), reason, _expect(columns))
    return rows


def read_records(
    path: Path, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with their numbers, the header being row 1; blank rows are skipped.

    A row may have more or fewer cells than there are columns.

    Args:
        path: the file.
        columns: its columns.
        optional: the last of its columns, if header and rows may leave them out: they are blank.

    Raises:
        TableError: if the file is missing, not UTF-8, or its header does not fit.
    """
    shortest = len(columns) - len(optional)
    rows = enumerate(_read_below_header(path, columns, shortest), start=2)
    return (
        (number, [*row, *[""] * len(optional)] if len(row) == shortest and optional else row)
        for number, row in rows if any(row)
    )  # fmt: skip


def _read_below_header(
    path: Path, columns: tuple[str, ...], shortest: int | None = None
) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file, strict=True)) or [[]]
    except FileNotFoundError as error:
        raise TableError(_place(path), "the file is missing.", _expect(columns)) from error
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {error.start}."
        raise TableError(_place(path), reason, "Save the file as UTF-8.") from error
    except csv.Error as error:
        reason = f"not a table: {error}."
        raise TableError(_place(path), reason, "Correct the quotation marks.") from error
    if tuple(header) not in (columns, columns[:shortest]):
        reason = f"the header is {', '.join(header) or 'missing'}."
        raise TableError(_place(path), reason, _expect(columns))
    return rows


def _place(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _expect(columns: tuple[str, ...]) -> str:
    return f"The columns are {', '.join(columns)}."


Row = dict[str, object]
