"""What stands out well: targets that figures reach, and checks that all agree."""

import pytest

from analysis.measures.strengths import list_strengths
from tests.unit.measures.evidence_frames import evidence_of, item, targets


def list_items(*pairs, verdicts=()):
    """The items that stand out, and how many checks where these do."""
    evidence = evidence_of(**targets(*pairs), verdicts=[{"verdict": name} for name in verdicts])
    return [one.row["item"] if one.row else one.number for one in list_strengths(evidence)]


@pytest.mark.parametrize(
    ("pair", "found"),
    [
        (item("A1", 5, 6), ["A1"]),
        (item("A1", 5, 5), ["A1"]),
        (item("A1", 5, 4), []),
        (item("A1", 5, 4, due_date="2021-12-31"), []),
        (item("A1", 5, None), []),
        (item("A1", None, 6), []),
        (item("A1", 5, None, assessment="qualitative"), []),
        # 0 at most, and 0: met, but without a completion.
        (item("A1", 0, 0, comparator="le"), []),
    ],
)
def test_only_a_target_that_figures_reach_stands_out(pair, found):
    assert list_items(pair) == found


def test_a_met_condition_of_an_item_that_is_not_met_does_not_stand_out():
    own, met = item("A1", 5, 6, rule="done and other")
    missed = {**met, "condition": "other", "actual": 1}
    evidence = evidence_of(items=[own], outputs=[met, missed])
    assert list_strengths(evidence) == []


def test_of_alternatives_the_one_that_is_met_stands_out():
    own, met = item("A1", 5, 6, rule="done or other")
    missed = {**met, "condition": "other", "actual": 1}
    found = list_strengths(evidence_of(items=[own], outputs=[met, missed]))
    assert [one.row["condition"] for one in found] == ["done"]
    assert found[0].row["alternatives"] == 2


def test_up_to_twice_the_target_comes_first_then_the_larger_target():
    pairs = [item("A1", 5, 6), item("A2", 100, 201), item("A3", 8, 16), item("A4", 7, 7)]
    assert list_items(*pairs) == ["A3", "A4", "A1"]


def test_each_item_stands_out_once():
    own, first = item("A1", 5, 6, rule="done and other")
    second = {**first, "condition": "other", "target": 9, "actual": 9}
    found = list_strengths(evidence_of(items=[own], outputs=[first, second]))
    assert [one.row["condition"] for one in found] == ["other"]


@pytest.mark.parametrize(
    ("verdicts", "found"),
    [
        (("agrees", "agrees"), [2]),
        (("agrees",), [1]),
        ((), []),
        (("agrees", "explained"), []),
        (("agrees", "not_computable"), []),
        (("contradicts",), []),
    ],
)
def test_checks_stand_out_only_if_every_one_agrees(verdicts, found):
    assert list_items(verdicts=verdicts) == found


def test_three_targets_leave_no_room_for_the_checks():
    pairs = [item(f"A{number}", 5, 6) for number in range(1, 5)]
    assert list_items(*pairs[:2], verdicts=("agrees",)) == ["A1", "A2", 1]
    assert list_items(*pairs, verdicts=("agrees",)) == ["A1", "A2", "A3"]
