"""Concerns about the fund: statuses of instalments, what is not reported as paid or requested."""

import math
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from analysis.measures.amounts import find_instalment
from analysis.measures.concerns.concern import Concern, read_project
from analysis.measures.disbursement import is_used_as_requested
from analysis.measures.evidence import Evidence
from analysis.measures.row_sums import find_leaves
from analysis.tables.records import Record, list_records

# Rates of which each project's own is a headline figure.
HEADLINE_RATES = ("paid_of_planned", "paid_of_contract", "used_of_appropriation")
# In the order in which an instalment passes through them.
_STATUSES = ("requested", "submitted", "paid")


def find_rates_without_amounts(evidence: Evidence) -> Iterator[Concern]:
    """A rate that is printed without its amounts, where no headline rate can be computed."""
    for project_id in evidence.project_ids:
        rows = [
            row
            for row in evidence.rate_rows
            if row["project_id"] == project_id and row["rate_id"] in HEADLINE_RATES
        ]
        if any(pd.notna(row["rate"]) for row in rows):
            continue
        printed = [row for row in rows if isinstance(row.get("printed"), str)]
        if printed:
            yield Concern("rate_without_amounts", "not_computable", tuple(printed[:1]), project_id)


def find_instalments(evidence: Evidence) -> Iterator[Concern]:
    """An instalment in several statuses whose amounts differ or that dates do not order.

    Requested in March and paid in May is a course of events; submitted in November and paid
    without a date is not.
    """
    groups: dict[tuple[str, ...], list[Record]] = {}
    for row in evidence.instalment_rows:
        if row["is_repeat"] and row["status"] != "retained":
            groups.setdefault(find_instalment(row), []).append(row)
    for rows in groups.values():
        if len(rows) > 1 and not _is_in_order(rows):
            yield Concern("instalment_statuses", "for_review", tuple(rows), read_project(rows[0]))


def _is_in_order(rows: list[Record]) -> bool:
    amounts = {row["amount_cny"] for row in rows if pd.notna(row["amount_cny"])}
    if len(amounts) > 1 or any(pd.isna(row["status_date"]) for row in rows):
        return False
    ordered = sorted(rows, key=lambda row: _STATUSES.index(row["status"]))
    return all(
        one["status"] == two["status"] or one["status_date"] <= two["status_date"]
        for one, two in pairwise(ordered)
    )


def find_unpaid(evidence: Evidence) -> Iterator[Concern]:
    """Money used, requested, contracted or planned of which no document says what was paid."""
    for project_id in evidence.project_ids:
        rows = {
            row["rate_id"]: row for row in evidence.rate_rows if row["project_id"] == project_id
        }
        planned, used = rows.get("paid_of_planned"), rows.get("used_of_appropriation")
        if planned is None or used is None or not math.isnan(planned["numerator_cny"]):
            continue
        if planned["numerator_is_partial"] or isinstance(planned.get("printed"), str):
            continue
        amounts = {
            "used": used["numerator_cny"] or math.nan,
            "requested": rows["requested_of_contract"]["numerator_cny"],
            "contracted": rows["requested_of_contract"]["denominator_cny"],
            "planned": planned["denominator_cny"],
        }
        known = {name: amount for name, amount in amounts.items() if not math.isnan(amount)}
        if known:
            own = evidence.rates[evidence.rates["project_id"] == project_id]
            known["is_as_requested"] = is_used_as_requested(own)
            yield Concern("paid_not_reported", "for_review", (used,), project_id, known)


def find_contracts(evidence: Evidence) -> Iterator[Concern]:
    """Contracts without a request or payment, where other contracts of the project have one."""
    single = list_records(evidence.contracts, find_leaves(evidence.contracts))
    for project_id in dict.fromkeys(row["project_id"] for row in single):
        own = [row for row in single if row["project_id"] == project_id]
        without = [row for row in own if row["instalments"] == 0]
        if without and len(without) < len(own):
            yield Concern(
                "contract_without_request", "for_review", tuple(without), read_project(own[0])
            )
