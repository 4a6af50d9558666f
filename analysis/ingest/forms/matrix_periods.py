"""The dates of the periods that a matrix names, and which of its values a change is of."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.ingest.forms.matrix_words import PeriodWord, Wording
from analysis.ingest.words.chinese_dates import write_numeral
from analysis.ingest.words.periods import Period, month_of

CUMULATIVE_NOTE = "cumulative; the table does not say since when"
UNKNOWN_NOTE = "the table does not say which period"


@dataclass(frozen=True)
class Dates:
    """First and last day of a period, and a note where one is not known."""

    start: date | None
    end: date | None
    note: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the period has an end."""
        return self.end is not None


@dataclass(frozen=True)
class PeriodReader:
    """Finds the dates of period words.

    Attributes:
        own: the period that the table is about, if it is known.
    """

    own: Period | None

    def read(self, word: PeriodWord | None, beside: Dates | None = None) -> Dates:
        """The dates of a period word; those of the table's own period for None.

        Args:
            word: the word.
            beside: dates of the period beside it, of which ``prior`` is the year before.
        """
        if word is None:
            return self._own_dates()
        if word.span == "prior":
            return self._read_prior(word, beside)
        if word.span == "years":
            return Dates(date(word.first, 1, 1), date(word.last, 12, 31))
        if word.span in ("month", "to_month", "cumulative"):
            return self._read_relative(word)
        year = word.year or (self.own.end.year if self.own else 0)
        if not year:
            return Dates(None, None, UNKNOWN_NOTE)
        if word.span == "date":
            return Dates(None, _last_day(year, word.last))
        if word.first and not 1 <= word.first <= word.last <= 12:
            return Dates(None, None, UNKNOWN_NOTE)
        if word.first:
            return Dates(date(year, word.first, 1), _last_day(year, word.last))
        return self._read_year(year)

    def _own_dates(self) -> Dates:
        if self.own is None:
            return Dates(None, None, UNKNOWN_NOTE)
        return Dates(self.own.start, self.own.end)

    def _read_year(self, year: int) -> Dates:
        """A year; the same months of it where the table is about some months of a year."""
        own = self.own
        whole = Dates(date(year, 1, 1), date(year, 12, 31))
        if own is None or own.start is None or own.precision == "year" or own.end.year < year:
            return whole
        if (own.end.month, own.end.day) == (12, 31) and own.start.month == 1:
            return whole
        if own.start.month == 1 and own.end.month > 1 and own.start.year == own.end.year:
            return Dates(date(year, 1, 1), _last_day(year, own.end.month))
        if own.end.year > year:
            return whole
        return Dates(None, None, UNKNOWN_NOTE)

    def _read_relative(self, word: PeriodWord) -> Dates:
        own = self.own
        if own is None:
            return Dates(None, None, UNKNOWN_NOTE)
        if word.span == "cumulative":
            return Dates(None, own.end, CUMULATIVE_NOTE)
        if word.span == "to_month":
            return Dates(date(own.end.year, 1, 1), own.end)
        is_month = own.start is not None and (own.start.year, own.start.month) == (
            own.end.year, own.end.month
        )  # fmt: skip
        if is_month or "季" in word.text:
            return Dates(own.start, own.end)
        # A table of January to May tells its month, one of a year does not.
        runs_to_month = own.start is not None and own.start.month == 1 and own.end.month < 12
        return _month_of(own.end) if runs_to_month else Dates(None, None, UNKNOWN_NOTE)

    def _read_prior(self, word: PeriodWord, beside: Dates | None) -> Dates:
        if (
            beside is None
            or beside.end is None
            or (word.text.startswith("上") and not (word.text.startswith("上年")))
        ):
            return Dates(None, None, UNKNOWN_NOTE)
        start = beside.start and _year_before(beside.start)
        return Dates(start, _year_before(beside.end), beside.note)


def _year_before(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if is_last else min(day.day, last))


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _month_of(end: date) -> Dates:
    return Dates(end.replace(day=1), end)


def match_changes(words: Sequence[tuple[int, Wording]]) -> tuple[dict[int, int], dict[int, int]]:
    """Which column of values each column of changes belongs to, and with which it compares.

    Changes follow their values. Of two years, the change is the newer one's, in whatever order
    they stand; a value of the year before (上年同期) is what it compares with.

    Args:
        words: column and wording of the values and changes of one block, from left to right.

    Returns:
        Column of changes → column of its values; column of changes → column of the base, where
        the change is between the two columns shown.
    """
    owners: dict[int, int] = {}
    bases: dict[int, int] = {}
    values: list[tuple[int, Wording]] = []
    changes: list[tuple[int, Wording]] = []
    for column, word in [*words, (-1, None)]:
        is_change = word is not None and word.measure in ("change", "points")
        if is_change:
            changes.append((column, word))
            continue
        if changes:
            _match_run(values, changes, owners, bases)
            values, changes = [], []
        if word is not None:
            values.append((column, word))
    return owners, bases


def _match_run(
    values: list[tuple[int, Wording]],
    changes: list[tuple[int, Wording]],
    owners: dict[int, int],
    bases: dict[int, int],
) -> None:
    """Matches values that stand together with the changes after them."""
    newer = [(column, word) for column, word in values if word.measure in (None, "actual")
             and not (word.period and word.period.span == "prior")]  # fmt: skip
    if not newer:
        return
    if len(changes) == len(newer):
        for (change, _), (value, _) in zip(changes, newer, strict=True):
            owners[change] = value
        return
    if len(newer) > 1 and not _are_one_thing(newer):
        # 目标 | 户数 | 金额 | 同比: the change is of the column beside it, if of any.
        if len(changes) == 1 and not any(word.period for _, word in newer):
            owners[changes[0][0]] = newer[-1][0]
        return
    newest = max(newer, key=lambda entry: _order(entry[1]))
    if len(changes) > 1:
        return
    owners[changes[0][0]] = newest[0]
    if len(newer) == 2 and _compares_columns(changes[0][1].label):
        bases[changes[0][0]] = next(column for column, _ in newer if column != newest[0])


def _are_one_thing(values: list[tuple[int, Wording]]) -> bool:
    """Whether values differ in their year only."""
    years = {word.period.year for _, word in values if word.period}
    things = {word.thing for _, word in values}
    spans = {(word.period.span, word.period.first, word.period.last)
             for _, word in values if word.period}  # fmt: skip
    return len(years) == len(values) and len(things) == 1 and len(spans) == 1 and 0 not in years


def _compares_columns(label: str) -> bool:
    """Whether a change is between the columns shown: 增长率, but not 同比 or 比上年."""
    return not any(word in label for word in ("同", "环", "上年", "去年", "上月"))


def _order(word: Wording) -> tuple[int, int]:
    return (word.period.year, word.period.last) if word.period else (0, 0)


_BARE_MONTH = re.compile(r"[(（]?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?[)）]?")


def find_bare_month(line: str, own: Period | None) -> Period | None:
    """The month that a line of a title names alone, in the year of the table; None without one.

    Examples:
        >>> from analysis.ingest.words.periods import year_of
        >>> find_bare_month("（八月）", year_of(2017)).end
        datetime.date(2017, 8, 31)
    """
    match = _BARE_MONTH.fullmatch(re.sub(r"\s+", "", line))
    if match is None or own is None:
        return None
    month = match["month"]
    number = int(month if month.isdigit() else write_numeral(month))
    return month_of(own.end.year, number, line)


def print_period(period: object) -> str:
    """A period as a raw table prints it; blank without one."""
    text = getattr(period, "text", "")
    return f"{text}年" if text.isdigit() and len(text) == 4 else text
