"""Completion of target conditions, and whether each is met.

Whether a target is met is decided on the figures, never on a rounded rate. A condition without a
number, an actual or a denominator is not computable. It has a reason and is counted separately,
never as 100 % and never as 0. What is not met but whose deadline lies ahead is not yet due.

Frames may hold one county or many: rows belong together by document, table and item.
"""

import math
from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from analysis.figures.printed import UNSTATED_UNIT
from analysis.measures.item_rows import find_item_rows, label_items, list_items
from analysis.measures.rules import (
    NEEDED,
    QUALITATIVE,
    Truth,
    judge_rule,
)
from analysis.tables.records import read_columns

MET, NOT_MET, NOT_YET_DUE = "met", "not_met", "not_yet_due"
NOT_ASSESSED, NOT_COMPUTABLE = "not_assessed", "not_computable"
VERDICTS = (MET, NOT_MET, NOT_YET_DUE, NOT_ASSESSED, NOT_COMPUTABLE)
# Verdict of a condition whose actual, such as "over 60", may be below or above its target.
UNDECIDED = "undecided"
# Reason of a condition: a result is reported, but no number of it is the condition's.
WITHOUT_NUMBER = "result_without_number"
# Why a condition cannot be computed, see find_reasons().
REASONS = (
    QUALITATIVE, "unreadable_unit", "unreadable_target", "no_numeric_target", "unreadable_actual",
    WITHOUT_NUMBER, "no_actual", "zero_denominator", "no_denominator", "other_unit", "zero_target",
)  # fmt: skip
AsOf = pd.Timestamp | Mapping[str, pd.Timestamp]


def compute_conditions(
    outputs: pd.DataFrame, output_items: pd.DataFrame, as_of: AsOf
) -> pd.DataFrame:
    """Completion and verdict of each condition.

    With ≥ completion is actual ÷ target; with ≤ target ÷ actual; with = it is 1 if they are equal
    and otherwise missing. If the condition has a denominator, actual ÷ denominator is compared.
    Of two negative figures the rates are the other way round; figures of different signs, and an
    actual of 0 with ≤, have no rate, but are decided all the same.

    Args:
        outputs: rows of the table ``outputs``.
        output_items: rows of the table ``output_items``; their rules say which conditions are
            alternatives.
        as_of: date up to which data are used, or such a date for each county code. A condition
            with a later deadline is not yet due.

    Returns:
        The rows with ``item_label``, ``achieved`` (in the target's unit), ``completion``
        (uncapped), ``completion_capped`` (at 1), ``is_met`` (missing if undecided), ``reason``
        (why it is not computable, see :func:`find_reasons`; missing if it is computable),
        ``is_due_later``, ``verdict`` (``met``, ``not_met``, ``not_yet_due``, ``undecided``,
        ``not_assessed`` or ``not_computable``), ``need`` (whether the item needs the condition:
        ``needed``, ``other_met``, ``other_open``, ``outside_rule``) and ``alternatives`` (number
        of the alternatives of which it is one; 0 if it is none).

    Raises:
        KeyError: if ``as_of`` lacks a county.
    """
    columns = read_columns(outputs, _INPUT)
    reasons = _find_reasons(columns)
    is_computable = reasons == ""
    achieved, completion, is_met = _compare(columns, is_computable)
    is_due_later = _find_due_later(columns, as_of)
    truths = _list_truths(columns["assessment"], is_met)
    needs, alternatives = _find_places(outputs, output_items, truths)
    columns_added = {
        "item_label": _label_rows(outputs, output_items),
        "achieved": achieved,
        "completion": completion,
        "completion_capped": np.minimum(completion, 1),
        "is_met": is_met,
        "reason": _make_texts(np.where(is_computable, None, reasons)),
        "is_due_later": is_due_later,
        "verdict": _make_texts(_name_verdicts(truths, is_computable, is_due_later)),
        "need": _make_texts(needs),
        "alternatives": alternatives.astype("int64"),
    }
    computed = pd.DataFrame(columns_added, index=outputs.index, copy=False)
    return pd.concat([outputs, computed], axis=1)


