"""Arithmetic on many printed figures at once: each a value and the interval it stands for.

Every operation widens its result outwards by one step of float64, so that no rounding of the
computer's can make two figures disagree. An unknown figure has no value (NaN) and an interval
without ends; a result is unknown as soon as one of its figures is, but its interval may still
have ends: the least of 0.9 and something unknown is at most 0.9.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Intervals:
    """Figures, one per position of the arrays.

    Attributes:
        value: the figures as printed; NaN where unknown.
        low: lower ends; -inf where there is none.
        high: upper ends; inf where there is none.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def __add__(self, other: Intervals) -> Intervals:
        """The sums."""
        return _widen(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Intervals) -> Intervals:
        """The differences."""
        return _widen(self.value - other.value, self.low - other.high, self.high - other.low)

    def __mul__(self, other: Intervals) -> Intervals:
        """The products."""
        low, high = _span(self, other, np.multiply)
        return _widen(self.value * other.value, low, high)

    def __truediv__(self, other: Intervals) -> Intervals:
        """The quotients; unknown where the divisor is 0, without ends where it may be."""
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(other.value == 0, np.nan, self.value / other.value)
            low, high = _span(self, other, np.divide)
        is_open = (other.low <= 0) & (other.high >= 0)
        return _widen(value, np.where(is_open, -np.inf, low), np.where(is_open, np.inf, high))

    def __neg__(self) -> Intervals:
        """The opposites."""
        return Intervals(-self.value, -self.high, -self.low)


def make_exact(value: float, size: int) -> Intervals:
    """The same exact number at every position."""
    filled = np.full(size, float(value))
    return Intervals(filled, filled, filled)


def make_unknown(size: int, low: float = -np.inf, high: float = np.inf) -> Intervals:
    """Figures of which only the bounds are known."""
    return Intervals(np.full(size, np.nan), np.full(size, float(low)), np.full(size, float(high)))


def find_least(*parts: Intervals) -> Intervals:
    """The smallest at each position; unknown where one is, but no larger than the known."""
    return _fold(np.minimum, parts)


def find_greatest(*parts: Intervals) -> Intervals:
    """The largest at each position; unknown where one is, but no smaller than the known."""
    return _fold(np.maximum, parts)


def round_up(parts: Intervals) -> Intervals:
    """The next whole number above: 130.2 → 131."""
    return _round(np.ceil, parts)


def round_down(parts: Intervals) -> Intervals:
    """The next whole number below."""
    return _round(np.floor, parts)


def _round(rounded: Callable[[np.ndarray], np.ndarray], parts: Intervals) -> Intervals:
    # What is a whole number but for the computer's noise is that number: 0.7 × 190 is 133.
    nearest = np.round(parts.value)
    is_whole = np.isclose(parts.value, nearest, rtol=1e-12, atol=0)
    value = np.where(is_whole, nearest, rounded(parts.value))
    low, high = rounded(parts.low), rounded(parts.high)
    return Intervals(value, np.fmin(low, value), np.fmax(high, value))


def _fold(choose: Callable[[np.ndarray, np.ndarray], np.ndarray], parts: tuple) -> Intervals:
    first, *others = parts
    value, low, high = first.value, first.low, first.high
    for part in others:
        value, low, high = choose(value, part.value), choose(low, part.low), choose(high, part.high)
    return Intervals(value, low, high)


def _span(
    left: Intervals, right: Intervals, operate: Callable[[np.ndarray, np.ndarray], np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        corners = [operate(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    low, high = np.fmin.reduce(corners), np.fmax.reduce(corners)
    # 0 × ∞ and ∞ ÷ ∞ are no numbers: whatever they touch has no ends.
    is_open = np.isnan(corners).any(axis=0)
    return np.where(is_open, -np.inf, low), np.where(is_open, np.inf, high)


def _widen(value: np.ndarray, low: np.ndarray, high: np.ndarray) -> Intervals:
    low, high = np.nextafter(low, -np.inf), np.nextafter(high, np.inf)
    # Where both ends are infinite of one sign, their sum is no number.
    return Intervals(
        value, np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    )
