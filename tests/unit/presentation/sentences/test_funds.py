"""The money: paid, used and requested are three things, and contracts a fourth."""

import pytest

from analysis.presentation.formats import Words
from analysis.presentation.sentences.funds import (
    describe_contracts,
    describe_funds,
    describe_repeats,
)
from tests.unit.presentation.sentence_frames import (
    NOT_REPORTED,
    contract,
    contracts,
    instalment,
    instalments,
    rates,
    say_in_both,
)

ALL_AMOUNTS = {
    "paid": 3_499_230,
    "planned": 5_000_000,
    "contracted": 4_998_900,
    "appropriation": 5_000_000,
    "used": 4_510_000,
    "requested": 4_398_900,
}


def say_of_rates(**yuan) -> str:
    """What amounts make the brief say of the fund, without contracts and instalments."""
    return say_in_both(lambda words: list_money_sentences(words, **yuan))


def list_money_sentences(words: Words, **yuan) -> list[str]:
    said = describe_funds(rates(**yuan), instalments(), contracts(), words)
    absent = words.gettext("The documents report no contracts.")
    assert said[-1] == absent
    return said[:-1]


def say_of_contracts(*rows) -> str:
    return say_in_both(lambda words: describe_contracts(contracts(*rows), words))


def say_of_repeats(*rows) -> str:
    return say_in_both(lambda words: describe_repeats(instalments(*rows), words))


def test_where_nothing_is_reported_that_is_said(snapshot):
    assert (
        say_in_both(lambda words: describe_funds(rates(), instalments(), contracts(), words))
        == snapshot
    )


def test_everything_reported_is_said_in_order(snapshot):
    repeated = [
        instalment(1, "requested", is_repeat=True, status_date="2020-10-31"),
        instalment(1, "paid", is_repeat=True),
    ]
    signed = contracts(contract(1, contract_cny=3_000_000), contract(2, contract_cny=1_998_900))
    said = say_in_both(
        lambda words: describe_funds(rates(**ALL_AMOUNTS), instalments(*repeated), signed, words)
    )
    assert said == snapshot


@pytest.mark.parametrize(
    "names",
    ["paid", "paid planned", "paid planned contracted", "planned contracted", "paid appropriation"],
)
def test_what_was_paid_is_said_with_what_it_is_a_part_of(names, snapshot):
    assert say_of_rates(**{name: ALL_AMOUNTS[name] for name in names.split()}) == snapshot


@pytest.mark.parametrize("names", ["used", "used appropriation"])
def test_what_was_used_has_a_rate_only_where_the_appropriation_is_reported(names, snapshot):
    assert say_of_rates(**{name: ALL_AMOUNTS[name] for name in names.split()}) == snapshot


@pytest.mark.parametrize(
    "used",
    [
        pytest.param(NOT_REPORTED, id="used is not reported"),
        pytest.param(4_398_900, id="the same"),
        pytest.param(4_400_000, id="the same when rounded"),
        pytest.param(4_390_000, id="another amount"),
    ],
)
def test_requested_is_used_only_where_the_forms_rounding_makes_it_so(used, snapshot):
    assert say_of_rates(used=used, requested=4_398_900) == snapshot


@pytest.mark.parametrize(
    ("used", "requested", "is_the_same"),
    [
        (3_499_000, 3_499_230, True),  # 349.923 is 349.9
        (3_499_200, 3_499_230, True),  # and 349.92
        (3_499_300, 3_499_230, False),  # but not 349.93
        (125_000, 125_499.99, True),  # 12.549999 is 12.5
        (125_000, 125_500, False),  # half up: 12.55 is 12.6
        (130_000, 125_000, True),  # half up: 12.5 is 13
    ],
)
def test_rounding_is_to_the_digits_of_the_form_and_half_up(used, requested, is_the_same):
    said = list_money_sentences(Words("en"), used=used, requested=requested)
    assert ("that is the amount reported as used" in said[-1]) is is_the_same


@pytest.mark.parametrize("count", [0, 1, 2, 12])
def test_so_many_contracts_are_said_with_their_sum(count, snapshot):
    rows = [contract(number, contract_cny=416_575.5) for number in range(count)]
    assert say_of_contracts(*rows) == snapshot


def test_a_contract_without_an_amount_leaves_the_sum_unknown(snapshot):
    assert say_of_contracts(contract(1), contract(2, contract_cny=None)) == snapshot


@pytest.mark.parametrize("count", [1, 2, 3])
def test_contracts_without_an_instalment_are_named(count, snapshot):
    rows = [contract(number, instalments=0) for number in range(1, count + 1)]
    assert say_of_contracts(contract(9), *rows) == snapshot


def test_an_instalment_in_one_status_is_no_repeat():
    assert describe_repeats(instalments(), Words("en")) == []
    assert describe_repeats(instalments(instalment(1), instalment(2)), Words("en")) == []


def test_statuses_of_an_instalment_stand_with_their_dates_as_exactly_as_known(snapshot):
    said = say_of_repeats(
        instalment(2, "requested", is_repeat=True, date_precision="month"),
        instalment(2, "submitted", is_repeat=True, status_date="2020-12-31", date_precision="year"),
        instalment(1, "paid"),
        instalment(2, "paid", is_repeat=True, status_date=None, date_precision=None),
    )
    assert said == snapshot


def test_each_repeated_instalment_has_its_sentence(snapshot):
    said = say_of_repeats(
        instalment(1, "requested", is_repeat=True),
        instalment(2, "requested", is_repeat=True, amount_cny=None),
        instalment(1, "paid", is_repeat=True),
        instalment(2, "retained", is_repeat=True, amount_cny=None),
    )
    assert said == snapshot


def test_today_a_plan_of_nothing_is_said_not_to_be_reported():
    # Untrue: the plan is reported, as zero; only a rate cannot be made of it.
    (said,) = list_money_sentences(Words("en"), paid=300_000, planned=0)
    assert said == "CNY 300,000 is reported as paid; of how much is not."


def test_today_of_how_much_is_said_not_to_be_reported_though_contracts_are():
    # Contradictory: the next sentence says of how much.
    first, second = list_money_sentences(Words("en"), paid=300_000, contracted=600_000)
    assert first.endswith("of how much is not.")
    assert second.startswith("Measured against the contracts, CNY 600,000,")


def test_today_a_zero_that_a_form_prints_in_hundredths_equals_four_thousand_yuan():
    # Untrue where the form prints 0.00: the digits that it prints are lost with the zeros.
    said = list_money_sentences(Words("en"), used=0, requested=4_000)
    assert "that is the amount reported as used" in said[-1]


def test_today_the_amount_of_a_later_status_is_lost_where_the_first_has_none():
    # Untrue: the second status reports 300,000 yuan.
    (said,) = describe_repeats(
        instalments(
            instalment(1, "requested", is_repeat=True, amount_cny=None),
            instalment(1, "paid", is_repeat=True),
        ),
        Words("en"),
    )
    assert said.startswith("Instalment 1, an amount not reported, stands in several statuses")


def test_today_instalments_of_two_contracts_with_one_number_cannot_be_told_apart():
    # Odd: the contract is not named, so that the same sentence stands there twice.
    rows = [
        instalment(1, status, is_repeat=True, contract_ids=contract_id, row_id=contract_id + status)
        for contract_id in ("k1", "k2")
        for status in ("requested", "paid")
    ]
    first, second = describe_repeats(instalments(*rows), Words("en"))
    assert first == second
