"""What each column of a matrix holds: of which area, thing and period, in which unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ingest.forms.matrix_areas import Area, AreaFinder
from analysis.ingest.forms.matrix_header import MatrixColumn, find_name_column
from analysis.ingest.forms.matrix_periods import (
    UNKNOWN_NOTE,
    Dates,
    PeriodReader,
    match_changes,
)
from analysis.ingest.forms.matrix_words import (
    Measure,
    PeriodWord,
    Wording,
    is_office,
    read_label,
    undress,
)


@dataclass(frozen=True)
class ValueColumn:
    """A column of figures.

    Attributes:
        position: its column in the grid.
        labels: the labels above it, outermost first, without decoration and unit.
        things: those of them that name what is measured.
        period: its period, as printed.
        measure: what its figures are.
        unit: its unit, if its labels or a row of units say it.
        area: its area, if it names one.
        change: column of the changes of its values.
        base: position of the column that its change compares with, where that is stated.
        class_column: position of a column of text in its group that says what it is of.
    """

    position: int
    labels: tuple[str, ...]
    things: tuple[str, ...]
    period: PeriodWord | None
    measure: Measure | None
    unit: str | None
    area: Area | None
    change: "ValueColumn | None" = None
    base: int | None = None
    class_column: int | None = None


@dataclass(frozen=True)
class Block:
    """Columns that are read together: names of rows, and figures.

    A table may have two or three such blocks side by side.

    Attributes:
        name: column with the names of the rows; None if the columns say all.
        groups: columns with the names of groups of rows.
        unit: column of the rows' units.
        values: its columns of figures.
    """

    name: int | None
    groups: tuple[int, ...]
    unit: int | None
    values: tuple[ValueColumn, ...]


def make_blocks(columns: Sequence[MatrixColumn], areas: AreaFinder) -> list[Block]:
    """The blocks of a matrix, from left to right."""
    parts: list[list[MatrixColumn]] = [[]]
    for column in columns:
        has_values = any(other.kind == "value" for other in parts[-1])
        if column.kind == "label" and has_values:
            # A number before the names belongs to them.
            moved = [parts[-1].pop()] if parts[-1][-1].kind == "number" else []
            parts.append(moved)
        parts[-1].append(column)
    return [_make_block(part, areas) for part in parts if any(c.kind == "value" for c in part)]


def _make_block(columns: Sequence[MatrixColumn], areas: AreaFinder) -> Block:
    name = find_name_column(columns)
    groups = [
        column.position for column in columns
        if column.kind == "label" and name is not None and column.position < name.position
    ]  # fmt: skip
    unit = next((column.position for column in columns if column.kind == "unit"), None)
    values = [_read_column(column, areas) for column in columns if column.kind == "value"]
    values = _mark_unknown_areas(_find_classes(values, columns))
    return Block(name and name.position, tuple(groups), unit, tuple(_attach_changes(values)))


def _read_column(column: MatrixColumn, areas: AreaFinder) -> ValueColumn:
    words = [read_label(part) for part in column.path]
    area: Area | None = None
    things: list[str] = []
    for part, word in zip(column.path, words, strict=True):
        found = areas.find(word.label) if word.thing or part == column.path[-1] else None
        if found and (area is None or area.code is None):
            area = found
        if word.thing and not (found and found.code) and not is_office(word.thing):
            things.append(undress(word.thing))
    leaf_first = list(reversed(words))
    return ValueColumn(
        column.position,
        tuple(word.label for word in words if not is_office(word.label)),
        tuple(things),
        next((word.period for word in leaf_first if word.period), None),
        next((word.measure for word in leaf_first if word.measure), None),
        column.unit or next((word.unit for word in leaf_first if word.unit), None),
        area,
    )


def _find_classes(values: list[ValueColumn], columns: Sequence[MatrixColumn]) -> list[ValueColumn]:
    """指标考核值 beside 考核得分 under one label: the text says of which class the figure is."""
    paths = {column.position: column.path for column in columns}
    texts = [column for column in columns if column.kind == "text" and len(column.path) > 1]
    return [
        replace(value, class_column=next(
            (text.position for text in reversed(texts)
             if text.position < value.position and text.path[:-1] == paths[value.position][:-1]),
            None,
        ))
        for value in values
    ]  # fmt: skip


def _mark_unknown_areas(values: list[ValueColumn]) -> list[ValueColumn]:
    """Columns beside those of areas are of areas, too: 市本级, 高新区, 其他, 合计."""
    parents = {value.labels[:-1] for value in values if value.area and value.area.code
               and not value.area.is_total}  # fmt: skip
    return [
        replace(value, area=value.area or Area(None))
        if value.labels[:-1] in parents and len(parents) == 1 else
        value if (value.area and value.area.code and not value.area.is_total)
        or (value.area and parents) else replace(value, area=None)
        for value in values
    ]  # fmt: skip


def _attach_changes(values: Sequence[ValueColumn]) -> list[ValueColumn]:
    words = [(value.position, _word(value)) for value in values]
    owners, bases = match_changes(words)
    by_position = {value.position: value for value in values}
    attached = []
    for value in values:
        change = next((c for c, owner in owners.items() if owner == value.position), None)
        if value.position in owners:
            continue
        if change is not None:
            value = replace(value, change=by_position[change], base=bases.get(change))
        attached.append(value)
    return attached


def _word(value: ValueColumn) -> Wording:
    """A column's label together with the period above it."""
    label = value.labels[-1] if value.labels else ""
    return Wording(label, value.unit, value.period, value.measure, "/".join(value.things))


def find_dates(values: Sequence[ValueColumn], periods: PeriodReader) -> dict[int, Dates]:
    """The dates of each column; the year before is that of the period beside it."""
    dates: dict[int, Dates] = {}
    previous: Dates | None = None
    has_periods = any(value.period for value in values)
    for index, value in enumerate(values):
        is_prior = value.period is not None and value.period.span == "prior"
        if not is_prior:
            dates[value.position] = periods.read(value.period)
            if value.period is None and has_periods:
                # 任务数 beside 当月 and 累计 is of neither.
                dates[value.position] = Dates(None, None, UNKNOWN_NOTE)
            previous = dates[value.position] if value.period else previous
            continue
        opposite = _find_opposite(values, index)
        if opposite is not None:
            dates[value.position] = periods.read(value.period, periods.read(opposite.period))
            continue
        following = next(
            (periods.read(other.period) for other in values
             if other.position > value.position and other.period and other.period.span != "prior"),
            None,
        )  # fmt: skip
        dates[value.position] = periods.read(value.period, previous or following)
    return dates


def _find_opposite(values: Sequence[ValueColumn], index: int) -> ValueColumn | None:
    """The value of this year that one of the year before stands for, where both are in order.

    本月 | 1-本月 | 上年本月 | 上年1-本月: as many of the year before follow as of this year.
    """
    start = index
    while start and _is_prior(values[start - 1]):
        start -= 1
    end = index
    while end + 1 < len(values) and _is_prior(values[end + 1]):
        end += 1
    count = end - start + 1
    newer = values[max(0, start - count) : start]
    if count < 2 or len(newer) < count or any(v.period is None or _is_prior(v) for v in newer):
        return None
    return newer[index - start]


def _is_prior(value: ValueColumn) -> bool:
    return value.period is not None and value.period.span == "prior"
