"""Formats points of trends: reported ones exactly, implied ones with an interval."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.presentation.formats import Words
from analysis.presentation.scales import Scale, count_digits, find_interval_digits, to_decimal
from analysis.tables.records import list_records


def choose_scale(panel: pd.DataFrame, words: Words) -> tuple[Scale, int]:
    """Unit for the points of one indicator, and the decimals of its reported values in it."""
    values = zip(panel["value"].tolist(), panel["origin"].tolist(), strict=True)
    reported = [value for value, origin in values if origin != "implied"]
    scale = words.find_scale(panel["unit"].iloc[0], panel["printed_unit"].iloc[0], reported)
    return scale, count_digits(to_decimal(value) / scale.factor for value in reported)


def format_point(
    row: Mapping[str, Any], scale: Scale, digits: int, words: Words
) -> tuple[str, str]:
    """Number and interval of a point; the interval of a reported point is blank."""
    value = to_decimal(row["value"]) / scale.factor
    if row["origin"] != "implied":
        return words.qualify(words.number(value), row["qualifier"]), ""
    low, high = (to_decimal(row[end]) / scale.factor for end in ("low", "high"))
    fewer = find_interval_digits(low, high, digits)
    return words.number(value, digits), f"{words.number(low, fewer)}–{words.number(high, fewer)}"


def write_value(row: Mapping[str, Any], scale: Scale, words: Words) -> str:
    """A reported value with its unit and qualifier."""
    number = words.number(to_decimal(row["value"]) / scale.factor)
    return words.attach(number, scale, row["qualifier"])


def describe_points(panel: pd.DataFrame, words: Words) -> list[str]:
    """One sentence per point: indicator, period, value and the interval if it is implied."""
    scale, digits = choose_scale(panel, words)
    return [_describe_point(row, scale, digits, words) for row in list_records(panel)]


def _describe_point(row: Mapping[str, Any], scale: Scale, digits: int, words: Words) -> str:
    number, interval = format_point(row, scale, digits, words)
    parts = {
        "name": words.pick(row, "name"),
        "period": words.period(row["period_start"], row["period_end"]),
        "value": words.attach(number, scale),
        "interval": interval,
    }
    if interval:
        return words.say("{name}, {period}: {value} implied (interval {interval}).", **parts)
    return words.say("{name}, {period}: {value} reported.", **parts)
