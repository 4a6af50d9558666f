"""Key figures as tiles: each with what it is made of, or said to be missing."""

import pytest

from analysis.measures.concerns import list_concerns
from analysis.presentation.first_screen.tile import Tile
from analysis.presentation.first_screen.tiles import make_tiles, select_for_index
from tests.unit.measures.evidence_frames import (
    DOCUMENT,
    OTHER,
    PROJECT,
    evidence_of,
    form,
    item,
    targets,
)

from ..table_frames import EN, LANGUAGES, Words

FUND = {"row_id": "total", "row_role": "total", "planned_cny": 1_000_000, "paid_cny": 700_000}
PRINTED = {"figure": f"{DOCUMENT}/fund/total/rate", "printed": "70.0%"}
USED = form("funds_used_cumulative", 700_000)


def make(words=EN, projects=None, **tables):
    """The tiles of a county."""
    evidence = evidence_of(**tables)
    return make_tiles(evidence, list_concerns(evidence), words, projects or {})


def year(number, value, **more):
    return {"row_id": f"y{number}", "indicator_id": "visitors", "value": value, "low": value,
            "high": value, "unit": "person_time", "table_kind": "statements",
            "period_start": f"{number}-01-01", "period_end": f"{number}-12-31", **more}  # fmt: skip


def find(tiles, label):
    """The tile with a label."""
    return next(tile for tile in tiles if tile.label.startswith(label))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_county_that_reports_nothing_has_four_tiles_that_say_so(language):
    words = Words(language)
    tiles = make(words)
    missing = words.gettext("not reported")
    assert [(tile.value, tile.missing, tile.number) for tile in tiles] == [
        ("", missing, missing)
    ] * 4
    assert tiles[-1].label == words.gettext("Items met")


def test_a_rate_has_its_parts_its_date_and_a_bar():
    tile = make(budget=[FUND])[0]
    assert (tile.value, tile.number, tile.unit) == ("70.00%", "70.00", "%")
    assert tile.details == ("CNY 700,000 ÷ CNY 1,000,000", "At 31 August 2021")
    assert tile.picture.startswith("data:image/svg+xml;base64,")
    assert tile.verdict is None


@pytest.mark.parametrize(
    ("verdict", "sign", "text"),
    [
        ("agrees", "✓", "Matches: reported as 70.0%"),
        ("contradicts", "✗", "Does not match: reported as 70.0%"),
        ("for_review", "!", "To be checked: reported as 70.0%"),
    ],
)
def test_a_rate_is_held_against_the_printed_one(verdict, sign, text):
    claim = {"claim_kind": "rate", "figure": PRINTED["figure"], "verdict": verdict}
    budget = [{**FUND, "printed_rate": 0.7}]
    tile = make(budget=budget, figures=[PRINTED], verdicts=[claim])[0]
    assert (tile.verdict.symbol, tile.verdict.text) == (sign, text)


@pytest.mark.parametrize(
    ("amounts", "detail"),
    [
        ({"planned_cny": None, "paid_cny": None},
         "as reported; not reported: amount paid, planned amount"),
        ({"planned_cny": None}, "as reported; not reported: planned amount"),
        ({"paid_cny": None}, "as reported; not reported: amount paid"),
        ({"planned_cny": 0}, "as reported; the denominator is reported as 0"),
    ],
)  # fmt: skip
def test_a_rate_that_is_only_printed_is_shown_with_the_amounts_that_it_lacks(amounts, detail):
    tile = make(budget=[{**FUND, **amounts, "printed_rate": 0.7}], figures=[PRINTED])[0]
    assert (tile.value, tile.details) == ("70.0%", (detail,))
    assert tile.verdict.symbol == "?"


def test_a_rate_without_denominator_names_the_amount_and_has_no_value():
    tile = make(budget=[{**FUND, "planned_cny": None}])[0]
    assert (tile.value, tile.details) == ("", ("CNY 700,000; not reported: planned amount",))


def test_parts_of_what_was_paid_are_not_said_to_be_nothing():
    budget = [{"row_id": "l1", "planned_cny": 9, "paid_cny": 3}, {"row_id": "l2", "planned_cny": 9}]
    tile = find(make(budget=budget), "Disbursement rate")
    assert (tile.value, tile.details) == ("", ("not reported: total paid",))


