"""Reads the catalogues of the terminal, which are gettext files, without loading Babel.

Babel takes 60 to 100 ms to be imported and to read such a file, about half of what
`briefs --help` takes in all; a test compares what is read here with what Babel reads.
"""

import ast
from functools import cache
from pathlib import Path

WORDING = Path(__file__).parent


def find_catalogue(language: str, domain: str) -> Path:
    """The file of a catalogue."""
    return WORDING / language / f"{domain}.po"


@cache
def read_catalogue(language: str, domain: str) -> dict[str, str]:
    """The translations of a catalogue by message; those that are missing are blank.

    Raises:
        FileNotFoundError: if there is no catalogue of the language.
    """
    texts: dict[str, list[str]] = {"msgid": [], "msgstr": []}
    messages, parts = {}, texts["msgid"]
    lines = find_catalogue(language, domain).read_text("utf-8").splitlines()
    for line in [*lines, 'msgid ""']:
        keyword, _, text = line.partition(" ")
        if keyword in texts:
            if keyword == "msgid":
                messages["".join(texts["msgid"])] = "".join(texts["msgstr"])
            parts = texts[keyword]
            parts.clear()
            parts.append(ast.literal_eval(text))
        elif line.startswith('"'):
            parts.append(ast.literal_eval(line))
    messages.pop("", None)
    return messages
