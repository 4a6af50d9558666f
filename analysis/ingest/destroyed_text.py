"""Finds characters that a wrong conversion destroyed before a file came here."""

from analysis.ingest.chinese_text import PLAUSIBLE, measure_plausibility
from analysis.ingest.content import Place, Remark, UnreadableFile

# What is left of characters that were lost: U+FFFD, also once it was itself read as GBK, and
# memory that was never filled.
DAMAGED = ("锟斤拷", "\ufffd", "烫烫烫", "屯屯屯")
WRONG_READINGS = ("gb18030", "cp1252", "latin-1")
MOST_DAMAGED_SHARE = 0.1


def is_damaged(text: str) -> bool:
    """Whether characters of a text were lost."""
    return any(mark in text for mark in DAMAGED)


def refuse_destroyed(text: str) -> None:
    """Refuses a text whose characters were destroyed by a wrong conversion before it came."""
    lines = [line for line in text.splitlines() if not line.isascii()]
    damaged = [line for line in lines if is_damaged(line)]
    if damaged and len(damaged) > MOST_DAMAGED_SHARE * len(lines):
        raise _refuse_mojibake(f"{len(damaged)} of {len(lines)} lines hold replacement characters")
    if measure_plausibility(text) >= PLAUSIBLE:
        return
    for encoding in WRONG_READINGS:
        try:
            restored = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if measure_plausibility(restored) >= PLAUSIBLE:
            raise _refuse_mojibake(f"it is UTF-8 that was once read as {encoding}")


def _refuse_mojibake(found: str) -> UnreadableFile:
    return UnreadableFile(
        "mojibake",
        f"The characters were destroyed before the file came here: {found}.",
        "Ask for the original file.",
    )


def list_damaged_lines(text: str) -> tuple[Remark, ...]:
    """A remark for each line that holds a replacement character."""
    return tuple(
        Remark(
            "mojibake",
            "error",
            Place(line=number),
            "The line holds replacement characters where characters were lost.",
            "Look it up in the original.",
        )
        for number, line in enumerate(text.splitlines(), start=1)
        if is_damaged(line)
    )
