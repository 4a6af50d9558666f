"""Claims about instalments and contracts, and about contracts, appropriation and plan."""

import pandas as pd

from analysis.consistency.claims import NO_CLAIMS, Claims, chain_claims, make_claims
from analysis.consistency.identities.fund_tables import PLAN_CHANGED
from analysis.consistency.identities.prepared import make_key
from analysis.consistency.identities.row_trees import find_addends
from analysis.measures.same_contracts import find_repeats

# Why a difference need not be an error.
NOT_ALL_LISTED = "not_all_listed"
INSTALMENT = ["county_code", "project_id", "contract_ids", "instalment"]


def claim_instalment_shares(tables: dict[str, pd.DataFrame]) -> Claims:
    """The amount of an instalment is its printed share of the contracts it covers."""
    payments = tables["payments"]
    rows = payments[payments["printed_share"].notna() & payments["amount_cny"].notna()]
    located = pd.DataFrame({"at": rows["at_amount"], "share": rows["at_share"]})
    contracts = _list_contracts(rows.assign(at=located["at"]), tables["contracts"])
    whole = contracts.assign(operand="contracts")
    shares = make_claims(located, "instalment_share", "share * contracts", [whole])
    return chain_claims([shares, _claim_all_shares(payments)])


def _claim_all_shares(payments: pd.DataFrame) -> Claims:
    """The shares of the instalments of a contract add up to 100 % with the rest."""
    located = payments.assign(at=payments["at_share"])
    located = located[located["printed_share"].notna()].drop_duplicates(INSTALMENT)
    key = ["county_code", "project_id", "contract_ids"]
    rest = located[located["instalment"] == "rest"].drop_duplicates(key)
    others = rest[[*key, "at"]].merge(
        located.loc[located["instalment"] != "rest", [*key, "at"]].rename(
            columns={"at": "operand_at"}
        ),
        on=key,
    )
    rows = rest.loc[rest["at"].isin(others["at"]), ["at"]]
    operands = others[["at", "operand_at"]].assign(operand="others")
    return make_claims(rows, "shares", "1 - others", [operands])


def claim_instalment_totals(tables: dict[str, pd.DataFrame]) -> Claims:
    """Instalments reported as paid add up to the total paid and do not exceed the contracts."""
    payments = tables["payments"]
    listed = payments[payments["amount_cny"].notna()]
    located = listed.assign(amount=listed["at_amount"])
    paid = located[located["status"] == "paid"].drop_duplicates(INSTALMENT)
    # The total paid of a project is that of the total row of its fund table.
    budget = tables["budget"]
    totals = budget[(budget["row_role"] == "total") & budget["paid_cny"].notna()]
    totals = totals.assign(at=totals["at_paid"])
    return chain_claims(
        [
            _claim_paid(totals, paid, ["county_code", "project_id"]),
            _claim_paid(_select_paid_so_far(tables), paid, ["county_code"]),
            _claim_instalment_limits(located, tables["contracts"]),
        ]
    )


