"""What needs a look in the newest monthly form, and which documents would help."""

import pytest

from analysis.measures.concerns import list_concerns
from tests.unit.measures.evidence_frames import OTHER, PROJECT, evidence_of, form, item, targets

NAMES = ("service_stations", "county_service_centres", "training_sessions_year",
         "training_person_times_year")  # fmt: skip
OLDER = {"document_id": "fox-july", "period_end": "2021-07-31"}


def find(rule, series=(), **tables):
    """The indicators of each concern of one rule."""
    concerns = list_concerns(evidence_of(series=series, **tables))
    return [{row["indicator_id"] for row in one.rows} for one in concerns if one.rule == rule]


def fill_form(*values, **more):
    return [form(name, value, **more) for name, value in zip(NAMES, values, strict=False)]


@pytest.mark.parametrize(
    ("values", "zeros"),
    [((0, 0, 0), 3), ((0, 0, 0, None), 3), ((0, 0), 0), ((0, 0, 0, 1), 0), ((0, 0, None), 0)],
)
def test_three_figures_and_more_that_are_all_zero_are_a_concern(values, zeros):
    assert find("zero_form", fill_form(*values)) == ([set(NAMES[:zeros])] if zeros else [])


def test_only_the_newest_form_is_asked_about():
    zeros = fill_form(0, 0, 0, **OLDER)
    assert find("zero_form", zeros + fill_form(1)) == []
    blanks = fill_form(1, None, **OLDER)
    assert find("blank_cells", blanks + fill_form(1, 2)) == []


@pytest.mark.parametrize(
    ("used", "rate", "blank_rate", "blank_cells"),
    [
        (50, None, [{"funds_used_rate"}], []),
        (50, 0.5, [], []),
        (None, None, [], [{"funds_used_cumulative", "funds_used_rate"}]),
    ],
)
def test_a_blank_rate_is_named_where_the_amount_used_is_reported(
    used, rate, blank_rate, blank_cells
):
    series = [form("funds_used_cumulative", used), form("funds_used_rate", rate)]
    assert find("blank_rate", series) == blank_rate
    assert find("blank_cells", series) == blank_cells


@pytest.mark.parametrize(
    ("reason", "speaks"), [("blank", True), ("no_figure", False), ("unreadable", False)]
)
def test_only_a_blank_cell_is_called_blank(reason, speaks):
    series = [form("service_stations", None, missing_reason=reason)]
    assert bool(find("blank_cells", series)) is speaks


def test_a_cell_that_another_form_of_the_month_fills_is_not_blank():
    series = [*fill_form(None), *fill_form(4, document_id="fox-letter")]
    assert find("blank_cells", series) == []


def test_a_total_of_several_areas_is_no_figure_of_the_county():
    assert find("blank_cells", fill_form(None, covers="990121;990122")) == []


def test_a_concern_about_figures_of_two_projects_is_of_neither():
    series = [form(NAMES[0], None), form(NAMES[1], None, project_id=OTHER)]
    one, two = (
        [one.project_id for one in list_concerns(evidence_of(series=rows)) if one.rows]
        for rows in (series[:1], series)
    )
    assert (one, two) == ([PROJECT], [None])


PLAN = {"budget": [{"planned_cny": 100}]}
APPROPRIATION = {"appropriations": [{"appropriation_cny": 100}]}
CONTRACTS = {"contracts": [{"contract_cny": 100}]}
TARGETS = targets(item("A1", 5, 6))


@pytest.mark.parametrize(
    ("tables", "needed"),
    [
        ({}, ("plan", "contracts", "targets")),
        (PLAN, ("contracts", "targets")),
        (APPROPRIATION, ("contracts", "targets")),
        ({**PLAN, **TARGETS}, ("contracts",)),
        ({**PLAN, **CONTRACTS}, ("targets",)),
        ({**TARGETS}, ("plan", "contracts")),
        ({**PLAN, **CONTRACTS, **TARGETS}, None),
    ],
)
def test_documents_that_would_help_are_those_that_no_table_is_of(tables, needed):
    concerns = list_concerns(evidence_of(**tables))
    found = [one.facts["needed"] for one in concerns if one.rule == "documents_needed"]
    assert found == ([needed] if needed else [])
