"""Reads dates and periods in text: a day, months, a quarter, half a year, a year."""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.figures.dates import DatePrecision, parse_date
from analysis.ingest.words.chinese_dates import NUMERAL, write_dates, write_numeral

EARLIEST_YEAR, LATEST_YEAR = 2000, 2060

_DASH = "[-‐‑‒–—―−~～〜∼至到]"
# A dash between digits that was typed as the numeral one: 1一5月.
_LOOSE_DASH = "[-‐‑‒–—―−~～〜∼至到一]"
_MONTHS = re.compile(
    rf"(?P<year>\d{{4}})年(?:度)?(?P<first>\d{{1,2}})月?{_LOOSE_DASH}(?P<last>\d{{1,2}})月"
)
_SPAN = re.compile(
    rf"(?P<year>\d{{4}})年(?P<first>\d{{1,2}})月{_DASH}(?P<end>\d{{4}})年(?P<last>\d{{1,2}})月(?!\d)"
)
_DAYS = re.compile(
    rf"(?P<start_day>\d{{4}}年\d{{1,2}}月\d{{1,2}}[日号]){_DASH}"
    rf"(?P<end_day>(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}[日号])"
)
# Parts of a year: 第一季度, 一、二季度, 前三季度, 上半年, 前五个月, Q1, H1.
_QUARTER = "[一二三四1-4]"
_PART = (
    rf"(?:第?(?P<quarter>{_QUARTER})(?:[、,\-‐‑‒–—―−~～〜∼至到]第?(?P<last_quarter>{_QUARTER}))?季度"
    rf"|前(?P<quarters>[二两三23])个?季度|(?P<half>[上下])半年"
    rf"|前(?P<months>{NUMERAL}|\d{{1,2}})个月)"
)
_YEAR_PART = re.compile(rf"(?<!\d)(?P<year>\d{{4}})(?:年(?:度)?)?{_PART}")
_LETTER_PART = re.compile(
    r"(?<![A-Za-z\d])(?P<year>20\d{2})年?(?:Q(?P<quarter>[1-4])|H(?P<number>[12]))(?![A-Za-z\d])",
    re.IGNORECASE,
)
# What has happened since a year is a state on the day of the document: 自2015年启动以来.
_SINCE = re.compile(
    r"自?(?P<since>\d{4})年(?:度)?(?:\d{1,2}月(?:份|\d{1,2}[日号])?)?"
    r"(?:[^\d。；;，,、:：！？!?\n]{0,16}以来|至今|[初末底]?起)"
)
# The same parts, and months, in a text whose year is known.
_BARE_PART = re.compile(rf"(?<![\d年度]){_PART}")
_BARE_MONTHS = re.compile(
    rf"(?<![\d年.\-/])(?P<first>\d{{1,2}})月?{_LOOSE_DASH}(?P<last>\d{{1,2}})月"
)
_BARE_UNTIL = re.compile(
    r"(?P<until>截至|截止|到|至)(?P<bare_month>\d{1,2})月(?:份)?(?:(?P<bare_day>\d{1,2})[日号]|[底末]|(?=[，,]))"
)
_DAY = re.compile(r"(?P<until>截至|截止|至|到)?(?:目前)?(?P<day>\d{4}年\d{1,2}月\d{1,2}[日号])")
_MONTH = re.compile(
    r"(?P<until>截至|截止|至|到)?(?P<month>\d{4}年(?:度)?\d{1,2}月)(?P<part>[初中末底上下旬]{0,4})"
)
_YEAR = re.compile(r"(?P<until>截至|截止|至|到)?(?P<year>\d{4})年(?P<part>[初中末底]?)(?!\d)")
_YEAR_NAMED = re.compile(r"\d{4}\s{0,3}年")
_QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _loosen(pattern: re.Pattern[str]) -> re.Pattern[str]:
    # Texts copied out of a PDF put spaces around figures: 2020 年 7 月.
    spaced = re.sub(
        r"(?<=[)?}\]])(?=[年月(\[])|(?<=[年月])(?=[(\\\[])", r"\\s{0,3}", pattern.pattern
    )
    return re.compile(spaced, pattern.flags)


# The longest first: text that one pattern has matched is not matched by the next.
_LOOSENED = tuple(
    _loosen(pattern)
    for pattern in (_SINCE, _DAYS, _SPAN, _MONTHS, _YEAR_PART, _LETTER_PART, _DAY, _MONTH, _YEAR)
)
_BARE = (_BARE_UNTIL, _BARE_MONTHS, _BARE_PART)


@dataclass(frozen=True)
class Period:
    """A period as printed.

    Attributes:
        start: first day; None if only the end is printed (截至…).
        end: last day.
        precision: precision of the printed end.
        text: the words.
        position: where the words begin in the text.
    """

    start: date | None
    end: date
    precision: DatePrecision
    text: str
    position: int


