"""Dates as documents print them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.figures.printed import _read_numeral, _simplify

DatePrecision = Literal["day", "month", "year"]
_DATE = re.compile(
    r"(?P<year>\d{4})[年.\-/](?:(?P<month>\d{1,2})(?:月|[.\-/](?=\d)|$)(?:(?P<day>\d{1,2})[日号]?)?)?[上中下]?[旬初底末]*",
    re.ASCII,
)


_YEAR_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def _read_chinese_date(plain: str) -> str:
    """Dates in numerals, such as 二〇二〇年七月三十一日, in digits; others as they are."""
    match = re.fullmatch(
        r"([〇零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月)?"
        r"(?:([一二三四五六七八九十]{1,3})[日号])?([上中下旬初底末]*)",
        plain,
    )
    if match is None:
        return plain
    year, month, day, rest = match.groups()
    parts = [f"{year.translate(_YEAR_DIGITS)}年"]
    parts += [f"{_read_numeral(part)}{mark}" for part, mark in ((month, "月"), (day, "日")) if part]
    return "".join(parts) + rest


@dataclass(frozen=True)
class PrintedDate:
    """A printed date: the days it may stand for, and how exactly it is printed."""

    start: date
    end: date
    precision: DatePrecision


def parse_date(text: str) -> PrintedDate | None:
    """Reads a date that names its year; None where it is incomplete or impossible.

    Examples:
        >>> parse_date("2020年11月底").end
        datetime.date(2020, 11, 30)
        >>> parse_date("二〇二〇年七月").start
        datetime.date(2020, 7, 1)
        >>> parse_date("7月17日") is None
        True
    """
    match = _DATE.fullmatch(_read_chinese_date(_simplify(text)))
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    try:
        if month is None:
            return PrintedDate(date(year, 1, 1), date(year, 12, 31), "year")
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return PrintedDate(date(year, month, 1), date(year, month, last), "month")
        return PrintedDate(date(year, month, day), date(year, month, day), "day")
    except (ValueError, calendar.IllegalMonthError):
        return None
