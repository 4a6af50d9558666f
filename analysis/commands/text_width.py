"""Wraps text to the width of a terminal, in which a Chinese character takes two columns."""

import re
import shutil
from unicodedata import combining, east_asian_width

# Without a terminal, lines are not wrapped: they go to a file or a search.
NO_WIDTH = 10_000
LEAST_WIDTH = 40
# A word with the spaces after it, or one wide character; closing marks stay with what is before.
_PIECES = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]"
    r"[，。、；：？！）》”’〕】…—]*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]+"
    r"[，。、；：？！）》”’〕】]*|\s+"
)


def find_width(is_terminal: bool) -> int:
    """The columns that may be used: those of the terminal, or no limit if there is none."""
    if not is_terminal:
        return NO_WIDTH
    return max(shutil.get_terminal_size().columns, LEAST_WIDTH)


def measure(text: str) -> int:
    """How many columns a text takes.

    Examples:
        >>> measure("a"), measure("清新区"), measure("69.98%")
        (1, 6, 6)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )


def pad(text: str, width: int) -> str:
    """A text with spaces after it, so that it takes so many columns."""
    return text + " " * max(width - measure(text), 0)


def wrap(text: str, width: int, first: str = "", then: str | None = None) -> list[str]:
    """The lines of a text, each at most so wide.

    Args:
        text: one paragraph.
        width: columns of a line, the indent included.
        first: stands before the first line.
        then: stands before the others; as many spaces as ``first`` has columns if None.

    Examples:
        >>> wrap("年度任务共23项，达标10项。", 12)
        ['年度任务共23', '项，达标10', '项。']
        >>> wrap("not yet reported", 10, "- ")
        ['- not yet', '  reported']
    """
    following = " " * measure(first) if then is None else then
    lines, line, is_blank = [], first, True
    for piece in _cut(text, width - measure(following)):
        if is_blank and piece.isspace():
            continue
        if not is_blank and measure(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, is_blank = following, True
        if not (is_blank and piece.isspace()):
            line, is_blank = line + piece, False
    return [*lines, line.rstrip()]


def _cut(text: str, width: int) -> list[str]:
    """Pieces between which a line may end; one that is wider than a line is cut."""
    pieces = []
    for piece in _PIECES.findall(text):
        while measure(piece) > max(width, 2):
            head = piece[: max(width // 2, 1)] if not piece.isascii() else piece[:width]
            pieces.append(head)
            piece = piece[len(head) :]
        pieces.append(piece)
    return pieces
