"""The money: paid, used and requested are three things, and contracts a fourth."""

import pandas as pd
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
    absent = words.gettext("No contracts are reported.")
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
    ("used", "half_digit", "requested", "is_the_same"),
    [
        (3_499_000, 500, 3_499_230, True),  # 349.923 is 349.9
        (3_499_000, 50, 3_499_230, False),  # but not 349.90
        (3_499_200, 50, 3_499_230, True),  # and 349.92
        (3_499_300, 50, 3_499_230, False),  # but not 349.93
        (125_000, 500, 125_499.99, True),  # 12.549999 is 12.5
        (125_000, 500, 125_500, False),  # half up: 12.55 is 12.6
        (130_000, 5_000, 125_000, True),  # half up: 12.5 is 13
        (0, 5_000, 4_000, False),  # nothing used is not amount requested
        (0, 50, 4_000, False),
    ],
)
def test_rounding_is_to_the_digits_of_the_form_and_half_up(
    used, half_digit, requested, is_the_same
):
    said = list_money_sentences(Words("en"), used=used, requested=requested, half_digit=half_digit)
    assert ("rounds to the amount reported as used" in said[-1]) is is_the_same


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


def test_a_plan_of_nothing_is_said_to_be_printed_as_0():
    (said,) = list_money_sentences(Words("en"), paid=300_000, planned=0)
    assert said == (
        "At 31 March 2021, CNY 300,000 was reported as paid. The planned amount is "
        "reported as 0, so no rate can be calculated."
    )


def test_nothing_is_said_not_to_be_reported_where_the_next_sentence_reports_it():
    first, second = list_money_sentences(Words("en"), paid=300_000, contracted=600_000)
    assert first == "At 31 March 2021, CNY 300,000 was reported as paid."
    assert second.startswith("Against contracts of CNY 600,000,")


@pytest.mark.parametrize("kinds", ["paid", "requested", "paid requested"])
def test_parts_of_an_amount_are_not_said_to_be_unreported(kinds, snapshot):
    assert say_of_rates(partial=kinds.split()) == snapshot


def test_a_plan_of_which_parts_are_reported_has_no_total(snapshot):
    assert say_of_rates(paid=300_000, partial=["planned"]) == snapshot


@pytest.mark.parametrize("rate_id", ["paid_of_planned", "used_of_appropriation"])
def test_a_printed_rate_is_said_where_none_can_be_computed(rate_id, snapshot):
    frame = rates()
    frame.loc[frame["rate_id"] == rate_id, "printed"] = "46.0%"
    said = say_in_both(lambda words: describe_funds(frame, instalments(), contracts(), words))
    assert said == snapshot


def test_what_was_used_is_said_with_its_own_date():
    (_, said) = list_money_sentences(Words("en"), used=10_000)
    assert said.startswith("At 31 March 2021, CNY 10,000 was reported as used.")
    undated = rates(as_of=None, used=10_000)
    said = describe_funds(undated, instalments(), contracts(), Words("en"))
    assert said[1].startswith("CNY 10,000 was reported as used.")


def test_an_amount_used_of_no_project_is_said_to_count_for_none(snapshot):
    frame = rates()
    frame.loc[frame["rate_id"] == "used_of_appropriation", "reason"] = "no_project"
    said = say_in_both(lambda words: describe_funds(frame, instalments(), contracts(), words))
    assert said == snapshot


def test_a_fund_of_nothing_is_said_to_be_printed_as_0(snapshot):
    assert say_of_rates(used=10_000, appropriation=0) == snapshot


def test_an_instalment_has_the_amount_that_one_of_its_statuses_reports():
    rows = [
        instalment(1, "requested", is_repeat=True, amount_cny=None),
        instalment(1, "paid", is_repeat=True),
    ]
    for order in (rows, rows[::-1]):
        (said,) = describe_repeats(instalments(*order), Words("en"))
        assert said.startswith("Instalment 1 (CNY 300,000) is reported with different statuses")


def test_different_amounts_of_one_instalment_stand_with_their_statuses(snapshot):
    said = say_of_repeats(
        instalment(1, "requested", is_repeat=True, amount_cny=310_000),
        instalment(1, "paid", is_repeat=True),
        instalment("rest", "retained", is_repeat=True, amount_cny=None),
        instalment("rest", "paid", is_repeat=True, amount_cny=None),
    )
    assert said == snapshot


def test_instalments_of_two_contracts_with_one_number_are_told_apart(snapshot):
    rows = [
        instalment(1, status, is_repeat=True, contract_ids=contract_id, row_id=contract_id + status,
                   contracts_zh=chinese, contracts_en=english)
        for contract_id, chinese, english in (("k1", "培训合同", "Training"), ("k2", "物流", None))
        for status in ("requested", "paid")
    ]  # fmt: skip
    assert say_of_repeats(*rows) == snapshot


def test_a_total_row_is_no_contract(snapshot):
    rows = [
        contract(1, parent_row="t"),
        contract(2, parent_row="t"),
        contract(3, row_role="total", row_id="t", contract_cny=1_200_000, instalments=0),
    ]
    assert say_of_contracts(*rows) == snapshot


NAMES = {
    "zh": {"a": "2019年省级项目", "b": "2021年国家级项目"},
    "en": {"a": "2019 provincial project", "b": "2021 national project"},
}


def test_two_projects_are_told_side_by_side(snapshot):
    two = pd.concat([
        rates(**ALL_AMOUNTS).assign(project_id="a"),
        rates(paid=1_000, contracted=9_000).assign(project_id="b"),
    ])  # fmt: skip
    rows = instalments(
        instalment(1, "requested", is_repeat=True, project_id="a"),
        instalment(1, "paid", is_repeat=True, project_id="a"),
    )
    signed = contracts(contract(1, project_id="b", contract_cny=9_000))
    said = say_in_both(
        lambda words: describe_funds(two, rows, signed, words, NAMES[words.language])
    )
    assert said == snapshot


def test_a_project_is_named_once_before_its_sentences():
    two = pd.concat([rates(**ALL_AMOUNTS).assign(project_id=name) for name in ("a", "b")])
    for words in (Words("zh"), Words("en")):
        names = NAMES[words.language]
        said = describe_funds(two, instalments(), contracts(), words, names)
        starts = [name for sentence in said for name in names.values() if name in sentence]
        assert len(said) > 4
        assert starts == list(names.values())
