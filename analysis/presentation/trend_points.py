"""Formats points of trends: reported and planned ones exactly, implied ones with an interval."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.presentation.formats import Words
from analysis.presentation.periods import name_period
from analysis.presentation.ranges import write_range
from analysis.presentation.scales import (
    Scale,
    count_digits,
    count_printed_digits,
    find_interval_digits,
    round_half_up,
)
from analysis.presentation.wording import to_translate
from analysis.tables.records import list_records

VALUES = {
    "reported": to_translate("reported values"),
    "planned": to_translate("planned values"),
    "implied": to_translate("derived values"),
}
# More decimals than any figure needs.
_MOST_DIGITS = 12


def choose_scale(panel: pd.DataFrame, words: Words) -> tuple[Scale, int]:
    """Unit for the points of one indicator, and the decimals of its reported values in it."""
    values = zip(panel["value"].tolist(), panel["origin"].tolist(), strict=True)
    reported = [value for value, origin in values if origin != "implied"]
    unit, printed_unit = panel["unit"].iloc[0], panel["printed_unit"].iloc[0]
    about = words.pick({name: panel[name].iloc[0] for name in ("name_zh", "name_en")}, "name")
    scale = words.find_scale(unit, printed_unit, reported, about)
    return scale, count_digits(map(scale.divide, reported))


def name_point_period(row: Mapping[str, Any], words: Words) -> str:
    """The period of a point; an undated one is named so, though it has a document's date."""
    if row["period_kind"] == "undated":
        return words.gettext("undated")
    return name_period(row["period_start"], row["period_end"], words, row["period_note"])


def name_origins(origins: Collection[str], words: Words) -> str:
    """What points of some origins are: reported, planned, implied values."""
    return words.join(words.gettext(VALUES[origin]) for origin in origins)


def format_point(
    row: Mapping[str, Any], scale: Scale, digits: int, words: Words
) -> tuple[str, str]:
    """What stands at a point, and its interval, which only an implied point has.

    A number alone where nothing qualifies it, since its unit stands elsewhere; with its unit where
    a word would stand between them (12万多人次).
    """
    if row["origin"] == "implied":
        value, low, high = _write_implied(row, scale, digits, words)
        return value, f"{low}{words.rules.span}{high}"
    if isinstance(row["qualifier"], str):
        return write_value(row, scale, words), ""
    return _write_number(row, scale, words), ""


def write_value(row: Mapping[str, Any], scale: Scale, words: Words) -> str:
    """A reported or planned value with its printed digits, its unit and its qualifier."""
    return words.attach(_write_number(row, scale, words), scale, row["qualifier"])


def write_point(row: Mapping[str, Any], scale: Scale, digits: int, words: Words) -> tuple[str, str]:
    """The value of a point with its unit, and its interval, which only an implied point has."""
    if row["origin"] != "implied":
        return write_value(row, scale, words), ""
    value, low, high = _write_implied(row, scale, digits, words)
    return words.attach(value, scale), write_range(low, high, scale, words)


def describe_points(panel: pd.DataFrame, words: Words) -> list[str]:
    """One sentence per point: indicator, period, value and the interval if it is implied."""
    scale, digits = choose_scale(panel, words)
    return [_describe_point(row, scale, digits, words) for row in list_records(panel)]


def _write_number(row: Mapping[str, Any], scale: Scale, words: Words) -> str:
    printed_digits = count_printed_digits(row.get("printed"), row["value"], scale)
    return words.number(scale.divide(row["value"]), printed_digits)


def _write_implied(
    row: Mapping[str, Any], scale: Scale, digits: int, words: Words
) -> tuple[str, str, str]:
    """Value, low and high as numbers without a unit."""
    value, low, high = (scale.divide(row[name]) for name in ("value", "low", "high"))
    shown = _count_shown_digits(low, high, digits)
    return words.number(value, shown), words.number(low, shown), words.number(high, shown)


def _count_shown_digits(low: Decimal, high: Decimal, digits: int) -> int:
    """As many decimals as the interval bears out, but enough that its ends differ."""
    shown = find_interval_digits(low, high, digits)
    while low < high and round_half_up(low, shown) == round_half_up(high, shown):
        if shown == _MOST_DIGITS:
            break
        shown += 1
    return shown


def _describe_point(row: Mapping[str, Any], scale: Scale, digits: int, words: Words) -> str:
    value, interval = write_point(row, scale, digits, words)
    parts = {
        "name": words.pick(row, "name"),
        "period": name_point_period(row, words),
        "value": value,
        "interval": interval,
    }
    if row["origin"] == "implied":
        return words.say("{name}, {period}: {value}, derived (range {interval}).", **parts)
    if row["origin"] == "planned":
        return words.say("{name}, {period}: {value} planned.", **parts)
    return words.say("{name}, {period}: {value}.", **parts)
