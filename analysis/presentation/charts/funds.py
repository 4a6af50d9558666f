"""Chart of the fund table: what was planned and what was paid, line by line."""

import math
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from analysis.measures.row_sums import SUBTOTAL, TOTAL, find_leaves
from analysis.measures.schedule import find_schedule
from analysis.presentation.charts.chart import Chart, as_words
from analysis.presentation.charts.style import (
    AXIS,
    BLUE,
    INK,
    LINE_HEIGHT,
    NARROW,
    PALE,
    SMALL_SIZE,
    SOFT,
    TEXT_SIZE,
    WIDE,
    DrawingArea,
)
from analysis.presentation.charts.text_width import measure_text, wrap_text
from analysis.presentation.formats import Words
from analysis.presentation.scales import Scale, choose_money_scale, to_decimal
from analysis.tables.records import Record, list_records

BAR_HEIGHT, PADDING = 18, 6
# Pixels at the right for the rate.
RATE_WIDTH = 66
LABEL_WIDTH = 190
# Bars whose schedule would lie within so many pixels show none.
SHORTEST_SCHEDULE = 20


@dataclass(frozen=True)
class _Bar:
    """A line of the fund table as it is drawn.

    Attributes:
        planned: right end of the pale bar, in pixels from its start; None if not reported.
        paid: the same of the dark bar.
        inside: text in the dark bar, at its left.
        beside: text in the pale bar, at its right.
        after: text right of both bars.
        below: text under the bars, where nothing else has room.
    """

    label: list[str]
    planned: float | None
    paid: float | None
    rate: str
    inside: str = ""
    beside: str = ""
    after: str = ""
    below: str = ""


def plot_lines(
    lines: pd.DataFrame, words: Words | str = "zh", instalments: pd.DataFrame | None = None
) -> Chart | None:
    """Bars of the planned and the paid amount of each line of a fund table, with the rate.

    Only lines that no other line is part of are drawn: no amount is drawn twice.

    Args:
        lines: what :func:`analysis.measures.disbursement.compute_lines` returns.
        words: language, also by its code.
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns; where
            they say which share is payable before acceptance, a black mark shows it.

    Returns:
        The chart; None if no line has an amount.
    """
    words = as_words(words)
    leaves = lines[find_leaves(lines)]
    has_amount = leaves["planned_cny"].notna() | leaves["paid_cny"].notna()
    parts = leaves[has_amount]
    if parts.empty:
        return None
    amounts = [*parts["planned_cny"].dropna(), *parts["paid_cny"].dropna()]
    scale = choose_money_scale(amounts, words.language)
    rows = list_records(parts)
    schedule = math.nan if instalments is None else _find_schedule(instalments, rows)
    wide, narrow = (_draw(rows, scale, schedule, words, width) for width in (WIDE, NARROW))
    caption = _caption_lines(lines, parts, leaves[~has_amount], words)
    if not math.isnan(schedule):
        mark = words.say(
            "Black marks: {share} of the plan, the part that contracts make payable before "
            "acceptance.",
            share=words.percent(schedule, None),
        )
        caption = words.pile([caption, mark])
    return Chart(wide, _describe_lines(parts, scale, words), caption, narrow)


def _find_schedule(instalments: pd.DataFrame, lines: list[Record]) -> float:
    """The share payable before acceptance, of the project of the lines."""
    own = instalments["project_id"] == lines[0]["project_id"]
    return find_schedule(list_records(instalments, own))


def _draw(rows: list[Record], scale: Scale, schedule: float, words: Words, width: int) -> Figure:
    is_narrow = width == NARROW
    left = 0 if is_narrow else LABEL_WIDTH + 18
    rates = [words.percent(row["paid_rate"]) for row in rows if pd.notna(row["paid_rate"])]
    widest = max((measure_text(rate, TEXT_SIZE, is_bold=True) for rate in rates), default=0.0)
    room = width - left - max(RATE_WIDTH, widest + 8)
    ends = [row[name] for row in rows for name in ("planned_cny", "paid_cny")]
    known = [end for end in ends if pd.notna(end)]
    lowest, highest = min(0.0, *known), max(0.0, *known)
    pixels = room / ((highest - lowest) or 1.0)
    zero = left - lowest * pixels
    label_width = width - 8 if is_narrow else LABEL_WIDTH
    bars = [_fit_bar(row, pixels, room, label_width, scale, words) for row in rows]
    area = DrawingArea(width, 34 + sum(_measure_height(bar, is_narrow) for bar in bars))
    _write_legend(area, scale, left, schedule, words)
    y = 34.0
    for bar in bars:
        _draw_bar(area, bar, zero, y, schedule, is_narrow)
        y += _measure_height(bar, is_narrow)
    if not is_narrow or lowest < 0:
        area.line([zero, zero], [30, y - 10], AXIS)
    return area.figure


def _fit_bar(
    row: Record, pixels: float, room: float, label_width: float, scale: Scale, words: Words
) -> _Bar:
    """Where the texts of a line have room: in the bars, right of them, or below."""
    planned, paid = (
        None if pd.isna(row[name]) else row[name] * pixels for name in ("planned_cny", "paid_cny")
    )
    paid_text = words.say("paid {amount}", amount=_write_amount(row["paid_cny"], scale, words))
    planned_text = words.say(
        "planned {amount}", amount=_write_amount(row["planned_cny"], scale, words)
    )
    both = words.say("{paid}, {planned}", paid=paid_text, planned=planned_text)
    rate = "" if pd.isna(row["paid_rate"]) else words.percent(row["paid_rate"])
    bar = _Bar(wrap_text(words.pick(row, "label"), label_width, 13), planned, paid, rate)
    texts = bar.label, planned, paid, rate
    dark, whole = paid or 0.0, max(planned or 0.0, paid or 0.0)
    if _has_room(paid_text, dark) and planned and _has_room(planned_text, planned - dark):
        return _Bar(*texts, inside=paid_text, beside=planned_text)
    if _has_room(both, dark):
        return _Bar(*texts, inside=both)
    if _has_room(both, room - max(whole, 0)):
        return _Bar(*texts, after=both)
    if _has_room(paid_text, dark) and _has_room(planned_text, room - whole):
        return _Bar(*texts, inside=paid_text, after=planned_text)
    return _Bar(*texts, below=both)


