"""Numbers, amounts, qualifiers, dates and periods as a reader takes them from a text."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

SCALES = {"万": 10**4, "亿": 10**8, "million": 10**6, "billion": 10**9}
_NUMBER = re.compile(
    # After a number it is the sign of a sum, as in 1−10.55%, not of the next number.
    r"(?P<sign>(?<![\d%])[-−])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<over>多|余)?\s?(?P<scale>万|亿|million\b|billion\b)?(?:多|余)?\s?(?P<percent>%)?"
)
# Words that widen a figure, by qualifier; of the Chinese ones any of the figure's own print.
QUALIFIERS = {
    "zh": {
        "over": ("多", "余", "几"),
        "above": ("以上", "超", "不少于", "不低于", "至少", "多于", "≥"),
        "nearly": ("近",), "about": ("约", "左右"),
        "at_most": ("以内", "以下", "不超过", "不高于", "≤"),
    },
    "en": {
        "over": ("over ",), "above": ("at least ",), "nearly": ("nearly ",),
        "about": ("about ",), "at_most": ("at most ",),
    },
}  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Number:
    """A number of a text: its value with its scale, and the decimals that are shown."""

    value: Fraction
    decimals: int
    scale: int
    is_percent: bool


def to_fraction(value: float) -> Fraction:
    """The shortest decimal that a float stands for."""
    return Fraction(Decimal(repr(float(value))))


def list_numbers(text: str) -> list[Number]:
    """All numbers of a text."""
    return [_read(match) for match in _NUMBER.finditer(text)]


def read_number(text: str) -> Number | None:
    """The only number of a text; None if there is none or there are several."""
    numbers = list_numbers(text)
    return numbers[0] if len(numbers) == 1 else None


def _read(match: re.Match[str]) -> Number:
    digits = match["digits"].replace(",", "")
    scale = SCALES.get(match["scale"] or "", 1)
    value = Fraction(digits) * scale / (100 if match["percent"] else 1)
    decimals = len(digits.partition(".")[2])
    return Number(-value if match["sign"] else value, decimals, scale, bool(match["percent"]))


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounds halves away from zero."""
    scaled = abs(value) * 10**decimals
    whole = (scaled + Fraction(1, 2)).__floor__()
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def is_rounded(number: Number, exact: Fraction) -> bool:
    """Whether a number shown is an exact one, rounded half up to the decimals shown."""
    unit = Fraction(number.scale, 100 if number.is_percent else 1)
    return round_half_up(exact / unit, number.decimals) * unit == number.value


def count_decimals(value: Fraction) -> int:
    """The decimals that a value needs."""
    decimals = 0
    while (value * 10**decimals).denominator != 1 and decimals < 12:
        decimals += 1
    return decimals


def name_date(day: date | None, precision: str | None, language: str) -> str:
    """A date as a page writes it."""
    if day is None:
        return ""
    if language == "zh":
        parts = {"year": f"{day.year}年", "month": f"{day.year}年{day.month}月"}
        return parts.get(precision or "day", f"{day.year}年{day.month}月{day.day}日")
    month = MONTHS[day.month - 1]
    parts = {"year": f"{day.year}", "month": f"{month} {day.year}"}
    return parts.get(precision or "day", f"{day.day} {month} {day.year}")


def name_period(start: date | None, end: date | None, language: str, is_since_start: bool) -> str:
    """A period as a page writes it."""
    is_zh = language == "zh"
    if end is None:
        return "未注明时点" if is_zh else "undated"
    day = name_date(end, "day", language)
    if start is None:
        since = f"截至{day}累计" if is_zh else f"since the start, to {day}"
        return since if is_since_start else day
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    is_whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if not is_whole:
        first = name_date(start, "day", language)
        return first if start == end else f"{first}—{day}" if is_zh else f"{first} to {day}"
    if months == 1:
        return name_date(end, "month", language)
    if months % 12 == 0 and start.month == 1:
        return _name_years(start.year, end.year, is_zh)
    year, first_month, last_month = end.year, start.month, end.month
    if months == 3 and first_month % 3 == 1:
        quarter = last_month // 3
        return f"{year}年第{'一二三四'[quarter - 1]}季度" if is_zh else f"Q{quarter} {year}"
    if months == 6 and first_month in (1, 7):
        halves = ("上半年", "下半年") if is_zh else ("first half of ", "second half of ")
        half = halves[first_month == 7]
        return f"{year}年{half}" if is_zh else f"{half}{year}"
    if start.year == end.year:
        return name_months(start, end, language)
    first, last = (name_date(one, "month", language) for one in (start, end))
    return f"{first}—{last}" if is_zh else f"{first} to {last}"


def name_months(start: date, end: date, language: str) -> str:
    """Months of one year, under their numbers or names."""
    if language == "zh":
        return f"{end.year}年{start.month}—{end.month}月"
    return f"{MONTHS[start.month - 1]} to {MONTHS[end.month - 1]} {end.year}"


def _name_years(first: int, last: int, is_zh: bool) -> str:
    if first == last:
        return f"{first}年" if is_zh else f"{first}"
    return f"{first}—{last}年" if is_zh else f"{first} to {last}"
