"""Claims about fund tables: total rows, rates, shares and limits of payments."""

import pandas as pd

from analysis.consistency.claims import Claims, chain_claims, make_claims
from analysis.consistency.identities.row_trees import claim_sums

TABLE = ["document_id", "table_id"]
AMOUNTS = ("planned", "paid")
# Why a difference need not be an error.
PLAN_CHANGED = "plan_changed"


def claim_totals(tables: dict[str, pd.DataFrame]) -> Claims:
    """Totals, subtotals and lines with parts of fund and contract tables are the sum of these."""
    budget, contracts = tables["budget"], tables["contracts"]
    return chain_claims(
        [
            *(claim_sums(budget, column, f"{column}_cny") for column in AMOUNTS),
            claim_sums(contracts, "amount", "contract_cny"),
            claim_sums(contracts, "tendered", "tendered_cny"),
        ]
    )


def claim_rates(tables: dict[str, pd.DataFrame]) -> Claims:
    """The printed rate of a line, or of the total row, is paid ÷ planned."""
    budget = tables["budget"]
    printed = budget[budget["printed_rate"].notna()]
    columns = {"at_rate": "at", "at_paid": "paid", "at_planned": "planned"}
    return make_claims(printed[list(columns)].rename(columns=columns), "rate", "paid / planned")


def claim_paid_limits(tables: dict[str, pd.DataFrame]) -> Claims:
    """The amount paid on a line does not exceed the amount planned for it.

    The plan may have been raised since: a higher payment is for review.
    """
    budget = tables["budget"]
    with_amounts = budget[budget["paid_cny"].notna() & budget["planned_cny"].notna()]
    rows = with_amounts[["at_paid", "at_planned"]].rename(
        columns={"at_paid": "at", "at_planned": "planned"}
    )
    return make_claims(rows, "paid_limit", "planned", relation="le", innocent=PLAN_CHANGED)


def claim_shares(tables: dict[str, pd.DataFrame]) -> Claims:
    """A printed share is the line ÷ the total of the table; all shares add up to 100 %.

    Only of the total and the rows right below it: the share of a further level may be one of the
    row that it is part of.
    """
    budget = tables["budget"]
    reporting = budget[budget.groupby(TABLE)["printed_share"].transform("count") > 0]
    # Positions of rows change where others are left out.
    parents = budget["row_role"].to_numpy()[reporting["parent_at"].to_numpy()]
    is_total = (reporting["row_role"] == "total").to_numpy()
    is_below = (reporting["parent_at"].to_numpy() < 0) | (parents == "total")
    is_line = is_below & reporting["row_role"].isin(("line", "subtotal")).to_numpy()
    located = reporting.assign(at=reporting["at_share"], planned=reporting["at_planned"])
    is_kept = (is_total | is_line) & ~reporting["is_suspended"].to_numpy()
    kept, lines = located[is_kept], located[is_line & is_kept]
    return chain_claims(
        [_claim_each_share(kept, kept["row_role"] == "total"), _claim_all_shares(lines)]
    )


def _claim_each_share(located: pd.DataFrame, is_total: pd.Series) -> Claims:
    printed = located[located["printed_share"].notna()]
    # The whole is the printed total row, or else the sum of all lines.
    has_total = is_total.groupby([located[name] for name in TABLE]).transform("any")
    wholes = located[is_total | ~has_total]
    operands = printed[[*TABLE, "at"]].merge(
        wholes[[*TABLE, "planned"]].rename(columns={"planned": "operand_at"}), on=TABLE
    )
    rows = printed[["at"]].assign(part=printed["planned"])
    whole = operands[["at", "operand_at"]].assign(operand="whole")
    return make_claims(rows, "share", "part / whole", [whole])


def _claim_all_shares(lines: pd.DataFrame) -> Claims:
    complete = lines[lines.groupby(TABLE)["printed_share"].transform("size") > 1]
    complete = complete[
        complete["printed_share"]
        .notna()
        .groupby([complete[name] for name in TABLE])
        .transform("all")
    ]
    last = complete.drop_duplicates(TABLE, keep="last")
    others = last[[*TABLE, "at"]].merge(
        complete[[*TABLE, "at"]].rename(columns={"at": "operand_at"}), on=TABLE
    )
    others = others[others["at"] != others["operand_at"]]
    operands = others[["at", "operand_at"]].assign(operand="others")
    return make_claims(last[["at"]], "shares", "1 - others", [operands])
