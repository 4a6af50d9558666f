"""Sums of amounts, each defined once: fund tables, contracts, appropriations, instalments.

A sum with a missing part is missing, and no sum depends on the order of the rows. Rows within rows
(``parent_row``) are added by :mod:`analysis.measures.row_sums`, and nowhere else.
"""

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from analysis.measures.row_sums import TABLE, sum_table
from analysis.tables.records import Record, list_records

_DATES = ("as_of_date", "document_date")
_SMALLEST = Decimal("0.0001")


def compute_total(rows: pd.DataFrame, column: str) -> float:
    """The total of a column of one table, or of several tables together.

    The printed total counts, else the rows that are part of no other row are added; a row without
    an amount counts with its parts if all of them have one. See
    :func:`analysis.measures.row_sums.sum_table`.

    Args:
        rows: rows of ``budget`` or ``contracts``.
        column: one of their columns of amounts.

    Returns:
        Yuan; NaN where a table has neither a total nor a complete sum, or has a row that is
        neither part of the total nor the total.
    """
    return add_tables(list_records(rows), column)


def add_tables(rows: Iterable[Record], column: str) -> float:
    """As :func:`compute_total`, for rows as dictionaries."""
    tables = group_rows(rows, TABLE).values()
    return math.fsum(sum_table(table, column) for table in tables) if tables else math.nan


def sum_contracts(contracts: pd.DataFrame) -> float:
    """What all contracts are worth together.

    Args:
        contracts: rows of ``contracts``.

    Returns:
        Yuan; NaN where there is no contract, or one has no amount.
    """
    return compute_total(contracts, "contract_cny")


def sum_payments(payments: pd.DataFrame, *statuses: str) -> float:
    """The instalments that stand in one of the statuses, each counted once.

    Args:
        payments: rows of ``payments``.
        statuses: the statuses.

    Returns:
        Yuan; NaN where no instalment stands in these statuses, or the amount of one is unknown
        (see :func:`find_amount`).
    """
    return sum_instalments(row for row in list_records(payments) if row["status"] in statuses)


def sum_instalments(rows: Iterable[Record]) -> float:
    """The sum in yuan of the instalments that rows of ``payments`` report, each counted once.

    Args:
        rows: rows of ``payments`` in one status.

    Returns:
        Yuan; NaN where there is no instalment, or the amount of one is unknown.
    """
    groups = group_instalments(rows).values()
    return math.fsum(map(find_amount, groups)) if groups else math.nan


def find_instalment(row: Record) -> tuple[str, ...]:
    """The key of an instalment, whatever its status: project, contracts, number.

    Args:
        row: a row of ``payments``.
    """
    contracts = ";".join(sorted(row["contract_ids"].split(";")))
    return row["project_id"], contracts, row["instalment"]


def group_instalments(rows: Iterable[Record], *names: str) -> dict[tuple[str, ...], list[Record]]:
    """The rows of ``payments`` by further columns and by instalment, in order."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for row in rows:
        key = (*(row[name] for name in names), *find_instalment(row))
        groups.setdefault(key, []).append(row)
    return groups


def find_amount(rows: Iterable[Record]) -> float:
    """The amount of one instalment that several rows report.

    A row without an amount takes nothing from one that has it. Of different amounts that of the
    latest ``as_of_date`` counts, then that of the latest document: it corrects the others.
    Different amounts of one date contradict each other; none of them is preferred, and the amount
    is unknown.

    Args:
        rows: rows of ``payments`` about the instalment.

    Returns:
        Yuan; NaN where the amount is not reported or unknown.
    """
    priced = [row for row in rows if not math.isnan(row["amount_cny"])]
    if len(priced) == 1:
        return float(priced[0]["amount_cny"])
    latest = max(map(_rank_dates, priced), default=None)
    amounts = {row["amount_cny"] for row in priced if _rank_dates(row) == latest}
    return amounts.pop() if len(amounts) == 1 else math.nan


def _rank_dates(row: Record) -> tuple[tuple[object, ...], ...]:
    return tuple((0,) if row[name] is pd.NaT else (1, row[name]) for name in _DATES)


def group_rows(rows: Iterable[Record], names: Iterable[str]) -> dict[tuple[str, ...], list[Record]]:
    """The rows by the values of some of their columns, in order."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return groups


def is_rounded_from(rounded_cny: float, exact_cny: float, low_cny: float, high_cny: float) -> bool:
    """Whether an amount is what rounding half up to the printed digits makes of another one.

    Args:
        rounded_cny: the rounded amount in yuan.
        exact_cny: the exact amount in yuan.
        low_cny: the lower end of what the rounded amount stands for as printed.
        high_cny: the upper end. An amount whose ends are not as far from it, as of a qualified
            one ("nearly"), is not said to be rounded.

    Examples:
        >>> is_rounded_from(2_237_000, 2_236_995.88, 2_236_500, 2_237_500)
        True
        >>> is_rounded_from(2_237_000, 2_237_500, 2_236_500, 2_237_500)
        False
    """
    amounts = (rounded_cny, exact_cny, low_cny, high_cny)
    if any(map(math.isnan, amounts)) or any(map(math.isinf, amounts)):
        return False
    rounded, exact, low, high = (
        Decimal(repr(float(amount))).quantize(_SMALLEST, ROUND_HALF_UP) for amount in amounts
    )
    return rounded - low == high - rounded and (low <= exact < high or exact == rounded)
