"""Rates of the fund with named numerator and denominator; instalments; contracts.

Denominators have names: paid ÷ planned is the disbursement rate (拨付率), paid ÷ contract the
contract payment rate (合同支付率), used ÷ appropriation the use of the fund (资金使用进度). So have
numerators: the amounts requested, reported as used and paid are three different amounts.
"""

import math

import numpy as np
import pandas as pd

from analysis.figures.names import name_figures, name_row_figure
from analysis.measures.amounts import (
    INSTALMENT,
    compute_total,
    find_amount,
    group_rows,
    is_rounded_from,
    sum_contracts,
    sum_fund,
    sum_instalments,
    sum_payments,
)
from analysis.measures.newest import rank_statement, select_newest_figure
from analysis.tables.records import Record, list_records

NO_NUMERATOR = "no_actual"
NO_DENOMINATOR = "no_denominator"

RATE_COLUMNS = (
    "rate_id", "numerator_kind", "numerator_cny", "denominator_kind", "denominator_cny",
    "as_of_date", "rate", "printed_rate", "printed_figure", "reason",
)  # fmt: skip
_INPUT_COLUMNS = [name for name in RATE_COLUMNS if name not in ("rate", "reason")]
# Numerator and denominator of each rate.
RATE_PAIRS = (
    ("paid", "planned"), ("paid", "contract"), ("paid", "appropriation"),
    ("used", "appropriation"), ("requested", "contract"), ("requested", "appropriation"),
    ("contracted", "appropriation"),
)  # fmt: skip
TABLE = ("document_id", "table_id")
# Monthly forms print amounts in 万元.
FORM_UNIT_CNY = 10_000
USED_INDICATOR = "funds_used_cumulative"
USED_RATE_INDICATOR = "funds_used_rate"


def compute_rate(numerator: pd.Series, denominator: pd.Series) -> pd.DataFrame:
    """Numerator ÷ denominator; missing with a reason if one is missing or the denominator is 0.

    Returns:
        ``rate`` (fraction) and ``reason`` (``no_actual``, ``no_denominator`` or missing).
    """
    usable = denominator.notna() & (denominator != 0)
    reasons = np.select([numerator.isna(), ~usable], [NO_NUMERATOR, NO_DENOMINATOR], None)
    reason = pd.Series(reasons, index=numerator.index, dtype="str")
    return pd.DataFrame({"rate": numerator / denominator.where(usable), "reason": reason})


def compute_lines(budget: pd.DataFrame) -> pd.DataFrame:
    """The lines of the newest fund table that reports payments, or else of the newest plan.

    Args:
        budget: rows of the table ``budget`` of one county.

    Returns:
        The table's rows with ``paid_rate`` (paid ÷ planned), ``rate_reason`` and
        ``printed_figure`` (name of the printed rate; missing if no rate is printed).
    """
    if budget.empty:
        return budget.assign(
            paid_rate=pd.Series(dtype="float64"), rate_reason=None, printed_figure=None
        )
    newest = max(
        list_records(budget), key=lambda row: (pd.notna(row["paid_cny"]), rank_statement(row))
    )
    is_newest = (budget[list(TABLE)] == [newest[name] for name in TABLE]).all(axis=1)
    lines = budget[is_newest].reset_index(drop=True)
    rates = compute_rate(lines["paid_cny"], lines["planned_cny"])
    names = name_figures(lines, "rate")
    return lines.assign(
        paid_rate=rates["rate"],
        rate_reason=rates["reason"],
        printed_figure=names.where(lines["printed_rate"].notna(), None),
    )


def compute_rates(
    budget: pd.DataFrame,
    contracts: pd.DataFrame,
    payments: pd.DataFrame,
    appropriations: pd.DataFrame,
    series: pd.DataFrame,
) -> pd.DataFrame:
    """All rates of a county; one that cannot be computed has a reason.

    Args:
        budget: rows of ``budget`` of one county.
        contracts: rows of ``contracts``.
        payments: rows of ``payments``.
        appropriations: rows of ``appropriations``; only the fund of the project's own level
            (province or central) is a denominator, not what the county adds.
        series: rows of ``series``.

    Returns:
        One row per rate: rate_id, numerator_kind, numerator_cny, denominator_kind,
        denominator_cny, as_of_date, rate (fraction), printed_rate, printed_figure (its name),
        reason. ``used`` is the amount that the monthly form reports as used: it proves neither a
        payment nor a request.
    """
    lines = compute_lines(budget)
    used = select_newest_figure(series, USED_INDICATOR)
    numerators = _sum_numerators(lines, contracts, payments, used)
    denominators = {
        "planned": compute_total(lines, "planned_cny"),
        "contract": numerators["contracted"],
        "appropriation": sum_fund(appropriations),
    }
    newest_date = _find_newest_date(lines, contracts, payments)
    dates = {} if used is None else {"used": used["period_end"]}
    printed = _find_printed_rates(lines, series)
    rows = [
        (
            f"{numerator}_of_{denominator}",
            numerator,
            numerators[numerator],
            denominator,
            denominators[denominator],
            dates.get(numerator, newest_date),
            *printed.get(f"{numerator}_of_{denominator}", (math.nan, None)),
        )
        for numerator, denominator in RATE_PAIRS
    ]
    rates = pd.DataFrame(rows, columns=_INPUT_COLUMNS)
    computed = compute_rate(rates["numerator_cny"], rates["denominator_cny"])
    return rates.assign(rate=computed["rate"], reason=computed["reason"])[list(RATE_COLUMNS)]


