"""Reads reference tables row by row: the shipped rows, and those of a data root's own.

A row of a data root's own table is added to the shipped ones or replaces the one of its key; with
nothing but a key it removes it. A row that cannot be used is left out, so that the shipped row of
its key stays in force, and nothing else is affected.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.tables.reference_cells import check_cells
from analysis.tables.reference_forms import REFERENCE_COLUMNS, REFERENCE_KEYS, REFERENCE_OPTIONAL
from analysis.tables.text_tables import TableError, TextRow, read_records

Key = tuple[str, ...]
# Columns whose words are those of the shipped rows: code gives them their meaning.
KNOWN_BY_SHIPPED = {"form_labels": "role"}


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A row of a reference table.

    Attributes:
        table: name of the table.
        number: number of the row; the header is row 1.
        cells: its cells by column; a blank one is "".
        key: the cells that name the row.
        is_own: whether the data root states it: it is not shipped, or differs from the shipped row.
    """

    table: str
    number: int
    cells: TextRow
    key: Key
    is_own: bool = True

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        return place_row(self.table, self.number)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row, or with a whole table.

    Attributes:
        row: the row; its number is 0 where a whole table cannot be read.
        column: its column that is wrong; blank if it is none in particular.
        reason: what is wrong.
        remedy: what to do.
        is_left_out: whether the row is left out; else only the cell is.
    """

    row: ReferenceRow
    column: str
    reason: str
    remedy: str
    is_left_out: bool = True

    @property
    def place(self) -> str:
        """File, row and column."""
        place = self.row.place if self.row.number else f"reference/{self.row.table}.csv"
        return f"{place}, {self.column}" if self.column else place


def place_row(table: str, number: int) -> str:
    """Where a row of a reference table stands, for a message.

    Examples:
        >>> place_row("projects", 3)
        'reference/projects.csv row 3'
    """
    return f"reference/{table}.csv row {number}"


def load_rows(table: str, shipped: Path, own: Path) -> tuple[list[ReferenceRow], list[Problem]]:
    """The rows of one reference table that are in force, and what is wrong with others.

    Args:
        table: name of the table.
        shipped: folder of the shipped tables.
        own: folder of the data root's own ones, which may not exist; the shipped one for the root
            that the tables are shipped from.

    Raises:
        TableError: if the shipped table cannot be read.
    """
    columns, optional = REFERENCE_COLUMNS[table], REFERENCE_OPTIONAL.get(table, ())
    rows, problems = _select(table, read_records(shipped / f"{table}.csv", columns))
    if own == shipped:
        return rows, problems
    in_force = {row.key: replace(row, is_own=False) for row in rows}
    if not (own / f"{table}.csv").is_file():
        return [*in_force.values()], []
    try:
        records = list(read_records(own / f"{table}.csv", columns, optional))
    except TableError as error:
        whole = ReferenceRow(table, 0, dict.fromkeys(columns, ""), ())
        remedy = f"{error.remedy} Until then the shipped {table}.csv is used alone."
        return [*in_force.values()], [Problem(whole, "", error.reason, remedy)]
    removed, others = _split_removals(table, records, in_force)
    own_rows, problems = _select(table, others)
    if table in KNOWN_BY_SHIPPED:
        own_rows, more = _refuse_unknown(own_rows, KNOWN_BY_SHIPPED[table], rows)
        problems += more
    for key in removed:
        del in_force[key]
    for row in own_rows:
        shipped_row = in_force.get(row.key)
        if shipped_row is None or shipped_row.cells != row.cells:
            in_force[row.key] = row
    return [*in_force.values()], problems


def _refuse_unknown(
    own: list[ReferenceRow], column: str, shipped: list[ReferenceRow]
) -> tuple[list[ReferenceRow], list[Problem]]:
    """Rows whose cell in a column is a word that the shipped rows have, and the others."""
    words = {row.cells[column] for row in shipped}
    remedy = "Correct the cell."
    problems = [
        Problem(
            row, column,
            f"{column} is {row.cells[column]!r}; it must be one of {', '.join(sorted(words))}.",
            remedy,
        )
        for row in own
        if row.cells[column] not in words
    ]  # fmt: skip
    return [row for row in own if row.cells[column] in words], problems


def _split_removals(
    table: str, records: list[tuple[int, list[str]]], shipped: dict[Key, ReferenceRow]
) -> tuple[set[Key], list[tuple[int, list[str]]]]:
    """The keys of rows that name a shipped row and state nothing, and all other rows."""
    width = len(REFERENCE_COLUMNS[table])
    read_key = _make_key_reader(table)
    removed, others = set(), []
    for number, record in records:
        # Of a row that states nothing else, the key is all that is not blank.
        key = read_key(record) if len(record) == width else ()
        if key in shipped and sum(map(bool, record)) == sum(map(bool, key)):
            removed.add(key)
        else:
            others.append((number, record))
    return removed, others


def _make_key_reader(table: str) -> Callable[[list[str]], Key]:
    columns = REFERENCE_COLUMNS[table]
    positions = [columns.index(name) for name in REFERENCE_KEYS[table]]
    return lambda record: tuple([record[position] for position in positions])


def _select(
    table: str, records: Iterable[tuple[int, list[str]]]
) -> tuple[list[ReferenceRow], list[Problem]]:
    """The rows of one file that can be used, and what is wrong with the others."""
    columns = REFERENCE_COLUMNS[table]
    read_key = _make_key_reader(table)
    rows: list[ReferenceRow] = []
    problems: list[Problem] = []
    for number, record in records:
        if len(record) != len(columns):
            filled = [*record, *[""] * len(columns)][: len(columns)]
            cells = dict(zip(columns, filled, strict=True))
            row = ReferenceRow(table, number, cells, read_key(filled))
            reason = f"the row has {len(record)} cells instead of {len(columns)}."
            remedy = f"The columns are {', '.join(columns)}; put text with a comma in quotes."
            problems.append(Problem(row, "", reason, remedy))
            continue
        cells = dict(zip(columns, record, strict=True))
        row = ReferenceRow(table, number, cells, read_key(record))
        if wrong := check_cells(table, cells):
            column, reason = wrong
            remedy = "Correct the cell; docs/data_dictionary.md says what it may hold."
            problems.append(Problem(row, column, reason, remedy))
        else:
            rows.append(row)
    unique, more = _refuse_repeats(rows)
    return unique, problems + more


def _refuse_repeats(rows: list[ReferenceRow]) -> tuple[list[ReferenceRow], list[Problem]]:
    """Rows with a key of their own; of several that differ, none can be trusted."""
    first: dict[Key, ReferenceRow] = {}
    refused: set[Key] = set()
    problems = []
    for row in rows:
        earlier = first.setdefault(row.key, row)
        if earlier is row or earlier.cells == row.cells:
            continue
        columns = REFERENCE_KEYS[row.table]
        named = ", ".join(f"{name} {cell}" for name, cell in zip(columns, row.key, strict=True))
        pairs = [(row, earlier)] if row.key in refused else [(row, earlier), (earlier, row)]
        refused.add(row.key)
        for wrong, other in pairs:
            reason = f"{named} stands in row {other.number} too, with other cells."
            problems.append(Problem(wrong, columns[-1], reason, "Keep the row that is right."))
    return [row for key, row in first.items() if key not in refused], problems
