"""Rates of the fund with named numerator and denominator; instalments; contracts.

Denominators have names: paid ÷ planned is the disbursement rate (拨付率), paid ÷ contract the
contract payment rate (合同支付率), used ÷ appropriation the use of the fund (资金使用进度). So have
numerators: the amounts requested, reported as used and paid are three different amounts.

All functions take rows of one county or of many. Each project has its own lines, rates and sums;
amounts of two projects are never added up.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis.figures.names import name_figure
from analysis.measures.amounts import (
    find_instalment,
    group_rows,
    is_rounded_from,
    sum_instalments,
)
from analysis.measures.fund_amounts import list_rates
from analysis.measures.instalments import (
    accumulate_amounts,
    name_contracts,
    rank_instalment,
)
from analysis.measures.newest import rank_statement
from analysis.measures.same_contracts import keep_newest_contracts
from analysis.measures.used_funds import select_used_funds
from analysis.tables.columns import COLUMNS, PANDAS_TYPE
from analysis.tables.records import Record, list_numbered_records, list_records

NO_NUMERATOR = "no_actual"
NO_DENOMINATOR = "no_denominator"

PROJECT = ("county_code", "project_id")
RATE_COLUMNS = (
    *PROJECT, "rate_id", "numerator_kind", "numerator_cny", "numerator_low", "numerator_high",
    "numerator_is_partial", "denominator_kind", "denominator_cny", "denominator_sources",
    "denominator_is_partial", "as_of_date", "rate", "printed_rate", "printed_figure", "reason",
)  # fmt: skip
_INPUT_COLUMNS = [name for name in RATE_COLUMNS if name != "rate"]
TABLE = ("document_id", "table_id")
_ROW = (*TABLE, "row_id")
_TREE = ("row_role", "parent_row")
_TABLE_COLUMNS = (*PROJECT, *TABLE, "as_of_date", "document_date", "paid_cny")
# Columns of each table that rates are made of.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "projects": PROJECT,
    "lines": (*PROJECT, *_ROW, *_TREE, "as_of_date", "planned_cny", "paid_cny", "printed_rate",
              "printed_figure"),
    "contracts": (*PROJECT, *_ROW, *_TREE, "as_of_date", "contract_cny"),
    "payments": (*PROJECT, "contract_ids", "instalment", "status", "as_of_date", "document_date",
                 "amount_cny"),
    "appropriations": (*PROJECT, "funds_source", "appropriation_cny"),
}  # fmt: skip


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
    """The lines of each project's newest fund table that reports payments, or else newest plan.

    Args:
        budget: rows of the table ``budget``.

    Returns:
        The tables' rows with ``paid_rate`` (paid ÷ planned), ``rate_reason`` and
        ``printed_figure`` (name of the printed rate; missing if no rate is printed).
    """
    rows = list_numbered_records(budget, _TABLE_COLUMNS)
    newest = _select_newest_tables(rows)
    is_newest = [newest[_find_project(row)] == _find_table(row) for row in rows]
    lines = budget[np.array(is_newest, dtype="bool")].reset_index(drop=True)
    rates = compute_rate(lines["paid_cny"], lines["planned_cny"])
    figures = [
        None if math.isnan(row["printed_rate"]) else name_figure(*_find_row(row), "rate")
        for row in list_records(lines[[*_ROW, "printed_rate"]])
    ]
    return lines.assign(
        paid_rate=rates["rate"],
        rate_reason=rates["reason"],
        printed_figure=pd.Series(figures, index=lines.index, dtype="str"),
    )


def _select_newest_tables(rows: list[Record]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Document and table of each project's newest fund table."""
    tables: dict[tuple[str, ...], dict[tuple[str, ...], Record]] = {}
    for row in rows:
        own = tables.setdefault(_find_project(row), {})
        table = own.setdefault(_find_table(row), {**row, "has_paid": False})
        table["as_of_date"] = max(table["as_of_date"], row["as_of_date"])
        if not math.isnan(row["paid_cny"]):
            table["has_paid"] = True
    return {
        project: _find_table(max(own.values(), key=_rank_table)) for project, own in tables.items()
    }


def _rank_table(table: Record) -> tuple[object, ...]:
    return table["has_paid"], *rank_statement(table)


def _find_project(row: Record) -> tuple[str, str]:
    return row["county_code"], row["project_id"]


def _find_table(row: Record) -> tuple[str, str]:
    return row["document_id"], row["table_id"]


def _find_row(row: Record) -> tuple[str, str, str]:
    return row["document_id"], row["table_id"], row["row_id"]