def _label_rows(
    outputs: pd.DataFrame, output_items: pd.DataFrame
) -> pd.api.extensions.ExtensionArray:
    """What the document calls the item of each condition."""
    labels = label_items(output_items)
    return _make_texts([labels.get(item, item[2]) for item in list_items(outputs)])


_Columns = Mapping[str, np.ndarray]
_REASON_INPUT = (
    "assessment", "comparator", "target", "actual", "denominator", "unit", "actual_unit",
    "target_reason", "actual_reason", "denominator_figure",
)  # fmt: skip
_INPUT = (*_REASON_INPUT, "county_code", "qualifier", "actual_low", "actual_high", "due_date")


def _make_texts(values: Any) -> pd.api.extensions.ExtensionArray:
    return pd.array(values, dtype="str")


def _compare(
    columns: _Columns, is_computable: np.ndarray
) -> tuple[np.ndarray, np.ndarray, pd.arrays.BooleanArray]:
    """Achieved, completion and whether the condition is met; missing where not computable."""
    target, actual, denominator, low, high = (
        columns[name] for name in ("target", "actual", "denominator", "actual_low", "actual_high")
    )
    is_most, is_equal = (columns["comparator"] == sign for sign in ("le", "eq"))
    with np.errstate(divide="ignore", invalid="ignore"):
        divisor = np.where(np.isnan(denominator), 1, denominator)
        achieved = np.where(is_computable, actual / divisor, math.nan)
        # The ends of an interval are one step outside of what is printed.
        worst = np.where(np.nextafter(low, math.inf) >= actual, actual, low) / divisor
        best = np.where(np.nextafter(high, -math.inf) <= actual, actual, high) / divisor
        completion = _divide(achieved, target, is_most)
    completion[is_equal] = np.where(achieved == target, 1, math.nan)[is_equal]
    choose = [is_most, is_equal]
    is_printed = np.select(choose, [achieved <= target, achieved == target], achieved >= target)
    is_sure = np.select(
        choose, [best <= target, (worst == target) & (target == best)], worst >= target
    )
    is_possible = np.select(
        choose, [worst <= target, (worst <= target) & (target <= best)], best >= target
    )
    is_qualified = _is_text(columns["qualifier"])
    has_room = np.isnan(worst) | np.isnan(best) | is_possible
    is_missing = ~is_computable | (is_qualified & ~is_sure & has_room)
    values = np.where(is_qualified, is_sure, is_printed)
    return achieved, completion, pd.arrays.BooleanArray(values, is_missing)


def _is_text(texts: np.ndarray) -> np.ndarray:
    # What is missing is not a number, and not equal to itself.
    return texts == texts


def _divide(achieved: np.ndarray, target: np.ndarray, is_most: np.ndarray) -> np.ndarray:
    """Completion with ≥ and ≤; missing where the quotient says nothing."""
    is_negative = (achieved < 0) & (target < 0)
    is_turned = is_most != is_negative
    quotient = np.where(is_turned, target / achieved, achieved / target)
    has_rate = np.isfinite(quotient) & (quotient >= 0)
    return np.where(has_rate, quotient, math.nan)


def _find_due_later(columns: _Columns, as_of: AsOf) -> np.ndarray:
    """Whether each deadline is after the date up to which data are used."""
    if isinstance(as_of, Mapping):
        dates = {code: day.to_datetime64() for code, day in as_of.items()}
        codes = columns["county_code"].tolist()
        days = np.array([dates[code] for code in codes], dtype="datetime64[ms]")
    else:
        days = as_of.to_datetime64()
    return columns["due_date"] > days


def list_truths(conditions: pd.DataFrame) -> list[Truth]:
    """Whether each condition is met; None if undecided, ``qualitative`` if figures cannot say.

    Args:
        conditions: what :func:`compute_conditions` returns.
    """
    columns = read_columns(conditions, ("assessment",))
    return _list_truths(columns["assessment"], conditions["is_met"].array)


def _list_truths(assessments: np.ndarray, is_met: pd.arrays.BooleanArray) -> list[Truth]:
    truths = is_met.to_numpy(dtype=object, na_value=None)
    return np.where(assessments == QUALITATIVE, QUALITATIVE, truths).tolist()


