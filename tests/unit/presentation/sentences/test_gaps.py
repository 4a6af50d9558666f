"""What is missing and why: rates, instalments, conditions, blanks, topics and dates."""

from dataclasses import replace

import pytest

from analysis.presentation.formats import Words
from analysis.presentation.sentences.gaps import describe_gaps
from tests.unit.presentation.sentence_frames import (
    condition,
    conditions,
    fact,
    facts,
    instalment,
    instalments,
    rates,
    say_in_both,
)

COMPLETE_RATES = rates(
    paid=300_000,
    used=300_000,
    requested=300_000,
    contracted=600_000,
    planned=700_000,
    appropriation=800_000,
)
TOURISM = fact(101, topic="tourism", table_kind="statements")
PROFILE = fact(102, topic="profile", table_kind="statements")
REASONS = (
    "qualitative", "no_numeric_target", "no_actual", "no_denominator", "unreadable_unit",
    "result_without_number", "other_unit", "zero_target",
)  # fmt: skip


def list_gaps(words: Words, rate_rows=COMPLETE_RATES, paid=(), asked=(), known=()) -> list[str]:
    """The gaps of a county that lacks nothing but what a test gives.

    Args:
        words: language.
        rate_rows: the frame of rates.
        paid: rows of instalments.
        asked: rows of conditions.
        known: rows of facts, besides one on tourism and one on the profile.
    """
    known_facts = facts(TOURISM, PROFILE, *known)
    return describe_gaps(
        rate_rows, instalments(*paid), conditions(*asked), known_facts, words
    )  # fmt: skip


def say_gaps(**lacking) -> str:
    return say_in_both(lambda words: list_gaps(words, **lacking))


def test_where_nothing_is_missing_that_is_said(snapshot):
    paid, asked = [instalment()], [condition()]
    assert say_gaps(paid=paid, asked=asked, known=[fact()]) == snapshot


def test_where_nothing_is_reported_each_rate_and_topic_is_said(snapshot):
    said = say_in_both(
        lambda words: describe_gaps(rates(), instalments(), conditions(), facts(), words)
    )
    assert said == snapshot


def test_gaps_of_every_kind_stand_in_the_order_of_the_brief(snapshot):
    said = say_in_both(
        lambda words: describe_gaps(
            rates(paid=1, planned=2, contracted=3, appropriation=4, requested=5),
            instalments(instalment(amount_cny=None), instalment(2, status_date=None)),
            conditions(condition("A1", "no_actual")),
            facts(fact(1, value=None), fact(2, period_note="Undated; document date used")),
            words,
        )
    )
    assert said == snapshot


def test_a_rate_names_only_what_it_lacks(snapshot):
    lacking = rates(used=1, appropriation=2, requested=3, contracted=4)
    assert say_gaps(rate_rows=lacking) == snapshot


def test_a_rate_over_zero_lacks_another_denominator(snapshot):
    amounts = dict.fromkeys(("paid", "used", "requested", "contracted", "appropriation"), 100)
    assert say_gaps(rate_rows=rates(**amounts, planned=0)) == snapshot


@pytest.mark.parametrize("count", [1, 2, 5])
def test_instalments_without_amount_or_date_are_counted_and_named(count, snapshot):
    unpriced = [instalment(number, amount_cny=None) for number in range(1, count + 1)]
    undated = [instalment(number, status_date=None) for number in range(11, count + 11)]
    assert say_gaps(paid=[instalment(9), *unpriced, *undated]) == snapshot


@pytest.mark.parametrize("reason", REASONS)
def test_why_a_condition_has_no_completion_is_said(reason, snapshot):
    assert say_gaps(asked=[condition("A1"), condition("A2", reason)]) == snapshot


@pytest.mark.parametrize("reason", ["qualitative", "no_actual"])
def test_two_conditions_of_two_items_are_two(reason, snapshot):
    assert say_gaps(asked=[condition("A1", reason), condition("B1", reason)]) == snapshot


def test_items_stand_in_the_order_of_their_numbers_each_once():
    names = ["A10", "B1", "A2", "A2", "A1"]
    (said,) = list_gaps(Words("en"), asked=[condition(name, "no_actual") for name in names])
    assert said.endswith("5 conditions cannot be calculated (items A1, A2, A10, B1). "
                         "Reason: no result reported.")  # fmt: skip


def test_tables_and_reasons_are_counted_apart(snapshot):
    asked = [
        condition("A1", "no_actual"),
        condition("G1", "no_actual", table_id="goals"),
        condition("A2", "qualitative"),
        condition("A3", "no_actual"),
    ]
    assert say_gaps(asked=asked) == snapshot


@pytest.mark.parametrize("count", [1, 2, 5])
def test_blanks_of_the_form_are_named_and_are_not_zero(count, snapshot):
    blanks = [fact(number, value=None) for number in range(1, count + 1)]
    assert say_gaps(known=[fact(9, value=0), *blanks]) == snapshot


def test_blanks_elsewhere_and_of_other_areas_are_not_the_forms():
    other_table = fact(1, value=None, table_kind="statements")
    other_area = fact(2, value=None, covers="990101;990102")
    without = list_gaps(Words("en"))
    assert list_gaps(Words("en"), known=[other_table, other_area]) == without


def test_an_indicator_that_three_forms_leave_blank_is_named_once():
    blanks = [fact(1, document_id=f"fox-{number}", value=None) for number in range(1, 4)]
    (said,) = list_gaps(Words("en"), known=blanks)
    assert said == "Blank in the monthly form (not zero): Indicator 1."


