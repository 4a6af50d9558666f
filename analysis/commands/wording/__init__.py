"""Messages of the terminal in Chinese or English; the English text in the code is the key.

The catalogue of the briefs is not used here: it would have to be loaded with Babel before the first
line can be written, and pages would be out of date when a message of the terminal changes.
"""

from collections.abc import Iterable

from analysis.commands.wording.catalogue_files import read_catalogue

SOURCE_LANGUAGE = "en"
# Messages of the commands, and the reasons that other rooms give.
DOMAIN, REASONS = "commands", "reasons"
_language = SOURCE_LANGUAGE


def use_language(language: str) -> None:
    """Sets the language of all further messages of this process.

    Args:
        language: ``zh`` or ``en``.
    """
    global _language
    _language = language


def get_language() -> str:
    """The code of the language in which messages are written."""
    return _language


def to_translate(message: str) -> str:
    """Returns the message; marks it for `make wording`, to be translated where it is shown."""
    return message


def translate(message: str, /, **values: object) -> str:
    """A message in the language of the terminal, with its placeholders filled.

    Args:
        message: in English; a key of the catalogue.
        values: by name of the placeholder.

    Examples:
        >>> translate("{number} of {total} files filed", number=1, total=2)
        '1 of 2 files filed'
    """
    text = message
    if _language != SOURCE_LANGUAGE:
        text = read_catalogue(_language, DOMAIN).get(message) or message
    return text.format(**values) if values else text


def count(number: int, one: str, many: str) -> str:
    """The singular or the plural of a message, with its ``{number}`` filled.

    Examples:
        >>> count(1, "{number} finding", "{number} findings")
        '1 finding'
    """
    return translate(one if number == 1 else many, number=number)


def join(parts: Iterable[str]) -> str:
    """Names one after the other, as the language writes a list.

    Examples:
        >>> join(["a", "b"])
        'a, b'
    """
    return translate(", ").join(parts)


def pile(sentences: Iterable[str]) -> str:
    """Sentences one after the other; blank ones are left out."""
    between = " " if _language == SOURCE_LANGUAGE else ""
    return between.join(sentence for sentence in sentences if sentence)
