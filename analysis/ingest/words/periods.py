"""Reads dates and periods in text: a day, a month, a year, a span of months."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from analysis.figures.dates import DatePrecision, parse_date

EARLIEST_YEAR, LATEST_YEAR = 2000, 2060

_DASH = "[-–—~～至到]"
_MONTHS = re.compile(rf"(?P<year>\d{{4}})年(?P<first>\d{{1,2}})月?{_DASH}(?P<last>\d{{1,2}})月")
_SPAN = re.compile(
    rf"(?P<year>\d{{4}})年(?P<first>\d{{1,2}})月{_DASH}(?P<end>\d{{4}})年(?P<last>\d{{1,2}})月"
)
_DAY = re.compile(r"(?P<until>截至|截止|至|到)?(?:目前)?(?P<day>\d{4}年\d{1,2}月\d{1,2}[日号])")
_MONTH = re.compile(
    r"(?P<until>截至|截止|至|到)?(?P<month>\d{4}年\d{1,2}月)(?P<part>[初中末底上下旬]*)"
)
_YEAR = re.compile(r"(?P<until>截至|截止|至|到)?(?P<year>\d{4})年(?P<part>[初中末底]?)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d{2})[.\-/]?(?P<month>0[1-9]|1[0-2]|[1-9])(?!\d)(?:月)?")


_CHINESE_DIGITS = "〇一二三四五六七八九"
# A numeral up to 99.
NUMERAL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_CHINESE_DATE = re.compile(
    rf"(?P<year>[{_CHINESE_DIGITS}○零]{{4}})(?P<mark>\s*年\s*)"
    rf"(?P<month>{NUMERAL}(?=\s*月))?(?P<then>\s*月\s*)?(?P<day>{NUMERAL}(?=\s*[日号]))?"
)


def _loosen(pattern: re.Pattern[str]) -> re.Pattern[str]:
    # Texts copied out of a PDF put spaces around figures: 2020 年 7 月.
    spaced = re.sub(r"(?<=[)?}\]])(?=[年月(\[])|(?<=[年月])(?=[(\\\[])", r"\\s*", pattern.pattern)
    return re.compile(spaced)


# The longest first: text that one pattern has matched is not matched by the next.
_LOOSENED = tuple(_loosen(pattern) for pattern in (_SPAN, _MONTHS, _DAY, _MONTH, _YEAR))


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


def find_periods(text: str) -> list[Period]:
    """Periods in a text that are printed with their year, in order.

    Args:
        text: half-width; white space between digits and 年, 月, 日 is allowed.

    Examples:
        >>> [str(period.end) for period in find_periods("2019年1-12月")]
        ['2019-12-31']
        >>> find_periods("截至2020年12月31日")[0].start is None
        True
        >>> find_periods("二〇二〇年七月")[0].end.isoformat()
        '2020-07-31'
    """
    text = _CHINESE_DATE.sub(_write_digits, text)
    periods: list[Period] = []
    is_matched = [False] * (len(text) + 1)
    for pattern in _LOOSENED:
        for match in pattern.finditer(text):
            if any(is_matched[match.start() : match.end()]):
                continue
            # Also for an impossible date: a part of it must not be read as a shorter date.
            is_matched[match.start() : match.end()] = [True] * len(match[0])
            period = _make(match)
            if period is not None:
                periods.append(period)
    return sorted(periods, key=lambda period: period.position)


def find_month(text: str) -> Period | None:
    """The month in a title or in the name of a sheet or file; None without one or with several.

    Examples:
        >>> find_month("2020.7").end
        datetime.date(2020, 7, 31)
        >>> find_month("202007 报表").start
        datetime.date(2020, 7, 1)
    """
    months = {
        (period.end.year, period.end.month): period
        for period in find_periods(text)
        if period.precision != "year"
    }
    if not months:
        for match in _COMPACT.finditer(text):
            period = month_of(int(match["year"]), int(match["month"]), match[0], match.start())
            if period is not None:
                months[period.end.year, period.end.month] = period
    return next(iter(months.values())) if len(months) == 1 else None


def _write_digits(match: re.Match[str]) -> str:
    """二〇二〇年七月 as 2020年7月, padded to its length so that later positions stay valid."""
    digits = re.sub("[○零]", "〇", match["year"])
    year = "".join(str(_CHINESE_DIGITS.index(digit)) for digit in digits)
    month, day = (write_numeral(match[part] or "") for part in ("month", "day"))
    written = f"{year}{match['mark']}{month}{match['then'] or ''}{day}"
    return written + " " * (len(match[0]) - len(written))


def write_numeral(numeral: str) -> str:
    """A Chinese numeral up to 99 in digits; blank stays blank.

    Examples:
        >>> [write_numeral(numeral) for numeral in ("七", "十", "十二", "三十", "二十一", "")]
        ['7', '10', '12', '30', '21', '']
    """
    if not numeral:
        return ""
    tens, mark, ones = numeral.rpartition("十")
    number = (_CHINESE_DIGITS.index(tens) if tens else 1) * 10 if mark else 0
    return str(number + (_CHINESE_DIGITS.index(ones) if ones else 0))


def month_of(year: int, month: int, text: str = "", position: int = 0) -> Period | None:
    """A whole month; None if the year or month is out of range."""
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    return Period(date(year, month, 1), date(year, month, last), "month", text, position)


def _make(match: re.Match[str]) -> Period | None:
    parts = match.groupdict()
    words = re.sub(r"\s+", "", match[0])
    if "first" in parts:
        start = month_of(int(parts["year"]), int(parts["first"]))
        end = month_of(int(parts.get("end") or parts["year"]), int(parts["last"]))
        if start is None or end is None or start.end > end.end:
            return None
        return Period(start.start, end.end, "month", words, match.start())
    printed = re.sub(r"\s+", "", parts.get("day") or parts.get("month") or f"{parts['year']}年")
    parsed = parse_date(printed)
    if parsed is None or not EARLIEST_YEAR <= parsed.start.year <= LATEST_YEAR:
        return None
    start_day = None if parts["until"] else parsed.start
    return Period(start_day, parsed.end, parsed.precision, words, match.start())
