"""Rules of target items, evaluated in three-valued logic."""

import pytest

from analysis.measures.rules import QUALITATIVE, RuleError, evaluate_rule, list_conditions


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