@pytest.mark.parametrize("topic", ["tourism", "profile"])
def test_a_topic_is_missing_where_its_only_figure_is_blank(topic):
    known = {"tourism": TOURISM, "profile": PROFILE}
    blank = {**known[topic], "value": None}
    rows = [row for name, row in known.items() if name != topic]
    (said,) = describe_gaps(
        COMPLETE_RATES, instalments(), conditions(), facts(blank, *rows), Words("en")
    )
    assert said in (
        "No figures on tourism are reported.",
        "No area profile is reported.",
    )
    assert topic in said


@pytest.mark.parametrize("count", [1, 2, 12])
def test_figures_that_take_the_date_of_their_document_are_counted(count, snapshot):
    undated = [fact(number, period_note="Undated; document date used") for number in range(count)]
    dated = [fact(50), fact(51, period_note="the programme's first year")]
    assert say_gaps(known=[*undated, *dated]) == snapshot


def test_one_instalment_without_an_amount_in_two_statuses_is_one():
    twice = [instalment(1, status, amount_cny=None) for status in ("requested", "paid")]
    (said,) = list_gaps(Words("en"), paid=twice)
    assert said == "No amount is reported for 1 instalment: Instalment 1."


def test_an_instalment_with_an_amount_in_one_status_has_one():
    rows = [instalment(1, "requested"), instalment(1, "paid", amount_cny=None)]
    assert list_gaps(Words("en"), paid=rows) == list_gaps(Words("en"))


def test_a_status_that_another_document_dates_has_a_date():
    rows = [instalment(1), instalment(1, document_id="fox-2", status_date=None)]
    assert list_gaps(Words("en"), paid=rows) == list_gaps(Words("en"))


def test_two_conditions_of_one_item_are_of_one_item():
    (said,) = list_gaps(Words("en"), asked=[condition("A1", "no_actual")] * 2)
    assert said.endswith("2 conditions cannot be calculated (item A1). Reason: no result reported.")


def test_items_of_one_name_in_three_documents_are_told_apart():
    asked = [condition("A1", "no_actual", document_id=f"fox-{number}") for number in range(1, 4)]
    names = {f"fox-{number}": f"Report {number}" for number in range(1, 4)}
    said = list_gaps(replace(Words("en"), document_names=names), asked=asked)
    assert said == [
        f"Report {number}, Progress table: 1 condition cannot be calculated (item A1). "
        "Reason: no result reported."
        for number in range(1, 4)
    ]


def test_conditions_of_two_projects_stand_under_their_names():
    asked = [
        condition("A1", "no_actual", project_id=project, document_id=document)
        for project, document in (("p-2", "fox-2"), ("p-1", "fox-1"))
    ]
    names = {"fox-1": "Report 1", "fox-2": "Report 2"}
    said = describe_gaps(
        COMPLETE_RATES, instalments(), conditions(*asked), facts(TOURISM, PROFILE),
        replace(Words("en"), document_names=names), {"p-1": "First", "p-2": "Second"},
    )  # fmt: skip
    assert [sentence.split(" (")[0] for sentence in said] == [
        "First: Progress table: 1 condition cannot be calculated",
        "Second: Progress table: 1 condition cannot be calculated",
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["A1"], "1 condition cannot be calculated (item A1). Reason: no result reported."),
        (["A1", "A1"], "2 conditions cannot be calculated (item A1). Reason: no result reported."),
        (
            ["A1", "G2"],
            "2 conditions cannot be calculated (items A1, G2). Reason: no result reported.",
        ),
    ],
)
def test_items_are_counted_apart_from_their_conditions(names, said):
    (sentence,) = list_gaps(Words("en"), asked=[condition(name, "no_actual") for name in names])
    assert sentence == f"Progress table: {said}"


@pytest.mark.parametrize("reason", ["unreadable_unit", "unreadable", "no_figure"])
def test_a_figure_that_cannot_be_read_is_not_said_to_be_left_blank(reason, snapshot):
    unreadable = fact(1, value=None, missing_reason=reason)
    assert say_gaps(known=[unreadable, fact(2, value=None)]) == snapshot


def test_a_blank_that_a_newer_form_fills_is_no_gap():
    july, august = {"period_end": "2020-07-31"}, {"period_end": "2020-08-31"}
    filled = [fact(1, value=None, **july), fact(1, document_id="fox-2", **august)]
    assert list_gaps(Words("en"), known=filled) == list_gaps(Words("en"))
    emptied = [fact(1, **july), fact(1, document_id="fox-2", value=None, **august)]
    (said,) = list_gaps(Words("en"), known=emptied)
    assert said == "Blank in the monthly form (not zero): Indicator 1."


def test_a_blank_that_another_form_of_the_month_fills_is_no_gap():
    rows = [fact(1, period_end="2020-07-31"),
            fact(1, document_id="fox-2", value=None, period_end="2020-07-31",
                 document_date="2020-08-09")]  # fmt: skip
    assert list_gaps(Words("en"), known=rows) == list_gaps(Words("en"))


def test_a_blank_without_a_date_is_no_undated_figure():
    blank = fact(1, table_kind="statements", value=None, period_note="undated")
    assert list_gaps(Words("en"), known=[blank]) == list_gaps(Words("en"))


def test_with_several_projects_each_gap_names_its_project():
    names = {"p1": "First project", "p2": "Second project"}
    missing = [instalment(1, amount_cny=None, project_id="p2")]
    said = describe_gaps(
        rates().assign(project_id="p1")[:1], instalments(*missing),
        conditions(condition("A1", "no_actual", project_id="p1")), facts(TOURISM, PROFILE),
        Words("en"), names,
    )  # fmt: skip
    assert [sentence.partition(":")[0] for sentence in said] == [
        "First project", "Second project", "First project",
    ]  # fmt: skip
