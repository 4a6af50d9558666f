"""Ids of what links lead to: rows of tables, target items, cards of findings."""

import re
from collections.abc import Mapping
from typing import Any

_OTHERS = re.compile(r"[^A-Za-z0-9_-]")
_ROW = ("document_id", "table_id", "row_id")
_ITEM = ("document_id", "table_id", "item")


def make_anchor(kind: str, *parts: str) -> str:
    """An id from a kind and names of the data; other signs than letters and digits become lines.

    Examples:
        >>> make_anchor("finding", "rate:report/fund/total/rate")
        'finding-rate-report-fund-total-rate'
    """
    return "-".join((kind, *(_OTHERS.sub("-", part.replace(".", "--")) for part in parts)))


def anchor_finding(claim_id: str) -> str:
    """The id of the card of a finding."""
    return make_anchor("finding", claim_id)


def anchor_row(row: Mapping[str, Any]) -> str:
    """The id of the row of a contract, an instalment or a line of a fund table."""
    return make_anchor("row", *(row[name] for name in _ROW))


def anchor_item(row: Mapping[str, Any]) -> str:
    """The id of the row of a target item; of a condition, that of its item."""
    return make_anchor("item", *(row[name] for name in _ITEM))
