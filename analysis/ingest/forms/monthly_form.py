"""Reads the monthly form of one county, or of several with a column for each and their total."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.figures.printed import NO_FIGURE, parse_figure
from analysis.ingest.content import Cell
from analysis.ingest.forms.column_meanings import EXTRA
from analysis.ingest.forms.form_table import (
    NO_FIGURES,
    BlankTable,
    CellReader,
    FormTable,
    UnusableTable,
    locate,
)
from analysis.ingest.forms.headers import VALUE_COLUMNS, HeaderCell, Section
from analysis.ingest.forms.other_rows import FormColumn, OtherRows, find_shared
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import MONTHLY_FORM, FormLabels
from analysis.ingest.words.wordings import simplify, split_unit
from analysis.tables.raw_forms import RAW_COLUMNS
from analysis.tables.reference_forms import SUM_MEANINGS

# Rows that not every form has: funds of other levels, what was appropriated, stations of towns.
_FURTHER = re.compile(
    r"_(?:city|county|social)$|^appropriation_|^township_|^training_person_times$"
)
_SMALL = re.compile(r"0?\.\d*[1-9]\d*|1(?:\.0+)?")


@dataclass(frozen=True)
class Group:
    """A group of rows: its label and the number printed beside it."""

    label: str
    number: str


@dataclass(frozen=True)
class RowLabel:
    """A row of the form: its label in ``labels.csv`` and its indicator."""

    label: str
    indicator_id: str


@dataclass(frozen=True)
class MonthlyFormReader:
    """Reads monthly forms.

    Attributes:
        cells: reads cells.
        labels: labels of forms.
        areas: names of areas.
        indicators: simplified label of a row, where needed after its group's and a slash → row.
    """

    cells: CellReader
    labels: FormLabels
    areas: AreaNames
    indicators: Mapping[str, RowLabel]

    def read(self, section: Section, table_id: str, table: str, own: str | None) -> list[FormTable]:
        """The rows of a monthly form, and those that it does not know as statements.

        Args:
            section: the form.
            table_id: its name in the document.
            table: its name in locators.
            own: area that issued the form, as the line 填报单位 says.

        Raises:
            UnusableTable: if it is blank, still the template, or the area of a column is unknown.
        """
        columns = self._name_columns(section, own)
        first = min(column.position for column in columns)
        read: list[tuple[dict[str, str], Sequence[Cell], Cell, int]] = []
        others = OtherRows(self.cells, table)
        group = Group("", "")
        for number, cells in enumerate(section.rows, start=1):
            shift = self._find_shift(cells, first, columns)
            labels = self._list_label_cells(section, cells[: first + shift])
            if labels:
                group = self._find_group(group, section, cells, labels)
                row = self._read_row(section, cells, columns, shift, labels[-1], group)
                read.append((row, cells, labels[-1], number))
        shared = find_shared([row for row, *_ in read], self.cells)
        rows: list[dict[str, str]] = []
        for row, cells, label, number in read:
            if row["row_id"] and row["row_id"] not in shared:
                rows.append(row | {"locator": locate(table, cells, number)})
            else:
                others.add(row | {"row_id": ""}, cells, columns, label.place, number)
        if not any(row[column.name] for row in rows for column in columns):
            rows = []
        if not rows and not others.tables:
            raise BlankTable(NO_FIGURES)
        if not rows:
            return others.list_tables(table_id)
        self._check_rows(rows)
        areas = {
            column.name: (column.header, column.county_code, column.covers) for column in columns
        }
        form = FormTable(MONTHLY_FORM, table_id, table, tuple(rows), {}, areas)
        return [form, *others.list_tables(table_id)]

    def knows_row(self, section: Section) -> bool:
        """Whether a row of a form is one that the form has."""
        names = {name for label in self.indicators for name in (label, label.split("/")[-1])}
        return any(
            split_unit(cell.text)[0] in names
            for row in section.rows for cell in row if cell.text.strip()
        )  # fmt: skip

    def _name_columns(self, section: Section, own: str | None) -> list[FormColumn]:
        heads = [
            (column, head) for column, head in sorted(section.header.items())
            if head.column_kind in VALUE_COLUMNS
        ]  # fmt: skip
        areas = [(column, head) for column, head in heads if head.meaning != "total"]
        columns = [
            FormColumn(
                f"area_{number}", column, head.label, self._find_code(section, column, head, own)
            )
            for number, (column, head) in enumerate(areas, start=1)
        ]
        codes = [column.county_code for column in columns if column.county_code]
        if len(set(codes)) < len(codes):
            raise UnusableTable("two of its columns are for the same county.")
        totals = [(column, head) for column, head in heads if head.meaning == "total"]
        if totals:
            total = self._name_total(totals[0], codes, own)
            if self._has_unknown_area(section):
                # 市本级 or 其他 is part of the total, too: it is not the sum of the counties shown.
                total = replace(total, covers=None)
            columns.append(total)
        return columns

    def _has_unknown_area(self, section: Section) -> bool:
        """Whether a column of figures is of an area without a code."""
        return any(
            head.meaning == EXTRA and self._is_filled(section, column)
            for column, head in section.header.items()
        )

    def _find_code(
        self, section: Section, column: int, head: HeaderCell, own: str | None
    ) -> str | None:
        if head.column_kind == "area":
            if ";" in head.detail:
                raise UnusableTable(f"{head.label!r} is the name of several areas: {head.detail}.")
            return head.detail
        if not self._is_filled(section, column):
            return None
        if head.column_kind == "placeholder":
            others = [
                other for other in section.columns("placeholder")
                if other != column and self._is_filled(section, other)
            ]  # fmt: skip
            if others or own is None:
                raise UnusableTable(
                    f"its column still has the header {head.label!r} of the template: write the "
                    "county's name there."
                )
            self.cells.remark(
                "placeholder", "warning", head.place,
                f"the column still has the header {head.label!r} of the template; it was read as "
                f"{self.areas.current[own]}, which issued the form.",
                "Write the county's name into the header.",
            )  # fmt: skip
        return own

    def _is_filled(self, section: Section, column: int) -> bool:
        return any(self._is_figure(row[column]) for row in section.rows if column < len(row))

    def _name_total(
        self, total: tuple[int, HeaderCell], codes: Sequence[str], own: str | None
    ) -> FormColumn:
        column, head = total
        parents = {self.areas.parents.get(code) for code in codes}
        code = parents.pop() if len(parents) == 1 else own
        if len(codes) == 1:
            code = codes[0]
        return FormColumn("total", column, head.label, code, ";".join(codes) or None)

    def _list_label_cells(self, section: Section, cells: Sequence[Cell]) -> list[Cell]:
        excluded = (*section.columns("number"), *section.columns("unit"))
        return [
            cell for column, cell in enumerate(cells)
            if column not in excluded and cell.text.strip()
        ]  # fmt: skip

    def _find_group(
        self, previous: Group, section: Section, cells: Sequence[Cell], labels: Sequence[Cell]
    ) -> Group:
        """Group and number of a row; blank cells repeat those of the row above."""
        numbers = section.columns("number")
        number = self.cells.text(cells[numbers[0]]) if numbers else ""
        if len(labels) > 1:
            return Group(split_unit(labels[0].text)[0], number or previous.number)
        is_continued = bool(previous.label) and number in ("", previous.number)
        return previous if is_continued else Group("", number)

    def _read_row(
        self,
        section: Section,
        cells: Sequence[Cell],
        columns: Sequence[FormColumn],
        shift: int,
        label_cell: Cell,
        group: Group,
    ) -> dict[str, str]:
        """A row; one that the form does not know has no ``row_id``."""
        label, unit = split_unit(label_cell.text)
        full_label = f"{group.label}/{label}" if group.label else label
        row_label = self.indicators.get(full_label) or self.indicators.get(label)
        row_label = row_label or RowLabel(full_label, "")
        for column in section.columns("unit"):
            unit = simplify(cells[column].text).strip("()") or unit
        row = dict.fromkeys(RAW_COLUMNS[MONTHLY_FORM], "")
        row |= {
            "row_id": row_label.indicator_id, "number": group.number, "label": row_label.label,
            "unit": unit or "",
        }  # fmt: skip
        for column in columns:
            index = column.position + shift
            row[column.name] = self._read_figure(cells[index], unit) if index < len(cells) else ""
        return row

    def _read_figure(self, cell: Cell, unit: str | None) -> str:
        text = self.cells.figure(cell, unit)
        if unit == "%" and _SMALL.fullmatch(text):
            # A workbook stores 24.08 % as 0.2408; a form may mean either by it.
            self.cells.remark(
                "percent", "error", cell.place,
                f"the unit of the row is %, and {text} may mean {text} % or the fraction {text}; "
                "the cell is left blank.", "Write the figure with its %, as 24.08%.",
            )  # fmt: skip
            return ""
        value = parse_figure(text, self.cells.units, unit).value
        if value is not None and value < 0:
            self.cells.remark("unlikely", "warning", cell.place, f"{text!r} is negative.",
                              "Check the figure in the document.")  # fmt: skip
        return text

    def _find_shift(self, cells: Sequence[Cell], first: int, columns: Sequence[FormColumn]) -> int:
        """How many columns a row's values are right of their headers, 0 or 1.

        Text exports lose merged cells. Only a row whose label is in the first column of values is
        shifted.
        """
        if first >= len(cells) or not cells[first].text.strip() or self._is_figure(cells[first]):
            return 0
        last = max(column.position for column in columns)
        fits = last + 1 < len(cells) and not any(c.text.strip() for c in cells[last + 2 :])
        label = split_unit(cells[first].text)[0]
        is_row_label = any(name.split("/")[-1] == label for name in self.indicators)
        return 1 if fits and is_row_label else 0

    def _is_figure(self, cell: Cell) -> bool:
        text = simplify(cell.text)
        figure = parse_figure(text, self.cells.units, "元")
        return bool(text) and (text in NO_FIGURE or figure.missing_reason != "unreadable")

    def _check_rows(self, rows: Sequence[dict[str, str]]) -> None:
        names = [row["row_id"] for row in rows]
        repeated = next((row for row in rows if names.count(row["row_id"]) > 1), None)
        if repeated:
            raise UnusableTable(f"the row {repeated['label']!r} appears twice.")
        missing = {row.indicator_id for row in self.indicators.values()} - set(names)
        missing = {name for name in missing if not _FURTHER.search(name)}
        # A form with few of these rows is another form: what it lacks says nothing.
        if missing and len(missing) <= len(names):
            self.cells.remark("missing_row", "warning", None,
                              f"the form has no row for {', '.join(sorted(missing))}.",
                              "They count as not reported.")  # fmt: skip


def make_row_labels(labels: Mapping[str, str]) -> dict[str, RowLabel]:
    """The rows of the form by simplified label.

    Args:
        labels: label → indicator, as :meth:`Reference.labels` gives them.
    """
    return {
        simplify(label): RowLabel(label, indicator)
        for label, indicator in labels.items()
        if indicator not in SUM_MEANINGS
    }
