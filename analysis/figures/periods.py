"""Kinds of period, and which period follows which: years are never compared with months."""

import calendar
import datetime
from collections.abc import Mapping
from typing import Any, Literal, get_args

PeriodKind = Literal[
    "year", "half_year", "quarter", "month", "year_to_month", "months", "years", "days", "day",
    "undated",
]  # fmt: skip
PERIOD_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
"""All kinds, in the order in which they are shown."""
_ONE_DAY = datetime.timedelta(days=1)
_WHOLE: dict[int, PeriodKind] = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}
_LENGTHS = {kind: months for months, kind in _WHOLE.items()}


def find_kind(start: datetime.date | None, end: datetime.date | None) -> PeriodKind:
    """The kind of a period; a state of affairs on a day has no start.

    ``year_to_month`` runs from January to a month (1–5月) and is neither a quarter nor half a year.
    Whole months that are none of these are ``months``, whole years together ``years``, all other
    spans ``days``.

    Examples:
        >>> find_kind(datetime.date(2020, 4, 1), datetime.date(2020, 6, 30))
        'quarter'
        >>> find_kind(datetime.date(2020, 1, 1), datetime.date(2020, 5, 31))
        'year_to_month'
        >>> find_kind(None, datetime.date(2020, 7, 31)), find_kind(None, None)
        ('day', 'undated')
    """
    if not is_day(end):
        return "undated"
    if not is_day(start):
        return "day"
    months = count_months(start, end)
    if months is None:
        return "days"
    if months in _WHOLE and (start.month - 1) % months == 0:
        return _WHOLE[months]
    if start.month == 1 and months % 12 == 0:
        return "years"
    return "year_to_month" if start.month == 1 and months < 12 else "months"


def is_day(day: datetime.date | None) -> bool:
    """Whether there is a date; pandas has a value of its own for a missing one."""
    return day is not None and day == day


def count_months(start: datetime.date, end: datetime.date) -> int | None:
    """Number of the whole months that a period consists of; None for any other period.

    Examples:
        >>> count_months(datetime.date(2019, 7, 1), datetime.date(2020, 6, 30))
        12
    """
    last = calendar.monthrange(end.year, end.month)[1]
    if start.day != 1 or end.day != last or start > end:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1


def number_period(start: datetime.date | None, end: datetime.date) -> int:
    """Place of a period among those of its kind: consecutive years, quarters, months differ by 1.

    Other periods are placed by their last day.

    Examples:
        >>> number_period(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
        2020
    """
    months = end.year * 12 + end.month - 1
    kind = find_kind(start, end)
    if kind == "year_to_month":
        return months
    if kind in _LENGTHS:
        return months // _LENGTHS[kind]
    return end.toordinal()


def follows(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a period comes straight after another one of its kind, with none between.

    Periods from January to a month follow each other within a year; states of affairs follow each
    other at the ends of months, or at the ends of years.

    Args:
        before: ``period_start`` and ``period_end``.
        after: the same of the later period.
    """
    first, last = before["period_end"], after["period_end"]
    if not is_day(after["period_start"]):
        months = (last.year - first.year) * 12 + last.month - first.month
        is_end = (first + _ONE_DAY).day == 1 == (last + _ONE_DAY).day
        return is_end and (months == 1 or (months == 12 and last.month == 12))
    if find_kind(after["period_start"], last) == "year_to_month":
        return first.year == last.year and last.month - first.month == 1
    return after["period_start"] == first + _ONE_DAY


def find_year_before(day: datetime.date | None) -> datetime.date | None:
    """The same day of the year before; the end of a month stays the end of that month.

    Examples:
        >>> find_year_before(datetime.date(2021, 2, 28))
        datetime.date(2020, 2, 29)
    """
    if not is_day(day):
        return None
    last = calendar.monthrange(day.year - 1, day.month)[1]
    is_month_end = (day + _ONE_DAY).day == 1
    return day.replace(year=day.year - 1, day=last if is_month_end else day.day)


Comparison = Literal["year_before", "period_before", "other", "unknown"]


def compare_periods(
    start: datetime.date | None,
    end: datetime.date | None,
    base_start: datetime.date | None,
    base_end: datetime.date | None,
) -> Comparison:
    """What a period is compared with: the same one a year before (同比), or the one before (环比).

    Examples:
        >>> june = (datetime.date(2020, 6, 1), datetime.date(2020, 6, 30))
        >>> compare_periods(*june, datetime.date(2020, 5, 1), datetime.date(2020, 5, 31))
        'period_before'
    """
    if not is_day(end) or not is_day(base_end):
        return "unknown"
    has_starts = is_day(start), is_day(base_start)
    if base_end == find_year_before(end) and (
        has_starts == (False, False)
        or (has_starts == (True, True) and base_start == find_year_before(start))
    ):
        return "year_before"
    kind = find_kind(start, end)
    is_alike = kind in ("month", "quarter", "half_year") and kind == find_kind(base_start, base_end)
    if is_alike and base_end + _ONE_DAY == start:
        return "period_before"
    return "other"
