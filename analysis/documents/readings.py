"""Reads the readings of a document: what its rows mean, as a person or the program decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.tables.reference_cells import check_cells
from analysis.tables.reference_forms import READING_COLUMNS, READING_KEYS
from analysis.tables.text_tables import TextRow, read_records

# Columns that name a row of a reference table; whether a cell lists several.
LINKS = {"county_code": ("areas", False), "covers": ("areas", True),
         "indicator_id": ("indicators", False)}  # fmt: skip


@dataclass(frozen=True)
class WrongReading:
    """A row of readings that cannot be used.

    Attributes:
        subject: table of readings.
        cells: the row, without blank cells.
        place: file and row.
        reason: what is wrong.
        remedy: what to do.
    """

    subject: str
    cells: TextRow
    place: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class DocumentReadings:
    """The readings of one document.

    Attributes:
        rows: rows by subject, without blank cells.
        wrong: the rows that were left out.
        numbers: the number of each row, by subject; the header is row 1.
    """

    rows: dict[str, list[TextRow]]
    wrong: tuple[WrongReading, ...]
    numbers: dict[str, list[int]]


NO_READINGS = DocumentReadings({subject: [] for subject in READING_COLUMNS}, (), {})


def load_readings(folder: Path, names: Mapping[str, frozenset[str]]) -> DocumentReadings:
    """The readings in a folder; a row that cannot be used is left out.

    Args:
        folder: of the readings of one document.
        names: codes of areas, and of indicators.

    Raises:
        TableError: if a file is not a table with the columns of its subject.
    """
    rows: dict[str, list[TextRow]] = {}
    numbers: dict[str, list[int]] = {}
    wrong: list[WrongReading] = []
    for subject, columns in READING_COLUMNS.items():
        path = folder / f"{subject}.csv"
        rows[subject], numbers[subject] = [], []
        seen: dict[tuple[str, ...], int] = {}
        for number, record in read_records(path, columns) if path.is_file() else ():
            reason = _find_fault(subject, columns, record, names, seen, number)
            cells = {name: cell for name, cell in zip(columns, record, strict=False) if cell}
            if reason is None:
                rows[subject].append(cells)
                numbers[subject].append(number)
            else:
                place = place_reading(folder.name, subject, number)
                wrong.append(WrongReading(subject, cells, place, *reason))
    return DocumentReadings(rows, tuple(wrong), numbers)


def place_reading(document_id: str, subject: str, number: int) -> str:
    """Where a reading stands, for a message."""
    return f"reference/readings/{document_id}/{subject}.csv row {number}"


def _find_fault(
    subject: str,
    columns: tuple[str, ...],
    record: list[str],
    names: Mapping[str, frozenset[str]],
    seen: dict[tuple[str, ...], int],
    number: int,
) -> tuple[str, str] | None:
    """What is wrong with a row, and what to do; None if nothing is."""
    if len(record) != len(columns):
        return (
            f"the row has {len(record)} cells instead of {len(columns)}.",
            f"The columns are {', '.join(columns)}; put text with a comma in quotes.",
        )
    cells = dict(zip(columns, record, strict=True))
    if wrong := check_cells(subject, cells):
        return wrong[1], "Correct the cell; docs/data_dictionary.md says what it may hold."
    key = tuple(cells[name] for name in READING_KEYS[subject])
    first = seen.setdefault(key, number)
    if first != number:
        return f"{'/'.join(key)} has a reading in row {first} already.", "Keep one of the two."
    return _find_unknown(cells, names, _list_links(columns))


@cache
def _list_links(columns: tuple[str, ...]) -> tuple[tuple[str, tuple[str, bool]], ...]:
    return tuple(link for link in LINKS.items() if link[0] in columns)


def _find_unknown(
    cells: TextRow,
    names: Mapping[str, frozenset[str]],
    links: Iterable[tuple[str, tuple[str, bool]]],
) -> tuple[str, str] | None:
    for column, (table, is_list) in links:
        cell = cells[column]
        for name in (cell.split(";") if is_list else [cell]) if cell else ():
            if name not in names[table]:
                return (
                    f"{column} is {name!r}, which {table}.csv does not have.",
                    f"Add the row to {table}.csv, or correct the cell.",
                )
    return None


def list_rows(readings: DocumentReadings, subject: str) -> Iterable[tuple[int, TextRow]]:
    """The rows of a subject with their numbers."""
    return zip(readings.numbers.get(subject, ()), readings.rows[subject], strict=True)
