"""A recognised table as it will be filed in ``data/raw``, and the checks of its cells."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from analysis.figures.printed import NO_FIGURE, Unit, parse_figure
from analysis.figures.triangles import has_triangle, write_triangle
from analysis.ingest.content import Cell, locate_row
from analysis.ingest.forms.headers import Section
from analysis.ingest.words.wordings import read_cell, simplify, split_unit

MONEY_COLUMNS = frozenset({"planned", "paid", "amount", "tendered"})
SHARE_COLUMNS = frozenset({"rate", "share", "completion"})
MONEY_UNITS = ("元", "千元", "万元", "百万元", "亿元")
NO_FIGURES = "the form is blank: none of its rows contains a figure."
# No county of China handles more in one line; a larger figure has a wrong unit or a typing error.
LARGEST_CNY = Decimal(10) ** 12
MOST_DIGITS = 15
_PERCENT_LINE = re.compile(r"单位:?[^:]{0,12}[、,/和]%")
_UNIT_LINE = re.compile(rf"单位:?\s*({'|'.join(MONEY_UNITS)})")


@dataclass(frozen=True)
class FormTable:
    """A table as it will be filed.

    Attributes:
        kind: kind of raw table.
        table_id: its name in the document.
        locator: its place in the document.
        rows: raw column → text, for each row.
        units: column → unit printed in its header.
        areas: area column → (header, county code, codes that a total covers).
        details: further cells of a row, for the readings: row_id → name → text.
        sums: rows of totals in a table of items, which are no items.
        unread_columns: headers of columns of figures that the form does not know.
        triangle: what ▲ and △ mean in it, if it has any.
    """

    kind: str
    table_id: str
    locator: str
    rows: tuple[dict[str, str], ...]
    units: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, tuple[str, str | None, str | None]] = field(default_factory=dict)
    details: Mapping[str, dict[str, str]] = field(default_factory=dict)
    sums: tuple[dict[str, str], ...] = ()
    unread_columns: tuple[str, ...] = ()
    triangle: str | None = None


class UnusableTable(Exception):
    """A table that cannot be filed; the message says why."""


class BlankTable(UnusableTable):
    """A table without a figure in the columns of its form."""


@dataclass(frozen=True)
class CellReader:
    """Reads cells of tables and adds a remark on each cell that it cannot read.

    Attributes:
        units: printed unit → unit.
        remark: adds a remark: code, severity, place, what was found, what to do.
        triangles: what ▲ and △ mean in the table that is read; empty if it does not show that.
    """

    units: Mapping[str, Unit]
    remark: Callable[..., None]
    triangles: list[str] = field(default_factory=list)

    def text(self, cell: Cell) -> str:
        """A cell's text; blank if it cannot be filed."""
        wording = read_cell(cell)
        if wording.problem:
            self.remark("cell", "error", cell.place, f"the cell is not read: {wording.problem}",
                        "Correct the cell and file again.")  # fmt: skip
        elif wording.note:
            self.remark("text", "info", cell.place, f"{wording.note}.")
        return wording.text

    def figure(self, cell: Cell, unit: str | None, largest: Decimal = LARGEST_CNY) -> str:
        """A cell's figure as printed; blank if the cell is not one plain figure.

        Args:
            cell: the cell.
            unit: the unit of its column or row.
            largest: the largest amount in yuan that is believed.
        """
        reason = self._refuse(cell, unit)
        text = "" if reason else self.text(cell)
        meaning = self.triangles[-1] if self.triangles else None
        figure = parse_figure(write_triangle(text, meaning), self.units, unit)
        if not reason and has_triangle(text) and not meaning:
            reason = "▲ and △ are a rise in some tables and a fall in others; it shows neither."
        if not reason and figure.missing_reason in ("unreadable", "unreadable_unit"):
            reason = _explain(figure.missing_reason, unit)
        if not reason and figure.value is not None:
            reason = _refuse_size(text, figure.value, figure.unit, largest)
        if reason:
            self.remark(
                "figure",
                "error",
                cell.place,
                f"{cell.text[:60]!r} is not read: {reason}",
                "Write one plain number in the header's unit, or leave the cell blank.",
            )
            return ""
        return text

    def _refuse(self, cell: Cell, unit: str | None) -> str:
        if re.search("[¥￥]|RMB", cell.text) and unit not in (None, "元"):
            return f"it has a yuan sign, but the column's unit is {unit}."
        if cell.merged_from is not None and cell.merged_from.row != cell.place.row:
            return "one cell is merged over several rows; give each row its own figure."
        if cell.number_format == "date" and cell.text.strip():
            return "it is a date; the spreadsheet may have changed a number into one."
        return ""


