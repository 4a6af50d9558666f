"""Reads dates and periods in text: a day, months, a quarter, half a year, a year."""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.figures.dates import DatePrecision, parse_date

EARLIEST_YEAR, LATEST_YEAR = 2000, 2060

_DASH = "[-–—~～至到]"
_MONTHS = re.compile(rf"(?P<year>\d{{4}})年(?P<first>\d{{1,2}})月?{_DASH}(?P<last>\d{{1,2}})月")
_SPAN = re.compile(
    rf"(?P<year>\d{{4}})年(?P<first>\d{{1,2}})月{_DASH}(?P<end>\d{{4}})年(?P<last>\d{{1,2}})月"
)
# Parts of a year: 第一季度, 一、二季度, 前三季度, 上半年.
_QUARTER = "[一二三四1-4]"
_PART = (
    rf"(?:第?(?P<quarter>{_QUARTER})(?:[、,\-–—~～至到]第?(?P<last_quarter>{_QUARTER}))?季度"
    rf"|前(?P<quarters>[二两三23])个?季度|(?P<half>[上下])半年)"
)
_YEAR_PART = re.compile(rf"(?P<year>\d{{4}})年(?:度)?{_PART}")
# The same, and months, in a text whose year is known.
_BARE_PART = re.compile(rf"(?<![\d年度]){_PART}")
_BARE_MONTHS = re.compile(rf"(?<![\d年.\-/])(?P<first>\d{{1,2}})月?{_DASH}(?P<last>\d{{1,2}})月")
# Years that a title is about, not those that a project or a list of counties is called by.
_ANNUAL = re.compile(
    r"(?P<year>\d{4})(?:年度|年(?!度)(?=[^\d。]{0,30}(?:总结|年报|全年)))", re.ASCII
)
_NAME_OF_PROJECT = re.compile(r"项目|示范县|批")
_DAY = re.compile(r"(?P<until>截至|截止|至|到)?(?:目前)?(?P<day>\d{4}年\d{1,2}月\d{1,2}[日号])")
_MONTH = re.compile(
    r"(?P<until>截至|截止|至|到)?(?P<month>\d{4}年\d{1,2}月)(?P<part>[初中末底上下旬]*)"
)
_YEAR = re.compile(r"(?P<until>截至|截止|至|到)?(?P<year>\d{4})年(?P<part>[初中末底]?)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d{2})[.\-/]?(?P<month>0[1-9]|1[0-2]|[1-9])(?!\d)(?:月)?")


