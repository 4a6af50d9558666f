"""Translates messages, picks the texts of the data in the brief's language, and joins both."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.brief import choose_text
from analysis.presentation.wording import get_translations
from analysis.presentation.wording.languages import DOCUMENT_LANGUAGE, LANGUAGE_TABLE, Language

# Control characters, noncharacters and lone surrogates are invalid in SVG; direction marks could
# show a text in another order than it is stored.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean_text(text: str) -> str:
    r"""A text of the data on one line, without characters that are invalid in HTML or SVG.

    Examples:
        >>> clean_text("a\x07b\ncd")
        'ab cd'
    """
    return " ".join(_UNPRINTABLE.sub("", text).split())


@dataclass(frozen=True)
class Messages:
    """Messages and texts in one language.

    Attributes:
        language: code of the language.
    """

    language: str

    @property
    def rules(self) -> Language:
        """How the language writes lists, dates and amounts."""
        return LANGUAGE_TABLE[self.language]

    @property
    def document_lang(self) -> str | None:
        """``lang`` of texts quoted from documents; None if the brief is in their language."""
        return None if self.language == DOCUMENT_LANGUAGE else DOCUMENT_LANGUAGE

    def gettext(self, message: str) -> str:
        """The message in the brief's language."""
        return get_translations(self.language).gettext(message)

    def term(self, names: Mapping[str, str], code: str) -> str:
        """Name of a code of the tables; the code itself if it has no name.

        Args:
            names: one of the tables of :mod:`analysis.presentation.terms`.
            code: a key of it.
        """
        return self.gettext(names[code]) if code in names else clean_text(code)

    def term_inside(self, names: Mapping[str, str], code: str) -> str:
        """Name of a code within a sentence: with a small first letter, where there are capitals.

        Args:
            names: one of the tables of :mod:`analysis.presentation.terms`.
            code: a key of it.
        """
        name = self.term(names, code)
        return name[:1].lower() + name[1:]

    def say(self, message: str, **values: object) -> str:
        """A translated message with its named placeholders filled."""
        return self.gettext(message).format(**values)

    def pick(self, row: Mapping[str, Any], stem: str) -> str:
        """A text of the data in the brief's language, or in another where the data has none.

        Args:
            row: a row of a frame as a mapping, with a column ``<stem>_<language>`` for each
                language of the data.
            stem: such as ``label`` or ``payee``.
        """
        text, _ = choose_text(lambda column: _read(row, column), stem, self.language)
        return text

    def mark_language(self, row: Mapping[str, Any], stem: str) -> str | None:
        """Language of what :meth:`pick` returns; None if it is the brief's own or blank."""
        _, language = choose_text(lambda column: _read(row, column), stem, self.language)
        return None if language == self.language else language

    def join(self, parts: Iterable[str]) -> str:
        """Joins names by the separator of the language."""
        return self.rules.list_separator.join(parts)

    def pile(self, sentences: Iterable[str]) -> str:
        """Joins sentences to a paragraph."""
        return self.rules.space.join(sentences)


def _read(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return clean_text(value) if isinstance(value, str) else ""
