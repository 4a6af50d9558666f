"""Order, contracts and sums so far of instalments, for rows as dictionaries."""

import math

import pandas as pd

from analysis.measures.amounts import find_amount, find_instalment, group_instalments
from analysis.tables.records import Record

# What stands between the labels of the contracts that one instalment covers.
SEPARATOR = ";"


def name_contracts(rows: list[Record], contracts: pd.DataFrame, column: str) -> list[str | None]:
    """Labels, from a column, of the contracts that each instalment covers; None if one has none."""
    labels = dict(zip(contracts["contract_id"].tolist(), contracts[column].tolist(), strict=True))
    names = []
    for row in rows:
        covered = [labels.get(contract_id) for contract_id in row["contract_ids"].split(";")]
        known = [label for label in covered if isinstance(label, str)]
        names.append(SEPARATOR.join(known) if len(known) == len(covered) else None)
    return names


def rank_instalment(row: Record) -> tuple[object, ...]:
    """A sort key: by project, then by date; without a date last; then by number."""
    date, number = row["status_date"], row["instalment"]
    return (
        row["county_code"],
        row["project_id"],
        (1, 0) if date is pd.NaT else (0, date),
        (0, int(number)) if number.isdecimal() else (1, 0),
        row["row_id"],
        row["table_id"],
        row["document_id"],
    )


def accumulate_amounts(rows: list[Record]) -> list[float]:
    """For each row the sum of its project's instalments in its status so far."""
    amounts = {key: find_amount(same) for key, same in group_instalments(rows, "status").items()}
    counted: dict[tuple[str, ...], dict[tuple[str, ...], float]] = {}
    sums = []
    for row in rows:
        key = (row["status"], *find_instalment(row))
        in_status = counted.setdefault((row["status"], row["project_id"]), {})
        in_status[key] = amounts[key]
        sums.append(math.fsum(in_status.values()))
    return sums
