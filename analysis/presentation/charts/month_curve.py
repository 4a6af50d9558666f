"""Draws the curve of a share by month, with the time that has passed as a dashed line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
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

_TOP = 22.0
# Steps of the axis of per cent: the smallest that makes at most so many lines.
_STEPS, _MOST_LINES = (0.25, 0.5, 1, 2.5, 5), 6
# Heights of the plot, and room at the right for names of lines.
_HEIGHT, _NARROW_HEIGHT, _NAME_WIDTH = 210, 170, 120


@dataclass(frozen=True)
class _Plot:
    """Where months and shares stand: the edges in pixels, and what lies at them."""

    left: float
    right: float
    bottom: float
    first: float
    last: float
    low: float
    high: float
    step: float

    def place_x(self, month: float) -> float:
        if self.first == self.last:
            return (self.left + self.right) / 2
        return self.left + (month - self.first) / (self.last - self.first) * (
            self.right - self.left
        )

    def place_y(self, share: float) -> float:
        return self.bottom - (share - self.low) / (self.high - self.low) * (self.bottom - _TOP)

    def list_lines(self) -> list[float]:
        return [
            self.low + number * self.step
            for number in range(round((self.high - self.low) / self.step) + 1)
        ]


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
    plot = _scale(points, schedule, area, words, is_narrow=is_narrow)
    for share in plot.list_lines():
        y = plot.place_y(share)
        colour = AXIS if abs(share) < plot.step / 2 else RULE
        area.line([plot.left - 6, plot.right + 6], [y, y], colour)
        text = words.percent(round(share, 4), None)
        area.write(plot.left - 10, y + 4, text, SMALL_SIZE, SOFT, ha="right")
    xs = [plot.place_x(point.x) for point in points]
    ys = [plot.place_y(point.y / 100) for point in points]
    places = [(plot.place_x(month), plot.place_y(share)) for month, share in schedule]
    if places:
        area.line(*zip(*places, strict=True), SOFT, 1.4, DASHES)
    for (before, _), ends_x, ends_y in zip(
        pairwise(points), pairwise(xs), pairwise(ys), strict=True
    ):
        if before.is_joined:
            area.line(ends_x, ends_y, BLUE, 2)
    draw_marks(area, points, xs, ys)
    taken = _write_last(area, points[-1], xs[-1], ys[-1], plot, words, is_narrow=is_narrow)
    if places:
        _name_schedule(area, schedule_name, *places[-1], taken, is_narrow=is_narrow)
    _label_others(area, points, xs, ys)
    _write_months(area, points, xs, plot.bottom)
    return area.figure


def _scale(
    points: Sequence[Point], schedule: Sequence[tuple[float, float]], area: DrawingArea,
    words: Words, *, is_narrow: bool,
) -> _Plot:  # fmt: skip
    highest = max(100.0, *(point.y for point in points)) / 100
    lowest = min(0.0, *(point.y for point in points)) / 100
    step = next(
        size * 10**power
        for power in range(40)
        for size in _STEPS
        if highest - lowest <= _MOST_LINES * size * 10**power
    )
    low, high = math.floor(lowest / step) * step, math.ceil(highest / step) * step
    months = [point.x for point in points] + [month for month, _ in schedule]
    names = (words.percent(share, None) for share in (low, high))
    left = max(44.0, *(measure_text(name, SMALL_SIZE) + 12 for name in names))
    right = area.width - (10 if is_narrow else _NAME_WIDTH)
    return _Plot(left, right, area.height - 26, min(months), max(months), low, high, step)


def _write_last(
    area: DrawingArea, point: Point, x: float, y: float, plot: _Plot, words: Words,
    *, is_narrow: bool,
) -> tuple[float, float]:  # fmt: skip
    """Value and month of the last point; returns from where to where they reach downwards."""
    if is_narrow:
        text = words.say("{month}: {value}", month=point.tick, value=point.label)
        baseline = y - 12 if y > _TOP + 20 else y + 24
        area.write(area.width - 2, baseline, text, 13, BLUE, True, "right")
        return baseline - 13, baseline + 4
    area.write(x + 12, y + 4, point.label, 13, BLUE, True)
    if y + 22 > plot.bottom:
        return y - 10, y + 6
    area.write(x + 12, y + 20, point.tick, SMALL_SIZE, SOFT)
    return y - 10, y + 22


def _name_schedule(
    area: DrawingArea, name: str, x: float, y: float, taken: tuple[float, float],
    *, is_narrow: bool,
) -> None:  # fmt: skip
    """The name of the dashed line at its end, above or below what is written there."""
    baseline = y - 8 if is_narrow else y + 4
    start, end = taken
    if start < baseline + 4 and baseline - 13 < end:
        baseline = start - 4 if start > 18 else end + 14
    if is_narrow:
        area.write(area.width - 2, max(baseline, 12), name, SMALL_SIZE, SOFT, ha="right")
    else:
        area.write(x + 12, baseline, name, SMALL_SIZE, SOFT)


def _label_others(
    area: DrawingArea, points: Sequence[Point], xs: Sequence[float], ys: Sequence[float]
) -> None:
    """The first point, and what earlier forms said; each where it has room."""
    newest = [index for index, point in enumerate(points) if point.look != "earlier"]
    first = newest[0]
    if xs[-1] - xs[first] > 200:
        area.write(xs[first] + 2, ys[first] - 10, points[first].label, SMALL_SIZE, INK)
    written = [xs[first], xs[-1]]
    for index, point in enumerate(points):
        if point.look == "earlier" and all(abs(xs[index] - x) > 60 for x in written):
            written.append(xs[index])
            y = ys[index] - 10 if ys[index] > 34 else ys[index] + 20
            area.write(xs[index], y, point.label, SMALL_SIZE, OCHRE, ha="center")


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
