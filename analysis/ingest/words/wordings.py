"""Normalises labels and cell texts: one spelling for matching, units split off, noise removed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from analysis.ingest.content import Cell

LONGEST_TEXT = 500
# A spreadsheet keeps 15 digits; further digits are rounding noise of binary fractions.
_DIGITS_KEPT = 15

# Footnote numbers, of which NFKC makes digits: 123① → 1231.
FOOTNOTE_NUMBERS = "①-⑳⁰-⁹¹²³"
_INVISIBLE = r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"

_MARKS = "".join(map(chr, range(ord("①"), ord("⑳") + 1))) + "⁰ⁱ⁴⁵⁶⁷⁸⁹¹²³*＊※†"
_ANY_INVISIBLE = re.compile(_INVISIBLE)
_LINE_BREAK = re.compile(r"[\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085]")

_UNSAFE = re.compile(r"[\ud800-\udfff\ufffd-\uffff]")
_BRACKETED_UNIT = re.compile(r"[(\[](?:单位[:：]?)?(?P<unit>[^()\[\]]{1,6})[)\]]$")
_SLASHED_UNIT = re.compile(r"/(?P<unit>%|‰|元|万元|亿元|个|人|人次)$")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?", re.ASCII)


@dataclass(frozen=True)
class Wording:
    """A cell's text as it is filed.

    Attributes:
        text: as printed, without line breaks and invisible characters.
        note: what was changed, if anything.
        problem: why the cell cannot be filed, if it cannot.
    """

    text: str
    note: str = ""
    problem: str = ""


@lru_cache(maxsize=8192)
def simplify(text: str) -> str:
    r"""A label in half-width characters, without white space and footnote marks. Cached.

    Examples:
        >>> simplify("合  计①")
        '合计'
        >>> simplify("金额\n（万元）")
        '金额(万元)'
    """
    unmarked = _ANY_INVISIBLE.sub("", text.strip().rstrip(_MARKS))
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", unmarked))


@lru_cache(maxsize=8192)
def split_unit(label: str) -> tuple[str, str | None]:
    """A simplified label without the unit at its end, and that unit. Cached.

    Examples:
        >>> split_unit("支出金额（万元）")
        ('支出金额', '万元')
        >>> split_unit("完成百分比/%")
        ('完成百分比', '%')
        >>> split_unit("填报单位（盖章）")
        ('填报单位', '盖章')
    """
    plain = simplify(label)
    match = _BRACKETED_UNIT.search(plain) or _SLASHED_UNIT.search(plain)
    if match is None:
        return plain, None
    return plain[: match.start()], match["unit"]


def clean_text(text: str) -> Wording:
    r"""Text without line breaks, control and direction characters.

    A text that is too long or contains an invalid code point gets a problem instead.

    Examples:
        >>> clean_text("累计\n完成").text, clean_text("120\n80").text
        ('累计完成', '120；80')
    """
    unsafe = _UNSAFE.search(text)
    if unsafe:
        return Wording("", problem=f"it contains the invalid code point U+{ord(unsafe[0]):04X}.")
    plain = _CONTROL.sub("", re.sub(_INVISIBLE, "", text))
    note = "" if plain == text else "invisible characters were removed"
    joined = _join_lines(line.strip() for line in _LINE_BREAK.split(plain))
    if len(joined) > LONGEST_TEXT:
        return Wording(
            "", problem=f"it has {len(joined)} characters; at most {LONGEST_TEXT} are allowed."
        )
    return Wording(joined, note)


def _join_lines(lines: Iterable[str]) -> str:
    """Lines as one text; digits of different lines never become one number."""
    parts: list[str] = []
    for line in filter(None, lines):
        if parts and parts[-1][-1].isdigit() and line[0].isdigit():
            parts.append("；")
        parts.append(line)
    return "".join(parts)


def read_cell(cell: Cell) -> Wording:
    """A cell as printed: percentages of a spreadsheet with their %, numbers without noise.

    Examples:
        >>> from analysis.ingest.content import Place
        >>> read_cell(Cell("0.7", Place(), "percent")).text
        '70%'
        >>> read_cell(Cell("0.9840000000000001", Place(), "percent")).text
        '98.4%'
    """
    if cell.problem:
        return Wording("", problem=cell.problem)
    wording = clean_text(cell.text)
    if wording.problem or not _PLAIN_NUMBER.fullmatch(wording.text):
        return wording
    if cell.number_format == "percent":
        return Wording(
            f"{_trim(Decimal(_remove_noise(wording.text)) * 100)}%",
            "shown as a percentage in the file",
        )
    trimmed = _remove_noise(wording.text)
    note = wording.note if trimmed == wording.text else f"stored as {wording.text}"
    return Wording(trimmed, note)


def _remove_noise(text: str) -> str:
    digits = len(re.sub(r"[-.]|^0+", "", text))
    if digits <= _DIGITS_KEPT or "." not in text or "e" in text.lower():
        return text
    number = Decimal(text)
    places = _DIGITS_KEPT - 1 - number.adjusted()
    if places < 0:
        return text
    rounded = number.quantize(Decimal(1).scaleb(-places))
    short = _trim(rounded)
    return short if len(short) < len(text) - 3 else text


def _trim(number: Decimal) -> str:
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
