"""Which conditions belong to which target item, for frames of one county or of many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.tables.records import read_columns

ITEM = ("document_id", "table_id", "item")
Item = tuple[str, str, str]


def list_items(frame: pd.DataFrame) -> list[Item]:
    """The item of each row; items of two documents are never the same."""
    columns = read_columns(frame, ITEM)
    return list(zip(*(columns[name].tolist() for name in ITEM), strict=True))


def label_items(output_items: pd.DataFrame) -> dict[Item, str]:
    """What a document calls each item: its printed number, if no other item of its table has it.

    Where numbers begin anew in each group, it is the item's name, such as A1 and B1.

    Args:
        output_items: rows of the table ``output_items``.
    """
    items, numbers = list_items(output_items), output_items["number"].tolist()
    tables: dict[tuple[str, str], list[str]] = {}
    for (document_id, table_id, _), number in zip(items, numbers, strict=True):
        tables.setdefault((document_id, table_id), []).append(number)
    has_own = {
        table
        for table, printed in tables.items()
        if all(printed) and len(set(printed)) == len(printed)
    }
    return {
        item: number if item[:2] in has_own else item[2]
        for item, number in zip(items, numbers, strict=True)
    }


@dataclass(frozen=True)
class ItemRows:
    """The conditions of each item, brought together.

    Attributes:
        order: numbers of the rows, those of an item next to each other and in their order.
        places: number of each item.
        bounds: where the rows of each item begin in ``order``, and at last its length.
    """

    order: np.ndarray
    places: dict[Item, int]
    bounds: list[int]

    def list_slices(self, items: list[Item]) -> list[slice]:
        """Where the rows of each item stand in ``order``; empty slices for items without rows."""
        slices = [*map(slice, self.bounds, self.bounds[1:]), slice(0, 0)]
        return [slices[self.places.get(item, -1)] for item in items]

    def sort(self, values: Sequence[Any] | np.ndarray) -> list[Any]:
        """The values of the rows, those of an item next to each other."""
        array = values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
        return array[self.order].tolist()

    def unsort(self, values: list[Any]) -> np.ndarray:
        """Values in the order of :meth:`sort`, in the order of the rows again."""
        sorted_values = np.array(values, dtype=object)
        unsorted = np.empty_like(sorted_values)
        unsorted[self.order] = sorted_values
        return unsorted

    def find_largest(self, numbers: np.ndarray) -> np.ndarray:
        """The largest number among the rows of each item, in the order of ``places``."""
        if not len(self.order):
            return numbers
        return np.maximum.reduceat(numbers[self.order], self.bounds[:-1])


def find_item_rows(conditions: pd.DataFrame) -> ItemRows:
    """The conditions of each item.

    Args:
        conditions: rows with ``document_id``, ``table_id`` and ``item``.
    """
    columns = read_columns(conditions, ITEM)
    is_first = np.zeros(len(conditions), dtype=bool)
    is_first[:1] = True
    for name in ITEM:
        is_first[1:] |= columns[name][1:] != columns[name][:-1]
    starts = np.flatnonzero(is_first)
    # Rows of an item mostly stand next to each other: one key for all of them.
    keys = zip(*(columns[name][starts].tolist() for name in ITEM), strict=True)
    places: dict[Item, int] = {}
    run_places = np.array([places.setdefault(key, len(places)) for key in keys], dtype="int64")
    if len(places) == len(starts):
        order = np.arange(len(conditions))
        return ItemRows(order, places, [*starts.tolist(), len(conditions)])
    row_places = run_places[np.cumsum(is_first) - 1]
    sizes = np.bincount(row_places, minlength=len(places))
    bounds = [0, *np.cumsum(sizes).tolist()]
    return ItemRows(np.argsort(row_places, kind="stable"), places, bounds)
