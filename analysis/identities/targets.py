"""Printed completion of a target item against actual ÷ target of its conditions."""

import pandas as pd

from analysis.claims import Claims, make_claims, name_figures
from analysis.completion import compute_conditions
from analysis.formulas import UNKNOWN
from analysis.rules import RuleError, write_rule

ITEM = ["document_id", "table_id", "item"]
# What is asked for in words has no number to complete.
NO_NUMERIC_TARGET, BLANK = "no_numeric_target", "blank"


def claim_completions(tables: dict[str, pd.DataFrame]) -> Claims:
    """The printed completion of an item is that of its conditions.

    Of conditions joined by ``and`` the least, of those joined by ``or`` the greatest; what is asked
    for in words only drops out. A condition that cannot be computed may have any completion.
    """
    items = tables["output_items"]
    printed = items[items["printed_completion"].notna()]
    conditions = compute_conditions(tables["outputs"]).merge(printed[ITEM], on=ITEM)
    named = printed[[*ITEM, "rule", "result_zh"]].assign(
        figure=name_figures(printed.assign(row_id=printed["item"]), "completion")
    )
    return make_claims(
        named[["figure"]],
        "completion",
        _write_formulas(named, conditions),
        _list_operands(named, conditions),
        is_capped=True,
        reason=_find_reasons(named, conditions),
    )


def _find_reasons(named: pd.DataFrame, conditions: pd.DataFrame) -> pd.Series:
    """Why an item cannot be computed, if it cannot: the reason of its first condition."""
    numeric = conditions[conditions["assessment"] != "qualitative"].dropna(subset="reason")
    first = numeric.drop_duplicates(ITEM)[[*ITEM, "reason"]]
    reasons = named[ITEM].merge(first, on=ITEM, how="left")["reason"].set_axis(named.index)
    return reasons.fillna(NO_NUMERIC_TARGET).mask(named["result_zh"].isna(), BLANK)


def _write_formulas(items: pd.DataFrame, conditions: pd.DataFrame) -> pd.Series:
    """One formula per item; the same text for items that are made alike."""
    parts = conditions.assign(part=[_write_part(row) for row in conditions.itertuples()])
    by_item = {
        key: dict(zip(group["condition"], group["part"], strict=True))
        for key, group in parts.groupby(ITEM, sort=False)
    }
    formulas = [
        _write_formula(row.rule, by_item.get((row.document_id, row.table_id, row.item), {}))
        for row in items.itertuples()
    ]
    return pd.Series(formulas, index=items.index, dtype="str")


def _write_formula(rule: str, parts: dict[str, str]) -> str:
    try:
        written = write_rule(rule, parts, conjunction="least", disjunction="greatest")
    except RuleError:
        # `briefs check` reports the rule itself.
        return UNKNOWN
    return written or UNKNOWN


def _write_part(row) -> str:
    """The completion of a condition; blank for one in words only."""
    name = row.condition
    if row.assessment == "qualitative":
        return ""
    if pd.notna(row.reason) or row.comparator == "eq":
        return UNKNOWN
    if row.comparator == "le":
        return f"target_{name} / actual_{name}"
    if pd.notna(row.denominator_figure):
        return f"actual_{name} / whole_{name} / target_{name}"
    return f"actual_{name} / target_{name}"


def _list_operands(named: pd.DataFrame, conditions: pd.DataFrame) -> list[pd.DataFrame]:
    placed = conditions.merge(named, on=ITEM)
    return [
        pd.DataFrame(
            {
                "figure": placed["figure"],
                "operand": prefix + placed["condition"],
                "operand_figure": placed[column],
            }
        )
        for prefix, column in (
            ("actual_", "actual_figure"),
            ("target_", "target_figure"),
            ("whole_", "denominator_figure"),
        )
    ]
