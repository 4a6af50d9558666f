"""Summaries of target items by category: how many have each verdict, and mean completions."""

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.measures.completion import MET, NOT_MET, VERDICTS
from analysis.measures.item_rows import list_items
from analysis.measures.newest import rank_statement
from analysis.measures.row_sums import select_topmost
from analysis.measures.target_items import PROJECT, TABLE, Key, list_keys
from analysis.tables.records import Record, list_records

ALL, ALL_WEIGHTED = "all", "all_weighted"
OWNER = (*PROJECT, *TABLE)
_PLAN_COLUMNS = (
    *OWNER, "row_id", "row_role", "parent_row", "category", "planned_cny", "as_of_date",
    "document_date",
)  # fmt: skip


def compute_summary(
    items: pd.DataFrame, conditions: pd.DataFrame, budget: pd.DataFrame
) -> pd.DataFrame:
    """Verdicts and mean completion by category, of all items, and weighted by planned funds.

    Args:
        items: what :func:`compute_items` returns.
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns.
        budget: rows of ``budget``; the newest fund plan of a project gives each category its
            planned amount.

    Returns:
        For each table of targets a row per category, one for ``all`` items and one
        ``all_weighted`` (categories weighted by planned funds; missing if one with a mean has no
        amount): county_code, project_id, document_id, table_id, category, items, met, not_met,
        not_yet_due, not_assessed, not_computable, computable_conditions, mean_completion,
        mean_completion_capped (means over the computable conditions), met_share (met ÷ items met
        or not met), planned_cny.
    """
    tables: dict[Key, dict[str, _Category]] = {}
    place_of: dict[Key, tuple[Key, str]] = {}
    columns = (list_keys(items, OWNER), list_items(items), items["category"].tolist())
    for owner, item, category, verdict in zip(*columns, items["verdict"].tolist(), strict=True):
        place_of[item] = owner, category
        found = tables.setdefault(owner, {}).setdefault(category, _Category())
        found.verdicts.append(verdict)
    completions = conditions["completion"].tolist()
    for item, completion in zip(list_items(conditions), completions, strict=True):
        if item in place_of and not math.isnan(completion):
            owner, category = place_of[item]
            tables[owner][category].completions.append(completion)
    funds = _sum_planned(budget)
    rows = [
        dict(zip(OWNER, owner, strict=True)) | row
        for owner, categories in tables.items()
        for row in _summarise_table(categories, funds.get(owner[: len(PROJECT)], {}))
    ]
    columns = {
        name: pd.array([row[name] for row in rows], dtype=dtype)
        for name, dtype in _SUMMARY_TYPES.items()
    }
    return pd.DataFrame(columns, copy=False)


@dataclass(frozen=True)
class _Category:
    """Verdicts of the items of a category, and completions of their conditions."""

    verdicts: list[str] = field(default_factory=list)
    completions: list[float] = field(default_factory=list)


_SUMMARY_TYPES = {
    **dict.fromkeys((*OWNER, "category"), "str"),
    **dict.fromkeys(("items", *VERDICTS, "computable_conditions"), "int64"),
    **dict.fromkeys(
        ("mean_completion", "mean_completion_capped", "met_share", "planned_cny"), "float64"
    ),
}


def _summarise_table(
    categories: dict[str, _Category], funds: dict[str, float]
) -> list[dict[str, object]]:
    rows = [
        _summarise(name, category, funds.get(name, math.nan))
        for name, category in categories.items()
    ]
    parts = categories.values()
    everything = _Category(
        [verdict for part in parts for verdict in part.verdicts],
        [completion for part in parts for completion in part.completions],
    )
    whole = _summarise(ALL, everything, math.fsum(row["planned_cny"] for row in rows))
    return [*rows, whole, _weight_by_funds(rows, whole)]


def _sum_planned(budget: pd.DataFrame) -> dict[Key, dict[str, float]]:
    """Planned yuan of each category of a project, by its newest plan; missing if a part is."""
    plans: dict[Key, dict[Key, list[Record]]] = {}
    for row in list_records(budget[list(_PLAN_COLUMNS)], budget["basis"] == "plan"):
        tables = plans.setdefault(tuple(row[name] for name in PROJECT), {})
        tables.setdefault(tuple(row[name] for name in TABLE), []).append(row)
    sums: dict[Key, dict[str, float]] = {}
    for project, tables in plans.items():
        newest = max(tables.values(), key=lambda rows: rank_statement(rows[0]))
        amounts: dict[str, list[float]] = {}
        for row in select_topmost(newest, "category"):
            amounts.setdefault(row["category"], []).append(row["planned_cny"])
        sums[project] = {name: math.fsum(values) for name, values in amounts.items()}
    return sums


def _summarise(name: str, category: _Category, planned: float) -> dict[str, Any]:
    counts = Counter(category.verdicts)
    decided = counts[MET] + counts[NOT_MET]
    completions = category.completions
    return {
        "category": name,
        "items": len(category.verdicts),
        **{verdict: counts[verdict] for verdict in VERDICTS},
        "computable_conditions": len(completions),
        "mean_completion": _average(completions),
        "mean_completion_capped": _average([min(value, 1.0) for value in completions]),
        "met_share": counts[MET] / decided if decided else math.nan,
        "planned_cny": planned,
    }


def _average(numbers: list[float]) -> float:
    return math.fsum(numbers) / len(numbers) if numbers else math.nan


def _weight_by_funds(rows: list[dict[str, Any]], whole: dict[str, Any]) -> dict[str, Any]:
    # A category without a mean is left out; taking it as 0 would lower the mean of all.
    weighted = dict(whole, category=ALL_WEIGHTED)
    for name in ("mean_completion", "mean_completion_capped", "met_share"):
        computed = [row for row in rows if not math.isnan(row[name])]
        weights = math.fsum(row["planned_cny"] for row in computed) if computed else math.nan
        total = math.fsum(row[name] * row["planned_cny"] for row in computed)
        weighted[name] = total / weights if weights else math.nan
    return weighted
