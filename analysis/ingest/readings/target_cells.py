"""Reads target and result of a performance form, which stand in cells of their own.

The sign of the comparison and the unit may stand in the cell of the target, in columns of their
own or in brackets behind the name: ≥2000人次, ≥ | 2000 | 人次, 培训(≥人次) | 2000.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analysis.figures.printed import UNSTATED_UNIT, PrintedFigure, Unit, parse_figure
from analysis.ingest.readings.conditions import Condition
from analysis.ingest.words.indicator_names import IndicatorNames
from analysis.ingest.words.mentions import Mention, MentionReader

Comparator = Literal["ge", "le", "eq"]
_SIGNS: dict[str, Comparator] = {
    **dict.fromkeys(("≥", ">=", "≧", "大于等于", "大于或等于", "不低于", "不少于", "不小于"), "ge"),
    **dict.fromkeys(("≤", "<=", "≦", "小于等于", "小于或等于", "不高于", "不超过", "不大于"), "le"),
    **dict.fromkeys(("=", "等于"), "eq"),
    **dict.fromkeys((">", "大于", "高于"), "ge"),
    **dict.fromkeys(("<", "小于", "低于"), "le"),
}  # fmt: skip
_STRICT = frozenset({">", "<", "大于", "小于", "高于", "低于"})
_FRONT_SIGN = re.compile("|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True)))
_BRACKET = re.compile(r"\((?P<sign>[≥≤=><]{0,2})\*{0,4}(?P<unit>[^()\d]{0,6})\)$")
# Of a cost or a time limit less is better: without a sign, the target is the most.
_COSTS = ("成本", "费用", "单价", "造价")
_TIME_LIMITS = ("时限", "工期", "周期", "完成时间", "办结时间", "用时", "天数")
_TIME_UNITS = frozenset({"day", "week", "month", "year", "hour", "working_day", "minute"})
# In the name of a month's column 月 counts months; behind a number it is part of a date.
_UNITS_OF_NAMES = {"月": "个月", "日": "天", "时": "小时", "百分比": "%"}
_GROWS = ("增长", "增幅", "增速", "提高", "增加", "上升", "比例")
_LOST_SIGN = re.compile(r"[$¥S]?2(?:[1-9]\d(?:\.\d+)?|100)%")
_MOST_OF_A_SHARE = Decimal("1.5")


@dataclass(frozen=True)
class TargetCells:
    """The cells of one indicator of a performance form, as printed.

    Attributes:
        name: its name.
        target: its target.
        sign: the sign in a column of its own, or blank.
        unit: the unit in a column of its own, or blank.
        result: its result.
        group: words of its group, such as 成本指标.
    """

    name: str
    target: str
    sign: str
    unit: str
    result: str
    group: str = ""


@dataclass(frozen=True)
class CellReading:
    """What the cells of one indicator say.

    Attributes:
        condition: the condition; None if the target is no single figure, so that its words count.
        unit: unit of the figures that print none.
        is_left_open: whether target and result are not compared, for the reason of the doubt.
        doubts: what was not decided or was assumed, a sentence each.
    """

    condition: Condition | None
    unit: str | None = None
    is_left_open: bool = False
    doubts: tuple[str, ...] = ()


def read_cells(cells: TargetCells, reader: MentionReader, names: IndicatorNames) -> CellReading:
    """Reads target and result of an indicator.

    Args:
        cells: its cells.
        reader: finds figures in words; has the units.
        names: finds indicators.
    """
    plain_name = unicodedata.normalize("NFKC", cells.name)
    bracket = _BRACKET.search(re.sub(r"\s", "", plain_name))
    unit = _find_unit(cells.unit, bracket, reader.units)
    sign, text = _split_sign(cells.target)
    sign = sign or _plain(cells.sign) or (bracket["sign"] if bracket else "")
    if _LOST_SIGN.fullmatch(text) and not any(word in cells.name for word in _GROWS):
        return CellReading(None, None, True, (
            f"the target {cells.target} is more than 100 %; a sign such as ≥ may have become its "
            "first digit. It is kept as printed and not compared.",
        ))  # fmt: skip
    target = parse_figure(text, reader.units, unit)
    if target.value is None:
        return CellReading(None)
    comparator, is_printed = _compare(sign, target, cells)
    actual, doubts = _read_result(cells.result, target, unit, reader)
    if sign in _STRICT and actual and actual.figure.value == target.value:
        doubts = (*doubts, f"the result equals the bound {cells.sign}{cells.target}.")
        return CellReading(None, unit, True, doubts)
    mention = Mention(cells.target, 0, 0, target, cells.name, "")
    indicator = names.find(mention, cells.name)
    condition = Condition(
        "", _shorten(plain_name), indicator, mention, actual, comparator,
        "printed" if is_printed else "assumed",
    )  # fmt: skip
    return CellReading(condition, unit, doubts=doubts)


def are_points(rows: Sequence[TargetCells], reader: MentionReader) -> bool:
    """Whether points stand in the columns of target and result: bare numbers and nothing else.

    A form that prints points has no column for them, and numbers up to 100 without a unit, sign or
    share in each cell of its targets.
    """
    texts = [_plain(cells.target) for cells in rows if cells.target.strip()]
    if len(texts) < 2 or any(cells.unit or cells.sign for cells in rows):
        return False
    if any(_BRACKET.search(_plain(cells.name)) for cells in rows):
        return False
    is_bare = all(re.fullmatch(r"\d{1,3}(?:\.\d)?", text) for text in texts)
    return is_bare and all(Decimal(text) <= 100 for text in texts)


def _find_unit(column: str, bracket: re.Match[str] | None, units: Mapping[str, Unit]) -> str | None:
    for text in (_plain(column), bracket["unit"] if bracket else ""):
        name = _UNITS_OF_NAMES.get(text, text)
        if name and parse_figure("1", units, name).value is not None:
            return name
    return None


def _split_sign(target: str) -> tuple[str, str]:
    plain = _plain(target)
    sign = _FRONT_SIGN.match(plain)
    return (sign[0], plain[sign.end() :]) if sign else ("", plain)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _compare(sign: str, target: PrintedFigure, cells: TargetCells) -> tuple[Comparator, bool]:
    """The comparator, and whether the form prints it."""
    if sign in _SIGNS:
        return _SIGNS[sign], True
    if target.qualifier in ("above", "over"):
        return "ge", True
    if target.qualifier == "at_most":
        return "le", True
    is_cost = any(word in cells.group for word in _COSTS) and target.unit != "share"
    is_limit = target.unit in _TIME_UNITS and any(word in cells.name for word in _TIME_LIMITS)
    return ("le" if is_cost or is_limit else "ge"), False


def _read_result(
    result: str, target: PrintedFigure, unit: str | None, reader: MentionReader
) -> tuple[Mention | None, tuple[str, ...]]:
    """The figure of the result; None if it is in words. Says what was assumed."""
    _, text = _split_sign(result)
    figure = parse_figure(text, reader.units, unit)
    if figure.value is None:
        fitting = [one for one in reader.read(result) if one.figure.unit == target.unit]
        return (fitting[0] if len(fitting) == 1 else None), ()
    if figure.unit == UNSTATED_UNIT and _lends_its_unit(target, figure.value):
        figure = parse_figure(text, reader.units, target.printed_unit)
        doubt = f"the result {result} prints no unit; it is taken in the target's."
        return Mention(result, 0, 0, figure, "", ""), (doubt,)
    return Mention(result, 0, 0, figure, "", ""), ()


def _lends_its_unit(target: PrintedFigure, value: Decimal) -> bool:
    """Whether a number without unit beside a target can only be in the target's unit.

    Not where the target is scaled or money (2万元 beside 20000), or a share beside 0.95.
    """
    if target.unit in (None, UNSTATED_UNIT, "cny") or not target.printed_unit:
        return False
    if target.printed_unit[0] in "万亿千百":
        return False
    return target.unit != "share" or value > 1


def _shorten(name: str) -> str:
    return re.sub(r"^指标\d+[:：]", "", re.sub(r"\s+", "", name))[:40]
