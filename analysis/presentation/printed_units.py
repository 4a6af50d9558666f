"""The units of ``units.csv`` as pages show them: how many base units one is, and its names."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from analysis.figures.measure_words import SCALES, read_factor
from analysis.paths import REFERENCE
from analysis.tables.reference_forms import REFERENCE_COLUMNS
from analysis.tables.text_tables import read_text_table

_SINGULAR = {"ies": "y", "ches": "ch", "sses": "ss", "xes": "x", "shes": "sh", "s": ""}
# In a rate; alone they are parts of dates.
_PERIODS = {"月": "个月", "日": "天"}
_PLURAL = re.compile("(?:ies|ches|sses|xes|shes|(?<![Hs])s)$")

# What 人次 are in English, by words in the name of what is counted; else person-times.
_PERSON_TIMES = {
    "visit": re.compile("游客|旅游|游览|景区|visit|touris", re.IGNORECASE),
    "attendance": re.compile("培训|讲座|学员|train|lecture|attend", re.IGNORECASE),
    "view": re.compile("曝光|播放|浏览|点击|阅读|view|exposure", re.IGNORECASE),
}


def name_person_times(about: str) -> str:
    """The unit of what is counted in 人次: visits, attendances or views.

    Args:
        about: name of what is counted, in either language.

    Examples:
        >>> name_person_times("接待游客"), name_person_times("Attendances at training")
        ('visit', 'attendance')
    """
    found = (unit for unit, words in _PERSON_TIMES.items() if words.search(about))
    return next(found, "person_time")


@dataclass(frozen=True)
class ShownUnit:
    """A unit in which a figure is shown.

    Attributes:
        factor: how many of the units that values are kept in the printed unit is.
        unscaled_factor: the same without 万, 亿 or another scale before it.
        name_zh: as it is printed, with its scale.
        name_en: its English name without the scale; the Chinese word where it has none.
    """

    factor: Decimal
    unscaled_factor: Decimal
    name_zh: str
    name_en: str

    @property
    def singular_en(self) -> str:
        """The English name after the number 1.

        Examples:
            >>> [find_shown_unit(word, word).singular_en for word in ("辆", "批", "份", "挂")]
            ['vehicle', 'batch', 'copy', '挂']
        """
        return _PLURAL.sub(lambda match: _SINGULAR[match[0]], self.name_en)


def find_shown_unit(unit: str | None, printed_unit: object) -> ShownUnit | None:
    """The printed unit of a value; None if it is not certain that the value can be shown in it.

    Args:
        unit: identifier of the unit that the value is kept in.
        printed_unit: unit as the document prints it; may be missing.

    Examples:
        >>> find_shown_unit("kilometre", "米").factor
        Decimal('0.001')
        >>> find_shown_unit("挂", "万挂").factor, find_shown_unit("tonne", "挂")
        (Decimal('10000'), None)
        >>> find_shown_unit("元/人·月", "元/人·月").name_en
        'CNY/person·month'
    """
    if not isinstance(printed_unit, str) or not printed_unit:
        return None
    scale, listed = "", _load_units().get(printed_unit)
    if listed is None:
        scale = next((scale for scale in SCALES if printed_unit.startswith(scale)), "")
        name = printed_unit.removeprefix(scale)
        # 万 alone scales a number without a unit. A data root may list more kinds of counts.
        own_kind = unit if not name or unit == "count" else name
        listed = _load_units().get(name) or (own_kind or "", Decimal(1), "")
    listed_unit, factor, name_en = listed
    if unit is not None and listed_unit != unit:
        return None
    name_en = name_en if name_en or listed_unit == "count" else _name_in_english(listed_unit)
    return ShownUnit(factor * SCALES.get(scale, Decimal(1)), factor, printed_unit, name_en)


def _name_in_english(unit: str) -> str:
    """A rate by its parts, of which all but the first are singular; else the word as printed."""
    words = re.split("[/·・]", unit)
    if len(words) == 1:
        return unit
    first, *others = (find_shown_unit(None, _PERIODS.get(word, word)) for word in words)
    below = "·".join(part.singular_en if part else "" for part in others)
    return f"{first.name_en if first else ''}/{below}"


@cache
def list_units() -> dict[str, tuple[str, str, bool]]:
    """Unit, factor and whether it counts, by printed unit, as figures are read. Cached: a file."""
    rows = read_text_table(REFERENCE / "units.csv", REFERENCE_COLUMNS["units"])
    return {
        row["printed_unit"]: (row["unit"], row["factor"], row["is_count"] == "true") for row in rows
    }


@cache
def _load_units() -> dict[str, tuple[str, Decimal, str]]:
    """Unit, factor and English name of each printed unit. Cached: pages ask for each figure."""
    rows = read_text_table(REFERENCE / "units.csv", REFERENCE_COLUMNS["units"])
    return {
        row["printed_unit"]: (row["unit"], read_factor(row["factor"]), row["name_en"])
        for row in rows
    }
