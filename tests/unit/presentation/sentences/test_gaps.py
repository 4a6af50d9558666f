"""What is missing and why: rates, instalments, conditions, blanks, topics and dates."""

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
            facts(fact(1, value=None), fact(2, period_note="undated: date of the document")),
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
    assert said.endswith("5 conditions are not computable, no result reported "
                         "(items A1, A2, A10, B1).")  # fmt: skip


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
    assert said == "Left blank in the monthly form, and not zero: Indicator 1."


@pytest.mark.parametrize("topic", ["tourism", "profile"])
def test_a_topic_is_missing_where_its_only_figure_is_blank(topic):
    known = {"tourism": TOURISM, "profile": PROFILE}
    blank = {**known[topic], "value": None}
    rows = [row for name, row in known.items() if name != topic]
    (said,) = describe_gaps(
        COMPLETE_RATES, instalments(), conditions(), facts(blank, *rows), Words("en")
    )
    assert said in (
        "The documents report nothing on tourism.",
        "The documents report no profile of the area.",
    )
    assert topic in said


@pytest.mark.parametrize("count", [1, 2, 12])
def test_figures_that_take_the_date_of_their_document_are_counted(count, snapshot):
    undated = [fact(number, period_note="undated: date of the document") for number in range(count)]
    dated = [fact(50), fact(51, period_note="the programme's first year")]
    assert say_gaps(known=[*undated, *dated]) == snapshot


def test_one_instalment_without_an_amount_in_two_statuses_is_one():
    twice = [instalment(1, status, amount_cny=None) for status in ("requested", "paid")]
    (said,) = list_gaps(Words("en"), paid=twice)
    assert said == "1 instalment is reported without an amount: Instalment 1."


def test_today_two_conditions_of_one_item_are_said_to_be_of_items():
    # Odd: "items" follows the number of conditions, not that of the items behind it.
    (said,) = list_gaps(Words("en"), asked=[condition("A1", "no_actual")] * 2)
    assert said.endswith("2 conditions are not computable, no result reported (items A1).")


def test_today_items_of_one_name_in_three_documents_look_like_one_item():
    # Odd: three documents have an item A1 each, and the reader is told of one.
    asked = [condition("A1", "no_actual", document_id=f"fox-{number}") for number in range(1, 4)]
    (said,) = list_gaps(Words("en"), asked=asked)
    assert said.startswith("Progress table: 3 conditions")
    assert said.endswith("(items A1).")


def test_today_a_figure_that_cannot_be_read_is_said_to_be_left_blank():
    # Untrue: the form prints something, in a unit that nobody can read.
    unreadable = fact(1, value=None, missing_reason="unreadable_unit")
    (said,) = list_gaps(Words("en"), known=[unreadable])
    assert said == "Left blank in the monthly form, and not zero: Indicator 1."


def test_today_a_blank_of_an_older_form_is_said_though_a_newer_one_fills_it():
    # Misleading: one of the two forms reports the figure.
    older, newer = fact(1, value=None), fact(1, document_id="fox-2")
    (said,) = list_gaps(Words("en"), known=[older, newer])
    assert said == "Left blank in the monthly form, and not zero: Indicator 1."


def test_today_a_blank_without_a_date_is_counted_as_a_printed_figure():
    # Untrue: nothing is printed there. The blank itself is said in a sentence of its own.
    blank = fact(1, table_kind="statements", value=None, period_note="undated")
    (said,) = list_gaps(Words("en"), known=[blank])
    assert said.startswith("1 figure is printed without a date")
