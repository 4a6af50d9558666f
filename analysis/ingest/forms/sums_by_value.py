"""Tells by their values which rows without a label are totals: the sum of all rows above."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from analysis.figures.printed import parse_figure
from analysis.ingest.forms.form_table import MONEY_COLUMNS, CellReader

TOTAL = "合计"
_LEAST_ROWS = 2


def name_sum(
    rows: Sequence[dict[str, str]],
    units: Mapping[str, str],
    cells: CellReader,
    is_sum: Callable[[str], bool],
) -> list[dict[str, str]]:
    """The rows; a last one without any label that is the sum of all above is named 合计.

    It gets a remark. Every amount must add up, two rows must be above, and none of them be a sum.

    Args:
        rows: rows of a table of amounts, in printed order.
        units: raw column → unit.
        cells: reads cells and adds remarks.
        is_sum: whether a label is that of a total.
    """
    if len(rows) <= _LEAST_ROWS or "label" not in rows[-1]:
        return list(rows)
    *above, last = rows
    if last["label"] or last.get("payee") or any(is_sum(row["label"]) for row in above):
        return list(rows)
    columns = [name for name in MONEY_COLUMNS if last.get(name)]
    sums = [_add([row.get(name, "") for row in above], name, units, cells) for name in columns]
    own = [_add([last[name]], name, units, cells) for name in columns]
    if not columns or sums != own or not any(own):
        return list(rows)
    cells.remark(
        "sum_by_value", "info", None,
        f"{last['locator']}: the row has no label; its amounts are the sum of all rows above, so "
        "that it is read as the total.",
        "If it is no total, write its name into the form.",
    )  # fmt: skip
    return [*above, last | {"label": TOTAL}]


def _add(
    texts: Sequence[str], name: str, units: Mapping[str, str], cells: CellReader
) -> Decimal | None:
    values = [parse_figure(text, cells.units, units.get(name)).value for text in texts]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
