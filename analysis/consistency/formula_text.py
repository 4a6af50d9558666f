"""Writes formulas for readers: figures as printed, with × and ÷."""

import ast
from collections.abc import Callable, Mapping
from functools import cache

from analysis.consistency.formulas import UNKNOWN, parse_formula

_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_RANKS = {"+": 1, "−": 1, "×": 2, "÷": 2}
HIGHEST = 3
MISSING = "?"


def write_formula(formula: str, figures: Mapping[str, list[str]]) -> str:
    """The formula with printed figures instead of names.

    Args:
        formula: the formula.
        figures: the printed figures that each name stands for; several are added up.

    Examples:
        >>> write_formula("paid / planned", {"paid": ["349.923"], "planned": ["500.00"]})
        '349.923 ÷ 500.00'
        >>> write_formula("growth(new, old)", {"new": ["60.77"], "old": ["81.73"]})
        '60.77 ÷ 81.73 − 1'
        >>> write_formula("1 - others", {"others": ["50%", "35%"]})
        '1 − (50% + 35%)'
    """
    counts = tuple((name, min(len(printed), 2)) for name, printed in figures.items())
    texts = {name: " + ".join(printed) for name, printed in figures.items()}
    return _make_template(formula, counts).format_map(texts)


@cache
def _make_template(formula: str, counts: tuple[tuple[str, int], ...]) -> str:
    """A text to be filled with printed figures. Cached: a million claims share few of them.

    Args:
        formula: the formula.
        counts: how many figures each name stands for: 0, 1 or 2 for several.
    """
    return _write(parse_formula(formula), dict(counts))[0]


def _write(node: ast.expr, counts: Mapping[str, int]) -> tuple[str, int]:
    if isinstance(node, ast.Constant):
        return str(node.value), HIGHEST
    if isinstance(node, ast.Name):
        return _write_name(node.id, counts)
    if isinstance(node, ast.UnaryOp):
        return f"−{_bracket(_write(node.operand, counts), HIGHEST)}", HIGHEST
    if isinstance(node, ast.BinOp):
        return _join(_SIGNS[type(node.op)], _write(node.left, counts), _write(node.right, counts))
    parts = [_write(part, counts) for part in node.args]  # type: ignore[attr-defined]
    return _CALLS[node.func.id](*parts)  # type: ignore[attr-defined]


def _write_name(name: str, counts: Mapping[str, int]) -> tuple[str, int]:
    count = counts.get(name, 0)
    if name == UNKNOWN or not count:
        return MISSING, HIGHEST
    return f"{{{name}}}", HIGHEST if count == 1 else _RANKS["+"]


Part = tuple[str, int]


def _bracket(part: Part, rank: int) -> str:
    text, own = part
    return text if own >= rank else f"({text})"


def _join(sign: str, left: Part, right: Part) -> Part:
    rank = _RANKS[sign]
    # After − and ÷ an expression of the same rank needs brackets, too.
    after = rank + 1 if sign in "−÷" else rank
    return f"{_bracket(left, rank)} {sign} {_bracket(right, after)}", rank


def _divide(part: Part, whole: Part) -> Part:
    return _join("÷", part, whole)


def _grow(new: Part, old: Part) -> Part:
    return _join("−", _divide(new, old), ("1", HIGHEST))


def _add(*parts: Part) -> Part:
    return " + ".join(_bracket(part, _RANKS["+"]) for part in parts), _RANKS["+"]


def _average(*parts: Part) -> Part:
    pairs = [_join("×", *pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    return _divide(_add(*pairs), _add(*parts[1::2]))


def _call(name: str) -> Callable[..., Part]:
    return lambda *parts: (f"{name}({', '.join(text for text, _ in parts)})", HIGHEST)


_CALLS: dict[str, Callable[..., Part]] = {
    "sum": _add,
    "share": _divide,
    "coverage": _divide,
    "completion": _divide,
    "multiple": _divide,
    "growth": _grow,
    "mean": _average,
    "ceiling": lambda part: (f"⌈{part[0]}⌉", HIGHEST),
    "floor": lambda part: (f"⌊{part[0]}⌋", HIGHEST),
    "least": _call("min"),
    "greatest": _call("max"),
}
