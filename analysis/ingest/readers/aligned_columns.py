"""Columns of a table without ruled lines: where the words of its lines stand."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from analysis.ingest.readers.aligned_words import COLUMN_GAP, TextLine, Word

EDGE = 0.5  # in points: words nearer than this stand over each other
_TWO_FIGURES = re.compile(r"\d[%％]?\s+\d")
Span = tuple[float, float]


class UnclearColumns(Exception):
    """The columns of some lines are not clear; the message says why."""


def list_spans(lines: Sequence[TextLine]) -> list[Span]:
    """Left and right edge of each word."""
    return [(word.left, word.right) for line in lines for word in line.words]


def join_spans(spans: Sequence[Span]) -> list[Span]:
    """The spans from left to right; those over each other are joined."""
    joined: list[Span] = []
    for left, right in sorted(spans):
        if joined and left < joined[-1][1] + EDGE:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    return joined


def fill(line: TextLine, columns: Sequence[Span]) -> tuple[str, ...]:
    """The text of a line in each column.

    Raises:
        UnclearColumns: if a word stands in several columns, or two figures in one.
    """
    if len(line.words) == 1:
        # A heading over several columns is of the first.
        left = line.words[0].left
        at = next((at for at, span in enumerate(columns) if left < span[1] + EDGE), None)
        if at is None:
            raise UnclearColumns(f"{line.words[0].text[:20]!r} stands beside all columns")
        return tuple(line.words[0].text if at == one else "" for one in range(len(columns)))
    cells: list[list[Word]] = [[] for _ in columns]
    for word in line.words:
        inside = [
            at for at, (left, right) in enumerate(columns)
            if word.left < right + EDGE and left < word.right + EDGE
        ]  # fmt: skip
        if len(inside) != 1:
            raise UnclearColumns(f"{word.text[:20]!r} stands over several columns")
        cells[inside[0]].append(word)
    for words in cells:
        if is_two_cells(words):
            raise UnclearColumns(
                f"{words[0].text[:20]!r} and {words[1].text[:20]!r} stand in one column"
            )
        if any(_TWO_FIGURES.search(word.text) for word in words):
            raise UnclearColumns("two figures stand in one column")
    return tuple("".join(word.text for word in words) for words in cells)


def is_two_cells(words: Sequence[Word]) -> bool:
    """Whether words of one line and column are more than a label written wide, such as 合  计."""
    return len(words) > 1 and (
        any(word.is_figure for word in words) or max(len(word.text) for word in words) > 2
    )


def fits(columns: Sequence[Span], before: Sequence[Span]) -> bool:
    """Whether the columns of a page are those of the table on the page before."""
    return len(join_spans([*columns, *before])) == len(before) and len(columns) > 1


def check_gaps(columns: Sequence[Span], lines: Sequence[TextLine]) -> None:
    """Checks that the gaps between columns are wide enough to be seen.

    Raises:
        UnclearColumns: if one is narrower than a space.
    """
    height = median(word.height for line in lines for word in line.words)
    for (_, right), (left, _) in pairwise(columns):
        if left - right < COLUMN_GAP * height:
            raise UnclearColumns("the gap between two columns is narrower than a space")


def pair_with_header(columns: list[Span], header: Sequence[TextLine]) -> list[Span]:
    """The columns, as wide as their labels, where these stand beside right-aligned figures."""
    heads = join_spans(list_spans(header))
    if len(heads) != len(columns) or len(join_spans([*columns, *heads])) == len(columns):
        return columns
    pairs = [(min(pair)[0], max(one[1] for one in pair))
             for pair in zip(columns, heads, strict=True)]  # fmt: skip
    return pairs if all(one[1] < other[0] for one, other in pairwise(pairs)) else columns
