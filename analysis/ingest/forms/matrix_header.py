"""Recognises matrices: tables whose rows or columns are periods, areas or indicators."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.figures.printed import Unit
from analysis.ingest.content import Cell
from analysis.ingest.forms.matrix_grid import (
    HeaderRows,
    is_figure,
    is_placeholder,
    is_unit_column,
    is_year,
    read_header,
)
from analysis.ingest.forms.matrix_words import (
    AREA_WORDS,
    LABEL_WORDS,
    NUMBER_WORDS,
    OWN_LEVEL,
    PERIOD_WORDS,
    SUBCOUNTY,
    VALUE_WORDS,
    is_sum,
    read_label,
    undress,
)
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import MONTHLY_FORM
from analysis.ingest.words.label_parts import is_personal
from analysis.ingest.words.wordings import simplify, split_unit

STATISTICS, AREA_TABLE, ALLOTMENT, SCORE_TABLE, PLAIN_TABLE = (
    "statistics", "area_table", "allotment", "score_table", "plain_table"
)  # fmt: skip
MATRIX_KINDS = frozenset({STATISTICS, AREA_TABLE, ALLOTMENT, SCORE_TABLE, PLAIN_TABLE})
_SAMPLE = 60
_MOST = 0.6
_FEWEST_ROWS = 2
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ALLOTTED = ("分配", "安排", "下达", "拨付", "补助资金", "资金计划", "指标表")
_REMARKS = ("备注", "说明", "解释", "依据", "标准", "公式", "来源", "条件", "责任", "部门", "联系")


@dataclass(frozen=True)
class MatrixColumn:
    """A column of a matrix.

    Attributes:
        position: its column in the grid.
        kind: ``label``, ``number``, ``unit``, ``value`` or ``text``.
        path: the labels above it, outermost first.
        unit: the unit that a row of units gives it.
    """

    position: int
    kind: str
    path: tuple[str, ...]
    unit: str | None

    @property
    def leaf(self) -> str:
        """The label nearest to its cells, without unit."""
        return split_unit(self.path[-1])[0] if self.path else ""


@dataclass(frozen=True)
class Matrix:
    """The header of a matrix.

    Attributes:
        form_kind: statistics, area_table, allotment or score_table.
        depth: number of its rows.
        columns: its columns, from left to right.
        is_certain: whether labels and cells leave no doubt, so that it is no table of amounts.
    """

    form_kind: str
    depth: int
    columns: tuple[MatrixColumn, ...]
    is_certain: bool


@dataclass(frozen=True)
class MatrixFinder:
    """Finds matrices.

    Attributes:
        areas: names of areas.
        units: printed unit → unit.
    """

    areas: AreaNames
    units: Mapping[str, Unit]

    def find(self, rows: Sequence[Sequence[Cell]], top: int, lines: Sequence[str]) -> Matrix | None:
        """The matrix whose header begins in a row; None if none begins there.

        Args:
            rows: rows of a grid.
            top: index of the row.
            lines: lines of text above it.
        """
        header = read_header(rows, top, self.units)
        if header is None:
            return None
        data = _take_sample(rows, top, header.depth)
        cells = list(zip(*([cell.text for cell in row] for row in data), strict=False))
        columns = self._name_columns(header, cells)
        if not any(column.kind == "value" for column in columns):
            return None
        return self._judge(header.depth, columns, cells, lines)

    def find_plain(self, rows: Sequence[Sequence[Cell]], top: int) -> Matrix | None:
        """A table of no known kind, whose rows have names and whose columns have labels.

        Args:
            rows: rows of a grid.
            top: index of the row in which its header may begin.
        """
        header = read_header(rows, top, self.units)
        if header is None:
            return None
        data = _take_sample(rows, top, header.depth)
        cells = list(zip(*([cell.text for cell in row] for row in data), strict=False))
        columns = self._name_columns(header, cells)
        name = find_name_column(columns)
        values = [column for column in columns if column.kind == "value"]
        if name is None or not name.path or not values or not all(one.path for one in values):
            return None
        names = [text for text in cells[name.position] if text.strip()]
        if len(names) < _FEWEST_ROWS or len(names) < _MOST * len(data):
            return None
        has_words = all(_CHINESE.search(one.leaf) for one in values)
        return Matrix(PLAIN_TABLE, header.depth, columns, False) if has_words else None

    def _name_columns(
        self, header: HeaderRows, cells: Sequence[Sequence[str]]
    ) -> tuple[MatrixColumn, ...]:
        columns: list[MatrixColumn] = []
        has_values = False
        stubs: set[str] = set()
        for position, path in enumerate(header.paths):
            texts = cells[position]
            leaf = split_unit(path[-1])[0] if path else ""
            kind = self._name_kind(leaf, texts, has_values, stubs)
            if kind == "label" and not has_values:
                stubs.add(leaf)
            has_values = has_values or kind == "value"
            if path or any(text.strip() for text in texts):
                columns.append(MatrixColumn(position, kind, path, header.units[position]))
        return tuple(columns)

    def _name_kind(self, leaf: str, texts: Sequence[str], has_values: bool, stubs: set[str]) -> str:
        filled = [text for text in texts if text.strip()]
        if leaf in NUMBER_WORDS:
            return "number"
        if is_personal(leaf):
            return "text"
        if is_unit_column(leaf, filled) and not self._share_of_areas(filled):
            return "unit"
        if not has_values and (leaf in PERIOD_WORDS or _are_years(filled)):
            return "label"
        figures = sum(is_figure(text, self.units) for text in filled)
        blanks = sum(is_placeholder(text) for text in filled)
        if figures and figures + blanks >= _MOST * len(filled):
            return "value"
        if not has_values or leaf in stubs:
            return "label"
        return "text"

    def _judge(
        self,
        depth: int,
        columns: tuple[MatrixColumn, ...],
        cells: Sequence[Sequence[str]],
        lines: Sequence[str],
    ) -> Matrix | None:
        values = [column for column in columns if column.kind == "value"]
        name = find_name_column(columns)
        names = [text for text in cells[name.position] if text.strip()] if name else []
        headed = bool(name) and name.leaf in AREA_WORDS
        codes = {code for text in names for code in self.areas.match(undress(text))[:1]}
        share = self._share_of_areas(names)
        if name and share >= _MOST and (len(codes) > 1 or headed):
            kind = ALLOTMENT if _is_allotted(lines, values) else AREA_TABLE
            return Matrix(kind, depth, columns, bool(codes))
        if self._count_area_columns(values) > 1:
            return Matrix(AREA_TABLE, depth, columns, True)
        labels = [read_label(part) for column in values for part in column.path]
        periods = {label.period.text for label in labels if label.period}
        pure = {label.period.text for label in labels if label.period and not label.thing
                and not label.measure}  # fmt: skip
        has_change = any(label.measure in ("change", "points") for label in labels)
        if name and (pure or len(periods) > 1 or (periods and has_change)):
            return Matrix(STATISTICS, depth, columns, bool(pure))
        if name and sum(_is_period(text) for text in names) >= _MOST * len(names) > 0:
            return Matrix(STATISTICS, depth, columns, True)
        if name and name.leaf in LABEL_WORDS:
            return _judge_lists(depth, columns, values, labels)
        return None

    def _share_of_areas(self, names: Sequence[str]) -> float:
        if not names:
            return 0.0
        return sum(self._is_area(name) for name in names) / len(names)

    def _is_area(self, text: str) -> bool:
        plain = undress(text)
        return bool(
            self.areas.match(plain) or is_sum(plain) or OWN_LEVEL.match(plain)
            or (len(plain) <= 12 and SUBCOUNTY.search(plain))
        )  # fmt: skip

    def _count_area_columns(self, values: Sequence[MatrixColumn]) -> int:
        codes = {
            code for column in values for part in column.path
            for code in self.areas.match(split_unit(part)[0])[:1]
        }  # fmt: skip
        return len(codes)


def prefer_matrix(matrix: Matrix, form_kind: str) -> bool:
    """Whether a table is rather a matrix than the form whose labels it has.

    Rows or columns of several counties decide it: their amounts are not those of one county.
    """
    if form_kind == MONTHLY_FORM:
        return False
    return matrix.is_certain and matrix.form_kind in (AREA_TABLE, ALLOTMENT)


def _take_sample(rows: Sequence[Sequence[Cell]], top: int, depth: int) -> list[Sequence[Cell]]:
    """The first rows below a header, up to where the same header begins again."""
    sample: list[Sequence[Cell]] = []
    first = simplify(rows[top][0].text)
    for row in rows[top + depth : top + depth + _SAMPLE]:
        if first and simplify(row[0].text) == first:
            break
        sample.append(row)
    return sample


def find_name_column(columns: Sequence[MatrixColumn]) -> MatrixColumn | None:
    """The column with the names of the rows, of those left of the first figures."""
    stubs = []
    for column in columns:
        if column.kind == "value":
            break
        if column.kind == "label":
            stubs.append(column)
    for words in (LABEL_WORDS, AREA_WORDS, tuple(PERIOD_WORDS)):
        named = [column for column in stubs if column.leaf in words]
        if named:
            return named[-1]
    plain = [c for c in stubs if not any(word in c.leaf for word in _REMARKS)] or stubs
    return plain[-1] if plain else None


def _judge_lists(
    depth: int,
    columns: tuple[MatrixColumn, ...],
    values: Sequence[MatrixColumn],
    labels: Sequence[object],
) -> Matrix | None:
    """指标名称 | 单位 | 数量, and tables of scores: neither periods nor areas tell them."""
    has_units = any(column.kind == "unit" for column in columns)
    if has_units and len(values) == 1 and values[0].leaf in VALUE_WORDS:
        return Matrix(STATISTICS, depth, columns, False)
    if any(getattr(label, "measure", None) == "score" for label in labels):
        return Matrix(SCORE_TABLE, depth, columns, False)
    return None


def _are_years(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and all(is_year(text) for text in texts)


def _is_period(text: str) -> bool:
    label = read_label(text)
    return label.period is not None and not label.thing and label.measure is None


def _is_allotted(lines: Sequence[str], values: Sequence[MatrixColumn]) -> bool:
    """Whether a title says that money is divided among the areas."""
    title = "".join(simplify(line) for line in lines)
    measures = Counter(read_label(part).measure for column in values for part in column.path)
    return any(word in title for word in _ALLOTTED) and not measures["completion"]
