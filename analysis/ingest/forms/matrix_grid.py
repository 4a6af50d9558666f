"""The header rows of a matrix: which rows belong to it, and the labels above each column."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.figures.printed import NO_FIGURE, Unit, parse_figure
from analysis.ingest.content import Cell
from analysis.ingest.forms.matrix_words import (
    NUMBER_WORDS,
    STUB_WORDS,
    UNIT_WORDS,
    drop_translation,
    read_label,
)
from analysis.ingest.words.wordings import simplify, split_unit

MOST_LEVELS = 6
_FIRST_YEAR, _LAST_YEAR = 1949, 2060
_COLUMN_NUMBER = re.compile(r"[(（]?(?:\d{1,3}|[甲乙丙丁戊己])[)）]?(?:=.*)?")
_ENTRY = re.compile(
    r"填[报表写](?:单位|日期|时间|月份|人)|报告期|所属[时月]?期|编制单位|报送|主管部门|实施单位|项目负责人"
)
# Signs of bounds, and those that are a rise in some tables and a fall in others.
_SIGN = re.compile(r"^(?:[<>]=?|[≥≤＝=▲△])")
# A figure with a unit that is not known: 3辆, but not 1.增长幅度.
_WITH_UNIT = re.compile(r"[-+]?[\d,]+(?:\.\d+)?[^\d.,、)）]{1,3}")
_DIGITS = re.compile(r"\d{1,3}")
# Written for a figure that is not there, with the masks of statistical tables.
_PLACEHOLDER = re.compile(r"[-—–－_/\\*…·×.]+|无|N/?A", re.IGNORECASE)
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class HeaderRows:
    """The header of a matrix.

    Attributes:
        depth: number of rows up to the first row of data.
        paths: labels above each column, outermost first; a label over several columns is in the
            path of each.
        units: the unit that a row of units gives to each column.
        numbers: the number that a row of numbers gives to each column.
    """

    depth: int
    paths: tuple[tuple[str, ...], ...]
    units: tuple[str | None, ...]
    numbers: tuple[str, ...]


_PLAIN = re.compile(r"\d{1,12}(?:\.\d{1,8})?%?", re.ASCII)


def is_placeholder(text: str) -> bool:
    """Whether a cell says that there is no figure: —, /, ***, 无."""
    plain = simplify(text)
    return plain in NO_FIGURE or bool(_PLACEHOLDER.fullmatch(text.strip() or " "))


def is_figure(text: str, units: Mapping[str, Unit]) -> bool:
    """Whether a cell holds one figure; a unit that is not known does not matter."""
    plain = _SIGN.sub("", simplify(text))
    if _PLAIN.fullmatch(plain):
        return True
    if not re.search(r"\d", plain):
        return False
    reason = parse_figure(plain, units).missing_reason
    return reason is None or (reason == "unreadable_unit" and bool(_WITH_UNIT.fullmatch(plain)))


def is_year(text: str) -> bool:
    """Whether a cell holds a year without 年, or two years joined by a dash."""
    plain = simplify(text)
    if plain.isdigit():
        return len(plain) == 4 and _FIRST_YEAR <= int(plain) <= _LAST_YEAR
    period = read_label(plain).period
    return period is not None and period.span == "years" and period.text == plain


def read_header(
    rows: Rows, top: int, units: Mapping[str, Unit], skipped: int = 0
) -> HeaderRows | None:
    """The header that begins in a row; None if the row begins none.

    Args:
        rows: rows of a grid.
        top: index of the row.
        units: printed unit → unit.
        skipped: rows above it that cannot be part of it.
    """
    levels: list[list[str]] = []
    unit_row: list[str | None] = [None] * len(rows[top])
    numbers = [""] * len(rows[top])
    depth = 0
    for offset, row in enumerate(rows[top : top + MOST_LEVELS + 2]):
        texts = spread(row)
        if levels and _is_number_row(texts):
            numbers = [simplify(text) for text in texts]
        elif levels and _is_unit_row(texts, row, units):
            unit_row = [simplify(text).strip("()") or None for text in texts]
        elif _is_label_row(row, texts, levels, rows[top], units) and len(levels) < MOST_LEVELS:
            levels.append(texts)
        else:
            break
        depth = offset + 1
    if not levels or top + depth >= len(rows):
        return None
    paths = _stack(levels, rows[top : top + len(levels)])
    return HeaderRows(depth, paths, tuple(unit_row), tuple(numbers))


def spread(row: Sequence[Cell]) -> list[str]:
    """The texts of a row; the text of a cell merged over columns is repeated in each of them."""
    texts = {cell.place: cell.text for cell in row}
    return [
        texts.get(cell.merged_from, "") if cell.merged_from is not None else cell.text
        for cell in row
    ]  # fmt: skip


def spread_down(cells: Sequence[Cell], rows: Sequence[Sequence[Cell]], index: int) -> list[str]:
    """The texts of a row; the text of a cell merged over rows or columns is repeated."""
    texts = spread(cells)
    for column, cell in enumerate(cells):
        if cell.merged_from is None or texts[column]:
            continue
        for above in reversed(rows[max(0, index - 200) : index]):
            if column < len(above) and above[column].place == cell.merged_from:
                texts[column] = above[column].text
                break
    return texts


def _is_label_row(
    row: Sequence[Cell],
    texts: Sequence[str],
    levels: Sequence[Sequence[str]],
    first: Sequence[Cell],
    units: Mapping[str, Unit],
) -> bool:
    filled = [text for text in texts[1:] if text.strip()]
    if not filled or (not levels and len({*texts} - {""}) < 2):
        return False
    if any(is_placeholder(text) or _is_datum(text, units) for text in texts if text.strip()):
        return False
    if not levels:
        return not any(_is_entry(text) for text in texts) and not _is_lone_amount(texts)
    # Below the first row, the labels of rows begin in the first column.
    head = row[0]
    if not head.text.strip() or head.merged_from is not None:
        return True
    return _is_group(first) and not any(is_year(text) for text in texts)


def _is_lone_amount(texts: Sequence[str]) -> bool:
    """Whether the only number of a row may be an amount: 2000 beside 中央财政资金."""
    years = [text for text in texts if simplify(text).isdigit() and is_year(text)]
    return len(years) == 1 and simplify(texts[0]) not in STUB_WORDS


def _is_entry(text: str) -> bool:
    """Whether a cell is an entry of a form's head: 填报单位：an office, 报告期."""
    plain = simplify(text)
    return bool(_ENTRY.match(plain)) or (":" in plain and not plain.startswith("其中"))


