"""Claims about fund tables: total rows, rates, shares and limits of payments."""

import pandas as pd

from analysis.consistency.claims import Claims, chain_claims, make_claims

TABLE = ["document_id", "table_id"]
AMOUNTS = ("planned", "paid")
# Why a difference need not be an error.
PLAN_CHANGED = "plan_changed"


def claim_totals(tables: dict[str, pd.DataFrame]) -> Claims:
    """The total row of a fund table is the sum of its lines, planned and paid."""
    budget = tables["budget"]
    return chain_claims([_claim_total(budget, column) for column in AMOUNTS])


def _claim_total(budget: pd.DataFrame, column: str) -> Claims:
    # Only tables with the column; in these a blank cell is a line without an amount.
    reporting = budget[budget.groupby(TABLE)[f"{column}_cny"].transform("count") > 0]
    located = reporting.assign(at=reporting[f"at_{column}"])
    totals = located[located["row_role"] == "total"]
    lines = located[located["row_role"] != "of_which"]
    parts = totals[[*TABLE, "row_id", "at"]].merge(
        lines[[*TABLE, "parent_row", "at"]].rename(
            columns={"at": "operand_at", "parent_row": "row_id"}
        ),
        on=[*TABLE, "row_id"],
    )
    rows = totals.loc[totals["at"].isin(parts["at"]), ["at"]]
    operands = parts[["at", "operand_at"]].assign(operand="lines")
    return make_claims(rows, "total", "lines", [operands])


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
    """A printed share is the line ÷ the total of the table; all shares add up to 100 %."""
    budget = tables["budget"]
    reporting = budget[budget.groupby(TABLE)["printed_share"].transform("count") > 0]
    located = reporting.assign(at=reporting["at_share"], planned=reporting["at_planned"])
    is_total = located["row_role"] == "total"
    return chain_claims(
        [_claim_each_share(located, is_total), _claim_all_shares(located[~is_total])]
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
