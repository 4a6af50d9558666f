"""Lists what the totals and subtotals of a table may add up, and makes rows part of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.build.row_fit import Amounts
from analysis.build.row_marks import GRAND_TOTAL, NAMED_SUM, Mark
from analysis.build.row_marks import SUBTOTAL as SUBTOTAL_LABEL
from analysis.build.row_marks import TOTAL as TOTAL_LABEL
from analysis.measures.row_sums import LINE, OF_WHICH, SUBTOTAL, TOTAL, UNKNOWN


@dataclass(frozen=True)
class Sums:
    """One reading of the sums of a table.

    Attributes:
        top: the row of the total, None without.
        subtotals: rows of subtotals.
        covers: the rows that the total adds up: the first, and the one behind the last.
        is_opening: whether a subtotal stands before its lines.
        reaches_top: whether a subtotal adds up rows of the highest level, not of the nearest.
    """

    top: int | None
    subtotals: tuple[int, ...]
    covers: tuple[int, int]
    is_opening: bool = False
    reaches_top: bool = False


def list_sums(marks: Sequence[Mark], amounts: Sequence[Amounts]) -> tuple[list[Sums], bool]:
    """The readings of the rows that are sums, and whether the first holds by its labels.

    Args:
        marks: marks of the rows.
        amounts: their printed amounts, by column.
    """
    kinds = [mark.sum_kind for mark in marks]
    sums = [index for index, kind in enumerate(kinds) if kind]
    grand = [index for index in sums if kinds[index] == GRAND_TOTAL]
    tops = grand or [index for index in sums if kinds[index] == TOTAL_LABEL]
    if not tops and len(sums) == 1 and kinds[sums[0]] in (NAMED_SUM, SUBTOTAL_LABEL):
        tops = sums if _is_at_end(sums[0], marks) else []
    others = tuple(index for index in sums if index not in tops)
    whole = (0, len(marks))
    if not tops:
        return _vary(Sums(None, others, whole), marks), True
    if len(tops) == 1:
        covers = [whole]
        if not _is_at_end(tops[0], marks):
            covers += [(0, tops[0]), (tops[0] + 1, len(marks))]
        readings = [sums for part in covers for sums in _vary(Sums(tops[0], others, part), marks)]
        return readings, len(covers) == 1
    if all(amounts[index] == amounts[tops[0]] for index in tops):
        return _vary(Sums(tops[0], others, whole), marks), True
    first, last, every = tops[0], tops[-1], tuple(sums)
    return [
        Sums(last, tuple(index for index in every if index != last), whole),
        Sums(first, tuple(index for index in every if index != first), whole, True),
        Sums(None, every, whole),
        Sums(None, every, whole, True),
    ], False


def _is_at_end(index: int, marks: Sequence[Mark]) -> bool:
    before = [mark for mark in marks[:index] if not mark.is_within]
    # What 其中 names behind the last total is within it.
    after = next((mark for mark in marks[index + 1 :]), None)
    return not before or after is None or after.is_within or after.is_part_of_total


def _vary(sums: Sums, marks: Sequence[Mark]) -> list[Sums]:
    """The readings of subtotals: usual first."""
    if not sums.subtotals:
        return [sums]
    rows = [index for index in range(len(marks)) if index != sums.top]
    opens = rows[0] in sums.subtotals and rows[-1] not in sums.subtotals
    usual = replace(sums, is_opening=opens)
    return [usual, replace(usual, reaches_top=True)]


def place_sums(
    sums: Sums, marks: Sequence[Mark], roles: list[str], parents: list[int | None]
) -> None:
    """Sets the roles of sums, and makes rows part of them.

    Args:
        sums: what is a sum of what.
        marks: marks of the rows.
        roles: changed in place.
        parents: changed in place.
    """
    for index, mark in enumerate(marks):
        if index in sums.subtotals:
            roles[index] = SUBTOTAL
        elif mark.sum_kind and index != sums.top:
            roles[index] = UNKNOWN
    for index in reversed(sums.subtotals) if sums.is_opening else sums.subtotals:
        _take_lines(index, sums, roles, parents)
    if sums.top is None:
        return
    roles[sums.top], parents[sums.top] = TOTAL, None
    for index in range(*sums.covers):
        if index != sums.top and parents[index] is None and roles[index] != UNKNOWN:
            parents[index] = sums.top


def _take_lines(index: int, sums: Sums, roles: list[str], parents: list[int | None]) -> None:
    """Makes the lines up to the next subtotal part of the one that closes (or opens) them."""
    limits = [limit for limit in (*sums.subtotals, sums.top) if limit not in (None, index)]
    if sums.is_opening:
        start = index + 1
        end = min((limit for limit in limits if limit > index), default=len(roles))
        beside = start
    else:
        start = max((limit for limit in limits if limit < index), default=-1) + 1
        end, beside = index, index - 1
    if start >= end:
        return
    while roles[beside] == OF_WHICH and parents[beside] is not None:
        beside = parents[beside]  # type: ignore[assignment]
    level = None if sums.reaches_top else parents[beside]
    parents[index] = level
    for line in range(start, end):
        if parents[line] == level and roles[line] == LINE:
            parents[line] = index
