"""Rules that say when a target item is met, evaluated in three-valued logic.

A rule such as ``platform and (loans or loan_amount)`` is met, not met, or undecided. An undecided
condition leaves the rule undecided unless the other conditions decide it. A qualitative condition
is not assessed: an ``and`` ignores it beside numeric conditions; in an ``or`` with a numeric
condition that is not met, the result is not assessed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple, TypeVar

QUALITATIVE = "qualitative"
Truth = bool | None | Literal["qualitative"]
# Whether the item needs a condition: yes; no, as an alternative is met; not if an alternative that
# cannot be decided is met; no, as the rule does not name it.
NEEDED, OTHER_MET, OTHER_OPEN, OUTSIDE_RULE = "needed", "other_met", "other_open", "outside_rule"

_Value = TypeVar("_Value")
_TOKEN = re.compile(r"\s*(?:(?P<name>[a-z][a-z0-9_]*)|(?P<mark>[()]))")


class RuleError(ValueError):
    """A rule has a syntax error or names an unknown condition."""


@dataclass(frozen=True)
class _Joined:
    """Parts of a rule joined by the same word, ``and`` or ``or``."""

    word: Literal["and", "or"]
    parts: tuple["_Node", ...]


_Node = str | _Joined


class Place(NamedTuple):
    """A condition's place in the rule of its item.

    Attributes:
        need: ``needed``, ``other_met``, ``other_open`` or ``outside_rule``.
        alternatives: number of the alternatives of which it is one; 0 if it is none.
    """

    need: str
    alternatives: int = 0


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
    return _evaluate(_parse(rule), conditions, rule)


def list_conditions(rule: str) -> list[str]:
    """Names of the conditions in a rule, in their order."""
    return list(_walk(_parse(rule)))


def find_places(rule: str, conditions: Mapping[str, Truth]) -> dict[str, Place]:
    """Which conditions the item needs, and which are alternatives of each other.

    A condition that the rule names several times is needed if it is so in one place.

    Args:
        rule: names of conditions joined by ``and``, ``or`` and parentheses.
        conditions: whether each condition is met, as for :func:`evaluate_rule`.

    Raises:
        RuleError: if the rule has a syntax error or names an unknown condition.

    Examples:
        >>> places = find_places("a and (b or c)", {"a": True, "b": False, "c": True, "d": None})
        >>> [(name, place.need, place.alternatives) for name, place in places.items()]
        [('a', 'needed', 0), ('b', 'other_met', 2), ('c', 'needed', 2), ('d', 'outside_rule', 0)]
    """
    places: dict[str, Place] = {}
    for name, place in _place(_parse(rule), conditions, rule, Place(NEEDED)):
        if name not in places or place.need == NEEDED:
            places[name] = place
    return {name: places.get(name, Place(OUTSIDE_RULE)) for name in (*places, *conditions)}


class Judged(NamedTuple):
    """What a rule makes of the conditions of its item.

    Attributes:
        truth: whether the item is met.
        undecided: first condition that leaves it undecided, if it is.
        needs: whether the item needs each condition, as in :class:`Place`.
        alternatives: number of alternatives of each condition, as in :class:`Place`.
        met: number of the numeric conditions that are met.
        numeric: number of the numeric conditions.
    """

    truth: Truth
    undecided: str | None
    needs: list[str]
    alternatives: list[int]
    met: int
    numeric: int


# Cached: the items of all counties have few rules, and their conditions few truths.
@lru_cache(maxsize=65_536)
def judge_rule(rule: str, names: tuple[str, ...], truths: tuple[Truth, ...]) -> Judged:
    """The truth of a rule and what is behind it.

    A condition that the rule names but that is not given is undecided.

    Args:
        rule: names of conditions joined by ``and``, ``or`` and parentheses.
        names: the conditions of the item.
        truths: whether each is met, as for :func:`evaluate_rule`.

    Raises:
        RuleError: if the rule has a syntax error.
    """
    in_rule = list_conditions(rule)
    conditions = dict.fromkeys(in_rule) | dict(zip(names, truths, strict=True))
    places = find_places(rule, conditions)
    open_names = (
        name for name in in_rule if conditions[name] is None and places[name].need != OTHER_MET
    )
    return Judged(
        evaluate_rule(rule, conditions),
        next(open_names, None),
        [places[name].need for name in names],
        [places[name].alternatives for name in names],
        truths.count(True),
        len(truths) - truths.count(QUALITATIVE),
    )


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
    return _write(_parse(rule), {"and": conjunction, "or": disjunction}, parts, rule)


def _evaluate(node: _Node, conditions: Mapping[str, Truth], rule: str) -> Truth:
    if isinstance(node, str):
        return _look_up(node, conditions, rule)
    order = _ORDERS[node.word]
    return min((_evaluate(part, conditions, rule) for part in node.parts), key=order.index)


# Conditions that are joined have the truth of the one that comes first in this order.
_ORDERS: dict[str, tuple[Truth, ...]] = {
    "and": (False, None, True, QUALITATIVE),
    "or": (True, None, QUALITATIVE, False),
}


def _look_up(name: str, values: Mapping[str, _Value], rule: str) -> _Value:
    if name not in values:
        raise RuleError(f"rule {rule!r}: {name!r} is not a condition of the item.")
    return values[name]


def _walk(node: _Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
        return
    for part in node.parts:
        yield from _walk(part)


def _place(
    node: _Node, conditions: Mapping[str, Truth], rule: str, place: Place
) -> Iterator[tuple[str, Place]]:
    if isinstance(node, str):
        yield node, place
        return
    for part in node.parts:
        inner = place
        if node.word == "or":
            others = [other for other in node.parts if other is not part]
            truths = [_evaluate(other, conditions, rule) for other in others]
            need = _find_need(truths) if place.need == NEEDED else place.need
            inner = Place(need, len(node.parts))
        yield from _place(part, conditions, rule, inner)


def _find_need(others: list[Truth]) -> str:
    """Whether an alternative is needed, by the truths of the others."""
    if True in others:
        return OTHER_MET
    return NEEDED if all(truth is False for truth in others) else OTHER_OPEN


def _write(node: _Node, functions: Mapping[str, str], parts: Mapping[str, str], rule: str) -> str:
    if isinstance(node, str):
        return _look_up(node, parts, rule)
    written = (_write(part, functions, parts, rule) for part in node.parts)
    formulas = [formula for formula in written if formula]
    if len(formulas) > 1:
        return f"{functions[node.word]}({', '.join(formulas)})"
    return "".join(formulas)


@lru_cache(maxsize=4096)
def _parse(rule: str) -> _Node:
    """The rule as a tree. Cached: the items of all counties have few rules."""
    tokens = _split(rule)
    node = _read_joined(tokens, "or", rule)
    if tokens:
        raise RuleError(f"rule {rule!r}: unexpected {tokens[0]!r} after its end.")
    return node


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


def _read_joined(tokens: list[str], word: Literal["and", "or"], rule: str) -> _Node:
    def read_part() -> _Node:
        return _read_joined(tokens, "and", rule) if word == "or" else _read_one(tokens, rule)

    parts = [read_part()]
    while tokens and tokens[0] == word:
        tokens.pop(0)
        parts.append(read_part())
    if len(parts) == 1:
        return parts[0]
    # (a or b) or c: three alternatives.
    flat = chain.from_iterable(
        part.parts if isinstance(part, _Joined) and part.word == word else (part,) for part in parts
    )
    return _Joined(word, tuple(flat))


def _read_one(tokens: list[str], rule: str) -> _Node:
    token = tokens.pop(0) if tokens else None
    if token == "(":
        node = _read_joined(tokens, "or", rule)
        if not tokens or tokens.pop(0) != ")":
            raise RuleError(f"rule {rule!r}: a bracket is not closed.")
        return node
    if token is None or token in ("and", "or", ")"):
        raise RuleError(f"rule {rule!r}: {token!r} is not a condition of the item.")
    return token
