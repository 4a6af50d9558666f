"""Finds which rows at the top of a table make its header, and names its columns.

Labels may stand over several columns or rows. Rows of units, of column numbers and of the bureaus
in charge are part of a header, but name no column; a line of entries such as 主管部门|…|实施单位|…
is no part of it.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.ingest.content import Cell, Place
from analysis.ingest.words.column_labels import name_column
from analysis.ingest.words.wordings import simplify

MOST_LEVELS = 5
UNIT = (
    r"(?:[百千万亿]{0,2}(?:元|美元|人次|人|户|平方米|立方米|吨|件|亩)|[%‰]|个|家|公顷|公里|千米|米|㎡|公斤|台|套|"
    r"辆|头|只|次|场|期|村|处|座|单|天|年|月|分|人天|天/人)"
)
_UNITS = re.compile(UNIT)
_NUMBERED = re.compile(r"[(\[]?(?:[甲乙丙丁戊]|[A-Z]|\d{1,2}(?:=[\d+\-*/÷×()%]+)?)[)\]]?")
_NUMBER_HEADS = frozenset(("序号", "栏次", "行次", "列次", "编号", "甲", "(甲)", "A"))
_BUREAU = re.compile(r".{2,}(?:局|委|办|部|厅|总工会|联合会|残联|妇联|中心|公司|银行)")
# Digits that labels contain: years, periods, classes; not those of data.
_PERIOD = re.compile(
    r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?年?(?:度|末|底)?\D{0,12}|\d{1,2}(?:-(?:\d{1,2}|本))?月\D{0,12}|"
    r"\D{1,4}(?:19|20)\d\d年度?\D{0,8}|1-本?月\D{0,8}|\D{0,4}\d季度\D{0,6}"
)


@dataclass(frozen=True)
class ColumnLabel:
    """The label of a column.

    Attributes:
        text: its lowest label as printed; blank without one.
        name: that label without decoration.
        unit: its unit, or that of the nearest label above it.
        path: the labels above it without decoration, outermost first.
        place: place of its lowest label.
    """

    text: str
    name: str
    unit: str | None
    path: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class HeaderBlock:
    """Rows that may be a header.

    Attributes:
        labels: the rows that name columns.
        units: a row of units below them, if any.
        height: its number of rows.
    """

    labels: tuple[Sequence[Cell], ...]
    units: Sequence[Cell] | None
    height: int


def list_blocks(rows: Sequence[Sequence[Cell]], top: int) -> Iterator[HeaderBlock]:
    """The headers that may begin in a row, from one row of labels to five.

    Args:
        rows: rows of a grid.
        top: index of the first row.
    """
    labels = [rows[top]]
    index = top
    while True:
        end, units = index + 1, None
        while end < len(rows) and (_is_unit_row(rows[end]) or is_number_row(rows[end])):
            units = units or (rows[end] if _is_unit_row(rows[end]) else None)
            end += 1
        yield HeaderBlock(tuple(labels), units, end - top)
        if end > index + 1 or len(labels) == MOST_LEVELS:
            return
        index += 1
        while index < len(rows) and _may_be_header_row(rows[index]) and _is_bureau_row(rows[index]):
            index += 1
        if index >= len(rows) or not _may_be_header_row(rows[index]):
            return
        labels.append(rows[index])


def name_columns(
    rows: Sequence[Sequence[Cell]], units: Sequence[Cell] | None = None
) -> list[ColumnLabel]:
    """The label of each column under a header of one or more rows.

    A column that only continues the merged cells of the column before it has no label.

    Args:
        rows: the rows of labels.
        units: the row of units, if any.
    """
    texts = {cell.place: cell.text for row in rows for cell in row if cell.text.strip()}
    levels = [[cell.merged_from or cell.place for cell in row] for row in rows]
    _fill_in(rows, levels, texts)
    columns = []
    previous: list[Place] = []
    for column, top in enumerate(rows[0]):
        chain = [level[column] for level in levels]
        own = [row[column].place for row in rows if row[column].text.strip()]
        if chain == previous or not own:
            columns.append(ColumnLabel("", "", None, (), top.place))
        else:
            unit = units[column].text if units else None
            columns.append(_name(list(dict.fromkeys(chain)), texts, own[-1], unit))
        previous = chain
    return columns


def _fill_in(
    rows: Sequence[Sequence[Cell]], levels: list[list[Place]], texts: dict[Place, str]
) -> None:
    """Extends labels over the blanks to their right that formats without merged cells leave."""
    for number, row in enumerate(rows[:-1]):
        level, group = levels[number], None
        for column, cell in enumerate(row):
            has_lower = any(lower[column].text.strip() for lower in rows[number + 1 :])
            if level[column] in texts:
                is_start = cell.text.strip() and has_lower
                group = level[column] if is_start or group == level[column] else None
            elif group and has_lower and cell.merged_from is None:
                level[column] = group
            else:
                group = None


def _name(
    chain: Sequence[Place], texts: dict[Place, str], place: Place, unit: str | None
) -> ColumnLabel:
    labels = [texts[place] for place in chain if place in texts]
    names = [name_column(label) for label in labels]
    own_unit = simplify(unit) if unit and unit.strip() else None
    units = [name.unit for name in reversed(names) if name.unit]
    path: list[str] = []
    for name in names[:-1]:
        if name.name != names[-1].name and name.name not in path:
            path.append(name.name)
    return ColumnLabel(
        labels[-1], names[-1].name, own_unit or next(iter(units), None), tuple(path), place
    )


def count_split_groups(block: HeaderBlock) -> int:
    """How many labels of the top row stand over several labels of the second: a sign of a header.

    Where the format has no merged cells, a label with blanks to its right counts.
    """
    if len(block.labels) < 2:
        return 0
    top, lower = block.labels[:2]
    groups: dict[Place, int] = {}
    is_vertical = False
    group: Place | None = None
    for above, below in zip(top, lower, strict=False):
        if above.text.strip():
            group = above.place
            is_vertical |= not below.text.strip()
        elif above.merged_from is not None:
            group = above.merged_from
        if group is not None and below.text.strip():
            groups[group] = groups.get(group, 0) + 1
    return sum(count > 1 for count in groups.values()) if is_vertical else 0


def is_number_row(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: 甲 乙 1 2, (1) (2), 序号 1 2 5, 1 2 3=1+2."""
    texts = [simplify(cell.text) for cell in row if cell.text.strip()]
    if len(texts) < 3:
        return False
    is_headed = texts[0] in _NUMBER_HEADS
    numbers = texts[1:] if is_headed else texts
    if not all(map(_NUMBERED.fullmatch, numbers)):
        return False
    digits = [int(found[0]) for text in numbers if (found := re.search(r"\d+", text))]
    is_rising = all(one < other for one, other in itertools.pairwise(digits))
    if is_headed and not texts[0].isascii() and texts[0] not in ("序号", "编号"):
        return is_rising and (not digits or digits[0] == 1)
    if is_headed or all(text.startswith("(") for text in numbers):
        return is_rising
    return digits == list(range(1, len(texts) + 1))


def _is_unit_row(row: Sequence[Cell]) -> bool:
    texts = [simplify(cell.text).strip("()") for cell in row if cell.text.strip()]
    if texts and texts[0] in ("单位", "计量单位"):
        texts = texts[1:]
    return len(texts) > 1 and all(map(_UNITS.fullmatch, texts))


def _is_bureau_row(row: Sequence[Cell]) -> bool:
    texts = [simplify(cell.text) for cell in row if cell.text.strip()]
    return bool(texts) and all(map(_BUREAU.fullmatch, texts))


def _may_be_header_row(row: Sequence[Cell]) -> bool:
    """Whether a row below a header can be part of it: no figures, and a cell merged or blank."""
    texts = [simplify(cell.text) for cell in row if cell.text.strip()]
    if not texts or all(cell.text.strip() for cell in row):
        return False
    return not any(_has_figure(text) for text in texts)


def _has_figure(text: str) -> bool:
    if not any(map(str.isdigit, text)):
        return False
    name = name_column(text).name
    return any(map(str.isdigit, name)) and not _PERIOD.fullmatch(name)