def _name_verdicts(
    truths: list[Truth], is_computable: np.ndarray, is_due_later: np.ndarray
) -> list[str]:
    rows = zip(truths, is_computable.tolist(), is_due_later.tolist(), strict=True)
    return [_VERDICT_OF[row] for row in rows]


def _name_verdict(truth: Truth, is_computable: bool, is_due_later: bool) -> str:
    if truth == QUALITATIVE:
        return NOT_ASSESSED
    if not is_computable:
        return NOT_COMPUTABLE
    if truth is None:
        return UNDECIDED
    if truth:
        return MET
    return NOT_YET_DUE if is_due_later else NOT_MET


_VERDICT_OF = {
    row: _name_verdict(*row)
    for row in product((QUALITATIVE, None, True, False), (True, False), (True, False))
}


def find_reasons(outputs: pd.DataFrame) -> pd.Series:
    """The first reason why each condition cannot be computed; missing if it can.

    ``qualitative`` (it has no numbers), ``unreadable_unit``, ``unreadable_target``,
    ``no_numeric_target``, ``unreadable_actual``, ``result_without_number`` (a result is reported
    in words), ``no_actual``, ``zero_denominator``, ``no_denominator``, ``other_unit`` (of target
    and actual) or ``zero_target`` (to be reached, so that nothing can be said of it).

    Args:
        outputs: rows of the table ``outputs``.
    """
    reasons = _find_reasons(read_columns(outputs, _REASON_INPUT))
    return pd.Series(_make_texts(np.where(reasons == "", None, reasons)), index=outputs.index)


def _find_reasons(columns: _Columns) -> np.ndarray:
    """As :func:`find_reasons`; blank for a condition that can be computed."""
    target, actual, denominator = (columns[name] for name in ("target", "actual", "denominator"))
    target_reason, actual_reason = columns["target_reason"], columns["actual_reason"]
    has_denominator = _is_text(columns["denominator_figure"])
    # A count can be compared with a target in per cent only as a share of a whole.
    units, actual_units = columns["unit"], columns["actual_unit"]
    is_other_unit = (units != actual_units) & (_is_text(units) | _is_text(actual_units))
    is_incomparable = ~has_denominator & is_other_unit
    is_least = (columns["comparator"] != "le") & (columns["comparator"] != "eq")
    reasons = (
        (columns["assessment"] == QUALITATIVE, QUALITATIVE),
        (target_reason == "unreadable_unit", "unreadable_unit"),
        (target_reason == "unreadable", "unreadable_target"),
        (np.isnan(target), "no_numeric_target"),
        (actual_reason == "unreadable_unit", "unreadable_unit"),
        (actual_reason == "unreadable", "unreadable_actual"),
        (actual_reason == WITHOUT_NUMBER, WITHOUT_NUMBER),
        (np.isnan(actual), "no_actual"),
        (has_denominator & (denominator == 0), "zero_denominator"),
        (has_denominator & np.isnan(denominator), "no_denominator"),
        (is_incomparable & (actual_units == UNSTATED_UNIT), "unreadable_unit"),
        (is_incomparable & (units == "share"), "no_denominator"),
        (is_incomparable, "other_unit"),
        ((target == 0) & is_least, "zero_target"),
    )
    found = np.full(len(target), "", dtype=object)
    for test, reason in reversed(reasons):
        found[test] = reason
    return found


def _find_places(
    outputs: pd.DataFrame, output_items: pd.DataFrame, truths: list[Truth]
) -> tuple[np.ndarray, np.ndarray]:
    """Whether the item needs each condition, and the number of its alternatives."""
    item_rows = find_item_rows(outputs)
    names, sorted_truths = item_rows.sort(outputs["condition"].to_numpy()), item_rows.sort(truths)
    needs, alternatives = [NEEDED] * len(names), [0] * len(names)
    slices = item_rows.list_slices(list_items(output_items))
    for rows, rule in zip(slices, output_items["rule"].tolist(), strict=True):
        judged = judge_rule(rule, tuple(names[rows]), tuple(sorted_truths[rows]))
        needs[rows], alternatives[rows] = judged.needs, judged.alternatives
    return item_rows.unsort(needs), item_rows.unsort(alternatives)
