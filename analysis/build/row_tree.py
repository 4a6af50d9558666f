"""Finds in a table of amounts which rows are totals, and which rows are part of which.

A total or subtotal is known by the words in ``labels.csv``; a row that begins with 其中 is within
the row above it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.measures.row_sums import LINE, OF_WHICH, SUBTOTAL, TOTAL

WITHIN = "其中"


@dataclass(frozen=True)
class PrintedRow:
    """A row as printed.

    Attributes:
        row_id: its id in the table.
        label: what it is, as printed.
    """

    row_id: str
    label: str


@dataclass(frozen=True)
class Place:
    """The place of a row among the rows of its table: ``row_role`` and ``parent_row``."""

    role: str
    parent: str | None = None


def place_rows(rows: Sequence[PrintedRow], meanings: Mapping[str, str]) -> dict[str, Place]:
    """The place of each row, by row id.

    Args:
        rows: the rows in printed order.
        meanings: label → ``total`` or ``subtotal``, for the labels that mean one.
    """
    roles = {row.row_id: _find_role(row.label, meanings) for row in rows}
    totals = [row.row_id for row in rows if roles[row.row_id] == TOTAL]
    top = totals[0] if len(totals) == 1 else None
    places, above = {}, None
    for row in rows:
        role = roles[row.row_id]
        if role == OF_WHICH:
            places[row.row_id] = Place(role, above)
            continue
        above = row.row_id
        places[row.row_id] = Place(role, None if role == TOTAL else top)
    return places


def _find_role(label: str, meanings: Mapping[str, str]) -> str:
    plain = re.sub(r"\s+|[:：]$", "", unicodedata.normalize("NFKC", label))
    if plain.startswith(WITHIN):
        return OF_WHICH
    meaning = meanings.get(plain)
    return meaning if meaning in (TOTAL, SUBTOTAL) else LINE
