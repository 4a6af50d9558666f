"""Adds rows within rows: by the tree that ``row_role`` and ``parent_row`` of a table make.

A total, a subtotal and a numbered parent are the sum of the rows whose ``parent_row`` they are. A
row named by 其中 is within its parent beside others that are not printed: it is never added. A row
whose place is unknown suspends every sum of its table; amounts that are printed stay.
"""

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.tables.records import Record, list_records

TABLE = ("document_id", "table_id")
TOTAL, SUBTOTAL, LINE, OF_WHICH, UNKNOWN = "total", "subtotal", "line", "of_which", "unknown"


def sum_table(rows: Sequence[Record], column: str) -> float:
    """The total of a column of one table.

    Args:
        rows: all rows of the table, each with row_id, row_role and parent_row.
        column: a column of amounts.

    Returns:
        The amount of the total row, else the sum of the rows that are part of no other. NaN where
        an amount is missing and cannot be added from its parts, where a row beside the total or a
        second total cannot be placed, or where there is no row.
    """
    parts = _group_parts(rows)
    top = parts.get(None, [])
    is_suspended = any(row["row_role"] == UNKNOWN for row in rows)
    totals = [row for row in top if row["row_role"] == TOTAL]
    if totals:
        others = [row for row in top if row["row_role"] not in (TOTAL, UNKNOWN)]
        if len(totals) > 1 or others:
            return math.nan
        return _sum_row(totals[0], parts, column, is_suspended)
    if is_suspended:
        return math.nan
    return _add([_sum_row(row, parts, column, is_suspended) for row in top])


def find_leaves(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each row is a line that no other line or subtotal of its table is part of.

    Args:
        rows: rows of one or several tables.

    Returns:
        True for the lines that add up to the total of the table, or would without missing amounts.
    """
    records = list_records(rows)
    parents = {
        (*(row[name] for name in TABLE), row["parent_row"])
        for row in records
        if row["row_role"] in (LINE, SUBTOTAL)
    }
    is_leaf = [
        row["row_role"] == LINE and (*(row[name] for name in TABLE), row["row_id"]) not in parents
        for row in records
    ]
    return pd.Series(is_leaf, index=rows.index, dtype="bool")


def select_topmost(rows: Sequence[Record], column: str) -> list[Record]:
    """The lines and subtotals with a text in a column, without those within another of them.

    Of a category and the lines it is divided into, only one counts: the sum of what is returned
    contains no amount twice.

    Args:
        rows: rows of one or several tables.
        column: a column of texts, such as ``category``.
    """
    by_key = {(*(row[name] for name in TABLE), row["row_id"]): row for row in rows}

    def is_counted(row: Record) -> bool:
        return row["row_role"] in (LINE, SUBTOTAL) and isinstance(row[column], str)

    def is_topmost(row: Record) -> bool:
        parent = by_key.get((*(row[name] for name in TABLE), row["parent_row"]))
        return parent is None or (not is_counted(parent) and is_topmost(parent))

    return [row for row in rows if is_counted(row) and is_topmost(row)]


def _group_parts(rows: Iterable[Record]) -> dict[str | None, list[Record]]:
    """The rows that are part of each row, and under None those that are part of none."""
    parts: dict[str | None, list[Record]] = {}
    for row in rows:
        parent = row["parent_row"]
        parts.setdefault(parent if isinstance(parent, str) else None, []).append(row)
    return parts


def _sum_row(
    row: Record, parts: dict[str | None, list[Record]], column: str, is_suspended: bool
) -> float:
    """The amount of a row as printed, else the sum of its parts."""
    if not math.isnan(row[column]):
        return float(row[column])
    if is_suspended:
        return math.nan
    added = [part for part in parts.get(row["row_id"], []) if part["row_role"] != OF_WHICH]
    return _add([_sum_row(part, parts, column, is_suspended) for part in added])


def _add(amounts: Sequence[float]) -> float:
    # fsum: the sum of exactly printed amounts must not depend on their order.
    return math.fsum(amounts) if amounts else math.nan
