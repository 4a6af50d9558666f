"""Writes ranges of values with their units, as each language does."""

from analysis.presentation.formats import Words
from analysis.presentation.scales import Scale
from analysis.presentation.wording.languages import CURRENCY

_LARGE_EN = ("million", "billion")
_LARGE_ZH = ("万", "亿")


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
