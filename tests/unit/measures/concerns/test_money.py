"""What needs a look in the fund: each rule where it speaks, and where it must be silent."""

import pytest

from analysis.measures.concerns import list_concerns
from tests.unit.measures.evidence_frames import DOCUMENT, OTHER, PROJECT, evidence_of, form

CONTRACT = {"row_id": "k1", "contract_id": "k1", "contract_cny": 100}
BOTH = ({"project_id": PROJECT}, {"project_id": OTHER, "level": "nation", "year": "2021"})


def find(rule, **tables):
    """The concerns of one rule."""
    return [one for one in list_concerns(evidence_of(**tables)) if one.rule == rule]


def total(planned=None, paid=None, **more):
    """The total of a fund table, with a printed rate."""
    return {"row_id": "total", "row_role": "total", "planned_cny": planned, "paid_cny": paid,
            "printed_rate": 0.7, **more}  # fmt: skip


PRINTED = {"figure": f"{DOCUMENT}/fund/total/rate", "printed": "70.00%"}


@pytest.mark.parametrize(
    ("planned", "paid", "printed", "speaks"),
    [
        (None, None, True, True),
        (100, None, True, True),
        (100, 70, True, False),
        (None, None, False, False),
    ],
)
def test_a_printed_rate_that_no_amounts_bear_out_is_a_concern(planned, paid, printed, speaks):
    budget = [total(planned, paid) | ({} if printed else {"printed_rate": None})]
    found = find("rate_without_amounts", budget=budget, figures=[PRINTED] if printed else [])
    assert [one.rows[0]["printed"] for one in found] == ["70.00%"] * speaks


def test_a_printed_rate_is_none_where_the_use_of_the_fund_can_be_calculated():
    known = {
        "series": [form("funds_used_cumulative", 50)],
        "appropriations": [{"appropriation_cny": 100}],
    }
    assert not find("rate_without_amounts", budget=[total()], figures=[PRINTED], **known)


def pay(status, amount=50, date="2021-03-01", **more):
    """An instalment in a status."""
    return {"row_id": f"{status}-{date}-{amount}", "status": status, "amount_cny": amount,
            "status_date": date, **more}  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "speaks"),
    [
        ((pay("requested"), pay("paid", date="2021-05-01")), False),
        ((pay("requested"), pay("submitted"), pay("paid")), False),
        ((pay("paid"), pay("paid", date="2021-05-01")), False),
        ((pay("submitted", date="2021-05-01"), pay("paid")), True),
        ((pay("submitted"), pay("paid", date=None)), True),
        ((pay("requested"), pay("paid", amount=49, date="2021-05-01")), True),
        ((pay("paid"),), False),
        ((pay("requested"), pay("paid", date=None, instalment="2")), False),
        ((pay("paid"), pay("retained", date=None)), False),
    ],
)
def test_statuses_are_a_concern_unless_dates_order_them_and_amounts_agree(rows, speaks):
    found = find("instalment_statuses", contracts=[CONTRACT], payments=rows)
    assert len(found) == speaks
    assert all(len(one.rows) == len(rows) for one in found)


@pytest.mark.parametrize(
    ("tables", "named"),
    [
        ({"series": [form("funds_used_cumulative", 50)]}, {"used": 50}),
        ({"contracts": [CONTRACT], "payments": [pay("requested")]},
         {"requested": 50, "contracted": 100}),
        ({"contracts": [CONTRACT]}, {"contracted": 100}),
        ({"budget": [total(100)]}, {"planned": 100}),
    ],
)  # fmt: skip
def test_money_without_a_paid_amount_is_a_concern_with_the_amounts_that_are_known(tables, named):
    facts = [dict(one.facts) for one in find("paid_not_reported", **tables)]
    assert facts == [{**named, "is_as_requested": False}]


@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"budget": [total(100, 70)]},
        {"contracts": [CONTRACT], "payments": [pay("paid")]},
        {"series": [form("funds_used_cumulative", 0)]},
        # Some lines report what was paid.
        {"budget": [{"row_id": "l1", "planned_cny": 60, "paid_cny": 30},
                    {"row_id": "l2", "planned_cny": 40}]},
        # The document gives the rate.
        {"budget": [total(100)], "figures": [PRINTED]},
    ],
)  # fmt: skip
def test_money_is_no_concern_where_a_payment_or_nothing_is_reported(tables):
    assert find("paid_not_reported", **tables) == []


def test_what_is_used_is_told_to_be_what_was_requested_if_it_rounds_to_it():
    used = form("funds_used_cumulative", 50, low=49.5, high=50.5)
    tables = {"contracts": [CONTRACT], "series": [used]}
    for amount, is_same in ((50.2, True), (51.2, False)):
        (found,) = find("paid_not_reported", payments=[pay("requested", amount)], **tables)
        assert found.facts["is_as_requested"] is is_same


@pytest.mark.parametrize(
    ("covered", "named"), [((), []), (("k1",), ["k2"]), (("k1", "k2"), []), (("k1;k2",), [])]
)
def test_a_contract_without_request_is_a_concern_beside_one_that_has_one(covered, named):
    payments = [pay("requested", contract_ids=ids, row_id=ids) for ids in covered]
    contracts = [CONTRACT, {**CONTRACT, "row_id": "k2", "contract_id": "k2"}]
    found = find("contract_without_request", contracts=contracts, payments=payments)
    assert [[row["contract_id"] for row in one.rows] for one in found] == ([named] if named else [])


def test_a_contract_of_another_project_does_not_make_one_a_concern():
    contracts = [CONTRACT, {**CONTRACT, "row_id": "k2", "contract_id": "k2", "project_id": OTHER}]
    tables = {"projects": BOTH, "contracts": contracts, "payments": [pay("requested")]}
    assert find("contract_without_request", **tables) == []


def test_a_sum_of_contracts_is_not_one_without_request():
    contracts = [CONTRACT, {"row_id": "total", "contract_id": "all", "row_role": "total",
                            "contract_cny": 100}]  # fmt: skip
    payments = [pay("requested")]
    assert find("contract_without_request", contracts=contracts, payments=payments) == []


def test_each_project_has_its_own_concern():
    budget = [total(100), total(200, table_id="other", project_id=OTHER)]
    found = find("paid_not_reported", projects=BOTH, budget=budget)
    planned = {one.project_id: one.facts["planned"] for one in found}
    assert planned == {PROJECT: 100, OTHER: 200}
