"""Completion of target conditions, verdicts of target items, summaries by category.

Whether a target is met is decided on the figures, never on a rounded rate. A condition without a
number, an actual or a denominator is not computable. It has a reason and is counted separately,
never as 100 % and never as 0.
"""

import math
from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.measures.row_sums import select_topmost
from analysis.measures.rules import QUALITATIVE, Truth, evaluate_rule, list_conditions
from analysis.tables.records import list_records

MET, NOT_MET = "met", "not_met"
NOT_ASSESSED, NOT_COMPUTABLE = "not_assessed", "not_computable"
# Reason of an actual such as "over 60", which may be below or above its target.
QUALIFIED = "qualified_actual"
VERDICTS = (MET, NOT_MET, NOT_ASSESSED, NOT_COMPUTABLE)
ALL, ALL_WEIGHTED = "all", "all_weighted"
ITEM = ("document_id", "table_id", "item")


def compute_conditions(outputs: pd.DataFrame) -> pd.DataFrame:
    """Completion of each condition.

    With ≥ it is actual ÷ target; with ≤ target ÷ actual; with = it is 1 if they are equal and
    otherwise missing. If the condition has a denominator, actual ÷ denominator is compared.

    Args:
        outputs: rows of the table ``outputs``.

    Returns:
        The rows with ``achieved`` (in the target's unit), ``completion`` (uncapped),
        ``completion_capped`` (at 1), ``is_met`` (missing if undecided) and ``reason`` (why it
        is not computable: ``qualitative``, ``no_numeric_target``, ``unreadable_unit``,
        ``no_actual``, ``no_denominator``; missing if it is computable).
    """
    reasons = find_reasons(outputs)
    records = [
        _compute_condition(row, reason)
        for row, reason in zip(list_records(outputs), reasons, strict=True)
    ]
    computed = pd.DataFrame(
        records, columns=["achieved", "completion", "is_met", "reason"], index=outputs.index
    ).astype({"achieved": "float64", "completion": "float64", "is_met": "boolean", "reason": "str"})
    computed["completion_capped"] = computed["completion"].clip(upper=1)
    return pd.concat([outputs, computed], axis=1)


def _compute_condition(row: dict, reason: object) -> tuple[float, float, bool | None, str | None]:
    if isinstance(reason, str):
        return (math.nan, math.nan, None, reason)
    divisor = row["denominator"] if pd.notna(row["denominator"]) else 1
    achieved, target = row["actual"] / divisor, row["target"]
    # An actual qualified as "over" or "nearly" stands for a range of values.
    worst, best = row["actual_low"] / divisor, row["actual_high"] / divisor
    comparator = row["comparator"]
    if comparator == "le":
        completion = target / achieved if achieved else math.nan
        is_met = _decide(best <= target, worst <= target, row, achieved <= target)
    elif comparator == "eq":
        completion = 1.0 if achieved == target else math.nan
        is_met = _decide(worst == target == best, worst <= target <= best, row, achieved == target)
    else:
        completion = achieved / target
        is_met = _decide(worst >= target, best >= target, row, achieved >= target)
    return (achieved, completion, is_met, None)


def _decide(surely: bool, possibly: bool, row: dict, as_printed: bool) -> bool | None:
    if pd.isna(row["qualifier"]):
        return as_printed
    if surely:
        return True
    return None if possibly else False


