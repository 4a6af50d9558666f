"""Verdicts of target items, and the main table of each project.

Frames may hold one county or many: rows belong together by document, table and item, and nothing
of two projects is ever added up.
"""

from collections import Counter

import numpy as np
import pandas as pd

from analysis.measures.completion import (
    MET,
    NOT_ASSESSED,
    NOT_COMPUTABLE,
    NOT_MET,
    NOT_YET_DUE,
    VERDICTS,
    list_truths,
)
from analysis.measures.item_rows import Item, ItemRows, find_item_rows, label_items, list_items
from analysis.measures.rules import (
    OTHER_MET,
    OUTSIDE_RULE,
    QUALITATIVE,
    Judged,
    Truth,
    judge_rule,
)
from analysis.tables.records import read_columns

# Reasons of items: such an actual; a condition of the rule that no row describes.
QUALIFIED, NO_CONDITION = "qualified_actual", "no_condition"
PROJECT, TABLE = ("county_code", "project_id"), ("document_id", "table_id")
Key = tuple[str | None, ...]


def compute_items(conditions: pd.DataFrame, output_items: pd.DataFrame) -> pd.DataFrame:
    """The verdict of each item, by its rule over its numeric conditions.

    An item is ``met`` if its rule holds for its numeric conditions, ``not_met`` if it fails,
    ``not_yet_due`` if it fails so far and its deadline lies ahead, ``not_computable`` if a numeric
    condition that the rule needs cannot be computed, and ``not_assessed`` if it depends on
    qualitative conditions only. The deadline of an item is the latest one of its conditions that
    are still open; if none of these has a date, the latest one of all. Conditions that the rule
    does not name, and alternatives beside one that is met, have no say.

    Args:
        conditions: what :func:`compute_conditions` returns.
        output_items: rows of the table ``output_items``.

    Returns:
        The rows with ``item_label``, ``verdict``, ``conditions_met``, ``conditions_numeric``,
        ``conditions_total``, ``reason`` (of the first condition that leaves it undecided),
        ``due_date`` (missing if no deadline is known) and ``is_due_later``.
    """
    item_rows, items = find_item_rows(conditions), list_items(output_items)
    slices = item_rows.list_slices(items)
    names = item_rows.sort(conditions["condition"].to_numpy())
    truths = item_rows.sort(list_truths(conditions))
    judged = [
        judge_rule(rule, tuple(names[rows]), tuple(truths[rows]))
        for rule, rows in zip(output_items["rule"].tolist(), slices, strict=True)
    ]
    due_dates, is_later = _find_deadlines(conditions, item_rows, items)
    keys = zip([found.truth for found in judged], is_later.tolist(), strict=True)
    verdicts = [_VERDICT_OF[key] for key in keys]
    sorted_reasons = item_rows.sort(conditions["reason"].to_numpy())
    reasons = [
        _find_reason(found, names[rows], sorted_reasons[rows]) if found.truth is None else reason
        for found, rows, reason in zip(judged, slices, map(_REASON_OF.get, verdicts), strict=True)
    ]
    labels = label_items(output_items)
    columns = {
        "item_label": pd.array([labels[item] for item in items], dtype="str"),
        "verdict": pd.array(verdicts, dtype="str"),
        "conditions_met": [found.met for found in judged],
        "conditions_numeric": [found.numeric for found in judged],
        "conditions_total": [len(found.needs) for found in judged],
        "reason": pd.array(reasons, dtype="str"),
        "due_date": due_dates,
        "is_due_later": is_later,
    }
    computed = pd.DataFrame(columns, index=output_items.index, copy=False)
    return pd.concat([output_items, computed], axis=1)


