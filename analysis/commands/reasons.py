"""Translates the messages of other rooms, which are written in English with values filled in.

Why a file was refused, or a county cannot be found, is written where it is found: in `ingest`,
`build` or `documents`, which know no language. Their messages are translated where they are shown:
the catalogue ``reasons.po`` has them with ``{1}``, ``{2}`` for the values.
"""

import re
from collections.abc import Iterator
from functools import cache

from analysis.commands.code_words import name_code
from analysis.commands.wording import (
    REASONS,
    SOURCE_LANGUAGE,
    get_language,
    pile,
    to_translate,
    translate,
)
from analysis.commands.wording.catalogue_files import read_catalogue
from analysis.commands.wording.places import translate_place
from analysis.commands.wording.system_errors import translate_system_error

_PLACEHOLDER = re.compile(r"\{(\d+)\}")
# Where a sentence ends and the next one begins, or what follows a place: messages are often joined.
_BREAK = re.compile(r"(?<=[.:;。；]) (?=\S)|(?<=[。；])(?=\S)")
# What is written alike in every language: calls, and what a user or a program named.
_NAMED = re.compile(r"`[^`]*`|“[^”]*”|'[^']*'")
_ENGLISH = re.compile(r"[A-Za-z]+,? [a-z]{2,}")
_MARKS = {" or ": to_translate(" or "), " and ": to_translate(" and "), ", ": to_translate(", ")}
# A value of a message: of several possible ones, the shortest and the longest.
_SHORT, _LONG = "(.*?)", "(.*)"
# What begins with the end of a bracket that was opened before it.
_TORN = re.compile(r"[^(]*\)")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def translate_reason(text: str) -> str:
    """A message of another room in the language of the terminal.

    What has no translation is returned as it is. A value that is a message itself is translated,
    too, and so is each of several messages that were joined.

    Examples:
        >>> translate_reason("There is no such file.")
        'There is no such file.'
    """
    language = get_language()
    return text if language == SOURCE_LANGUAGE else _translate(text.strip(), language)


def join_reasons(*reasons: str) -> str:
    """Messages of other rooms one after the other, such as a reason and what to do about it."""
    return pile(translate_reason(reason) for reason in reasons)


def count_english(text: str) -> int:
    """How many English words follow each other in a text, apart from what is quoted.

    Examples:
        >>> count_english("reference/areas.csv 第3行：请用 `briefs county NAME` 录入。")
        0
        >>> count_english("文件无法读取：no such file")
        1
    """
    return len(_ENGLISH.findall(_NAMED.sub("", text)))


@cache
def _translate(text: str, language: str) -> str:
    """The translation that leaves the fewest English words."""
    if not count_english(text) and not read_catalogue(language, REASONS).get(text):
        # Names, numbers and Chinese words, or a message of one word or two.
        short = next(_match(text, language, with_joined=False), None)
        return short or _write_value(text, language)
    best, least = _write_value(text, language), None
    for candidate in _list_candidates(text, language):
        left = count_english(candidate)
        if least is None or left < least:
            best, least = candidate, left
        if not left:
            break
    return best


def _list_candidates(text: str, language: str) -> Iterator[str]:
    """Translations of a text: as one message, as several, and as one with messages in it."""
    catalogue = read_catalogue(language, REASONS)
    for written in (text, text.removesuffix("."), f"{text}."):
        if catalogue.get(written):
            yield _end(catalogue[written], text)
    yield from _match(text, language, with_joined=False)
    for end in _BREAK.finditer(text):
        first = _translate_first(text[: end.start()], language)
        if first is not None:
            yield first + _translate(text[end.end() :], language)
    yield from _match(text, language, with_joined=True)
    if text.endswith("."):
        yield from (_end(one, text) for one in _match(text[:-1], language, with_joined=False))
    if system := translate_system_error(text):
        yield system


def _translate_first(text: str, language: str) -> str | None:
    """The first of several messages, or the place before one; None if it is neither."""
    if text.endswith(":") and (not count_english(text) or translate_place(text[:-1]) != text[:-1]):
        return f"{translate_place(text[:-1])}："
    catalogue = read_catalogue(language, REASONS)
    for written in (text, text[:-1]):
        if translation := catalogue.get(written):
            return _end(translation, text)
        if (matched := next(_match(written, language, with_joined=False), None)) is not None:
            return _end(matched, text)
    return None


def _end(translation: str, text: str) -> str:
    """A translation that ends as its text does: a message may stand inside another one."""
    ends = {".": "。", ":": "：", ";": "；"}
    bare = translation.rstrip("。；：.:;")
    return bare + ends.get(text[-1:], "")


def _match(text: str, language: str, with_joined: bool) -> Iterator[str]:
    """Translations of messages with values that a text may be.

    Args:
        text: a message.
        language: of the translations.
        with_joined: whether a value may consist of several messages.
    """
    for pattern, parts, translation in _list_patterns(language):
        # Most patterns are ruled out by their words, without a search.
        if not (text.startswith(parts[0]) and all(part in text for part in parts)):
            continue
        found = _find_values(pattern, text)
        if found and any(map(_BREAK.search, found)) == with_joined:
            values = [_translate_value(value.strip(), language) for value in found]
            filled = _fill(translation, values)
            # A full stop that belongs to the message may have been read as part of a value.
            yield f"{filled[:-1]}。" if filled.endswith(".") and text.endswith(".") else filled


def _find_values(pattern: str, text: str) -> tuple[str, ...]:
    """The values of a message, the first ones as short as can be; none if the text is not of it.

    A value with brackets of its own, such as the name of a sheet, is not torn at them.
    """
    for value in (_SHORT, _LONG):
        match = re.fullmatch(pattern.replace(_SHORT, value), text, re.DOTALL)
        if match is None:
            return ()
        if not any(_TORN.match(one) for one in match.groups()):
            return match.groups()
    return ()


def _translate_value(value: str, language: str) -> str:
    """What a message is filled with: a message itself, a word of the trade, or what it names."""
    return name_code(value) or _translate(value, language)


def _write_value(text: str, language: str) -> str:
    """What has no translation, with the marks and lists of the language."""
    if quoted := _QUOTED.fullmatch(text):
        return f"“{quoted[1] or quoted[2] or ''}”"
    for mark in (" or ", " and ", ", "):
        parts = text.split(mark)
        if len(parts) > 1 and not any(count_english(part) or ". " in part for part in parts):
            return translate(_MARKS[mark]).join(_translate(part, language) for part in parts)
    return translate_system_error(text) or translate_place(text)


def _fill(translation: str, values: list[str]) -> str:
    return _PLACEHOLDER.sub(lambda number: values[int(number[1]) - 1], translation)


@cache
def _list_patterns(language: str) -> list[tuple[str, list[str], str]]:
    """Patterns of the messages with values, the most specific first, and their translations."""
    messages = read_catalogue(language, REASONS).items()
    with_values = [(message, text) for message, text in messages if text and "{1}" in message]
    with_values.sort(key=lambda pair: -len(_PLACEHOLDER.sub("", pair[0])))
    patterns = []
    for message, text in with_values:
        # The groups are numbered in the order of the message, as the values are.
        parts = _PLACEHOLDER.split(message)[::2]
        patterns.append((_SHORT.join(map(re.escape, parts)), parts, text))
    return patterns
