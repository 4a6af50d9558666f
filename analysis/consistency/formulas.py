"""Formulas over named figures, such as ``paid / planned`` or ``ceiling(share * villages)``.

A formula is an expression of names, numbers, + - * /, brackets and the functions below. Anything
else is an error. Formulas are parsed, never executed as Python code.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from functools import cache

from analysis.figures.intervals import (
    Intervals,
    find_greatest,
    find_least,
    make_exact,
    make_unknown,
    round_down,
    round_up,
)

# Name of a figure that no document reports.
UNKNOWN = "unknown"


class FormulaError(ValueError):
    """A formula has a syntax error or names an unknown figure."""


def share(part: Intervals, whole: Intervals) -> Intervals:
    """Part ÷ whole; also a coverage, a rate, a completion, a multiple."""
    return part / whole


def growth(new: Intervals, old: Intervals) -> Intervals:
    """New ÷ old - 1. As a quotient, so that ``old`` counts once in the interval."""
    return new / old - make_exact(1, len(new.value))


def mean(*pairs: Intervals) -> Intervals:
    """Weighted mean of figure, weight, figure, weight …; within the range of its figures."""
    if len(pairs) < 2 or len(pairs) % 2:
        raise FormulaError("mean() takes figure, weight, figure, weight and so on.")
    figures, weights = pairs[::2], pairs[1::2]
    products = [figure * weight for figure, weight in zip(figures, weights, strict=True)]
    whole = total(*products) / total(*weights)
    least, greatest = find_least(*figures), find_greatest(*figures)
    return Intervals(
        whole.value,
        find_greatest(whole, least).low,
        find_least(whole, greatest).high,
    )


def total(*parts: Intervals) -> Intervals:
    """The sum."""
    first, *others = parts
    for part in others:
        first = first + part
    return first


FUNCTIONS: dict[str, Callable[..., Intervals]] = {
    "sum": total,
    "share": share,
    "coverage": share,
    "completion": share,
    "multiple": share,
    "growth": growth,
    "mean": mean,
    "ceiling": round_up,
    "floor": round_down,
    "least": find_least,
    "greatest": find_greatest,
}
_OPERATORS: dict[type[ast.operator], Callable[[Intervals, Intervals], Intervals]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate_formula(formula: str, figures: Mapping[str, Intervals], size: int) -> Intervals:
    """The results of a formula for many claims.

    Args:
        formula: the formula.
        figures: figures by name, each with a value per claim.
        size: number of claims.

    Raises:
        FormulaError: if the formula has a syntax error or names an unknown figure.

    Examples:
        >>> from analysis.figures.intervals import make_exact
        >>> figures = {"share": make_exact(0.7, 1), "villages": make_exact(186, 1)}
        >>> evaluate_formula("ceiling(share * villages)", figures, 1).value
        array([131.])
    """
    return _evaluate(parse_formula(formula), figures, size, formula)


@cache
def list_names(formula: str) -> tuple[str, ...]:
    """Names of the figures in a formula, in order, without repetition.

    Raises:
        FormulaError: if the formula has a syntax error.
    """
    nodes = list(ast.walk(parse_formula(formula)))
    called = {node.func for node in nodes if isinstance(node, ast.Call)}
    names = [node for node in nodes if isinstance(node, ast.Name) and node not in called]
    ordered = sorted(names, key=lambda node: node.col_offset)
    return tuple(dict.fromkeys(node.id for node in ordered if node.id != UNKNOWN))


@cache
def parse_formula(formula: str) -> ast.expr:
    """The syntax tree of a formula, checked for allowed parts.

    Raises:
        FormulaError: if the formula has a syntax error or a part that is not allowed.
    """
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f"{formula!r} is not a formula.") from error
    _check(tree, formula)
    return tree


def _check(node: ast.expr, formula: str) -> None:
    parts: list[ast.expr] = []
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        parts = [node.left, node.right]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        parts = [node.operand]
    elif isinstance(node, ast.Call) and not node.keywords and _is_function(node.func):
        parts = node.args
        if not parts:
            raise FormulaError(f"{formula!r}: {node.func.id}() needs at least one figure.")  # type: ignore[attr-defined]
    elif not isinstance(node, ast.Name) and not _is_number(node):
        raise FormulaError(
            f"{formula!r}: {ast.unparse(node)!r} is not a name, a number, + - * / or one of "
            f"{', '.join(sorted(FUNCTIONS))}."
        )
    for part in parts:
        _check(part, formula)


def _is_function(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in FUNCTIONS


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _evaluate(
    node: ast.expr, figures: Mapping[str, Intervals], size: int, formula: str
) -> Intervals:
    if isinstance(node, ast.Constant):
        return make_exact(node.value, size)  # type: ignore[arg-type]
    if isinstance(node, ast.Name):
        if node.id == UNKNOWN:
            return make_unknown(size, low=0)
        if node.id not in figures:
            raise FormulaError(f"{formula!r}: {node.id!r} is not a known figure.")
        return figures[node.id]
    if isinstance(node, ast.UnaryOp):
        return -_evaluate(node.operand, figures, size, formula)
    if isinstance(node, ast.BinOp):
        left, right = (_evaluate(part, figures, size, formula) for part in (node.left, node.right))
        return _OPERATORS[type(node.op)](left, right)
    arguments = [_evaluate(part, figures, size, formula) for part in node.args]  # type: ignore[attr-defined]
    try:
        return FUNCTIONS[node.func.id](*arguments)  # type: ignore[attr-defined]
    except TypeError as error:
        raise FormulaError(
            f"{formula!r}: {ast.unparse(node)!r} has too few or too many arguments."
        ) from error
