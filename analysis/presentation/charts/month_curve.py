"""Draws the curve of a share by month, with the time that has passed as a dashed line."""

import math
from collections.abc import Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from analysis.presentation.charts.panels import Point, draw_marks
from analysis.presentation.charts.style import (
    AXIS,
    BLUE,
    DASHES,
    INK,
    NARROW,
    OCHRE,
    RULE,
    SMALL_SIZE,
    SOFT,
    WIDE,
    DrawingArea,
)
from analysis.presentation.charts.text_width import measure_text
from analysis.presentation.formats import Words

_TOP, _STEP, _STEPS = 22, 0.25, 4
# Heights of the plot, and room at the right for names of lines.
_HEIGHT, _NARROW_HEIGHT, _NAME_WIDTH = 210, 170, 120


def draw_curve(
    points: Sequence[Point], schedule: Sequence[tuple[float, float]], schedule_name: str,
    words: Words, *, is_narrow: bool,
) -> Figure:  # fmt: skip
    """Draws points of per cent by month.

    Args:
        points: by month, in per cent.
        schedule: month and share of time passed, from 0 to 1; may be empty.
        schedule_name: what is written at the end of the dashed line.
        words: language.
        is_narrow: for telephones.
    """
    height = _NARROW_HEIGHT if is_narrow else _HEIGHT
    area = DrawingArea(NARROW if is_narrow else WIDE, _TOP + height + 26)
    left, right = 44.0, area.width - (10 if is_narrow else _NAME_WIDTH)
    bottom = float(_TOP + height)
    highest = max(100.0, *(point.y for point in points)) / 100
    lowest = min(0.0, *(point.y for point in points)) / 100
    step = _STEP * max(1, math.ceil((highest - lowest) / (_STEP * _STEPS * 1.5)))
    high, low = math.ceil(highest / step) * step, math.floor(lowest / step) * step
    places = [point.x for point in points] + [month for month, _ in schedule]
    first, last = min(places), max(places)

    def place_x(month: float) -> float:
        return left + (month - first) / max(last - first, 1) * (right - left)

    def place_y(share: float) -> float:
        return bottom - (share - low) / (high - low) * (bottom - _TOP)

    for number in range(round((high - low) / step) + 1):
        share = low + number * step
        y = place_y(share)
        area.line([left - 6, right + 6], [y, y], AXIS if abs(share) < step / 2 else RULE)
        area.write(left - 10, y + 4, words.percent(round(share, 4), None), SMALL_SIZE, SOFT, ha="right")
    _draw_schedule(area, [(place_x(x), place_y(share)) for x, share in schedule], schedule_name,
                   is_narrow)  # fmt: skip
    xs, ys = [place_x(point.x) for point in points], [place_y(point.y / 100) for point in points]
    for (before, _), ends_x, ends_y in zip(
        pairwise(points), pairwise(xs), pairwise(ys), strict=True
    ):
        if before.is_joined:
            area.line(ends_x, ends_y, BLUE, 2)
    draw_marks(area, points, xs, ys)
    _label_points(area, points, xs, ys, words)
    _write_months(area, points, xs, bottom)
    return area.figure


def _draw_schedule(
    area: DrawingArea, places: list[tuple[float, float]], name: str, is_narrow: bool
) -> None:
    if not places:
        return
    xs, ys = zip(*places, strict=True)
    area.line(xs, ys, SOFT, 1.4, DASHES)
    if is_narrow:
        area.write(xs[-1], max(ys[-1] - 8, 12), name, SMALL_SIZE, SOFT, ha="right")
    else:
        area.write(xs[-1] + 12, ys[-1] + 4, name, SMALL_SIZE, SOFT)


def _label_points(
    area: DrawingArea, points: Sequence[Point], xs: Sequence[float], ys: Sequence[float],
    words: Words,
) -> None:  # fmt: skip
    """The last point with its month, the first, and earlier figures; each where it has room."""
    last = len(points) - 1
    text = words.join([points[last].tick, points[last].label])
    if xs[last] + 12 + measure_text(points[last].label, 13, True) <= area.width:
        area.write(xs[last] + 12, ys[last] + 4, points[last].label, 13, BLUE, True)
        area.write(xs[last] + 12, ys[last] + 20, points[last].tick, SMALL_SIZE, SOFT)
    else:
        below = ys[last] + 24 if ys[last] + 30 < area.height - 26 else ys[last] - 12
        area.write(area.width - 2, below, text, 13, BLUE, True, "right")
    newest = [index for index, point in enumerate(points) if point.look != "earlier"]
    if len(newest) > 1 and xs[last] - xs[newest[0]] > 160:
        index = newest[0]
        area.write(xs[index] + 2, ys[index] - 10, points[index].label, SMALL_SIZE, INK)
    written: list[float] = []
    for index, point in enumerate(points):
        if point.look == "earlier" and all(abs(xs[index] - x) > 60 for x in written):
            written.append(xs[index])
            y = ys[index] - 10 if ys[index] > 34 else ys[index] + 20
            x = min(max(xs[index], 70), area.width - 40)
            area.write(x, y, point.label, SMALL_SIZE, OCHRE, ha="center")


def _write_months(
    area: DrawingArea, points: Sequence[Point], xs: Sequence[float], bottom: float
) -> None:
    """Names of months under the axis, the last one first; others where they have room."""
    taken: list[tuple[float, float]] = []
    by_place = sorted(set(zip(xs, (point.tick for point in points), strict=True)))
    for x, tick in [by_place[-1], by_place[0], *by_place[1:-1]]:
        half = measure_text(tick, SMALL_SIZE) / 2
        centre = min(max(x, half), area.width - half)
        if all(centre + half + 14 < start or end + 14 < centre - half for start, end in taken):
            taken.append((centre - half, centre + half))
            area.line([x, x], [bottom, bottom + 4], AXIS)
            area.write(centre, bottom + 20, tick, SMALL_SIZE, SOFT, ha="center")
