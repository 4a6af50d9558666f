"""Claims about the printed completion of target items."""

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
    """The printed completion of an item follows from actual ÷ target of its conditions.

    It is the least of conditions joined by ``and`` and the greatest of those joined by ``or``.
    Qualitative conditions are left out. The completion of a condition that cannot be computed is
    unknown.
    """
    items = tables["output_items"]
    printed = items[items["printed_completion"].notna()]
    outputs = tables["outputs"]
    conditions = outputs[_KEPT].assign(reason=find_reasons(outputs)).merge(printed[ITEM], on=ITEM)
    printed_items = printed[[*ITEM, "rule", "result_zh"]].assign(at=printed["at_completion"])
    return make_claims(
        printed_items[["at"]],
        "completion",
        _write_formulas(printed_items, conditions),
        _list_operands(printed_items, conditions),
        is_capped=True,
        reason=_find_reasons(printed_items, conditions),
    )


def _find_reasons(printed_items: pd.DataFrame, conditions: pd.DataFrame) -> pd.Series:
    """The reason of an item that cannot be computed: that of its first such condition."""
    numeric = conditions[conditions["assessment"] != QUALITATIVE].dropna(subset="reason")
    first = numeric.drop_duplicates(ITEM)[[*ITEM, "reason"]]
    reasons = (
        printed_items[ITEM]
        .merge(first, on=ITEM, how="left")["reason"]
        .set_axis(printed_items.index)
    )
    return reasons.fillna(NO_NUMERIC_TARGET).mask(printed_items["result_zh"].isna(), BLANK)


def _write_formulas(items: pd.DataFrame, conditions: pd.DataFrame) -> pd.Series:
    """A formula per item; items with equal rules and conditions share one."""
    by_item: dict[tuple[str, str, str], dict[str, str]] = {}
    columns = [conditions[name].tolist() for name in ITEM]
    parts = _write_parts(conditions)
    for *key, name, part in zip(*columns, conditions["condition"].tolist(), parts, strict=True):
        by_item.setdefault(tuple(key), {})[name] = part
    keys = zip(*(items[name].tolist() for name in ITEM), strict=True)
    rules = items["rule"].tolist()
    by_signature: dict[tuple, str] = {}
    formulas = []
    for rule, key in zip(rules, keys, strict=True):
        parts = by_item.get(key, {})
        signature = (rule, *parts.items())
        if signature not in by_signature:
            by_signature[signature] = _write_formula(rule, parts)
        formulas.append(by_signature[signature])
    return pd.Series(formulas, index=items.index, dtype="str")


def _write_formula(rule: str, parts: dict[str, str]) -> str:
    try:
        written = write_rule(rule, parts, conjunction="least", disjunction="greatest")
    except RuleError:
        # `briefs check` reports the error in the rule.
        return UNKNOWN
    return written or UNKNOWN


def _write_parts(conditions: pd.DataFrame) -> list[str]:
    """The formula of each condition's completion; blank for a qualitative condition."""
    name = conditions["condition"]
    whole = (" / whole_" + name).where(conditions["denominator_figure"].notna(), "")
    written = ("actual_" + name + whole + " / target_" + name).where(
        conditions["comparator"] != "le", "target_" + name + " / actual_" + name
    )
    is_open = conditions["reason"].notna() | (conditions["comparator"] == "eq")
    in_words = conditions["assessment"] == QUALITATIVE
    return written.mask(is_open, UNKNOWN).mask(in_words, "").tolist()


def _list_operands(printed_items: pd.DataFrame, conditions: pd.DataFrame) -> list[pd.DataFrame]:
    joined = conditions.merge(printed_items, on=ITEM)
    return [
        pd.DataFrame(
            {
                "at": joined["at"],
                "operand": prefix + joined["condition"],
                "operand_at": joined[column],
            }
        )
        for prefix, column in (
            ("actual_", "at_actual_figure"),
            ("target_", "at_target_figure"),
            ("whole_", "at_denominator_figure"),
        )
    ]