def find_reasons(outputs: pd.DataFrame) -> pd.Series:
    """The first reason why each condition cannot be computed; missing if it can.

    Args:
        outputs: rows of the table ``outputs``.
    """
    target, actual = outputs["target"], outputs["actual"]
    is_zero = (target == 0) & (outputs["comparator"] != "le")
    has_denominator = outputs["denominator_figure"].notna()
    lacks_denominator = outputs["denominator"].isna() | (outputs["denominator"] == 0)
    # A count can be compared with a target in per cent only as a share of a whole.
    units, actual_units = outputs["unit"], outputs["actual_unit"]
    is_other_unit = (units != actual_units) & ~(units.isna() & actual_units.isna())
    reasons = np.select(
        [
            outputs["assessment"] == QUALITATIVE,
            outputs["target_reason"] == "unreadable_unit",
            target.isna() | is_zero,
            outputs["actual_reason"] == "unreadable_unit",
            actual.isna(),
            has_denominator & lacks_denominator,
            ~has_denominator & is_other_unit,
        ],
        [
            QUALITATIVE, "unreadable_unit", "no_numeric_target", "unreadable_unit", "no_actual",
            "no_denominator", "no_denominator",
        ],
        "",
    )  # fmt: skip
    texts = pd.Series(reasons, index=outputs.index, dtype="str")
    return texts.where(texts != "", None)


def compute_items(conditions: pd.DataFrame, output_items: pd.DataFrame) -> pd.DataFrame:
    """The verdict of each item, by its rule over its numeric conditions.

    An item is ``met`` if its rule holds for its numeric conditions, ``not_met`` if it fails,
    ``not_computable`` if a numeric condition that the rule needs cannot be computed, and
    ``not_assessed`` if it depends on qualitative conditions only.

    Args:
        conditions: what :func:`compute_conditions` returns.
        output_items: rows of the table ``output_items``.

    Returns:
        The rows with ``verdict``, ``conditions_met``, ``conditions_numeric``,
        ``conditions_total`` and ``reason`` (of the first condition that leaves it undecided).
    """
    # Plain rows: a frame per item would take longer than all other steps together.
    groups: dict[tuple[str, ...], list[dict]] = {}
    for row in list_records(conditions):
        groups.setdefault(tuple(row[name] for name in ITEM), []).append(row)
    records = [
        _judge_item(row["rule"], groups.get(tuple(row[name] for name in ITEM), []))
        for row in list_records(output_items)
    ]
    columns = ["verdict", "conditions_met", "conditions_numeric", "conditions_total", "reason"]
    judged = pd.DataFrame(records, columns=columns, index=output_items.index)
    return pd.concat([output_items, judged.astype({"verdict": "str", "reason": "str"})], axis=1)


def _judge_item(rule: str, conditions: list[dict]) -> tuple[str, int, int, int, str | None]:
    truths = {row["condition"]: _find_truth(row) for row in conditions}
    numeric = [truth for truth in truths.values() if truth != QUALITATIVE]
    counts = (numeric.count(True), len(numeric), len(conditions))
    truth = evaluate_rule(rule, truths)
    if truth == QUALITATIVE:
        return (NOT_ASSESSED, *counts, QUALITATIVE)
    if truth is not None:
        return (MET if truth else NOT_MET, *counts, None)
    undecided = next(name for name in list_conditions(rule) if truths[name] is None)
    reason = next(row["reason"] for row in conditions if row["condition"] == undecided)
    return (NOT_COMPUTABLE, *counts, reason if isinstance(reason, str) else QUALIFIED)


def _find_truth(condition: dict) -> Truth:
    if condition["assessment"] == QUALITATIVE:
        return QUALITATIVE
    return None if pd.isna(condition["is_met"]) else bool(condition["is_met"])


def count_items(items: pd.DataFrame) -> dict[str, int]:
    """How many items have each verdict; 0 for a verdict that no item has.

    Args:
        items: what :func:`compute_items` returns.
    """
    counts = Counter(items["verdict"])
    return {verdict: counts[verdict] for verdict in VERDICTS}


