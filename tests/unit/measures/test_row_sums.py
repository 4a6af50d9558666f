"""Sums of rows within rows: by the tree, in whatever order the rows stand."""

import math
import random

import pandas as pd
import pytest

from analysis.measures.row_sums import find_leaves, select_topmost, sum_table

NAN = math.nan


def make(rows):
    """Rows of one table: id, role, parent, amount."""
    return [
        {"document_id": "d", "table_id": "t", "row_id": row_id, "row_role": role,
         "parent_row": parent or NAN, "planned_cny": amount}
        for row_id, role, parent, amount in rows
    ]  # fmt: skip


LINES = [("a", "line", "t", 60.0), ("b", "line", "t", 40.0), ("t", "total", "", 100.0)]
SECTIONS = [
    ("t", "total", "", NAN), ("a", "line", "t", NAN), ("a1", "line", "a", 30.1),
    ("a2", "line", "a", 30.2), ("w", "of_which", "a2", 5.0), ("s", "subtotal", "t", NAN),
    ("b", "line", "s", 20.1), ("c", "line", "s", 19.6),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (LINES, 100.0),
        # A line without an amount takes nothing from a printed total.
        ([*LINES, ("c", "line", "t", NAN)], 100.0),
        # A total without an amount is the sum of its lines, and theirs of theirs.
        (SECTIONS, 100.0),
        ([*LINES[:2], ("t", "total", "", NAN)], 100.0),
        ([*LINES[:1], ("b", "line", "t", NAN), ("t", "total", "", NAN)], NAN),
        # Without a total, the rows that are part of no other are added.
        ([("a", "line", "", 60.0), ("a1", "line", "a", 60.0), ("b", "line", "", 40.0)], 100.0),
        ([("a", "line", "", 60.0), ("w", "of_which", "a", 50.0)], 60.0),
        # What 其中 names is not all of its whole.
        ([("a", "line", "", NAN), ("w", "of_which", "a", 50.0)], NAN),
        # A row of unknown place suspends what must be added, but not what is printed.
        ([("a", "line", "", 60.0), ("x", "unknown", "", 5.0)], NAN),
        ([*LINES, ("x", "unknown", "", 5.0)], 100.0),
        ([*LINES[:2], ("t", "total", "", NAN), ("x", "unknown", "", 5.0)], NAN),
        # A total beside other rows is not the total of all.
        ([*LINES, ("x", "line", "", 5.0)], NAN),
        ([*LINES, ("u", "total", "", 5.0)], NAN),
        ([], NAN),
    ],
)
def test_the_total_follows_the_tree_in_any_order(rows, total):
    for seed in range(6):
        shuffled = random.Random(seed).sample(rows, len(rows))
        assert sum_table(make(shuffled), "planned_cny") == pytest.approx(total, nan_ok=True)


def test_leaves_are_the_lines_that_nothing_divides():
    leaves = find_leaves(pd.DataFrame(make(SECTIONS)))
    assert [row[0] for row, is_leaf in zip(SECTIONS, leaves, strict=True) if is_leaf] == [
        "a1", "a2", "b", "c"
    ]  # fmt: skip


def test_of_a_category_and_its_lines_only_one_counts():
    rows = make(SECTIONS)
    for row in rows:
        row["category"] = "training" if row["row_id"] in ("a", "a1", "b") else NAN
    assert [row["row_id"] for row in select_topmost(rows, "category")] == ["a", "b"]
