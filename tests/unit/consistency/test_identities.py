"""Identities are found by structure: each holds where the figures do, and fails where not."""

import pytest

from analysis.consistency.identities import IDENTITIES
from analysis.consistency.identities.dates import check_dates

from .books import DOCUMENT, MAKERS, Book

GOOD, BAD, REVIEW, OPEN, CAPPED = "agrees", "contradicts", "for_review", "not_computable", "capped"


@pytest.mark.parametrize(
    ("paid", "verdicts"), [("70.00元", [GOOD, GOOD]), ("71.00元", [BAD, GOOD])]
)
def test_a_total_row_is_the_sum_of_its_lines(paid, verdicts):
    book = Book()
    book.line("a", "60.00元", "30.00元")
    book.line("b", "40.00元", "40.00元")
    book.line("total", "100.00元", paid, is_total=True)
    assert book.judge("total") == verdicts


def test_a_total_over_a_blank_line_cannot_be_computed():
    book = Book()
    book.line("a", "60.00元", "30.00元")
    book.line("b", "40.00元", "")
    book.line("total", "100.00元", "70.00元", is_total=True)
    assert book.judge("total") == [OPEN, GOOD]


def test_tables_are_added_up_each_by_itself():
    book = Book()
    for table_id, amount in (("t1", "5.00元"), ("t2", "7.00元")):
        book.line("a", amount, table_id=table_id)
        book.line("total", amount, is_total=True, table_id=table_id)
    assert book.judge("total") == [GOOD, GOOD]


@pytest.mark.parametrize(("rate", "verdict"), [("50.00%", GOOD), ("51.00%", BAD)])
def test_a_printed_rate_is_paid_over_planned(rate, verdict):
    book = Book()
    book.line("a", "60.00元", "30.00元", rate)
    assert book.judge("rate") == [verdict]


@pytest.mark.parametrize(("paid", "verdict"), [("60.00元", GOOD), ("61.00元", REVIEW)])
def test_what_is_paid_on_a_line_is_at_most_what_is_planned(paid, verdict):
    book = Book()
    book.line("a", "60.00元", paid)
    book.line("b", "60.00元")
    assert book.judge("paid_limit") == [verdict]


@pytest.mark.parametrize(("share", "verdicts"), [("35%", [GOOD, GOOD]), ("45%", [GOOD, BAD])])
def test_a_printed_share_is_the_line_over_all_lines_where_no_total_is_printed(share, verdicts):
    book = Book()
    book.line("a", "65.0元", share="65%")
    book.line("b", "35.0元", share=share)
    assert book.judge("share") == verdicts
    assert book.judge("shares") == verdicts[1:]


def test_a_printed_share_is_the_line_over_the_printed_total():
    book = Book()
    book.line("a", "65.0元", share="65%")
    book.line("b", "35.0元", share="35%")
    book.line("total", "200.0元", share="100%", is_total=True)
    assert book.judge("share") == [BAD, BAD, GOOD]


@pytest.mark.parametrize(("amount", "verdict"), [("30.00元", GOOD), ("31.00元", BAD)])
def test_an_instalment_is_its_share_of_the_contracts_it_covers(amount, verdict):
    book = Book()
    book.contract("k1", "60.00元")
    book.contract("k2", "40.00元")
    book.instalment("i1", amount, "30%", contracts="k1;k2")
    assert book.judge("instalment_share") == [verdict]


@pytest.mark.parametrize(("rest", "verdict"), [("70%", GOOD), ("60%", BAD)])
def test_the_shares_of_all_instalments_make_100_per_cent(rest, verdict):
    book = Book()
    book.contract("k1", "60.00元")
    book.instalment("i1", "18.00元", "30%")
    book.instalment("i2", "", rest, number="rest", status="retained")
    assert book.judge("shares") == [verdict]


@pytest.mark.parametrize(
    ("paid", "verdicts"), [("50.00元", [GOOD, GOOD]), ("55.00元", [REVIEW, GOOD])]
)
def test_the_instalments_paid_make_the_total_paid(paid, verdicts):
    book = Book()
    book.contract("k1", "100.00元")
    book.line("total", "100.00元", paid, is_total=True)
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


