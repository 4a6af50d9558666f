"""Columns of the tables in ``data/raw``, by kind of table."""

import re
from collections.abc import Iterable

MONTHLY_FORM = "monthly_form"
# Names of tables of statements that hold the columns of a form without a place in its raw table.
OTHER_TABLE = re.compile(r"_other(?:_\d+)?$")
# Names of tables of statements that hold tables of rows by columns, and unknown rows of forms.
MATRIX_TABLE = re.compile(
    r"(?:statistics|area_table|allotment|score_table|monthly_form_rows)(?:_\d+)*"
)
RAW_COLUMNS: dict[str, tuple[str, ...]] = {
    "fund_plan": ("row_id", "number", "label", "planned", "share", "locator"),
    "disbursement": ("row_id", "payee", "label", "planned", "paid", "rate", "locator"),
    "contracts": ("row_id", "label", "payee", "tendered", "amount", "award_date", "locator"),
    "instalments": ("row_id", "label", "amount", "share", "status_date", "locator"),
    "progress": ("row_id", "number", "category", "requirement", "result", "completion", "locator"),
    "statements": ("row_id", "label", "value", "change", "period", "locator"),
    MONTHLY_FORM: ("row_id", "number", "label", "unit", "area_1", "area_2", "total", "locator"),
    "events": ("row_id", "label", "start", "end", "locator"),
}


FIGURE_COLUMNS: dict[str, tuple[str, ...]] = {
    "fund_plan": ("planned", "share"),
    "disbursement": ("planned", "paid", "rate"),
    "contracts": ("tendered", "amount"),
    "instalments": ("amount", "share"),
    "progress": ("completion",),
    "statements": ("value", "change"),
    MONTHLY_FORM: ("area_1", "area_2", "total"),
    "events": (),
}


def list_columns(kind: str, areas: Iterable[str] = ()) -> tuple[str, ...]:
    """Columns of a raw table; a monthly form has a further one for each area beyond the second.

    Args:
        kind: kind of the table.
        areas: its columns of areas, as ``document.yml`` lists them.

    Examples:
        >>> list_columns("monthly_form", ("area_1", "area_2", "area_3", "total"))[4:]
        ('area_1', 'area_2', 'area_3', 'total', 'locator')
    """
    columns = RAW_COLUMNS[kind]
    if kind != MONTHLY_FORM:
        return columns
    total = columns.index("total")
    return (*columns[:total], *(name for name in areas if name not in columns), *columns[total:])
