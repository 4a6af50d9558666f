"""Charts of trends: reported points filled, planned and derived points hollow.

Each panel shows one kind of period. Points are joined only where they follow each other, so that
no line passes over a period that is not reported.
"""

from itertools import pairwise

import pandas as pd

from analysis.figures.periods import PERIOD_KINDS, follows, number_period
from analysis.presentation.charts.chart import Chart, Panels, as_words
from analysis.presentation.charts.panels import LOOKS, Point, draw_panel
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
from analysis.tables.records import Record, list_records

FEWEST = 2


def plot_trends(points: pd.DataFrame, words: Words | str = "zh") -> Panels:
    """A panel per indicator that has at least two points of a kind of period.

    Args:
        points: what :func:`analysis.presentation.labels.label_points` returns, of one county.
        words: language, also by its code.

    Returns:
        A chart for each indicator and kind of period; none where no indicator has two points.
    """
    words = as_words(words)
    drawn = points[points["value"].notna() & points["covers"].isna()]
    drawn = drawn[drawn["period_kind"] != "undated"]
    panels = []
    for (_, kind), panel in drawn.groupby(["indicator_id", "period_kind"], sort=False):
        shown = _leave_out_plans(panel)
        if len(shown) >= FEWEST:
            rank = PERIOD_KINDS.index(kind)
            panels.append((rank, str(kind), _sort(shown), choose_scale(shown, words)))
    panels.sort(key=lambda panel: panel[0])
    drawn_points = [_make_points(rows, scale, words) for *_, rows, scale in panels]
    caption = write_caption(drawn_points, words)
    return Panels(
        _plot_panel(kind, rows, own, scale, caption, words)
        for (_, kind, rows, (scale, _)), own in zip(panels, drawn_points, strict=True)
    )


def _leave_out_plans(panel: pd.DataFrame) -> pd.DataFrame:
    """Without plans for periods that are reported: their points would stand above each other."""
    is_second = panel.duplicated(["period_start", "period_end"], keep=False)
    return panel[~is_second | (panel["origin"] == "reported")]


def _sort(panel: pd.DataFrame) -> list[Record]:
    rows = list_records(panel)
    return sorted(rows, key=lambda row: number_period(row["period_start"], row["period_end"]))


def _make_points(
    rows: list[Record], scale_and_digits: tuple[Scale, int], words: Words
) -> list[Point]:
    points = [_make_point(row, *scale_and_digits, words) for row in rows]
    for (before, after), point in zip(pairwise(rows), points, strict=False):
        point.is_joined = follows(before, after)
    return points


def _plot_panel(
    kind: str, rows: list[Record], points: list[Point], scale: Scale, caption: str, words: Words
) -> Chart:
    origins = [name for name in LOOKS if any(row["origin"] == name for row in rows)]
    alt = words.say(
        "Line chart {kind}: {origins}.",
        kind=name_kind(kind, words),
        origins=name_origins(origins, words),
    )
    return Chart(
        draw_panel(points),
        words.pile([alt, *describe_points(pd.DataFrame(rows), words)]),
        caption,
        title=write_title(rows[0], kind, scale, words),
    )


def write_title(row: Record, kind: str, scale: Scale, words: Words) -> str:
    """Name and unit of a panel, and the kind of period unless it is a year."""
    details = [scale.name] if scale.name else []
    if kind != "year":
        details.append(name_kind(kind, words))
    name = words.pick(row, "name")
    if not details:
        return name
    return words.say("{name} ({detail})", name=name, detail=words.join(details))


def _make_point(row: Record, scale: Scale, digits: int, words: Words) -> Point:
    value, low, high = (float(scale.divide(row[name])) for name in ("value", "low", "high"))
    label, _ = format_point(row, scale, digits, words)
    place = number_period(row["period_start"], row["period_end"])
    return Point(place, value, low, high, row["origin"], label, name_point_period(row, words))


def write_caption(panels: list[list[Point]], words: Words) -> str:
    """How panels are read: where they start, what joins points, what hollow points are."""
    points = [point for panel in panels for point in panel]
    origins = {point.look for point in points}
    sentences = [
        words.gettext("The grey line is zero.")
        if any(point.low < 0 for point in points)
        else words.gettext("Each panel starts at zero.")
    ]
    if not all(point.is_joined for panel in panels for point in panel[:-1]):
        sentences.append(words.gettext("Lines join only consecutive periods."))
    if "planned" in origins:
        sentences.append(words.gettext("Hollow diamonds are planned values, not results."))
    if "implied" in origins:
        sentences.append(
            words.gettext(
                "Hollow points are derived from the later figure and its reported change. "
                "Bars show the range."
            )
        )
    return words.pile(sentences)
