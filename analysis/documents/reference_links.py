"""Leaves out rows of reference tables that name a row which no reference table has.

A row that cannot do without the row it names is left out, too; where it can, the cell is left
blank. Of shipped rows nothing is said: a data root's own rows may have removed what they name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.documents.reference_rows import Key, Problem, ReferenceRow
from analysis.tables.reference_forms import SUM_MEANINGS

# Levels of areas, from the highest.
LEVELS = ("nation", "province", "city", "county")
# Why a row was left out, by its table and key.
Causes = dict[tuple[str, Key], Problem]


@dataclass(frozen=True)
class Link:
    """A column that names a row of a table by its key.

    Attributes:
        table: the column's table.
        column: its name.
        target: the table that has the row.
        is_needed: whether a row is left out if it names none; else the cell is left blank.
        others: what the column may hold besides.
    """

    table: str
    column: str
    target: str
    is_needed: bool = True
    others: frozenset[str] = frozenset()


# In the order in which they are followed: what a row names has been looked at before.
LINKS = (
    Link("areas", "parent_code", "areas", is_needed=False),
    *(
        Link("indicators", column, "indicators", is_needed=False)
        for column in (
            "part_of_indicator", "subset_of", "weight", "numerator_indicator",
            "denominator_indicator", "month_indicator",
        )
    ),
    Link("labels", "meaning", "indicators", others=SUM_MEANINGS),
    Link("projects", "county_code", "areas"),
    Link("appropriations", "project_id", "projects"),
    Link("table_readings", "project_id", "projects"),
)  # fmt: skip


def follow_links(
    tables: Mapping[str, list[ReferenceRow]], problems: Iterable[Problem]
) -> tuple[dict[str, list[ReferenceRow]], list[Problem]]:
    """The rows whose named rows exist, and all problems.

    Args:
        tables: rows by table.
        problems: what is wrong with rows that were left out before.
    """
    kept = dict(tables)
    found = list(problems)
    causes = index_causes(found)
    levels = {row.key[0]: row.cells["level"] for row in kept["areas"]}
    for link in LINKS:
        names = {row.key[0] for row in kept[link.target]} | link.others | {""}
        rows = []
        for row in kept[link.table]:
            reason = _find_misplaced(link, row, levels)
            if row.cells[link.column] in names and not reason:
                rows.append(row)
                continue
            if row.is_own:
                problem = _describe(link, row, causes, reason)
                found.append(problem)
                causes |= index_causes([problem])
            if not link.is_needed:
                rows.append(replace(row, cells={**row.cells, link.column: ""}))
        kept[link.table] = rows
    return kept, found


def index_causes(problems: Iterable[Problem]) -> Causes:
    """Why rows were left out, by table and key."""
    return {(found.row.table, found.row.key): found for found in problems if found.is_left_out}


def _find_misplaced(link: Link, row: ReferenceRow, levels: Mapping[str, str]) -> str | None:
    """Why a row that exists cannot be the one that is named; None if it can."""
    name = row.cells[link.column]
    if name and link.table == link.target and name == row.key[0]:
        return f"{link.column} is {name!r}, the row itself."
    above = levels.get(name)
    if link.column != "parent_code" or above is None:
        return None
    if LEVELS.index(above) < LEVELS.index(row.cells["level"]):
        return None
    return f"{link.column} is {name!r}, a {above}, which is not above a {row.cells['level']}."


def _describe(link: Link, row: ReferenceRow, causes: Causes, misplaced: str | None) -> Problem:
    name = row.cells[link.column]
    cause = causes.get((link.target, (name,)))
    if misplaced:
        reason, remedy = misplaced, "Correct the cell."
    elif cause:
        reason = f"{link.column} is {name!r}, whose row is left out ({cause.place}: {cause.reason})"
        remedy = f"Correct {cause.row.place}."
    else:
        reason = f"{link.column} is {name!r}, which {link.target}.csv does not have."
        remedy = f"Add the row to {link.target}.csv, or correct the cell."
    if not link.is_needed:
        remedy += " Until then the cell counts as blank."
    return Problem(row, link.column, reason, remedy, is_left_out=link.is_needed)
