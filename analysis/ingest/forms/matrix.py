"""Reads matrices: each figure with its row, its column, its area, its period and its unit.

What is read goes into statements: "row / column", with a reading that says area, period and role.
A figure becomes the value of an indicator only where name and unit are the indicator's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.figures.printed import parse_figure
from analysis.ingest.content import Cell
from analysis.ingest.forms.form_table import (
    LARGEST_CNY,
    MONEY_UNITS,
    NO_FIGURES,
    BlankTable,
    CellReader,
    FormTable,
    locate,
)
from analysis.ingest.forms.headers import Section
from analysis.ingest.forms.matrix_areas import AreaFinder
from analysis.ingest.forms.matrix_columns import Block, ValueColumn, find_dates, make_blocks
from analysis.ingest.forms.matrix_grid import is_placeholder, spread_down
from analysis.ingest.forms.matrix_header import ALLOTMENT, AREA_TABLE
from analysis.ingest.forms.matrix_periods import Dates, PeriodReader, print_period
from analysis.ingest.forms.matrix_readings import ReadingMaker, is_running
from analysis.ingest.forms.matrix_rows import MatrixRow, RowReader
from analysis.ingest.forms.matrix_units import UnitFinder, has_unit, list_some
from analysis.ingest.forms.matrix_words import (
    SUBCOUNTY,
    VALUE_WORDS,
    read_label,
)
from analysis.ingest.words.areas import AreaNames
from analysis.ingest.words.indicator_names import IndicatorNames
from analysis.ingest.words.periods import Period
from analysis.ingest.words.wordings import simplify

# One township or village does not handle a thousand million yuan: the unit is not what it says.
_LARGEST_OF_TOWNSHIP = 10**9
_LONGEST_LABEL = 200


@dataclass(frozen=True)
class Setting:
    """What the document says of a table: area, period and date.

    Attributes:
        area: code of the area that the document is about.
        period: the period that the table is about.
        as_of: the date for figures that state something at a date.
    """

    area: str | None
    period: Period | None
    as_of: date | None


@dataclass(frozen=True)
class MatrixReader:
    """Reads matrices.

    Attributes:
        cells: reads cells.
        areas: names of areas.
        facts: names of indicators.
        accumulates: indicator → how it accumulates.
        monthly: row of the monthly form → indicator.
    """

    cells: CellReader
    areas: AreaNames
    facts: IndicatorNames
    accumulates: Mapping[str, str]
    monthly: Mapping[str, str]

    def read(
        self, section: Section, table_id: str, table: str, setting: Setting
    ) -> list[FormTable]:
        """The figures of a matrix as statements, a table for each pair of units.

        Raises:
            BlankTable: if it contains no figure.
        """
        reading = _Reading(self, section, table, setting)
        tables = reading.read(table_id)
        if not tables:
            raise BlankTable(NO_FIGURES)
        return tables


class _Reading:
    """The reading of one matrix."""

    def __init__(
        self, reader: MatrixReader, section: Section, table: str, setting: Setting
    ) -> None:
        self.reader, self.cells = reader, reader.cells
        self.section, self.table, self.setting = section, table, setting
        self.areas = AreaFinder(reader.areas, setting.area)
        self.largest = LARGEST_CNY * (1000 if (setting.area or "").endswith("00") else 1)
        self.periods = PeriodReader(setting.period)
        self.units = UnitFinder(reader.cells, tuple(section.titles))
        self.rows: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.details: dict[str, dict[str, str]] = {}
        self.doubtful: set[str] = set()
        self.readings = ReadingMaker(
            reader.facts, reader.accumulates, reader.monthly, reader.cells.units, setting.as_of
        )

    def read(self, table_id: str) -> list[FormTable]:
        """The tables, one for each pair of units of values and changes."""
        assert self.section.matrix is not None
        blocks = make_blocks(self.section.matrix.columns, self.areas)
        self.doubtful = self._find_doubtful(blocks)
        for index, block in enumerate(blocks):
            self._read_block(block, f"b{index + 1}" if index else "")
        self._say_what_is_missing()
        return [
            FormTable(
                "statements", table_id if index == 1 else f"{table_id}_{index}", self.table,
                tuple(rows), {k: v for k, v in (("value", unit), ("change", change)) if v},
                details={row["row_id"]: self.details[row["row_id"]] for row in rows},
            )
            for index, ((unit, change), rows) in enumerate(self.rows.items(), start=1)
        ]  # fmt: skip

    def _say_what_is_missing(self) -> None:
        """One remark on all figures without a unit, and one on those of no indicator."""
        bare = [row["label"] for row in self.rows.get(("", ""), ()) if not has_unit(row["value"])]
        if bare:
            self.cells.remark(
                "unit", "warning", self.section.place,
                f"{len(bare)} figures have no unit ({list_some(bare)}): they are kept as printed "
                "and compared with none.",
                "Write the unit in the column 单位, after the name or in the header.",
            )  # fmt: skip
        labels = {row["row_id"]: row["label"] for rows in self.rows.values() for row in rows}
        unknown = [labels[row_id] for row_id, reading in self.details.items()
                   if reading["role"] == "context" and row_id in labels]  # fmt: skip
        if unknown:
            self.cells.remark(
                "no_indicator", "info", self.section.place,
                f"no indicator has this name and unit: {list_some(unknown)}; {len(unknown)} "
                "figures are kept as printed.",
                "Add an indicator or a synonym, or decide it in the readings of the document.",
            )  # fmt: skip

    def _make_rows(self, block: Block) -> RowReader:
        has_areas = self.section.form_kind in (AREA_TABLE, ALLOTMENT)
        return RowReader(block, self.areas, self.cells.units, has_areas=has_areas)

    def _find_doubtful(self, blocks: Sequence[Block]) -> set[str]:
        """Units of money in which a township would have more than it can: perhaps it is 元."""
        doubtful: set[str] = set()
        for block in blocks:
            rows = self._make_rows(block)
            for number, cells in enumerate(self.section.rows):
                row = rows.read(spread_down(cells, self.section.rows, number))
                if row is None or not SUBCOUNTY.search(row.name) or row.area is None:
                    continue
                for value in block.values:
                    unit = self.units.find(row, value)
                    figure = parse_figure(cells[value.position].text, self.cells.units, unit)
                    if (
                        unit in MONEY_UNITS
                        and figure.value
                        and (abs(figure.value) >= _LARGEST_OF_TOWNSHIP)
                    ):
                        doubtful.add(unit)
        if doubtful:
            self.cells.remark(
                "unit", "error", self.section.place,
                f"a township or village would have a thousand million yuan or more: the unit "
                f"{'、'.join(sorted(doubtful))} is doubtful, perhaps it is 元. No figure in it is "
                "read.", "Correct the unit and file again.",
            )  # fmt: skip
        return doubtful

    def _read_block(self, block: Block, prefix: str) -> None:
        dates = find_dates(block.values, self.periods)
        self.readings.has_running = any(map(is_running, block.values))
        rows = self._make_rows(block)
        for number, cells in enumerate(self.section.rows, start=1):
            texts = spread_down(cells, self.section.rows, number - 1)
            row = rows.read(texts)
            for value in block.values if row else ():
                self._read_value(row, value, dates, (cells, texts), number, prefix)

    def _read_value(
        self,
        row: MatrixRow,
        value: ValueColumn,
        dates: Mapping[int, Dates],
        line: tuple[Sequence[Cell], Sequence[str]],
        number: int,
        prefix: str,
    ) -> None:
        cells, texts = line
        unit = self.units.find(row, value)
        text = self._read_figure(cells[value.position], unit)
        change, change_unit, alone = self._read_change(value, cells, unit)
        if not text and not change:
            return
        period = value.period or row.period
        row_id = f"{prefix}r{number}_{_name_period(value, row)}"
        place = {"locator": locate(self.table, cells, number), "row_id": row_id}
        label = self._label(row, value, texts)
        printed = print_period(period)
        entry = {"label": label, "value": text, "change": "" if alone else change,
                 "period": printed} | place  # fmt: skip
        is_of_row = row.period is not None and value.period is None
        own = self.periods.read(row.period) if is_of_row else dates[value.position]
        self.details[row_id] = self.readings.make(row, value, (text, unit), own, dates)
        key = (unit or "", change_unit if change and not alone else "")
        self.rows.setdefault(key, []).append(entry)
        if alone and change:
            self._add_change(entry, row_id, value, change, change_unit)

    def _add_change(
        self, entry: Mapping[str, str], row_id: str, value: ValueColumn, change: str, unit: str
    ) -> None:
        """A change without a unit, or in points: a statement of its own."""
        assert value.change is not None
        label = f"{entry['label']} / {value.change.labels[-1]}"[:_LONGEST_LABEL]
        own = {"label": label, "value": change, "change": "", "row_id": f"{row_id}_change"}
        self.rows.setdefault((unit, ""), []).append({**entry, **own})
        self.details[f"{row_id}_change"] = {
            name: text for name, text in self.details[row_id].items()
            if name in ("county_code", "period_start", "period_end", "period_note")
        } | {"role": "context"}  # fmt: skip

    def _read_figure(self, cell: Cell, unit: str | None) -> str:
        if is_placeholder(cell.text) or not cell.text.strip():
            return ""
        known = unit if unit is None or parse_figure("1", self.cells.units, unit).value else None
        if unit in self.doubtful:
            return ""
        return self.cells.figure(cell, known, self.largest)

    def _read_change(
        self, value: ValueColumn, cells: Sequence[Cell], unit: str | None
    ) -> tuple[str, str, bool]:
        """The change printed beside a value, its unit, and whether it stands for itself."""
        if value.change is None:
            return "", "", False
        cell = cells[value.change.position]
        if is_placeholder(cell.text) or not cell.text.strip():
            return "", "", False
        is_points = value.change.measure == "points"
        change_unit = "百分点" if is_points else value.change.unit or ""
        text = self.cells.figure(cell, None if is_points else change_unit or None)
        has_unit = bool(change_unit) or text.endswith(("%", "倍", "‰", "百分点"))
        is_alone = is_points or not has_unit or "百分点" in text or unit in ("%", "‰")
        # 环比 and 比上月 compare with the period just before, which no column shows.
        label = value.change.labels[-1] if value.change.labels else ""
        is_alone = is_alone or any(word in label for word in ("环", "上月", "上季", "上期"))
        if text and not has_unit and not is_points:
            self.cells.remark(
                "unit", "warning", value.change and cell.place,
                f"the change {text} has no unit; it is kept as printed and not compared.",
                "Write % in the cell or in the header.",
            )  # fmt: skip
        return text, change_unit, is_alone

    def _label(self, row: MatrixRow, value: ValueColumn, texts: Sequence[str]) -> str:
        """Names of the row, then those labels of the column that are no period alone."""
        period = value.period.text if value.period else None
        plain = [label for label in value.labels if label != period and not _is_period(label)]
        plain = [label for label in plain if not self._is_only_value(label, row)]
        if value.class_column is not None and texts[value.class_column].strip():
            plain.insert(len(plain) - 1, simplify(texts[value.class_column]))
        return " / ".join((*row.labels, *plain))[:_LONGEST_LABEL]

    def _is_only_value(self, label: str, row: MatrixRow) -> bool:
        return bool(row.labels) and label in VALUE_WORDS and row.area is None


def _is_period(label: str) -> bool:
    word = read_label(label)
    return word.period is not None and not word.thing and not word.measure


def _name_period(value: ValueColumn, row: MatrixRow) -> str:
    """The end of a row's id: the year of a column of a year, else the column."""
    period = value.period
    if (
        period
        and period.span == "year"
        and period.year
        and value.labels
        and (simplify(value.labels[-1]).startswith(period.text) and len(value.labels) == 1)
    ):
        return str(period.year)
    return f"c{value.position + 1}"
