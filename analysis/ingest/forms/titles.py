"""The title of a paper among its first lines, and the kind of paper that it names."""

import re
from collections.abc import Iterator, Sequence

from analysis.ingest.forms.seals import NUMBER_OF_PAPER, find_letterhead
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.wordings import simplify

TITLE_LINES = 12
LONGEST_TITLE = 80
ANNEX = re.compile(
    r"附\s?[件表录]?\s?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?(?:[-－—]\d{1,2})?\s?[:：.、]?"
)
_SENTENCE_MARKS = re.compile("[。；;！？]|[:：]$")
_NUMBERED = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?[、.．)）]")
_NO_TITLE = re.compile(r"(?:索引号|文号|主题词|公开方式|公开属性|体裁|组配分类|表\s?号|报表编号)")


def find_title(lines: Sequence[str], labels: FormLabels) -> tuple[str, str | None]:
    """The title and the kind of paper; the first line that may be one if none names a kind.

    Args:
        lines: the first lines of the paper, outside tables.
        labels: labels of forms.
    """
    letterhead = find_letterhead(lines)
    able = [line for line in lines[:TITLE_LINES] if may_be_title(line, labels, letterhead)]
    for text in _list_texts(able):
        label = labels.find_within("document", text)
        if label and len(simplify(text)) <= LONGEST_TITLE:
            return simplify(text), label.meaning
    first = next((line for line in (*able, *lines) if line.strip()), "")
    return simplify(first)[:LONGEST_TITLE], None


def _list_texts(lines: Sequence[str]) -> Iterator[str]:
    """Each line, and each joined with the next: a title may be broken over two lines."""
    for index, line in enumerate(lines):
        yield line
        yield "".join(lines[index : index + 2])


def may_be_title(line: str, labels: FormLabels, letterhead: str = "") -> bool:
    """Whether a line may be a title: no sentence, entry, number of a paper, mark of an annex."""
    plain = simplify(line)
    if not plain or len(plain) > LONGEST_TITLE or _SENTENCE_MARKS.search(plain):
        return False
    if is_annex_mark(plain) or NUMBER_OF_PAPER.fullmatch(plain) or _NO_TITLE.match(plain):
        return False
    if _NUMBERED.match(plain):
        return False
    if letterhead and plain.removesuffix("文件") in letterhead:
        return False
    roles = ("note", "unit_line", "issuer", "date")
    return not any(
        (label := labels.find_start(role, line)) and _is_entry(plain, label.label) for role in roles
    )


def _is_entry(plain: str, label: str) -> bool:
    """Whether a label stands alone or is followed by a colon or a bracket."""
    return plain[len(label) : len(label) + 1] in ("", ":", "：", "(")


def is_annex_mark(text: str) -> bool:
    """Whether a line only says which annex follows: 附件2, 附件, 附表一：.

    Examples:
        >>> is_annex_mark("附件 2"), is_annex_mark("附件：1、月报表")
        (True, False)
    """
    return ANNEX.fullmatch(simplify(text)) is not None
