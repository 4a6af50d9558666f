"""The monthly form: one county, or a column for each county and their total."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.figures.printed import NO_FIGURE, parse_figure
from analysis.ingest.content import Cell
from analysis.ingest.forms.form_table import (
    NO_FIGURES,
    CellReader,
    FormTable,
    UnusableTable,
    locate,
)
from analysis.ingest.forms.headers import VALUE_COLUMNS, HeaderCell, Section
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.form_labels import MONTHLY_FORM, FormLabels
from analysis.ingest.words.wordings import simplify, split_unit
from analysis.tables.raw_forms import RAW_COLUMNS

_SMALL = re.compile(r"0?\.\d*[1-9]\d*|1(?:\.0+)?")


@dataclass(frozen=True)
class FormColumn:
    """A column of values: its raw name, header, area and what a total covers."""

    name: str
    column: int
    header: str
    county_code: str | None
    covers: str | None = None


@dataclass(frozen=True)
class Group:
    """The group of rows that a row belongs to, and the number printed beside it."""

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
        indicators: label of a row, simplified, with its group's where it needs it → row.
    """

    cells: CellReader
    labels: FormLabels
    areas: AreaNames
    indicators: Mapping[str, RowLabel]

    def read(self, section: Section, table_id: str, table: str, own: str | None) -> FormTable:
        """The rows of a monthly form.

        Args:
            section: the form as found.
            table_id: its name in the document.
            table: what locators call it.
            own: area that filed the form, as the line 填报单位 says.

        Raises:
            UnusableTable: if it is blank, a template, or the area of a column is unknown.
        """
        columns = self._name_columns(section, own)
        first = min(each.column for each in columns)
        rows: list[dict[str, str]] = []
        group = Group("", "")
        for at, cells in enumerate(section.rows, start=1):
            shift = self._find_shift(cells, first, columns)
            words = self._find_words(section, cells[: first + shift])
            if words:
                group = self._go_on(group, section, cells, words)
                row = self._read_row(section, cells, columns, shift, words[-1], group)
                rows += [row | {"locator": locate(table, cells, at)}] if row else []
        if not any(row[each.name] for row in rows for each in columns):
            raise UnusableTable(NO_FIGURES)
        self._check_rows(rows)
        areas = {each.name: (each.header, each.county_code, each.covers) for each in columns}
        return FormTable(MONTHLY_FORM, table_id, table, tuple(rows), {}, areas)

    def _name_columns(self, section: Section, own: str | None) -> list[FormColumn]:
        heads = [
            (column, head) for column, head in sorted(section.header.items())
            if head.column_kind in VALUE_COLUMNS
        ]  # fmt: skip
        named = [(c, head) for c, head in heads if head.meaning != "total"]
        columns = [
            FormColumn(
                f"area_{at}", column, head.label, self._find_code(section, column, head, own)
            )
            for at, (column, head) in enumerate(named, start=1)
        ]
        codes = [each.county_code for each in columns if each.county_code]
        if len(set(codes)) < len(codes):
            raise UnusableTable("two of its columns are the same county's.")
        total = [(c, head) for c, head in heads if head.meaning == "total"]
        if total:
            columns.append(self._name_total(total[0], codes, own))
        return columns

    def _find_code(
        self, section: Section, column: int, head: HeaderCell, own: str | None
    ) -> str | None:
        if head.column_kind == "area":
            if ";" in head.detail:
                raise UnusableTable(f"{head.label!r} is the name of several areas: {head.detail}.")
            return head.detail
        filled = any(self._is_figure(row[column]) for row in section.rows if column < len(row))
        if not filled:
            return None
        if head.column_kind == "placeholder":
            others = [
                c for c, other in section.header.items()
                if other.meaning == "placeholder" and c != column
                and any(self._is_figure(row[c]) for row in section.rows if c < len(row))
            ]  # fmt: skip
            if others or own is None:
                raise UnusableTable(
                    f"its column is still headed {head.label!r}: write the county's name there."
                )
            self.cells.remark(
                "placeholder", "warning", head.place,
                f"the column is still headed {head.label!r}; {self.areas.current[own]} is taken, "
                "which filed the form.", "Write the county's name into the header.",
            )  # fmt: skip
        return own

    def _name_total(
        self, total: tuple[int, HeaderCell], codes: Sequence[str], own: str | None
    ) -> FormColumn:
        column, head = total
        parents = {self.areas.parents.get(code) for code in codes}
        whole = codes[0] if len(codes) == 1 else (parents.pop() if len(parents) == 1 else own)
        return FormColumn("total", column, head.label, whole, ";".join(codes) or None)

    def _find_words(self, section: Section, cells: Sequence[Cell]) -> list[Cell]:
        apart = (*section.columns("number"), *section.columns("unit"))
        return [cell for at, cell in enumerate(cells) if at not in apart and cell.text.strip()]

    def _go_on(
        self, before: Group, section: Section, cells: Sequence[Cell], words: Sequence[Cell]
    ) -> Group:
        """Group and number of a row; blank cells go on with those of the row above."""
        numbers = section.columns("number")
        number = self.cells.text(cells[numbers[0]]) if numbers else ""
        if len(words) > 1:
            return Group(split_unit(words[0].text)[0], number or before.number)
        is_continued = bool(before.label) and number in ("", before.number)
        return before if is_continued else Group("", number)

    def _read_row(
        self,
        section: Section,
        cells: Sequence[Cell],
        columns: Sequence[FormColumn],
        shift: int,
        words: Cell,
        group: Group,
    ) -> dict[str, str] | None:
        label, unit = split_unit(words.text)
        whole = f"{group.label}/{label}" if group.label else label
        known = self.indicators.get(whole) or self.indicators.get(label)
        if known is None:
            self.cells.remark(
                "row_label", "warning", words.place,
                f"the row {whole!r} is no row of the form and was left out.",
                "If it is known by another name, add it to labels.csv (monthly_form).",
            )  # fmt: skip
            return None
        for column in section.columns("unit"):
            unit = simplify(cells[column].text) or unit
        row = dict.fromkeys(RAW_COLUMNS[MONTHLY_FORM], "")
        row |= {"row_id": known.indicator_id, "number": group.number, "label": known.label}
        row["unit"] = unit or ""
        for each in columns:
            at = each.column + shift
            row[each.name] = self._read_figure(cells[at], unit) if at < len(cells) else ""
        return row

    def _read_figure(self, cell: Cell, unit: str | None) -> str:
        text = self.cells.figure(cell, unit)
        if unit == "%" and _SMALL.fullmatch(text):
            # A workbook stores 24.08 % as 0.2408; a form may mean either by it.
            self.cells.remark(
                "percent", "error", cell.place,
                f"{text} stands in a row in %: it may mean {text} % or the fraction {text}; the "
                "cell is left blank.", "Write the figure with its mark, such as 24.08%.",
            )  # fmt: skip
            return ""
        value = parse_figure(text, self.cells.units, unit).value
        if value is not None and value < 0:
            self.cells.remark("unlikely", "warning", cell.place, f"{text!r} is negative.",
                              "Compare the document.")  # fmt: skip
        return text

    def _find_shift(self, cells: Sequence[Cell], first: int, columns: Sequence[FormColumn]) -> int:
        """How far a row's values stand right of their headers: merged cells get lost in text.

        Only a row whose own label stands where the first value should be is shifted.
        """
        if first >= len(cells) or not cells[first].text.strip() or self._is_figure(cells[first]):
            return 0
        last = max(each.column for each in columns)
        fits = last + 1 < len(cells) and not any(c.text.strip() for c in cells[last + 2 :])
        label = split_unit(cells[first].text)[0]
        known = any(name.split("/")[-1] == label for name in self.indicators)
        return 1 if fits and known else 0

    def _is_figure(self, cell: Cell) -> bool:
        text = simplify(cell.text)
        read = parse_figure(text, self.cells.units, "元")
        return bool(text) and (text in NO_FIGURE or read.missing_reason != "unreadable")

    def _check_rows(self, rows: Sequence[dict[str, str]]) -> None:
        names = [row["row_id"] for row in rows]
        twice = next((row for row in rows if names.count(row["row_id"]) > 1), None)
        if twice:
            raise UnusableTable(f"the row {twice['label']!r} stands twice.")
        missing = {known.indicator_id for known in self.indicators.values()} - set(names)
        if missing:
            self.cells.remark("missing_row", "warning", None,
                              f"the form has no row for {', '.join(sorted(missing))}.",
                              "They count as not reported.")  # fmt: skip


def make_row_labels(labels: Mapping[str, str]) -> dict[str, RowLabel]:
    """The rows of the form by their labels, simplified.

    Args:
        labels: label → indicator, as :meth:`Reference.labels` gives them.
    """
    return {
        simplify(label): RowLabel(label, indicator)
        for label, indicator in labels.items()
        if indicator != "total"
    }
