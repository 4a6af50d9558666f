"""Cuts a file into its papers: a letter and its annexes, forms of several counties, sheets.

A paper may begin after a seal, at 附件2, at a letterhead, at the title of another form, at a sheet.
There the file is cut only if what follows says of itself that it is another paper: of another area
or kind, or the same form of another project or period. A table continued over pages is not cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.ingest.content import Content, Grid, Paragraph, Place, Remark
from analysis.ingest.forms.paper_lines import Line, list_lines
from analysis.ingest.forms.paper_marks import Mark, find_marks
from analysis.ingest.forms.stated import Stated, read_stated
from analysis.ingest.forms.vocabulary import Vocabulary

# Marks at which another kind of paper begins another paper; at others only a heading may follow.
_STRONG = frozenset({"annex", "seal", "letterhead"})


@dataclass(frozen=True)
class _Segment:
    """Lines between two marks, and what they state of themselves."""

    first: Line
    mark: Mark | None
    stated: Stated


def split_papers(content: Content, vocabulary: Vocabulary) -> list[Content]:
    """The papers of a file, in order; the file itself if it is one paper or that is in doubt.

    Args:
        content: content of the file.
        vocabulary: labels of forms and names of areas.
    """
    lines = list_lines(content)
    marks = find_marks(lines, vocabulary.labels)
    # Which page of pictures belongs to which paper is not known.
    if not marks or content.scanned:
        return [content]
    starts = [0, *(mark.index for mark in marks)]
    segments = [
        _Segment(
            lines[start],
            mark,
            read_stated(lines[start:end], vocabulary),
        )
        for start, end, mark in zip(starts, [*starts[1:], len(lines)], [None, *marks], strict=True)
    ]
    firsts = _choose_starts(segments)
    return _cut(content, firsts) if firsts else [content]


def _choose_starts(segments: Sequence[_Segment]) -> list[Line]:
    """The first lines of all papers but the first."""
    firsts: list[Line] = []
    current = segments[0].stated
    for segment in segments[1:]:
        if segment.mark is not None and _is_another(current, segment.stated, segment.mark):
            firsts.append(segment.first)
            current = segment.stated
        else:
            current = current.filled_from(segment.stated)
    return firsts


def _is_another(current: Stated, stated: Stated, mark: Mark) -> bool:
    """Whether what follows a mark is another paper."""
    if mark.kind == "table" and not (stated.kind or stated.issuer):
        return False
    if _differ(current.county, stated.county):
        return True
    if mark.kind in _STRONG and _differ(current.kind, stated.kind):
        return True
    is_same_kind = stated.kind is not None and stated.kind == current.kind
    return is_same_kind and (
        _differ(current.project, stated.project) or _differ(current.period, stated.period)
    )


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _cut(content: Content, firsts: Sequence[Line]) -> list[Content]:
    parts: list[list[Paragraph | Grid]] = [[]]
    begins = {(line.block, line.row or 0) for line in firsts}
    for index, block in enumerate(content.blocks):
        rows = sorted(row for at, row in begins if at == index)
        if isinstance(block, Paragraph):
            if rows:
                parts.append([])
            parts[-1].append(block)
            continue
        edges = [0, *(row for row in rows if row), len(block.rows)]
        for start, end in pairwise(edges):
            if start in rows:
                parts.append([])
            parts[-1].append(_take_rows(block, start, end))
    papers = [replace(content, blocks=tuple(blocks), remarks=()) for blocks in parts if blocks]
    return _share_remarks(papers, content.remarks)


def _take_rows(grid: Grid, start: int, end: int) -> Grid:
    if (start, end) == (0, len(grid.rows)):
        return grid
    rows = grid.rows[start:end]
    numbers = {cell.place.row for row in rows for cell in row}
    return replace(grid, rows=rows, place=rows[0][0].place, hidden_rows=grid.hidden_rows & numbers)


def _share_remarks(papers: Sequence[Content], remarks: Sequence[Remark]) -> list[Content]:
    """Gives each paper the remarks on its own places; the first also those on the whole file."""
    own: list[list[Remark]] = [[] for _ in papers]
    for remark in remarks:
        own[_find_paper(papers, remark.place)].append(remark)
    return [replace(paper, remarks=tuple(some)) for paper, some in zip(papers, own, strict=True)]


def _find_paper(papers: Sequence[Content], place: Place | None) -> int:
    """The last paper that begins at or before a place."""
    found = 0
    for index, paper in enumerate(papers):
        begin = paper.blocks[0].place
        if place is not None and _is_at_or_after(place, begin):
            found = index
    return found


def _is_at_or_after(place: Place, begin: Place) -> bool:
    if begin.sheet is not None:
        return place.sheet == begin.sheet and (place.row or 0) >= (begin.row or 0)
    for name in ("line", "page", "paragraph"):
        first, second = getattr(place, name), getattr(begin, name)
        if first is not None and second is not None:
            return first >= second
    return False
