"""Reads the label of a row: its number, and whether it is a total, a subtotal or named by 其中."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

# Meanings in labels.csv; a total of all stands above totals of sections.
GRAND_TOTAL, TOTAL, SUBTOTAL, PART_OF_TOTAL = "grand_total", "total", "subtotal", "part_of_total"
# A sum with a name of its own, such as 农产品上行合计: of a section, or of the whole table.
NAMED_SUM = "named_sum"
_WITHIN = re.compile(r"^[(#]?(?:其中|内含|其内)[)]?(?:包括)?[:,、;.]?")
_SUM = re.compile(r"(.*)(小计|合计|总计|共计|总分)$")
_ONE_TO_TEN = "一二三四五六七八九十"
# Styles of numbers by the rank that official papers give them: 一、 （一） 1. 1.1 1） （1） ①.
_STYLES: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("package", 1, re.compile(rf"第[{_ONE_TO_TEN}\d]{{1,3}}(?:部分|章|包|标段|类|批)|"
                              rf"(?:包组?|标段)[{_ONE_TO_TEN}\d]{{1,3}}(?![{_ONE_TO_TEN}\d])")),
    ("chinese", 2, re.compile(rf"[{_ONE_TO_TEN}]{{1,3}}(?:[、.,:\s]|是(?=\S))")),
    ("chinese_in_brackets", 3, re.compile(rf"\([{_ONE_TO_TEN}]{{1,3}}\)")),
    ("decimal_3", 6, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}[.、\s]?(?!\d)")),
    ("decimal_2", 5, re.compile(r"\d{1,2}\.\d{1,2}[、\s]?(?![.\d%])(?!万|亿|元)")),
    ("number", 4, re.compile(r"\d{1,2}(?:[.、:](?!\d)|\s+(?=\D))")),
    ("number_and_bracket", 7, re.compile(r"\d{1,2}\)")),
    ("number_in_brackets", 8, re.compile(r"\(\d{1,2}\)")),
    ("circled", 9, re.compile(r"[①-⑳]")),
)  # fmt: skip
_CIRCLED = re.compile(r"[①-⑳]")


@dataclass(frozen=True)
class Mark:
    """What the label of a row says about its place.

    Attributes:
        text: the label without number, 其中, spaces and what stands in brackets at its end.
        sum_kind: what sort of sum it is, None for other rows.
        is_within: whether 其中 stands before it.
        is_part_of_total: whether it is one of the parts that make up the total of a form.
        style: how it is numbered, None without a number.
        rank: rank of that style, 0 without.
        indent: spaces before the label.
    """

    text: str
    sum_kind: str | None
    is_within: bool
    is_part_of_total: bool
    style: str | None
    rank: int
    indent: int


def read_mark(label: str, number: str, meanings: Mapping[str, str]) -> Mark:
    """Reads the label of a row.

    Args:
        label: as printed.
        number: the number in a column of its own; blank without.
        meanings: label → what it means, as in ``labels.csv``.

    Examples:
        >>> read_mark("（一）品牌培育", "", {}).style
        'chinese_in_brackets'
        >>> read_mark("三、合  计：", "", {"合计": "total"}).sum_kind
        'total'
    """
    label_parts = _read_label(label, number)
    meaning = meanings.get(label_parts.text)
    sum_kind = None if label_parts.is_within else _find_sum(label_parts.text, meaning)
    return Mark(
        sum_kind=sum_kind, is_part_of_total=meaning == PART_OF_TOTAL, **label_parts._asdict()
    )


class _Label(NamedTuple):
    """What a label says by itself; as in :class:`Mark`."""

    text: str
    is_within: bool
    style: str | None
    rank: int
    indent: int


@lru_cache(maxsize=65_536)
def _read_label(label: str, number: str) -> _Label:
    """Reads a label without the words of ``labels.csv``. Cached: forms repeat their labels."""
    plain = _normalise(label)
    indent = len(plain) - len(plain.lstrip())
    style, rank, rest = _split_number(plain.strip())
    is_within = bool(_WITHIN.match(_squeeze(rest)))
    if is_within:
        inner = _WITHIN.sub("", _squeeze(rest))
        inner_style, inner_rank, rest = _split_number(inner)
        style, rank = (style, rank) if style else (inner_style, inner_rank)
    if style is None and not is_within:
        style, rank = _read_number(number)
    return _Label(_strip_ends(_squeeze(rest)), is_within, style, rank, indent)


def _find_sum(text: str, meaning: str | None) -> str | None:
    if meaning in (GRAND_TOTAL, TOTAL, SUBTOTAL):
        return meaning
    match = _SUM.fullmatch(text)
    if match is None:
        return None
    if match[2] == "小计":
        return SUBTOTAL
    return NAMED_SUM if match[1] else TOTAL


def _normalise(label: str) -> str:
    """Half-width characters; circled numbers stay, of which NFKC would make plain ones."""
    if not _CIRCLED.search(label):
        return unicodedata.normalize("NFKC", label)
    return "".join(
        mark if _CIRCLED.match(mark) else unicodedata.normalize("NFKC", mark) for mark in label
    )


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _strip_ends(text: str) -> str:
    """The text without brackets, colons and footnote marks at its end: 合计（万元）：."""
    bare = re.sub(r"(?:\([^()]*\)|[:;,。.*※\-—①-⑳])+$", "", text)
    return bare or text


def _split_number(text: str) -> tuple[str | None, int, str]:
    for style, rank, pattern in _STYLES:
        match = pattern.match(text)
        if match and style == "package":
            return style, rank, text
        if match and text[match.end() :].strip():
            return style, rank, text[match.end() :]
    return None, 0, text


def _read_number(number: str) -> tuple[str | None, int]:
    """The style of a number in a column of its own: 一, （一）, 1, 1.1."""
    plain = _squeeze(_normalise(number)).rstrip("、.:")
    if not plain:
        return None, 0
    for end in ("", "、", "."):
        style, rank, rest = _split_number(f"{plain}{end}x")
        if style and rest == "x":
            return style, rank
    return None, 0
