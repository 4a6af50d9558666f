"""Writes days for pages that know them as ISO texts only."""

import datetime
from functools import cache

from babel.dates import format_date

from analysis.presentation.wording.languages import LANGUAGE_TABLE


@cache
def write_day(day: str, language: str) -> str:
    """A day as the language writes it.

    Args:
        day: in ISO 8601, such as ``2021-09-09``; another text is returned as it is.
        language: code of the language.

    Examples:
        >>> write_day("2021-09-09", "zh")
        '2021年9月9日'
    """
    rules = LANGUAGE_TABLE[language]
    try:
        parsed = datetime.date.fromisoformat(day)
    except ValueError:
        return day
    return format_date(parsed, rules.day_pattern, rules.locale)
