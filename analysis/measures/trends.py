"""Trends: reported points, and points that a printed change implies, with their intervals.

An implied point is the result of a formula at printed values. Its interval holds all results for
the values that the printed figures may stand for. Its origin is ``implied``; the table ``series``
holds no such points.

Points of different kinds of period are never one line: the kind is a column of the points.
"""

import math
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.figures.names import KEY, SEPARATOR
from analysis.figures.periods import PERIOD_KINDS, find_kind
from analysis.measures.newest import is_undated

TREND = ("county_code", "project_id", "indicator_id", "covers")
"""Columns that together name a trend."""
POINT_COLUMNS = (
    "county_code", "project_id", "indicator_id", "period_kind", "period_start", "period_end",
    "period_note", "year", "value", "low", "high", "unit", "origin", "qualifier", "figure",
    "formula", "printed_change", "change_kind", "change_base_start", "change_base_end",
    "document_id", "table_id", "row_id", "document_date", "covers",
)  # fmt: skip
# Columns that a point takes from its row of ``series``.
_OF_ROW = tuple(
    name for name in POINT_COLUMNS
    if name not in ("period_kind", "year", "origin", "figure", "formula")
)  # fmt: skip
# Columns of a row that an implied point does not have.
_NOT_IMPLIED = ("qualifier", "printed_change", "change_kind", "change_base_start",
                "change_base_end")  # fmt: skip
_NO_DAY = np.datetime64("NaT", "D").astype("int64").item()
_EPOCH = date(1970, 1, 1).toordinal()
_UNDATED = PERIOD_KINDS.index("undated")

Columns = dict[str, list]
"""The values of a table by column; dates are numbers of days."""
Period = tuple[int, int, int, str]
"""A point of a trend, in the order of points: place of its kind, end, start, origin."""


class _Implied(NamedTuple):
    """What an implied point has instead of the values of the row that it is derived from."""

    value: float
    low: float
    high: float
    formula: str


# The row of a point, and what it has of its own if it is implied.
_Point = tuple[int, _Implied | None]


def compute_trends(
    series: pd.DataFrame, indicator_ids: Collection[str] | None = None
) -> pd.DataFrame:
    """The points of all trends: of each county, project and indicator.

    A period that several rows report is one point: that of the document with the latest date. A
    period that only a printed change implies is a point of origin ``implied``; if its value is
    reported, there is only the reported point. What is planned implies nothing.

    Args:
        series: rows of the table ``series`` of any number of counties.
        indicator_ids: the indicators; all by default.

    Returns:
        county_code, project_id, indicator_id, period_kind, period_start, period_end, period_note,
        year, value, low, high, unit, origin, qualifier, figure (name of the figure that the point
        is or is derived from), formula (how an implied point is derived from its value; missing
        for other points), printed_change, change_kind, change_base_start, change_base_end,
        document_id, table_id, row_id, document_date, covers. In the order of county, project,
        indicator (as ``indicator_ids`` has them, else by id), kind of period, and period; points
        of no single project, and undated points, come last.
    """
    columns = _list_columns(series)
    trends = _select_newest(columns, indicator_ids)
    places = {name: place for place, name in enumerate(indicator_ids or ())}
    points: list[tuple[Period, _Point]] = []
    for trend in sorted(trends, key=lambda trend: _order_trend(trend, places)):
        reported = trends[trend]
        points += sorted({**reported, **_imply(reported, columns)}.items())
    return _make_frame(points, series)


def _list_columns(series: pd.DataFrame) -> Columns:
    """Columns as lists: 74,000 rows are looked at one by one in a tenth of a second."""
    names = (*TREND, *KEY, "origin", "period_note", "value", "low", "high", "printed_change",
             "change_low", "change_high", "change_kind", "qualifier")  # fmt: skip
    columns = {name: series[name].to_numpy(dtype=object).tolist() for name in names}
    for name in ("period_start", "period_end", "document_date", "change_base_start",
                 "change_base_end"):  # fmt: skip
        days = series[name].to_numpy().astype("datetime64[D]")
        columns[name] = days.astype("int64").tolist()
    return columns


def _select_newest(
    columns: Columns, indicator_ids: Collection[str] | None
) -> dict[tuple, dict[Period, _Point]]:
    """The newest figure of each trend, period and origin, by :mod:`analysis.measures.newest`.

    Figures of one period are compared here, so that the dates of their documents decide.
    """
    trends: dict[tuple, dict[Period, _Point]] = {}
    wanted = None if indicator_ids is None else frozenset(indicator_ids)
    trend_names = zip(*(columns[name] for name in TREND), strict=True)
    rows = zip(
        trend_names,
        *(columns[name] for name in ("period_note", "period_start", "period_end", "origin",
                                     "value")),
        strict=True,
    )  # fmt: skip
    for row, (trend, note, start, end, origin, value) in enumerate(rows):
        indicator_id = trend[2]
        is_wanted = isinstance(indicator_id, str) if wanted is None else indicator_id in wanted
        if not is_wanted or value != value:
            continue
        place = _UNDATED if is_undated(note) else _place_kind(start, end)
        points = trends.setdefault(trend, {})
        period = (place, end, start, origin)
        rival = points.get(period)
        if rival is None or _rank(row, columns) > _rank(rival[0], columns):
            points[period] = (row, None)
    return trends


