"""Header, labels and figures of a grid that was read from a picture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.ingest.content import Cell, Grid, Place
from analysis.ingest.readings.table_sums import Checked, check_figures
from analysis.ingest.words.wordings import simplify, split_unit

_FIGURE = re.compile(
    r"[-−+▲△]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?(?:%|％|‰|倍|[\u4e00-\u9fff]{1,3})?"
)
_BARE = re.compile(r"[-−+▲△]?[\d,，.]+")
_NUMBER_OF_ROW = re.compile(r"序号|编号")
_UNIT_LINE = re.compile(r"单位[:：]?\s*([\u4e00-\u9fff]{1,4})$")
# Labels in front of a figure that are too long are running text.
_LONGEST_LABEL = 40


@dataclass(frozen=True)
class ScannedFigure:
    """A figure of a table.

    Attributes:
        place: its cell.
        row: label of its row.
        column: label of its column.
        text: as read.
        unit: unit printed in its header, its row or above the table; blank if it has its own.
        checked: what the sums and rates of its table say.
    """

    place: Place
    row: str
    column: str
    text: str
    unit: str
    checked: Checked


def list_figures(grid: Grid, unit_line: str = "") -> Iterator[ScannedFigure]:
    """The figures of a grid, row by row.

    Args:
        grid: the grid.
        unit_line: the line above it that states a unit, if any.
    """
    texts = _resolve(grid)
    first = _find_first_row(texts)
    if first is None:
        return
    headers = [_join_labels(column) for column in zip(*texts[:first], strict=True)]
    if not headers:
        headers = [""] * len(texts[0])
    body = texts[first:]
    numbers = [at for at, header in enumerate(headers) if _NUMBER_OF_ROW.search(header)]
    columns = [at for at in range(len(headers)) if at not in numbers]
    labels = [_label_row(row, columns) for row in body]
    figures = [
        [row[at] if at in columns and _is_figure(row[at]) else "" for at in range(len(headers))]
        for row in body
    ]
    checks = check_figures(figures, labels, headers)
    table_unit = _find_unit(unit_line) or _find_unit_in(texts[:first])
    for at, row in enumerate(figures):
        for column, text in enumerate(row):
            cell = grid.rows[first + at][column]
            if text and cell.merged_from is None:
                unit = _choose_unit(text, headers[column], labels[at], table_unit)
                label, head = split_unit(labels[at])[0], split_unit(headers[column])[0]
                yield ScannedFigure(cell.place, label, head, text, unit, checks.verdict(at, column))


def _resolve(grid: Grid) -> list[list[str]]:
    """The texts of the cells, that of a merged cell in each slot that it covers."""
    by_place = {cell.place: cell.text for row in grid.rows for cell in row}
    return [[simplify(_find_text(cell, by_place)) for cell in row] for row in grid.rows]


def _find_text(cell: Cell, by_place: dict[Place, str]) -> str:
    return by_place.get(cell.merged_from, "") if cell.merged_from else cell.text


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text))


def _find_first_row(texts: Sequence[Sequence[str]]) -> int | None:
    """The first row that has a figure behind its first cell and is no row of column numbers."""
    for at, row in enumerate(texts):
        figures = [text for text in row[1:] if _is_figure(text)]
        numbers = [text for text in row if text]
        is_numbering = len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]
        is_years = bool(figures) and all(re.fullmatch(r"20\d\d年?", text) for text in figures)
        if figures and not is_numbering and not is_years:
            return at
    return None


def _join_labels(texts: Sequence[str]) -> str:
    """Labels above each other, outermost first, each once; a title over the table is none."""
    labels = [text for text in dict.fromkeys(texts) if text and len(text) <= _LONGEST_LABEL]
    return "/".join(labels)


def _label_row(row: Sequence[str], columns: Sequence[int]) -> str:
    """The labels in front of the first figure of a row."""
    labels: list[str] = []
    for at in columns:
        if _is_figure(row[at]):
            break
        if row[at] and row[at] not in labels and len(row[at]) <= _LONGEST_LABEL:
            labels.append(row[at])
    return "/".join(labels)


def _find_unit(line: str) -> str:
    match = _UNIT_LINE.search(simplify(line).rstrip(")）"))
    return match[1] if match else ""


def _find_unit_in(rows: Sequence[Sequence[str]]) -> str:
    found = {unit for row in rows for text in row if (unit := _find_unit(text))}
    return found.pop() if len(found) == 1 else ""


def _choose_unit(text: str, header: str, label: str, table_unit: str) -> str:
    if not _BARE.fullmatch(text):
        return ""
    for words in (header, *reversed(label.split("/"))):
        unit = split_unit(words)[1]
        if unit:
            return unit
    return table_unit
