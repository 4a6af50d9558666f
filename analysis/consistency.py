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

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.claims import Claims
from analysis.formulas import evaluate_formula, list_names
from analysis.intervals import Intervals, make_unknown

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


@dataclass(frozen=True, eq=False)
class _Side:
    """One side of many claims: as rounded, and as rounded or cut off."""

    rounded: Intervals
    cut: Intervals


def compute_verdicts(claims: Claims, figures: pd.DataFrame) -> pd.DataFrame:
    """A verdict for each claim.

    Args:
        claims: the claims.
        figures: the table ``figures``: all that the claims name.

    Returns:
        A row per claim, in their order: claim_id, kind, relation, formula, figure, recomputed (the
        formula at printed values), recomputed_low, recomputed_high (over all that its figures may
        stand for if they were rounded), verdict, explanation, reason.
    """
    frame = claims.claims
    if frame.empty:
        return _collect(frame, make_unknown(0), np.array([], dtype=object), None, None)
    sides = _Figures(figures)
    stated = sides.read(frame["figure"])
    computed = _evaluate(claims, sides)
    verdict, explanation = _judge(frame, stated, computed)
    is_open = verdict == NOT_COMPUTABLE
    gap = _find_gaps(claims, is_open, figures)
    reason = np.where(is_open, frame["reason"].fillna(gap).fillna(NO_ACTUAL), None)
    is_innocent = (verdict == CONTRADICTS) & frame["innocent"].notna().to_numpy()
    reason = np.where(is_innocent, frame["innocent"], reason)
    verdict = np.where(is_innocent, FOR_REVIEW, verdict)
    return _collect(frame, computed.rounded, verdict, explanation, reason)


class _Figures:
    """The figures by name, as rounded and as rounded or cut off."""

    def __init__(self, figures: pd.DataFrame) -> None:
        self._names = pd.Index(figures["figure"])
        value, low, high = (figures[name].to_numpy(float) for name in ("value", "low", "high"))
        is_rounded = ~figures["is_exact"].to_numpy(bool) & figures["qualifier"].isna().to_numpy()
        step = np.where(is_rounded, high - low, 0)
        self.step, self.is_qualified = step, figures["qualifier"].notna().to_numpy()
        self._rounded = (value, low, high)
        # Cut off, a figure stands for its value and up to one step more, away from zero.
        self._cut = (
            value,
            np.where(is_rounded & (value <= 0), value - step, low),
            np.where(is_rounded & (value >= 0), value + step, high),
        )

    def find(self, names: pd.Series) -> np.ndarray:
        """Positions of named figures; -1 for one that is not there."""
        return self._names.get_indexer(names)

    def read(self, names: pd.Series) -> tuple[_Side, np.ndarray, np.ndarray]:
        """Named figures, the step of their last digit, and whether they are qualified."""
        at = self.find(names)
        return (
            self._side(at),
            self._take(self.step, at, 0.0),
            self._take(self.is_qualified, at, False),
        )

    def add_up(self, names: pd.Series, groups: np.ndarray, size: int) -> _Side:
        """Sums of named figures by group; unknown for a group with none."""
        parts = self._side(self.find(names))
        counts = np.bincount(groups, minlength=size)
        return _Side(*(_add_up(part, groups, counts) for part in (parts.rounded, parts.cut)))

    def _side(self, at: np.ndarray) -> _Side:
        return _Side(
            *(
                Intervals(
                    self._take(value, at, np.nan),
                    _bound(self._take(low, at, np.nan), -np.inf),
                    _bound(self._take(high, at, np.nan), np.inf),
                )
                for value, low, high in (self._rounded, self._cut)
            )
        )

    @staticmethod
    def _take(values: np.ndarray, at: np.ndarray, missing: object) -> np.ndarray:
        if not len(values):
            return np.full(len(at), missing)
        return np.where(at >= 0, values[at], missing)


def _bound(ends: np.ndarray, unknown: float) -> np.ndarray:
    return np.where(np.isnan(ends), unknown, ends)


def _add_up(parts: Intervals, groups: np.ndarray, counts: np.ndarray) -> Intervals:
    size = len(counts)
    value, low, high = (
        np.bincount(groups, weights=ends, minlength=size)
        for ends in (parts.value, parts.low, parts.high)
    )
    # A sum of n floats is off by no more than n steps of its largest part.
    slack = np.where(counts > 1, counts * np.spacing(np.abs(value) + np.abs(high)), 0)
    slack = np.nan_to_num(slack, nan=0.0, posinf=0.0)
    none = counts == 0
    return Intervals(
        np.where(none, np.nan, value),
        np.where(none, -np.inf, low - slack),
        np.where(none, np.inf, high + slack),
    )


