"""Places in documents as a page writes them, word by word and apart from the project's own way."""

import re

from tests.truth.figures import clean

_ENGLISH = (
    (r"市月报表", "City monthly form"), (r"县月报表", "County monthly form"),
    (r"月报表", "Monthly form"), (r"文首", "Opening"), (r"首段", "First paragraph"),
    (r"末段", "last paragraph"), (r"正文", "Text"),
    (r"表(\d+)|第(\d+)个表", "Table {}"), (r"第(\d+)行", "row {}"), (r"第(\d+)段", "paragraph {}"),
    (r"第(\d+)句", "sentence {}"), (r"第(\d+)页", "page {}"), (r"序号(\d+)", "No. {}"),
    (r"([A-Z]\d+)", "item {}"), (r"([一二三四五六七八九十]+)月计划", "plan for month {}"),
    (r"([一二三四五六七八九十\d（）①-⑳]+)", "Section {}"),
)  # fmt: skip
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九", 1)}


def say_place(locator: object, language: str) -> str:
    """A place in the language of a page; as it is on file where English has no words for it."""
    text = clean(locator)
    if language == "zh":
        joined = re.sub(r"(?<![A-Za-z]) (?=第|序号|末段)", "", text)
        return re.sub(r"(\d)[–-](\d)", r"\1—\2", joined)
    here, _, year = text.partition("，年份见")
    if year:
        return f"{say_place(here, language)}; year: {say_place(year, language)}"
    body, mark, lines = text.partition("（第")
    lines = lines.removesuffix("行）")
    if mark and not re.fullmatch(r"\d+(?:[–—-]\d+)?", lines):
        return text
    said = [_say_part(part) for part in body.split()]
    if "" in said and not (mark and any(said)):
        return text
    return _begin(said, lines if mark else "")


def _begin(said: list[str], lines: str) -> str:
    place = ", ".join(part for part in said if part)
    place = place[:1].upper() + place[1:]
    if not lines:
        return place
    first, *last = re.split("[–—-]", lines)
    where = f"lines {first} to {last[0]}" if last else f"line {first}"
    return f"{place} ({where})" if place else where.capitalize()


def _say_part(part: str) -> str:
    for pattern, english in _ENGLISH:
        found = re.fullmatch(pattern, part)
        if found:
            said = next((group for group in found.groups() if group), "")
            return english.format(_write_digits(said))
    return ""


def _write_digits(text: str) -> str:
    written = re.sub(
        r"([一二三四五六七八九]?)十([一二三四五六七八九]?)",
        lambda found: str(_NUMERALS.get(found[1], 1) * 10 + _NUMERALS.get(found[2], 0)),
        text,
    )
    for numeral, number in _NUMERALS.items():
        written = written.replace(numeral, str(number))
    return written.replace("（", "(").replace("）", ")")
