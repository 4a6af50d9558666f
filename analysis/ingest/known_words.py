"""Words that reports use, from the reference tables: they tell a right decoding from a wrong one."""

import csv
import functools
import re

from analysis.paths import PROJECT

# Tables and the columns whose words count.
SOURCES = (
    ("labels.csv", ("label",)),
    ("areas.csv", ("name_zh", "former_names")),
    ("indicators.csv", ("name_zh",)),
)
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
FORM_WORDS = frozenset(
    (
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
    )
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