def _evaluate(claims: Claims, figures: _Figures) -> _Side:
    frame, operands = claims.claims, claims.operands
    size = len(frame)
    unknown = [make_unknown(size) for _ in range(2)]
    arrays = [[part.value, part.low, part.high] for part in unknown]
    row_of = pd.Series(np.arange(size), index=frame["claim_id"])
    operands = operands.assign(row=row_of.reindex(operands["claim_id"]).to_numpy())
    for formula, rows in frame.groupby("formula", sort=False).indices.items():
        place = np.full(size, -1)
        place[rows] = np.arange(len(rows))
        own = operands[place[operands["row"].to_numpy()] >= 0]
        own = own.assign(at=place[own["row"].to_numpy()])
        named = {
            name: figures.add_up(of_name["figure"], of_name["at"].to_numpy(), len(rows))
            for name in list_names(formula)
            for of_name in [own[own["operand"] == name]]
        }
        for target, way in zip(arrays, ("rounded", "cut"), strict=True):
            given = {name: getattr(side, way) for name, side in named.items()}
            result = evaluate_formula(formula, given, len(rows))
            for ends, new in zip(target, (result.value, result.low, result.high), strict=True):
                ends[rows] = new
    return _Side(*(Intervals(*target) for target in arrays))


def _judge(
    frame: pd.DataFrame, stated: tuple[_Side, np.ndarray, np.ndarray], computed: _Side
) -> tuple[np.ndarray, np.ndarray]:
    side, step, is_qualified = stated
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
    frame = claims.claims[is_open]
    operands = claims.operands[claims.operands["claim_id"].isin(frame["claim_id"])]
    at = pd.Index(figures["figure"]).get_indexer(operands["figure"])
    known = figures[["missing_reason", "value"]].take(at.clip(min=0))
    is_lacking = known["value"].isna().to_numpy() | (at < 0)
    lacking = operands.assign(missing=known["missing_reason"].to_numpy())[is_lacking]
    reason = lacking["operand"].map(dict.fromkeys(DIVISORS, NO_DENOMINATOR)).astype("str")
    reason = reason.fillna(NO_ACTUAL)
    reason = reason.mask(lacking["missing"] == "unreadable_unit", UNREADABLE_UNIT)
    reason = reason.mask(lacking["missing"] == "blank", BLANK)
    named = lacking.assign(reason=reason).drop_duplicates("claim_id")
    first = named.set_index("claim_id")["reason"].reindex(frame["claim_id"])
    by_row = first.set_axis(frame.index).fillna(_find_absent(frame, operands))
    return by_row.reindex(claims.claims.index)


def _find_absent(claims: pd.DataFrame, operands: pd.DataFrame) -> pd.Series:
    """Whether a name of the formula stands for no figure at all: a divisor, or something else."""
    names = claims["formula"].map({each: list_names(each) for each in set(claims["formula"])})
    needed = pd.DataFrame({"claim_id": claims["claim_id"], "operand": names}).explode("operand")
    needed = needed.reset_index(names="row").dropna(subset="operand")
    given = operands[["claim_id", "operand"]].drop_duplicates()
    found = needed.astype({"operand": "str"}).merge(
        given, on=["claim_id", "operand"], how="left", indicator=True
    )
    absent = found[found["_merge"] == "left_only"].drop_duplicates("row").set_index("row")
    reasons = absent["operand"].isin(DIVISORS).map({True: NO_DENOMINATOR, False: NO_ACTUAL})
    return reasons.astype("str").reindex(claims.index)


def _collect(
    frame: pd.DataFrame,
    computed: Intervals,
    verdict: np.ndarray,
    explanation: np.ndarray | None,
    reason: np.ndarray | None,
) -> pd.DataFrame:
    kept = frame[["claim_id", "kind", "relation", "formula", "figure"]]
    made = kept.assign(
        recomputed=computed.value,
        recomputed_low=computed.low,
        recomputed_high=computed.high,
        verdict=verdict,
        explanation=explanation,
        reason=reason,
    )
    texts = ("verdict", "explanation", "reason")
    typed = made.astype(dict.fromkeys(texts, "str"))
    typed["explanation"] = typed["explanation"].where(typed["explanation"] != "", None)
    return typed[list(VERDICT_COLUMNS)].reset_index(drop=True)


def count_verdicts(verdicts: pd.DataFrame) -> pd.Series:
    """How many claims have each verdict, in the order of :data:`VERDICTS`; 0 where none has."""
    return verdicts["verdict"].value_counts().reindex(VERDICTS, fill_value=0).astype("int64")
