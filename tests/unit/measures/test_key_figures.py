"""Four to six key figures, whatever a county reports, and which of them come first."""

import pandas as pd
import pytest

from analysis.measures.key_figures import FEWEST, MOST, choose_key_figures
from tests.unit.measures.evidence_frames import (
    DOCUMENT,
    OTHER,
    PROJECT,
    evidence_of,
    form,
    item,
    targets,
)

FUND = {"row_id": "total", "row_role": "total", "planned_cny": 100, "paid_cny": 70}
CONTRACT = {"row_id": "k1", "contract_cny": 90}
USED = form("funds_used_cumulative", 50)
APPROPRIATION = {"appropriation_cny": 100}
BOTH = ({"project_id": PROJECT}, {"project_id": OTHER, "level": "nation", "year": "2021"})
FORM_NAMES = ("service_stations", "service_stations_poor_villages", "training_person_times_year",
              "county_service_centres", "training_sessions_year")  # fmt: skip


def name(figure):
    """What a key figure is, in a word."""
    return figure.row.get("rate_id") or figure.name or figure.row.get("indicator_id") or figure.kind


def choose(**tables):
    """The names of the key figures."""
    return [name(figure) for figure in choose_key_figures(evidence_of(**tables))]


def year(number, value, **more):
    return {"row_id": f"y{number}", "indicator_id": "visitors", "value": value, "low": value,
            "high": value, "unit": "person_time", "table_kind": "statements",
            "period_start": f"{number}-01-01", "period_end": f"{number}-12-31", **more}  # fmt: skip


def output(indicator_id, target=5, actual=6, **more):
    return item("A1", target, actual, indicator_id=indicator_id, **more)


def list_months(number):
    """The full form of each of some months up to the newest."""
    days = pd.date_range(end="2021-08-31", periods=number, freq="ME")
    ends = [f"{day:%Y-%m-%d}" for day in days]
    return [
        form(one, 3, document_id=f"fox-{end}", period_end=end) for end in ends for one in FORM_NAMES
    ]


SIZES = {
    "nothing reported": {},
    "no project known": {"projects": ()},
    "two projects, nothing reported": {"projects": BOTH},
    "a plan": {"budget": [FUND]},
    "items alone": targets(item("A1", 5, 4)),
    "one month": {"series": list_months(1)},
    "24 months": {"series": list_months(24)},
    "two projects with all they can have": {
        "projects": BOTH,
        "budget": [FUND, {**FUND, "table_id": "other", "project_id": OTHER}],
        "contracts": [CONTRACT],
        "series": [*list_months(7), year(2019, 9), year(2020, 10)],
        **targets(output("service_stations"), item("B1", 5, 4, project_id=OTHER, table_id="b")),
    },
    "all that one can have": {
        "budget": [FUND], "contracts": [CONTRACT], "appropriations": [APPROPRIATION],
        "series": [*list_months(7), USED, year(2020, 10)], **targets(output("service_stations")),
    },
}  # fmt: skip


@pytest.mark.parametrize("tables", SIZES.values(), ids=SIZES)
def test_there_are_four_to_six_key_figures(tables):
    assert FEWEST <= len(choose(**tables)) <= MOST


def test_without_any_figure_the_rates_and_the_items_are_said_to_be_missing():
    missing = ["paid_of_planned", "paid_of_contract", "used_of_appropriation", "targets"]
    assert choose() == missing
    assert choose(projects=()) == missing


def test_what_is_missing_is_shown_only_where_fewer_than_four_are_known():
    assert choose(series=list_months(1)) == list(FORM_NAMES)
    shown = choose(series=[form(one, 3) for one in FORM_NAMES[:3]])
    assert shown == [*FORM_NAMES[:3], "paid_of_planned"]


