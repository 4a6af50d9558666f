"""Checks the figures of a row: impossible ones are left blank, unlikely ones get a warning."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.figures.printed import parse_figure
from analysis.ingest.content import Cell
from analysis.ingest.forms.form_table import MONEY_COLUMNS, CellReader

# Words of a row that takes money back: only in such a row may an amount be negative.
_TAKES_BACK = ("冲减", "冲销", "调减", "核减", "退回", "收回")
_BOUNDED_SHARES = frozenset({"rate", "share"})


@dataclass(frozen=True)
class RowChecker:
    """Checks rows and adds its remarks through the reader of cells."""

    cells: CellReader

    def check(
        self, row: Mapping[str, str], units: Mapping[str, str], printed: Mapping[str, Cell]
    ) -> dict[str, str]:
        """The row without impossible figures; unlikely ones stay and get a warning.

        Args:
            row: raw column → text.
            units: raw column → unit.
            printed: raw column → the cell it was read from.
        """
        values = {
            name: parse_figure(row[name], self.cells.units, units[name]).value for name in units
        }
        takes_back = any(word in text for word in _TAKES_BACK for text in row.values())
        checked = dict(row)
        for name, value in values.items():
            problem = self._find_problem(name, value, takes_back)
            if problem:
                self.cells.remark(
                    "figure", "error", printed[name].place,
                    f"{row[name]!r} is not read: {problem}", "Correct the cell and file again.",
                )  # fmt: skip
                checked[name] = ""
            else:
                self._warn(name, value, printed[name])
        self._compare(row, values, printed)
        return checked

    def _find_problem(self, name: str, value: Decimal | None, takes_back: bool) -> str:
        if value is None or value >= 0:
            return ""
        if name in MONEY_COLUMNS and not takes_back:
            return "it is negative, and no word in the row (冲减, 退回 …) explains that."
        return "a share cannot be negative." if name in _BOUNDED_SHARES else ""

    def _warn(self, name: str, value: Decimal | None, cell: Cell) -> None:
        if value is None:
            return
        warning = ""
        if name in MONEY_COLUMNS and value < 0:
            warning = f"the amount {cell.text!r} is negative; it was filed as printed."
        elif name in _BOUNDED_SHARES and value > 1:
            warning = f"{cell.text!r} is more than 100 %."
        if warning:
            self.cells.remark(
                "unlikely", "warning", cell.place, warning, "Check the figure in the document."
            )

    def _compare(
        self,
        row: Mapping[str, str],
        values: Mapping[str, Decimal | None],
        printed: Mapping[str, Cell],
    ) -> None:
        planned, paid = values.get("planned"), values.get("paid")
        if planned is not None and paid is not None and paid > planned:
            self.cells.remark(
                "unlikely", "warning", printed["paid"].place,
                f"the paid amount {row['paid']} is more than the planned {row['planned']}.",
                "Check both figures in the document.",
            )  # fmt: skip
