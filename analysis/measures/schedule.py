"""The share of contracts that is payable before acceptance, by the contracts' own instalments."""

import math

from analysis.tables.records import Record


def find_schedule(instalments: list[Record]) -> float:
    """The share that instalments before acceptance make together; NaN if it is not known.

    It is known where each such instalment prints its share, or where the retained rest prints its
    own. Only for a project whose instalments all cover the same contracts.

    Args:
        instalments: rows of what :func:`analysis.measures.disbursement.compute_instalments`
            returns, of one project.
    """
    if len({row["contract_ids"] for row in instalments}) != 1:
        return math.nan
    shares: dict[str, float] = {}
    rest = math.nan
    for row in instalments:
        share = row["printed_share"]
        if row["status"] == "retained":
            rest = share if not math.isnan(share) else rest
        elif row["instalment"] not in shares or not math.isnan(share):
            shares[row["instalment"]] = share
    if not math.isnan(rest):
        return 1 - rest
    total = math.fsum(shares.values()) if shares else math.nan
    return total if total < 1 else math.nan
