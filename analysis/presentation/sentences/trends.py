"""Sentences about trends: reported figures, printed changes, planned and implied figures."""

import pandas as pd

from analysis.figures.periods import compare_periods
from analysis.measures.newest import select_newest
from analysis.presentation.formats import Words
from analysis.presentation.periods import name_period
from analysis.presentation.trend_points import choose_scale, name_point_period, write_point
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

# Of more points of one kind of period, only the newest and the oldest are said.
MOST_POINTS = 5
# With what a growth compares; the base where it is neither of these.
COMPARISONS = {
    "year_before": to_translate("on the previous year"),
    "period_before": to_translate("on the previous period"),
    "other": to_translate("on {base}"),
}


def describe_trends(points: pd.DataFrame, words: Words) -> list[str]:
    """Sentences on the points of each indicator and kind of period: newest, earlier, planned.

    Args:
        points: what :func:`analysis.presentation.labels.label_points` returns, of one county.
        words: language.
    """
    panels = points.groupby(["indicator_id", "period_kind"], sort=False)
    return [sentence for _, panel in panels for sentence in _describe_panel(panel, words)]


def _describe_panel(panel: pd.DataFrame, words: Words) -> list[str]:
    scale, digits = choose_scale(panel, words)

    def format_values(row: Record) -> dict[str, str]:
        value, interval = write_point(row, scale, digits, words)
        period = name_point_period(row, words)
        return {
            "name": words.pick(row, "name"), "value": value, "interval": interval, "period": period,
        }  # fmt: skip

    reported = list_records(panel, panel["origin"] == "reported")
    last = select_newest(reported)
    sentences = [_describe_last(last, format_values(last), words)] if last else []
    earlier = [row for row in reported if row is not last]
    if len(earlier) >= MOST_POINTS:
        earlier = earlier[:1]
    sentences += [words.say("{name}, {period}: {value}.", **format_values(row)) for row in earlier]
    sentences += [
        words.say("{name}, {period}: {value} planned.", **format_values(row))
        for row in list_records(panel, panel["origin"] == "planned")
    ]
    sentences += [
        words.say(
            "{name}, {period}: not reported. The reported change gives {value} (range {interval}).",
            **format_values(row),
        )
        for row in list_records(panel, panel["origin"] == "implied")
        if reported
    ]
    return sentences


def _describe_last(row: Record, parts: dict[str, str], words: Words) -> str:
    change = row["printed_change"]
    if pd.isna(change):
        return words.say("{name}, {period}: {value}.", **parts)
    if row["change_kind"] == "multiple":
        return words.say(
            "{name}, {period}: {value}, {number} times the {base} level.",
            **parts,
            number=words.number(change),
            base=_name_base(row, words) or words.gettext("base-period"),
        )
    return _describe_growth(row, parts, words)


def _describe_growth(row: Record, parts: dict[str, str], words: Words) -> str:
    change = row["printed_change"]
    kind = compare_periods(
        row["period_start"], row["period_end"], row["change_base_start"], row["change_base_end"]
    )
    comparison = ""
    if kind in COMPARISONS:
        base = _name_base(row, words)
        comparison = words.rules.space + words.say(COMPARISONS[kind], base=base)
    more = {**parts, "size": words.percent(abs(change), None), "comparison": comparison}
    if change == 0:
        return words.say("{name}, {period}: {value}, a change of {size}{comparison}.", **more)
    if change < 0:
        return words.say("{name}, {period}: {value}, down {size}{comparison}.", **more)
    return words.say("{name}, {period}: {value}, up {size}{comparison}.", **more)


def _name_base(row: Record, words: Words) -> str:
    start, end = row["change_base_start"], row["change_base_end"]
    return "" if pd.isna(end) else name_period(start, end, words)
