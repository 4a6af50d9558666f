"""Charts of the funds: planned and paid per line, instalments by date and status."""

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.measures.amounts import sum_payments
from analysis.measures.row_sums import find_leaves
from analysis.presentation.charts.style import (
    OTHER,
    PAID,
    PLANNED,
    RULE,
    Chart,
    apply_style,
    clear_frame,
    label_rows,
    make_figure,
    shift_points,
    wrap_label,
)
from analysis.presentation.formats import Words
from analysis.presentation.scales import Scale, choose_money_scale, to_decimal
from analysis.presentation.terms import STATUSES
from analysis.tables.records import list_records

LABEL_WIDTH = 26
# Two bars and a gap make up one line of the fund table.
BAR_HEIGHT = 0.37
LONG_SPAN_DAYS = 550
# Paid instalments are drawn solid, all others hollow; each status has its own shape.
MARKERS = {"paid": "o", "submitted": "s", "requested": "D", "retained": "^"}


def plot_lines(lines: pd.DataFrame, words: Words) -> Chart | None:
    """Bar chart of the planned and paid amount of each line of a fund table.

    Args:
        lines: what :func:`analysis.measures.disbursement.compute_lines` returns.
        words: language.

    Returns:
        The chart; None if no line has an amount.
    """
    parts = lines[find_leaves(lines) & lines["planned_cny"].notna()]
    if parts.empty:
        return None
    amounts = [*parts["planned_cny"], *parts["paid_cny"].dropna()]
    scale = choose_money_scale(amounts, words.language)
    kinds = {"planned_cny": words.gettext("planned"), "paid_cny": words.gettext("paid")}
    labels = [wrap_label(words.pick(row, "label"), LABEL_WIDTH) for row in list_records(parts)]
    with apply_style():
        figure, (axes,) = make_figure(0.95 + 0.72 * len(parts))
        for column, colour, shift in (("planned_cny", PLANNED, -1), ("paid_cny", PAID, 1)):
            places = [place + shift * BAR_HEIGHT / 2 for place in range(len(parts))]
            shown = parts[column].fillna(0) / float(scale.factor)
            bars = axes.barh(places, shown, BAR_HEIGHT, color=colour, label=kinds[column])
            axes.bar_label(bars, _label_amounts(parts[column], scale, words), padding=5)
        axes.set_ylim(len(parts) - 0.5, -0.5)
        label_rows(axes, labels)
        _finish_lines(axes, scale)
    return Chart(figure, _describe_lines(parts, scale, words), _caption_lines(parts, words))


def _label_amounts(amounts: pd.Series, scale: Scale, words: Words) -> list[str]:
    missing = words.gettext("not reported")
    return [
        missing if pd.isna(amount) else words.number(to_decimal(amount) / scale.factor)
        for amount in amounts
    ]


def _finish_lines(axes: Axes, scale: Scale) -> None:
    axes.legend(
        ncols=2, frameon=False, loc="lower left", bbox_to_anchor=(0, 1),
        borderaxespad=0.2, handlelength=1.2,
    )  # fmt: skip
    clear_frame(axes, "left")
    axes.margins(x=0.2)
    axes.set_xlim(left=0)
    axes.set(xlabel=scale.name, ylabel="")
    axes.xaxis.set_ticks([])


def _describe_lines(parts: pd.DataFrame, scale: Scale, words: Words) -> str:
    sentences = [
        words.say(
            "{line}: planned {planned}, paid {paid}.",
            line=words.pick(row, "label"),
            planned=words.amount(row["planned_cny"], scale),
            paid=words.amount(row["paid_cny"], scale),
        )
        for row in list_records(parts)
    ]
    return words.pile(
        [words.gettext("Bar chart of planned and paid amounts per line."), *sentences]
    )


def _caption_lines(parts: pd.DataFrame, words: Words) -> str:
    dates = parts["as_of_date"].dropna()
    return words.say(
        "Planned and paid amounts per line of the fund table, as of {date}. "
        "Its total is left out here and stands in the table.",
        date=words.date(dates.max() if len(dates) else None),
    )


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
    drawn = instalments[instalments["amount_cny"].notna()].reset_index(drop=True)
    drawn = drawn.assign(
        drawn_date=drawn["status_date"].fillna(drawn["as_of_date"]),
        row=pd.factorize(drawn["contract_ids"] + "/" + drawn["instalment"])[0],
    )
    if drawn.empty or drawn["drawn_date"].isna().all():
        return None
    scale = choose_money_scale(drawn["amount_cny"], words.language)
    rows = list_records(drawn.drop_duplicates("row"))
    labels = [wrap_label(_name_instalment(row, words), LABEL_WIDTH) for row in rows]
    with apply_style():
        figure, (axes,) = make_figure(1.3 + 0.52 * len(rows))
        for mark in list_records(drawn):
            _draw_mark(axes, mark, scale, words)
        axes.set_yticks(range(len(labels)), labels)
        axes.set_ylim(len(labels) - 0.4, -0.6)
        _finish_instalments(axes, drawn, words)
    caption = _caption_instalments(drawn, instalments, words)
    return Chart(figure, _describe_instalments(drawn, words), caption)


