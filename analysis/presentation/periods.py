"""Names periods in the brief's language; tables, sentences and charts all take names from here."""

import datetime
from typing import TYPE_CHECKING

from babel.dates import format_date

from analysis.figures.periods import find_kind, is_day
from analysis.presentation.wording import to_translate
from analysis.tables.reference_forms import SINCE_START

if TYPE_CHECKING:
    from analysis.presentation.formats import Words

QUARTERS = (
    to_translate("Q1 {year}"),
    to_translate("Q2 {year}"),
    to_translate("Q3 {year}"),
    to_translate("Q4 {year}"),
)
HALF_YEARS = (to_translate("first half of {year}"), to_translate("second half of {year}"))

KINDS = {
    "year": to_translate("by year"),
    "half_year": to_translate("by half-year"),
    "quarter": to_translate("by quarter"),
    "month": to_translate("by month"),
    "year_to_month": to_translate("from January to a month"),
    "months": to_translate("over several months"),
    "years": to_translate("over several years"),
    "days": to_translate("between two days"),
    "day": to_translate("on a day"),
}


def name_kind(kind: str, words: "Words") -> str:
    """The name of a kind of period, as it stands behind what is measured.

    Args:
        kind: one of :data:`analysis.figures.periods.PERIOD_KINDS`, but not ``undated``.
        words: language.
    """
    return words.term(KINDS, kind)


def name_period(
    start: datetime.date | None,
    end: datetime.date | None,
    words: "Words",
    note: object = None,
    *,
    by_months: bool = False,
) -> str:
    """The name of a period: a month, months, a quarter, half a year, a year, a day, any days.

    Args:
        start: first day; missing for a state of affairs on a day.
        end: last day; missing if the figure is undated.
        words: language.
        note: ``period_note`` of the figure; it says whether the figure counts from a
            start that is not dated on.
        by_months: whether quarters and half-years are named by their months, beside other
            periods from January on.

    Examples:
        >>> from analysis.presentation.formats import Words
        >>> may = (datetime.date(2020, 1, 1), datetime.date(2020, 5, 31))
        >>> name_period(*may, Words("zh")), name_period(*may, Words("en"))
        ('2020年1—5月', 'January to May 2020')
    """
    if not is_day(end):
        return words.gettext("undated")
    if not is_day(start):
        day = words.date(end)
        is_since_start = isinstance(note, str) and note.startswith(SINCE_START)
        return words.say("since the start, to {day}", day=day) if is_since_start else day
    kind = find_kind(start, end)
    if kind == "days":
        first, last = words.date(start), words.date(end)
        return first if start == end else words.say("{start} to {end}", start=first, end=last)
    if kind in ("month", "year"):
        return words.date(end, kind)
    if kind == "quarter" and not by_months:
        return words.say(QUARTERS[start.month // 3], year=end.year)
    if kind == "half_year" and not by_months:
        return words.say(HALF_YEARS[start.month // 6], year=end.year)
    if kind == "years":
        return words.say("{first} to {last}", first=start.year, last=end.year)
    return _name_months(start, end, words)


def _name_months(start: datetime.date, end: datetime.date, words: "Words") -> str:
    """Whole months of one year under its number; of several years each with its own."""
    if start.year != end.year:
        return words.say("{start} to {end}", start=words.date(start, "month"),
                         end=words.date(end, "month"))  # fmt: skip
    first, last = (_name_month(day, words) for day in (start, end))
    return words.say("{first} to {last} {year}", first=first, last=last, year=end.year)


def _name_month(day: datetime.date, words: "Words") -> str:
    return format_date(day, words.rules.month_pattern, words.rules.locale)