@pytest.mark.parametrize(
    ("completion", "target", "actual", "verdict"),
    [
        ("80%", "10个", "8个", GOOD),
        ("100%", "10个", "8个", BAD),
        ("100%", "10个", "12个", CAPPED),
        ("120%", "10个", "12个", GOOD),
        ("100%", "", "12个", OPEN),
    ],
)
def test_a_printed_completion_is_actual_over_target(completion, target, actual, verdict):
    book = Book()
    book.item("A1", completion, "count")
    book.condition("A1", "count", target, actual)
    assert book.judge("completion") == [verdict]


@pytest.mark.parametrize(
    ("rule", "completion", "verdict"),
    [
        ("a and b", "50%", GOOD),
        ("a and b", "100%", BAD),
        ("a or b", "100%", CAPPED),
        ("a or b", "150%", GOOD),
        ("a or b", "50%", BAD),
        ("words and b", "50%", GOOD),
        ("open and b", "100%", BAD),  # b alone falls short
        ("open and b", "50%", OPEN),
        ("open or b", "100%", OPEN),
        ("open or b", "40%", BAD),  # b alone does more
        ("words", "100%", OPEN),
    ],
)
def test_of_joined_conditions_the_least_or_the_greatest_counts(rule, completion, verdict):
    book = Book()
    book.item("A1", completion, rule)
    book.condition("A1", "a", "10个", "15个")
    book.condition("A1", "b", "10个", "5个")
    book.condition("A1", "open", "10个")
    book.condition("A1", "words")
    assert book.judge("completion") == [verdict]


def test_a_share_of_a_whole_is_completed_over_that_whole():
    book = Book()
    book.item("A1", "50%", "share")
    book.condition("A1", "share", "10%", "5人", whole="100人")
    assert book.judge("completion") == [GOOD]


def test_a_blank_result_that_prints_100_per_cent_cannot_be_computed():
    book = Book()
    book.item("A1", "100%", "words", result="")
    book.condition("A1", "words")
    assert book.judge("completion") == [OPEN]


@pytest.mark.parametrize(
    ("change", "verdict"),
    [("25.0%", GOOD), ("-25.0%", BAD), ("26.0%", BAD), ("1.25倍", GOOD), ("1.4倍", BAD)],
)
def test_a_printed_change_is_the_value_against_its_base(change, verdict):
    book = Book()
    book.fact("visitors", "125人", "2020-12-31", "2020-01-01", change, "2019")
    book.fact("visitors", "100人", "2019-12-31", "2019-01-01")
    book.fact("guests", "900人", "2019-12-31", "2019-01-01")
    assert book.judge("change") == [verdict]


def test_a_change_whose_base_nobody_reports_cannot_be_computed():
    book = Book().fact("visitors", "125人", "2020-12-31", "2020-01-01", "25.0%", "2019")
    assert book.judge("change") == [OPEN]


@pytest.mark.parametrize(
    ("older", "newer"), [("fox-2019-form", "owl-2020-report"), ("owl-2019-form", "fox-2020-report")]
)
def test_a_base_that_other_documents_report_is_that_of_the_newest(older, newer):
    book = Book()
    book.fact("visitors", "125人", "2020-12-31", "2020-01-01", "25.0%", "2019")
    base = ("2019-12-31", "2019-01-01")
    book.fact("visitors", "90人", *base, document_id=older, document_date="2020-01-31")
    book.fact("visitors", "100人", *base, document_id=newer, document_date="2020-06-30")
    assert book.judge("change") == [GOOD]


@pytest.mark.parametrize(("whole", "verdict"), [("100人", GOOD), ("101人", BAD)])
def test_a_whole_is_the_sum_of_its_parts(whole, verdict):
    book = Book()
    book.indicator("poor")
    book.indicator("able", part_of_indicator="poor")
    book.indicator("unable", part_of_indicator="poor")
    book.fact("poor", whole)
    book.fact("able", "60人")
    book.fact("able", "60人")  # printed twice, counted once
    book.fact("unable", "40人")
    assert book.judge("parts") == [verdict]


@pytest.mark.parametrize(("whole", "verdict"), [("61人", GOOD), ("59人", BAD)])
def test_a_whole_is_at_least_the_parts_that_are_reported(whole, verdict):
    book = Book()
    book.indicator("poor")
    book.indicator("able", part_of_indicator="poor")
    book.indicator("unable", part_of_indicator="poor")
    book.fact("poor", whole)
    book.fact("able", "60人")
    assert book.judge("parts") == [verdict]


def test_parts_of_another_day_are_not_added_up():
    book = Book()
    book.indicator("poor")
    book.indicator("able", part_of_indicator="poor")
    book.fact("poor", "50人")
    book.fact("able", "60人", end="2015-12-31")
    assert book.judge("parts") == []


