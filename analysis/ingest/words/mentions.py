"""Figures in running text: position, unit, qualifier and the words around them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from analysis.figures.printed import PrintedFigure, Unit, parse_figure
from analysis.ingest.words.wordings import FOOTNOTE_NUMBERS

AT_LEAST = ("不少于", "不低于", "至少")
CHANGES = ("增长", "上升", "增加", "提高", "下降", "减少", "降低")
_PREFIXES = (*AT_LEAST, "超过", "多于", "不超过", "不高于", "超", "近", "约", "≥", "≤")
_SUFFIXES = ("或以上", "及以上", "以上", "以内", "以下", "左右", "多", "余")
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_NUMERALS = "[零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+"
# What precedes a numeral that is part of a word or of a numbering: 第一期, 统一, 其一 …
_BEFORE_NUMERAL = re.compile(r"[第其统唯单同之万专每各“\d]$")
# What follows a unit and makes it another word: 3个月, 5年级, 2次产业.
_NO_UNIT_AFTER = {
    "个": re.compile("月|性|别|人(?!才)"),
    "项": re.compile("目"),
    "次": re.compile("[产会]"),
    "家": re.compile("庭"),
    "条": re.compile("例"),
    "年": re.compile("[度级来]"),
    "村": re.compile("[级民委支里]"),
    "乡": re.compile("[镇村]"),
    "镇": re.compile("[区村]"),
    "所": re.compile("[有属得需在]"),
    "部": re.compile("[分门署]"),
    "本": re.compile("[级市县地年月科]"),
    "支": re.compile("[付出持]"),
    "组": re.compile("[织成长建]"),
    "队": re.compile("[伍员]"),
    "起": re.compile("[步来到]"),
    "对": re.compile("[口接象应比全]"),
    "双": re.compile("[方向创]"),
    "包": re.compile("[括含装村裹]"),
    "处": re.compile("[理置于罚级]"),
    "期": re.compile("[间限末初货]"),
    "单": re.compile("[位价项独元]"),
    "批": re.compile("[准发复]"),
    "份": re.compile("额"),
    "座": re.compile("[谈位]"),
    "门": re.compile("[店市户]"),
    "轮": re.compile("[换训流]"),
    "位": re.compile("[于列居次数]"),
    "例": re.compile("[如会]"),
    "宗": re.compile("[旨教]"),
    "片": re.compile("区"),
    "根": re.compile("[据本]"),
    "班": re.compile("[子主]"),
    "台": re.compile("[账州湾]"),
    "平方": re.compile("[千公]"),
}
_COUNTED_IN_NUMERALS = frozenset(
    "元%％‰倍人名次户个家条场笔项种篇层张米里顷吨年月天分块只亩点时周斤克日"
)
_FOOTNOTE_NUMBER = re.compile(f"[{FOOTNOTE_NUMBERS}]")
_SENTENCE = re.compile(r"[^。！？；;\n]*[。！？；;\n]?")
_CLAUSE_ENDS = "，,、。；;：:！？（）()\n"
_NOUN = re.compile(r"(?:的)?([\u4e00-\u9fff]{1,14})")


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


@dataclass(frozen=True)
class MentionReader:
    """Finds figures in text with one set of units."""

    units: Mapping[str, Unit]

    def read(self, text: str) -> list[Mention]:
        """Figures in a text, in order, without ranges and numbering.

        Examples:
            >>> from decimal import Decimal
            >>> reader = MentionReader({"笔": Unit("count", Decimal(1), True)})
            >>> [mention.text for mention in reader.read("办理贷款不少于 500 笔，第3笔除外")]
            ['不少于500笔']
        """
        plain = flatten(text)
        matches = _compile(tuple(sorted(self.units))).finditer(plain)
        mentions = (self._make(plain, match) for match in matches)
        return [mention for mention in mentions if mention is not None]

    def _make(self, plain: str, match: re.Match[str]) -> Mention | None:
        if _is_part_of_word(plain, match):
            return None
        words = re.sub(r"\s+", "", match[0])
        figure = parse_figure(words, self.units)
        if figure.value is None:
            return None
        start, end = match.span()
        before, after = _clause_before(plain, start), _noun_after(plain, end)
        return Mention(words, start, end, figure, before, after)


def flatten(text: str) -> str:
    """A text in half-width characters; each character keeps its position."""
    return "".join(_narrow(character) for character in text)


def split_sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text, each with the position where it begins."""
    return [(match.start(), match[0]) for match in _SENTENCE.finditer(text) if match[0].strip()]


