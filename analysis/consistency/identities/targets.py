"""Printed completion of a target item against actual ÷ target of its conditions."""

import pandas as pd

from analysis.consistency.claims import Claims, make_claims
from analysis.consistency.formulas import UNKNOWN
from analysis.measures.completion import QUALITATIVE, find_reasons
from analysis.measures.rules import RuleError, write_rule

ITEM = ["document_id", "table_id", "item"]
_KEPT = [*ITEM, "condition", "assessment", "comparator", "denominator_figure",
         "at_actual_figure", "at_target_figure", "at_denominator_figure"]  # fmt: skip
# What is asked for in words has no number to complete.
NO_NUMERIC_TARGET, BLANK = "no_numeric_target", "blank"


def claim_completions(tables: dict[str, pd.DataFrame]) -> Claims:
    """The printed completion of an item is that of its conditions.

    Of conditions joined by ``and`` the least, of those joined by ``or`` the greatest; what is asked
    for in words only drops out. A condition that cannot be computed may have any completion.
    """
    items = tables["output_items"]
    printed = items[items["printed_completion"].notna()]
    outputs = tables["outputs"]
    conditions = outputs[_KEPT].assign(reason=find_reasons(outputs)).merge(printed[ITEM], on=ITEM)
    named = printed[[*ITEM, "rule", "result_zh"]].assign(at=printed["at_completion"])
    return make_claims(
        named[["at"]],
        "completion",
        _write_formulas(named, conditions),
        _list_operands(named, conditions),
        is_capped=True,
        reason=_find_reasons(named, conditions),
    )


def _find_reasons(named: pd.DataFrame, conditions: pd.DataFrame) -> pd.Series:
    """Why an item cannot be computed, if it cannot: the reason of its first condition."""
    numeric = conditions[conditions["assessment"] != QUALITATIVE].dropna(subset="reason")
    first = numeric.drop_duplicates(ITEM)[[*ITEM, "reason"]]
    reasons = named[ITEM].merge(first, on=ITEM, how="left")["reason"].set_axis(named.index)
    return reasons.fillna(NO_NUMERIC_TARGET).mask(named["result_zh"].isna(), BLANK)


def _write_formulas(items: pd.DataFrame, conditions: pd.DataFrame) -> pd.Series:
    """One formula per item; the same text for items that are made alike."""
    by_item: dict[tuple[str, str, str], dict[str, str]] = {}
    columns = [conditions[name].tolist() for name in ITEM]
    parts = _write_parts(conditions)
    for *key, name, part in zip(*columns, conditions["condition"].tolist(), parts, strict=True):
        by_item.setdefault(tuple(key), {})[name] = part
    keys = zip(*(items[name].tolist() for name in ITEM), strict=True)
    rules = items["rule"].tolist()
    made: dict[tuple, str] = {}
    formulas = []
    for rule, key in zip(rules, keys, strict=True):
        known = by_item.get(key, {})
        alike = (rule, *known.items())
        if alike not in made:
            made[alike] = _write_formula(rule, known)
        formulas.append(made[alike])
    return pd.Series(formulas, index=items.index, dtype="str")


def _write_formula(rule: str, parts: dict[str, str]) -> str:
    try:
        written = write_rule(rule, parts, conjunction="least", disjunction="greatest")
    except RuleError:
        # `briefs check` reports the rule itself.
        return UNKNOWN
    return written or UNKNOWN


def _write_parts(conditions: pd.DataFrame) -> list[str]:
    """The completion of each condition; blank for one in words only."""
    name = conditions["condition"]
    whole = (" / whole_" + name).where(conditions["denominator_figure"].notna(), "")
    written = ("actual_" + name + whole + " / target_" + name).where(
        conditions["comparator"] != "le", "target_" + name + " / actual_" + name
    )
    is_open = conditions["reason"].notna() | (conditions["comparator"] == "eq")
    in_words = conditions["assessment"] == QUALITATIVE
    return written.mask(is_open, UNKNOWN).mask(in_words, "").tolist()


def _list_operands(named: pd.DataFrame, conditions: pd.DataFrame) -> list[pd.DataFrame]:
    placed = conditions.merge(named, on=ITEM)
    return [
        pd.DataFrame(
            {
                "at": placed["at"],
                "operand": prefix + placed["condition"],
                "operand_at": placed[column],
            }
        )
        for prefix, column in (
            ("actual_", "at_actual_figure"),
            ("target_", "at_target_figure"),
            ("whole_", "at_denominator_figure"),
        )
    ]