def compute_rates(
    projects: pd.DataFrame,
    lines: pd.DataFrame,
    contracts: pd.DataFrame,
    payments: pd.DataFrame,
    appropriations: pd.DataFrame,
    series: pd.DataFrame,
) -> pd.DataFrame:
    """All rates of each project; one that cannot be computed has a reason.

    Args:
        projects: rows of ``projects``; one that no other table names has reasons only.
        lines: what :func:`compute_lines` returns.
        contracts: rows of ``contracts``.
        payments: rows of ``payments``.
        appropriations: rows of ``appropriations``; only the programme's fund (central or
            provincial) is a denominator, not what the county adds.
        series: rows of ``series``.

    Returns:
        Rows keyed by county_code, project_id and rate_id: numerator_kind, numerator_cny,
        numerator_low and numerator_high (what the printed amount used stands for),
        numerator_is_partial (parts of it are reported, but no total can be made of them),
        denominator_kind, denominator_cny, denominator_sources (sources of the appropriation that
        count, separated by semicolons), denominator_is_partial, as_of_date (of the numerator),
        rate (fraction), printed_rate, printed_figure (its name), reason. ``used`` is what the
        monthly form reports as used: it proves neither a payment nor a request. In a county with
        several projects it counts for the one that it is reported for; if that is not said, for
        none.
    """
    contracts, payments = keep_newest_contracts(contracts, payments)
    frames = {"projects": projects, "lines": lines, "contracts": contracts, "payments": payments,
              "appropriations": appropriations}  # fmt: skip
    grouped = {
        name: group_rows(list_numbered_records(frame, _COLUMNS[name]), PROJECT)
        for name, frame in frames.items()
    }
    keys = list(dict.fromkeys(key for groups in grouped.values() for key in groups))
    used = select_used_funds(series, keys)
    rows = [
        row
        for key in keys
        for row in list_rates(
            key, {name: groups.get(key, []) for name, groups in grouped.items()}, used[key]
        )
    ]
    rates = _make_frame(rows)
    computed = compute_rate(rates["numerator_cny"], rates["denominator_cny"])
    reason = rates["reason"].fillna(computed["reason"])
    return rates.assign(rate=computed["rate"], reason=reason)[list(RATE_COLUMNS)]


def _make_frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Rows of :func:`list_rates` as a frame."""
    values = zip(*rows, strict=True) if rows else ([] for _ in _INPUT_COLUMNS)
    return pd.DataFrame(
        {
            name: _make_array(name, column)
            for name, column in zip(_INPUT_COLUMNS, values, strict=True)
        }
    )


def _make_array(name: str, values: Sequence[object]) -> ExtensionArray | np.ndarray:
    dtype = PANDAS_TYPE[COLUMNS[name].kind]
    if dtype.startswith("datetime"):
        return np.array(values, dtype="int64").view(dtype)
    return np.array(values, dtype=dtype) if dtype == "float64" else pd.array(values, dtype=dtype)


def is_used_as_requested(rates: pd.DataFrame) -> bool:
    """Whether a project's amount reported as used is the amount requested, rounded as printed.

    An amount of 0 that a form reports as used is never the amount requested: nothing was used.

    Args:
        rates: what :func:`compute_rates` returns, of one project.
    """
    rows = {row["numerator_kind"]: row for row in list_records(rates)}
    if not {"used", "requested"} <= rows.keys():
        return False
    used, requested = rows["used"], rows["requested"]["numerator_cny"]
    if math.isnan(requested) or not used["numerator_cny"] > 0:
        return False
    ends = used["numerator_low"], used["numerator_high"]
    return is_rounded_from(used["numerator_cny"], requested, *ends)


def compute_instalments(payments: pd.DataFrame, contracts: pd.DataFrame) -> pd.DataFrame:
    """Instalments by county and project, ordered by the date of their status.

    Args:
        payments: rows of ``payments``.
        contracts: rows of ``contracts``.

    Returns:
        The rows with ``contracts_zh`` and ``contracts_en`` (labels of the contracts covered,
        separated by semicolons),
        ``is_repeat`` (the same instalment is also reported in another status) and
        ``cumulative_cny`` (sum of the project's instalments in the row's status up to the row,
        each added once; missing from the first instalment on whose amount is unknown).
    """
    contracts, payments = keep_newest_contracts(contracts, payments)
    unordered = list_records(payments)
    order = sorted(range(len(unordered)), key=lambda place: rank_instalment(unordered[place]))
    ordered = payments.iloc[order].reset_index(drop=True)
    rows = [unordered[place] for place in order]
    statuses: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        statuses.setdefault(find_instalment(row), set()).add(row["status"])
    names = {
        column.replace("label", "contracts"): pd.array(
            name_contracts(rows, contracts, column), dtype="str"
        )
        for column in contracts.columns
        if column.startswith("label_")
    }
    return ordered.assign(
        **names,
        is_repeat=[len(statuses[find_instalment(row)]) > 1 for row in rows],
        cumulative_cny=accumulate_amounts(rows),
    )


def compute_contracts(contracts: pd.DataFrame, payments: pd.DataFrame) -> pd.DataFrame:
    """Contracts with the amounts requested and paid on each.

    An instalment that covers several contracts in one amount cannot be split: its amount counts
    for none of them, but it counts as an instalment of each.

    Returns:
        The rows of ``contracts``, of a contract that several tables report the newest one, with
        ``requested_cny``, ``paid_cny`` (missing if nothing is
        reported) and ``instalments`` (number of instalments reported).
    """
    contracts, payments = keep_newest_contracts(contracts, payments)
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
