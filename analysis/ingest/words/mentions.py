"""Figures in running text: position, unit, qualifier and the words around them.

Text is looked at without its white space, a number at a time and never far from it, so that the
time needed grows with the length of the text and not faster.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from analysis.figures.measure_words import Unit
from analysis.figures.printed import PrintedFigure, parse_figure
from analysis.ingest.words.measure_words import (
    NO_MEASURE,
    counts_by_numeral,
    is_other_word,
    list_measures,
)
from analysis.ingest.words.wordings import FOOTNOTE_NUMBERS

AT_LEAST = ("不少于", "不低于", "至少")
CHANGES = ("增长", "上升", "增加", "提高", "下降", "减少", "降低")
_PREFIXES = (*AT_LEAST, "超过", "多于", "不超过", "不高于", "超", "近", "约", "≥", "≤")
_SUFFIXES = ("或以上", "及以上", "以上", "以内", "以下", "左右", "多", "余")
_NUMERALS = "[零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+"
_NUMBER = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|(?P<numeral>{_NUMERALS})", re.ASCII
)
_LEAD = re.compile(
    rf"(?P<change>{'|'.join(CHANGES)})?(?P<prefix>{'|'.join(_PREFIXES)})?"
    rf"(?P<later>{'|'.join(CHANGES)})?$"
)
_LONGEST_LEAD = 6
_SUFFIX = re.compile("|".join(_SUFFIXES))
_OVER = "多余几"
# Measures that begin a longer word: 5个人才基地 are 基地, not persons.
_NOT_BEFORE = {"个人": "个人(?![才口员民体均])"}
# Numerals in names of places: 三台县, 五家渠市.
_ENDS_OF_NAMES = frozenset("县市区镇乡州旗渠")
# What precedes a numeral that is part of a word or of a numbering: 第一期, 统一, 其一 …
_BEFORE_NUMERAL = re.compile(r"[第其统唯单同之万专每各“\d]$")
_PART_OF_NUMBER = re.compile(r"第$|\d[.,]?[-–~～至—]?$|\d[-–~～—至]$|[A-Za-z]$|届$", re.ASCII)
_RANGE_AFTER = re.compile(r"[-–~～—]\d", re.ASCII)
_PER = re.compile(r"/(?:平方米|[户人亩月年头只吨天次个户件米])")
# A numbering and a count behind it: 1.3个项目 at the beginning of a sentence.
_NUMBERED = re.compile(r"(?:^|[。；;:：\n（(])$")
_FOOTNOTE_NUMBER = re.compile(f"[{FOOTNOTE_NUMBERS}]")
_SENTENCE = re.compile(r"[^。！？；;\n]*[。！？；;\n]?")
_CLAUSE_ENDS = "，,、。；;：:！？（）()\n"
_NOUN = re.compile(r"(?:的)?([\u4e00-\u9fff]{1,14})")
_LONGEST_CLAUSE, LONGEST_SENTENCE = 80, 600
_LONGEST_QUOTED = 14


@dataclass(frozen=True)
class Mention:
    """A figure in running text.

    Attributes:
        text: the figure as printed, with qualifier and unit, without spaces.
        start: position in the text where it begins.
        end: position where it ends.
        figure: its value, unit and qualifier.
        before: the clause before it.
        after: the noun that follows it.
    """

    text: str
    start: int
    end: int
    figure: PrintedFigure
    before: str
    after: str

    @property
    def near(self) -> str:
        """The words between the preceding figure of the clause, if any, and this one."""
        return re.split(r"\d[个家条场次笔户人%]?", self.before)[-1]

    @property
    def is_known(self) -> bool:
        """Whether its unit is one of ``units.csv``."""
        return self.figure.unit != self.figure.printed_unit


@dataclass(frozen=True)
class Squeezed:
    """A text without its white space.

    Attributes:
        text: the text; a space stays between two digits, and a line break.
        places: position of each character in the whole text, and the whole text's length.
    """

    text: str
    places: Sequence[int]


@dataclass(frozen=True)
class MentionReader:
    """Finds figures in text with one set of units; other measure words are units of their own."""

    units: Mapping[str, Unit]

    def read(self, text: str) -> list[Mention]:
        """Figures in a text, in order, without ranges and numbering.

        Examples:
            >>> from decimal import Decimal
            >>> reader = MentionReader({"笔": Unit("count", Decimal(1), True)})
            >>> [mention.text for mention in reader.read("办理贷款不少于 500 笔，第3笔除外")]
            ['不少于500笔']
        """
        return self.read_all(text)[0]

    def read_all(self, text: str) -> tuple[list[Mention], list[str]]:
        """The figures in a text, and the numbers with the words behind them that are none."""
        squeezed = squeeze(flatten(text))
        plain, places = squeezed.text.replace("\n", " "), squeezed.places
        mentions, others = [], []
        end = 0
        for match in _NUMBER.finditer(plain):
            if match.start() < end:
                continue
            found = self._make(plain, match, places)
            if isinstance(found, str):
                others += [found] if found else []
            else:
                mention, end = found
                mentions.append(mention)
        return mentions, others

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        measures = (_NOT_BEFORE.get(name, re.escape(name)) for name in list_measures(self.units))
        names = "|".join(measures)
        return re.compile(
            rf"(?P<over>[{_OVER}])?(?P<unit>(?:万亿|[百千]?[万亿])[{_OVER}]?(?:{names})?|{names})"
        )

    def _make(
        self, plain: str, match: re.Match[str], places: Sequence[int]
    ) -> tuple[Mention, int] | str:
        """The figure of a number and where it ends; its words if it is none; else nothing."""
        number, numeral = match[0], match["numeral"]
        start, end = match.span()
        before = plain[max(0, start - 12) : start]
        if numeral and _BEFORE_NUMERAL.search(before):
            return ""
        if not numeral and _PART_OF_NUMBER.search(before):
            return ""
        unit_match = self._unit.match(plain, end)
        if unit_match is None or (numeral and not counts_by_numeral(unit_match["unit"])):
            return "" if numeral else _quote_unknown(plain, start, end, before)
        unit_end = unit_match.end()
        suffix_match = _SUFFIX.match(plain, unit_end)
        if _is_year_or_other_word(number, unit_match["unit"], plain[unit_end : unit_end + 6],
                                  bool(suffix_match)):  # fmt: skip
            return ""
        if _RANGE_AFTER.match(plain, unit_end):
            return ""
        if (per := _PER.match(plain, unit_end)) is not None:
            unit_end, suffix_match = per.end(), None
        lead = _LEAD.search(before[-_LONGEST_LEAD:])
        words = lead[0] if lead else ""
        is_qualified = bool(words or unit_match["over"] or suffix_match)
        is_name = plain[unit_end : unit_end + 1] in _ENDS_OF_NAMES and unit_match["unit"] != "个"
        if numeral and is_name:
            return ""
        if numeral and _is_idiom(numeral, unit_match["unit"], words, is_qualified):
            return ""
        if _is_numbered_count(number, plain[max(0, start - 1) : start], unit_match["unit"]):
            number = number.partition(".")[2]
            start, words = end - len(number), ""
        last = suffix_match.end() if suffix_match else unit_end
        text = f"{words}{number}{plain[end:last]}"
        figure = parse_figure(text, self.units)
        if figure.value is None:
            return _quote_unknown(plain, start, end, before)
        first = start - len(words)
        mention = Mention(
            text, places[first], places[last - 1] + 1, figure,
            _clause_before(plain, first), _noun_after(plain, last),
        )  # fmt: skip
        return mention, last


def flatten(text: str) -> str:
    """A text in half-width characters; each character keeps its position."""
    return "".join(_narrow(character) for character in text)


def squeeze(text: str) -> Squeezed:
    """A text without its white space, except between two digits, and line breaks.

    Examples:
        >>> squeeze("共 5  个， 12 34").text
        '共5个，12 34'
    """
    kept: list[str] = []
    places: list[int] = []
    space: int | None = None
    for position, character in enumerate(text):
        if character == "\n":
            kept.append(character)
            places.append(position)
            space = None
        elif character.isspace():
            space = position
        else:
            if space is not None and kept and kept[-1].isdigit() and character.isdigit():
                kept.append(" ")
                places.append(space)
            space = None
            kept.append(character)
            places.append(position)
    return Squeezed("".join(kept), [*places, len(text)])


def split_sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text, each with the position where it begins.

    One that is longer than any that people write is cut: the work may grow with its square.
    """
    return [
        (match.start() + start, part)
        for match in _SENTENCE.finditer(text)
        if not match[0].isspace()
        for start, part in _cut_long(match[0])
        if part.strip()
    ]