def _has_room(text: str, pixels: float) -> bool:
    return measure_text(text, SMALL_SIZE) + 2 * PADDING <= pixels


def _measure_height(bar: _Bar, is_narrow: bool) -> float:
    below = LINE_HEIGHT if bar.below else 0
    if is_narrow:
        return LINE_HEIGHT * len(bar.label) + BAR_HEIGHT + below + 22
    return max(LINE_HEIGHT * len(bar.label), BAR_HEIGHT + below) + 18


def _draw_bar(
    area: DrawingArea, bar: _Bar, zero: float, y: float, schedule: float, is_narrow: bool
) -> None:
    after_label = area.write_lines(0, y + 14, bar.label, bold=is_narrow)
    if is_narrow:
        y = after_label - 10
    middle = y + BAR_HEIGHT / 2 + 4.5
    for end, colour in ((bar.planned, PALE), (bar.paid, BLUE)):
        if end:
            area.fill(zero + min(end, 0), y, abs(end), BAR_HEIGHT, colour)
    if bar.planned and (bar.paid or 0) > bar.planned:
        # The plan would be hidden behind what was paid.
        area.line([zero + bar.planned] * 2, [y - 3, y + BAR_HEIGHT + 3], INK, 2)
    if (bar.planned or 0) * schedule > SHORTEST_SCHEDULE:
        area.line([zero + bar.planned * schedule] * 2, [y - 4, y + BAR_HEIGHT + 4], INK, 2)
    end = zero + max(bar.planned or 0, bar.paid or 0, 0)
    for text, x, colour, ha in (
        (bar.inside, zero + PADDING, "#ffffff", "left"),
        (bar.beside, zero + (bar.planned or 0) - PADDING, INK, "right"),
        (bar.after, end + PADDING, SOFT, "left"),
    ):
        if text:
            area.write(x, middle, text, SMALL_SIZE, colour, ha=ha)
    if bar.below:
        area.write(zero if not is_narrow else 0, y + BAR_HEIGHT + 14, bar.below, SMALL_SIZE, SOFT)
    if bar.rate:
        area.write(area.width - 2, middle, bar.rate, bold=True, ha="right")


def _write_legend(
    area: DrawingArea, scale: Scale, left: float, schedule: float, words: Words
) -> None:
    """What the fills stand for, the unit, and what stands at the right."""
    x = left
    for name, colour in ((words.gettext("planned"), PALE), (words.gettext("paid"), BLUE)):
        area.fill(x, 6, 12, 12, colour)
        area.write(x + 17, 16, name, SMALL_SIZE, SOFT)
        x += 17 + measure_text(name, SMALL_SIZE) + 14
    unit = words.say("Unit: {unit}", unit=scale.name)
    rate = words.gettext("Disbursement rate")
    end = area.width - measure_text(rate, SMALL_SIZE) - 8
    area.write(area.width - 2, 16, rate, SMALL_SIZE, SOFT, ha="right")
    if x + measure_text(unit, SMALL_SIZE) <= end:
        area.write(x, 16, unit, SMALL_SIZE, SOFT)
        x += measure_text(unit, SMALL_SIZE) + 14
    name = words.say("payable before acceptance {share}", share=words.percent(schedule, None))
    if not math.isnan(schedule) and x + 13 + measure_text(name, SMALL_SIZE) <= end:
        area.line([x + 6, x + 6], [3, 20], INK, 2)
        area.write(x + 13, 16, name, SMALL_SIZE, SOFT)


def _write_amount(amount: float, scale: Scale, words: Words) -> str:
    if pd.isna(amount):
        return words.gettext("not reported")
    return words.number(to_decimal(amount) / scale.factor)


def _describe_lines(parts: pd.DataFrame, scale: Scale, words: Words) -> str:
    sentences = [_describe_line(row, scale, words) for row in list_records(parts)]
    return words.pile([words.gettext("Bar chart: planned and paid by line."), *sentences])


def _describe_line(row: Record, scale: Scale, words: Words) -> str:
    said = {
        "line": words.pick(row, "label"),
        "planned": words.amount(row["planned_cny"], scale),
        "paid": words.amount(row["paid_cny"], scale),
    }
    if pd.isna(row["paid_rate"]):
        return words.say("{line}: planned {planned}, paid {paid}.", **said)
    rate = words.percent(row["paid_rate"])
    return words.say("{line}: planned {planned}, paid {paid}, rate {rate}.", **said, rate=rate)


def _caption_lines(
    lines: pd.DataFrame, parts: pd.DataFrame, left_out: pd.DataFrame, words: Words
) -> str:
    dates = parts["as_of_date"].dropna()
    date = words.date(dates.max() if len(dates) else None)
    sentences = [words.say("Planned and paid by line, at {date}.", date=date)]
    if lines["row_role"].isin((SUBTOTAL, TOTAL)).any():
        sentences.append(words.gettext("Totals are in the table."))
    if len(left_out):
        names = words.join(words.pick(row, "label") for row in list_records(left_out))
        sentences.append(
            words.say("Not shown because no amount is reported: {names}.", names=names)
        )
    return words.pile(sentences)