def find_periods(text: str, until: date | None = None) -> list[Period]:
    """Periods in a text that are printed with their year, in order.

    Args:
        text: half-width; white space between digits and 年, 月, 日 is allowed.
        until: last day that the text is about. In a text that names no year, spans of months,
            quarters and half-years are then read as those of its year; those that end later are
            of a year that is not known. What is said of the time since a year (自2015年以来) is
            a state on that day; without it such words give no period.

    Examples:
        >>> [str(period.end) for period in find_periods("2019年1-12月")]
        ['2019-12-31']
        >>> find_periods("截至2020年12月31日")[0].start is None
        True
        >>> find_periods("二〇二〇年七月")[0].end.isoformat()
        '2020-07-31'
        >>> find_periods("自2015年启动以来", date(2019, 6, 30))[0].end.isoformat()
        '2019-06-30'
    """
    text = write_dates(text)
    periods = _match(text, _LOOSENED, None, until)
    if until is not None and not periods and not _YEAR_NAMED.search(text):
        bare = _match(text, _BARE, until.year, until)
        periods = [period for period in bare if period.end <= until]
    return sorted(periods, key=lambda period: period.position)


def _match(
    text: str, patterns: Sequence[re.Pattern[str]], year: int | None, until: date | None
) -> list[Period]:
    periods: list[Period] = []
    is_matched = bytearray(len(text))
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            if is_matched.find(1, start, end) >= 0:
                continue
            # Also for an impossible date: a part of it must not be read as a shorter date.
            is_matched[start:end] = b"\1" * (end - start)
            period = _make(match, year, until)
            if period is not None:
                periods.append(period)
    return periods


def year_of(year: int, text: str = "", position: int = 0) -> Period | None:
    """A calendar year; None if it is out of range."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    return Period(date(year, 1, 1), date(year, 12, 31), "year", text, position)


def months_of(year: int, first: int, last: int, text: str, position: int = 0) -> Period | None:
    """Whole months of a year; None if they are out of range or in the wrong order."""
    start, end = month_of(year, first), month_of(year, last)
    if start is None or end is None or start.end > end.end:
        return None
    return Period(start.start, end.end, "month", text, position)


def month_of(year: int, month: int, text: str = "", position: int = 0) -> Period | None:
    """A whole month; None if the year or month is out of range."""
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    return Period(date(year, month, 1), date(year, month, last), "month", text, position)


def _make(match: re.Match[str], year: int | None, until: date | None) -> Period | None:
    """The period of a match; ``year`` where the match itself has none."""
    parts = match.groupdict()
    words = re.sub(r"\s+", "", match[0])
    position = match.start()
    year = year or int(parts.get("year") or 0)
    if "since" in parts:
        is_past = until is not None and EARLIEST_YEAR <= int(parts["since"]) <= until.year
        return Period(None, until, "day", words, position) if is_past and until else None
    if "start_day" in parts:
        return _make_days(parts["start_day"], parts["end_day"], words, position)
    if "bare_month" in parts:
        return _make_until(year, parts["bare_month"], parts["bare_day"], words, position)
    if "quarter" in parts:
        return _make_part(parts, year, words, position)
    if "first" in parts:
        start = month_of(year, int(parts["first"]))
        end = month_of(int(parts.get("end") or year), int(parts["last"]))
        if start is None or end is None or start.end > end.end:
            return None
        return Period(start.start, end.end, "month", words, position)
    printed = parts.get("day") or parts.get("month") or f"{parts['year']}年"
    parsed = parse_date(re.sub(r"\s+", "", printed).replace("年度", "年"))
    if parsed is None or not EARLIEST_YEAR <= parsed.start.year <= LATEST_YEAR:
        return None
    start_day = None if parts["until"] else parsed.start
    return Period(start_day, parsed.end, parsed.precision, words, position)


def _make_days(first: str, last: str, words: str, position: int) -> Period | None:
    """A span of days; one of whole months is as exact as a month."""
    first, last = (re.sub(r"\s+", "", day) for day in (first, last))
    start = parse_date(first)
    end = parse_date(last if "年" in last else f"{first[:5]}{last}")
    if start is None or end is None or not EARLIEST_YEAR <= start.start.year <= LATEST_YEAR:
        return None
    if end.end < start.start or end.end.year > LATEST_YEAR:
        return None
    ends_month = end.end.day == calendar.monthrange(end.end.year, end.end.month)[1]
    precision: DatePrecision = "month" if start.start.day == 1 and ends_month else "day"
    return Period(start.start, end.end, precision, words, position)


def _make_until(year: int, month: str, day: str | None, words: str, position: int) -> Period | None:
    """A day or the end of a month of a known year: 截至6月底."""
    whole = month_of(year, int(month))
    if whole is None or (day and not 1 <= int(day) <= whole.end.day):
        return None
    end = whole.end.replace(day=int(day)) if day else whole.end
    return Period(None, end, "day" if day else "month", words, position)


def _make_part(
    parts: Mapping[str, str | None], year: int, words: str, position: int
) -> Period | None:
    """Quarters, half a year or the first months: their first and last months."""
    if parts.get("half") or parts.get("number"):
        is_first = parts.get("half") == "上" or parts.get("number") == "1"
        first, last = (1, 6) if is_first else (7, 12)
    elif parts.get("quarters"):
        first, last = 1, 3 * _QUARTERS[str(parts["quarters"])]
    elif months := parts.get("months"):
        first, last = 1, int(months if months.isdecimal() else write_numeral(months))
    else:
        quarter = str(parts["quarter"])
        first = 3 * _QUARTERS[quarter] - 2
        last = 3 * _QUARTERS[parts.get("last_quarter") or quarter]
    return months_of(year, first, last, words, position)
