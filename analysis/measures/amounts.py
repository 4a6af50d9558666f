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

# Columns that together name an instalment, whatever its status.
INSTALMENT = ("contract_ids", "instalment")
_FEN = Decimal("0.01")


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
    tables = group_rows(list_records(rows), TABLE).values()
    return math.fsum(sum_table(table, column) for table in tables) if tables else math.nan


def sum_complete(amounts: pd.Series) -> float:
    """The sum in yuan, NaN if there is nothing to add or an amount is missing."""
    if amounts.empty or amounts.isna().any():
        return math.nan
    # fsum: the sum of exactly printed amounts must not depend on their order.
    return math.fsum(amounts)


def sum_contracts(contracts: pd.DataFrame) -> float:
    """What all contracts are worth together.

    Args:
        contracts: rows of ``contracts``.

    Returns:
        Yuan; NaN where there is no contract, or one has no amount.
    """
    return compute_total(contracts, "contract_cny")


def sum_fund(appropriations: pd.DataFrame) -> float:
    """The programme's fund in yuan: what the centre or the province appropriates."""
    fund = appropriations[appropriations["funds_source"].isin(("central", "province"))]
    return sum_complete(fund["appropriation_cny"])


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
    groups = group_rows(rows, INSTALMENT).values()
    return math.fsum(map(find_amount, groups)) if groups else math.nan


def find_amount(rows: Iterable[Record]) -> float:
    """The amount of one instalment that several rows report.

    A row without an amount takes nothing from one that has it. Of different amounts that of the
    latest ``as_of_date`` counts: it corrects the others. Different amounts of one date contradict
    each other; none of them is preferred, and the amount is unknown.

    Args:
        rows: rows of ``payments`` about the instalment.

    Returns:
        Yuan; NaN where the amount is not reported or unknown.
    """
    priced = [row for row in rows if not math.isnan(row["amount_cny"])]
    latest = max((row["as_of_date"] for row in priced), default=None)
    amounts = {row["amount_cny"] for row in priced if row["as_of_date"] == latest}
    return amounts.pop() if len(amounts) == 1 else math.nan


def group_rows(rows: Iterable[Record], names: Iterable[str]) -> dict[tuple[str, ...], list[Record]]:
    """The rows by the values of some of their columns, in order."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return groups


def is_rounded_from(rounded_cny: float, exact_cny: float, unit_cny: int) -> bool:
    """Whether an amount is what rounding half up makes of another one.

    Args:
        rounded_cny: the rounded amount in yuan; it has as many digits after the point as it needs.
        exact_cny: the exact amount in yuan.
        unit_cny: the unit in which the rounded amount is printed, in yuan.

    Examples:
        >>> is_rounded_from(2_237_000, 2_236_995.88, unit_cny=10_000)
        True
        >>> is_rounded_from(2_237_000, 2_237_500, unit_cny=10_000)
        False
    """
    rounded, exact = (
        (Decimal(repr(float(amount))).quantize(_FEN, ROUND_HALF_UP) / unit_cny).normalize()
        for amount in (rounded_cny, exact_cny)
    )
    digits = max(0, -int(rounded.as_tuple().exponent))
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) == rounded
