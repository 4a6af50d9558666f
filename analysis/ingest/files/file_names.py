"""Names of files as people may see them, and which files nobody meant to send."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from analysis.ingest.content import UnreadableFile

TEMPORARY_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
# Control, format (direction marks, zero width), surrogate and private characters, separators.
MOST_SHOWN = 80
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def show_name(name: str) -> str:
    r"""A name, not endless, with every character escaped that could hide or forge something.

    >>> show_name("7月.xlsx"), show_name("a\nb\u202e.csv"), show_name("\udccf.csv")
    ('7月.xlsx', 'a\\nb\\u202e.csv', '\\xcf.csv')
    """
    shown = _escape(name)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}…"


def _escape(name: str) -> str:
    return "".join(_show_character(character) for character in name)


def _show_character(character: str) -> str:
    if 0xDC80 <= ord(character) <= 0xDCFF:  # how Python carries a byte that is not UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    if unicodedata.category(character) in HIDDEN_CATEGORIES:
        return character.encode("unicode_escape").decode("ascii")
    return character


def has_hidden_characters(name: str) -> bool:
    """Whether a name holds line breaks, direction marks or the like."""
    return _escape(name) != name


def is_temporary(path: Path) -> bool:
    """Whether office programs or the system left this file behind; nobody sent it.

    >>> is_temporary(Path("~$月报表.xlsx")), is_temporary(Path("月报表.xlsx"))
    (True, False)
    """
    name = path.name.casefold()
    return name.startswith(("~$", ".~lock.", "._")) or name in TEMPORARY_NAMES


def check_name(path: Path) -> None:
    """Refuses a name that cannot be written down.

    Raises:
        UnreadableFile: if the name is not UTF-8, or is one of a temporary file.
    """
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        raise UnreadableFile(
            "name",
            f"The name of the file is not UTF-8: {show_name(path.name)}.",
            "Rename the file, then file it again.",
        ) from None
    if is_temporary(path):
        raise UnreadableFile(
            "temporary",
            "This is a temporary file of an office program or of the system.",
            "Leave it out; file the document itself.",
        )


def group_same_names(paths: Iterable[Path]) -> list[tuple[Path, ...]]:
    """Files of one folder whose names differ only in case, width or composition.

    >>> [len(group) for group in group_same_names([Path("A.csv"), Path("Ａ.csv"), Path("b.csv")])]
    [2]
    """
    groups: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        key = (path.parent, unicodedata.normalize("NFKC", path.name).casefold())
        groups.setdefault(key, []).append(path)
    return [tuple(group) for group in groups.values() if len(group) > 1]
