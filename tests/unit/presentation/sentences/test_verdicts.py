"""Whether the figures hold together: the summary, and each finding in one sentence."""

import math

import pytest

from analysis.presentation.findings import (
    explain_verdict,
    label_figure,
    show_printed,
    show_recomputed,
)
from analysis.presentation.formats import Words
from analysis.presentation.sentences.verdicts import (
    REMEDIES,
    describe_consistency,
    describe_finding,
    describe_findings,
    describe_review,
)
from analysis.tables.records import list_records
from tests.unit.presentation.sentence_frames import say_in_both, verdict, verdicts

REVIEW = {
    "review_status": "accepted",
    "review_reason": "the document prints it so",
    "decided_by": "analyst",
    "decided_date": "2021-09-09",
}
RATE = {
    "claim_kind": "rate", "column": "rate", "printed": "70.00", "unit": "share",
    "printed_unit": "%", "shown_formula": "349.923 ÷ 500", "recomputed": 0.699846,
    "recomputed_low": 0.6998, "recomputed_high": 0.69985,
}  # fmt: skip
COMPLETION = {
    **RATE, "claim_kind": "completion", "column": "completion", "printed": "100%",
    "shown_formula": "625 ÷ 500", "recomputed": 1.25, "recomputed_low": 1.249,
    "recomputed_high": 1.251,
}  # fmt: skip
DATES = {
    "outcome": "for_review", "claim_kind": "dates", "label_zh": "培训", "label_en": "Training",
    "column": "start", "printed": "2020年11月", "printed_unit": None,
    "shown_formula": "2020年3月", "reason": "out_of_order", "recomputed": math.nan,
}  # fmt: skip


def read_row(**columns):
    """One verdict as those who write sentences get it: a row of the typed frame."""
    outcome = columns.pop("outcome", "contradicts")
    (row,) = list_records(verdicts(verdict(outcome, **columns)))
    return row


def say_consistency(*rows) -> str:
    return say_in_both(lambda words: describe_consistency(verdicts(*rows), words))


def say_finding(**columns) -> str:
    return say_in_both(lambda words: describe_finding(read_row(**columns), words))


@pytest.mark.parametrize(
    "outcomes",
    [
        pytest.param([], id="none"),
        pytest.param(["agrees"], id="one that holds"),
        pytest.param(["agrees", "explained"], id="two that hold"),
        pytest.param(
            ["contradicts"] * 3 + ["for_review"] * 2 + ["not_computable"] * 4
            + ["capped", "explained", "agrees"], id="of every kind",
        ),
        pytest.param(["agrees"] * 1_200 + ["contradicts"] * 2, id="very many"),
    ],
)  # fmt: skip
def test_the_summary_counts_what_was_examined_and_what_does_not_hold(outcomes, snapshot):
    assert say_consistency(*map(verdict, outcomes)) == snapshot


@pytest.mark.parametrize("accepted", [1, 2])
def test_findings_that_an_analyst_accepted_are_counted(accepted, snapshot):
    reviewed = [verdict(**REVIEW) for _ in range(accepted)]
    others = [verdict(**{**REVIEW, "review_status": "confirmed"}), verdict()]
    assert say_consistency(*reviewed, *others) == snapshot


def test_verdicts_of_three_documents_are_counted_together():
    rows = [verdict("agrees", document_id=f"fox-{number}") for number in range(3)]
    (said,) = describe_consistency(verdicts(*rows), Words("en"))
    assert said.startswith("We made 3 checks: 0 did not match,")


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({}, id="a total"),
        pytest.param({"recomputed_low": 750_000, "recomputed_high": 750_000}, id="no interval"),
        pytest.param(RATE, id="a rate"),
        pytest.param({"outcome": "for_review", "reason": "plan_changed"}, id="To be checked"),
        pytest.param({**COMPLETION, "outcome": "capped"}, id="capped"),
        pytest.param({"outcome": "not_computable", "reason": "no_denominator",
                      "recomputed": math.nan}, id="Cannot be calculated"),
        pytest.param(DATES, id="dates"),
    ],
)  # fmt: skip
def test_a_finding_says_what_is_printed_what_others_give_and_why(columns, snapshot):
    assert say_finding(**columns) == snapshot


