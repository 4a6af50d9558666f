"""Contracts that several tables report: each counts once, with what the newest table says of it.

A later report lists the contracts of an earlier one again, under ids of its own. Two rows of
different tables of a project are about one contract if label and payee are the same, or payee and
amount; rows of one table never are.
"""

import math
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from analysis.measures.row_sums import LINE, TABLE
from analysis.tables.records import Record, list_numbered_records

PROJECT = ("county_code", "project_id")
_COLUMNS = (
    *PROJECT, *TABLE, "row_role", "contract_id", "label_zh", "payee_zh", "contract_cny",
    "as_of_date",
)  # fmt: skip
_Key = tuple[object, ...]


def keep_newest_contracts(
    contracts: pd.DataFrame, payments: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The contracts, each once, and the payments with the ids of these.

    Args:
        contracts: rows of ``contracts``.
        payments: rows of ``payments``.

    Returns:
        ``contracts`` without the rows of contracts that a newer table of the project reports too,
        and without totals of the tables that these rows are of; ``payments`` with ``contract_ids``
        of the rows that are left.
    """
    newer_ids, dropped = find_repeats(contracts)
    if not dropped:
        return contracts, payments
    is_kept = [contract_id not in dropped for contract_id in contracts["contract_id"].tolist()]
    kept = contracts[np.array(is_kept, dtype="bool")].reset_index(drop=True)
    renamed = [
        ";".join(dict.fromkeys(newer_ids.get(name, name) for name in ids.split(";")))
        for ids in payments["contract_ids"].tolist()
    ]
    ids = pd.Series(renamed, index=payments.index, dtype="str")
    return _cut_parents(kept), payments.assign(contract_ids=ids)


def find_repeats(contracts: pd.DataFrame) -> tuple[dict[str, str], set[str]]:
    """The contracts that a newer table of their project reports too.

    Args:
        contracts: rows of ``contracts``.

    Returns:
        The id of the newer row by that of the older one; the ids of the rows that do not count:
        the older ones, and the totals of their tables.
    """
    newer_ids: dict[str, str] = {}
    dropped: set[str] = set()
    if not _have_several_tables(contracts):
        return newer_ids, dropped
    tables: dict[_Key, dict[_Key, list[Record]]] = {}
    for row in list_numbered_records(contracts, _COLUMNS):
        own = tables.setdefault(tuple(row[name] for name in PROJECT), {})
        own.setdefault(_find_table(row), []).append(row)
    for own in tables.values():
        if len(own) > 1:
            _drop_repeats(list(own.values()), newer_ids, dropped)
    return newer_ids, dropped


def _have_several_tables(contracts: pd.DataFrame) -> bool:
    """Whether the contracts of any project are in more than one table."""
    tables: dict[_Key, _Key] = {}
    columns = [contracts[name].tolist() for name in (*PROJECT, *TABLE)]
    for county_code, project_id, *table in zip(*columns, strict=True):
        if tables.setdefault((county_code, project_id), tuple(table)) != tuple(table):
            return True
    return False


def _drop_repeats(tables: list[list[Record]], newer_ids: dict[str, str], dropped: set[str]) -> None:
    """Finds the rows of one project's tables that a newer table repeats.

    Args:
        tables: rows of each table.
        newer_ids: gets the id of the row that counts by that of the other one.
        dropped: gets the ids of the rows that do not count.
    """
    sums = {
        _find_table(row): {row["contract_id"] for row in rows if row["row_role"] != LINE}
        for rows in tables
        for row in rows
    }
    seen: list[Record] = []
    for rows in sorted(tables, key=_rank_table, reverse=True):
        lines = [row for row in rows if row["row_role"] == LINE]
        for older, newer in _pair_rows(lines, seen):
            # A row without an amount takes nothing from one that has it.
            kept, other = (newer, older) if _is_priced(newer) else (older, newer)
            newer_ids[other["contract_id"]] = kept["contract_id"]
            dropped |= {other["contract_id"]} | sums[_find_table(other)]
        seen = [row for row in (*seen, *lines) if row["contract_id"] not in dropped]
    for contract_id, kept_id in newer_ids.items():
        while kept_id in newer_ids:
            kept_id = newer_ids[kept_id]
        newer_ids[contract_id] = kept_id


def _pair_rows(lines: list[Record], seen: list[Record]) -> list[tuple[Record, Record]]:
    """Lines of a table, each with the row of a newer one that is about the same contract."""
    pairs: list[tuple[Record, Record]] = []
    # Rows that a newer row of the same name and with an amount is about.
    settled: set[str] = set()
    for find_key in (_name_contract, _price_contract):
        known = _index_unique(seen, find_key)
        for key, row in _index_unique(lines, find_key).items():
            if key in known and row["contract_id"] not in settled:
                pairs.append((row, known[key]))
                if _is_priced(known[key]):
                    settled.add(row["contract_id"])
    return pairs


def _is_priced(row: Record) -> bool:
    return not math.isnan(row["contract_cny"])


def _find_table(row: Record) -> _Key:
    return tuple(row[name] for name in TABLE)


def _rank_table(rows: list[Record]) -> _Key:
    return max((row["as_of_date"], row["document_id"], row["table_id"]) for row in rows)


def _name_contract(row: Record) -> _Key | None:
    """Label and payee of a contract, without spaces."""
    return _simplify(row["label_zh"]), _simplify(row["payee_zh"])


def _price_contract(row: Record) -> _Key | None:
    """Payee and amount of a contract; None if one is missing."""
    payee, amount = _simplify(row["payee_zh"]), row["contract_cny"]
    return (payee, amount) if payee and not math.isnan(amount) else None


def _simplify(text: object) -> str:
    return "".join(text.split()) if isinstance(text, str) else ""


def _index_unique(
    rows: Iterable[Record], find_key: Callable[[Record], _Key | None]
) -> dict[_Key, Record]:
    """The rows by key, without those that share theirs."""
    groups: dict[_Key | None, list[Record]] = {}
    for row in rows:
        groups.setdefault(find_key(row), []).append(row)
    return {key: same[0] for key, same in groups.items() if key and len(same) == 1}


def _cut_parents(contracts: pd.DataFrame) -> pd.DataFrame:
    """The contracts; those whose total or parent was dropped are part of none."""
    keys = [contracts[name].tolist() for name in (*TABLE, "row_id", "parent_row")]
    rows = list(zip(*keys, strict=True))
    known = {row[:3] for row in rows}
    parents = [row[3] if (*row[:2], row[3]) in known else None for row in rows]
    return contracts.assign(parent_row=pd.array(parents, dtype="str"))
