"""What the figures of one row cannot be, and what they hardly are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.figures.printed import parse_figure
from analysis.ingest.content import Cell
from analysis.ingest.forms.form_table import MONEY_COLUMNS, CellReader

# Words of a row that takes money back: only there an amount may be negative.
_TAKES_BACK = ("冲减", "冲销", "调减", "核减", "退回", "收回")
_BOUNDED_SHARES = frozenset({"rate", "share"})


@dataclass(frozen=True)
class RowChecker:
    """Checks rows; what it finds is remarked on by its reader of cells."""

    cells: CellReader

    def check(
        self, row: Mapping[str, str], units: Mapping[str, str], printed: Mapping[str, Cell]
    ) -> dict[str, str]:
        """The row without figures that cannot be; unlikely ones are kept and remarked on.

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
                    f"{row[name]!r} is not read: {problem}", "Mend the cell and file again.",
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
            return "it is negative, and no word of the row (冲减, 退回 …) says why."
        return "a share cannot be negative." if name in _BOUNDED_SHARES else ""

    def _warn(self, name: str, value: Decimal | None, cell: Cell) -> None:
        if value is None:
            return
        found = ""
        if name in MONEY_COLUMNS and value < 0:
            found = f"the amount {cell.text!r} is negative; it was filed as the row says."
        elif name in _BOUNDED_SHARES and value > 1:
            found = f"{cell.text!r} is more than 100 %."
        if found:
            self.cells.remark("unlikely", "warning", cell.place, found, "Compare the document.")

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
                f"{row['paid']} is paid where {row['planned']} was planned.",
                "Compare both cells with the document.",
            )  # fmt: skip
