"""Charts of trends: reported points filled, implied points hollow with their interval."""

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.presentation.charts.style import (
    OTHER,
    PAID,
    RULE,
    SOFT,
    Chart,
    apply_style,
    clear_frame,
    make_figure,
    shift_points,
    wrap_label,
)
from analysis.presentation.formats import Words
from analysis.presentation.scales import Scale, to_decimal
from analysis.presentation.trend_points import choose_scale, describe_points, format_point
from analysis.tables.records import list_records

FEWEST = 2
TITLE_WIDTH = 40
# Share of the panel's height below which no label fits under a point.
LOWEST_LABEL = 0.3


def plot_trends(points: pd.DataFrame, words: Words) -> Chart | None:
    """Line chart with one panel per indicator that has at least two points; each starts at zero.

    Args:
        points: what :func:`analysis.presentation.labels.label_points` returns.
        words: language.

    Returns:
        The chart; None if no indicator has two points.
    """
    dated = points[points["value"].notna() & points["year"].notna()]
    panels = [group for _, group in dated.groupby("indicator_id", sort=False)]
    panels = [group for group in panels if group["year"].nunique() >= FEWEST]
    if not panels:
        return None
    with apply_style():
        figure, all_axes = make_figure(3.5, len(panels))
        for axes, panel in zip(all_axes, panels, strict=True):
            _draw_panel(axes, panel, words)
        _add_legend(figure, any((panel["origin"] == "implied").any() for panel in panels), words)
    sentences = [sentence for panel in panels for sentence in describe_points(panel, words)]
    alt = words.pile([words.gettext("Line chart of reported and implied points."), *sentences])
    return Chart(figure, alt, _caption(panels, words))


def _draw_panel(axes: Axes, panel: pd.DataFrame, words: Words) -> None:
    scale, digits = choose_scale(panel, words)
    rows = list_records(panel.sort_values("year", kind="stable"))
    for row in rows:
        row["x"] = int(row["year"])
        row["y"], row["y_low"], row["y_high"] = (
            float(to_decimal(row[name]) / scale.factor) for name in ("value", "low", "high")
        )
    for before, after in pairwise(rows):
        before["rises"] = after["y"] > before["y"]
        is_implied = "implied" in (before["origin"], after["origin"])
        axes.plot(
            [before["x"], after["x"]], [before["y"], after["y"]], color=SOFT, linewidth=1.4,
            linestyle=(0, (4, 3)) if is_implied else "-", zorder=1,
        )  # fmt: skip
    _finish_panel(axes, rows, scale, words)
    for row in rows:
        _draw_point(axes, row, format_point(row, scale, digits, words))


def _draw_point(axes: Axes, row: dict, texts: tuple[str, str]) -> None:
    number, interval = texts
    is_implied = row["origin"] == "implied"
    if is_implied:
        axes.errorbar(
            [row["x"]], [row["y"]], yerr=[[row["y"] - row["y_low"]], [row["y_high"] - row["y"]]],
            fmt="none", ecolor=OTHER, elinewidth=1.6, capsize=5, capthick=1.6, zorder=2,
        )  # fmt: skip
    axes.plot(
        [row["x"]], [row["y"]], "o", markersize=8, markeredgewidth=1.6, zorder=3,
        color=OTHER if is_implied else PAID, markerfacecolor="white" if is_implied else PAID,
    )  # fmt: skip
    text = f"{number}\n({interval})" if interval else number
    end, shift, ha, va = _place_label(row, axes.get_ylim()[1])
    axes.text(
        row["x"], row[end], text, transform=shift_points(axes, *shift), fontsize=9.5,
        linespacing=1.25, ha=ha, va=va,
    )  # fmt: skip


def _place_label(row: dict, top: float) -> tuple[str, tuple[int, int], str, str]:
    """End of the bar, offset and alignment of a point's label, such that no line crosses it."""
    if not row.get("rises", False):
        return "y_high", (0, 9), "center", "bottom"
    if row["y_low"] > LOWEST_LABEL * top:
        return "y_low", (0, -9), "center", "top"
    return "y", (11, 5), "left", "top"


def _finish_panel(axes: Axes, rows: list[dict], scale: Scale, words: Words) -> None:
    clear_frame(axes, "bottom")
    years = [row["x"] for row in rows]
    margin = 0.32 * (years[-1] - years[0])
    axes.set_xlim(years[0] - margin, years[-1] + margin)
    axes.set_xticks(sorted(set(years)))
    axes.set_ylim(0, 1.28 * max(row["y_high"] for row in rows))
    axes.set_yticks([])
    axes.spines["bottom"].set_color(RULE)
    name = wrap_label(words.pick(rows[0], "name"), TITLE_WIDTH)
    axes.set_title(f"{name}\n{scale.name}".rstrip(), pad=10, linespacing=1.5)


def _add_legend(figure: Figure, has_implied: bool, words: Words) -> None:
    kinds = [(PAID, PAID, words.gettext("reported"))]
    if has_implied:
        kinds.append((OTHER, "white", words.gettext("implied by a printed change")))
    handles = [
        Line2D(
            [], [], linestyle="", marker="o", color=colour, markerfacecolor=fill, markersize=8,
            markeredgewidth=1.6,
        )
        for colour, fill, _ in kinds
    ]  # fmt: skip
    figure.legend(
        handles, [name for *_, name in kinds], ncols=2, frameon=False, loc="lower left",
        handletextpad=0.2,
    )  # fmt: skip


def _caption(panels: list[pd.DataFrame], words: Words) -> str:
    sentences = [words.gettext("Each panel starts at zero.")]
    if any((panel["origin"] == "implied").any() for panel in panels):
        sentences.append(
            words.gettext(
                "A hollow point is no reported figure: it is the later figure divided by the "
                "change that the document prints. Its bar and the numbers in brackets are all "
                "that the printed digits leave possible."
            )
        )
    return words.pile(sentences)
