"""Recomputes every claim and gives it a verdict.

The verdict is the first of these that holds:

================  ================================================================================
not_computable    a figure that it needs is missing (``reason`` says which kind)
capped            100 % is printed for a larger completion or coverage
agrees            the formula at printed values, rounded half up, gives the printed figure
explained         rounding or cutting off explains the difference (``explanation``)
for_review        the difference need not be an error (``reason`` says why)
contradicts       none of the above
================  ================================================================================

A difference that rounding or cutting off can explain never counts as a contradiction.
"""

import numpy as np
import pandas as pd

from analysis.consistency.claims import Claims
from analysis.consistency.evaluation import Side, Stated, evaluate_claims
from analysis.consistency.formulas import list_names
from analysis.figures.intervals import Intervals, make_unknown

NOT_COMPUTABLE, CAPPED = "not_computable", "capped"
AGREES, EXPLAINED = "agrees", "explained"
FOR_REVIEW, CONTRADICTS = "for_review", "contradicts"
VERDICTS = (CONTRADICTS, FOR_REVIEW, NOT_COMPUTABLE, CAPPED, EXPLAINED, AGREES)

# Explanations of a difference.
CUT_OFF, ROUNDED, ROUNDED_OR_CUT, QUALIFIED = "cut_off", "rounded", "rounded_or_cut", "qualified"

# Reasons why a claim cannot be computed.
NO_ACTUAL, NO_DENOMINATOR, NO_NUMERIC_TARGET = "no_actual", "no_denominator", "no_numeric_target"
BLANK, UNREADABLE_UNIT = "blank", "unreadable_unit"

# Names in formulas whose figure is a denominator.
DIVISORS = frozenset({"planned", "whole", "base", "denominator", "contracts"})
# Error of float64 arithmetic in a formula, relative to its value.
NOISE = 1e-11
VERDICT_COLUMNS = (
    "claim_id", "kind", "relation", "formula", "figure", "recomputed", "recomputed_low",
    "recomputed_high", "verdict", "explanation", "reason",
)  # fmt: skip


def compute_verdicts(claims: Claims, figures: pd.DataFrame) -> pd.DataFrame:
    """A verdict for each claim.

    Args:
        claims: the claims.
        figures: the table ``figures``; claims name its rows by position.

    Returns:
        A row per claim, in order: claim_id (the claim's name, or its kind and figure), kind,
        relation, formula, figure, recomputed (result at printed values), recomputed_low,
        recomputed_high (interval of the result if the figures were rounded), verdict, explanation,
        reason.
    """
    frame = claims.claims
    if frame.empty:
        nothing = np.array([], dtype=object)
        return _collect(frame, figures, make_unknown(0), nothing, None, None)
    stated, computed = evaluate_claims(claims, figures)
    verdict, explanation = _judge(frame, stated, computed)
    is_open = verdict == NOT_COMPUTABLE
    gap = _find_gaps(claims, is_open, figures)
    open_reason = frame["reason"].astype("str").fillna(gap).fillna(NO_ACTUAL)
    reason = np.where(is_open, open_reason, None)
    is_innocent = (verdict == CONTRADICTS) & frame["innocent"].notna().to_numpy()
    reason = np.where(is_innocent, frame["innocent"].astype("str"), reason)
    verdict = np.where(is_innocent, FOR_REVIEW, verdict)
    return _collect(frame, figures, computed.rounded, verdict, explanation, reason)


def _judge(frame: pd.DataFrame, stated: Stated, computed: Side) -> tuple[np.ndarray, np.ndarray]:
    side, step, is_qualified = stated.side, stated.step, stated.is_qualified
    printed, value = side.rounded.value, computed.rounded.value
    relation = frame["relation"].to_numpy()
    is_known = ~np.isnan(printed) & ~np.isnan(value)
    holds = _holds_as_printed(printed, value, step, side.rounded, is_qualified, relation)
    is_cut = _is_cut(printed, value, step) & (relation == "eq")
    by_rounding = _overlap(side.rounded, computed.rounded, relation)
    by_cutting = _overlap(side.cut, computed.cut, relation)
    is_full = frame["is_capped"].to_numpy(bool) & (printed == 1) & (value > 1)
    is_possible = by_rounding | by_cutting
    verdict = np.select(
        [~is_known & is_possible, ~is_known & np.isnan(printed), is_full, holds, is_possible],
        [NOT_COMPUTABLE, NOT_COMPUTABLE, CAPPED, AGREES, EXPLAINED],
        CONTRADICTS,
    )
    explanation = np.select(
        [verdict != EXPLAINED, is_cut, by_rounding & is_qualified, by_rounding],
        ["", CUT_OFF, QUALIFIED, ROUNDED],
        ROUNDED_OR_CUT,
    )
    return verdict, explanation


