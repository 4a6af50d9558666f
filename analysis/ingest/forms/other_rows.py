"""Keeps the rows of a monthly form that the form does not know, as statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.ingest.content import Cell, Place
from analysis.ingest.forms.form_table import CellReader, FormTable, locate
from analysis.ingest.forms.matrix_grid import is_placeholder


@dataclass(frozen=True)
class FormColumn:
    """A column of values.

    Attributes:
        name: its column in the raw table.
        position: its column in the grid.
        header: its header as printed.
        county_code: its area.
        covers: codes of the areas that a total covers, joined by semicolons.
    """

    name: str
    position: int
    header: str
    county_code: str | None
    covers: str | None = None


@dataclass
class OtherRows:
    """The rows of a form that it does not know, by unit.

    Attributes:
        cells: reads cells; remarks go through it.
        table: name of the form in locators.
        tables: unit → rows.
        details: readings of the rows: row_id → column → text.
    """

    cells: CellReader
    table: str
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    details: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(
        self,
        row: Mapping[str, str],
        cells: Sequence[Cell],
        columns: Sequence[FormColumn],
        place: Place,
        number: int,
    ) -> None:
        """Adds a row with a statement for each of its figures.

        Args:
            row: the row as read: label, unit, and a figure for each column.
            cells: its cells.
            columns: the form's columns of figures.
            place: place of its label.
            number: its number in the form.
        """
        figures = [column for column in columns if not is_placeholder(row[column.name] or "-")]
        if not figures:
            return
        self.cells.remark(
            "row_label", "warning", place,
            f"{row['label']!r} is not a row of the form: its figures are kept as printed, and no "
            "indicator has them.",
            "If it is another name for a row of the form, add it to labels.csv (monthly_form).",
        )  # fmt: skip
        for column in figures:
            label = row["label"]
            if len(columns) > 1:
                label = f"{label} / {column.header}"
            row_id = f"r{number}_{column.name}"
            self.tables.setdefault(row["unit"], []).append({
                "row_id": row_id, "label": label, "value": row[column.name], "change": "",
                "period": "", "locator": locate(self.table, cells, number),
            })  # fmt: skip
            self.details[row_id] = {"county_code": column.county_code or "", "role": "context"}

    def list_tables(self, table_id: str) -> list[FormTable]:
        """The statements, a table for each unit."""
        return [
            FormTable(
                "statements", f"{table_id}_rows" + (f"_{index}" if index > 1 else ""), self.table,
                tuple(rows), {"value": unit} if unit else {},
                details={row["row_id"]: self.details[row["row_id"]] for row in rows},
            )
            for index, (unit, rows) in enumerate(self.tables.items(), start=1)
        ]  # fmt: skip


def find_shared(rows: Sequence[dict[str, str]], cells: CellReader) -> set[str]:
    """Indicators that rows with different labels report: the funds of two levels, say.

    Neither is the project's fund alone, so that none of them is taken for it.
    """
    labels: dict[str, set[str]] = {}
    for row in rows:
        labels.setdefault(row["row_id"], set()).add(row["label"])
    shared = {name: own for name, own in labels.items() if name and len(own) > 1}
    for own in shared.values():
        cells.remark(
            "levels", "warning", None,
            f"the form has several rows for one thing: {'、'.join(sorted(own))}; none of "
            "them is taken for it.", "Decide in the readings of the document which of them counts.",
        )  # fmt: skip
    return set(shared)