_REASON_OF = {NOT_ASSESSED: QUALITATIVE}
_VERDICT_OF: dict[tuple[Truth, bool], str] = {
    **{(QUALITATIVE, later): NOT_ASSESSED for later in (True, False)},
    **{(None, later): NOT_COMPUTABLE for later in (True, False)},
    **{(True, later): MET for later in (True, False)},
    (False, True): NOT_YET_DUE,
    (False, False): NOT_MET,
}
_NO_DAY = np.iinfo(np.int64).min


def _find_deadlines(
    conditions: pd.DataFrame, item_rows: ItemRows, items: list[Item]
) -> tuple[np.ndarray, np.ndarray]:
    """The deadline of each item, and whether it is after the date up to which data are used."""
    columns = read_columns(conditions, ("due_date", "is_due_later", "need"))
    days = columns["due_date"].astype("datetime64[ms]").view("int64")
    is_met = conditions["is_met"].to_numpy(dtype=bool, na_value=False)
    is_dated = (days != _NO_DAY) & (columns["need"] != OUTSIDE_RULE)
    is_open = is_dated & ~is_met & (columns["need"] != OTHER_MET)
    last_open = item_rows.find_largest(np.where(is_open, days, _NO_DAY))
    last = item_rows.find_largest(np.where(is_dated, days, _NO_DAY))
    # Negative, to find the first one.
    later_days = np.where(is_dated & columns["is_due_later"], -days, _NO_DAY)
    first_later = -item_rows.find_largest(later_days).astype("float64")
    due = np.where(last_open == _NO_DAY, last, last_open)
    found = [item_rows.places.get(item, -1) for item in items]
    due_of_items = np.append(due, _NO_DAY)[found]
    is_later = np.append(due >= first_later, False)[found]
    return due_of_items.view("datetime64[ms]"), is_later


def _find_reason(judged: Judged, names: list[str], reasons: list[object]) -> str:
    """Why an item is undecided: as its first condition that leaves it so."""
    if judged.undecided not in names:
        return NO_CONDITION
    reason = reasons[names.index(judged.undecided)]
    return reason if isinstance(reason, str) else QUALIFIED


def count_items(items: pd.DataFrame) -> dict[str, int]:
    """How many items have each verdict; 0 for a verdict that no item has.

    Args:
        items: what :func:`compute_items` returns.
    """
    counts = Counter(items["verdict"])
    return {verdict: counts[verdict] for verdict in VERDICTS}


def select_main_table(items: pd.DataFrame, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """The rows of the table with most items of each project.

    Goals and progress table may state the same targets. Of tables with equally many items the one
    of the latest date is taken.

    Args:
        items: rows with ``county_code``, ``project_id``, ``document_id``, ``table_id`` and
            ``as_of_date``; those without a project are taken together.
        rows: the rows to select, such as the conditions of the items; the items by default.
    """
    chosen = items if rows is None else rows
    sizes: dict[Key, dict[Key, tuple[int, int]]] = {}
    days = read_columns(items, ("as_of_date",))["as_of_date"].astype("datetime64[ms]")
    keys = list_keys(items, PROJECT), list_keys(items, TABLE), days.view("int64").tolist()
    for project, table, day in zip(*keys, strict=True):
        tables = sizes.setdefault(project, {})
        size, latest = tables.get(table, (0, day))
        # A table without a date is the oldest: a missing day is the smallest number.
        tables[table] = size + 1, max(latest, day)
    # Of tables that are alike, the first by name.
    main = {max(sorted(tables, reverse=True), key=tables.__getitem__) for tables in sizes.values()}
    is_main = [table in main for table in list_keys(chosen, TABLE)]
    return chosen[np.array(is_main, dtype=bool)].reset_index(drop=True)


def list_keys(frame: pd.DataFrame, names: tuple[str, ...]) -> list[Key]:
    """Some columns of each row, with None for what is missing.

    Args:
        frame: any table.
        names: columns of texts.
    """
    columns = read_columns(frame, names)
    texts = (np.where(pd.isna(columns[name]), None, columns[name]).tolist() for name in names)
    return list(zip(*texts, strict=True))
