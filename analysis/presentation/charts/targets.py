"""Chart of target completion, condition by condition."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.presentation.charts.style import (
    OTHER,
    PAID,
    RULE,
    SOFT,
    Chart,
    apply_style,
    clear_frame,
    label_rows,
    make_figure,
    shift_points,
    wrap_label,
)
from analysis.presentation.formats import Words
from analysis.presentation.labels import sort_items
from analysis.tables.records import list_records

# Completions of several thousand per cent would squeeze all others towards zero.
AXIS_END = 2.0
FEWEST = 2
LABEL_WIDTH = 32


def plot_completion(conditions: pd.DataFrame, words: Words) -> Chart | None:
    """Completion of each computable condition; values beyond the axis end in an arrow.

    Args:
        conditions: what :func:`analysis.measures.completion.compute_conditions` returns, of one
            table.
        words: language.

    Returns:
        The chart; None if fewer than two conditions are computable.
    """
    rows = sort_items(list_records(conditions, conditions["completion"].notna()))
    if len(rows) < FEWEST:
        return None
    labels = [wrap_label(f"{row['item']} {words.pick(row, 'label')}", LABEL_WIDTH) for row in rows]
    with apply_style():
        figure, (axes,) = make_figure(1.1 + 0.33 * len(rows))
        _draw_conditions(axes, rows)
        _label_conditions(axes, rows, words)
        label_rows(axes, labels)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        _finish(axes, words)
    uncomputed = len(conditions) - len(rows)
    return Chart(figure, _describe(rows, words), _caption(len(rows), uncomputed, words))


def _draw_conditions(axes: Axes, rows: list[dict]) -> None:
    # One call per kind of mark: one call per line and point takes ten times as long.
    marks: dict[tuple[bool, bool], list[tuple[float, int]]] = {}
    for place, row in enumerate(rows):
        is_met = pd.notna(row["is_met"]) and bool(row["is_met"])
        is_beyond = row["completion"] > AXIS_END
        end = min(row["completion"], AXIS_END)
        marks.setdefault((is_met, is_beyond), []).append((end, place))
    for (is_met, is_beyond), points in marks.items():
        ends, places = zip(*points, strict=True)
        colour = PAID if is_met else OTHER
        axes.hlines(places, 0, ends, colors=colour, linewidth=2.4, alpha=0.55, zorder=2)
        axes.plot(
            ends, places, ">" if is_beyond else "o", color=colour, markersize=8, zorder=3,
            markerfacecolor=colour if is_met else "white", markeredgewidth=1.6, clip_on=False,
        )  # fmt: skip


def _label_conditions(axes: Axes, rows: list[dict], words: Words) -> None:
    beside = shift_points(axes, 9, 0)
    for place, row in enumerate(rows):
        end = min(row["completion"], AXIS_END)
        completion = words.percent(row["completion"])
        axes.text(end, place, completion, transform=beside, va="center", fontsize=9.5)


def _finish(axes: Axes, words: Words) -> None:
    clear_frame(axes, "left")
    axes.set_xlim(0, AXIS_END * 1.22)
    axes.set_xticks(
        [0, 0.5, 1, 1.5, 2], [words.percent(share, None) for share in (0, 0.5, 1, 1.5, 2)]
    )
    axes.axvline(1, color=SOFT, linewidth=1.1, zorder=1)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(words.gettext("completion (target = 100%)"))
    handles = [
        Line2D(
            [], [], linestyle="", marker="o", color=colour, markersize=8, markeredgewidth=1.6,
            markerfacecolor=fill,
        )
        for colour, fill in ((PAID, PAID), (OTHER, "white"))
    ]  # fmt: skip
    names = [words.gettext("target reached"), words.gettext("below target or undecided")]
    axes.legend(
        handles, names, ncols=2, frameon=False, loc="lower left", bbox_to_anchor=(0, 1),
        borderaxespad=0.2, handletextpad=0.2,
    )  # fmt: skip


def _describe(rows: list[dict], words: Words) -> str:
    sentences = [
        words.say(
            "{item} {label}: {completion}.",
            item=row["item"],
            label=words.pick(row, "label"),
            completion=words.percent(row["completion"]),
        )
        for row in rows
    ]
    return words.pile([words.gettext("Completion of each computable condition."), *sentences])


def _caption(computed: int, uncomputed: int, words: Words) -> str:
    return words.say(
        "Actual ÷ target of the {computed} conditions that can be computed; {uncomputed} others "
        "cannot and are not drawn. The axis ends at {end}; an arrow stands for more.",
        computed=words.number(computed),
        uncomputed=words.number(uncomputed),
        end=words.percent(AXIS_END, None),
    )
