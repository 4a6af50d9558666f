"""The rule of a target item, read as a Python expression and decided in four values."""

import ast
from collections.abc import Mapping

# Of the truths joined by a word the one that comes first decides: beside numbers a text asks
# nothing of the figures, but as an alternative to a number that is not met it leaves all open.
_ORDERS = {ast.And: (False, None, True, "words"), ast.Or: (True, None, "words", False)}


def decide_rule(rule: str, truths: Mapping[str, object]) -> object:
    """Whether a rule holds: true, false, None where a figure is missing, ``words`` for texts.

    Args:
        rule: names of conditions joined by ``and``, ``or`` and parentheses.
        truths: whether each condition is met; None if that is not known, ``words`` if it is asked
            for in words only.
    """
    return _decide(ast.parse(rule, mode="eval").body, truths)


def find_alternatives(rule: str, condition: str) -> set[str]:
    """The conditions that may take the place of one, as far as each stands alone."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(rule, mode="eval")):
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            parts = {part.id for part in node.values if isinstance(part, ast.Name)}
            names |= parts - {condition} if condition in parts else set()
    return names


def _decide(node: ast.expr, truths: Mapping[str, object]) -> object:
    if isinstance(node, ast.Name):
        return truths[node.id]
    assert isinstance(node, ast.BoolOp)
    order = _ORDERS[type(node.op)]
    return min((_decide(part, truths) for part in node.values), key=order.index)
