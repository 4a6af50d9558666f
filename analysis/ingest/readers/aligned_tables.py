"""Finds tables without ruled lines by the position of their words.

A table is taken only where its columns are unambiguous: gaps run through all its rows, no word
straddles a gap, a header stands over each column, and no cell holds two figures. Other rows of
figures are counted, so that the reader of the page can be told that they were not read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analysis.ingest.content import Cell, Grid, Place
from analysis.ingest.readers.aligned_columns import (
    EDGE,
    Span,
    UnclearColumns,
    check_gaps,
    fill,
    fits,
    join_spans,
    list_spans,
    pair_with_header,
)
from analysis.ingest.readers.aligned_words import NO_FIGURE, TextLine, Word, join_words

# Lines of one table follow each other within this many times the usual distance of its rows.
_WIDEST_STEP = 2.6
# Lines nearer to each other than this share of the usual distance are of one row.
_NEAREST_STEP = 0.7
_MOST_HEADER_LINES = 3
_FEWEST_ROWS = 2


@dataclass(frozen=True)
class AlignedTable:
    """A table found by position.

    Attributes:
        rows: text of each cell, row by row; the first rows are the header.
        tops: upper edge of each row.
        columns: left and right edge of each column.
        top: upper edge of the table.
        bottom: lower edge.
        has_header: False for one that continues the table of the page before.
    """

    rows: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    columns: tuple[Span, ...]
    top: float
    bottom: float
    has_header: bool = True


@dataclass(frozen=True)
class UnreadRows:
    """Rows of figures whose columns are not clear.

    Attributes:
        rows: their number.
        top: upper edge of the first.
        reason: why they are not read as a table.
    """

    rows: int
    top: float
    reason: str


def find_aligned_tables(
    lines: Sequence[TextLine], rules: Sequence[Span] = (), before: Sequence[Span] = ()
) -> tuple[list[AlignedTable], list[UnreadRows]]:
    """Tables without ruled lines, and rows of figures that are not read.

    Args:
        lines: lines of a page, from top to bottom, without those in ruled tables.
        rules: height on the page of horizontal ruled lines, each with itself as (top, bottom).
        before: columns of the table at the end of the page before, which may go on.
    """
    tables: list[AlignedTable] = []
    unread: list[UnreadRows] = []
    start = 0
    while (first := _find_first(lines, start)) is not None:
        last = _find_last(lines, first)
        body = lines[first : last + 1]
        count = sum(line.has_figures for line in body)
        is_top = first == 0 and not tables
        try:
            tables.append(_read_table(lines, start, first, last, rules, before if is_top else ()))
        except UnclearColumns as reason:
            if count >= _FEWEST_ROWS and not _is_contents(body):
                unread.append(UnreadRows(count, body[0].top, str(reason)))
        start = last + 1
    return tables, unread


def _find_first(lines: Sequence[TextLine], start: int) -> int | None:
    return next((at for at in range(start, len(lines)) if lines[at].has_figures), None)


def _find_last(lines: Sequence[TextLine], first: int) -> int:
    """The last line with figures that belongs to those before it."""
    positions = [at for at in range(first, len(lines)) if lines[at].has_figures]
    steps = [
        lines[other].middle - lines[one].middle
        for one, other in pairwise(positions) if other - one == 1
    ]  # fmt: skip
    usual = median(steps) if steps else 2 * (lines[first].bottom - lines[first].top)
    last = first
    for at in positions[1:]:
        if lines[at].middle - lines[last].middle > _WIDEST_STEP * usual * (1 + (at - last > 1)):
            break
        if any(_is_sentence(line) for line in lines[last + 1 : at]):
            break
        last = at
    return last


def _is_sentence(line: TextLine) -> bool:
    """Whether a line between rows is running text, a title or a note rather than a label."""
    text = line.words[0].text
    return len(line.words) == 1 and (len(text) > 30 or text.endswith(("。", "；")))


def _is_contents(body: Sequence[TextLine]) -> bool:
    """Whether lines are a table of contents: a heading each, and pages that only grow."""
    if any(len(line.words) != 2 for line in body):
        return False
    texts = [line.words[1].text for line in body]
    if not all(text.isdigit() and len(text) <= 3 for text in texts):
        return False
    pages = [int(text) for text in texts]
    return pages == sorted(pages)


def _read_table(
    lines: Sequence[TextLine],
    start: int,
    first: int,
    last: int,
    rules: Sequence[Span],
    before: Sequence[Span],
) -> AlignedTable:
    while first > start and _is_heading(lines[first - 1]) and _names_columns(lines, start, first):
        first -= 1
    body = _join_wrapped(lines[first : last + 1])
    columns = _find_columns(body)
    header = _find_header(lines, start, first, columns, rules)
    columns = pair_with_header(columns, header)
    if not header and before and fits(columns, before):
        columns = join_spans([*columns, *before])
        rows = [fill(line, columns) for line in body]
        return _make_table(rows, body, columns, has_header=False)
    if not header:
        raise UnclearColumns("no line above them names the columns")
    columns = join_spans([*columns, *list_spans(header)])
    heads = _join_header([fill(line, columns) for line in header])
    if not all(heads):
        raise UnclearColumns(f"{len(columns)} columns, but not each has a header")
    check_gaps(columns, body)
    rows = [heads, *(fill(line, columns) for line in body)]
    if len(body) < _FEWEST_ROWS or len(columns) < 2:
        raise UnclearColumns("a single row")
    _check_figures(rows)
    joined = TextLine(tuple(word for line in header for word in line.words))
    return _make_table(rows, [joined, *body], columns)


def _is_heading(line: TextLine) -> bool:
    return len(line.words) == 1 and not _is_sentence(line)


def _names_columns(lines: Sequence[TextLine], start: int, first: int) -> bool:
    """Whether a line of several words stands above one or two headings, as a header does."""
    above = lines[max(start, first - _MOST_HEADER_LINES) : first - 1]
    return any(len(line.words) > 1 for line in above)


def _make_table(
    rows: Sequence[tuple[str, ...]],
    lines: Sequence[TextLine],
    columns: Sequence[Span],
    has_header: bool = True,
) -> AlignedTable:
    return AlignedTable(
        tuple(rows), tuple(line.top for line in lines), tuple(columns), lines[0].top,
        max(line.bottom for line in lines), has_header,
    )  # fmt: skip


def _join_wrapped(lines: Sequence[TextLine]) -> list[TextLine]:
    """Joins a line without figures to the row that stands nearer than rows do."""
    figured = [line for line in lines if line.has_figures]
    if len(figured) == len(lines) or len(figured) < 2:
        return list(lines)
    usual = median(other.middle - one.middle for one, other in pairwise(figured))
    rows: list[TextLine] = []
    pending: list[TextLine] = []
    for line in lines:
        near = rows and line.middle - rows[-1].middle < _NEAREST_STEP * usual
        if line.has_figures:
            close = [one for one in pending if line.middle - one.middle < _NEAREST_STEP * usual]
            rows += [one for one in pending if one not in close]
            rows.append(_stack([*close, line]))
            pending = []
        elif near and not pending:
            rows[-1] = _stack([rows[-1], line])
        else:
            pending.append(line)
    return rows + pending


def _stack(lines: Sequence[TextLine]) -> TextLine:
    """Lines of one row as one line: words over each other are joined."""
    words: list[Word] = []
    for word in (word for line in lines for word in line.words):
        same = [at for at, one in enumerate(words) if _overlap(one, word)]
        if len(same) > 1:
            raise UnclearColumns("lines of one row do not stand in the same columns")
        if same:
            words[same[0]] = join_words([words[same[0]], word], "")
        else:
            words.append(word)
    return TextLine(tuple(sorted(words, key=lambda word: word.left)))


def _overlap(one: Word, other: Word) -> bool:
    return one.left < other.right and other.left < one.right


def _find_columns(lines: Sequence[TextLine]) -> list[Span]:
    """Where the words of rows with figures stand; a heading over a whole row does not count."""
    return join_spans(list_spans([line for line in lines if len(line.words) > 1]))


def _find_header(
    lines: Sequence[TextLine],
    start: int,
    first: int,
    columns: Sequence[Span],
    rules: Sequence[Span],
) -> list[TextLine]:
    """The lines above the figures that name the columns; none, or as many as it takes."""
    chosen: list[TextLine] = []
    for at in range(first - 1, max(start, first - _MOST_HEADER_LINES) - 1, -1):
        if chosen and any(lines[at].bottom <= top <= chosen[0].bottom for top, _ in rules):
            break  # a ruled line above the header
        if len(lines[at].words) < 2:
            break
        chosen.insert(0, lines[at])
        spans = join_spans([*columns, *list_spans(chosen)])
        if len(spans) < len(columns):
            raise UnclearColumns("a word of the header stands over several columns")
        if all(_fill_any(chosen, span) for span in spans):
            return chosen
    return chosen


def _fill_any(lines: Sequence[TextLine], span: Span) -> bool:
    return any(
        word.left < span[1] + EDGE and span[0] < word.right + EDGE
        for line in lines for word in line.words
    )  # fmt: skip


def _join_header(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple("".join(row[at] for row in rows) for at in range(len(rows[0])))


def _check_figures(rows: Sequence[tuple[str, ...]]) -> None:
    """Checks that a column behind the first holds figures, and that no header is one."""
    columns = list(zip(*rows, strict=True))
    if any(_is_figure(column[0]) for column in columns):
        raise UnclearColumns("the line above them is no header but figures")
    if not any(
        sum(_is_figure(text) for text in column[1:] if text) * 2 > sum(map(bool, column[1:]))
        and any(_is_figure(text) for text in column[1:])
        for column in columns[1:] or columns
    ):
        raise UnclearColumns("no column holds figures only")


def _is_figure(text: str) -> bool:
    return text in NO_FIGURE or Word(text, 0, 0, 0, 0).is_figure


def make_grid(table: AlignedTable, page: int, number: int) -> Grid:
    """The table as a grid."""
    rows = tuple(
        tuple(
            Cell(text, Place(page=page, table=number, row=row, column=column))
            for column, text in enumerate(texts, start=1)
        )
        for row, texts in enumerate(table.rows, start=1)
    )
    return Grid(rows, Place(page=page, table=number))
