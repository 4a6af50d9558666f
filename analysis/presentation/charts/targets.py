"""Chart of target completion, condition by condition."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.measures.completion import MET, NOT_ASSESSED, NOT_COMPUTABLE, NOT_MET, UNDECIDED
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
from analysis.presentation.projects import put_project_first
from analysis.presentation.target_tables import name_main_table
from analysis.presentation.target_words import (
    is_missed,
    qualify_completion,
    say_alternatives,
    say_outcome,
)
from analysis.presentation.wording import to_translate
from analysis.tables.records import Record, list_records

# Completions of several thousand per cent would squeeze all others towards zero.
AXIS_END = 2.0
FEWEST = 2
LABEL_WIDTH = 32
# Kinds of conditions without a completion.
NOT_DRAWN = (
    to_translate("{number} assessed without a completion rate"),
    to_translate("{number} not assessed"),
    to_translate("{number} that cannot be calculated"),
)
# Colour, fill and name of each look; fill says the same as colour.
LOOKS = {
    MET: (PAID, PAID, to_translate("target met")),
    NOT_MET: (OTHER, "white", to_translate("target not met")),
    UNDECIDED: (SOFT, "white", to_translate("not decided, not yet due or not needed")),
}


def plot_completion(conditions: pd.DataFrame, words: Words) -> Chart | None:
    """Completion of each computable condition; values beyond the axis end in an arrow.

    Only what is due, not met and needed by its item is drawn as missed.

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
    labels = [wrap_label(_label_condition(row, words), LABEL_WIDTH) for row in rows]
    with apply_style():
        figure, (axes,) = make_figure(1.1 + 0.33 * len(rows))
        _draw_conditions(axes, rows)
        _label_completions(axes, rows, words)
        label_rows(axes, labels)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        _finish(axes, {_find_look(row) for row in rows}, words)
    return Chart(figure, _describe(rows, words), _caption(rows, conditions, words))


def _label_condition(row: Record, words: Words) -> str:
    alternatives = words.join(say_alternatives(row, words))
    name = f"{row['item_label']} {words.pick(row, 'label')}"
    if not alternatives:
        return name
    return words.say("{name} ({detail})", name=name, detail=alternatives)


def _find_look(row: Record) -> str:
    """Which of the looks a condition has: met, missed, or neither."""
    if row["verdict"] == MET:
        return MET
    return NOT_MET if is_missed(row) else UNDECIDED


def _draw_conditions(axes: Axes, rows: list[Record]) -> None:
    # One call per kind of mark: one call per line and point takes ten times as long.
    marks: dict[tuple[str, bool], list[tuple[float, int]]] = {}
    for place, row in enumerate(rows):
        end = min(row["completion"], AXIS_END)
        key = _find_look(row), row["completion"] > AXIS_END
        marks.setdefault(key, []).append((end, place))
    for (look, is_beyond), points in marks.items():
        ends, places = zip(*points, strict=True)
        colour, fill, _ = LOOKS[look]
        axes.hlines(places, 0, ends, colors=colour, linewidth=2.4, alpha=0.55, zorder=2)
        axes.plot(
            ends, places, ">" if is_beyond else "o", color=colour, markersize=8, zorder=3,
            markerfacecolor=fill, markeredgewidth=1.6, clip_on=False,
        )  # fmt: skip


def _label_completions(axes: Axes, rows: list[Record], words: Words) -> None:
    beside = shift_points(axes, 9, 0)
    for place, row in enumerate(rows):
        end = min(row["completion"], AXIS_END)
        completion = qualify_completion(row, words)
        axes.text(end, place, completion, transform=beside, va="center", fontsize=9.5)


def _finish(axes: Axes, looks: set[str], words: Words) -> None:
    clear_frame(axes, "left")
    axes.set_xlim(0, AXIS_END * 1.22)
    axes.set_xticks(
        [0, 0.5, 1, 1.5, 2], [words.percent(share, None) for share in (0, 0.5, 1, 1.5, 2)]
    )
    axes.axvline(1, color=SOFT, linewidth=1.1, zorder=1)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(words.gettext("Completion (target = 100%)"))
    shown = [LOOKS[look] for look in LOOKS if look in looks]
    handles = [
        Line2D(
            [], [], linestyle="", marker="o", color=colour, markersize=8, markeredgewidth=1.6,
            markerfacecolor=fill,
        )
        for colour, fill, _ in shown
    ]  # fmt: skip
    axes.legend(
        handles, [words.gettext(name) for *_, name in shown], ncols=len(shown), frameon=False,
        loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, handletextpad=0.2,
    )  # fmt: skip


def _describe(rows: list[Record], words: Words) -> str:
    sentences = [
        words.say(
            "{item} {label}: {completion}.",
            item=row["item_label"],
            label=words.pick(row, "label"),
            completion=words.join([qualify_completion(row, words), *say_outcome(row, words)]),
        )
        for row in rows
    ]
    return words.pile([words.gettext("Completion, where it can be calculated."), *sentences])


def _caption(rows: list[Record], conditions: pd.DataFrame, words: Words) -> str:
    table = name_main_table(rows[0], words)
    counted = words.count(
        "Completion (actual ÷ target) of the {number} condition that can be calculated.",
        "Completion (actual ÷ target) of the {number} conditions that can be calculated.",
        len(rows),
    )
    sentences = [put_project_first(table, counted, words)]
    if any((row["comparator"] == "le") != (row["target"] < 0) for row in rows):
        limits = words.gettext("For an upper limit, completion is target ÷ actual.")
        sentences.append(limits)
    not_drawn = _count_others(conditions, words)
    if not_drawn:
        sentences.append(words.say("Not shown: {counts}.", counts=words.join(not_drawn)))
    end = words.percent(AXIS_END, None)
    sentences.append(words.say("The axis ends at {end}; arrows mark higher values.", end=end))
    return words.pile(sentences)


def _count_others(conditions: pd.DataFrame, words: Words) -> list[str]:
    """How many conditions are not drawn, each kind counted apart."""
    verdicts = conditions["verdict"][conditions["completion"].isna()].tolist()
    unassessed, uncomputed = (verdicts.count(name) for name in (NOT_ASSESSED, NOT_COMPUTABLE))
    counts = (len(verdicts) - unassessed - uncomputed, unassessed, uncomputed)
    return [
        words.say(message, number=words.number(count))
        for message, count in zip(NOT_DRAWN, counts, strict=True)
        if count
    ]
