"""A figure as printed: its text, value, unit, precision, qualifier, and the interval it stands for.

A printed figure is an interval: "70.00%" stands for 69.995–70.005 %, "349.923万元" for ±0.0005
万元. Exact are counts that are neither scaled nor qualified, a bare 0, and figures that are
stipulated (targets, appropriations, shares of a contract). Qualifiers widen:

==================  =====================================================
多, 余 (over)       [v, v + one unit of the last non-zero digit]
超, 以上 (above)    [v, ∞)
近 (nearly)         [v - one unit of the last non-zero digit, v]
约, 左右 (about)    [v - one unit, v + one unit]
以内 (at most)      (-∞, v]
==================  =====================================================
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np

from analysis.figures.measure_words import (
    UNSTATED_UNIT,
    Unit,
    find_unit,
    read_units,
    restore_powers,
    unify_powers,
)

__all__ = ["UNSTATED_UNIT", "PrintedFigure", "Unit", "parse_figure", "read_units"]

Qualifier = Literal["over", "above", "nearly", "about", "at_most"]

INFINITY = Decimal("Infinity")

# Written in a cell to say that there is no figure, half-width (…… becomes six dots). "无" and "0"
# are kept apart: only 0 is zero.
NO_FIGURE = frozenset(
    {"—", "–", "-", "/", "\\", "无", "暂无", "待定", "未填", "N/A", "......", "*"}
)

_PREFIX_QUALIFIERS: dict[str, Qualifier] = {
    "不少于": "above", "不低于": "above", "至少": "above", "超过": "above", "超": "above",
    "≥": "above", "多于": "above", "不超过": "at_most", "不高于": "at_most", "≤": "at_most",
    "大于等于": "above", "不小于": "above", "小于等于": "at_most", "不大于": "at_most",
    "近": "nearly", "约": "about",
}  # fmt: skip
_SUFFIX_QUALIFIERS: dict[str, Qualifier] = {
    "或以上": "above", "及以上": "above", "以上": "above", "以内": "at_most", "以下": "at_most",
    "左右": "about", "多": "over", "余": "over",
}  # fmt: skip
_RISES = ("增长", "上升", "增加", "提高", "+", "↑")
_FALLS = ("下降", "减少", "降低", "减", "-", "−", "▼", "▽", "↓")
# Groups of three only: "1,23" and "1 23" are slips, not numbers.
_GROUP_MARKS = ",' "
_DIGITS = rf"\d{{1,3}}(?:[{_GROUP_MARKS}]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERALS = "[零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+"
_RISE_BEFORE_QUALIFIER = re.compile(
    rf"^({'|'.join(map(re.escape, (*_RISES, *_FALLS)))})({'|'.join(_PREFIX_QUALIFIERS)})(?=\d)"
)
_PRINTED = re.compile(
    rf"(?P<prefix>{'|'.join(_PREFIX_QUALIFIERS)})?"
    rf"(?P<sign>{'|'.join(map(re.escape, (*_RISES, *_FALLS)))})?"
    rf"(?:(?P<digits>{_DIGITS})|(?P<numeral>{_NUMERALS}))"
    r"(?P<over>多|余|几)?(?P<unit>k?m[23]|[^\d]*?)"
    rf"(?P<suffix>{'|'.join(_SUFFIX_QUALIFIERS)})?",
    re.ASCII,
)


@dataclass(frozen=True)
class PrintedFigure:
    """What a printed figure stands for, in the unit that values are kept in.

    Attributes:
        printed_unit: the unit as printed, with its scale ("万元"), None if there is none.
        unit: identifier of the unit of the values; ``unstated`` if none is printed.
        qualifier: how the print qualifies the figure.
        value: the figure; None if there is none.
        low: lower end of the interval.
        high: upper end of the interval.
        is_exact: whether the interval is the value alone.
        missing_reason: ``blank``, ``no_figure``, ``unreadable`` or ``unreadable_unit``.
    """

    printed_unit: str | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    is_exact: bool = False
    missing_reason: str | None = None

    @cached_property
    def number(self) -> float | None:
        """The value as float64, None if there is none. Cached: equal cells share one object."""
        return None if self.value is None else float(self.value)

    @cached_property
    def interval(self) -> tuple[float, float]:
        """The interval as float64; an exact figure's is its value alone."""
        if self.is_exact and self.number is not None:
            return (self.number, self.number)
        return widen(self.low, self.high)


def parse_figure(
    text: str, units: Mapping[str, Unit], header_unit: str | None = None, stipulated: bool = False
) -> PrintedFigure:
    """Reads one printed figure.

    Args:
        text: the cell, or the words of running text that hold the figure.
        units: printed unit to unit, as ``units.csv`` lists them.
        header_unit: unit that the column's or row's header prints.
        stipulated: whether the figure is a target, an appropriation or an agreed share, which
            stand for exactly their value; words such as 以上 then are the target's comparator.

    Returns:
        The figure; with a ``missing_reason`` where nothing can be read without guessing.

    Examples:
        >>> wan = {"万元": Unit("cny", Decimal(10_000), False)}
        >>> figure = parse_figure("349.923", wan, header_unit="万元")
        >>> figure.value, figure.low, figure.high
        (Decimal('3499230.000'), Decimal('3499225.0000'), Decimal('3499235.0000'))
    """
    plain = _simplify(text)
    if not plain or plain in NO_FIGURE:
        reason = "no_figure" if plain else "blank"
        return PrintedFigure(header_unit, missing_reason=reason)
    match = _PRINTED.fullmatch(plain)
    if match is None:
        return PrintedFigure(header_unit, missing_reason="unreadable")
    number = _read_number(match)
    if number is None:
        return PrintedFigure(header_unit, missing_reason="unreadable")
    own_unit, header = match["unit"] or None, _find_unit(header_unit, units)
    printed_in = _find_unit(own_unit, units) if own_unit else header
    printed_unit = restore_powers(own_unit, text) if own_unit else header_unit
    if printed_unit and printed_in is None:
        return PrintedFigure(printed_unit, missing_reason="unreadable_unit")
    if own_unit and header and printed_in.unit == UNSTATED_UNIT:
        # 854万 below 万元 are 854万元: the cell has its own scale.
        printed_in = Unit(header.unit, printed_in.factor, False)
    if own_unit and header and header.unit != printed_in.unit:
        return PrintedFigure(printed_unit, missing_reason="unreadable_unit")
    unit = printed_in or Unit(UNSTATED_UNIT, Decimal(1), False)
    return _make_figure(printed_unit, unit, _find_qualifier(match), number, stipulated)