def _is_datum(text: str, units: Mapping[str, Unit]) -> bool:
    return not is_year(text) and read_label(text).period is None and is_figure(text, units)


def _is_group(first: Sequence[Cell]) -> bool:
    """Whether the first header cell is merged over several columns: it heads a group of labels."""
    return len(first) > 1 and first[1].merged_from == first[0].place


def _is_unit_row(texts: Sequence[str], row: Sequence[Cell], units: Mapping[str, Unit]) -> bool:
    own = [simplify(cell.text).strip("()") for cell in row if cell.text.strip()]
    return bool(own) and all(
        parse_figure(f"1{text}", units).missing_reason is None and not re.search(r"\d", text)
        and text not in NUMBER_WORDS for text in own
    )  # fmt: skip


def _is_number_row(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: 甲 乙 1 2, (1) (2), 序号 1 2 5."""
    plain = [simplify(text) for text in texts if text.strip()]
    is_named = plain[:1] and (plain[0] in NUMBER_WORDS or plain[0] in ("甲", "(甲)", "栏号"))
    labels = plain[1:] if is_named else plain
    if len(labels) < 2 or not all(_COLUMN_NUMBER.fullmatch(label) for label in labels):
        return False
    digits = [int(match[0]) for label in labels if (match := _DIGITS.search(label))]
    if not all(one < other for one, other in itertools.pairwise(digits)):
        return False
    is_counted = len(digits) > 2 and digits == list(range(digits[0], digits[0] + len(digits)))
    return bool(is_named) or not plain[0].isdigit() or (is_counted and digits[0] in (0, 1))


def _stack(levels: Sequence[list[str]], rows: Rows) -> tuple[tuple[str, ...], ...]:
    """The labels above each column; a group's label goes over the blank cells right of it."""
    filled: list[list[str]] = []
    for index in range(len(levels)):
        filled.append(_fill_right(levels, rows, index, filled))
    width = len(levels[0])
    paths = []
    for column in range(width):
        path: list[str] = []
        for level in filled:
            text = drop_translation(simplify(level[column]))
            if text and (not path or path[-1] != text):
                path.append(text)
        paths.append(tuple(path))
    return tuple(paths)


def _fill_right(
    levels: Sequence[list[str]], rows: Rows, index: int, above: Sequence[list[str]]
) -> list[str]:
    """A header row whose groups lost their merged cells, as in text files.

    A blank right of a label is part of its group if the columns have the same labels above and
    this one has a label below. The names of rows are no group.
    """
    texts = list(levels[index])
    for column in range(1, len(texts)):
        if texts[column].strip() or rows[index][column].merged_from is not None:
            continue
        has_label_below = any(level[column].strip() for level in levels[index + 1 :])
        is_same_group = all(level[column] == level[column - 1] for level in above)
        left = split_unit(texts[column - 1])[0]
        if has_label_below and is_same_group and left not in STUB_WORDS:
            texts[column] = texts[column - 1]
    return texts


def holds_no_figure(rows: Rows, units: Mapping[str, Unit]) -> bool:
    """Whether a form is blank: labels and numbers of its rows and columns, but no figure.

    A row of column numbers, a column of row numbers and years in labels are no figures.
    """
    data = [row for row in rows if not _is_number_row(spread(row))]
    columns = list(zip(*(spread(row) for row in data), strict=False))
    return len(data) > 1 and not any(
        is_figure(text, units) and not is_year(text)
        for texts in columns if not _counts_rows(texts)
        for text in texts if read_label(text).period is None
    )  # fmt: skip


def _counts_rows(texts: Sequence[str]) -> bool:
    """Whether a column only numbers the rows: 1, 2, 3, once again from 1 or going on."""
    digits = [simplify(text) for text in texts if simplify(text).isdigit()]
    named = any(simplify(text) in NUMBER_WORDS for text in texts)
    numbers = list(map(int, digits))
    counts = all(b - a == 1 for a, b in itertools.pairwise(numbers))
    return bool(numbers) and counts and (named or numbers[0] == 1 or len(numbers) > 2)


def is_unit_column(leaf: str, texts: Sequence[str]) -> bool:
    """Whether a column holds the units of the rows."""
    plain = [simplify(text) for text in texts if text.strip()]
    return leaf in UNIT_WORDS and bool(plain) and max(map(len, plain)) <= 5
