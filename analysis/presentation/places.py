"""Names places in documents in the brief's language: table, row, section, lines of the text."""

import re
from functools import cache

from analysis.presentation.messages import Messages, clean_text
from analysis.presentation.wording import to_translate
from analysis.presentation.wording.languages import DOCUMENT_LANGUAGE

_DIGITS = {numeral: str(number) for number, numeral in enumerate("一二三四五六七八九十", 1)}
_SPAN = r"(\d+)(?:[–—-](\d+))?"
# Lines of the stored text, in brackets behind the rest; there may be more behind them.
_LINES = re.compile(rf"（(?P<page>第\d+页)?第{_SPAN}行）")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]+|（[一二三四五六七八九十\d]+）|\d+|[①-⑳])+")
_ITEM = re.compile(r"[A-Z]\d+")
# In Chinese no space stands before these words.
_GLUED = re.compile(r"(?<=[\u4e00-\u9fff\d]) (?=第|序号|末段)")
# Where a date is printed apart from its figure.
_YEAR_FROM = "，年份见"
_MONTH_PLAN = re.compile("([一二三四五六七八九十]+)月计划")
# Parts of a place by their Chinese words, and the English ones.
_PARTS = (
    (re.compile(r"表(\d+)"), to_translate("Table {number}")),
    (re.compile(r"第(\d+)个表"), to_translate("Table {number}")),
    (re.compile(r"第(\d+)行"), to_translate("row {number}")),
    (re.compile(r"第(\d+)段"), to_translate("paragraph {number}")),
    (re.compile(r"第(\d+)句"), to_translate("sentence {number}")),
    (re.compile(r"第(\d+)页"), to_translate("page {number}")),
    (re.compile(r"序号(\d+)"), to_translate("No. {number}")),
)
_WORDS = {
    "市月报表": to_translate("City monthly form"),
    "县月报表": to_translate("County monthly form"),
    "月报表": to_translate("Monthly form"),
    "文首": to_translate("Opening"),
    "首段": to_translate("First paragraph"),
    "末段": to_translate("last paragraph"),
    "正文": to_translate("Text"),
}


def name_place(locator: str, words: Messages) -> tuple[str, str | None]:
    """A place in the brief's language, and the language that it is in if that is another one.

    What a document calls a part of it is left out in English where the lines of the text follow,
    else the place stays as it is.

    Args:
        locator: such as ``表2 第4行（第226–228行）``.
        words: language.

    Examples:
        >>> place = "表2 第4行（第226–228行）"
        >>> [name_place(place, Messages(language)) for language in ("zh", "en")]
        [('表2第4行（第226—228行）', None), ('Table 2, row 4 (lines 226 to 228)', None)]
        >>> name_place("四（一）3（2）（第35行）", Messages("en"))[0]
        'Section 4(1)3(2) (line 35)'
        >>> name_place("二（一）（第6行），年份见二（三）（第9行）", Messages("en"))[0]
        'Section 2(1) (line 6); year: Section 2(3) (line 9)'
        >>> name_place("表一附注", Messages("en"))
        ('表一附注', 'zh')
    """
    return _name_place(locator, words.language)


@cache
def _name_place(locator: str, language: str) -> tuple[str, str | None]:
    """Cached: many figures of a page are from one place."""
    words = Messages(language)
    text = clean_text(locator)
    if words.language == DOCUMENT_LANGUAGE:
        return re.sub(r"(?<=\d)[–-](?=\d)", "—", _GLUED.sub("", text)), None
    here, _, year = text.partition(_YEAR_FROM)
    translated = _translate(here, words)
    if translated and year:
        of_year = _translate(year, words)
        translated = of_year and words.say(
            "{place}; year: {other}", place=translated, other=of_year
        )
    translated = translated[:1].upper() + translated[1:]
    return (translated, None) if translated else (text, words.document_lang)


def _translate(text: str, words: Messages) -> str:
    """A place in another language than the documents'; blank if a word of it is not known."""
    lines = _LINES.search(text)
    if lines and text[lines.end() :]:
        return ""
    before = text[: lines.start()] if lines else text
    parts = [_translate_part(part, words) for part in before.split()]
    known = [part for part in parts if part]
    if len(known) < len(parts) and not (lines and known):
        return ""
    place = words.join(known)
    if not lines:
        return place
    first, last = lines[2], lines[3]
    said = (
        words.say("lines {first} to {last}", first=first, last=last)
        if last
        else words.say("line {number}", number=first)
    )
    if not place:
        return said
    return words.say("{name} ({detail})", name=place, detail=said)


def _translate_part(part: str, words: Messages) -> str:
    """A part of a place; blank if it is not known."""
    if part in _WORDS:
        return words.gettext(_WORDS[part])
    for pattern, message in _PARTS:
        found = pattern.fullmatch(part)
        if found:
            return words.say(message, number=found[1])
    plan = _MONTH_PLAN.fullmatch(part)
    if plan:
        return words.say("plan for month {number}", number=_read_numeral(plan[1]))
    if _ITEM.fullmatch(part):
        return words.say("item {items}", items=part)
    if _SECTION.fullmatch(part):
        return words.say("Section {number}", number=_write_numerals(part))
    return ""


def _write_numerals(section: str) -> str:
    """A section's number with digits: 四（一）3（2） is 4(1)3(2), 十二 is 12."""
    written = re.sub("[一二三四五六七八九十]+", lambda found: _read_numeral(found[0]), section)
    return written.replace("（", "(").replace("）", ")")


def _read_numeral(numeral: str) -> str:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return "".join(_DIGITS[digit] for digit in numeral)
    return (_DIGITS.get(tens, "1")) + (_DIGITS.get(ones, "0"))