def test_the_rate_of_an_appropriation_says_whose_it_is():
    tile = make(series=[USED], appropriations=[{"appropriation_cny": 1_000_000}])[0]
    assert tile.details[0] == "CNY 700,000 ÷ CNY 1,000,000 from the province"


def test_what_contracts_pay_before_acceptance_is_a_mark_on_their_rate():
    payments = [
        {"row_id": "i1", "amount_cny": 70, "printed_share": 0.7, "status_date": "2021-01-01"},
        {"row_id": "i2", "instalment": "2", "status": "retained", "printed_share": 0.3},
    ]
    contracts = [{"row_id": "k1", "contract_cny": 100}]
    tile = find(make(contracts=contracts, payments=payments), "Contract payment rate")
    assert "Mark: 70% is payable before acceptance" in tile.details
    assert tile.verdict.text == "As the contracts provide"


@pytest.mark.parametrize(
    ("pairs", "value", "foot"),
    [
        ([item("A1", 5, 6), item("A2", 5, 5)], "2 of 2", "✓ Met"),
        ([item("A1", 5, 6), item("A2", 5, 4)], "1 of 2", "✗ Not met: 1"),
        ([item("A1", 5, 6), item("A2", 5, None)], "1 of 2", "? Cannot be calculated: 1"),
        ([item("A1", 5, 4, due_date="2021-12-31"), item("A2", 5, None)], "2 items",
         "◇ Not yet due"),
    ],
)  # fmt: skip
def test_items_are_counted_by_verdict_unless_none_is_due(pairs, value, foot):
    tile = find(make(**targets(*pairs)), "Items met" if "of" in value else "Target items")
    shown = tile.verdict.text or tile.verdict.name
    assert (tile.value, f"{tile.verdict.symbol} {shown}") == (value, foot)


def test_an_output_that_either_of_two_may_fulfil_says_so():
    own, met = item("A1", 5, 6, rule="done or other", indicator_id="service_stations")
    missed = {**met, "condition": "other", "actual": 1, "indicator_id": None}
    alone = find(make(**targets(item("A1", 5, 6, indicator_id="service_stations"))), "Attendances")
    either = find(make(items=[own], outputs=[met, missed]), "Attendances")
    assert len(either.details) == len(alone.details) + 1
    assert "either of two is enough" in either.details


def test_a_trend_shows_its_newest_reported_year():
    rows = [year(2019, 100_000), year(2020, 200_000), year(2022, 9, origin="planned")]
    tile = find(make(series=rows), "Visitors")
    assert (tile.value, tile.details[0]) == ("200,000 visits", "2020")
    assert tile.picture


def test_two_projects_have_their_own_tiles_under_their_names():
    budget = [FUND, {**FUND, "table_id": "b", "project_id": OTHER, "paid_cny": 900_000}]
    tiles = make(
        projects={PROJECT: "First", OTHER: "Second"},
        budget=budget,
        **targets(item("A1", 5, 6), item("B1", 5, 4, project_id=OTHER, table_id="goals")),
    )
    shown = {(tile.label, tile.value) for tile in tiles}
    assert shown >= {
        ("First: Disbursement rate (paid ÷ planned)", "70.00%"),
        ("Second: Disbursement rate (paid ÷ planned)", "90.00%"),
        ("First: Items met", "1 of 1"),
        ("Second: Items met", "0 of 1"),
    }


@pytest.mark.parametrize(
    ("values", "chosen"),
    [([], []), (["", ""], []), (["", "1"], ["1"]), (["0.00%", "", "2", "3"], ["0.00%", "2"])],
)
def test_the_index_gets_the_first_two_figures_that_are_reported(values, chosen):
    selected = select_for_index([Tile(f"F{place}", value) for place, value in enumerate(values)])
    assert [figure["value"] for figure in selected] == chosen
    assert all(figure["label"].startswith("F") for figure in selected)


def test_the_index_gets_the_first_figure_of_each_of_two_projects():
    tiles = [Tile("a", "1", project="P"), Tile("b", "2", project="P"), Tile("c", "3", project="Q")]
    assert [figure["value"] for figure in select_for_index(tiles)] == ["1", "3"]
