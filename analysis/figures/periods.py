"""Kinds of period, and which period follows which: years are never compared with months."""

import calendar
import datetime
from typing import Literal, get_args

PeriodKind = Literal[
    "year", "half_year", "quarter", "month", "year_to_month", "months", "years", "days", "day",
    "undated",
]  # fmt: skip
PERIOD_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
"""All kinds, in the order in which they are shown."""
_WHOLE = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}


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
