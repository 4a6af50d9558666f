"""Reads the table of the templates that asks who appropriated how much to the project."""

from analysis.ingest.content import Cell
from analysis.ingest.forms.form_table import (
    CellReader,
    FormTable,
    check_amounts,
    find_money_unit,
    locate,
)
from analysis.ingest.forms.headers import Section
from analysis.ingest.words.form_labels import FormLabels
from analysis.ingest.words.wordings import simplify
from analysis.tables.raw_forms import RAW_COLUMNS

FUND_SOURCES = "fund_sources"
ROLE = "appropriation"


def read_fund_sources(
    section: Section, table_id: str, table: str, cells: CellReader, labels: FormLabels
) -> list[FormTable]:
    """The amounts as statements, read as what was appropriated; no table where all are blank.

    Args:
        section: the table.
        table_id: its name in the document.
        table: its name in locators.
        cells: reads cells.
        labels: labels of forms; those of the role ``fund_source`` name the sources.

    Raises:
        UnusableTable: if it states several units.
    """
    name, amount = section.columns("label")[0], section.columns("planned")[0]
    unit = find_money_unit(section, amount)
    check_amounts(section, amount, unit, cells.units)
    rows, details = [], {}
    for number, row in enumerate(section.rows, start=1):
        text = cells.figure(row[amount], unit)
        indicator = labels.find("fund_source", simplify(row[name].text))
        if not text:
            continue
        if indicator is None:
            _say_unknown(row[name], cells)
        row_id = f"r{number}"
        rows.append(
            dict.fromkeys(RAW_COLUMNS["statements"], "")
            | {"row_id": row_id, "label": cells.text(row[name]), "value": text,
               "locator": locate(table, row, number)}
        )  # fmt: skip
        known = {"role": ROLE, "indicator_id": indicator} if indicator else {"role": "context"}
        details[row_id] = known
    units = {"value": unit} if unit else {}
    filed = FormTable("statements", table_id, table, tuple(rows), units, {}, details)
    return [filed] if rows else []


def _say_unknown(cell: Cell, cells: CellReader) -> None:
    cells.remark(
        "fund_source", "warning", cell.place,
        f"{cell.text.strip()!r} is no source of funds that is known; its amount is kept as "
        "printed, and no appropriation is made of it.",
        "Add the name to form_labels.csv (role fund_source).",
    )  # fmt: skip
