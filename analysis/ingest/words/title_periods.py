"""The period that a title, the name of a sheet or file, or an option of a call states."""

import re
from collections.abc import Iterator
from datetime import date

from analysis.ingest.words.chinese_dates import write_dates
from analysis.ingest.words.periods import (
    Period,
    find_periods,
    month_of,
    months_of,
    year_of,
)

# Years that a title is about, not those that a project or a list of counties is called by.
_ANNUAL = re.compile(
    r"(?<![\d\-‐‑‒–—―−~～〜∼至到])[(（]?(?P<year>\d{4})[)）]?"
    r"(?:年度|年(?!度)(?=[^\d。]{0,30}(?:总结|年报|全年)))",
    re.ASCII,
)
_YEAR = re.compile(r"(?<!\d)(?P<year>20\d{2})年", re.ASCII)
_SPAN_OF_YEARS = re.compile(r"\d{4}年?[-‐‑‒–—―−~～〜∼至到]\d{4}年", re.ASCII)
_NAME_OF_PROJECT = re.compile(r"项目|示范|批|试点")
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>20\d{2})[.\-/]?(?P<month>0[1-9]|1[0-2]|[1-9])(?!\d|[.\-/]\d)"
)
_OPTION = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:\.\.(?P<last>\d{2}))?|-?[Qq](?P<quarter>[1-4])"
    r"|-?[Hh](?P<half>[12]))?",
    re.ASCII,
)
# Characters that a copy has lost: 202310月份 (2023年10月份 or 2023年1-10月份), 19月 (1-9月).
_DAMAGED = re.compile(
    r"(?<!\d)20\d{2}(?:\d{3}|1[0-2]|0?[1-9])月份?|(?:(?<!\d)|(?<=年))(?:1[3-9]|[2-9]\d|1\d{2,3})月份?"
    r"|(?<!\d)(?:1[0-2]|[1-9])-月份?",
    re.ASCII,
)


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
    if find_damaged(text):
        return None
    printed = [period for period in find_periods(text) if period.precision != "year"]
    months = [period for period in printed if period.precision == "month"] or printed
    found = {(period.start, period.end): period for period in months}
    # 截至2020年7月 beside 2020年7月 or 2020年1-7月 has the same end.
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


def find_undated_period(text: str, day: date) -> Period | None:
    """The months, quarter or half of a year in a title without a year, before the paper's date.

    Examples:
        >>> find_undated_period("第四季度进展情况", date(2023, 1, 10)).end
        datetime.date(2022, 12, 31)
    """
    for last in (day, date(day.year - 1, 12, 31)):
        periods = find_periods(text, last)
        found = {(period.start, period.end): period for period in periods}
        if len(found) == 1 and not re.search(r"\d{4}\s{0,3}年", write_dates(text)):
            return periods[0]
    return None


def find_title_year(text: str) -> tuple[Period | None, bool]:
    """The only year that a title names, and whether a project may be called by it.

    Examples:
        >>> find_title_year("2022年商务发展资金安排表")[1]
        False
        >>> find_title_year("2022年综合示范项目资金使用情况")[1]
        True
    """
    plain = re.sub(r"\s+", "", write_dates(text))
    years = {match["year"]: match for match in _YEAR.finditer(plain)}
    if len(years) != 1 or _SPAN_OF_YEARS.search(plain):
        return None, False
    match = next(iter(years.values()))
    year = year_of(int(match["year"]), match[0], match.start())
    return year, _NAME_OF_PROJECT.search(plain, match.end()) is not None


def find_damaged(text: str) -> str:
    """A month whose text has lost characters; blank without one. It is never guessed.

    Examples:
        >>> find_damaged("关于202310月份进展情况的通报")
        '202310月份'
        >>> find_damaged("2023年10月份")
        ''
    """
    match = _DAMAGED.search(re.sub(r"\s+", "", write_dates(text)))
    return match[0] if match else ""


def _find_years(text: str) -> Iterator[Period]:
    plain = re.sub(r"\s+", "", write_dates(text))
    summary = plain.rfind("总结")
    for match in _ANNUAL.finditer(plain):
        is_called = match[0].rstrip("度") == match[0] and summary >= match.end()
        if is_called and _NAME_OF_PROJECT.search(plain, match.end(), match.end() + 31):
            continue
        year = year_of(int(match["year"]), match[0], match.start())
        if year is not None:
            yield year


def read_period(text: str) -> Period | None:
    """A period as an option gives it: 2020, 2020-07, 2020-01..05, 2020Q1, 2020H1, 2020年上半年.

    Examples:
        >>> read_period("2020Q3").start
        datetime.date(2020, 7, 1)
        >>> read_period("2020年1-5月").end
        datetime.date(2020, 5, 31)
        >>> read_period("2020-1") is None
        True
    """
    words = text.strip()
    match = _OPTION.fullmatch(words)
    if match is None:
        return _read_words(words)
    year = int(match["year"])
    if match["quarter"]:
        return months_of(year, 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"]), words)
    if match["half"]:
        return months_of(year, 6 * int(match["half"]) - 5, 6 * int(match["half"]), words)
    if match["month"] is None:
        return year_of(year, words)
    return months_of(year, int(match["month"]), int(match["last"] or match["month"]), words)


def _read_words(text: str) -> Period | None:
    """A period in words, if the whole text is one."""
    if "年" not in text:
        return None
    whole = re.fullmatch(r"(\d{4})年度?", text, re.ASCII)
    if whole:
        return year_of(int(whole[1]), text)
    periods = find_periods(text.removesuffix("份"))
    is_whole = len(periods) == 1 and periods[0].text == text.removesuffix("份")
    return periods[0] if is_whole and periods[0].precision != "day" else None
