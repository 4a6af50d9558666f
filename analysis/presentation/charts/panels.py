"""Small multiples: the points of one indicator in a drawing of 156 × 140 pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.figure import Figure

from analysis.presentation.charts.style import (
    AXIS,
    BLUE,
    DASHES,
    INK,
    OCHRE,
    PANEL_HEIGHT,
    PANEL_WIDTH,
    SMALL_SIZE,
    SOFT,
    DrawingArea,
)
from analysis.presentation.charts.text_width import measure_text, wrap_text

# Edges of the plot: room for half a mark at the sides, a label above, periods below.
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 148, 24, 104
# The points of few periods stand further in, so that their labels are centred.
_FEW, _INSET = 3, 20
_LABEL_GAP, _LABEL_HEIGHT, _LINE = 9, 12, 13
# Of more points than these, only the ends and the extremes are labelled.
_LABELLED = 8
# Colour, hollow and shape of a point.
LOOKS = {
    "reported": (BLUE, False, "o"),
    "planned": (BLUE, True, "D"),
    "implied": (BLUE, True, "o"),
    "earlier": (OCHRE, True, "o"),
}


@dataclass
class Point:
    """A point of a panel.

    Attributes:
        x: place of its period; consecutive periods differ by one.
        y: value in the unit of the panel.
        low: lower end of its range, or the value.
        high: upper end of its range, or the value.
        look: one of :data:`LOOKS`.
        label: value as it is written.
        tick: period as it is written.
        is_joined: whether a line leads to the next point.
    """

    x: float
    y: float
    low: float
    high: float
    look: str
    label: str
    tick: str
    is_joined: bool = False


Box = tuple[float, float, float, float]


def draw_panel(points: Sequence[Point]) -> Figure:
    """Draws points from left to right; the axis begins at zero, or below for negative values."""
    area = DrawingArea(PANEL_WIDTH, PANEL_HEIGHT)
    xs = _place_across([point.x for point in points])
    lowest = min(0.0, *(point.low for point in points))
    span = max(0.0, *(point.high for point in points)) - lowest or 1.0
    bottom = _BOTTOM - (18 if lowest < 0 else 0)

    def place(value: float) -> float:
        return bottom - (value - lowest) / span * (bottom - _TOP)

    area.line([0, PANEL_WIDTH], [place(0)] * 2, AXIS)
    ys = [place(point.y) for point in points]
    lines = []
    for index, (before, after) in enumerate(pairwise(points)):
        if before.is_joined:
            ends = xs[index : index + 2], ys[index : index + 2]
            is_solid = before.look == after.look == "reported"
            area.line(*ends, BLUE, 1.6, () if is_solid else DASHES)
            lines.append(ends)
    for x, point in zip(xs, points, strict=True):
        if point.low < point.high and point.look == "implied":
            _draw_range(area, x, place(point.low), place(point.high))
    draw_marks(area, points, xs, ys)
    _write_labels(area, points, xs, ys, lines)
    _write_ticks(area, points, xs)
    return area.figure


def draw_marks(
    area: DrawingArea, points: Sequence[Point], xs: Sequence[float], ys: Sequence[float]
) -> None:
    """Draws the marks of each look at once; hollow ones last, so that none is hidden."""
    gap = abs(xs[-1] - xs[0]) / max(len(points) - 1, 1)
    size = min(8.0, max(3.0, gap * 0.6))
    for look, (colour, is_hollow, shape) in LOOKS.items():
        own = [index for index, point in enumerate(points) if point.look == look]
        if own:
            area.mark([xs[at] for at in own], [ys[at] for at in own], colour, shape,
                      size, is_hollow)  # fmt: skip


def _place_across(places: Sequence[float]) -> list[float]:
    first, last = min(places), max(places)
    inset = _INSET if len(places) <= _FEW else 0
    left, right = _LEFT + inset, _RIGHT - inset
    if first == last:
        return [(left + right) / 2] * len(places)
    return [left + (place - first) / (last - first) * (right - left) for place in places]


def _draw_range(area: DrawingArea, x: float, low: float, high: float) -> None:
    area.line([x, x], [low, high], BLUE, 1.4)
    if abs(low - high) > 10:
        for y in (low, high):
            area.line([x - 4, x + 4], [y, y], BLUE, 1.4)


def _order(points: Sequence[Point]) -> list[int]:
    """Which labels come first where not all have room: the ends, the extremes, then the others."""
    by_size = sorted(range(len(points)), key=lambda index: points[index].y)
    first = dict.fromkeys([len(points) - 1, 0, by_size[-1], by_size[0]])
    return list(first if len(points) > _LABELLED else dict.fromkeys([*first, *range(len(points))]))


def _write_labels(
    area: DrawingArea, points: Sequence[Point], xs: Sequence[float], ys: Sequence[float],
    connections: Sequence[tuple[Sequence[float], Sequence[float]]],
) -> None:  # fmt: skip
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in zip(xs, ys, strict=True)]
    for rank, index in enumerate(_order(points)):
        point = points[index]
        is_bold = point.look == "reported"
        lines = wrap_text(point.label, PANEL_WIDTH / (1.06 if is_bold else 1), SMALL_SIZE, 2)
        half = max(measure_text(line, SMALL_SIZE, is_bold) for line in lines) / 2
        height = _LABEL_HEIGHT + (len(lines) - 1) * _LINE
        x = min(max(xs[index], half), max(half, PANEL_WIDTH - half))
        choices = [max(ys[index] - _LABEL_GAP, height), ys[index] + _LABEL_GAP + height]
        boxes = [(x - half, y - height, x + half, y) for y in choices if y < _BOTTOM - 2]
        free = [box for box in boxes if not any(_overlap(box, other) for other in taken)]
        clear = [box for box in free if not any(_crosses(box, *ends) for ends in connections)]
        if rank > 1 and not clear:
            continue
        chosen = (clear or free or [None])[0]
        if chosen is None:
            continue
        taken.append(chosen)
        colour = INK if is_bold else SOFT
        for number, line in enumerate(reversed(lines)):
            area.write(
                x, chosen[3] - 1 - number * _LINE, line, SMALL_SIZE, colour, is_bold, "center"
            )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(box: Box, xs: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether a straight line passes through a box."""
    if xs[1] - xs[0] < 1:
        return False
    left, right = max(box[0], xs[0]), min(box[2], xs[1])
    if left >= right:
        return False
    slope = (ys[1] - ys[0]) / (xs[1] - xs[0])
    ends = sorted(ys[0] + slope * (x - xs[0]) for x in (left, right))
    return ends[0] < box[3] and ends[1] > box[1]


def _write_ticks(area: DrawingArea, points: Sequence[Point], xs: Sequence[float]) -> None:
    """Periods under the axis; the first one a line lower where the last one leaves no room."""
    taken: list[tuple[float, float]] = []
    written = set()
    for index in _order(points):
        tick = points[index].tick
        half = measure_text(tick, SMALL_SIZE) / 2
        x = min(max(xs[index], half), max(half, PANEL_WIDTH - half))
        has_room = not any(x - half < end and start < x + half for start, end in taken)
        if tick in written or not (has_room or index == 0):
            continue
        written.add(tick)
        if has_room:
            taken.append((x - half - 5, x + half + 5))
        area.write(x, _BOTTOM + (17 if has_room else 32), tick, SMALL_SIZE, SOFT, ha="center")
