"""Numerators and denominators of one project's rates, each with the date it is reported for.

Dates are numbers, as :func:`analysis.tables.records.list_numbered_records` gives them.
"""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analysis.figures.names import name_row_figure
from analysis.measures.amounts import add_tables, sum_instalments
from analysis.measures.row_sums import TOTAL
from analysis.measures.used_funds import UsedFunds
from analysis.tables.records import NO_DAY, Record

# An amount is reported, but the documents do not say of which of the county's projects.
NO_PROJECT = "no_project"
# Numerator and denominator of each rate.
RATE_PAIRS = (
    ("paid", "planned"), ("paid", "contract"), ("paid", "appropriation"),
    ("used", "appropriation"), ("requested", "contract"), ("requested", "appropriation"),
    ("contracted", "appropriation"),
)  # fmt: skip
# Sources of the programme's own fund. What others add is no part of a denominator.
FUND_SOURCES = ("central", "province")


class Amount(NamedTuple):
    """An amount in yuan, the date it is reported for, and what its printed figure stands for.

    ``is_partial`` says that there is no amount, but that parts of it are reported.
    """

    cny: float = math.nan
    date: int = NO_DAY
    low: float = math.nan
    high: float = math.nan
    is_partial: bool = False


class PrintedRate(NamedTuple):
    """A rate as printed, the name of its figure, and the date it is reported for."""

    rate: float = math.nan
    figure: str | None = None
    date: int = NO_DAY


def list_rates(
    key: tuple[str, ...], rows: Mapping[str, list[Record]], used: UsedFunds
) -> list[tuple[object, ...]]:
    """The rates of one project, without those computed of numerator and denominator."""
    lines, contracts, payments = rows["lines"], rows["contracts"], rows["payments"]
    contracted = _add(contracts, "contract_cny")
    numerators = {
        "paid": _find_paid(lines, payments),
        "used": _read_used(used),
        "requested": _sum_status(payments, "requested"),
        "contracted": contracted,
    }
    fund, sources = _sum_fund(rows["appropriations"])
    denominators = {
        "planned": _add(lines, "planned_cny"),
        "contract": contracted,
        "appropriation": Amount(fund),
    }
    printed = {
        "paid_of_planned": _find_printed_rate(lines),
        "used_of_appropriation": _read_used_rate(used),
    }
    rates = []
    for numerator, denominator in RATE_PAIRS:
        rate_id = f"{numerator}_of_{denominator}"
        amount, own = numerators[numerator], printed.get(rate_id, PrintedRate())
        date = own.date if math.isnan(amount.cny) else amount.date
        reason = NO_PROJECT if numerator == "used" and used.is_of_unknown_project else None
        whole = denominators[denominator]
        rates.append(
            (*key, rate_id, numerator, amount.cny, amount.low, amount.high, amount.is_partial,
             denominator, whole.cny, sources if denominator == "appropriation" else None,
             whole.is_partial, date, own.rate, own.figure, reason)
        )  # fmt: skip
    return rates


def _add(rows: list[Record], column: str) -> Amount:
    """The total of a column of ``budget`` or ``contracts``."""
    total = add_tables(rows, column)
    return Amount(total, find_newest_date(rows), is_partial=_has_only_parts(total, rows, column))


def _has_only_parts(total: float, rows: list[Record], column: str) -> bool:
    return math.isnan(total) and not all(math.isnan(row[column]) for row in rows)


def _find_paid(lines: list[Record], payments: list[Record]) -> Amount:
    """What the fund table reports as paid; if nothing, the instalments reported as paid."""
    paid = _add(lines, "paid_cny")
    is_reported = paid.is_partial or not math.isnan(paid.cny)
    return paid if is_reported else _sum_status(payments, "paid")


def _sum_status(payments: list[Record], status: str) -> Amount:
    rows = [row for row in payments if row["status"] == status]
    total = sum_instalments(rows)
    is_partial = _has_only_parts(total, rows, "amount_cny")
    return Amount(total, find_newest_date(rows), is_partial=is_partial)


def _sum_fund(appropriations: list[Record]) -> tuple[float, str | None]:
    """The programme's fund in yuan, and its sources; missing where an amount of it is."""
    fund = [row for row in appropriations if row["funds_source"] in FUND_SOURCES]
    if not fund:
        return math.nan, None
    sources = sorted({row["funds_source"] for row in fund})
    return math.fsum(row["appropriation_cny"] for row in fund), ";".join(sources)


def find_newest_date(rows: Iterable[Record]) -> int:
    """The newest ``as_of_date`` of rows with dates as numbers; ``NO_DAY`` if there is none."""
    return max((row["as_of_date"] for row in rows), default=NO_DAY)


def _read_used(used: UsedFunds) -> Amount:
    row = used.amount
    if row is None:
        return Amount()
    return Amount(float(row["value"]), row["period_end"], row["low"], row["high"])


def _read_used_rate(used: UsedFunds) -> PrintedRate:
    row = used.rate
    if row is None:
        return PrintedRate()
    return PrintedRate(float(row["value"]), name_row_figure(row), row["period_end"])


def _find_printed_rate(lines: list[Record]) -> PrintedRate:
    """The rate that the total of all lines prints, and the name of its figure."""
    totals = [
        row for row in lines if row["row_role"] == TOTAL and not isinstance(row["parent_row"], str)
    ]
    if len(totals) != 1 or math.isnan(totals[0]["printed_rate"]):
        return PrintedRate()
    (total,) = totals
    return PrintedRate(total["printed_rate"], total["printed_figure"], total["as_of_date"])
