"""What the first screen is chosen from: main tables, open claims and the newest form."""

import pytest

from tests.unit.measures.evidence_frames import OTHER, PROJECT, evidence_of, form, item, targets


@pytest.mark.parametrize(
    ("verdict", "review", "is_open"),
    [
        ("contradicts", None, True),
        ("for_review", "open", True),
        ("for_review", "confirmed", True),
        ("for_review", "accepted", False),
        ("explained", None, False),
        ("not_computable", None, False),
    ],
)
def test_a_claim_is_open_unless_it_holds_or_is_accepted(verdict, review, is_open):
    evidence = evidence_of(verdicts=[{"verdict": verdict, "review_status": review}])
    assert bool(evidence.open_claims) is is_open


def test_the_newest_form_has_each_indicator_once_and_a_figure_before_a_blank():
    letter = {"document_id": "fox-letter"}
    evidence = evidence_of(
        series=[
            form("service_stations", 9, period_end="2021-07-31", document_id="fox-july"),
            form("service_stations", 4), form("service_stations", None, **letter),
            form("training_sessions_year", 2), form("training_sessions_year", 3, **letter),
            form("county_service_centres", 1, table_kind="statements"),
            form("funds_used_cumulative", 7, covers="990121;990122"),
        ]
    )  # fmt: skip
    values = {row["indicator_id"]: row["value"] for row in evidence.newest_form}
    assert values == {"service_stations": 4, "training_sessions_year": 3}
    assert len(evidence.form_rows) == 5


def test_a_county_without_a_form_has_no_newest_form():
    assert evidence_of(series=[form("service_stations", 3, period_end=None)]).newest_form == []


def test_items_and_conditions_are_those_of_the_main_table():
    pairs = [item("A1", 5, 6), item("A2", 5, 6), item("B1", 5, 6, table_id="short")]
    evidence = evidence_of(**targets(*pairs))
    assert {row["item"] for row in evidence.main_items} == {"A1", "A2"}
    assert {row["item"] for row in evidence.main_conditions} == {"A1", "A2"}


def test_projects_are_those_of_rates_and_items_each_once():
    evidence = evidence_of(**targets(item("A1", 5, 6, project_id=OTHER)))
    assert evidence.project_ids == [PROJECT, OTHER]


def test_a_table_is_of_the_project_that_its_rows_name():
    contracts = [{"row_id": "k9", "table_id": "later", "project_id": OTHER}]
    evidence = evidence_of(budget=[{}], contracts=contracts, payments=[{}])
    assert evidence.project_of_table == {
        ("fox-report", "fund"): PROJECT,
        ("fox-report", "later"): OTHER,
        ("fox-report", "instalments"): PROJECT,
    }
