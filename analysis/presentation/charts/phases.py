"""Phases and stoppages of the work, as bars of a timeline."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.presentation.charts.style import AXIS, PALE, SMALL_SIZE, SOFT, DrawingArea
from analysis.presentation.charts.text_width import measure_text, wrap_text
from analysis.presentation.charts.timeline import Timeline
from analysis.presentation.formats import Words
from analysis.tables.records import list_records

PHASE_HEIGHT, STACKED_HEIGHT, _BAR = 20, 32, 10
PHASE, STOPPAGE = "phase", "stoppage"


@dataclass(frozen=True)
class Phase:
    """A time span of the work: its name, its days, and whether the work stood still."""

    name: str
    first: pd.Timestamp
    last: pd.Timestamp
    is_stoppage: bool


def list_phases(events: pd.DataFrame | None, words: Words) -> list[Phase]:
    """The phases and stoppages that have a beginning and an end, in order.

    Args:
        events: rows of the table ``events``; None for none.
        words: language.
    """
    if events is None or events.empty:
        return []
    is_span = events["event_kind"].isin((PHASE, STOPPAGE))
    rows = list_records(events, is_span & events["start_date"].notna() & events["end_date"].notna())
    phases = {
        Phase(words.pick(row, "label"), row["start_date"], row["end_date"],
              row["event_kind"] == STOPPAGE)
        for row in rows
    }  # fmt: skip
    return sorted(phases, key=lambda phase: (phase.first, phase.last, phase.name))


def are_beside(phases: list[Phase], timeline: Timeline) -> bool:
    """Whether all names have room beside their bars; else each stands above its bar."""
    return all(_find_side(phase, timeline) for phase in phases)


def _find_side(phase: Phase, timeline: Timeline) -> str:
    """Where the name of a phase has room beside its bar; blank for nowhere."""
    room = measure_text(phase.name, SMALL_SIZE) + 6
    if timeline.place(phase.last) + room <= timeline.right + 8:
        return "left"
    return "right" if timeline.place(phase.first) - room >= timeline.left else ""


def draw_phase(
    area: DrawingArea, phase: Phase, timeline: Timeline, y: float, *, is_beside: bool
) -> None:
    """A pale bar, hatched for a stoppage, with its name beside or above it."""
    if not is_beside:
        (name,) = wrap_text(phase.name, area.width - timeline.left, SMALL_SIZE, 1)
        latest = area.width - measure_text(name, SMALL_SIZE)
        area.write(min(timeline.place(phase.first), latest), y + 10, name, SMALL_SIZE)
        y += 14
    first, last = timeline.place(phase.first), timeline.place(phase.last)
    width = max(last - first, 3)
    area.fill(first, y, width, _BAR, "#ffffff" if phase.is_stoppage else PALE, AXIS)
    if phase.is_stoppage:
        for x in np.arange(first, first + width - 2, 5).tolist():
            length = min(_BAR, first + width - x)
            area.line([x, x + length], [y + _BAR, y + _BAR - length], SOFT)
    if is_beside:
        side = _find_side(phase, timeline)
        area.write(
            last + 6 if side == "left" else first - 6, y + 9, phase.name, SMALL_SIZE, ha=side
        )


def describe_phases(phases: list[Phase], words: Words) -> list[str]:
    """A sentence per phase with its first and last month."""
    return [
        words.say(
            "Phase {name}: {period}.",
            name=phase.name,
            period=words.period(phase.first, phase.last),
        )
        for phase in phases
    ]
