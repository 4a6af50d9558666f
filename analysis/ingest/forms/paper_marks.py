"""Where another paper may begin in a file: seals, annexes, letterheads, titles, sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.ingest.forms.paper_lines import Line
from analysis.ingest.forms.seals import NUMBER_OF_PAPER, find_letterhead, find_seals
from analysis.ingest.forms.titles import is_annex_mark, may_be_title
from analysis.ingest.words.form_labels import FormLabel, FormLabels
from analysis.ingest.words.wordings import simplify

MarkKind = Literal["annex", "seal", "letterhead", "title", "table", "sheet"]
# A date in the first lines of a paper stands below its title.
_FIRST_LINES = 4
_LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Mark:
    """A place where another paper may begin.

    Attributes:
        index: index of the line.
        kind: what stands there; ``table`` is the first line of text behind a table.
    """

    index: int
    kind: MarkKind


def find_marks(lines: Sequence[Line], labels: FormLabels) -> list[Mark]:
    """The places after the first line where another paper may begin, in order, one a line."""
    found: dict[int, Mark] = {}
    for mark in _list_marks(lines, labels):
        if 0 < mark.index < len(lines):
            found.setdefault(mark.index, mark)
    return _drop_titles_below(sorted(found.values(), key=lambda mark: mark.index), lines)


def _list_marks(lines: Sequence[Line], labels: FormLabels) -> Iterator[Mark]:
    """Marks of all kinds, the strongest first where several fit one line."""
    for index, line in enumerate(lines):
        if line.filled == 1 and not line.is_cut and is_annex_mark(line.text):
            yield Mark(index, "annex")
    yield from _find_after_seals(lines, labels)
    yield from _find_letterheads(lines)
    for index in range(1, len(lines)):
        if lines[index].sheet != lines[index - 1].sheet:
            yield Mark(index, "sheet")
    yield from _find_titles(lines, labels)
    for index in range(1, len(lines)):
        is_behind = lines[index].row is None and lines[index - 1].row is not None
        if is_behind and _is_title(lines[index], labels):
            yield Mark(index, "table")


def _find_after_seals(lines: Sequence[Line], labels: FormLabels) -> Iterator[Mark]:
    texts = [line.text if line.filled <= 3 and not line.is_cut else "" for line in lines]
    start = 0
    for seal in find_seals(texts):
        follows = seal.line + 1
        if seal.first_line - start < _FIRST_LINES or follows >= len(lines) or not seal.office:
            continue
        if _begins_paper(lines[follows], labels):
            yield Mark(follows, "seal")
            start = follows


def _begins_paper(line: Line, labels: FormLabels) -> bool:
    return (
        _is_title(line, labels) or is_annex_mark(line.text) or _is_number_of_paper(line)
        or bool(find_letterhead([line.text]))
    )  # fmt: skip


def _find_letterheads(lines: Sequence[Line]) -> Iterator[Mark]:
    for index, line in enumerate(lines):
        if line.filled != 1 or line.is_cut or len(line.text) > _LONGEST_NUMBER:
            continue
        is_head = line.text.rstrip().endswith("文件") and find_letterhead([line.text])
        is_number = _is_number_of_paper(line) and not _follows_letterhead(lines, index)
        if is_head or is_number:
            yield Mark(index, "letterhead")


def _follows_letterhead(lines: Sequence[Line], index: int) -> bool:
    return any(line.text.rstrip().endswith("文件") for line in lines[max(0, index - 3) : index])


def _is_number_of_paper(line: Line) -> bool:
    return (
        line.filled == 1
        and len(line.text) <= _LONGEST_NUMBER
        and NUMBER_OF_PAPER.fullmatch(simplify(line.text)) is not None
    )


def _find_titles(lines: Sequence[Line], labels: FormLabels) -> Iterator[Mark]:
    """Titles of a form that came before in the file: the same form once more."""
    seen: set[FormLabel] = set()
    for index, line in enumerate(lines):
        if line.filled > 2 or not _is_title(line, labels):
            continue
        label = labels.find_within("document", line.text)
        if label is None:
            continue
        if label in seen:
            yield Mark(index, "title")
        seen.add(label)


def _is_title(line: Line, labels: FormLabels) -> bool:
    return line.filled <= 2 and not line.is_cut and may_be_title(line.text, labels)


def _drop_titles_below(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Leaves out a mark that only lines without a sentence or table part from the mark before.

    附件2, the number of a paper and its title are one beginning.
    """
    kept: list[Mark] = []
    for mark in marks:
        between = lines[kept[-1].index : mark.index] if kept else ()
        is_heading = bool(kept) and len(between) <= 3 and all(_is_heading(line) for line in between)
        is_new_sheet = mark.kind == "sheet"
        if not is_heading or is_new_sheet:
            kept.append(mark)
    return kept


def _is_heading(line: Line) -> bool:
    return line.filled == 1 and not line.is_cut and len(line.text) <= _LONGEST_NUMBER * 2