@pytest.mark.parametrize(
    ("tables", "rates"),
    [
        ({"budget": [FUND]}, ["paid_of_planned"]),
        ({"budget": [FUND], "contracts": [CONTRACT]}, ["paid_of_planned", "paid_of_contract"]),
        # What is used says nothing that what is paid does not say better.
        ({"budget": [FUND], "series": [USED], "appropriations": [APPROPRIATION]},
         ["paid_of_planned"]),
        ({"series": [USED], "appropriations": [APPROPRIATION]}, ["used_of_appropriation"]),
    ],
)  # fmt: skip
def test_the_use_of_the_fund_stands_where_no_paid_amount_gives_a_rate(tables, rates):
    figures = choose_key_figures(evidence_of(**tables))
    shown = [figure.row for figure in figures if figure.kind == "rate"]
    assert [row["rate_id"] for row in shown if row["rate"] == row["rate"]] == rates


def test_a_rate_that_is_only_printed_stands_for_the_one_that_cannot_be_calculated():
    printed = {"figure": f"{DOCUMENT}/fund/total/rate", "printed": "70.00%"}
    budget = [{**FUND, "paid_cny": None, "printed_rate": 0.7}]
    first = choose_key_figures(evidence_of(budget=budget, figures=[printed]))[0]
    assert (first.kind, first.row["printed"]) == ("rate", "70.00%")


@pytest.mark.parametrize(
    ("pair", "is_shown"),
    [
        (output("service_stations"), True),
        (output("training_person_times"), True),
        (output("visitors"), False),
        (output("service_stations", actual=None), False),
        (output("service_stations", target=None), False),
        (output("service_stations", target=0.5, unit="share", denominator=10,
                denominator_figure="a/b/c/d"), False),
    ],
)  # fmt: skip
def test_an_output_needs_a_target_and_a_result(pair, is_shown):
    kinds = [figure.kind for figure in choose_key_figures(evidence_of(**targets(pair)))]
    assert ("output" in kinds) is is_shown


def test_an_output_with_a_target_is_not_repeated_from_the_form():
    shown = choose(series=[form("service_stations", 9)], **targets(output("service_stations")))
    assert shown.count("service_stations") == 1


def test_of_outputs_stations_come_before_training():
    pairs = [output("training_person_times"), item("A2", 5, 6, indicator_id="service_stations")]
    figures = choose_key_figures(evidence_of(**targets(*pairs)))
    shown = [figure.row["indicator_id"] for figure in figures if figure.kind == "output"]
    assert shown == ["service_stations"]


def test_a_trend_shows_its_newest_reported_year():
    rows = [year(2018, 8), year(2019, 9), year(2020, 10), year(2021, 99, origin="planned")]
    (trend,) = [one for one in choose_key_figures(evidence_of(series=rows)) if one.kind == "trend"]
    assert trend.row["value"] == 10
    assert {row["value"] for row in trend.rows} >= {8, 9, 10}


def test_a_trend_of_plans_alone_is_no_key_figure():
    figures = choose_key_figures(evidence_of(series=[year(2021, 99, origin="planned")]))
    assert "trend" not in {figure.kind for figure in figures}


@pytest.mark.parametrize(
    ("tables", "amounts"),
    [
        ({"contracts": [CONTRACT]}, ["contracted"]),
        ({"contracts": [CONTRACT], "appropriations": [APPROPRIATION],
          "payments": [{"status": "requested", "amount_cny": 40}]},
         ["contracted", "requested", "appropriation"]),
        ({"contracts": [CONTRACT], "budget": [FUND]}, []),
    ],
)  # fmt: skip
def test_amounts_stand_where_no_disbursement_rate_does(tables, amounts):
    figures = choose_key_figures(evidence_of(**tables))
    assert [figure.name for figure in figures if figure.kind == "amount"] == amounts


def test_with_two_projects_each_has_its_first_rate_and_its_items():
    figures = choose_key_figures(evidence_of(**SIZES["two projects with all they can have"]))
    found = [(figure.kind, figure.project_id) for figure in figures[:4]]
    each = [("rate", PROJECT), ("targets", PROJECT), ("rate", OTHER), ("targets", OTHER)]
    assert sorted(found) == sorted(each)


def test_blank_cells_of_a_form_are_no_key_figures():
    shown = choose(series=[form(FORM_NAMES[0], None), form(FORM_NAMES[1], 3)])
    assert FORM_NAMES[1] in shown
    assert FORM_NAMES[0] not in shown
