"""Units, decimals and rounding of the figures that are shown, in exact decimals."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from analysis.presentation.wording.languages import LANGUAGE_TABLE

TEN_THOUSAND, HUNDRED_MILLION = Decimal(10**4), Decimal(10**8)
MILLION = Decimal(10**6)
# A float has 15 digits that are sure; a fraction such as a fifteenth fills a decimal's 28.
_FLOAT_DIGITS, _ENDLESS_DIGITS = 14, 20
_PRINTED_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


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

    def divide(self, value: float | Decimal) -> Decimal:
        """A value in base units in this unit.

        Examples:
            >>> Scale(Decimal(1) / 15, "亩").divide(29.5 / 15)
            Decimal('29.5')
        """
        quotient = to_decimal(value) / self.factor
        # A fifteenth of a hectare is no decimal.
        return quotient if self.is_decimal else drop_noise(quotient)

    @property
    def is_decimal(self) -> bool:
        """Whether the factor is a finite decimal."""
        return len(self.factor.as_tuple().digits) < _ENDLESS_DIGITS


PER_CENT = Scale(Decimal("0.01"), "%")


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


def count_printed_digits(printed: object, value: float, scale: Scale) -> int | None:
    """The decimals that a printed number has, in a unit in which it is shown.

    Args:
        printed: the figure as printed, such as ``500.00`` or ``500.00万元``; may be missing.
        value: its value in base units; it tells the unit in which the number is printed.
        scale: the unit in which it is shown.

    Returns:
        None where the text has no number that is a power of ten apart from the value, or has fewer
        decimals than the value has in the unit.

    Examples:
        >>> count_printed_digits("500.00", 5_000_000, Scale(TEN_THOUSAND, "万元"))
        2
        >>> count_printed_digits("81.70亿元", 8.17e9, Scale(Decimal(10**9), "CNY billion"))
        3
    """
    number = _PRINTED_NUMBER.search(printed) if isinstance(printed, str) else None
    if number is None:
        return None
    digits = Decimal(number[0].replace(",", ""))
    exact = to_decimal(value)
    if not digits or not exact:
        return None
    ratio = abs(exact / digits).normalize().as_tuple()
    if ratio.digits != (1,):
        return None
    decimals = max(0, -int(digits.as_tuple().exponent))
    exact_digits = count_digits([exact / scale.factor])
    if not decimals:
        # 500万 are 5 million, not 5.00 million.
        return exact_digits
    factor = int(scale.factor.log10().to_integral_value())
    shown = max(0, decimals + factor - int(ratio.exponent))
    return shown if shown >= exact_digits else None


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


def drop_noise(value: Decimal) -> Decimal:
    """A number without the digits that a float cannot hold, as reckoning leaves them.

    Examples:
        >>> drop_noise(Decimal("44.734999999999997")), drop_noise(Decimal("2064956.2750000001"))
        (Decimal('44.735'), Decimal('2064956.275'))
    """
    places = max(0, _FLOAT_DIGITS - 1 - value.adjusted())
    return round_half_up(value, places).normalize() + 0 if value else value


def to_fen(yuan: float | Decimal) -> Decimal:
    """An amount rounded to the hundredth of a yuan, without floating-point noise."""
    return round_half_up(to_decimal(yuan), 2).normalize()


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """Rounds halves away from zero; −0 becomes 0."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0
