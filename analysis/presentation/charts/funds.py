"""Chart of the fund table: planned and paid per line."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.measures.row_sums import SUBTOTAL, TOTAL, find_leaves
from analysis.presentation.charts.style import (
    PAID,
    PLANNED,
    Chart,
    apply_style,
    clear_frame,
    label_rows,
    make_figure,
    wrap_label,
)
from analysis.presentation.formats import Words
from analysis.presentation.scales import Scale, choose_money_scale, to_decimal
from analysis.tables.records import list_records

LABEL_WIDTH = 26
# Two bars and a gap make up one line of the fund table.
BAR_HEIGHT = 0.37


def plot_lines(lines: pd.DataFrame, words: Words) -> Chart | None:
    """Bar chart of the planned and paid amount of each line of a fund table.

    Only lines that no other line is part of are drawn: no amount is drawn twice.

    Args:
        lines: what :func:`analysis.measures.disbursement.compute_lines` returns.
        words: language.

    Returns:
        The chart; None if no line has an amount.
    """
    leaves = lines[find_leaves(lines)]
    has_amount = leaves["planned_cny"].notna() | leaves["paid_cny"].notna()
    parts = leaves[has_amount]
    if parts.empty:
        return None
    amounts = [*parts["planned_cny"].dropna(), *parts["paid_cny"].dropna()]
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
        _finish_lines(axes, scale, min(amounts))
    caption = _caption_lines(lines, parts, leaves[~has_amount], words)
    return Chart(figure, _describe_lines(parts, scale, words), caption)


def _label_amounts(amounts: pd.Series, scale: Scale, words: Words) -> list[str]:
    missing = words.gettext("not reported")
    return [
        missing if pd.isna(amount) else words.number(to_decimal(amount) / scale.factor)
        for amount in amounts
    ]


def _finish_lines(axes: Axes, scale: Scale, smallest: float) -> None:
    axes.legend(
        ncols=2, frameon=False, loc="lower left", bbox_to_anchor=(0, 1),
        borderaxespad=0.2, handlelength=1.2,
    )  # fmt: skip
    clear_frame(axes, "left")
    axes.margins(x=0.2)
    if smallest >= 0:
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
    return words.pile([words.gettext("Bar chart: planned and paid by line."), *sentences])


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
