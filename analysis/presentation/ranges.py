"""Writes ranges of values with their units, as each language does."""

from collections.abc import Mapping
from typing import Any

from analysis.presentation.formats import Words
from analysis.presentation.scales import PER_CENT, Scale, drop_noise
from analysis.presentation.wording.languages import CURRENCY

_LARGE_EN = ("million", "billion")
_LARGE_ZH = ("万", "亿")
# What is left of 0 when the bounds of a figure are widened.
_NOISE = 1e-12


def write_range(low: str, high: str, scale: Scale, words: Words) -> str:
    """A range of two numbers, each with its 万, million or per cent; the unit stands last.

    Args:
        low: the smaller number, without a unit.
        high: the larger number, without a unit.
        scale: their unit.
        words: language.

    Examples:
        >>> from decimal import Decimal
        >>> write_range("811.60", "811.66", Scale(Decimal(10_000), "万人次"), Words("zh"))
        '811.60万～811.66万人次'
        >>> write_range("8.1", "8.2", Scale(Decimal(10**6), "million visits"), Words("en"))
        '8.1 million to 8.2 million visits'
    """
    name = scale.name
    large = name.partition(" ")[0]
    if name == "%":
        return words.say("{low} to {high}", low=f"{low}%", high=f"{high}%")
    if name.startswith(CURRENCY):
        first = words.attach(low, scale)
    elif name[:1] in _LARGE_ZH:
        first = low + name[0]
    else:
        first = f"{low} {large}" if large in _LARGE_EN else low
    return words.say("{low} to {high}", low=first, high=words.attach(high, scale))


def write_bound(row: Mapping[str, Any], end: str, words: Words) -> str:
    """The least or the most that a printed figure may be; blank where there is no such end.

    All of its decimals are shown: half of the last printed digit is one digit more than printed.

    Args:
        row: a row of the table ``figures``.
        end: ``low`` or ``high``.
        words: language.
    """
    value = row[end]
    if abs(value) == float("inf"):
        return ""
    if abs(value) < _NOISE * abs(row["value"]):
        value = 0.0
    scale = PER_CENT if row["unit"] == "share" else words.find_scale(row["unit"], None, [value])
    number = words.number(drop_noise(scale.divide(value)))
    return f"{number}%" if scale is PER_CENT else words.attach(number, scale)