def _select_paid_so_far(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    series, projects = tables["series"], tables["projects"]
    rows = series[(series["indicator_id"] == "funds_paid_cumulative") & series["value"].notna()]
    # With several projects it is not known which one the figure is about.
    counts = projects.groupby("county_code")["project_id"].nunique()
    only = rows[rows["county_code"].map(counts).eq(1)]
    return only.assign(at=only["at_value"])


def _claim_paid(totals: pd.DataFrame, paid: pd.DataFrame, key: list[str]) -> Claims:
    if totals.empty or paid.empty:
        return NO_CLAIMS
    # Within one document only: an older total does not include newer instalments.
    key = [*key, "document_id"]
    parts = totals[[*key, "at"]].merge(paid[[*key, "amount"]], on=key)
    rows = totals.loc[totals["at"].isin(parts["at"]), ["at"]]
    operands = parts.rename(columns={"amount": "operand_at"}).assign(operand="instalments")
    # A report may list only its newest instalments, or not all that were paid.
    return make_claims(
        rows,
        "instalments",
        "instalments",
        [operands[["at", "operand", "operand_at"]]],
        innocent=NOT_ALL_LISTED,
    )


def _claim_instalment_limits(located: pd.DataFrame, contracts: pd.DataFrame) -> Claims:
    """The instalments of one or several contracts together do not exceed their amount."""
    unique_rows = located[located["status"] != "retained"].drop_duplicates(INSTALMENT)
    key = ["county_code", "project_id", "contract_ids"]
    first = unique_rows.drop_duplicates(key).assign(at=lambda rows: rows["amount"])
    others = _list_others(first, unique_rows, key)
    whole = _list_contracts(first, contracts).assign(operand="contracts")
    formula = _write_limit(first, others, "contracts")
    return make_claims(first[["at"]], "instalment_limit", formula, [others, whole], relation="le")


def claim_contract_limits(tables: dict[str, pd.DataFrame]) -> Claims:
    """All contracts of a project together do not exceed its appropriation.

    A contract that several reports list counts once.
    """
    contracts = tables["contracts"]
    _, repeated = find_repeats(contracts)
    located = contracts.assign(amount=contracts["at_amount"])
    is_counted = find_addends(contracts, "contract_cny") & contracts["contract_cny"].notna()
    is_counted &= ~contracts["contract_id"].isin(repeated)
    priced = located[is_counted]
    return _claim_limits(priced, ["project_id"], tables["appropriations"], "contract_limit")


def claim_plan_limits(tables: dict[str, pd.DataFrame]) -> Claims:
    """The lines of a fund table together do not exceed the appropriation of the project."""
    budget = tables["budget"]
    lines = budget[find_addends(budget, "planned_cny") & budget["planned_cny"].notna()]
    located = lines.assign(amount=lines["at_planned"])
    key = ["document_id", "table_id", "project_id"]
    return _claim_limits(located, key, tables["appropriations"], "plan_limit")


def _claim_limits(
    located: pd.DataFrame, key: list[str], appropriations: pd.DataFrame, kind: str
) -> Claims:
    """The amounts of each group together do not exceed the appropriations of its project."""
    priced = located[located["project_id"].isin(appropriations["project_id"])]
    first = priced.drop_duplicates(key).rename(columns={"amount": "at"})
    others = _list_others(first, priced, key)
    funds = first[["project_id", "at"]].merge(
        appropriations[["project_id", "at_figure"]].rename(columns={"at_figure": "operand_at"}),
        on="project_id",
    )
    return make_claims(
        first[["at"]],
        kind,
        _write_limit(first, others, "appropriation"),
        [others, funds[["at", "operand_at"]].assign(operand="appropriation")],
        relation="le",
    )


def _list_others(first: pd.DataFrame, located: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The other amounts in the group of each first amount, as operands."""
    others = first[[*key, "at"]].merge(located[[*key, "amount"]], on=key)
    others = others[others["at"] != others["amount"]]
    parts = others.rename(columns={"amount": "operand_at"}).assign(operand="others")
    return parts[["at", "operand", "operand_at"]]


def _write_limit(first: pd.DataFrame, others: pd.DataFrame, limit: str) -> pd.Series:
    has_others = first["at"].isin(others["at"])
    return pd.Series(limit, index=first.index).mask(has_others, f"{limit} - others")


def claim_plan_lines(tables: dict[str, pd.DataFrame]) -> Claims:
    """A tendered amount is the sum of the plan lines it covers; a table by contract repeats them.

    In a fund table that plans by contract, the line of a payee is the sum of the payee's contracts.
    A plan may change between two tables: a difference is for review.
    """
    return chain_claims([_claim_tenders(tables), _claim_payees(tables)])


def _claim_tenders(tables: dict[str, pd.DataFrame]) -> Claims:
    contracts, budget = tables["contracts"], tables["budget"]
    tendered = contracts[contracts["tendered_cny"].notna() & contracts["plan_rows"].notna()]
    tendered = tendered.assign(at=tendered["at_tendered"])
    plan = budget[(budget["basis"] == "plan") & (budget["row_role"] != "total")]
    plan = plan.assign(operand_at=plan["at_planned"])
    covered = tendered.assign(row_id=tendered["plan_rows"].str.split(";")).explode("row_id")
    covered["row_id"] = make_key(covered["row_id"], plan["row_id"])
    key = ["document_id", "project_id", "row_id"]
    lines = covered[[*key, "at"]].merge(plan[[*key, "operand_at"]], on=key)
    rows = tendered.loc[tendered["at"].isin(lines["at"]), ["at"]]
    operands = lines[["at", "operand_at"]].assign(operand="plan_lines")
    return make_claims(rows, "plan", "plan_lines", [operands], innocent=PLAN_CHANGED)


def _claim_payees(tables: dict[str, pd.DataFrame]) -> Claims:
    contracts, budget = tables["contracts"], tables["budget"]
    key = ["document_id", "project_id", "payee_zh"]
    is_line = (budget["row_role"] == "line") & (budget["basis"] == "contract")
    lines = budget[is_line & budget["planned_cny"].notna()]
    # The lines of a payee with several lines cannot be matched with its contracts.
    lines = lines[lines["payee_zh"].notna() & ~lines.duplicated(key, keep=False)]
    lines = lines.assign(at=lines["at_planned"])
    located = contracts[contracts["row_role"] == "line"]
    located = located.assign(operand_at=located["at_amount"])
    parts = lines[[*key, "at"]].merge(located[[*key, "operand_at"]], on=key)
    rows = lines.loc[lines["at"].isin(parts["at"]), ["at"]]
    operands = parts[["at", "operand_at"]].assign(operand="contracts")
    return make_claims(rows, "contract_line", "contracts", [operands], innocent=PLAN_CHANGED)


def _list_contracts(rows: pd.DataFrame, contracts: pd.DataFrame) -> pd.DataFrame:
    """Amounts of the contracts in ``contract_ids`` of each row, as operands of its ``at``."""
    amounts = contracts.assign(operand_at=contracts["at_amount"])
    covered = rows.assign(contract_id=rows["contract_ids"].str.split(";")).explode("contract_id")
    return covered[["at", "contract_id"]].merge(
        amounts[["contract_id", "operand_at"]], on="contract_id"
    )[["at", "operand_at"]]
