"""Tells Chinese text from what a wrong decoding makes of it: by common characters, known words."""

import csv
import functools
import re

from analysis.ingest.content import Place, Remark, UnreadableFile
from analysis.paths import REFERENCE

# What is left of characters that were lost: U+FFFD, also once it was itself read as GBK, and
# memory that was never filled.
DAMAGED = ("锟斤拷", "\ufffd", "烫烫烫", "屯屯屯")
WRONG_READINGS = ("gb18030", "cp1252", "latin-1")
MOST_DAMAGED_SHARE = 0.1

# Share of a text's characters beyond ASCII that belong to the 3,755 commonest: a real report has
# more than 0.9, a text read in a wrong encoding less than 0.6 (tests hold both).
PLAUSIBLE = 0.7
# Tables and the columns whose words count.
SOURCES = (
    ("labels.csv", ("label",)),
    ("areas.csv", ("name_zh", "former_names")),
    ("indicators.csv", ("name_zh",)),
)
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
FORM_WORDS = frozenset(
    [
        "序号",
        "项目",
        "名称",
        "单位",
        "金额",
        "合计",
        "总计",
        "填报",
        "备注",
        "资金",
        "情况",
        "完成",
        "目标",
    ]
)


@functools.cache
def load_known_words() -> frozenset[str]:
    """Chinese words of two characters and more that forms, places and indicators have."""
    words = set(FORM_WORDS)
    for name, columns in SOURCES:
        path = REFERENCE / name
        if not path.is_file():
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    words.update(CHINESE.findall(row.get(column) or ""))
    return frozenset(words)


def count_known_words(text: str) -> int:
    """How many different known words a text holds.

    >>> count_known_words("序号,项目,涓浗"), count_known_words("搴忓彿")
    (2, 0)
    """
    return sum(word in text for word in load_known_words())


def measure_plausibility(text: str) -> float:
    """Share of the characters beyond ASCII that are common in Chinese texts.

    >>> measure_plausibility("县级电商服务中心"), measure_plausibility("abc")
    (1.0, 1.0)
    >>> measure_plausibility("县级".encode().decode("gb18030", "replace")) < 0.7
    True
    """
    foreign = [character for character in text if ord(character) > 127]
    if not foreign:
        return 1.0
    return sum(character in _list_common_characters() for character in foreign) / len(foreign)


@functools.cache
def _list_common_characters() -> frozenset[str]:
    """Level 1 of GB 2312 with its signs, full-width forms and numerals."""
    rows = [*range(0xA1, 0xA4), *range(0xB0, 0xD8)]
    codes = bytes(byte for row in rows for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(codes.decode("gb2312", "ignore")) | frozenset("\u3000\u00a0·—℃№①②③④⑤⑥⑦⑧⑨⑩")


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