def select_main_table(items: pd.DataFrame, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """The rows of the table with most items; goals and progress table may state the same targets.

    Of tables with equally many items the one of the latest date is taken.

    Args:
        items: rows with ``document_id``, ``table_id`` and ``as_of_date``.
        rows: the rows to select, such as the conditions of the items; the items by default.
    """
    chosen = items if rows is None else rows
    if items.empty:
        return chosen.iloc[:0]
    tables: dict[tuple[str, str], list[pd.Timestamp]] = {}
    for row in list_records(items):
        tables.setdefault((row["document_id"], row["table_id"]), []).append(row["as_of_date"])
    document_id, table_id = max(
        sorted(tables, reverse=True), key=lambda table: (len(tables[table]), max(tables[table]))
    )
    is_main = (chosen["document_id"] == document_id) & (chosen["table_id"] == table_id)
    return chosen[is_main].reset_index(drop=True)


def compute_summary(
    items: pd.DataFrame, conditions: pd.DataFrame, budget: pd.DataFrame
) -> pd.DataFrame:
    """Verdicts and mean completion by category, of all items, and weighted by planned funds.

    Args:
        items: what :func:`compute_items` returns, of one project.
        conditions: what :func:`compute_conditions` returns.
        budget: rows of ``budget``; the fund plan gives each category its planned amount.

    Returns:
        A row per category, one for ``all`` items and one ``all_weighted`` (categories weighted by
        planned funds; missing if a category has none): items, met, not_met, not_assessed,
        not_computable, computable_conditions, mean_completion, mean_completion_capped (means over
        the computable conditions), met_share (met ÷ decided items), planned_cny.
    """
    all_items, funds = list_records(items), _sum_planned(budget)
    category_of = {tuple(row[name] for name in ITEM): row["category"] for row in all_items}
    by_category: dict[str | None, list[dict]] = {}
    for row in list_records(conditions):
        category = category_of.get(tuple(row[name] for name in ITEM))
        by_category.setdefault(category, []).append(row)
    rows = [
        _summarise(
            category,
            [row for row in all_items if row["category"] == category],
            by_category.get(category, []),
            funds.get(category, math.nan),
        )
        for category in dict.fromkeys(row["category"] for row in all_items)
    ]
    planned = sum(row["planned_cny"] for row in rows) if rows else math.nan
    whole = _summarise(
        ALL, all_items, [row for rows in by_category.values() for row in rows], planned
    )
    return pd.DataFrame([*rows, whole, _weight_by_funds(rows, whole)])


def _sum_planned(budget: pd.DataFrame) -> dict[str, float]:
    """Planned yuan of each category, over the lines that have an amount."""
    plan = list_records(budget, budget["basis"] == "plan")
    sums: dict[str, list[float]] = {}
    for row in select_topmost(plan, "category"):
        if not math.isnan(row["planned_cny"]):
            sums.setdefault(row["category"], []).append(row["planned_cny"])
    return {category: math.fsum(amounts) for category, amounts in sums.items()}


def _summarise(
    category: str, items: list[dict], conditions: list[dict], planned: float
) -> dict[str, object]:
    counts = Counter(row["verdict"] for row in items)
    decided = counts[MET] + counts[NOT_MET]
    computable = [row for row in conditions if not math.isnan(row["completion"])]
    return {
        "category": category,
        "items": len(items),
        **{verdict: counts[verdict] for verdict in VERDICTS},
        "computable_conditions": len(computable),
        "mean_completion": _average(row["completion"] for row in computable),
        "mean_completion_capped": _average(row["completion_capped"] for row in computable),
        "met_share": counts[MET] / decided if decided else math.nan,
        "planned_cny": planned,
    }


def _average(values: Iterable[float]) -> float:
    numbers = list(values)
    return math.fsum(numbers) / len(numbers) if numbers else math.nan


def _weight_by_funds(rows: list[dict], whole: dict) -> dict[str, object]:
    # A category without a mean is left out; taking it as 0 would lower the mean of all.
    weighted = dict(whole, category=ALL_WEIGHTED)
    for name in ("mean_completion", "mean_completion_capped", "met_share"):
        computed = [row for row in rows if not math.isnan(row[name])]
        weights = math.fsum(row["planned_cny"] for row in computed) if computed else math.nan
        total = math.fsum(row[name] * row["planned_cny"] for row in computed)
        weighted[name] = total / weights if weights else math.nan
    return weighted
