"""What the cells of reference tables and readings may hold, and in which words to refuse them."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

from analysis.tables.columns import COLUMNS, UNIT_ID, Column
from analysis.tables.reference_forms import (
    READING_COLUMNS,
    READING_KEYS,
    READING_REQUIRED,
    REFERENCE_COLUMNS,
    REFERENCE_KEYS,
    REFERENCE_REQUIRED,
    ROLES,
)
from analysis.tables.text_tables import TextRow

# Returns what is wrong with a cell that is not blank; None if nothing is.
CellCheck = Callable[[str], str | None]

_IN_WORDS = {
    r"[0-9]{6}": "six digits",
    r"[0-9]{4}": "four digits",
    r"[a-z0-9-]+": "small letters, digits and hyphens",
    r"[a-z0-9][a-z0-9-]*": "small letters, digits and hyphens",
    r"[a-z0-9_]+": "small letters, digits and underscores",
    r"[a-z][a-z0-9_]*": "small letters, digits and underscores, with a letter first",
    r"[A-Za-z0-9_.]+": "letters, digits, underscores and dots",
    r"[A-Za-z0-9]+": "letters and digits",
    UNIT_ID: "a name without spaces, commas and semicolons",
    r"[0-9]+|rest": "a number, or rest",
}
_PART = r"[^/\s;=]+"
_FIGURE = rf"{_PART}(?:/{_PART}){{3}}"
_ANY_FIGURE = rf"{_PART}(?:/{_PART}){{2,3}}"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _match(pattern: str, words: str) -> CellCheck:
    fits = re.compile(pattern).fullmatch
    return lambda cell: None if fits(cell) else f"it must be {words}"


def _choose(choices: tuple[str, ...]) -> CellCheck:
    listed = ", ".join(choices)
    return lambda cell: None if cell in choices else f"it must be one of {listed}"


def _check_date(cell: str) -> str | None:
    try:
        if _DATE.fullmatch(cell) and date.fromisoformat(cell):
            return None
    except ValueError:
        pass
    return "it must be a date such as 2020-07-31"


def _check_factor(cell: str) -> str | None:
    is_number = re.fullmatch(r"[0-9]+(?:\.[0-9]+)?(?:/[1-9][0-9]*)?", cell)
    if is_number and float(cell.partition("/")[0]) > 0:
        return None
    return "it must be a number above 0, such as 10000, or a fraction, such as 1/15"


_CODES = _match(r"[0-9]{6}(?:;[0-9]{6})*", "six digits, several separated by semicolons")
_NAMED_FIGURE = _match(_FIGURE, "a figure: document_id/table_id/row_id/column")
_OWN_FIGURE = _match(
    _ANY_FIGURE, "a figure: table_id/row_id/column, of another document with document_id/ before it"
)
# Where a column means something else than the processed column of its name.
_BY_TABLE: dict[tuple[str, str], CellCheck | None] = {
    **{(table, "figure"): _NAMED_FIGURE for table in ("appropriations", "claims", "corrections")},
    **{("conditions", role): _OWN_FIGURE for role in ("target", "actual", "denominator")},
    ("appropriations", "entered_date"): _check_date,
    ("statements", "role"): _choose(tuple(sorted(ROLES))),
    ("statements", "covers"): _CODES,
    ("statements", "change_base_start"): _check_date,
    ("statements", "change_base_end"): _check_date,
    ("payments", "contract_ids"): _match(
        r"[a-z0-9-]+(?:;[a-z0-9-]+)*", "names of contracts, several separated by semicolons"
    ),
    ("appropriations", "amount"): _match(
        r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?:[万亿]?元)?|[0-9]+(?:\.[0-9]+)?(?:[万亿]?元)?",
        "an amount in yuan, 万元 or 亿元, such as 500万元 or 5000000",
    ),
    # Roles are known by the shipped rows.
    ("form_labels", "role"): None,
    ("reviews", "status"): _choose(("open", "confirmed", "accepted")),
    ("units", "factor"): _check_factor,
    ("units", "is_count"): _choose(("true", "false")),
    # Printed texts and words.
    **dict.fromkeys((("fact_index", "value"), ("fact_index", "unit"), ("fact_index", "figure"))),
}
_KEYS = {**REFERENCE_KEYS, **READING_KEYS}
_REQUIRED = {**REFERENCE_REQUIRED, **READING_REQUIRED}
_COLUMNS = {**REFERENCE_COLUMNS, **READING_COLUMNS}


def check_cells(table: str, cells: TextRow) -> tuple[str, str] | None:
    """The first cell of a row that cannot be used: its column, and what is wrong; None if all can.

    Args:
        table: name of a reference table, or of a table of readings.
        cells: a row of it; blank cells are "".
    """
    for column in list_required(table):
        if not cells[column]:
            return column, f"{column} is blank, which it must not be."
    if table == "appropriations" and (wrong := _check_source(cells)):
        return wrong
    for column in _list_checked(table):
        cell = cells.get(column)
        if cell and (wrong := _explain(table, column, cell)):
            return column, f"{column} is {cell!r}; {wrong}."
    return None


def _check_source(cells: TextRow) -> tuple[str, str] | None:
    """An appropriation is the figure of a document, or an amount that a user entered on a day."""
    figure, amount = cells["figure"], cells.get("amount", "")
    if figure and amount:
        return "amount", f"amount is {amount!r} beside a figure; a row has one of the two."
    if not figure and not amount:
        return "figure", "figure is blank, which it must not be where there is no amount."
    if amount and not cells.get("entered_date"):
        return (
            "entered_date",
            "entered_date is blank: an amount has the day on which it was entered.",
        )
    return None


@cache
def list_required(table: str) -> tuple[str, ...]:
    """The columns of a table that are never blank."""
    return (*_KEYS[table], *_REQUIRED[table])


@cache
def _list_checked(table: str) -> tuple[str, ...]:
    return tuple(name for name in _COLUMNS[table] if _find_check(table, name))


@lru_cache(maxsize=200_000)
def _explain(table: str, column: str, cell: str) -> str | None:
    check = _find_check(table, column)
    return check(cell) if check else None


@cache
def _find_check(table: str, name: str) -> CellCheck | None:
    if (table, name) in _BY_TABLE:
        return _BY_TABLE[table, name]
    column = COLUMNS.get(name)
    return _make_check(column) if column else None


def _make_check(column: Column) -> CellCheck | None:
    if column.choices:
        return _choose(column.choices)
    if column.pattern:
        return _match(column.pattern, _IN_WORDS.get(column.pattern, f"a match of {column.pattern}"))
    return _check_date if column.kind == "date" else None