_YEAR_NAMED = re.compile(r"\d{4}\s*年")
_QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OPTION = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:\.\.(?P<last>\d{2}))?|[Qq](?P<quarter>[1-4])"
    r"|[Hh](?P<half>[12]))?",
    re.ASCII,
)
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
_LOOSENED = tuple(_loosen(pattern) for pattern in (_SPAN, _MONTHS, _YEAR_PART, _DAY, _MONTH, _YEAR))


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
            of a year that is not known.

    Examples:
        >>> [str(period.end) for period in find_periods("2019年1-12月")]
        ['2019-12-31']
        >>> find_periods("截至2020年12月31日")[0].start is None
        True
        >>> find_periods("二〇二〇年七月")[0].end.isoformat()
        '2020-07-31'
    """
    text = _CHINESE_DATE.sub(_write_digits, text)
    periods = _match(text, _LOOSENED, None)
    if until is not None and not periods and not _YEAR_NAMED.search(text):
        bare = _match(text, (_BARE_MONTHS, _BARE_PART), until.year)
        periods = [period for period in bare if period.end <= until]
    return sorted(periods, key=lambda period: period.position)


def _match(text: str, patterns: Sequence[re.Pattern[str]], year: int | None) -> list[Period]:
    periods: list[Period] = []
    is_matched = [False] * (len(text) + 1)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if any(is_matched[match.start() : match.end()]):
                continue
            # Also for an impossible date: a part of it must not be read as a shorter date.
            is_matched[match.start() : match.end()] = [True] * len(match[0])
            period = _make(match, year)
            if period is not None:
                periods.append(period)
    return periods


def find_title_period(text: str) -> Period | None:
    """The period in a title or in the name of a sheet or file; None without one or with several.

    A year alone is a period where it is called 年度 or the title that of a summary (总结); in
    2020年示范县 it is part of a name.

    Examples:
        >>> find_title_period("2020.7").end
        datetime.date(2020, 7, 31)
        >>> find_title_period("202007 报表").start
        datetime.date(2020, 7, 1)
        >>> find_title_period("2022年前三季度进展情况").end
        datetime.date(2022, 9, 30)
        >>> find_title_period("2021年电子商务进农村工作总结").start
        datetime.date(2021, 1, 1)
        >>> find_title_period("2020年电子商务进农村综合示范县工作总结") is None
        True
    """
    printed = [period for period in find_periods(text) if period.precision != "year"]
    months = [period for period in printed if period.precision == "month"] or printed
    found = {(period.start, period.end): period for period in months}
    # 截至2020年7月 beside 2020年7月 is the same month.
    for start, end in list(found):
        if start is None and any(other != (None, end) and other[1] == end for other in found):
            del found[start, end]
    if not found:
        for match in _COMPACT.finditer(text):
            period = month_of(int(match["year"]), int(match["month"]), match[0], match.start())
            if period is not None:
                found[period.start, period.end] = period
    if not found:
        found = {(year.start, year.end): year for year in _find_years(text)}
    return next(iter(found.values())) if len(found) == 1 else None


def _find_years(text: str) -> Iterator[Period]:
    plain = re.sub(r"\s+", "", _CHINESE_DATE.sub(_write_digits, text))
    for match in _ANNUAL.finditer(plain):
        end = plain.find("总结", match.end())
        if not match[0].endswith("度") and _NAME_OF_PROJECT.search(plain, match.end(), end + 1):
            continue
        year = year_of(int(match["year"]), match[0], match.start())
        if year is not None:
            yield year


def read_period(text: str) -> Period | None:
    """A period as an option gives it: 2020, 2020-07, 2020-01..05, 2020Q1, 2020H1; None otherwise.

    Examples:
        >>> read_period("2020Q3").start
        datetime.date(2020, 7, 1)
        >>> read_period("2020-1") is None
        True
    """
    match = _OPTION.fullmatch(text.strip())
    if match is None:
        return None
    year = int(match["year"])
    if match["quarter"]:
        return _months_of(year, 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"]), text)
    if match["half"]:
        return _months_of(year, 6 * int(match["half"]) - 5, 6 * int(match["half"]), text)
    if match["month"] is None:
        return year_of(year, text)
    return _months_of(year, int(match["month"]), int(match["last"] or match["month"]), text)


def year_of(year: int, text: str = "", position: int = 0) -> Period | None:
    """A calendar year; None if it is out of range."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    return Period(date(year, 1, 1), date(year, 12, 31), "year", text, position)


def _months_of(year: int, first: int, last: int, text: str, position: int = 0) -> Period | None:
    """Whole months of a year; None if they are out of range or in the wrong order."""
    start, end = month_of(year, first), month_of(year, last)
    if start is None or end is None or start.end > end.end:
        return None
    return Period(start.start, end.end, "month", text, position)


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


def _make(match: re.Match[str], year: int | None = None) -> Period | None:
    """The period of a match; ``year`` where the match itself has none."""
    parts = match.groupdict()
    words = re.sub(r"\s+", "", match[0])
    year = year or int(parts.get("year") or 0)
    if "half" in parts:
        return _make_part(parts, year, words, match.start())
    if "first" in parts:
        start = month_of(year, int(parts["first"]))
        end = month_of(int(parts.get("end") or year), int(parts["last"]))
        if start is None or end is None or start.end > end.end:
            return None
        return Period(start.start, end.end, "month", words, match.start())
    printed = re.sub(r"\s+", "", parts.get("day") or parts.get("month") or f"{parts['year']}年")
    parsed = parse_date(printed)
    if parsed is None or not EARLIEST_YEAR <= parsed.start.year <= LATEST_YEAR:
        return None
    start_day = None if parts["until"] else parsed.start
    return Period(start_day, parsed.end, parsed.precision, words, match.start())


def _make_part(
    parts: Mapping[str, str | None], year: int, words: str, position: int
) -> Period | None:
    """Quarters or half a year: their first and last months."""
    if parts["half"]:
        first, last = (1, 6) if parts["half"] == "上" else (7, 12)
    elif parts["quarters"]:
        first, last = 1, 3 * _QUARTERS[parts["quarters"]]
    else:
        first = 3 * _QUARTERS[parts["quarter"]] - 2
        last = 3 * _QUARTERS[parts["last_quarter"] or parts["quarter"]]
    return _months_of(year, first, last, words, position)
