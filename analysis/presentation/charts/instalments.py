"""Chart of the instalments by date and status."""

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.measures.amounts import find_instalment, sum_payments
from analysis.presentation.charts.style import (
    OTHER,
    PAID,
    RULE,
    Chart,
    apply_style,
    clear_frame,
    make_figure,
    shift_points,
    wrap_label,
)
from analysis.presentation.formats import Words
from analysis.presentation.instalment_names import find_shared_names, name_instalment
from analysis.presentation.scales import Scale, choose_money_scale, to_decimal
from analysis.presentation.terms import STATUSES
from analysis.tables.records import Record, list_records

LABEL_WIDTH = 26
LONG_SPAN_DAYS = 550
# Months between two ticks: as they are for short and for long spans, and if these are too many.
SHORT_STEP, LONG_STEP, LONGER_STEPS = 3, 6, (12, 24, 60, 120)
MOST_TICKS = 10
# Paid instalments are drawn solid, all others hollow; each status has its own shape.
MARKERS = {"paid": "o", "submitted": "s", "requested": "D", "retained": "^"}


def plot_instalments(instalments: pd.DataFrame, words: Words) -> Chart | None:
    """Timeline with one row per instalment and a mark for each status at its date.

    A month or a year is drawn over its whole length; an undated status is drawn at the date of its
    document, in brackets. An instalment in two statuses has two marks in its row.

    Args:
        instalments: what :func:`analysis.measures.disbursement.compute_instalments` returns.
        words: language.

    Returns:
        The chart; None if no instalment has both an amount and a date of any kind.
    """
    records = list_records(instalments)
    marks = [mark for row in records if (mark := _make_mark(row)) is not None]
    if not marks:
        return None
    shared = find_shared_names(records, words)
    scale = choose_money_scale((mark["amount_cny"] for mark in marks), words.language)
    rows: dict[tuple[str, ...], Record] = {}
    for mark in marks:
        rows.setdefault(find_instalment(mark), mark)
        mark["place"] = list(rows).index(find_instalment(mark))
    # An instalment in two statuses has two labels, and each names one status only.
    names = [
        name_instalment(row, shared, words, by_number=bool(row["is_repeat"]))
        for row in rows.values()
    ]
    with apply_style():
        figure, (axes,) = make_figure(1.3 + 0.52 * len(rows))
        for mark in marks:
            _draw_mark(axes, mark, scale, words)
        axes.set_yticks(range(len(names)), [wrap_label(name, LABEL_WIDTH) for name in names])
        axes.set_ylim(len(names) - 0.4, -0.6)
        _finish_instalments(axes, marks, words)
    left_out = [name_instalment(row, shared, words) for row in records if _make_mark(row) is None]
    caption = _caption_instalments(marks, instalments, left_out, scale, words)
    return Chart(figure, _describe_instalments(marks, shared, scale, words), caption)


def _make_mark(row: Record) -> Record | None:
    """A row with the days at which it is drawn; None if it has no amount or no date."""
    is_dated = pd.notna(row["status_date"])
    day = row["status_date"] if is_dated else row["as_of_date"]
    if pd.isna(row["amount_cny"]) or pd.isna(day):
        return None
    # The precision is that of the status: the date of a document is a day.
    first, last = find_span(day, row["date_precision"] if is_dated else None)
    return {**row, "first": first, "last": last}


