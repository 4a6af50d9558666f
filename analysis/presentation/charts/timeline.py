"""A horizontal axis of days with lines at the beginnings of years, quarters or months."""

from dataclasses import dataclass

import pandas as pd

from analysis.presentation.charts.style import AXIS, RULE, SMALL_SIZE, SOFT, DrawingArea
from analysis.presentation.charts.text_width import measure_text
from analysis.presentation.formats import Words

# Spans of at least so many days have years for ticks, shorter ones quarters or months.
LONG_SPAN_DAYS, QUARTERS_DAYS = 550, 150
_GAP = 14


@dataclass(frozen=True)
class Timeline:
    """Days from a first to a last one, between two places of a drawing in pixels."""

    first: pd.Timestamp
    last: pd.Timestamp
    left: float
    right: float

    @property
    def bounds(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """The days at the ends of the axis, with some slack around the first and the last."""
        slack = max((self.last - self.first) * 0.03, pd.Timedelta(days=15))
        return self.first - slack, self.last + slack

    def place(self, day: pd.Timestamp) -> float:
        """Where a day stands."""
        start, end = self.bounds
        return self.left + (day - start) / (end - start) * (self.right - self.left)


def list_ticks(first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """First days of years, quarters or months between two days, as fits their distance.

    Examples:
        >>> ticks = list_ticks(pd.Timestamp("2019-05-01"), pd.Timestamp("2021-09-09"))
        >>> [f"{tick:%Y-%m}" for tick in ticks]
        ['2020-01', '2021-01']
    """
    days = (last - first).days
    rule = "YS" if days >= LONG_SPAN_DAYS else "QS" if days >= QUARTERS_DAYS else "MS"
    return list(pd.date_range(first.normalize(), last, freq=rule))


def draw_timeline(area: DrawingArea, timeline: Timeline, top: float, words: Words) -> None:
    """Draws the axis at the lower edge and lines from the top at its ticks, with their names."""
    bottom = area.height - 22
    start, end = timeline.bounds
    ticks = list_ticks(start, end)
    is_long = (end - start).days >= LONG_SPAN_DAYS
    names = [words.date(tick, "year" if is_long else "month") for tick in ticks]
    widest = max((measure_text(name, SMALL_SIZE) for name in names), default=0) + _GAP
    step = 1
    while (
        ticks and len(ticks[::step]) * widest > timeline.right - timeline.left and step < len(ticks)
    ):
        step += 1
    for tick, name in list(zip(ticks, names, strict=True))[::step]:
        x = timeline.place(tick)
        area.line([x, x], [top, bottom + 4], RULE)
        half = measure_text(name, SMALL_SIZE) / 2
        x = min(max(x, half), area.width - half)
        area.write(x, bottom + 17, name, SMALL_SIZE, SOFT, ha="center")
    area.line([timeline.left, timeline.right], [bottom, bottom], AXIS)
