"""What needs a look in the targets: each rule where it speaks, and where it must be silent."""

import pytest

from analysis.measures.concerns import list_concerns
from tests.unit.measures.evidence_frames import OTHER, PROJECT, evidence_of, item, targets

LATER = {"due_date": "2021-12-31"}
RULES = ("full_without_basis", "not_reached", "behind", "no_result", "no_denominator")


def find(*pairs, **tables):
    """The items of each concern about targets, by rule."""
    concerns = list_concerns(evidence_of(**targets(*pairs), **tables))
    return {one.rule: [row["item"] for row in one.rows] for one in concerns if one.rule in RULES}


FULL = {"printed_completion": 1.0}


@pytest.mark.parametrize(
    ("pair", "found"),
    [
        (item("A1", 5, 6), {}),
        (item("A1", 5, 4), {"not_reached": ["A1"]}),
        (item("A1", 5, 4, **LATER), {"behind": ["A1"]}),
        (item("A1", 5, 4, due_date="2021-06-30"), {"not_reached": ["A1"]}),
        (item("A1", 5, None), {"no_result": ["A1"]}),
        (item("A1", 0.5, 6, unit="share"), {"no_denominator": ["A1"]}),
        (item("A1", 0.5, 6, unit="share", denominator_figure="a/b/c/d"),
         {"no_denominator": ["A1"]}),
        (item("A1", 0.5, 6, unit="share", denominator_figure="a/b/c/d", denominator=10), {}),
        (item("A1", None, 6), {}),
        (item("A1", 5, None, assessment="qualitative"), {}),
        (item("A1", 5, 6, **FULL), {}),
        (item("A1", 5, None, **FULL), {"full_without_basis": ["A1"]}),
        (item("A1", 5, None, **FULL, result_zh=None), {"full_without_basis": ["A1"]}),
        (item("A1", 5, 4, **FULL, result_zh=None), {"not_reached": ["A1"]}),
        (item("A1", 5, None, printed_completion=0.9), {"no_result": ["A1"]}),
    ],
)  # fmt: skip
def test_each_rule_speaks_of_its_items_only(pair, found):
    assert find(pair) == found


def test_an_item_reported_as_full_is_named_once_whatever_else_it_lacks():
    blank = item("A1", 5, None, **FULL, result_zh=None)
    open_item = item("A2", 5, None, **FULL)
    concerns = list_concerns(evidence_of(**targets(blank, open_item, item("A3", 5, 6, **FULL))))
    (found,) = [one for one in concerns if one.rule == "full_without_basis"]
    assert [row["item"] for row in found.rows] == ["A1"]
    counted = {name: [row["item"] for row in found.facts[name]] for name in ("blank", "uncomputed")}
    assert counted == {"blank": ["A1"], "uncomputed": ["A2"]}
    assert (len(found.facts["full"]), found.facts["items"]) == (3, 3)
    assert not {"no_result", "no_denominator"} & {one.rule for one in concerns}


def test_the_condition_furthest_from_its_target_comes_first():
    pairs = [item("A1", 10, 8), item("A2", 10, 2), item("A3", 10, 5)]
    assert find(*pairs) == {"not_reached": ["A2", "A3", "A1"]}


def test_a_condition_without_a_completion_comes_last():
    # Of different signs: decided, but without a rate.
    pairs = [item("A1", 10, -2), item("A2", 10, 8)]
    assert find(*pairs) == {"not_reached": ["A2", "A1"]}


def test_an_alternative_beside_one_that_is_met_is_no_concern():
    own, met = item("A1", 5, 6, rule="done or other")
    missed = {**met, "condition": "other", "actual": 1}
    assert find((own, met), ({**own, "item": "A2", "rule": "done"}, {**missed, "item": "A2"})) == {}
    both = evidence_of(items=[own], outputs=[met, missed])
    assert [one.rule for one in list_concerns(both)] == ["documents_needed"]


def test_targets_of_two_projects_are_concerns_of_their_own():
    concerns = list_concerns(
        evidence_of(
            projects=[{"project_id": PROJECT}, {"project_id": OTHER, "level": "nation"}],
            **targets(item("A1", 5, 4), item("B1", 5, 3, project_id=OTHER, table_id="other")),
        )
    )
    found = [(one.project_id, one.rows[0]["item"]) for one in concerns if one.rule == "not_reached"]
    assert sorted(found) == [(OTHER, "B1"), (PROJECT, "A1")]


def test_a_smaller_table_of_the_same_project_is_not_asked_about():
    pairs = [item("A1", 5, 6), item("A2", 5, 6), item("B1", 5, 1, table_id="short")]
    assert find(*pairs) == {}


def test_a_condition_that_the_rule_does_not_name_is_no_concern():
    own, missed = item("A1", 5, 4)
    beside = {**missed, "condition": "other", "actual": 1}
    concerns = list_concerns(evidence_of(items=[own], outputs=[missed, beside]))
    (found,) = [one for one in concerns if one.rule == "not_reached"]
    assert [row["condition"] for row in found.rows] == ["done"]
