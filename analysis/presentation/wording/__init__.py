"""Translations of the briefs' own texts: English in the code, others in gettext catalogues.

A catalogue is ``<language>/briefs.po``; it is read directly, so there is nothing to compile after
an edit. Texts of documents are translated in the reference table ``translations``.
"""

import gettext
import io
from functools import cache

from babel.messages import mofile, pofile

from analysis.brief import LANGUAGES as BRIEF_LANGUAGES
from analysis.paths import WORDING
from analysis.presentation.wording.languages import LANGUAGE_TABLE, Language

SOURCE_LANGUAGE = "en"
# Languages with a catalogue.
LANGUAGES = tuple(code for code in BRIEF_LANGUAGES if code != SOURCE_LANGUAGE)
DOMAIN = "briefs"

Texts = tuple[tuple[Language, str], ...]
"""The same text in several languages."""


def to_translate(message: str) -> str:
    """Returns the message; marks it for `make wording`, to be translated where it is shown."""
    return message


@cache
def get_translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; the English one returns each message unchanged.

    Raises:
        FileNotFoundError: if there is no catalogue of the language.

    Examples:
        >>> get_translations("en").gettext("not reported")
        'not reported'
    """
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    with (WORDING / language / f"{DOMAIN}.po").open("rb") as file:
        catalogue = pofile.read_po(file, locale=language)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate_into_all(message: str, context: str | None = None) -> Texts:
    """Translations of a message into all languages, for a page that is for all readers.

    A text that is the same in two languages is returned once.

    Args:
        message: the message in English.
        context: distinguishes it from the same English words with another meaning.
    """
    shown: dict[str, Language] = {}
    for code, language in LANGUAGE_TABLE.items():
        catalogue = get_translations(code)
        text = catalogue.pgettext(context, message) if context else catalogue.gettext(message)
        shown.setdefault(text, language)
    return tuple((language, text) for text, language in shown.items())
