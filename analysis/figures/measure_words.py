"""Units as printed: those that ``units.csv`` lists, their scales, and any other measure word.

A unit that the table does not list is a kind of its own under its own name, as printed: 18挂 is
compared with 挂 only. So are rates of two units, such as 元/人·月. A longer word after a number is
no unit: it may be a noun.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

UNSTATED_UNIT = "unstated"

# What stands before a unit and multiplies it, the longest first.
SCALES = {
    "万亿": Decimal(10**12),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "十万": Decimal(10**5),
    "亿": Decimal(10**8),
    "万": Decimal(10**4),
    "千": Decimal(10**3),
    "百": Decimal(100),
}
# Single characters after a number or in a bracket that are no measure word: dates, ranks, words of
# headers such as （略） and （新）, and whatever changes a number instead of naming what it counts.
_NO_MEASURE_WORDS = frozenset(
    "月日号时点届级楼岁折成倍度半余多几来余左右上下内外前后第零一二三四五六七八九十百千万亿"
    "略新旧原续含省市县区国省部甲乙丙丁的了已未无有是否和与及或等共计为至到起止元角分厘"
)
# As printed, by their text in half-width characters.
_POWERS = {"m2": ("㎡", "m²"), "m3": ("㎥", "m³"), "km2": ("㎢", "km²")}
_CHINESE = "\u4e00-\u9fff"
_MEASURE_WORD = re.compile(f"[{_CHINESE}]")
_RATE_PARTS = re.compile(rf"[{_CHINESE}a-z㎡0-9]{{1,6}}", re.ASCII)
# Measure words of two measure words: 台套, 亩次, 人天.
_SECOND_PARTS = frozenset("次套天月年日时")


@dataclass(frozen=True)
class Unit:
    """A unit as printed.

    Attributes:
        unit: identifier of the unit the values are kept in.
        factor: what a figure in the printed unit is multiplied by.
        is_count: whether unscaled figures in it count things one by one.
    """

    unit: str
    factor: Decimal
    is_count: bool


def read_units(rows: Mapping[str, tuple[str, str, bool]]) -> dict[str, Unit]:
    """Units from rows of printed unit → (unit, factor, is_count)."""
    return {
        printed: Unit(unit, read_factor(factor), is_count)
        for printed, (unit, factor, is_count) in rows.items()
    }


def read_factor(text: str) -> Decimal:
    """A factor as ``units.csv`` writes it: a decimal or a fraction.

    Examples:
        >>> read_factor("0.001"), 15 * read_factor("1/15") == 1
        (Decimal('0.001'), True)
    """
    dividend, _, divisor = text.partition("/")
    return Decimal(dividend) / Decimal(divisor or 1)


def unify_powers(text: str) -> str:
    """A text in which m² and m³ are no letters with footnote marks.

    Examples:
        >>> unify_powers("1290.3m²"), unify_powers("123²")
        ('1290.3m2', '123²')
    """
    return re.sub(r"(?<=m)[²³]", lambda match: {"²": "2", "³": "3"}[match[0]], text)


def restore_powers(unit: str, text: str) -> str:
    """A unit as a text prints it: ㎡ or m² instead of m2.

    Examples:
        >>> restore_powers("m2", "1290.3㎡"), restore_powers("亩", "30亩")
        ('㎡', '亩')
    """
    return next((word for word in _POWERS.get(unit, ()) if word in text), unit)


def find_unit(plain: str, units: Mapping[str, Unit]) -> Unit | None:
    """The unit that a printed word stands for; None if it may be another word.

    Args:
        plain: the word in half-width characters, without spaces.
        units: listed units, by the word as printed.

    Examples:
        >>> yuan = {"元": Unit("cny", Decimal(1), False)}
        >>> find_unit("万元", yuan).factor, find_unit("挂", yuan).unit, find_unit("站点", yuan)
        (Decimal('10000'), '挂', None)
    """
    if plain in units:
        return units[plain]
    scale = next((scale for scale in SCALES if plain.startswith(scale)), None)
    if scale is not None:
        name = plain.removeprefix(scale)
        scaled = find_unit(name, units) if name else Unit(UNSTATED_UNIT, Decimal(1), False)
        return scaled and Unit(scaled.unit, scaled.factor * SCALES[scale], False)
    return _name_own_kind(plain, units)


def _name_own_kind(plain: str, units: Mapping[str, Unit]) -> Unit | None:
    if is_measure_word(plain, units):
        return Unit(plain, Decimal(1), True)
    return Unit(plain, Decimal(1), False) if _is_rate(plain, units) else None


def is_measure_word(word: str, units: Mapping[str, Unit]) -> bool:
    """Whether a word that is not listed can only be a measure word."""
    if len(word) == 2:
        return word[0] in units and word[1] in _SECOND_PARTS
    return _MEASURE_WORD.fullmatch(word) is not None and word not in _NO_MEASURE_WORDS


def _is_rate(plain: str, units: Mapping[str, Unit]) -> bool:
    """Whether a word is a unit per other units: 元/人, 元/人·月, 天/人."""
    above, *below = re.split("[/·・]", plain)
    is_above = above in units or is_measure_word(above, units)
    return is_above and bool(below) and all(map(_RATE_PARTS.fullmatch, below))
