"""Translates the messages of other rooms, which are written in English with values filled in.

Why a file was refused, or a county cannot be found, is written where it is found: in `ingest`,
`build` or `documents`, which know no language. Their messages are translated where they are shown:
the catalogue ``reasons.po`` has them with ``{1}``, ``{2}`` for the values.
"""

import re
from functools import cache

from analysis.commands.wording import REASONS, SOURCE_LANGUAGE, get_language, pile
from analysis.commands.wording.catalogue_files import read_catalogue

_PLACEHOLDER = re.compile(r"\{(\d+)\}")
# Where a sentence ends and the next one begins: messages are often joined.
_BREAK = re.compile(r"(?<=[.:;]) (?=\S)")


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


def _translate(text: str, language: str) -> str:
    translated = _translate_one(text, language)
    if translated is not None:
        return translated
    for end in _BREAK.finditer(text):
        first = _translate_one(text[: end.start()], language)
        if first is not None:
            return first + _translate(text[end.end() :], language)
    return text


def _translate_one(text: str, language: str) -> str | None:
    """The translation of one message; None if it has none."""
    whole = read_catalogue(language, REASONS).get(text)
    if whole:
        return whole
    for pattern, translation in _list_patterns(language):
        if match := pattern.fullmatch(text):
            values = [_translate(value.strip(), language) for value in match.groups()]
            return _fill(translation, values)
    return None


def _fill(translation: str, values: list[str]) -> str:
    return _PLACEHOLDER.sub(lambda number: values[int(number[1]) - 1], translation)


@cache
def _list_patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Patterns of the messages with values, the most specific first, and their translations."""
    messages = read_catalogue(language, REASONS).items()
    with_values = [(message, text) for message, text in messages if text and "{1}" in message]
    with_values.sort(key=lambda pair: -len(_PLACEHOLDER.sub("", pair[0])))
    return [(_make_pattern(message), text) for message, text in with_values]


def _make_pattern(message: str) -> re.Pattern[str]:
    """A pattern with a group for each value, which are numbered in the order of the message."""
    texts = _PLACEHOLDER.split(message)[::2]
    return re.compile("(.*?)".join(map(re.escape, texts)), re.DOTALL)
