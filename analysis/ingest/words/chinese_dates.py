"""Chinese numerals in dates: 二〇二〇年七月三十一日, 2023年十一月, 前五个月."""

import re

_DIGITS = "〇一二三四五六七八九"
# Zeros as people type them: a circle, a large circle, a Latin, Greek or Cyrillic letter O.
_ZERO = "○◯零Oo0οОо"
# A numeral up to 99.
NUMERAL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = rf"(?:[{_DIGITS}{_ZERO}]{{4}}|\d{{4}})"
_DATE = re.compile(
    rf"(?<![\d{_DIGITS}{_ZERO}])(?P<year>{_YEAR})(?P<mark>\s{{0,3}}年\s{{0,3}})"
    rf"(?P<month>{NUMERAL}(?=\s{{0,3}}月))?(?P<then>\s{{0,3}}月\s{{0,3}})?"
    rf"(?P<day>{NUMERAL}(?=\s{{0,3}}[日号]))?"
)


def write_dates(text: str) -> str:
    """Dates in Chinese numerals as dates in digits; every other character keeps its position.

    Examples:
        >>> write_dates("二OO九年六月").strip()
        '2009年6月'
        >>> write_dates("2023年十一月末")
        '2023年11月末'
    """
    return _DATE.sub(_write_digits, text)


def _write_digits(match: re.Match[str]) -> str:
    """A date in digits, padded to its length so that later positions stay valid."""
    year = re.sub(f"[{_ZERO}]", "〇", match["year"]) if not match["year"].isdecimal() else ""
    digits = "".join(str(_DIGITS.index(digit)) for digit in year) or match["year"]
    month, day = (write_numeral(match[part] or "") for part in ("month", "day"))
    written = f"{digits}{match['mark']}{month}{match['then'] or ''}{day}"
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
    number = (_DIGITS.index(tens) if tens else 1) * 10 if mark else 0
    return str(number + (_DIGITS.index(ones) if ones else 0))
