"""The unit of a figure in a matrix: its column's, its row's, or that of the line above."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.figures.printed import parse_figure
from analysis.ingest.forms.form_table import MONEY_UNITS, CellReader
from analysis.ingest.forms.matrix_columns import ValueColumn
from analysis.ingest.forms.matrix_rows import MatrixRow
from analysis.ingest.forms.matrix_words import infer_unit
from analysis.ingest.words.wordings import simplify

_UNIT_LINE = re.compile(r"单位:?\s*(?P<units>[^\s:;。()]{1,20})")
_MONEY = re.compile(
    r"资金|金额|补[助贴]|经费|支出|收入|下达|投资|预算|拨付|[费款额价]|产值|扶持|奖"
)
_RATE = re.compile(r"(?:率|进度|比例|比重|占比|百分比|增幅|增速|幅度|排名|名次|位次|得分|分值)$")


@dataclass
class UnitFinder:
    """Finds the units of the figures of one table.

    Attributes:
        cells: reads cells; remarks go through it.
        titles: lines above the table, one of which may say 单位：万元.
    """

    cells: CellReader
    titles: tuple[str, ...]
    _said: set[int] = field(default_factory=set)

    def find(self, row: MatrixRow, value: ValueColumn) -> str | None:
        """The unit of a figure; None if the table does not say it."""
        column, own = value.unit, row.unit
        if value.measure == "score":
            return "分" if column is None or column not in MONEY_UNITS else column
        if value.measure in ("completion", "other", "rank"):
            return column
        if column and own and column != own and row.area is None:
            return self._doubt(row, value, f"{column} or {own}")
        if column or own:
            return column or own
        labels = [*reversed(value.labels), *reversed(row.labels)]
        said = next((unit for label in labels[:2] if (unit := infer_unit(label))), None)
        return said or self._find_in_line(value)

    def _find_in_line(self, value: ValueColumn) -> str | None:
        units = self._list_line_units()
        money = [unit for unit in units if unit in MONEY_UNITS]
        if _RATE.search(value.labels[-1] if value.labels else ""):
            # 支出进度 under 单位：万元、% is a rate, and no amount under 单位：万元 either.
            return "%" if "%" in units else None
        label = "".join(value.labels)
        if len(money) == 1 and (len(units) == 1 or _MONEY.search(label)):
            return money[0]
        return units[0] if len(units) == 1 else None

    def _list_line_units(self) -> list[str]:
        for line in reversed(self.titles):
            match = _UNIT_LINE.search(simplify(line))
            if match:
                parts = re.split(r"[、,，/和]", match["units"])
                known = [
                    part
                    for part in parts
                    if parse_figure("1", self.cells.units, part).missing_reason is None
                ]
                if known:
                    return known
        return []

    def _doubt(self, row: MatrixRow, value: ValueColumn, units: str) -> None:
        if value.position not in self._said:
            self._said.add(value.position)
            self.cells.remark(
                "unit", "warning", None,
                f"the figures of {value.labels[-1]!r} may be in {units}; they are kept without a "
                "unit.", "State one unit for each figure.",
            )  # fmt: skip


def has_unit(text: str) -> bool:
    """Whether a figure ends in something else than a digit."""
    return bool(text) and not text[-1].isdigit()


def list_some(labels: Sequence[str]) -> str:
    """The first few labels."""
    first = list(dict.fromkeys(labels))
    return "、".join(first[:3]) + (" …" if len(first) > 3 else "")