def widen(low: Decimal | None, high: Decimal | None) -> tuple[float, float]:
    """The interval as float64, one step wider at each end than the nearest floats."""
    if low is None or high is None:
        return (float("nan"), float("nan"))
    return (float(np.nextafter(float(low), -np.inf)), float(np.nextafter(float(high), np.inf)))


@lru_cache(maxsize=4096)
def _simplify(text: str) -> str:
    # Footnote marks go before NFKC, which would turn 123① into 1231.
    unmarked = re.sub(r"[①-⑳⁰-⁹¹²³\u200b]", "", unify_powers(text))
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", unmarked)).strip()
    # A space between digits stays: it groups thousands, or two numbers stand in one cell.
    joined = re.sub(r"(?<!\d) | (?!\d)", "", spaced)
    # >= and <= are written by those who have no ≥ on their keyboard.
    return _unwrap(re.sub("^>=", "≥", re.sub("^<=", "≤", joined)))


def _unwrap(plain: str) -> str:
    """Accounting notation in plain form: (5) is -5, ¥5 is 5 yuan, 元整 is 元."""
    plain = re.sub(rf"^\(({_DIGITS})\)$", r"-\1", plain, flags=re.ASCII)
    plain = re.sub(r"^(-?)(?:¥|RMB)([\d,.]+)(?:元)?$", r"\1\2元", plain)
    # Signs in ASCII, and a sign that only says that the figure is the target.
    plain = re.sub("^=>|^>=|^≧", "≥", re.sub("^=<|^<=|^≦", "≤", plain))
    plain = re.sub(r"^=(?=\d)", "", plain)
    plain = re.sub(r"(?<=元)[整正]$", "", plain)
    # 30万余元 is 30余万元 with a narrower interval; 增长超过5% is 超过 of a rise.
    plain = re.sub(r"(?<=\d)([万亿])([多余几])", r"\2\1", plain)
    return _RISE_BEFORE_QUALIFIER.sub(r"\2\1", plain)


def _read_number(match: re.Match[str]) -> Decimal | None:
    if match["digits"]:
        number = Decimal(re.sub(rf"[{_GROUP_MARKS}]", "", match["digits"]))
    else:
        number = _read_numeral(match["numeral"])
    return -number if number is not None and match["sign"] in _FALLS else number


@lru_cache(maxsize=4096)
def _read_numeral(numeral: str) -> Decimal | None:
    standard = numeral.replace("两", "二")
    if standard[0] in "百千佰仟":
        standard = "一" + standard
    # Imported late: it takes a tenth of a second, and few figures are printed in numerals.
    import cn2an

    try:
        return Decimal(cn2an.cn2an(standard, "strict"))
    except ValueError:
        return None


def _find_unit(printed: str | None, units: Mapping[str, Unit]) -> Unit | None:
    return None if printed is None else find_unit(_simplify(printed), units)


def _find_qualifier(match: re.Match[str]) -> Qualifier | None:
    if match["prefix"]:
        return _PREFIX_QUALIFIERS[match["prefix"]]
    if match["over"]:
        return "over"
    return _SUFFIX_QUALIFIERS.get(match["suffix"] or "")


def _make_figure(
    printed_unit: str | None,
    unit: Unit,
    qualifier: Qualifier | None,
    number: Decimal,
    stipulated: bool,
) -> PrintedFigure:
    is_bare_zero = number == 0 and number.as_tuple().exponent == 0
    is_count = unit.is_count and number == number.to_integral_value()
    is_exact = stipulated or (qualifier is None and (is_count or is_bare_zero))
    low, high = (number, number) if is_exact else find_interval(number, qualifier)
    factor = unit.factor
    return PrintedFigure(
        printed_unit, unit.unit, qualifier, number * factor, low * factor, high * factor, is_exact
    )


def find_interval(number: Decimal, qualifier: Qualifier | None) -> tuple[Decimal, Decimal]:
    """The interval that an inexact figure stands for, in the unit it is printed in.

    Examples:
        >>> find_interval(Decimal("70.00"), None)
        (Decimal('69.995'), Decimal('70.005'))
        >>> find_interval(Decimal("110"), "over")
        (Decimal('110'), Decimal('120'))
    """
    if qualifier is None:
        half = Decimal(1).scaleb(number.as_tuple().exponent) / 2
        return number - half, number + half
    stripped = number.normalize()
    step = Decimal(1).scaleb(int(stripped.as_tuple().exponent)) if number else Decimal(1)
    intervals = {
        "over": (number, number + step),
        "above": (number, INFINITY),
        "nearly": (number - step, number),
        "about": (number - step, number + step),
        "at_most": (-INFINITY, number),
    }
    return intervals[qualifier]
