"""Do the figures of a report hold together: every claim recomputed, each with a verdict.

Verdicts, the first that holds:

================  ================================================================================
not_computable    a figure it needs is not reported (``reason`` says which kind)
capped            100 % is printed for a completion or coverage that is more
agrees            the formula at the printed values, rounded half up, gives the printed figure
explained         it does not, but rounding or cutting off does (``explanation`` says which)
for_review        it does not, but an innocent reading exists (``reason`` names it)
contradicts       it does not
================  ================================================================================

What rounding or cutting off can explain is never called wrong.
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

# What explains a difference.
CUT_OFF, ROUNDED, ROUNDED_OR_CUT, QUALIFIED = "cut_off", "rounded", "rounded_or_cut", "qualified"

# Why a claim cannot be computed.
NO_ACTUAL, NO_DENOMINATOR, NO_NUMERIC_TARGET = "no_actual", "no_denominator", "no_numeric_target"
BLANK, UNREADABLE_UNIT = "blank", "unreadable_unit"

# Names in formulas by which a figure divides or is compared with.
DIVISORS = frozenset({"planned", "whole", "base", "denominator", "contracts"})
# The float64 noise of a formula, relative to its value.
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
        A row per claim, in their order: claim_id (its name, else kind and figure), kind, relation,
        formula, figure, recomputed (the
        formula at printed values), recomputed_low, recomputed_high (over all that its figures may
        stand for if they were rounded), verdict, explanation, reason.
    """
    frame = claims.claims
    if frame.empty:
        nothing = np.array([], dtype=object)
        return _collect(frame, figures, make_unknown(0), nothing, None, None)
    stated, computed = evaluate_claims(claims, figures)
    verdict, explanation = _judge(frame, stated, computed)
    is_open = verdict == NOT_COMPUTABLE
    gap = _find_gaps(claims, is_open, figures)
    known = frame["reason"].astype("str").fillna(gap).fillna(NO_ACTUAL)
    reason = np.where(is_open, known, None)
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
    # Half up is away from zero: -24.975 is printed as -24.98.
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
    """Why each open claim lacks a figure: the claimed one first, then the others in their order."""
    operands = claims.operands[is_open[claims.operands["claim"]]]
    known = figures[["missing_reason", "value"]].take(operands["at"])
    lacking = operands.assign(missing=known["missing_reason"].to_numpy())
    lacking = lacking[known["value"].isna().to_numpy()].drop_duplicates("claim")
    is_divisor = lacking["operand"].isin(DIVISORS)
    reason = is_divisor.map({True: NO_DENOMINATOR, False: NO_ACTUAL}).astype("str")
    reason = reason.mask(lacking["missing"] == "unreadable_unit", UNREADABLE_UNIT)
    reason = reason.mask(lacking["missing"] == "blank", BLANK)
    first = reason.set_axis(lacking["claim"]).reindex(claims.claims.index)
    return first.fillna(_find_absent(claims.claims[is_open], operands))


def _find_absent(claims: pd.DataFrame, operands: pd.DataFrame) -> pd.Series:
    """Whether a name of the formula stands for no figure at all: a divisor, or something else."""
    formulas = claims["formula"].astype("str")
    names = formulas.map({each: list_names(each) for each in formulas.unique()})
    needed = pd.DataFrame({"claim": claims.index, "operand": names}).explode("operand")
    needed = needed.dropna(subset="operand").astype({"operand": "str"})
    given = operands[["claim", "operand"]].drop_duplicates().astype({"operand": "str"})
    found = needed.merge(given, on=["claim", "operand"], how="left", indicator=True)
    absent = found[found["_merge"] == "left_only"].drop_duplicates("claim").set_index("claim")
    reasons = absent["operand"].isin(DIVISORS).map({True: NO_DENOMINATOR, False: NO_ACTUAL})
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
    named = claims["name"].astype("str").fillna(texts["kind"] + ":" + figure)
    made = texts.assign(
        claim_id=named,
        figure=figure,
        recomputed=computed.value,
        recomputed_low=computed.low,
        recomputed_high=computed.high,
        verdict=verdict,
        explanation=explanation,
        reason=reason,
    )
    typed = made.astype(dict.fromkeys(("verdict", "explanation", "reason"), "str"))
    typed["explanation"] = typed["explanation"].where(typed["explanation"] != "", None)
    return typed[list(VERDICT_COLUMNS)]


def count_by(verdicts: pd.DataFrame, column: str) -> pd.DataFrame:
    """How many claims have each verdict, by county, document or kind of claim.

    Args:
        verdicts: rows of the table ``verdicts``.
        column: such as ``county_code``.

    Returns:
        A row per value of the column, by most contradictions; a column per verdict, and ``all``.
    """
    counts = pd.crosstab(verdicts[column], verdicts["verdict"])
    counts = counts.reindex(columns=list(VERDICTS), fill_value=0).rename_axis(columns=None)
    return counts.assign(all=counts.sum(axis=1)).sort_values(
        list(VERDICTS[:2]), ascending=False, kind="stable"
    )


def count_verdicts(verdicts: pd.DataFrame) -> pd.Series:
    """How many claims have each verdict, in the order of :data:`VERDICTS`; 0 where none has."""
    return verdicts["verdict"].value_counts().reindex(VERDICTS, fill_value=0).astype("int64")
