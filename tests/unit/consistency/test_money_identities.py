"""Claims about fund tables, contracts, instalments and appropriations."""

import pytest

from .books import BAD, GOOD, OPEN, REVIEW, Book


@pytest.mark.parametrize(
    ("paid", "verdicts"), [("70.00元", [GOOD, GOOD]), ("71.00元", [BAD, GOOD])]
)
def test_a_total_row_is_the_sum_of_its_lines(paid, verdicts):
    book = Book()
    book.line("a", "60.00元", "30.00元", within="total")
    book.line("b", "40.00元", "40.00元", within="total")
    book.line("total", "100.00元", paid, role="total")
    assert book.judge("total") == verdicts


def test_a_total_over_a_blank_line_cannot_be_computed():
    book = Book()
    book.line("a", "60.00元", "30.00元", within="total")
    book.line("b", "40.00元", "", within="total")
    book.line("total", "100.00元", "70.00元", role="total")
    assert book.judge("total") == [OPEN, GOOD]


def test_each_fund_table_is_added_up_on_its_own():
    book = Book()
    for table_id, amount in (("t1", "5.00元"), ("t2", "7.00元")):
        book.line("a", amount, table_id=table_id, within="total")
        book.line("total", amount, role="total", table_id=table_id)
    assert book.judge("total") == [GOOD, GOOD]


@pytest.mark.parametrize(("rate", "verdict"), [("50.00%", GOOD), ("51.00%", BAD)])
def test_a_printed_rate_is_paid_over_planned(rate, verdict):
    book = Book()
    book.line("a", "60.00元", "30.00元", rate)
    assert book.judge("rate") == [verdict]


@pytest.mark.parametrize(("paid", "verdict"), [("60.00元", GOOD), ("61.00元", REVIEW)])
def test_a_paid_amount_does_not_exceed_the_planned_amount(paid, verdict):
    book = Book()
    book.line("a", "60.00元", paid)
    book.line("b", "60.00元")
    assert book.judge("paid_limit") == [verdict]


@pytest.mark.parametrize(("share", "verdicts"), [("35%", [GOOD, GOOD]), ("45%", [GOOD, BAD])])
def test_a_printed_share_is_the_line_over_all_lines_without_a_total_row(share, verdicts):
    book = Book()
    book.line("a", "65.0元", share="65%")
    book.line("b", "35.0元", share=share)
    assert book.judge("share") == verdicts
    assert book.judge("shares") == verdicts[1:]


def test_a_printed_share_is_the_line_over_the_printed_total():
    book = Book()
    book.line("a", "65.0元", share="65%", within="total")
    book.line("b", "35.0元", share="35%", within="total")
    book.line("total", "200.0元", share="100%", role="total")
    assert book.judge("share") == [BAD, BAD, GOOD]


@pytest.mark.parametrize(("amount", "verdict"), [("30.00元", GOOD), ("31.00元", BAD)])
def test_an_instalment_is_its_share_of_the_contracts_it_covers(amount, verdict):
    book = Book()
    book.contract("k1", "60.00元")
    book.contract("k2", "40.00元")
    book.instalment("i1", amount, "30%", contracts="k1;k2")
    assert book.judge("instalment_share") == [verdict]


@pytest.mark.parametrize(("rest", "verdict"), [("70%", GOOD), ("60%", BAD)])
def test_the_shares_of_all_instalments_add_up_to_100_per_cent(rest, verdict):
    book = Book()
    book.contract("k1", "60.00元")
    book.instalment("i1", "18.00元", "30%")
    book.instalment("i2", "", rest, number="rest", status="retained")
    assert book.judge("shares") == [verdict]


@pytest.mark.parametrize(
    ("paid", "verdicts"), [("50.00元", [GOOD, GOOD]), ("55.00元", [REVIEW, GOOD])]
)
def test_the_instalments_paid_add_up_to_the_total_paid(paid, verdicts):
    book = Book()
    book.contract("k1", "100.00元")
    book.line("total", "100.00元", paid, role="total")
    book.instalment("i1", "30.00元")
    book.instalment("i2", "20.00元", number="2")
    # Reported once more, as submitted: counted once.
    book.instalment("i2_asked", "20.00元", number="2", status="submitted")
    book.fact("funds_paid_cumulative", "50.00元")
    assert book.judge("instalments") == [verdicts[1], verdicts[0]]


@pytest.mark.parametrize(("second", "verdict"), [("70.00元", GOOD), ("71.00元", BAD)])
def test_the_instalments_on_a_contract_are_at_most_its_amount(second, verdict):
    book = Book()
    book.contract("k1", "100.00元")
    book.instalment("i1", "30.00元", status="requested")
    book.instalment("i2", second, number="2", status="requested")
    assert book.judge("instalment_limit") == [verdict]


@pytest.mark.parametrize(("amount", "verdict"), [("60.00元", GOOD), ("60.02元", BAD)])
def test_contracts_and_plans_are_at_most_the_appropriation(amount, verdict):
    book = Book()
    book.fund("100元")
    book.contract("k1", "40.00元")
    book.contract("k2", amount)
    book.line("a", "40.00元")
    book.line("b", amount)
    assert book.judge("contract_limit") == [verdict]
    assert book.judge("plan_limit") == [verdict]


def test_a_contract_that_two_reports_list_counts_once_against_the_appropriation():
    book = Book()
    book.fund("100元")
    named = {"label_zh": "培训合同", "payee_zh": "甲公司"}
    book.contract("k1", "60.00元", **named)
    book.contract("k2", "60.00元", **named, document_id="later-report")
    assert book.judge("contract_limit") == [GOOD]


@pytest.mark.parametrize(("tendered", "verdict"), [("100元", GOOD), ("105元", REVIEW)])
def test_a_tender_that_differs_from_its_plan_lines_is_for_review(tendered, verdict):
    book = Book()
    book.line("a", "60元")
    book.line("b", "40元")
    book.contract("k1", "99.00元", tendered, plan_rows="a;b")
    assert book.judge("plan") == [verdict]


@pytest.mark.parametrize(("planned", "verdict"), [("99.0元", GOOD), ("98.0元", REVIEW)])
def test_a_fund_table_by_contract_repeats_the_contracts_of_each_payee(planned, verdict):
    book = Book()
    book.line("a", planned, payee_zh="甲公司", basis="contract")
    book.contract("k1", "99.00元", payee_zh="甲公司")
    book.contract("k2", "10.00元", payee_zh="乙公司")
    assert book.judge("contract_line") == [verdict]
