"""Tells Chinese text from what a wrong decoding makes of it: by common characters, known words."""

import csv
import functools
import re

from analysis.paths import PROJECT

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
        path = PROJECT / "data" / "reference" / name
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
