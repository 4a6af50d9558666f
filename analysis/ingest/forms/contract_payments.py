"""Reads what a table of contracts says to have been paid on each, as one instalment a contract."""

from collections.abc import Callable

from analysis.ingest.forms.form_table import (
    CellReader,
    FormTable,
    check_amounts,
    find_money_unit,
    locate,
)
from analysis.ingest.forms.headers import Section
from analysis.tables.raw_forms import RAW_COLUMNS

# It is all that was paid so far: the first and only amount of the table.
NUMBER = "1"


def tabulate_payments(
    section: Section, contracts: FormTable, cells: CellReader, is_sum: Callable[[str], bool]
) -> FormTable | None:
    """The paid amounts of a table of contracts; None if it has no such column or no figure in it.

    What is paid on the row of a total stays a statement.

    Args:
        section: the table of contracts.
        contracts: its raw table.
        cells: reads cells.
        is_sum: whether a label is that of a total.
    """
    columns = section.columns("paid")
    if len(columns) != 1:
        return None
    column = columns[0]
    head, unit = section.header[column], find_money_unit(section, column)
    check_amounts(section, column, unit, cells.units)
    rows, details = [], {}
    by_locator = {contract["locator"]: contract for contract in contracts.rows}
    for number, row in enumerate(section.rows, start=1):
        contract = by_locator.get(locate(contracts.locator, row, number))
        if contract is None or is_sum(contract["label"]):
            continue
        amount = cells.figure(row[column], unit)
        if amount:
            row_id = f"{contract['row_id']}_paid"
            full = dict.fromkeys(RAW_COLUMNS["instalments"], "")
            rows.append(full | {"row_id": row_id, "label": head.label, "amount": amount,
                                "locator": contract["locator"]})  # fmt: skip
            details[row_id] = {"contract": contract["label"], "status": "paid", "number": NUMBER,
                               "contract_table": contracts.table_id,
                               "contract_row": contract["row_id"]}  # fmt: skip
    if not rows:
        return None
    units = {"amount": unit} if unit else {}
    return FormTable(
        "instalments", "instalments", contracts.locator, tuple(rows), units, {}, details
    )
