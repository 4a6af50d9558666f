"""Computes the ranges of claims a second time, one claim at a time, in decimal arithmetic.

It shares no code with the vectorised arithmetic, so that an error there cannot hide itself.
"""

import ast
from collections.abc import Iterable, Mapping
from decimal import Decimal, getcontext

getcontext().prec = 40
INFINITY = Decimal("Infinity")
Range = tuple[Decimal, Decimal]


def find_range(formula: str, figures: Mapping[str, list[Range]]) -> Range:
    """Computes the range of a formula from the ranges of its figures; those of one name add up."""
    ranges = {
        name: (_add(low for low, _ in parts), _add(high for _, high in parts))
        for name, parts in figures.items()
    }
    return _evaluate(ast.parse(formula, mode="eval").body, ranges)


def _add(ends: Iterable[Decimal]) -> Decimal:
    return sum(ends, Decimal(0))


def _evaluate(node: ast.expr, ranges: Mapping[str, Range]) -> Range:
    match node:
        case ast.Constant(value=value):
            return Decimal(str(value)), Decimal(str(value))
        case ast.Name(id="unknown"):
            return Decimal(0), INFINITY
        case ast.Name(id=name):
            return ranges.get(name, (-INFINITY, INFINITY))
        case ast.UnaryOp(operand=operand):
            low, high = _evaluate(operand, ranges)
            return -high, -low
        case ast.BinOp(left=left, op=op, right=right):
            return _combine(op, _evaluate(left, ranges), _evaluate(right, ranges))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _call(name, [_evaluate(argument, ranges) for argument in arguments])
    raise ValueError(ast.dump(node))


def _combine(op: ast.operator, left: Range, right: Range) -> Range:
    if isinstance(op, ast.Add):
        return left[0] + right[0], left[1] + right[1]
    if isinstance(op, ast.Sub):
        return left[0] - right[1], left[1] - right[0]
    if isinstance(op, ast.Mult):
        corners = [_times(a, b) for a in left for b in right]
        return min(corners), max(corners)
    if right[0] <= 0 <= right[1]:
        return -INFINITY, INFINITY
    corners = [_over(a, b) for a in left for b in right]
    return min(corners), max(corners)


def _times(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if not a or not b else a * b


def _over(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if b.is_infinite() else a / b


def _call(name: str, ranges: list[Range]) -> Range:
    if name == "growth":
        low, high = _combine(ast.Div(), *ranges)
        return low - 1, high - 1
    if name == "mean":
        pairs = list(zip(ranges[::2], ranges[1::2], strict=True))
        products = [_combine(ast.Mult(), *pair) for pair in pairs]
        weights = [weight for _, weight in pairs]
        total, weight = (
            (_add(low for low, _ in parts), _add(high for _, high in parts))
            for parts in (products, weights)
        )
        return _combine(ast.Div(), total, weight)
    if name == "ceiling":
        return tuple(end.to_integral_value("ROUND_CEILING") for end in ranges[0])
    choose = min if name == "least" else max
    return choose(low for low, _ in ranges), choose(high for _, high in ranges)


def can_hold(relation: str, stated: Range, computed: Range) -> bool:
    """Whether the relation can be true of figures within these ranges."""
    can_be_least, can_be_most = stated[0] <= computed[1], stated[1] >= computed[0]
    if relation == "le":
        return can_be_least
    return can_be_most if relation == "ge" else can_be_least and can_be_most