@lru_cache(maxsize=4096)
def _narrow(character: str) -> str:
    if _FOOTNOTE_NUMBER.match(character):
        return character
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character


@lru_cache(maxsize=8)
def _compile(units: tuple[str, ...]) -> re.Pattern[str]:
    scaled = {f"{scale}{unit}" for scale in "万亿" for unit in units}
    names = sorted({*units, *scaled, "万", "亿"}, key=len)
    return re.compile(
        rf"(?P<prefix>{'|'.join(_PREFIXES)})?\s*(?P<change>{'|'.join(CHANGES)})?\s*"
        rf"(?P<number>{_DIGITS}|(?P<numeral>{_NUMERALS}))\s*(?P<over>[多余])?\s*"
        rf"(?P<unit>{'|'.join(map(re.escape, reversed(names)))})"
        rf"\s*(?P<suffix>{'|'.join(_SUFFIXES)})?",
        re.ASCII,
    )


def _is_part_of_word(plain: str, match: re.Match[str]) -> bool:
    before, after = plain[: match.start("number")].rstrip(), plain[match.end("unit") :]
    if match["numeral"]:
        if _BEFORE_NUMERAL.search(before) or _is_idiom(match) or _is_name(match):
            return True
    elif re.search(r"第$|\d[.,]?[-–~～至—]?$|\d\s*[-–~～—至]$|[A-Za-z]$|届$", before):
        return True
    if re.match(r"\d{4}$", match["number"]) and match["unit"] == "年":
        return True
    other_word = _NO_UNIT_AFTER.get(match["unit"])
    if other_word and not match["suffix"] and other_word.match(after):
        return True
    return bool(re.match(r"\s*[-–~～—]\s*\d", after))


def _is_idiom(match: re.Match[str]) -> bool:
    """Whether a numeral counts nothing: 一个, 千家万户, 十分, 近两年."""
    is_qualified = bool(match["prefix"] or match["over"] or match["suffix"])
    is_round = not match["numeral"].strip("十百千佰仟")
    is_recent = match["unit"] == "年" and match["prefix"] == "近"
    return (
        match["numeral"] == "一"
        or match["unit"] == "分"
        or is_recent
        or (is_round and not is_qualified and match["numeral"] != "十")
    )


def _is_name(match: re.Match[str]) -> bool:
    """Whether a numeral and a measure word may be part of a name: 三台县, 六盘水, 五包.

    Units of people, money and the like are written so; of the other measure words only with a
    qualifier or in a number of several characters: 十二台.
    """
    is_qualified = bool(match["prefix"] or match["over"] or match["suffix"])
    is_common = match["unit"][-1] in _COUNTED_IN_NUMERALS
    return len(match["numeral"]) == 1 and not is_qualified and not is_common


def _clause_before(plain: str, start: int) -> str:
    clause_start = start
    while clause_start > 0 and plain[clause_start - 1] not in _CLAUSE_ENDS:
        clause_start -= 1
    return re.sub(r"\s+", "", plain[clause_start:start])


def _noun_after(plain: str, end: int) -> str:
    match = _NOUN.match(re.sub(r"\s+", "", plain[end : end + 24]))
    # "3个和森林公园1个": the words after 和 belong to the next figure.
    return match[1] if match and match[1][0] not in "和与及并或" else ""
