"""Takes what decorates the label of a column off it: brackets, marks, spaces, the unit."""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.ingest.words.wordings import simplify

# Marks before a label: must-fill stars, 其中 signs, bullets.
_FRONT = re.compile(r"^[★☆*#△▲●◆■□○※•·]+")
_BRACKET = re.compile(r"[(\[【〔{](?P<inside>[^()\[\]【】〔〕{}]*)[)\]】〕}]$")
# What is no unit: letters and formulas of columns, points that a block is worth, stamps, hints.
_DECORATION = re.compile(
    r"[A-Za-z](?:[/÷*×+=-]*[A-Za-z\d%])*|[\d.]+分?(?:[*×].*)?|(?=.{0,40}\d)[\d=+\-*/÷×%.]+|"
    r"盖章|公章|签章|选填|必填|可选|全称|大写|小写|含税|如有"
)
_BARE_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])(?P<unit>万元|亿元|千元)$")
_SLASHED = re.compile(r"/(?P<unit>%|‰|元|万元|亿元|个|人|人次)$")


class ColumnName(NamedTuple):
    """The label of a column: name without decoration, and unit."""

    name: str
    unit: str | None


@lru_cache(maxsize=8192)
def name_column(label: str) -> ColumnName:
    """The label of a column without what decorates it, and its unit. Cached.

    Examples:
        >>> name_column("全年执行数（B）")
        ColumnName(name='全年执行数', unit=None)
        >>> name_column("★预算执行情况（万元）（20分）")
        ColumnName(name='预算执行情况', unit='万元')
        >>> name_column("得分[20分*执行率]")
        ColumnName(name='得分', unit=None)
        >>> name_column("投资规模万元")
        ColumnName(name='投资规模', unit='万元')
    """
    plain = simplify(label)
    name, unit = _FRONT.sub("", plain), None
    while match := _BRACKET.search(name):
        inside = re.sub(r"^(?:金额)?单位[:：]?", "", match["inside"])
        if unit is None and 0 < len(inside) <= 6 and not _DECORATION.fullmatch(inside):
            unit = inside
        if not name[: match.start()]:
            break
        name = name[: match.start()]
    ending = _SLASHED.search(name) or (None if unit else _BARE_UNIT.search(name))
    if ending and name[: ending.start()]:
        name, unit = name[: ending.start()], unit or ending["unit"]
    return ColumnName(name.rstrip(":") or plain, unit)
