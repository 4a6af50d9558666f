"""Rules of target items, evaluated in three-valued logic."""

import pytest

from analysis.measures.rules import (
    QUALITATIVE,
    RuleError,
    evaluate_rule,
    find_places,
    list_conditions,
)


@pytest.mark.parametrize(
    ("rule", "conditions", "truth"),
    [
        ("a", {"a": True}, True),
        ("a and b", {"a": True, "b": None}, None),
        ("a and b", {"a": False, "b": None}, False),
        ("a or b", {"a": None, "b": True}, True),
        ("a or b", {"a": None, "b": False}, None),
        ("a and (b or c)", {"a": True, "b": False, "c": True}, True),
        ("a or b and c", {"a": True, "b": False, "c": False}, True),
        ("a and b", {"a": QUALITATIVE, "b": True}, True),
        ("a and b", {"a": QUALITATIVE, "b": False}, False),
        ("a and b", {"a": QUALITATIVE, "b": None}, None),
        ("a and b", {"a": QUALITATIVE, "b": QUALITATIVE}, QUALITATIVE),
        ("a or b", {"a": QUALITATIVE, "b": False}, QUALITATIVE),
        ("a or b", {"a": QUALITATIVE, "b": True}, True),
    ],
)
def test_the_truth_of_a_rule(rule, conditions, truth):
    assert evaluate_rule(rule, conditions) == truth


@pytest.mark.parametrize("rule", ["", "a and", "(a", "a b", "a)", "c", "a + b", "and"])
def test_an_invalid_rule_is_an_error(rule):
    with pytest.raises(RuleError):
        evaluate_rule(rule, {"a": True, "b": True})


def test_the_conditions_of_a_rule_are_listed_in_order():
    assert list_conditions("platform and (loans or loan_amount)") == [
        "platform", "loans", "loan_amount",
    ]  # fmt: skip


@pytest.mark.parametrize("rule", ["(a or b) or c", "a or (b or c)", "a or b or c"])
def test_alternatives_are_counted_whatever_brackets_join_them(rule):
    places = find_places(rule, {"a": True, "b": False, "c": False})
    assert [places[name].alternatives for name in "abc"] == [3, 3, 3]


@pytest.mark.parametrize(
    ("rule", "conditions", "needs"),
    [
        ("a and b", {"a": False, "b": True}, "needed needed"),
        ("a or b", {"a": False, "b": True}, "other_met needed"),
        ("a or b", {"a": False, "b": False}, "needed needed"),
        ("a or b", {"a": False, "b": None}, "other_open needed"),
        ("a or b", {"a": False, "b": QUALITATIVE}, "other_open needed"),
        ("a and b or c", {"a": False, "b": True, "c": True}, "other_met other_met needed"),
        ("a and b or c", {"a": False, "b": True, "c": False}, "needed needed needed"),
        ("c or a and (b or d)", {"a": True, "b": False, "c": False, "d": True},
         "needed other_met other_met needed"),
        ("a", {"a": True, "b": False}, "needed outside_rule"),
    ],
)  # fmt: skip
def test_whether_the_item_needs_a_condition(rule, conditions, needs):
    places = find_places(rule, conditions)
    assert " ".join(places[name].need for name in sorted(places)) == needs


def test_a_condition_that_is_no_alternative_is_none_of_several():
    places = find_places("a and (b or c)", {"a": True, "b": True, "c": True})
    assert [places[name].alternatives for name in "abc"] == [0, 2, 2]