def _cut_long(sentence: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(sentence) - start > LONGEST_SENTENCE:
        end = start + LONGEST_SENTENCE
        comma = max(sentence.rfind(mark, start + LONGEST_SENTENCE // 2, end) for mark in "，,、")
        end = comma + 1 if comma > start else end
        yield start, sentence[start:end]
        start = end
    yield start, sentence[start:]


@lru_cache(maxsize=4096)
def _narrow(character: str) -> str:
    if _FOOTNOTE_NUMBER.match(character):
        return character
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character


def _is_year_or_other_word(number: str, unit: str, after: str, has_suffix: bool) -> bool:
    if unit == "年" and re.fullmatch(r"\d{4}", number, re.ASCII):
        return True
    return not has_suffix and is_other_word(unit, after)


def _is_idiom(numeral: str, unit: str, lead: str, is_qualified: bool) -> bool:
    """Whether a numeral counts nothing: 一个, 千家万户, 十分, 近两年."""
    is_round = not numeral.strip("十百千佰仟")
    return (
        numeral == "一"
        or unit == "分"
        or (unit == "年" and lead == "近")
        or (is_round and not is_qualified and numeral != "十")
    )


def _is_numbered_count(number: str, before: str, unit: str) -> bool:
    """Whether a number is a numbering and the count behind it: 1.3个项目."""
    is_count = unit in "个家条项处台套名人户座件场次辆"
    return is_count and "." in number and bool(_NUMBERED.match(before))


def _quote_unknown(plain: str, start: int, end: int, before: str) -> str:
    """A number with the word behind it, if that might be a unit; else nothing."""
    after = plain[end : end + 2]
    if not re.match(r"[\u4e00-\u9fff㎡㎥]", after) or NO_MEASURE.match(plain, end):
        return ""
    if re.search(r"[年月\-.—–~～至:：/〔\[]$", before):
        return ""
    return f"{plain[start:end]}{after}"[:_LONGEST_QUOTED]


def _clause_before(plain: str, start: int) -> str:
    clause_start = start
    least = max(0, start - _LONGEST_CLAUSE)
    while clause_start > least and plain[clause_start - 1] not in _CLAUSE_ENDS:
        clause_start -= 1
    return plain[clause_start:start].replace(" ", "")


def _noun_after(plain: str, end: int) -> str:
    match = _NOUN.match(plain[end : end + 24].replace(" ", ""))
    # "3个和森林公园1个": the words after 和 belong to the next figure.
    return match[1] if match and match[1][0] not in "和与及并或" else ""