def _explain(reason: str, unit: str | None) -> str:
    if reason == "unreadable_unit":
        return f"its unit does not match the header's ({unit or 'none'})."
    return "it is not a single figure."


def _refuse_size(text: str, value: Decimal, unit: str | None, largest: Decimal) -> str:
    # Of the figure as printed: one in 亩 has more digits in square metres. A longer one was cut to
    # as many digits as a spreadsheet keeps.
    if "." in text and len(re.sub(r"^0+|\D", "", text)) >= MOST_DIGITS:
        return f"it has more than {MOST_DIGITS} digits."
    if unit == "cny" and abs(value) > largest:
        return f"it is more than {largest:,} yuan."
    return ""


def find_money_unit(section: Section, column: int) -> str | None:
    """The unit of an amount: its header's, else the title's, else another header's.

    Raises:
        UnusableTable: if header and title state different units, or one of them several.
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
    """The unit stated in a line above a table: 单位：万元."""
    match = _UNIT_LINE.search(simplify(line))
    return match[1] if match else split_unit(line)[1]


def states_percent(titles: Iterable[str]) -> bool:
    """Whether the line of units above a table has %, as 单位：万元、%."""
    return any(_PERCENT_LINE.search(simplify(line)) for line in titles)


def _keep_money_units(units: Iterable[str | None]) -> set[str]:
    return {unit for unit in units if unit in MONEY_UNITS}


def check_amounts(
    section: Section, column: int, unit: str | None, units: Mapping[str, Unit]
) -> None:
    """Checks that the amounts of a column have a unit; it is never guessed from their size.

    Raises:
        UnusableTable: if a figure has no unit in its cell, its header or the title.
    """
    for row in section.rows:
        figure = parse_figure(row[column].text, units, unit)
        if figure.value and figure.unit != "cny":
            label = section.header[column].label
            raise UnusableTable(
                f"the amounts of the column {label!r} have no unit: write 元, 万元 or 亿元 in the "
                f"header, as {label}（万元）."
            )


def check_shares(section: Section, column: int, unit: str | None) -> None:
    """Checks that a column of rates does not mix 0.7 and 70 for seventy per cent.

    Raises:
        UnusableTable: if plain numbers are of both sorts or have no unit.
    """
    numbers = [number for row in section.rows if (number := _plain_number(row[column]))]
    if not numbers:
        return
    label = section.header[column].label
    has_printed = any("%" in simplify(row[column].text) for row in section.rows)
    fractions = [number for number in numbers if abs(number) <= 1]
    if fractions and (len(fractions) < len(numbers) or has_printed or unit == "%"):
        raise UnusableTable(
            f"the column {label!r} mixes fractions and percentages ({fractions[0]} beside others): "
            "write all as 70%."
        )
    if unit is None:
        raise UnusableTable(
            f"the column {label!r} prints {numbers[0]} without %: write 70%, or % in the header."
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
    """Locator of a row: table, number of the row, and its lines or its row in the sheet."""
    return f"{table} 第{number}行{locate_row(row)}"


def name_table(section: Section, number: int) -> str:
    """A table's name in locators: its number in the title, its sheet, or its position."""
    for line in reversed(section.titles):
        plain = simplify(line)
        if plain.startswith("表") and plain[1:2].isdigit():
            return plain.split(":")[0].split("：")[0][:4]
    return section.place.sheet or f"第{number}个表"
