"""Keeps the figures of columns that a form's raw table has no place for, as statements.

These are columns that the form does not know (``extra``), parts of its amounts (金额 under C级) and
sources of funds. The label of such a statement is "row / column".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.ingest.content import Cell
from analysis.ingest.forms.column_meanings import (
    DETAIL,
    EXTRA,
    MEASURE,
    PART,
    SOURCE,
    HeaderCell,
)
from analysis.ingest.forms.form_table import CellReader, FormTable, find_money_unit, locate
from analysis.ingest.forms.headers import VALUE_COLUMNS, Section
from analysis.ingest.forms.row_labels import is_sum_label
from analysis.ingest.words.form_labels import MONTHLY_FORM, FormLabels
from analysis.ingest.words.label_parts import is_personal
from analysis.ingest.words.wordings import read_cell, simplify, split_unit

# The form whose points stand behind the name of each level of its indicators.
POINTS = "performance_points"
KEPT = frozenset({EXTRA, PART, SOURCE, MEASURE})
_FIGURE = re.compile(r"[-+▲△]?\d[\d,，.]*(?:%|[\u4e00-\u9fff]{1,3})?")
_MONEY = (
    "资金",
    "金额",
    "经费",
    "投资",
    "款",
    "费",
    "付",
    "拨",
    "支出",
    "预算",
    "补助",
    "补贴",
    "价",
)
_COUNTED = ("数", "户", "人", "次", "个", "率", "比", "例", "进度", "积", "量")
# Amounts whose names end with the word for a number: 年初预算数.
_AMOUNTS = (
    "预算数",
    "执行数",
    "支出数",
    "到位数",
    "结余数",
    "结转数",
    "安排数",
    "资金数",
    "金额数",
)
_NAMES = ("label", "name", "requirement", "payee", "aspect", "category", DETAIL)
_LONGEST_LABEL = 100


@dataclass(frozen=True)
class OtherColumnReader:
    """Reads the columns of a section that its raw table does not hold."""

    cells: CellReader
    labels: FormLabels

    def list_unread(self, section: Section) -> tuple[str, ...]:
        """Headers of columns of figures that the form does not know."""
        return tuple(
            head.full_label for column, head in section.header.items()
            if head.meaning == EXTRA and _has_figures(section, column)
        )  # fmt: skip

    def read(
        self, section: Section, table_id: str, table: str, paid: bool = False
    ) -> list[FormTable]:
        """The figures of these columns as statements, a table for each unit.

        Args:
            section: the section.
            table_id: name of the first table of statements.
            table: its name in locators.
            paid: whether what is paid on contracts is filed as instalments; the total then stays.
        """
        by_unit: dict[str, list[dict[str, str]]] = {}
        for column, head in section.header.items():
            is_paid = head.meaning == "paid" and section.form_kind == "contracts"
            if (head.meaning not in KEPT and not is_paid) or is_personal(head.label):
                continue
            if not _has_figures(section, column):
                self._say_text(section, column, head)
                continue
            if head.meaning == EXTRA:
                self._say_unknown(head)
            unit = self._find_unit(section, column, head)
            for number, cells in enumerate(section.rows, start=1):
                if is_paid and paid and not self._is_sum(section, cells):
                    continue
                row_unit = unit or _find_row_unit(section, cells)
                row = self._read_cell(section, cells, column, row_unit)
                if row:
                    row |= {"row_id": f"r{number}_c{column + 1}",
                            "locator": locate(table, cells, number)}  # fmt: skip
                    by_unit.setdefault(row_unit or "", []).append(row)
        return [
            FormTable(
                "statements", table_id if index == 1 else f"{table_id}_{index}", table,
                tuple(rows), {"value": unit} if unit else {},
            )
            for index, (unit, rows) in enumerate(by_unit.items(), start=1)
        ]  # fmt: skip

    def _read_cell(
        self, section: Section, cells: Sequence[Cell], column: int, unit: str | None
    ) -> dict[str, str] | None:
        value = self.cells.figure(cells[column], unit)
        if not value:
            return None
        label = f"{_name_row(section, cells, column)} / {section.header[column].full_label}"
        return {"label": label[:_LONGEST_LABEL], "value": value, "change": "", "period": ""}

    def _is_sum(self, section: Section, cells: Sequence[Cell]) -> bool:
        return is_sum_label(_name_row(section, cells, len(cells)), self.labels)

    def _find_unit(self, section: Section, column: int, head: HeaderCell) -> str | None:
        if head.unit:
            return head.unit
        is_money = any(word in head.full_label for word in _MONEY)
        if head.meaning == EXTRA and (not is_money or head.label.endswith(_COUNTED)):
            return None
        texts = [simplify(read_cell(row[column]).text) for row in section.rows]
        is_counted = head.label.endswith(_COUNTED) and not head.label.endswith(_AMOUNTS)
        if all(text.endswith("%") for text in texts if text) or is_counted:
            return None
        return find_money_unit(section, column)

    def _say_unknown(self, head: HeaderCell) -> None:
        self.cells.remark(
            "extra_column", "warning", head.place,
            f"the form has no column {head.full_label!r}: its figures are kept as printed, and "
            "totals and rates that it could enter are not checked.",
            "If it is another name for a column of the form, add it to form_labels.csv.",
        )  # fmt: skip

    def _say_text(self, section: Section, column: int, head: HeaderCell) -> None:
        if any(row[column].text.strip() for row in section.rows if column < len(row)):
            self.cells.remark(
                "extra_column", "info", head.place,
                f"the column {head.full_label!r} is not part of the form and was left out.",
                "If it is another name for a column of the form, add it to form_labels.csv.",
            )  # fmt: skip


def _has_figures(section: Section, column: int) -> bool:
    texts = [simplify(row[column].text) for row in section.rows if column < len(row)]
    texts = [text for text in texts if text]
    return 2 * sum(_FIGURE.fullmatch(text) is not None for text in texts) > len(texts)


def _find_row_unit(section: Section, cells: Sequence[Cell]) -> str | None:
    """The unit of a row, in a form whose rows have units."""
    if section.form_kind not in (MONTHLY_FORM, "statistics"):
        return None
    for column in section.columns("unit"):
        if cells[column].text.strip():
            return simplify(cells[column].text)
    texts = [cells[column].text for column in _list_label_columns(section, cells)]
    return next((unit for text in reversed(texts) if (unit := split_unit(text)[1])), None)


def _name_row(section: Section, cells: Sequence[Cell], column: int) -> str:
    """What a figure of a row is about, as printed."""
    if section.form_kind == POINTS:
        # 一级指标 | 分值 | 二级指标 | 分值: points belong to the name before them.
        names = [simplify(cells[place].text) for place in range(column) if _is_name(section, place)]
        return next((name for name in reversed(names) if name), "")
    if section.form_kind == MONTHLY_FORM:
        texts = [simplify(cells[column].text) for column in _list_label_columns(section, cells)]
        return "/".join(text for text in texts if text)
    for meaning in _NAMES:
        for column in section.columns(meaning):
            if column < len(cells) and cells[column].text.strip():
                return simplify(cells[column].text)
    # The word for a total may stand in the column of numbers.
    words = [simplify(cell.text) for cell in cells]
    return next((word for word in words if word and not word[0].isdigit()), "")


def _is_name(section: Section, column: int) -> bool:
    return column in section.header and section.header[column].meaning in _NAMES


def _list_label_columns(section: Section, cells: Sequence[Cell]) -> list[int]:
    values = [
        column for column, head in section.header.items() if head.column_kind in VALUE_COLUMNS
    ]
    excluded = {*section.columns("number"), *section.columns("unit")}
    end = min(values, default=len(cells))
    return [column for column in range(end) if column not in excluded]