def _holds_as_printed(
    printed: np.ndarray,
    value: np.ndarray,
    step: np.ndarray,
    interval: Intervals,
    is_qualified: np.ndarray,
    relation: np.ndarray,
) -> np.ndarray:
    noise = NOISE * np.maximum(np.abs(value), np.abs(printed))
    # Rounding half up goes away from zero: -24.975 is printed as -24.98.
    size, target = np.abs(value), np.abs(printed)
    is_same_sign = (np.sign(value) == np.sign(printed)) | (printed == 0) | (step == 0)
    rounds_to = (size >= target - step / 2 - noise) & (size < target + step / 2 - noise)
    equal = np.where(step > 0, rounds_to & is_same_sign, np.abs(value - printed) <= noise)
    within = (value >= interval.low - noise) & (value <= interval.high + noise)
    return np.select(
        [relation == "le", relation == "ge", is_qualified],
        [printed <= value + noise, printed >= value - noise, within],
        equal,
    )


def _is_cut(printed: np.ndarray, value: np.ndarray, step: np.ndarray) -> np.ndarray:
    noise = NOISE * np.maximum(np.abs(value), np.abs(printed))
    size, target = np.abs(value), np.abs(printed)
    return (step > 0) & (size >= target - noise) & (size < target + step - noise)


def _overlap(stated: Intervals, computed: Intervals, relation: np.ndarray) -> np.ndarray:
    can_be_least = stated.low <= computed.high
    can_be_most = stated.high >= computed.low
    return np.select(
        [relation == "le", relation == "ge"],
        [can_be_least, can_be_most],
        can_be_least & can_be_most,
    )


def _find_gaps(claims: Claims, is_open: np.ndarray, figures: pd.DataFrame) -> pd.Series:
    """Why each open claim lacks a figure: by the claimed figure first, then the operands."""
    operands = claims.operands[is_open[claims.operands["claim"]]]
    figure_values = figures[["missing_reason", "value"]].take(operands["at"])
    missing_operands = operands.assign(missing=figure_values["missing_reason"].to_numpy())
    missing_operands = missing_operands[figure_values["value"].isna().to_numpy()].drop_duplicates(
        "claim"
    )
    is_divisor = missing_operands["operand"].isin(DIVISORS)
    reason = is_divisor.map({True: NO_DENOMINATOR, False: NO_ACTUAL}).astype("str")
    reason = reason.mask(missing_operands["missing"] == "unreadable_unit", UNREADABLE_UNIT)
    reason = reason.mask(missing_operands["missing"] == "blank", BLANK)
    first = reason.set_axis(missing_operands["claim"]).reindex(claims.claims.index)
    return first.fillna(_find_absent(claims.claims[is_open], operands))


def _find_absent(claims: pd.DataFrame, operands: pd.DataFrame) -> pd.Series:
    """The reason of open claims with a name in the formula that no figure stands for."""
    formulas = claims["formula"].astype("str")
    names = formulas.map({formula: list_names(formula) for formula in formulas.unique()})
    needed = pd.DataFrame({"claim": claims.index, "operand": names}).explode("operand")
    needed = needed.dropna(subset="operand").astype({"operand": "str"})
    supplied = operands[["claim", "operand"]].drop_duplicates().astype({"operand": "str"})
    matched = needed.merge(supplied, on=["claim", "operand"], how="left", indicator=True)
    lacking_names = (
        matched[matched["_merge"] == "left_only"].drop_duplicates("claim").set_index("claim")
    )
    reasons = lacking_names["operand"].isin(DIVISORS).map({True: NO_DENOMINATOR, False: NO_ACTUAL})
    return reasons.astype("str")


def _collect(
    claims: pd.DataFrame,
    figures: pd.DataFrame,
    computed: Intervals,
    verdict: np.ndarray,
    explanation: np.ndarray | None,
    reason: np.ndarray | None,
) -> pd.DataFrame:
    figure = figures["figure"].take(claims["at"]).set_axis(claims.index).astype("str")
    texts = claims[["kind", "relation", "formula"]].astype("str")
    claim_ids = claims["name"].astype("str").fillna(texts["kind"] + ":" + figure)
    collected = texts.assign(
        claim_id=claim_ids,
        figure=figure,
        recomputed=computed.value,
        recomputed_low=computed.low,
        recomputed_high=computed.high,
        verdict=verdict,
        explanation=explanation,
        reason=reason,
    )
    typed_rows = collected.astype(dict.fromkeys(("verdict", "explanation", "reason"), "str"))
    typed_rows["explanation"] = typed_rows["explanation"].where(
        typed_rows["explanation"] != "", None
    )
    return typed_rows[list(VERDICT_COLUMNS)]


def count_by(verdicts: pd.DataFrame, column: str) -> pd.DataFrame:
    """Number of claims by verdict and by county, document or kind of claim.

    Args:
        verdicts: rows of the table ``verdicts``.
        column: such as ``county_code``.

    Returns:
        A row per value of the column, most contradictions first; a column per verdict and ``all``.
    """
    counts = pd.crosstab(verdicts[column], verdicts["verdict"])
    counts = counts.reindex(columns=list(VERDICTS), fill_value=0).rename_axis(columns=None)
    return counts.assign(all=counts.sum(axis=1)).sort_values(
        list(VERDICTS[:2]), ascending=False, kind="stable"
    )


def count_verdicts(verdicts: pd.DataFrame) -> pd.Series:
    """Number of claims by verdict, in the order of :data:`VERDICTS`; 0 if there is no claim."""
    return verdicts["verdict"].value_counts().reindex(VERDICTS, fill_value=0).astype("int64")
