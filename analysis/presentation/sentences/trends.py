"""Sentences about trends: reported figures, printed changes, implied figures."""

import pandas as pd

from analysis.measures.newest import select_newest
from analysis.presentation.formats import Words
from analysis.presentation.trend_points import choose_scale, format_point
from analysis.tables.records import list_records


def describe_trends(points: pd.DataFrame, words: Words) -> list[str]:
    """One or two sentences per indicator that has a reported point.

    Args:
        points: what :func:`analysis.presentation.labels.label_points` returns.
        words: language.
    """
    panels = (group for _, group in points.groupby("indicator_id", sort=False))
    return [sentence for panel in panels for sentence in _describe_panel(panel, words)]


def _describe_panel(panel: pd.DataFrame, words: Words) -> list[str]:
    reported = list_records(panel, panel["origin"] == "reported")
    last = select_newest(reported)
    if last is None:
        return []
    scale, digits = choose_scale(panel, words)

    def format_values(row: dict) -> dict[str, str]:
        number, interval = format_point(row, scale, digits, words)
        return {
            "name": words.pick(row, "name"),
            "value": words.attach(number, scale),
            "interval": interval,
            "period": words.period(row["period_start"], row["period_end"]),
        }

    sentences = [_describe_last(last, format_values(last), words)]
    sentences += [
        words.say("{name}, {period}: {value} reported.", **format_values(row))
        for row in reported
        if row is not last
    ]
    implied = list_records(panel, panel["origin"] == "implied")
    sentences += [
        words.say(
            "{name}, {period}: not reported; a printed change implies {value}, interval "
            "{interval}.",
            **format_values(row),
        )
        for row in implied
    ]
    return sentences


def _describe_last(row: dict, parts: dict[str, str], words: Words) -> str:
    change = row["printed_change"]
    if pd.isna(change):
        return words.say("{name}, {period}: {value} reported.", **parts)
    if row["change_kind"] == "multiple":
        return words.say(
            "{name}, {period}: {value} reported, printed as {number} times the base year.",
            **parts,
            number=words.number(change),
        )
    size = words.percent(abs(change), None)
    if change < 0:
        return words.say(
            "{name}, {period}: {value} reported, printed as a fall of {size} over the year before.",
            **parts,
            size=size,
        )
    return words.say(
        "{name}, {period}: {value} reported, printed as a rise of {size} over the year before.",
        **parts,
        size=size,
    )
