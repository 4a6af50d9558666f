"""Finds which rows of a table of amounts are sums, and which rows are part of which.

What the labels say decides: words for totals and subtotals (``labels.csv``), 其中, numbers such as
一、 and 1., indentation. Where they leave several readings (an unnumbered row after 其中, a total
amid the lines, several totals), the one that the amounts bear out is taken; if they bear out none
or several, the rows are ``unknown``. A total that does not add up stays a total: only what the
labels leave open is decided by amounts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from analysis.build.row_fit import Amount, Amounts, find_hidden_parts, rate_tree
from analysis.build.row_marks import Mark, read_mark
from analysis.build.row_readings import Draft, draft_lines
from analysis.build.sum_rows import Sums, list_sums, place_sums
from analysis.measures.row_sums import UNKNOWN

# More readings of one table than these are not compared; its rows are then unknown.
_MOST_READINGS = 600


@dataclass(frozen=True)
class PrintedRow:
    """A row as printed.

    Attributes:
        row_id: its id in the table.
        label: what it is, as printed.
        number: its number, if that stands in a column of its own.
        amounts: the interval of each printed amount, by column.
    """

    row_id: str
    label: str
    number: str = ""
    amounts: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """The place of a row among the rows of its table: ``row_role`` and ``parent_row``."""

    role: str
    parent: str | None = None


@dataclass(frozen=True)
class _Tree:
    """One reading of a table.

    Attributes:
        sums: what it takes the sums to add up.
        roles: ``row_role`` by position.
        parents: position of the parent by position.
        rank: least for the best: sums refuted, departures from what the labels say, sums borne out.
    """

    sums: Sums
    roles: tuple[str, ...]
    parents: tuple[int | None, ...]
    rank: tuple[int, int, int]


def place_rows(rows: Sequence[PrintedRow], meanings: Mapping[str, str]) -> dict[str, Place]:
    """The place of each row, by row id.

    Args:
        rows: the rows in printed order.
        meanings: label → what it means, as in ``labels.csv``.
    """
    marks = [read_mark(row.label, row.number, meanings) for row in rows]
    amounts = [row.amounts for row in rows]
    trees = list(_list_trees(marks, amounts))
    best = [tree for tree in trees if tree.rank == min(tree.rank for tree in trees)]
    roles, parents = list(best[0].roles), list(best[0].parents)
    for index in range(len(rows)):
        if len({(tree.roles[index], tree.parents[index]) for tree in best}) > 1:
            roles[index], parents[index] = UNKNOWN, None
    if len({tree.sums.covers for tree in best}) > 1 and best[0].sums.top is not None:
        roles[best[0].sums.top] = UNKNOWN
    if not any(mark.style or mark.is_within for mark in marks):
        roles, parents = find_hidden_parts(roles, parents, amounts)
    return {
        row.row_id: Place(role, None if parent is None else rows[parent].row_id)
        for row, role, parent in zip(rows, roles, parents, strict=True)
    }


def _list_trees(marks: Sequence[Mark], amounts: Sequence[Amounts]) -> Iterator[_Tree]:
    """The readings of a table, but for those that depart from the labels and are refuted."""
    readings, is_certain = list_sums(marks, amounts)
    draft = draft_lines(marks, amounts)
    count = len(readings) * prod(len(choice.options) for choice in draft.choices)
    if count > _MOST_READINGS:
        draft.choices = [choice.give_up() for choice in draft.choices]
    for number, sums in enumerate(readings):
        for options in product(*(range(len(choice.options)) for choice in draft.choices)):
            departures = (number if is_certain else 0) + sum(
                option > 0 and choice.has_default
                for choice, option in zip(draft.choices, options, strict=True)
            )
            roles, parents = _assemble(draft, options, sums)
            refuted, borne_out = rate_tree(roles, parents, amounts)
            if not (refuted and departures):
                yield _Tree(sums, tuple(roles), tuple(parents), (refuted, departures, borne_out))


def _assemble(
    draft: Draft, options: Sequence[int], sums: Sums
) -> tuple[list[str], list[int | None]]:
    """Roles and parents of one reading."""
    roles, parents = list(draft.roles), list(draft.parents)
    for choice, option in zip(draft.choices, options, strict=True):
        choice.apply(option, roles, parents)
    place_sums(sums, draft.marks, roles, parents)
    return roles, parents
