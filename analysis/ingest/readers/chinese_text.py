"""Recognises Chinese text that was decoded wrongly, by its share of common characters."""

import csv
import functools
import re

from analysis.ingest.content import Place, Remark, UnreadableFile
from analysis.paths import REFERENCE

# Marks of lost characters: U+FFFD, its UTF-8 bytes read as GBK (锟斤拷), and bytes with which
# Microsoft's compilers fill unused memory, read as GBK (烫烫烫, 屯屯屯).
DAMAGED = ("锟斤拷", "\ufffd", "烫烫烫", "屯屯屯")
WRONG_READINGS = ("gb18030", "cp1252", "latin-1")
MOST_DAMAGED_SHARE = 0.1

# Least share of common characters (level 1 of GB 2312) among the non-ASCII characters of a text. In
# a real report the share is above 0.9, in a text decoded wrongly below 0.6; see the tests.
PLAUSIBLE = 0.7
# Reference tables and their columns with known words.
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
    """Chinese words of at least two characters in forms, place names and indicator names."""
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
    """The number of different known words in a text.

    >>> count_known_words("序号,项目,涓浗"), count_known_words("搴忓彿")
    (2, 0)
    """
    return sum(word in text for word in load_known_words())


def measure_plausibility(text: str) -> float:
    """Share of common Chinese characters among the non-ASCII characters of a text.

    >>> measure_plausibility("县级电商服务中心"), measure_plausibility("abc")
    (1.0, 1.0)
    >>> measure_plausibility("县级".encode().decode("gb18030", "replace")) < 0.7
    True
    """
    characters = [character for character in text if not character.isascii()]
    if not characters:
        return 1.0
    common_characters = _list_common_characters()
    return sum(character in common_characters for character in characters) / len(characters)


@functools.cache
def _list_common_characters() -> frozenset[str]:
    """The 3,755 characters of level 1 of GB 2312, with signs, full-width forms and numerals."""
    rows = [*range(0xA1, 0xA4), *range(0xB0, 0xD8)]
    codes = bytes(byte for row in rows for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(codes.decode("gb2312", "ignore")) | frozenset("\u3000\u00a0·—℃№①②③④⑤⑥⑦⑧⑨⑩")


def is_damaged(text: str) -> bool:
    """Whether a text contains marks of lost characters."""
    return any(mark in text for mark in DAMAGED)


def refuse_destroyed(text: str) -> None:
    """Checks that characters were not lost by a wrong conversion before the file was sent.

    Raises:
        UnreadableFile: if more than a tenth of the lines contain marks of lost characters, or if
            the text becomes Chinese when a wrong decoding is undone.
    """
    lines = [line for line in text.splitlines() if not line.isascii()]
    damaged_lines = [line for line in lines if is_damaged(line)]
    if damaged_lines and len(damaged_lines) > MOST_DAMAGED_SHARE * len(lines):
        raise _refuse_mojibake(
            f"{len(damaged_lines)} of {len(lines)} lines contain replacement characters"
        )
    if measure_plausibility(text) >= PLAUSIBLE:
        return
    for encoding in WRONG_READINGS:
        try:
            restored = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if measure_plausibility(restored) >= PLAUSIBLE:
            raise _refuse_mojibake(f"the text is UTF-8 that was decoded as {encoding}")


def _refuse_mojibake(reason: str) -> UnreadableFile:
    return UnreadableFile(
        "mojibake",
        f"The characters were lost before the file was sent: {reason}.",
        "Ask for the original file.",
    )


def list_damaged_lines(text: str) -> tuple[Remark, ...]:
    """A remark for each line with marks of lost characters."""
    return tuple(
        Remark(
            "mojibake",
            "error",
            Place(line=number),
            "The line contains replacement characters in the place of lost ones.",
            "Look the line up in the original.",
        )
        for number, line in enumerate(text.splitlines(), start=1)
        if is_damaged(line)
    )
