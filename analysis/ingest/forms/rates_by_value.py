"""Tells by their values which columns are rates, and of what: where labels alone do not decide.

A column whose values are the share of what is paid in what is planned is a rate, whatever its
header. A column of rates whose values are the share in another amount is the rate of that one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from analysis.ingest.content import Cell
from analysis.ingest.forms.column_meanings import EXTRA, PART
from analysis.ingest.forms.headers import Section
from analysis.ingest.words.wordings import read_cell, simplify

# Half a unit of the last digit that a rate with two decimals prints, and a little for cut digits.
_NEAR = Decimal("0.00011")
_LEAST_ROWS = 2
_HUNDRED = Decimal(100)


def settle_rates(section: Section, remark: Callable[..., None]) -> list[str]:
    """Gives a column of rates its meaning, if its values show it to be one.

    Returns:
        Headers of amounts that the printed rates refer to instead of the planned amount.

    Args:
        section: a table; its header may be changed.
        remark: adds a remark: code, severity, place, what was found, what to do.
    """
    planned, paid = section.columns("planned"), section.columns("paid")
    if len(planned) != 1 or len(paid) != 1:
        return []
    rates = section.columns("rate")
    if not rates:
        _find_rate(section, planned[0], paid[0], remark)
        return []
    if _are_shares(section, rates[0], paid[0], planned[0]):
        return []
    bases = [
        column for column, head in section.header.items()
        if head.meaning in (PART, EXTRA) and _are_shares(section, rates[0], paid[0], column)
    ]  # fmt: skip
    for column in bases[:1]:
        head = section.header[column]
        remark(
            "rate_base", "info", section.header[rates[0]].place,
            f"by its values, {section.header[rates[0]].label!r} is "
            f"{section.header[paid[0]].label!r} ÷ {head.label!r}, not ÷ "
            f"{section.header[planned[0]].label!r}: the rates are kept as printed.",
        )  # fmt: skip
    return [section.header[column].full_label for column in bases[:1]]


def _find_rate(section: Section, planned: int, paid: int, remark: Callable[..., None]) -> None:
    for column, head in section.header.items():
        if head.meaning == EXTRA and _are_shares(section, column, paid, planned):
            section.header[column] = replace(head, meaning="rate")
            remark(
                "rate_by_value", "info", head.place,
                f"by its values, the column {head.label!r} is a rate: "
                f"{section.header[paid].label!r} ÷ {section.header[planned].label!r}.",
                "If it is something else, add its label to form_labels.csv.",
            )  # fmt: skip
            return


def _are_shares(section: Section, rate: int, part: int, whole: int) -> bool:
    """Whether all printed rates are part ÷ whole, in two rows at least."""
    checks = [
        _is_share(*values)
        for row in section.rows
        if (values := _read_row(row, (rate, part, whole)))
    ]
    return len(checks) >= _LEAST_ROWS and all(checks)


def _is_share(rate: Decimal, part: Decimal, whole: Decimal) -> bool:
    share = part / whole
    return abs(share - rate) <= _NEAR or abs(share - rate / _HUNDRED) <= _NEAR


def _read_row(row: Sequence[Cell], columns: Sequence[int]) -> tuple[Decimal, ...] | None:
    """The numbers in some columns of a row; None if one is missing or the whole is zero."""
    numbers = list(_read_numbers(row[column] for column in columns if column < len(row)))
    if len(numbers) < len(columns) or not numbers[-1]:
        return None
    return tuple(numbers)


def _read_numbers(cells: Iterator[Cell]) -> Iterator[Decimal]:
    for cell in cells:
        text = simplify(read_cell(cell).text).replace(",", "")
        is_percent = text.endswith("%")
        try:
            number = Decimal(text.rstrip("%"))
        except ArithmeticError:
            continue
        if number.is_finite():
            yield number / _HUNDRED if is_percent else number
