"""File names: safe display, temporary files, and names that differ in spelling only."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from analysis.ingest.content import UnreadableFile

TEMPORARY_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
MOST_SHOWN = 80
# Unicode: control, format (direction marks, zero width), surrogate, private use, unassigned, line
# and paragraph separators.
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def show_name(name: str) -> str:
    r"""The name for display: invisible characters escaped, at most 80 characters.

    >>> show_name("7月.xlsx"), show_name("a\nb\u202e.csv"), show_name("\udccf.csv")
    ('7月.xlsx', 'a\\nb\\u202e.csv', '\\xcf.csv')
    """
    escaped = _escape(name)
    return escaped if len(escaped) <= MOST_SHOWN else f"{escaped[:MOST_SHOWN]}…"


def _escape(name: str) -> str:
    return "".join(_escape_character(character) for character in name)


def _escape_character(character: str) -> str:
    if 0xDC80 <= ord(character) <= 0xDCFF:  # a byte that is not UTF-8, in Python's surrogateescape
        return f"\\x{ord(character) - 0xDC00:02x}"
    if unicodedata.category(character) in HIDDEN_CATEGORIES:
        return character.encode("unicode_escape").decode("ascii")
    return character


def has_hidden_characters(name: str) -> bool:
    """Whether a name contains line breaks, direction marks or other invisible characters."""
    return _escape(name) != name


def is_temporary(path: Path) -> bool:
    """Whether the name is that of a temporary file of an office program or of the system.

    >>> is_temporary(Path("~$月报表.xlsx")), is_temporary(Path("月报表.xlsx"))
    (True, False)
    """
    name = path.name.casefold()
    return name.startswith(("~$", ".~lock.", "._")) or name in TEMPORARY_NAMES


def check_name(path: Path) -> None:
    """Refuses names that are not UTF-8 and names of temporary files.

    Raises:
        UnreadableFile: if the name is not UTF-8 or is that of a temporary file.
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
            "File the document itself.",
        )


def group_same_names(paths: Iterable[Path]) -> list[tuple[Path, ...]]:
    """Groups of files in one folder whose names differ in case, width or composition only.

    >>> [len(group) for group in group_same_names([Path("A.csv"), Path("Ａ.csv"), Path("b.csv")])]
    [2]
    """
    groups: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        key = (path.parent, unicodedata.normalize("NFKC", path.name).casefold())
        groups.setdefault(key, []).append(path)
    return [tuple(group) for group in groups.values() if len(group) > 1]
