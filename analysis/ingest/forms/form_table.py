"""A recognised table on its way to ``data/raw``, and the checks that its cells pass before."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from analysis.figures.printed import NO_FIGURE, Unit, parse_figure
from analysis.ingest.content import Cell, Place, locate_row
from analysis.ingest.forms.headers import Section
from analysis.ingest.words.wordings import read_cell, simplify, split_unit

MONEY_COLUMNS = frozenset({"planned", "paid", "amount", "tendered"})
SHARE_COLUMNS = frozenset({"rate", "share", "completion"})
MONEY_UNITS = ("元", "千元", "万元", "百万元", "亿元")
NO_FIGURES = "the form is blank: none of its rows contains a figure."
# No county of China handles more in one line; a larger figure has a wrong unit or a typing error.
LARGEST_CNY = Decimal(10) ** 12
MOST_DIGITS = 15
_UNIT_LINE = re.compile(rf"单位:?\s*({'|'.join(MONEY_UNITS)})")


@dataclass(frozen=True)
class FormTable:
    """A table as it will be filed.

    Attributes:
        kind: kind of raw table.
        table_id: its name in the document.
        locator: where it stands.
        rows: its rows, all cells text, keyed by the raw table's columns.
        units: units that its headers print, by column.
        areas: what its columns of areas cover: column → (header, code, covers).
        details: what else the form says of a row, for the readings: row_id → name → value.
    """

    kind: str
    table_id: str
    locator: str
    rows: tuple[dict[str, str], ...]
    units: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, tuple[str, str | None, str | None]] = field(default_factory=dict)
    details: Mapping[str, dict[str, str]] = field(default_factory=dict)


class UnusableTable(Exception):
    """A table that is not filed, and why."""


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of tables; what it cannot read it remarks on.

    Attributes:
        units: printed unit → unit.
        remark: takes code, severity, place, what was found, what to do.
    """

    units: Mapping[str, Unit]
    remark: Callable[..., None]

    def text(self, cell: Cell) -> str:
        """A cell's words."""
        wording = read_cell(cell)
        if wording.problem:
            self.remark("cell", "error", cell.place, f"the cell is not read: {wording.problem}",
                        "Mend the cell and file again.")  # fmt: skip
        elif wording.note:
            self.remark("text", "info", cell.place, f"{wording.note}.")
        return wording.text

    def figure(self, cell: Cell, unit: str | None) -> str:
        """A cell that should hold a figure, as printed; blank if it cannot stand as one."""
        reason = self._refuse(cell, unit)
        text = "" if reason else self.text(cell)
        figure = parse_figure(text, self.units, unit)
        if not reason and figure.missing_reason in ("unreadable", "unreadable_unit"):
            reason = _explain(figure.missing_reason, unit)
        if not reason and figure.value is not None:
            reason = _refuse_size(figure.value, figure.unit)
        if reason:
            self.remark(
                "figure",
                "error",
                cell.place,
                f"{cell.text[:60]!r} is not read: {reason}",
                "Write one plain number in the unit of the header, or leave it blank.",
            )
            return ""
        return text

    def _refuse(self, cell: Cell, unit: str | None) -> str:
        if re.search("[¥￥]|RMB", cell.text) and unit not in (None, "元"):
            return f"the mark of yuan stands in a column of {unit}."
        if cell.merged_from is not None and cell.merged_from.row != cell.place.row:
            return "one figure is merged over several rows; give each row its own."
        if cell.number_format == "date" and cell.text.strip():
            return "it is a date, perhaps a number that the spreadsheet changed."
        return ""


def _explain(reason: str, unit: str | None) -> str:
    if reason == "unreadable_unit":
        return f"its unit does not fit the header's ({unit or 'none'})."
    return "it is no single figure."


def _refuse_size(value: Decimal, unit: str | None) -> str:
    if len(value.as_tuple().digits) > MOST_DIGITS and value != value.to_integral_value():
        return f"it has more than {MOST_DIGITS} digits."
    if unit == "cny" and abs(value) > LARGEST_CNY:
        return "it is more than a million million yuan."
    return ""


def find_money_unit(section: Section, column: int) -> str | None:
    """The unit of an amount: its header's, else another header's, else the title's.

    Raises:
        UnusableTable: if header and title print different units.
    """
    own = _keep_money_units([section.header[column].unit])
    headers = _keep_money_units(head.unit for head in section.header.values())
    titles = _keep_money_units(map(find_unit_line, section.titles))
    if own and titles and not own <= titles:
        raise UnusableTable(
            f"the header states {own.pop()}, the line above the table "
            f"{'、'.join(sorted(titles))}: state one unit."
        )
    for units in (own, titles, headers):
        if len(units) > 1:
            raise UnusableTable(f"several units are stated: {'、'.join(sorted(units))}.")
        if units:
            return units.pop()
    return None


def find_unit_line(line: str) -> str | None:
    """The unit that a line above a table states: 单位：万元."""
    match = _UNIT_LINE.search(simplify(line))
    return match[1] if match else split_unit(line)[1]


def _keep_money_units(units: Iterable[str | None]) -> set[str]:
    return {unit for unit in units if unit in MONEY_UNITS}


def check_amounts(
    section: Section, column: int, unit: str | None, units: Mapping[str, Unit]
) -> None:
    """Refuses a column of amounts whose unit nobody states; it is never guessed from their size.

    Raises:
        UnusableTable: if a figure has no unit, in its cell, its header or the title.
    """
    for row in section.rows:
        figure = parse_figure(row[column].text, units, unit)
        if figure.value and figure.unit != "cny":
            place = section.header[column].label
            raise UnusableTable(
                f"the amounts of the column {place!r} have no unit: write 元, 万元 or 亿元 in the "
                f"header, as {place}（万元）."
            )


def check_shares(section: Section, column: int, unit: str | None) -> None:
    """Refuses a column of rates in which 0.7 and 70 may both mean seventy per cent.

    Raises:
        UnusableTable: if plain numbers of both sorts, or without a unit, stand in the column.
    """
    plain = [_plain_number(row[column]) for row in section.rows]
    numbers = [number for number in plain if number]
    if not numbers:
        return
    head = section.header[column].label
    has_printed = any("%" in simplify(row[column].text) for row in section.rows)
    low = [number for number in numbers if abs(number) <= 1]
    if low and (len(low) < len(numbers) or has_printed or unit == "%"):
        raise UnusableTable(
            f"the column {head!r} mixes fractions and percentages ({low[0]} beside others): "
            "write all as 70%."
        )
    if unit is None:
        raise UnusableTable(
            f"the column {head!r} prints {numbers[0]} without %: write 70%, or % in the header."
        )


def _plain_number(cell: Cell) -> Decimal | None:
    if cell.number_format == "percent":
        return None
    text = simplify(cell.text)
    try:
        return Decimal(text) if text and text not in NO_FIGURE else None
    except ArithmeticError:
        return None


def locate(table: str, row: Sequence[Cell], number: int) -> str:
    """Locator of a row: table, row, and its lines or its row in the sheet."""
    return f"{table} 第{number}行{locate_row(row)}"


def name_table(section: Section, number: int) -> str:
    """What a locator calls a table: its number in the title, its sheet, or which it is."""
    for line in reversed(section.titles):
        plain = simplify(line)
        if plain.startswith("表") and plain[1:2].isdigit():
            return plain.split(":")[0].split("：")[0][:4]
    place: Place = section.place
    if place.sheet is not None:
        return place.sheet
    return f"第{number}个表"
