"""Whether a page writes a formula, or a reported figure, as it is on file."""

import re

from tests.truth.figures import clean
from tests.truth.numerals import MONTHS, list_numbers

_SIGNS = re.compile(r"( [+−×÷] |, |[()⌈⌉?])")
_CHOICES = (
    ("最大值（", "max("), ("最小值（", "min("), ("the largest of (", "max("),
    ("the smallest of (", "min("),
)  # fmt: skip
_NUMERALS = {numeral: str(at) for at, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": "2"}
_FALLS = ("下降", "减少", "降低", "-", "−")


def is_formula(shown: str, stored: object, language: str) -> bool:
    """In Chinese the same signs and figures without spaces; in English the same amounts."""
    text = clean(stored)
    if language == "zh":
        return _tighten(shown) == _tighten(_write_date(text, language))
    ours = _SIGNS.split(_write_choices(shown))
    theirs = _SIGNS.split(text)
    if len(ours) != len(theirs):
        return False
    return all(
        own == other if at % 2 else is_print(own, other, language)
        for at, (own, other) in enumerate(zip(ours, theirs, strict=True))
    )


def is_print(shown: str, stored: str, language: str) -> bool:
    """In Chinese the print itself; in English the same value, with the currency if it is money."""
    if shown == stored:
        return True
    if language == "zh" or _write_date(stored, language) != stored:
        return shown == _write_date(stored, language)
    digits = re.sub("[一二两三四五六七八九十]", lambda found: _NUMERALS[found[0]], stored)
    if stored.startswith(_FALLS) and not re.match("[-−]", stored):
        digits = "−" + digits.lstrip("下降减少低")
    ours, theirs = list_numbers(shown), list_numbers(digits)
    same = [number.value for number in ours] == [number.value for number in theirs]
    return same and bool(ours) and ("CNY" in shown) == ("元" in stored)


def _tighten(text: str) -> str:
    plain = _write_choices(text).replace("（", "(").replace("）", ")").replace("，", ",")
    return re.sub(r"\s+", "", plain)


def _write_choices(text: str) -> str:
    for words, name in _CHOICES:
        text = text.replace(words, name)
    return text


def _write_date(text: str, language: str) -> str:
    """A date as pages write it; any other text as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    if not found:
        return text
    year, month, day = (int(part) for part in found.groups())
    if language == "zh":
        return f"{year}年{month}月{day}日"
    return f"{day} {MONTHS[month - 1]} {year}"
