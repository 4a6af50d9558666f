"""Units, decimals and rounding of the figures that are shown, in exact decimals."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from analysis.presentation.wording.languages import LANGUAGE_TABLE

TEN_THOUSAND, HUNDRED_MILLION = Decimal(10**4), Decimal(10**8)
MILLION = Decimal(10**6)


@dataclass(frozen=True)
class Scale:
    """A unit in which all amounts of a column are shown.

    Attributes:
        factor: how many base units it is.
        name: its name; blank if the number has no unit.
        singular: its name after the number 1, if it differs.
    """

    factor: Decimal
    name: str
    singular: str = ""


def choose_money_scale(amounts: Iterable[float], language: str) -> Scale:
    """One unit for all amounts of a column: the largest that the language allows for them.

    Chinese: 亿元 for hundreds of millions, 万元 if all are multiples of ten yuan, else 元. English:
    billions and, from a hundred million on, millions, else CNY. A unit in which an amount would
    have more decimals than the language allows is not used.
    """
    exact = [to_fen(amount) for amount in amounts if not pd.isna(amount)]
    largest = max((abs(amount) for amount in exact), default=Decimal(0))
    unit = next(
        unit
        for unit in LANGUAGE_TABLE[language].money_units
        if largest >= unit.smallest
        and count_digits(amount / unit.yuan for amount in exact) <= unit.most_digits
    )
    return Scale(Decimal(unit.yuan), unit.name)


def count_digits(values: Iterable[float | Decimal]) -> int:
    """The largest number of decimals that one of the values has.

    Examples:
        >>> count_digits([349.923, 500.0])
        3
    """
    exponents = [to_decimal(value).normalize().as_tuple().exponent for value in values]
    return max((-exponent for exponent in exponents if exponent < 0), default=0)


def find_interval_digits(low: float | Decimal, high: float | Decimal, most: int) -> int:
    """The number of decimals, at most ``most``, at which the ends of an interval differ.

    Examples:
        >>> find_interval_digits(3596.9, 4624.6, 1), find_interval_digits(811.60, 811.664, 2)
        (0, 2)
    """
    width = to_decimal(high) - to_decimal(low)
    return most if width <= 0 else min(most, max(0, 1 - math.floor(math.log10(width))))


def to_decimal(value: float | Decimal) -> Decimal:
    """The shortest decimal that a float stands for: 0.1 is exactly a tenth."""
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def to_fen(yuan: float | Decimal) -> Decimal:
    """An amount rounded to the hundredth of a yuan, without floating-point noise."""
    return round_half_up(to_decimal(yuan), 2).normalize()


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """Rounds halves away from zero; −0 becomes 0."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0