def test_a_figure_is_named_by_its_row_and_by_its_column_where_that_is_known():
    english, chinese = Words("en"), Words("zh")
    assert label_figure(read_row(), english) == "Total: paid"
    assert label_figure(read_row(), chinese) == "合计：已拨付"
    assert label_figure(read_row(column="value"), english) == "Total"
    assert label_figure(read_row(column=None), english) == "Total"
    assert label_figure(read_row(label_en=None), english) == "合计: paid"
    nameless = read_row(label_zh=None, label_en=None, column=None)
    assert label_figure(nameless, english) == "fox-1/disbursement/total/paid"


@pytest.mark.parametrize(
    ("printed", "unit", "shown"),
    [
        ("80.00", "万元", "80.00万元"),
        ("80.00万元", "万元", "80.00万元"),
        ("50.00%", "%", "50.00%"),
        ("50.00", None, "50.00"),
        (None, "万元", ""),
        ("80\n.00", "万元", "80 .00万元"),
    ],
)
def test_a_figure_is_shown_as_printed_with_its_unit_once(printed, unit, shown):
    assert show_printed(read_row(printed=printed, printed_unit=unit)) == shown


@pytest.mark.parametrize(
    ("columns", "chinese", "english"),
    [
        ({}, ("75万元", "74.99万～75.01万元"), ("CNY 750,000", "CNY 749,900 to CNY 750,100")),
        ({"recomputed": 750_000.44}, ("75万元", "74.99万～75.01万元"),
         ("CNY 750,000.44", "CNY 749,900 to CNY 750,100")),
        (RATE, ("69.9846%", "69.98%～69.985%"), ("69.9846%", "69.98% to 69.985%")),
        ({**RATE, "printed": "70"}, ("69.98%", "69.98%～69.99%"), ("69.98%", "69.98% to 69.99%")),
        ({"unit": "multiple", "printed": "4", "printed_unit": "倍", "recomputed": 4.1254,
          "recomputed_low": 4, "recomputed_high": 4.5},
         ("4.13倍", "4～4.5倍"), ("4.13 times", "4 to 4.5 times")),
        ({"unit": "person", "printed": "12", "printed_unit": "人", "recomputed": 13,
          "recomputed_low": 13, "recomputed_high": 13}, ("13人", ""), ("13 people", "")),
        ({"recomputed_high": math.inf}, ("75万元", ""), ("CNY 750,000", "")),
        ({"recomputed_low": math.nan}, ("75万元", ""), ("CNY 750,000", "")),
        ({"recomputed": math.nan}, ("", ""), ("", "")),
        ({"recomputed": -0.0, "recomputed_low": 0, "recomputed_high": 0},
         ("0万元", ""), ("CNY 0", "")),
    ],
)  # fmt: skip
def test_what_others_give_has_two_digits_more_than_printed_and_its_interval(
    columns, chinese, english
):
    row = read_row(**columns)
    assert show_recomputed(row, Words("zh")) == chinese
    assert show_recomputed(row, Words("en")) == english


@pytest.mark.parametrize("reason", ["several_per_village", "not_all_listed", "fell"])
def test_why_a_finding_for_review_may_be_innocent(reason, snapshot):
    row = read_row(outcome="for_review", reason=reason)
    assert say_in_both(lambda words: explain_verdict(row, words)) == snapshot


@pytest.mark.parametrize("gap", ["no_actual", "no_numeric_target", "blank", "unreadable_unit"])
def test_what_is_lacking_is_said_with_what_would_be_needed(gap, snapshot):
    row = read_row(outcome="not_computable", reason=gap)
    assert say_in_both(lambda words: explain_verdict(row, words)) == snapshot


@pytest.mark.parametrize("explanation", ["cut_off", "rounded", "rounded_or_cut", "qualified"])
def test_what_explains_a_difference_is_said(explanation, snapshot):
    row = read_row(outcome="explained", explanation=explanation)
    assert say_in_both(lambda words: explain_verdict(row, words)) == snapshot