def _sum_numerators(
    lines: pd.DataFrame, contracts: pd.DataFrame, payments: pd.DataFrame, used: dict | None
) -> dict[str, float]:
    paid = compute_total(lines, "paid_cny")
    return {
        "paid": sum_payments(payments, "paid") if math.isnan(paid) else paid,
        "used": math.nan if used is None else float(used["value"]),
        "requested": sum_payments(payments, "requested"),
        "contracted": sum_contracts(contracts),
    }


def _find_newest_date(*frames: pd.DataFrame) -> pd.Timestamp:
    return max((date for frame in frames for date in frame["as_of_date"].dropna()), default=pd.NaT)


def _find_printed_rates(
    lines: pd.DataFrame, series: pd.DataFrame
) -> dict[str, tuple[float, str | None]]:
    """The printed rate and the name of its figure, by rate."""
    return {
        "paid_of_planned": _find_printed_rate(lines),
        "used_of_appropriation": _name_used_rate(select_newest_figure(series, USED_RATE_INDICATOR)),
    }


def _find_printed_rate(lines: pd.DataFrame) -> tuple[float, str | None]:
    """The rate that the grand total prints, and the name of its figure."""
    printed = list_records(lines, (lines["row_role"] == "total") & lines["printed_rate"].notna())
    total = max(printed, key=_rank_total, default=None)
    return (math.nan, None) if total is None else (total["printed_rate"], total["printed_figure"])


def _rank_total(row: Record) -> tuple[float, float, str]:
    planned, paid = (
        -1.0 if math.isnan(row[name]) else row[name] for name in ("planned_cny", "paid_cny")
    )
    return planned, paid, row["row_id"]


def is_used_as_requested(rates: pd.DataFrame) -> bool:
    """Whether the amount reported as used is the amount requested, rounded as forms round it.

    Args:
        rates: what :func:`compute_rates` returns.
    """
    amounts = dict(zip(rates["numerator_kind"], rates["numerator_cny"], strict=True))
    used, requested = amounts["used"], amounts["requested"]
    if math.isnan(used) or math.isnan(requested):
        return False
    return is_rounded_from(used, requested, FORM_UNIT_CNY)


def _name_used_rate(row: dict | None) -> tuple[float, str | None]:
    if row is None:
        return (math.nan, None)
    return (float(row["value"]), name_row_figure(row))


def compute_instalments(payments: pd.DataFrame) -> pd.DataFrame:
    """Instalments ordered by the date of their status.

    Args:
        payments: rows of ``payments`` of one county.

    Returns:
        The rows with ``is_repeat`` (the same instalment is also reported in another status) and
        ``cumulative_cny`` (sum of the instalments in the row's status up to the row, each added
        once; missing from the first instalment on whose amount is unknown).
    """
    ordered = payments.sort_values(
        ["status_date", "instalment", "row_id", "table_id", "document_id"],
        kind="stable",
        na_position="last",
    ).reset_index(drop=True)
    statuses = ordered.groupby(list(INSTALMENT))["status"].transform("nunique")
    return ordered.assign(
        is_repeat=statuses > 1, cumulative_cny=_accumulate_amounts(list_records(ordered))
    )


def _accumulate_amounts(rows: list[Record]) -> list[float]:
    """For each row the sum of the instalments in its status so far."""
    key = ("status", *INSTALMENT)
    amounts = {group: find_amount(same) for group, same in group_rows(rows, key).items()}
    counted: dict[str, dict[tuple[str, ...], float]] = {}
    sums = []
    for row in rows:
        instalment = tuple(row[name] for name in key)
        in_status = counted.setdefault(row["status"], {})
        in_status[instalment] = amounts[instalment]
        sums.append(math.fsum(in_status.values()))
    return sums


def compute_contracts(contracts: pd.DataFrame, payments: pd.DataFrame) -> pd.DataFrame:
    """Contracts with the amounts requested and paid on each.

    An instalment that covers several contracts in one amount cannot be split: its amount counts
    for none of them, but it counts as an instalment of each.

    Returns:
        The rows of ``contracts`` with ``requested_cny``, ``paid_cny`` (missing if nothing is
        reported) and ``instalments`` (number of instalments reported).
    """
    instalments: dict[str, set[str]] = {}
    rows: dict[tuple[str, str], list[Record]] = {}
    for row in list_records(payments):
        covered = row["contract_ids"].split(";")
        own = row if len(covered) == 1 else {**row, "amount_cny": math.nan}
        for contract_id in covered:
            rows.setdefault((contract_id, row["status"]), []).append(own)
            if row["status"] != "retained":
                instalments.setdefault(contract_id, set()).add(row["instalment"])
    ids = contracts["contract_id"].tolist()
    amounts = {
        f"{status}_cny": pd.Series(
            [sum_instalments(rows.get((contract_id, status), ())) for contract_id in ids],
            index=contracts.index,
            dtype="float64",
        )
        for status in ("requested", "paid")
    }
    return contracts.assign(
        **amounts, instalments=[len(instalments.get(contract_id, ())) for contract_id in ids]
    )
