"""The briefs' own words in each language: English in the code, the others in gettext catalogues.

A catalogue is ``<language>/briefs.po``, read as it is: whoever edits a word runs no compiler.
What the documents say is not translated here but in the reference table ``translations``.
"""

import gettext
import io
from functools import cache

from babel.messages import mofile, pofile

from analysis.paths import WORDING

SOURCE_LANGUAGE = "en"
LANGUAGES = ("zh",)  # those with a catalogue
DOMAIN = "briefs"


def to_translate(message: str) -> str:
    """Marks a message of a constant; whoever shows it looks it up."""
    return message


@cache
def get_translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; that of English returns the messages themselves.

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
