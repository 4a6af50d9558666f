"""Evaluates claims together: at the printed values and over the intervals of their figures."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.consistency.claims import Claims
from analysis.consistency.formulas import evaluate_formula, list_names
from analysis.figures.intervals import Intervals, make_unknown


@dataclass(frozen=True, eq=False)
class Side:
    """One side of many claims.

    Attributes:
        rounded: values and intervals if each figure was rounded.
        cut: values and intervals if each figure was rounded or cut off.
    """

    rounded: Intervals
    cut: Intervals


@dataclass(frozen=True, eq=False)
class Stated:
    """The claimed figures.

    Attributes:
        side: their values and intervals.
        step: unit of the last printed digit; 0 for an exact figure.
        is_qualified: whether words such as "over" qualify them.
    """

    side: Side
    step: np.ndarray
    is_qualified: np.ndarray


def evaluate_claims(claims: Claims, figures: pd.DataFrame) -> tuple[Stated, Side]:
    """The claimed figure of each claim and the result of its formula.

    Args:
        claims: the claims.
        figures: the table ``figures``; claims name its rows by position.
    """
    sides = _Figures(figures)
    return sides.read(claims.claims["at"].to_numpy()), _evaluate(claims, sides)


class _Figures:
    """Intervals of the figures by position, if rounded and if rounded or cut off."""

    def __init__(self, figures: pd.DataFrame) -> None:
        value, low, high = (figures[name].to_numpy(float) for name in ("value", "low", "high"))
        self.is_qualified = figures["qualifier"].notna().to_numpy()
        is_rounded = ~figures["is_exact"].to_numpy(bool) & ~self.is_qualified
        self.step = np.where(is_rounded, high - low, 0)
        low, high = _bound(low, -np.inf), _bound(high, np.inf)
        self._rounded = (value, low, high)
        # A figure that was cut off may be up to one step larger, away from zero.
        self._cut = (
            value,
            np.where(is_rounded & (value <= 0), value - self.step, low),
            np.where(is_rounded & (value >= 0), value + self.step, high),
        )

    def read(self, positions: np.ndarray) -> Stated:
        """Claimed figures by position."""
        return Stated(self._side(positions), self.step[positions], self.is_qualified[positions])

    def add_up(self, positions: np.ndarray, groups: np.ndarray, size: int) -> Side:
        """Sums of figures by group; unknown for a group without figures."""
        parts, counts = self._side(positions), np.bincount(groups, minlength=size)
        return Side(*(_add_up(part, groups, counts) for part in (parts.rounded, parts.cut)))

    def _side(self, positions: np.ndarray) -> Side:
        return Side(
            *(Intervals(*(ends[positions] for ends in way)) for way in (self._rounded, self._cut))
        )


def _bound(ends: np.ndarray, unknown: float) -> np.ndarray:
    return np.where(np.isnan(ends), unknown, ends)


def _add_up(parts: Intervals, groups: np.ndarray, counts: np.ndarray) -> Intervals:
    size = len(counts)
    value, low, high = (
        np.bincount(groups, weights=ends, minlength=size)
        for ends in (parts.value, parts.low, parts.high)
    )
    # The error of a sum of n floats is at most n steps of its largest part.
    slack = np.where(counts > 1, counts * np.spacing(np.abs(value) + np.abs(high)), 0)
    slack = np.nan_to_num(slack, nan=0.0, posinf=0.0)
    none = counts == 0
    return Intervals(
        np.where(none, np.nan, value),
        np.where(none, -np.inf, low - slack),
        np.where(none, np.inf, high + slack),
    )


def _evaluate(claims: Claims, figures: _Figures) -> Side:
    frame, operands = claims.claims, claims.operands
    size = len(frame)
    unknown = [make_unknown(size) for _ in range(2)]
    arrays = [[part.value, part.low, part.high] for part in unknown]
    claim, positions = operands["claim"].to_numpy(), operands["at"].to_numpy()
    names, code_of = operands["operand"].cat.categories, operands["operand"].cat.codes.to_numpy()
    formulas = frame["formula"].cat
    rows_of = _split_by(formulas.codes.to_numpy(), len(formulas.categories))
    operands_of = _split_by(formulas.codes.to_numpy()[claim], len(formulas.categories))
    place = np.empty(size, dtype="int64")
    for formula, rows, own in zip(formulas.categories, rows_of, operands_of, strict=True):
        if not len(rows):
            continue
        place[rows] = np.arange(len(rows))
        own_claim, own_at, own_code = place[claim[own]], positions[own], code_of[own]
        sides_by_name = {}
        for name in list_names(formula):
            code = names.get_loc(name) if name in names else -1
            chosen = own_code == code
            sides_by_name[name] = figures.add_up(own_at[chosen], own_claim[chosen], len(rows))
        for target, way in zip(arrays, ("rounded", "cut"), strict=True):
            figures_by_name = {name: getattr(side, way) for name, side in sides_by_name.items()}
            result = evaluate_formula(formula, figures_by_name, len(rows))
            for ends, new in zip(target, (result.value, result.low, result.high), strict=True):
                ends[rows] = new
    return Side(*(Intervals(*target) for target in arrays))


def _split_by(codes: np.ndarray, count: int) -> list[np.ndarray]:
    """The positions of each code, in order."""
    ends = np.cumsum(np.bincount(codes, minlength=count))
    return np.split(np.argsort(codes, kind="stable"), ends[:-1])
