"""Charts of trends: reported points filled, planned and implied points hollow.

Each chart shows one kind of period. Points are joined only where they follow each other, so that
no line passes over a period that is not reported.
"""

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.periods import PERIOD_KINDS, follows, number_period
from analysis.presentation.charts.style import (
    OTHER,
    PAID,
    RULE,
    SOFT,
    WIDTH,
    Chart,
    apply_style,
    clear_frame,
    make_figure,
    measure,
    shift_points,
    wrap_label,
)
from analysis.presentation.formats import Words
from analysis.presentation.periods import name_kind
from analysis.presentation.scales import Scale
from analysis.presentation.trend_points import (
    choose_scale,
    describe_points,
    format_point,
    name_origins,
    name_point_period,
)
from analysis.presentation.wording import to_translate
from analysis.tables.records import list_records

FEWEST, MOST_PANELS = 2, 3
TITLE_WIDTH = 40
# Share of the panel's height below which no label fits under a point.
LOWEST_LABEL = 0.3
# Points with room for a label each, and inches that a half-width letter of a label takes.
LABELLED_POINTS, LETTER = 6, 0.07
# Inches of all axes together, without what stands around them.
AXES_WIDTH = 0.88 * WIDTH
# Colour, fill and shape of a point.
LOOKS = {
    "reported": (PAID, PAID, "o"),
    "planned": (PAID, "white", "D"),
    "implied": (OTHER, "white", "o"),
}
LEGEND = {
    "reported": to_translate("reported"),
    "planned": to_translate("planned"),
    "implied": to_translate("derived from a reported change"),
}


def plot_trends(points: pd.DataFrame, words: Words) -> list[Chart]:
    """Charts with a panel per indicator that has at least two points of a kind of period.

    Args:
        points: what :func:`analysis.presentation.labels.label_points` returns, of one county.
        words: language.

    Returns:
        A chart for each kind of period, or several if there are more indicators than one holds;
        none where no indicator has two points of one kind.
    """
    panels: dict[str, list[pd.DataFrame]] = {}
    drawn = points[points["value"].notna() & points["covers"].isna()]
    drawn = drawn[drawn["period_kind"] != "undated"]
    for (_, kind), panel in drawn.groupby(["indicator_id", "period_kind"], sort=False):
        shown = _leave_out_plans(panel)
        if len(shown) >= FEWEST:
            panels.setdefault(str(kind), []).append(shown)
    return [
        _plot_kind(kind, of_chart, words)
        for kind in PERIOD_KINDS
        for of_chart in _split(panels.get(kind, []))
    ]


def _split(panels: list[pd.DataFrame]) -> list[list[pd.DataFrame]]:
    return [panels[start : start + MOST_PANELS] for start in range(0, len(panels), MOST_PANELS)]


def _leave_out_plans(panel: pd.DataFrame) -> pd.DataFrame:
    """Without plans for periods that are reported: their points would stand above each other."""
    is_second = panel.duplicated(["period_start", "period_end"], keep=False)
    return panel[~is_second | (panel["origin"] == "reported")]


def _plot_kind(kind: str, panels: list[pd.DataFrame], words: Words) -> Chart:
    scales = [choose_scale(panel, words) for panel in panels]
    rows = [
        _measure_rows(panel, kind, scale, words)
        for panel, scale in zip(panels, scales, strict=True)
    ]
    origins = [name for name in LOOKS if any(row["origin"] == name for own in rows for row in own)]
    with apply_style():
        figure, all_axes = make_figure(3.5, len(rows))
        for axes, own, (scale, _) in zip(all_axes, rows, scales, strict=True):
            _draw_panel(axes, own, scale, AXES_WIDTH / len(rows), words)
        _add_legend(figure, origins, words)
    alt = words.say(
        "Line chart {kind}: {origins}.",
        kind=name_kind(kind, words),
        origins=name_origins(origins, words),
    )
    sentences = [sentence for panel in panels for sentence in describe_points(panel, words)]
    return Chart(figure, words.pile([alt, *sentences]), _caption(rows, origins, words))


def _measure_rows(
    panel: pd.DataFrame, kind: str, scale_and_digits: tuple[Scale, int], words: Words
) -> list[dict]:
    """The points of a panel with their places, labels, and whether the next one follows."""
    scale, digits = scale_and_digits
    rows = list_records(panel)
    for row in rows:
        row["x"] = number_period(row["period_start"], row["period_end"])
        row["y"], row["y_low"], row["y_high"] = (
            float(scale.divide(row[name])) for name in ("value", "low", "high")
        )
        row["tick"] = name_point_period(row, words)
        number, interval = format_point(row, scale, digits, words)
        row["label"] = f"{number}\n({interval})" if interval else number
    rows.sort(key=lambda row: row["x"])
    for before, after in pairwise(rows):
        before["is_joined"] = follows(before, after)
        before["rises"] = before["is_joined"] and after["y"] > before["y"]
    if kind != "year":
        rows[0]["kind"] = kind
    return rows


def _draw_panel(axes: Axes, rows: list[dict], scale: Scale, width: float, words: Words) -> None:
    for before, after in pairwise(rows):
        if before["is_joined"]:
            is_solid = before["origin"] == after["origin"] == "reported"
            axes.plot(
                [before["x"], after["x"]], [before["y"], after["y"]], color=SOFT, linewidth=1.4,
                linestyle="-" if is_solid else (0, (4, 3)), zorder=1,
            )  # fmt: skip
    _finish_panel(axes, rows, scale, width, words)
    labelled = _select_labels(rows, [row["label"] for row in rows], axes, width)
    for row in rows:
        _draw_point(axes, row, has_label=row["x"] in labelled)


