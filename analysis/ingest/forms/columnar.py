"""Reads tables with one item per row: fund plans, payments, contracts, instalments, targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.dates import parse_date
from analysis.figures.printed import NO_FIGURE
from analysis.ingest.content import Cell
from analysis.ingest.forms.form_table import (
    MONEY_COLUMNS,
    MONEY_UNITS,
    SHARE_COLUMNS,
    BlankTable,
    CellReader,
    FormTable,
    UnusableTable,
    check_amounts,
    check_shares,
    find_money_unit,
    locate,
    states_percent,
)
from analysis.ingest.forms.headers import Section
from analysis.ingest.forms.row_checks import RowChecker
from analysis.ingest.forms.row_labels import (
    MONEY_FORMS,
    complete_label,
    find_numbers,
    is_sum_label,
)
from analysis.ingest.forms.sums_by_value import name_sum
from analysis.ingest.forms.unmarked_rates import are_percentages
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.wordings import simplify
from analysis.tables.raw_forms import RAW_COLUMNS

# Kind of form → kind of raw table, where they differ.
RAW_KINDS = {
    "performance_budget": "disbursement",
    "performance_indicators": "progress",
    "performance_target": "progress",
    "performance_money": "fund_plan",
    "performance_points": "statements",
    "township_allotment": "fund_plan",
    "payment_list": "statements",
    "training": "statements",
    "fund_sources": "statements",
}
_DATE_COLUMNS = frozenset({"award_date", "status_date"})


@dataclass(frozen=True)
class ColumnarReader:
    """Reads sections with one item per row."""

    cells: CellReader
    labels: FormLabels

    def read(self, section: Section, table_id: str, table: str) -> FormTable:
        """The rows of one section, as printed.

        Raises:
            UnusableTable: if a unit is missing, or the form is blank or still the template.
        """
        kind = RAW_KINDS.get(section.form_kind, section.form_kind)
        columns = _find_columns(section, RAW_COLUMNS[kind])
        units = self._find_units(section, columns)
        rows: list[dict[str, str]] = []
        details: dict[str, dict[str, str]] = {}
        numbers = find_numbers(section)
        for number, cells in enumerate(section.rows, start=1):
            row = self._read_row(section, columns, units, cells, numbers)
            if row is None:
                continue
            row_id = f"r{len(rows) + 1}"
            full = dict.fromkeys(RAW_COLUMNS[kind], "") | row
            rows.append(full | {"row_id": row_id, "locator": locate(table, cells, number)})
            details[row_id] = self._read_details(section, cells)
        self._check_filled(section, rows, columns)
        if section.form_kind in MONEY_FORMS:
            rows = name_sum(rows, units, self.cells, lambda text: is_sum_label(text, self.labels))
        return FormTable(kind, table_id, table, tuple(rows), units, {}, details)

    def _find_units(self, section: Section, columns: dict[str, int]) -> dict[str, str]:
        units = {}
        for name, column in columns.items():
            unit = section.header[column].unit
            if name in MONEY_COLUMNS:
                unit = find_money_unit(section, column)
                check_amounts(section, column, unit, self.cells.units)
            elif name in SHARE_COLUMNS:
                # 资金（万元） above 拨付率 is the unit of the amounts beside it.
                unit = None if unit in MONEY_UNITS else unit
                if unit is None and states_percent(section.titles):
                    unit = "%"
                unit = unit or self._find_rate_unit(section, columns, name)
                check_shares(section, column, unit)
                unit = unit or ("%" if _has_figures(section, column) else None)
            if unit and name in MONEY_COLUMNS | SHARE_COLUMNS:
                units[name] = unit
        return units

    def _find_rate_unit(self, section: Section, columns: dict[str, int], name: str) -> str | None:
        """Per cent, if the rates print no sign and the amounts of each row give them."""
        places = [columns.get(kind) for kind in (name, "planned", "paid")]
        if name != "rate" or None in places:
            return None
        if not are_percentages(section.rows, *places, self.cells.units):
            return None
        head = section.header[columns[name]]
        self.cells.remark(
            "rate_unit", "info", head.place,
            f"the rates of the column {head.label!r} print no %; they are per cent, as paid ÷ "
            "planned of each row shows.",
        )  # fmt: skip
        return "%"

    def _read_row(
        self,
        section: Section,
        columns: dict[str, int],
        units: dict[str, str],
        cells: Sequence[Cell],
        numbers: int | None,
    ) -> dict[str, str] | None:
        row = {}
        for name, column in columns.items():
            cell = cells[column]
            if name in MONEY_COLUMNS | SHARE_COLUMNS:
                row[name] = self.cells.figure(cell, units.get(name))
            elif name == "label":
                row[name] = self._read_label(section, column, cells)
            elif name in _DATE_COLUMNS:
                row[name] = self._read_date(cell)
            else:
                row[name] = self.cells.text(cell)
        if section.form_kind in MONEY_FORMS:
            row = complete_label(row, section, cells, self.labels, numbers)
        names = [row.get(name, "") for name in ("label", "payee", "requirement")]
        sample = next((name for name in names if self.labels.find("placeholder", name)), None)
        if sample:
            raise UnusableTable(
                f"it still contains sample text of the template, {sample!r}: delete that row."
            )
        if not any(row.values()) and not self._read_details(section, cells).get("name"):
            return None
        printed = {name: cells[columns[name]] for name in units}
        return RowChecker(self.cells).check(row, units, printed)

    def _read_date(self, cell: Cell) -> str:
        text = self.cells.text(cell)
        if not text or simplify(text) in NO_FIGURE or parse_date(simplify(text)):
            return text
        self.cells.remark(
            "date", "error", cell.place, f"{text[:60]!r} is not a date; the cell is left blank.",
            "Write the date with its year, as 2020年3月5日.",
        )  # fmt: skip
        return ""

    def _read_label(self, section: Section, column: int, cells: Sequence[Cell]) -> str:
        # A label may be in the right-hand column of a header that spans two columns.
        text = self.cells.text(cells[column])
        for right in range(column + 1, len(cells)):
            if right in section.header:
                break
            if cells[right].text.strip():
                return self.cells.text(cells[right])
        return text

    def _read_details(self, section: Section, cells: Sequence[Cell]) -> dict[str, str]:
        """Cells that the readings need and the raw table of this kind has no column for."""
        details = {}
        for column, head in section.header.items():
            if head.detail:
                details["status"] = head.detail
            if head.column_kind in ("weight", "score"):
                details[head.column_kind] = self.cells.figure(cells[column], "分")
            elif head.column_kind in ("aspect", "name", "contract", "sign", "unit"):
                details[head.column_kind] = self.cells.text(cells[column])
        return details

    def _check_filled(
        self, section: Section, rows: Sequence[dict[str, str]], columns: dict[str, int]
    ) -> None:
        figures = [name for name in columns if name in MONEY_COLUMNS | SHARE_COLUMNS | {"result"}]
        if section.form_kind == "performance_target":
            # Targets alone: the form is blank if none of them has a figure.
            if not any(map(str.isdigit, "".join(row["requirement"] for row in rows))):
                raise BlankTable("the form is blank: none of its targets contains a figure.")
            return
        texts = (simplify(row[name]) for row in rows for name in figures)
        if all(not text or text in NO_FIGURE for text in texts):
            raise BlankTable("the form is blank: none of its rows contains a figure or a result.")


def _find_columns(section: Section, raw: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, head in section.header.items():
        if head.column_kind in raw:
            columns.setdefault(head.column_kind, column)
    return columns


def _has_figures(section: Section, column: int) -> bool:
    return any(simplify(row[column].text) for row in section.rows)