@pytest.mark.parametrize(("mean", "verdict"), [("16.00元", GOOD), ("15.00元", BAD)])
def test_a_mean_is_weighted_by_what_its_weight_counts(mean, verdict):
    book = Book()
    book.indicator("income")
    book.indicator("income_able", part_of_indicator="income", weight="able")
    book.indicator("income_unable", part_of_indicator="income", weight="unable")
    for name, text in (("income", mean), ("income_able", "20.00元"), ("income_unable", "10.00元")):
        book.fact(name, text, start="2020-01-01")
    book.fact("able", "60人")
    book.fact("unable", "40人")
    assert book.judge("mean") == [verdict]


@pytest.mark.parametrize(("share", "innocent", "verdict"), [
    ("75%", None, GOOD), ("80%", None, BAD), ("80%", "several_per_village", REVIEW),
])  # fmt: skip
def test_a_coverage_is_its_numerator_over_its_denominator(share, innocent, verdict):
    book = Book()
    book.indicator(
        "coverage", unit="share", numerator_indicator="stations", denominator_indicator="villages",
        innocent=innocent,
    )  # fmt: skip
    book.fact("coverage", share)
    book.fact("stations", "150个")
    book.fact("villages", "200个", end="2020-10-31")  # the only one the document has
    assert book.judge("coverage") == [verdict]


@pytest.mark.parametrize(("part", "verdict"), [("51个", GOOD), ("1064个", BAD)])
def test_a_subset_is_at_most_the_whole(part, verdict):
    book = Book()
    book.indicator("demonstration", subset_of="cooperatives")
    book.fact("demonstration", part)
    book.fact("cooperatives", "1063个")
    assert book.judge("subset") == [verdict]


@pytest.mark.parametrize(("again", "verdict"), [("140个", GOOD), ("141个", BAD)])
def test_a_figure_that_is_repeated_is_the_same(again, verdict):
    book = Book()
    book.fact("stations", "140个")
    book.fact("stations", again)
    book.fact("stations_of_poor", "40个")
    book.fact("stations", "20个", end="2019-12-31")
    assert book.judge("repeat") == [verdict]


def test_the_coarser_of_two_repeated_figures_is_compared_with_the_finer():
    book = Book()
    book.fact("income", "250元")
    book.fact("income", "249.6元")
    assert book.judge("repeat") == [GOOD]


@pytest.mark.parametrize(
    ("end", "note", "verdicts"),
    [
        ("2021-01-31", "undated; the document date is taken", [REVIEW]),
        ("2021-01-31", "stock at the date", []),
        ("2021-03-31", "undated; the document date is taken", []),
    ],
)
def test_an_undated_figure_is_compared_with_one_dated_within_a_month(end, note, verdicts):
    book = Book()
    book.fact("stations", "140个", end="2021-01-15")
    book.fact("stations", "150个", end=end, period_note=note)
    assert book.judge("near") == verdicts


@pytest.mark.parametrize(("again", "verdict"), [("5000个", GOOD), ("500个", REVIEW)])
def test_a_target_that_is_repeated_differently_is_for_review(again, verdict):
    book = Book()
    book.target("trained", "5000个")
    book.target("trained", again)
    assert book.judge("repeat") == [verdict]


@pytest.mark.parametrize(("now", "verdicts"), [("30个", [GOOD]), ("29个", [BAD])])
def test_what_there_is_so_far_is_what_there_was_and_the_month(now, verdicts):
    book = Book()
    book.indicator("so_far", "since_start", month_indicator="month")
    book.indicator("month", "month")
    book.fact("so_far", "20个", end="2020-06-30")
    book.fact("so_far", now, end="2020-07-31")
    book.fact("month", "10个", end="2020-07-31", start="2020-07-01")
    assert book.judge("month") == verdicts


def test_a_yearly_sum_begins_anew_in_january():
    book = Book()
    book.indicator("so_far", "calendar_year", month_indicator="month")
    book.indicator("month", "month")
    book.fact("so_far", "90个", end="2019-12-31", start="2019-01-01")
    book.fact("so_far", "10个", end="2020-01-31", start="2020-01-01")
    book.fact("month", "10个", end="2020-01-31", start="2020-01-01")
    assert book.judge("month") == [GOOD]
    assert book.judge("cumulative") == []