def _draw_point(axes: Axes, row: dict, has_label: bool) -> None:
    colour, fill, shape = LOOKS[row["origin"]]
    if row["origin"] == "implied":
        axes.errorbar(
            [row["x"]], [row["y"]], yerr=[[row["y"] - row["y_low"]], [row["y_high"] - row["y"]]],
            fmt="none", ecolor=OTHER, elinewidth=1.6, capsize=5, capthick=1.6, zorder=2,
        )  # fmt: skip
    axes.plot(
        [row["x"]], [row["y"]], shape, markersize=8, markeredgewidth=1.6, zorder=3, color=colour,
        markerfacecolor=fill,
    )  # fmt: skip
    if has_label:
        end, shift, ha, va = _place_label(row, axes.get_ylim()[1])
        axes.text(
            row["x"], row[end], row["label"], transform=shift_points(axes, *shift), fontsize=9.5,
            linespacing=1.25, ha=ha, va=va,
        )  # fmt: skip


def _place_label(row: dict, top: float) -> tuple[str, tuple[int, int], str, str]:
    """End of the bar, offset and alignment of a point's label, such that no line crosses it."""
    if not row.get("rises", False):
        return "y_high", (0, 9), "center", "bottom"
    if row["y_low"] > LOWEST_LABEL * top:
        return "y_low", (0, -9), "center", "top"
    return "y", (11, 5), "left", "top"


def _finish_panel(axes: Axes, rows: list[dict], scale: Scale, width: float, words: Words) -> None:
    clear_frame(axes, "bottom")
    places = [row["x"] for row in rows]
    margin = (0.32 if len(rows) <= LABELLED_POINTS else 0.12) * (places[-1] - places[0])
    axes.set_xlim(places[0] - margin, places[-1] + margin)
    ticks = _select_labels(rows, [row["tick"] for row in rows], axes, width)
    # Labels are given: matplotlib would write numbers that are close together as differences.
    axes.set_xticks(
        [row["x"] for row in rows if row["x"] in ticks],
        [row["tick"] for row in rows if row["x"] in ticks],
    )
    highest, lowest = (max(0, *(row["y_high"] for row in rows)),
                       min(0, *(row["y_low"] for row in rows)))  # fmt: skip
    # A panel of zeros alone needs a height, too.
    room = 0.28 * (highest - lowest) or 1.0
    axes.set_ylim(lowest - room if lowest < 0 else 0, highest + room)
    if lowest < 0:
        axes.axhline(0, color=RULE, linewidth=1.0, zorder=0)
    axes.set_yticks([])
    axes.spines["bottom"].set_color(RULE)
    name = words.pick(rows[0], "name")
    if "kind" in rows[0]:
        kind = name_kind(rows[0]["kind"], words)
        name = words.say("{name} ({kind})", name=name, kind=kind)
    axes.set_title(f"{wrap_label(name, TITLE_WIDTH)}\n{scale.name}".rstrip(), pad=10,
                   linespacing=1.5)  # fmt: skip


def _select_labels(rows: list[dict], labels: list[str], axes: Axes, width: float) -> set[float]:
    """Where labels stand that do not cover each other: ends, extremes, then what has room."""
    places = [row["x"] for row in rows]
    if len(rows) <= LABELLED_POINTS and sum(map(_measure, labels)) < width:
        return set(places)
    left, right = axes.get_xlim()
    scale = (right - left) / width
    by_size = sorted(range(len(rows)), key=lambda place: rows[place]["y"])
    order = [len(rows) - 1, 0, by_size[-1], by_size[0], *range(len(rows))]
    taken: dict[float, float] = {}
    for place in order:
        half = scale * _measure(labels[place]) / 2
        if all(abs(places[place] - x) >= half + other for x, other in taken.items()):
            taken[places[place]] = half
    return set(taken)


def _measure(label: str) -> float:
    """Width of a label in inches, with a space around it."""
    return LETTER * (max(map(measure, label.split("\n"))) + 1)


def _add_legend(figure: Figure, origins: list[str], words: Words) -> None:
    handles = [
        Line2D(
            [], [], linestyle="", marker=LOOKS[origin][2], color=LOOKS[origin][0],
            markerfacecolor=LOOKS[origin][1], markersize=8, markeredgewidth=1.6,
        )
        for origin in origins
    ]  # fmt: skip
    names = [words.gettext(LEGEND[origin]) for origin in origins]
    figure.legend(
        handles, names, ncols=len(names), frameon=False, loc="lower left", handletextpad=0.2
    )


def _caption(panels: list[list[dict]], origins: list[str], words: Words) -> str:
    rows = [row for panel in panels for row in panel]
    has_negative = any(row["y_low"] < 0 for row in rows)
    sentences = [
        words.gettext("The grey line is zero.")
        if has_negative
        else words.gettext("Each panel starts at zero.")
    ]
    if any(not row.get("is_joined", True) for row in rows):
        sentences.append(words.gettext("Lines join only consecutive periods."))
    if "planned" in origins:
        sentences.append(words.gettext("Hollow diamonds are planned values, not results."))
    if "implied" in origins:
        sentences.append(
            words.gettext(
                "Hollow points are derived from the later figure and its reported change. "
                "Bars and brackets show the range."
            )
        )
    return words.pile(sentences)
