"""Whether a text says a figure: its value, the digits that were printed, its qualifier."""

import re
from fractions import Fraction
from math import log10

from tests.truth.county import Record
from tests.truth.numerals import (
    QUALIFIERS,
    Number,
    count_decimals,
    list_numbers,
    read_number,
)

_NOISE = Fraction(1, 10**12)
# Of units that are kept in another one: how many of these they are, and their English names.
METRIC = {
    "亩": (Fraction(1, 15), "mu"), "市亩": (Fraction(1, 15), "mu"),
    "米": (Fraction(1, 1000), "m"), "延米": (Fraction(1, 1000), "m"),
    "厘米": (Fraction(1, 10**5), "cm"), "毫米": (Fraction(1, 10**6), "mm"),
    "公斤": (Fraction(1, 1000), "kg"), "千克": (Fraction(1, 1000), "kg"),
    "斤": (Fraction(1, 2000), "jin"), "华里": (Fraction(1, 2), "li"),
    "兆瓦": (Fraction(1000), "MW"),
    "百分点": (Fraction(1, 100), "percentage"), "个百分点": (Fraction(1, 100), "percentage"),
}  # fmt: skip


def clean(text: object) -> str:
    """A text on one line."""
    return " ".join(str(text).split()) if isinstance(text, str) else ""


def show_printed(figure: Record) -> str:
    """The print of a figure with the unit of its header."""
    printed, unit = clean(figure["printed"]), clean(figure["printed_unit"])
    return printed if unit in printed else printed + unit


def find_fault(text: str, figure: Record, language: str, value: Fraction | None = None) -> str:
    """What is wrong with a text that says a figure; blank if nothing is.

    Args:
        text: what the page says, with its unit.
        figure: a row of ``figures``.
        language: of the page.
        value: the value that counts, if it is not that of the figure.
    """
    exact = figure["value"] if value is None else value
    if language == "zh" and text in (clean(figure["printed"]), show_printed(figure)):
        return ""
    if exact is None:
        return f"{text!r} is said, but no figure is on file"
    number = read_number(text)
    if number is None:
        return f"{text!r} is no single number"
    factor = _find_metric_factor(text, figure)
    if factor != 1 and abs(number.value * factor - exact) <= abs(exact) * _NOISE:
        return _find_qualifier(text, figure, language)
    if number.value != exact:
        return f"{text!r} is said, {float(exact):.15g} is on file"
    return _find_digits(text, number, figure, exact) or _find_qualifier(text, figure, language)


def _find_metric_factor(text: str, figure: Record) -> Fraction:
    """How many of the units on file the unit is that both the page and the document write.

    亩 is a fifteenth of a hectare, so that the value on file has the noise of a float.
    """
    printed = clean(figure["printed_unit"])
    factor, english = METRIC.get(printed.lstrip("万亿千百"), (Fraction(1), ""))
    words = text.split()
    return factor if printed in text or (english and english in words[1:]) else Fraction(1)


def _find_digits(text: str, number: Number, figure: Record, exact: Fraction) -> str:
    """Digits beyond the printed ones are invented, digits cut off are lost."""
    printed = list_numbers(show_printed(figure))
    unit = Fraction(number.scale, 100 if number.is_percent else 1)
    needed = count_decimals(exact / unit)
    most = needed
    if len(printed) == 1:
        own = Fraction(printed[0].scale, 100 if printed[0].is_percent else 1)
        most = max(needed, printed[0].decimals + round(log10(unit / own)))
    if number.decimals > most:
        return f"{text!r} shows more digits than {show_printed(figure)!r}"
    return f"{text!r} shows too few digits" if number.decimals < needed else ""


def _find_qualifier(text: str, figure: Record, language: str) -> str:
    qualifier = figure["qualifier"]
    if language == "en" and qualifier == "above" and "超" in clean(figure["printed"]):
        qualifier = "over"
    for name, words in QUALIFIERS[language].items():
        has_word = any(word in text for word in words)
        if name == qualifier and not has_word:
            return f"{text!r} does not say {name}"
        if name != qualifier and has_word and language == "en":
            return f"{text!r} says {name}, the document does not"
    if not qualifier and language == "zh" and re.search("多|余|以上|近|约|左右|超", text):
        return f"{text!r} is qualified, the document's figure is not"
    return ""


def find_amount_fault(text: str, unit: str, exact: Fraction | None, *prints: Record) -> str:
    """What is wrong with an amount of money; blank if nothing is.

    Args:
        text: the number.
        unit: unit of its column, or blank if the text has it.
        exact: the amount in yuan.
        prints: figures that print it, for the digits.
    """
    whole = f"{text} {unit.removeprefix('CNY')}" if unit.startswith("CNY") else text + unit
    number = read_number(whole)
    if number is None:
        return f"{text!r} is no single number"
    if exact is None:
        return f"{text!r} is said, but no amount is on file"
    if number.value != exact:
        return f"{text!r} ({unit}) is said, {float(exact):.15g} is on file"
    for figure in prints:
        fault = _find_digits(whole, number, figure, exact)
        if fault:
            return fault
    return ""