@pytest.mark.parametrize(("later", "verdict"), [("20个", GOOD), ("19个", REVIEW)])
@pytest.mark.parametrize("accumulates", ["since_start", "calendar_year"])
def test_a_cumulative_figure_that_fell_is_for_review(later, verdict, accumulates):
    book = Book()
    book.indicator("trained", accumulates)
    start = "2020-01-01" if accumulates == "calendar_year" else None
    book.fact("trained", "20个", end="2020-06-30", start=start)
    book.fact("trained", later, end="2020-07-31", start=start)
    assert book.judge("cumulative") == [verdict]


@pytest.mark.parametrize(
    ("older", "newer"), [("fox-07-form", "owl-08-form"), ("owl-07-form", "fox-08-form")]
)
def test_a_month_that_two_documents_report_is_taken_from_the_newer(older, newer):
    book = Book()
    book.indicator("trained", "since_start")
    book.fact("trained", "20个", end="2020-06-30")
    book.fact("trained", "10个", "2020-07-31", document_id=older, document_date="2020-08-05")
    book.fact("trained", "30个", "2020-07-31", document_id=newer, document_date="2020-09-05")
    assert book.judge("cumulative") == [GOOD]


def test_a_stock_may_fall():
    book = Book()
    book.indicator("tenants", "stock")
    book.fact("tenants", "20个", end="2020-06-30")
    book.fact("tenants", "10个", end="2020-07-31")
    assert book.judge("cumulative") == []


@pytest.mark.parametrize(
    ("event", "verdicts"),
    [
        ({"start_date": "2020-03-01", "end_date": "2020-06-30"}, [GOOD]),
        ({"start_date": "2020-07-01", "end_date": "2020-06-30"}, [REVIEW]),
        ({"start_date": "2021-03-01", "event_kind": "milestone"}, [REVIEW]),  # after the document
        ({"start_date": "2021-03-01", "event_kind": "deadline"}, []),
    ],
)
def test_events_are_in_order(event, verdicts):
    book = Book()
    row = {"document_id": DOCUMENT, "table_id": "events", "row_id": "e1", "county_code": "990101"}
    book.rows["events"].append({**row, "event_kind": "phase", **event})
    assert check_dates(book.tables)["verdict"].tolist() == verdicts


@pytest.mark.parametrize(("paid", "verdict"), [("2020-05-31", GOOD), ("2020-02-28", REVIEW)])
def test_what_is_paid_was_awarded_before(paid, verdict):
    book = Book()
    book.contract("k1", "60.00元", award_date="2020-03-05")
    book.instalment("i1", "30.00元", status_date=paid)
    assert check_dates(book.tables)["verdict"].tolist() == [verdict]


@pytest.mark.parametrize(("paid", "verdict"), [("2020-06-30", GOOD), ("2020-04-30", REVIEW)])
def test_what_is_paid_was_asked_for_before(paid, verdict):
    book = Book()
    book.contract("k1", "60.00元")
    asked = {"status": "submitted", "status_date": "2020-05-31", "date_precision": "month"}
    book.instalment("asked", "30.00元", **asked)
    book.instalment("paid", "30.00元", status_date=paid)
    assert check_dates(book.tables)["verdict"].tolist() == [verdict]


def test_a_county_without_anything_makes_no_claim():
    assert [Book().judge(kind) for kind in MAKERS] == [[]] * len(MAKERS)


def test_every_identity_is_tested_here():
    assert {maker for makers in MAKERS.values() for maker in makers} == set(IDENTITIES)


@pytest.mark.parametrize(("total", "verdict"), [("30个", GOOD), ("31个", BAD)])
def test_a_column_that_covers_areas_is_their_sum(total, verdict):
    book = Book()
    for column, county, text in (("area_1", "990101", "10个"), ("area_2", "990102", "20个")):
        book.cell("stations", column, county, text)
    book.cell("stations", "total", "990100", total, covers="990101;990102")
    assert book.judge("areas") == [verdict]


def test_a_total_whose_areas_are_not_all_there_is_not_added_up():
    book = Book()
    book.cell("stations", "area_1", "990101", "10个")
    book.cell("stations", "total", "990100", "31个", covers="990101;990102")
    assert book.judge("areas") == []


def test_a_total_over_a_blank_area_cannot_be_computed():
    book = Book()
    book.cell("stations", "area_1", "990101", "10个")
    book.cell("stations", "area_2", "990102", "")
    book.cell("stations", "total", "990100", "10个", covers="990101;990102")
    assert book.judge("areas") == [OPEN]