def find_span(day: pd.Timestamp, precision: object) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day that a date of a precision may be."""
    if precision in ("month", "year"):
        period = day.to_period("M" if precision == "month" else "Y")
        return period.start_time.normalize(), period.end_time.normalize()
    return day, day


def _draw_mark(axes: Axes, mark: Record, scale: Scale, words: Words) -> None:
    status = mark["status"]
    colour = PAID if status == "paid" else OTHER
    first, last = mark["first"], mark["last"]
    middle = first + (last - first) / 2
    if first != last:
        axes.plot([first, last], [mark["place"]] * 2, color=colour, linewidth=2.2, alpha=0.5)
    axes.plot(
        [middle], [mark["place"]], MARKERS[status], markersize=8, markeredgewidth=1.6,
        color=colour, markerfacecolor=colour if status == "paid" else "white",
    )  # fmt: skip
    amount = words.number(to_decimal(mark["amount_cny"]) / scale.factor)
    shown = f"({amount})" if pd.isna(mark["status_date"]) else amount
    axes.text(
        mdates.date2num(middle), mark["place"], shown, transform=shift_points(axes, 0, 9),
        ha="center", va="bottom", fontsize=9.5,
    )  # fmt: skip


def _finish_instalments(axes: Axes, marks: list[Record], words: Words) -> None:
    clear_frame(axes, "bottom")
    axes.grid(axis="y", color=RULE, linewidth=0.8)
    axes.set_axisbelow(True)
    _set_dates(axes, marks)
    drawn = {mark["status"] for mark in marks}
    statuses = [status for status in MARKERS if status in drawn]
    handles = [
        Line2D(
            [], [], linestyle="", marker=MARKERS[status], markersize=8, markeredgewidth=1.6,
            color=PAID if status == "paid" else OTHER,
            markerfacecolor=PAID if status == "paid" else "white",
        )
        for status in statuses
    ]  # fmt: skip
    names = [words.term(STATUSES, status) for status in statuses]
    axes.legend(
        handles, names, ncols=3, frameon=False, loc="lower left", bbox_to_anchor=(0, 1),
        borderaxespad=0.2, handletextpad=0.2,
    )  # fmt: skip


def _set_dates(axes: Axes, marks: list[Record]) -> None:
    first, last = min(mark["first"] for mark in marks), max(mark["last"] for mark in marks)
    slack = max((last - first) * 0.09, pd.Timedelta(days=20))
    axes.set_xlim(first - slack, last + slack)
    months = list_ticks(first - slack, last + slack, (last - first).days >= LONG_SPAN_DAYS)
    # Given as they are: a locator that finds no month names the ends of the axis as if they were.
    axes.set_xticks([mdates.date2num(month) for month in months])
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m"))


def list_ticks(first: pd.Timestamp, last: pd.Timestamp, is_long: bool) -> list[pd.Timestamp]:
    """First days of months between two days: of quarters, of half-years for long spans.

    Of each month where only one tick would be left, of years where they would be too many.
    """
    months = list(pd.date_range(first.normalize(), last, freq="MS"))
    step = LONG_STEP if is_long else SHORT_STEP
    ticks = _keep_each(months, step)
    for longer in LONGER_STEPS:
        if len(ticks) > MOST_TICKS:
            ticks = _keep_each(months, longer)
    return ticks if len(ticks) > 1 else months


def _keep_each(months: list[pd.Timestamp], step: int) -> list[pd.Timestamp]:
    return [month for month in months if (month.year * 12 + month.month - 1) % step == 0]


def _describe_instalments(
    marks: list[Record], shared: set[tuple[str, str]], scale: Scale, words: Words
) -> str:
    sentences = [
        words.say(
            "{label}: {amount}, {status}, {date}.",
            label=name_instalment(mark, shared, words),
            amount=words.amount(mark["amount_cny"], scale),
            status=words.term_inside(STATUSES, mark["status"]),
            date=words.date(mark["status_date"], mark["date_precision"]),
        )
        for mark in marks
    ]
    return words.pile([words.gettext("Instalments by date and status."), *sentences])


def _sum_statuses(
    marks: list[Record], instalments: pd.DataFrame, scale: Scale, words: Words
) -> list[str]:
    sentences = []
    # In the order of the last mark of each status.
    for status in reversed(dict.fromkeys(mark["status"] for mark in reversed(marks))):
        name, yuan = words.term_inside(STATUSES, status), sum_payments(instalments, status)
        if pd.isna(yuan):
            sentence = words.say("Total {status}: cannot be calculated.", status=name)
        else:
            amount = words.amount(yuan, scale)
            sentence = words.say("Total {status}: {amount}.", status=name, amount=amount)
        sentences.append(sentence)
    return sentences


def _caption_instalments(
    marks: list[Record], instalments: pd.DataFrame, left_out: list[str], scale: Scale, words: Words
) -> str:
    sentences = [
        words.say(
            "Unit: {unit}. Filled marks: reported as paid. Hollow marks: not reported as paid.",
            unit=scale.name,
        ),
        *_sum_statuses(marks, instalments, scale, words),
    ]
    if any(mark["first"] != mark["last"] for mark in marks):
        sentences.append(words.gettext("Where no day is reported, a bar spans the month or year."))
    if any(pd.isna(mark["status_date"]) for mark in marks):
        sentences.append(words.gettext("Brackets: undated, shown at the document date."))
    if left_out:
        names = words.join(dict.fromkeys(left_out))
        sentences.append(
            words.say("Not shown because the amount or date is missing: {names}.", names=names)
        )
    return words.pile(sentences)