def find_span(day: pd.Timestamp, precision: object) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day that a date of a precision may be."""
    if precision in ("month", "year"):
        period = day.to_period("M" if precision == "month" else "Y")
        return period.start_time.normalize(), period.end_time.normalize()
    return day, day


def _name_instalment(row: dict, words: Words) -> str:
    # An instalment in two statuses has two labels, and each names one status only.
    if row["is_repeat"]:
        return words.say("Instalment {number}", number=row["instalment"])
    return words.pick(row, "label")


def _draw_mark(axes: Axes, mark: dict, scale: Scale, words: Words) -> None:
    day, status = mark["drawn_date"], mark["status"]
    colour = PAID if status == "paid" else OTHER
    first, last = find_span(day, mark["date_precision"])
    middle = first + (last - first) / 2
    if first != last:
        axes.plot([first, last], [mark["row"]] * 2, color=colour, linewidth=2.2, alpha=0.5)
    axes.plot(
        [middle], [mark["row"]], MARKERS[status], markersize=8, markeredgewidth=1.6,
        color=colour, markerfacecolor=colour if status == "paid" else "white",
    )  # fmt: skip
    amount = words.number(to_decimal(mark["amount_cny"]) / scale.factor)
    shown = f"({amount})" if pd.isna(mark["status_date"]) else amount
    axes.text(
        mdates.date2num(middle), mark["row"], shown, transform=shift_points(axes, 0, 9),
        ha="center", va="bottom", fontsize=9.5,
    )  # fmt: skip


def _finish_instalments(axes: Axes, drawn: pd.DataFrame, words: Words) -> None:
    clear_frame(axes, "bottom")
    axes.grid(axis="y", color=RULE, linewidth=0.8)
    axes.set_axisbelow(True)
    _set_dates(axes, drawn)
    statuses = [status for status in MARKERS if (drawn["status"] == status).any()]
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


def _set_dates(axes: Axes, drawn: pd.DataFrame) -> None:
    rows = list_records(drawn)
    spans = [find_span(row["drawn_date"], row["date_precision"]) for row in rows]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    slack = max((last - first) * 0.09, pd.Timedelta(days=20))
    axes.set_xlim(first - slack, last + slack)
    months = (1, 4, 7, 10) if (last - first).days < LONG_SPAN_DAYS else (1, 7)
    axes.xaxis.set_major_locator(mdates.MonthLocator(bymonth=months))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m"))


def _describe_instalments(drawn: pd.DataFrame, words: Words) -> str:
    scale = choose_money_scale(drawn["amount_cny"], words.language)
    sentences = [
        words.say(
            "{label}: {amount}, {status}, {date}.",
            label=words.pick(mark, "label"),
            amount=words.amount(mark["amount_cny"], scale),
            status=words.term(STATUSES, mark["status"]),
            date=words.date(mark["status_date"], mark["date_precision"]),
        )
        for mark in list_records(drawn)
    ]
    return words.pile([words.gettext("Instalments by date and status."), *sentences])


def _sum_statuses(
    drawn: pd.DataFrame, instalments: pd.DataFrame, scale: Scale, words: Words
) -> list[str]:
    statuses = drawn["status"].drop_duplicates(keep="last")
    return [
        words.say(
            "In all {status}: {amount}.",
            status=words.term(STATUSES, status),
            amount=words.amount(sum_payments(instalments, status), scale),
        )
        for status in statuses
    ]


def _caption_instalments(drawn: pd.DataFrame, instalments: pd.DataFrame, words: Words) -> str:
    scale = choose_money_scale(drawn["amount_cny"], words.language)
    sentences = [
        words.say(
            "Amounts in {unit}. Filled marks are reported as paid, hollow ones are not.",
            unit=scale.name,
        ),
        *_sum_statuses(drawn, instalments, scale, words),
    ]
    if drawn["date_precision"].isin(["month", "year"]).any():
        sentences.append(words.gettext("A bar spans the month or year where no day is reported."))
    if drawn["status_date"].isna().any():
        sentences.append(
            words.gettext("In brackets: without a date, drawn at the date of the document.")
        )
    return words.pile(sentences)
