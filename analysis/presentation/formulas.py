"""Writes printed figures and the formulas of checks in the brief's language.

Verdicts keep them as the documents print them: ``349.923万元 ÷ 500.00万元``.
"""

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from analysis.figures.printed import PrintedFigure, Unit, parse_figure, read_units
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.printed_units import list_units
from analysis.presentation.wording import to_translate
from analysis.presentation.wording.languages import DOCUMENT_LANGUAGE

_SIGN = re.compile(r"( [+−×÷] |, |(?:min|max)\(|[()⌈⌉?])")
_CHOICES = {
    "max(": to_translate("the largest of ("),
    "min(": to_translate("the smallest of ("),
}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_RISE = re.compile(r"增长|上升|提高|[+↑]")
_DOCUMENT_SCRIPT = re.compile("[\u3400-\u9fff]")


def write_formula(row: Mapping[str, Any], words: Words) -> str:
    """The formula of a verdict with its figures; blank if there is none.

    Args:
        row: a row of the table ``verdicts``.
        words: language.

    Examples:
        >>> row = {"shown_formula": "349.923万元 ÷ (400万元 + 100万元)", "label_en": ""}
        >>> [write_formula(row, Words(language)) for language in ("zh", "en")]
        ['349.923万元÷（400万元+100万元）', 'CNY 3,499,230 ÷ (CNY 4,000,000 + CNY 1,000,000)']
    """
    text = row["shown_formula"]
    if not isinstance(text, str):
        return ""
    about = words.pick(row, "label")
    parts = _SIGN.split(clean_text(text))
    written = [
        _write_sign(part, words) if place % 2 else write_printed(part, words, about)
        for place, part in enumerate(parts)
    ]
    return "".join(written)


def write_printed(text: str, words: Words, about: str = "") -> str:
    """A figure as printed, in another language than the documents' with that language's units.

    Args:
        text: the figure with its unit; a date as 2020-07-31.
        words: language.
        about: name of what is counted; it tells visits from attendances.

    Examples:
        >>> [write_printed(text, Words("en")) for text in ("250万元", "4.3倍", "增长5%", "3名")]
        ['CNY 2,500,000', '4.3 times', '+5%', '3 people']
        >>> write_printed("2020-07-31", Words("zh")), write_printed("近11亿元", Words("zh"))
        ('2020年7月31日', '近11亿元')
    """
    plain = clean_text(text)
    if _ISO_DATE.fullmatch(plain):
        return words.date(datetime.date.fromisoformat(plain))
    if not plain or words.language == DOCUMENT_LANGUAGE:
        return plain
    figure = _read(plain)
    if figure.value is None:
        return plain
    written = words.reported(
        float(figure.value), figure.unit, figure.printed_unit, plain, figure.qualifier, about
    )
    if figure.unit == "multiple":
        return words.say("{number} times", number=written)
    return f"+{written}" if _RISE.search(plain) and figure.value > 0 else written


def find_language(text: str, words: Words) -> str | None:
    """``lang`` of a text that may have stayed in the documents' language; None if it has not."""
    return words.document_lang if _DOCUMENT_SCRIPT.search(text) else None


def _write_sign(sign: str, words: Words) -> str:
    if sign in _CHOICES:
        return words.gettext(_CHOICES[sign])
    if words.language != DOCUMENT_LANGUAGE:
        return sign
    marks = {"(": "（", ")": "）", ", ": "，"}
    return marks.get(sign, sign.strip())


@cache
def _read(text: str) -> PrintedFigure:
    """Cached: many formulas hold the same figures."""
    return parse_figure(text, _list_read_units())


@cache
def _list_read_units() -> dict[str, Unit]:
    return read_units(list_units())