@pytest.mark.parametrize("outcome", ["contradicts", "agrees"])
def test_where_the_numbers_say_it_no_reason_is_given(outcome):
    assert explain_verdict(read_row(outcome=outcome), Words("zh")) == ""


@pytest.mark.parametrize("status", ["open", "confirmed", "accepted"])
def test_an_analysts_word_has_role_date_and_reason(status, snapshot):
    row = read_row(**{**REVIEW, "review_status": status})
    assert say_in_both(lambda words: describe_review(row, words)) == snapshot


def test_without_an_analysts_word_nothing_is_said():
    assert describe_review(read_row(), Words("en")) == ""


def test_findings_are_those_chosen_in_their_order_with_what_an_analyst_said():
    rows = [
        verdict("agrees", claim_id="first"),
        verdict("for_review", claim_id="second", reason="fell", is_new=True),
        verdict("contradicts", claim_id="third", county_code="990102", **REVIEW),
    ]
    found = describe_findings(verdicts(*rows), ("contradicts", "for_review"), Words("en"))
    assert found.columns.tolist() == [
        "county_code", "verdict", "finding", "locator", "review", "is_new", "claim_id",
    ]  # fmt: skip
    assert found.index.tolist() == [0, 1]
    assert found["claim_id"].tolist() == ["second", "third"]
    assert found["county_code"].tolist() == ["990101", "990102"]
    assert found["is_new"].tolist() == [True, False]
    assert found["review"].tolist() == [
        "", "Accepted by analyst, 9 September 2021: the document prints it so",
    ]  # fmt: skip
    assert found.loc[0, "finding"].endswith(
        "The cumulative figure fell; it may have been corrected."
    )


def test_no_finding_is_a_frame_without_rows():
    found = describe_findings(verdicts(verdict("agrees")), ("contradicts",), Words("zh"))
    assert found.empty
    assert "finding" in found.columns


def test_each_verdict_that_asks_for_something_has_a_remedy(snapshot):
    assert sorted(REMEDIES) == ["contradicts", "for_review"]
    assert say_in_both(lambda words: list(map(words.gettext, REMEDIES.values()))) == snapshot


def test_relations_are_counted_so_that_the_numbers_add_up():
    (said,) = describe_consistency(verdicts(verdict()), Words("en"))
    assert said == ("We made 1 check: 1 did not match, 0 to be checked, 0 could not be calculated.")
    outcomes = ("contradicts", "for_review", "not_computable", "agrees", "explained", "capped")
    rows = [verdict(outcome, claim_id=outcome) for outcome in outcomes]
    (said,) = describe_consistency(verdicts(*rows), Words("zh"))
    assert said == "共核对勾稽关系6项：不一致1项，待核实1项，无法核算1项，其余未发现不一致。"


def test_a_limit_is_told_from_an_equality():
    at_most = read_row(relation="le", claim_kind="plan_limit", shown_formula="75.00")
    assert "75.00 gives at most CNY 750,000" in describe_finding(at_most, Words("en"))
    assert "按75.00应不超过75万元" in describe_finding(at_most, Words("zh"))
    at_least = read_row(relation="ge", claim_kind="cumulative", printed="70.00")
    assert "gives at least CNY 750,000" in describe_finding(at_least, Words("en"))


def test_what_explains_a_difference_is_a_whole_sentence():
    cut = read_row(**RATE, outcome="explained", explanation="cut_off")
    assert describe_finding(cut, Words("en")).endswith("). The figure is truncated, not rounded.")
    assert describe_finding(cut, Words("zh")).endswith("）。填报数为截尾，未四舍五入。")


def test_a_figure_that_is_left_blank_is_said_not_to_be_reported():
    blank = read_row(outcome="not_computable", reason="blank", printed=None)
    assert describe_finding(blank, Words("en")) == (
        "Total: paid (total row = sum of its lines): not reported; 30.00 + 45.00 gives "
        "CNY 750,000 (range CNY 749,900 to CNY 750,100). Blank; needed: the blank figure."
    )
