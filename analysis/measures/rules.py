"""Rules that say when a target item is met, evaluated in three-valued logic.

A rule such as ``platform and (loans or loan_amount)`` is met, not met, or undecided. An undecided
condition leaves the rule undecided unless the other conditions decide it. A qualitative condition
is not assessed: an ``and`` ignores it beside numeric conditions; in an ``or`` with a numeric
condition that is not met, the result is not assessed.
"""

import re
from collections.abc import Mapping
from typing import Literal

QUALITATIVE = "qualitative"
Truth = bool | None | Literal["qualitative"]

_TOKEN = re.compile(r"\s*(?:(?P<name>[a-z][a-z0-9_]*)|(?P<mark>[()]))")


class RuleError(ValueError):
    """A rule has a syntax error or names an unknown condition."""


def evaluate_rule(rule: str, conditions: Mapping[str, Truth]) -> Truth:
    """The truth of a rule; None if the numeric conditions leave it undecided.

    Args:
        rule: names of conditions joined by ``and``, ``or`` and parentheses.
        conditions: whether each condition is met; None if it is not computable,
            ``qualitative`` if figures cannot decide it.

    Returns:
        The truth of the rule; ``qualitative`` if it depends on qualitative conditions only.

    Raises:
        RuleError: if the rule has a syntax error or names an unknown condition.

    Examples:
        >>> evaluate_rule("a and (b or c)", {"a": None, "b": True, "c": None}) is None
        True
        >>> evaluate_rule("a and b", {"a": None, "b": False})
        False
    """
    tokens = _split(rule)
    truth = _evaluate_or(tokens, conditions, rule)
    if tokens:
        raise RuleError(f"rule {rule!r}: unexpected {tokens[0]!r} after its end.")
    return truth


def list_conditions(rule: str) -> list[str]:
    """Names of the conditions in a rule, in their order."""
    return [token for token in _split(rule) if token not in ("and", "or", "(", ")")]


def _split(rule: str) -> list[str]:
    tokens, position = [], 0
    text = rule.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise RuleError(
                f"rule {rule!r}: {text[position:]!r} is not a condition, and, or, ( or )."
            )
        tokens.append(match["name"] or match["mark"])
        position = match.end()
    return tokens


def _evaluate_or(tokens: list[str], conditions: Mapping[str, Truth], rule: str) -> Truth:
    truth = _evaluate_and(tokens, conditions, rule)
    while tokens and tokens[0] == "or":
        tokens.pop(0)
        truth = _choose_first((truth, _evaluate_and(tokens, conditions, rule)), _OR_ORDER)
    return truth


def _evaluate_and(tokens: list[str], conditions: Mapping[str, Truth], rule: str) -> Truth:
    truth = _evaluate_one(tokens, conditions, rule)
    while tokens and tokens[0] == "and":
        tokens.pop(0)
        truth = _choose_first((truth, _evaluate_one(tokens, conditions, rule)), _AND_ORDER)
    return truth


def _evaluate_one(tokens: list[str], conditions: Mapping[str, Truth], rule: str) -> Truth:
    token = tokens.pop(0) if tokens else None
    if token == "(":
        truth = _evaluate_or(tokens, conditions, rule)
        if not tokens or tokens.pop(0) != ")":
            raise RuleError(f"rule {rule!r}: a bracket is not closed.")
        return truth
    if token is None or token in ("and", "or", ")") or token not in conditions:
        raise RuleError(f"rule {rule!r}: {token!r} is not a condition of the item.")
    return conditions[token]


# Two conditions together have the truth of the one that comes first in this order.
_AND_ORDER: tuple[Truth, ...] = (False, None, True, QUALITATIVE)
_OR_ORDER: tuple[Truth, ...] = (True, None, QUALITATIVE, False)


def _choose_first(truths: tuple[Truth, Truth], order: tuple[Truth, ...]) -> Truth:
    return min(truths, key=order.index)


def write_rule(rule: str, parts: Mapping[str, str], conjunction: str, disjunction: str) -> str:
    """The rule as a formula: ``and`` and ``or`` as calls of two functions.

    Args:
        rule: names of conditions joined by ``and``, ``or`` and parentheses.
        parts: the formula of each condition; a blank one is left out.
        conjunction: function that stands for ``and``.
        disjunction: function that stands for ``or``.

    Raises:
        RuleError: if the rule has a syntax error or names an unknown condition.

    Examples:
        >>> write_rule("a and (b or c)", {"a": "", "b": "x / y", "c": "z"}, "least", "greatest")
        'greatest(x / y, z)'
    """
    tokens = _split(rule)
    written = _write_joined(tokens, "or", disjunction, conjunction, parts, rule)
    if tokens:
        raise RuleError(f"rule {rule!r}: unexpected {tokens[0]!r} after its end.")
    return written


def _write_joined(
    tokens: list[str], word: str, function: str, inner: str, parts: Mapping[str, str], rule: str
) -> str:
    def write_next() -> str:
        if word == "or":
            return _write_joined(tokens, "and", inner, function, parts, rule)
        return _write_one(tokens, function, inner, parts, rule)

    written = [write_next()]
    while tokens and tokens[0] == word:
        tokens.pop(0)
        written.append(write_next())
    formulas = [formula for formula in written if formula]
    return f"{function}({', '.join(formulas)})" if len(formulas) > 1 else "".join(formulas)


def _write_one(
    tokens: list[str], conjunction: str, disjunction: str, parts: Mapping[str, str], rule: str
) -> str:
    token = tokens.pop(0) if tokens else None
    if token == "(":
        written = _write_joined(tokens, "or", disjunction, conjunction, parts, rule)
        if not tokens or tokens.pop(0) != ")":
            raise RuleError(f"rule {rule!r}: a bracket is not closed.")
        return written
    if token is None or token not in parts:
        raise RuleError(f"rule {rule!r}: {token!r} is not a condition of the item.")
    return parts[token]