def _rank(row: int, columns: Columns) -> tuple:
    change = columns["printed_change"][row]
    ids = [columns[name][row] for name in KEY]
    return (columns["document_date"][row], change == change, *ids)


@cache
def _place_kind(start: int, end: int) -> int:
    days = (None if day == _NO_DAY else date.fromordinal(_EPOCH + day) for day in (start, end))
    return PERIOD_KINDS.index(find_kind(*days))


def _imply(reported: Mapping[Period, _Point], columns: Columns) -> dict[Period, _Point]:
    """Base periods of printed changes whose values are not reported; the newest row of each."""
    changes = columns["printed_change"]
    changed = [
        (place, row)
        for (place, _, _, origin), (row, _) in reported.items()
        if origin == "reported" and changes[row] == changes[row]
    ]
    if not changed:
        return {}
    known = {(place, end) for place, end, _, origin in reported if origin == "reported"}
    implied: dict[Period, _Point] = {}
    for place, row in changed:
        start, end = columns["change_base_start"][row], columns["change_base_end"][row]
        # A year says nothing of the half-year that it is compared with.
        if end == _NO_DAY or _place_kind(start, end) != place or (place, end) in known:
            continue
        base = _imply_base(row, columns)
        rival = implied.get((place, end, start, "implied"))
        if base and (rival is None or _rank(row, columns) > _rank(rival[0], columns)):
            implied[place, end, start, "implied"] = (row, base)
    return implied


def _imply_base(row: int, columns: Columns) -> _Implied | None:
    value, low, high = (columns[name][row] for name in ("value", "low", "high"))
    change, change_low, change_high = (
        columns[name][row] for name in ("printed_change", "change_low", "change_high")
    )
    shift = 0.0 if columns["change_kind"][row] == "multiple" else 1.0
    factor, least, most = shift + change, shift + change_low, shift + change_high
    # A change of a negative figure, or a bound on one side only, says too little.
    if not (least > 0 and low >= 0 and math.isfinite(most) and math.isfinite(high)):
        return None
    qualifier = columns["qualifier"][row]
    word = f"{qualifier} " if isinstance(qualifier, str) else ""
    formula = f"{word}{value:.15g} ÷ {factor:.15g}"
    return _Implied(value / factor, low / most, high / least, formula)


def _order_trend(trend: tuple, places: dict[str, int]) -> tuple:
    county_code, project_id, indicator_id, covers = (
        part if isinstance(part, str) else "" for part in trend
    )
    # Trends of no single project come last.
    return (county_code, not project_id, project_id, places.get(indicator_id, 0), indicator_id,
            covers)  # fmt: skip


def _make_frame(points: list[tuple[Period, _Point]], series: pd.DataFrame) -> pd.DataFrame:
    """Columns of points: of their rows, but for what an implied point has of its own."""
    rows = np.array([row for _, (row, _) in points], dtype="int64")
    taken = {name: series[name].array.take(rows) for name in (*_OF_ROW, "column")}
    parts = (taken[name].to_numpy(dtype=object).tolist() for name in KEY)
    figures = list(map(SEPARATOR.join, zip(*parts, strict=True)))
    own = [(place, point) for place, (_, (_, point)) in enumerate(points) if point is not None]
    own_rows = [place for place, _ in own]
    for name in _NOT_IMPLIED:
        taken[name][own_rows] = None
    for name in ("value", "low", "high"):
        taken[name][own_rows] = [getattr(point, name) for _, point in own]
    formulas = np.full(len(points), None, dtype=object)
    formulas[own_rows] = [point.formula for _, point in own]
    periods = [period for period, _ in points]
    for name, part in (("period_end", 1), ("period_start", 2)):
        days = np.array([period[part] for period in periods], dtype="int64")
        taken[name] = pd.array(days.view("datetime64[D]"), dtype=series[name].dtype)
    taken |= {
        "period_kind": pd.array([PERIOD_KINDS[period[0]] for period in periods], dtype="str"),
        "year": pd.array(taken["period_end"].year.astype("float64"), dtype="Int64"),
        "origin": pd.array([period[3] for period in periods], dtype="str"),
        "figure": pd.array(figures, dtype="str"),
        "formula": pd.array(formulas, dtype="str"),
    }
    return pd.DataFrame({name: taken[name] for name in POINT_COLUMNS})
