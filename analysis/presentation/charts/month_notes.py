"""Captions of the charts of the monthly forms: which months have no figure, and which have two.

A gap in a line is not seen by everyone, so it is said.
"""

import datetime
from calendar import monthrange
from collections.abc import Callable, Sequence
from itertools import pairwise

from analysis.presentation.charts.panels import Point
from analysis.presentation.formats import Words
from analysis.presentation.periods import name_period
from analysis.presentation.wording import to_translate

EARLIER = "earlier"
"""Look of a point for which a later form says something else."""
_GAPS = (
    to_translate("No form or figure, so the line breaks: {dates}."),
    to_translate("{name}, no form or figure: {dates}."),
)
_RESTATED = (
    to_translate("Hollow points, where an earlier form says otherwise: {dates}."),
    to_translate("{name}, where an earlier form says otherwise (hollow): {dates}."),
)
_Panel = tuple[str, Sequence[Point]]
_Runs = tuple[tuple[int, int], ...]


def write_caption(panels: Sequence[_Panel], words: Words, *, has_schedule: bool = False) -> str:
    """Names what the lines leave out and what differs between two forms.

    Args:
        panels: name and points of each chart under the caption.
        words: language.
        has_schedule: whether the time that has passed is drawn.
    """
    sentences = []
    if has_schedule:
        sentences.append(words.gettext("Dashed line: share of the project period that has passed."))
    sentences += _tell(panels, list_gaps, _GAPS, words)
    sentences += _tell(panels, list_restated, _RESTATED, words)
    return words.pile(sentences)


def list_gaps(points: Sequence[Point]) -> _Runs:
    """First and last of the months between two neighbours that have no figure.

    Examples:
        >>> list_gaps([Point(place, 1, 1, 1, "reported", "", "") for place in (3, 4, 6, 9)])
        ((5, 5), (7, 8))
    """
    months = sorted({round(point.x) for point in points})
    return tuple((one + 1, other - 1) for one, other in pairwise(months) if other - one > 1)


def list_restated(points: Sequence[Point]) -> _Runs:
    """The months of which two forms say different things, each by itself."""
    months = sorted({round(point.x) for point in points if point.look == EARLIER})
    return tuple((month, month) for month in months)


def _tell(
    panels: Sequence[_Panel],
    find: Callable[[Sequence[Point]], _Runs],
    messages: tuple[str, str],
    words: Words,
) -> list[str]:
    """One sentence where the same holds for all panels, else one for each that has something."""
    found = [(name, find(points)) for name, points in panels]
    shared, own = messages
    if len({runs for _, runs in found}) == 1:
        runs = found[0][1]
        return [words.say(shared, dates=_name_runs(runs, words))] if runs else []
    return [words.say(own, name=name, dates=_name_runs(runs, words))
            for name, runs in found if runs]  # fmt: skip


def _name_runs(runs: _Runs, words: Words) -> str:
    return words.join(
        name_period(_find_day(first), _find_day(last, is_last=True), words, by_months=True)
        for first, last in runs
    )


def _find_day(place: int, *, is_last: bool = False) -> datetime.date:
    year, month = divmod(place, 12)
    return datetime.date(year, month + 1, monthrange(year, month + 1)[1] if is_last else 1)
