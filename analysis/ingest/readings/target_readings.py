"""Makes readings of target tables: items, their conditions, and the figures of these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.figures.names import name_own_figure
from analysis.figures.printed import UNSTATED_UNIT
from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.readings.conditions import (
    QUALITATIVE,
    Condition,
    ItemReading,
    leave_open,
    name_only,
    read_item,
)
from analysis.ingest.readings.target_cells import TargetCells, are_points, read_cells
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.indicator_names import IndicatorNames
from analysis.ingest.words.mentions import Mention, MentionReader

UNCLASSIFIED = "unclassified"
_POINTS = (
    "its target and result are bare numbers in a form without a column of points; they may be "
    "points and are not compared."
)
_POINTS_OF_NAME = (
    "its name holds the figure to be reached; the bare numbers of target and result may be points "
    "and are not compared."
)

Row = Mapping[str, str]


@dataclass
class TargetReader:
    """Reads the items of target tables.

    Attributes:
        labels: labels of forms.
        mentions: finds figures in words.
        names: finds the indicators that figures measure.
        as_of: day of the table.
        add: adds a reading: its subject, and its columns by name.
        remark: adds a remark: code, row, reason.
    """

    labels: FormLabels
    mentions: MentionReader
    names: IndicatorNames
    as_of: date
    add: Callable[..., None]
    remark: Callable[[str, Row, str], None]
    _figures: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def read(self, table: FormTable) -> list[FormTable]:
        """The figures of targets and results as statements, a table for each unit of a column."""
        cells = {row["row_id"]: _list_cells(row, table) for row in table.rows}
        self._figures, figures_id = {}, f"{table.table_id}_figures"
        has_points = self._has_points(table, [one for one in cells.values() if one.name])
        for row in table.rows:
            item, unit = self._read_item(row, cells[row["row_id"]], has_points)
            for doubt in item.doubts:
                self.remark("ambiguous_target", row, f"not decided: {doubt}")
            category = self.labels.find("category", row["category"]) or UNCLASSIFIED
            self.add("items", table_id=table.table_id, item=row["row_id"], category=category,
                     rule=item.rule)  # fmt: skip
            for condition in item.conditions:
                self._read_condition(table.table_id, figures_id, row, condition, unit)
        return [
            FormTable("statements", _name_table(figures_id, place), table.locator, tuple(rows),
                      {"value": unit} if unit else {})
            for place, (unit, rows) in enumerate(self._figures.items()) if rows
        ]  # fmt: skip

    def _has_points(self, table: FormTable, cells: Sequence[TargetCells]) -> bool:
        has_weights = any("weight" in details for details in table.details.values())
        return not has_weights and are_points(cells, self.mentions)

    def _read_item(self, row: Row, cells: TargetCells, has_points: bool) -> tuple[ItemReading, str]:
        """The reading of an item, and the unit of its figures that stands apart from them."""
        words = (row["requirement"], row["result"])
        if not cells.name or not cells.target:
            return read_item(*words, self.mentions, self.names), ""
        if has_points:
            own = self.mentions.read(cells.name)
            return leave_open(words[0], [_POINTS_OF_NAME if own else _POINTS]), ""
        reading = read_cells(cells, self.mentions, self.names)
        for doubt in reading.doubts:
            self.remark("target_cells", row, doubt)
        if reading.is_left_open:
            return leave_open(words[0]), ""
        if reading.condition is None:
            return read_item(*words, self.mentions, self.names), ""
        target = reading.condition.target
        if target and target.figure.unit == UNSTATED_UNIT and self.mentions.read(cells.name):
            return leave_open(words[0], [_POINTS_OF_NAME]), ""
        return name_only(reading.condition), reading.unit or ""

    def _read_condition(
        self, table_id: str, figures_id: str, row: Row, condition: Condition, unit: str
    ) -> None:
        names = {}
        for role, mention in (("target", condition.target), ("actual", condition.actual)):
            if mention is not None:
                own_unit = self._find_own_unit(mention, unit)
                rows = self._figures.setdefault(own_unit, [])
                place = list(self._figures).index(own_unit)
                row_id = f"{row['row_id']}_{condition.name}_{role}"
                names[role] = name_own_figure(_name_table(figures_id, place), row_id, "value")
                rows.append(_state(row_id, condition.label, mention, row["locator"]))
                self._read_figure(
                    _name_table(figures_id, place), row_id, condition.indicator_id, role, mention
                )
        self.add(
            "conditions", table_id=table_id, item=row["row_id"], condition=condition.name,
            label_zh=condition.label,
            assessment="qualitative" if condition.name == QUALITATIVE else "numeric",
            comparator=condition.comparator, comparator_origin=condition.comparator_origin,
            indicator_id=condition.indicator_id, **names,
        )  # fmt: skip

    def _find_own_unit(self, mention: Mention, unit: str) -> str:
        """The unit that a figure's text does not print; blank if it prints its own or has none."""
        printed = mention.figure.printed_unit or ""
        if not printed or mention.text.rstrip().endswith(printed):
            return ""
        is_own = any(self.mentions.read(mention.text))
        return "" if is_own else unit or printed

    def _read_figure(
        self, table_id: str, row_id: str, indicator: str | None, role: str, mention: Mention
    ) -> None:
        unit = mention.figure.unit
        is_fitting = indicator is not None and self.names.units.get(indicator) == unit
        is_series = role == "actual" and is_fitting
        self.add(
            "statements", table_id=table_id, row_id=row_id, indicator_id=indicator,
            period_end=self.as_of.isoformat() if is_series else None,
            period_note="as at the date of the table" if is_series else None,
            role="target" if role == "target" else ("reported" if is_series else "context"),
        )  # fmt: skip


def _list_cells(row: Row, table: FormTable) -> TargetCells:
    details = table.details.get(row["row_id"], {})
    return TargetCells(
        details.get("name", ""), details.get("target", ""), details.get("sign", ""),
        details.get("unit", ""), row["result"],
        f"{row['category']} {details.get('aspect', '')} {details.get('name', '')}",
    )  # fmt: skip


def _name_table(figures_id: str, place: int) -> str:
    return figures_id if place == 0 else f"{figures_id}_{place + 1}"


def _state(row_id: str, label: str, mention: Mention, locator: str) -> dict[str, str]:
    return {"row_id": row_id, "label": label, "value": mention.text, "change": "", "period": "",
            "locator": locator}  # fmt: skip
