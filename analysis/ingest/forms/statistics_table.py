"""Reads yearly tables, such as of tourism: one row per indicator, one column per year."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.printed import parse_figure
from analysis.ingest.content import Cell
from analysis.ingest.forms.form_table import (
    NO_FIGURES,
    BlankTable,
    CellReader,
    FormTable,
    locate,
)
from analysis.ingest.forms.headers import Section
from analysis.ingest.words.wordings import simplify, split_unit


@dataclass(frozen=True)
class YearColumn:
    """A year's column and the column of the change printed beside it, if any."""

    year: str
    column: int
    change: int | None


@dataclass(frozen=True)
class StatisticsReader:
    """Reads yearly tables; the rows of each unit become one raw table of statements."""

    cells: CellReader

    def read(self, section: Section, table_id: str, table: str) -> list[FormTable]:
        """The figures of a yearly table, as statements.

        Raises:
            UnusableTable: if it contains no figure.
        """
        years = _find_years(section)
        label = section.columns("label")[0]
        by_unit: dict[str, list[dict[str, str]]] = {}
        for number, cells in enumerate(section.rows, start=1):
            unit = self._find_unit(section, cells, label)
            name, _ = split_unit(self.cells.text(cells[label]))
            for year in years:
                row = self._read_year(cells, year, unit, name)
                if row is not None:
                    row["row_id"] = f"r{number}_{year.year}"
                    row["locator"] = locate(table, cells, number)
                    by_unit.setdefault(unit or "", []).append(row)
        if not by_unit:
            raise BlankTable(NO_FIGURES)
        return [
            FormTable(
                "statements", table_id if index == 1 else f"{table_id}_{index}", table,
                tuple(rows), {"value": unit} if unit else {},
            )
            for index, (unit, rows) in enumerate(by_unit.items(), start=1)
        ]  # fmt: skip

    def _find_unit(self, section: Section, cells: Sequence[Cell], label: int) -> str | None:
        for column in section.columns("unit"):
            return simplify(cells[column].text) or None
        return split_unit(cells[label].text)[1]

    def _read_year(
        self, cells: Sequence[Cell], year: YearColumn, unit: str | None, label: str
    ) -> dict[str, str] | None:
        value = self.cells.figure(cells[year.column], unit)
        change = self.cells.text(cells[year.change]) if year.change is not None else ""
        if not value and not change:
            return None
        if value and parse_figure(value, self.cells.units, unit).unit == "unstated":
            self.cells.remark(
                "unit",
                "error",
                cells[year.column].place,
                f"{value!r} of {label!r} has no unit.",
                "Write the row's unit in the column 单位 or after its name.",
            )
            return None
        return {"label": label, "value": value, "change": change, "period": f"{year.year}年"}


def _find_years(section: Section) -> list[YearColumn]:
    years = []
    changes = section.columns("change")
    columns = sorted(
        column for column, head in section.header.items() if head.column_kind == "year"
    )
    for index, column in enumerate(columns):
        end = columns[index + 1] if index + 1 < len(columns) else column + 2
        change = next((other for other in changes if column < other < end + 1), None)
        years.append(YearColumn(section.header[column].label[:4], column, change))
    return years
