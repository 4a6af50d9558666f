"""Formulas are expressions of a few parts; anything else is an error."""

import numpy as np
import pytest

from analysis.consistency.formula_text import write_formula
from analysis.consistency.formulas import FormulaError, evaluate_formula, list_names
from analysis.figures.intervals import Intervals, make_exact, make_unknown


def between(value: float, low: float, high: float) -> Intervals:
    return Intervals(*(np.array([end], dtype=float) for end in (value, low, high)))


FIGURES = {
    "a": between(6, 5, 7),
    "b": between(2, 1, 3),
    "c": between(-1, -2, 1),
    "share": make_exact(0.7, 1),
    "n": make_exact(186, 1),
    "none": make_unknown(1),
}


@pytest.mark.parametrize(
    ("formula", "value", "low", "high"),
    [
        ("a + b", 8, 6, 10),
        ("a - b", 4, 2, 6),
        ("a * b", 12, 5, 21),
        ("a * c", -6, -14, 7),
        ("a / b", 3, 5 / 3, 7),
        ("-a", -6, -7, -5),
        ("b / c", -2, -np.inf, np.inf),  # the divisor may be zero
        ("a / (b - b)", np.nan, -np.inf, np.inf),
        ("(a + b) / b", 4, 2, 10),
        ("sum(a, b, 1)", 9, 7, 11),
        ("growth(a, b)", 2, 2 / 3, 6),
        ("multiple(a, b)", 3, 5 / 3, 7),
        ("mean(a, 1, b, 3)", 3, 2, 4),
        ("ceiling(share * n)", 131, 131, 131),
        ("floor(share * n)", 130, 130, 130),
        ("least(a, b)", 2, 1, 3),
        ("greatest(a, b)", 6, 5, 7),
        ("a + none", np.nan, -np.inf, np.inf),
        ("least(a, none)", np.nan, -np.inf, 7),
        ("least(a, unknown)", np.nan, 0, 7),
        ("greatest(a, unknown)", np.nan, 5, np.inf),
    ],
)
def test_a_formula_gives_value_and_interval(formula, value, low, high):
    result = evaluate_formula(formula, FIGURES, 1)
    assert result.value[0] == pytest.approx(value, nan_ok=True)
    assert result.low[0] == pytest.approx(low)
    assert result.high[0] == pytest.approx(high)
    assert not result.low[0] > low
    assert not result.high[0] < high


def test_float_noise_does_not_raise_the_ceiling_of_a_whole_number():
    figures = {"share": make_exact(0.7, 1), "n": make_exact(190, 1)}
    assert 0.7 * 190 > 132.9
    assert evaluate_formula("ceiling(share * n)", figures, 1).value[0] == 133


def test_a_weighted_mean_lies_within_its_figures_whatever_the_weights():
    figures = {"x": make_exact(4, 1), "y": make_exact(2, 1), "v": between(1, 0.1, 9)}
    figures["w"] = FIGURES["b"]
    result = evaluate_formula("mean(x, v, y, w)", figures, 1)
    assert result.low[0] >= 2
    assert result.high[0] <= 4


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('true')", "a.real", "a[0]", "lambda: a", "a if b else c", "a ** b",
        "a // b", "a % b", "a == b", "a and b", "'text'", "True", "1j", "[a]", "(a, b)", "f'{a}'",
        "open(a)", "sum()", "sum(*a)", "share(part=a, whole=b)", "a; b", "a = b", "", "a +", "1_0e",
        "growth(a)", "mean(a, b, c)", "missing", "a.__class__", "(" * 300 + "a" + ")" * 300,
        "eval(a)", "~a", "not a", "a @ b", "a if a else a", "await a", "a\x00b", "print",
        "sum(eval)",
    ],
)  # fmt: skip
def test_an_invalid_formula_is_an_error(formula):
    with pytest.raises(FormulaError):
        evaluate_formula(formula, FIGURES, 1)


def test_names_are_listed_in_order_without_functions():
    assert list_names("share * contracts - share(a, unknown)") == ("share", "contracts", "a")


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("a - (b - c)", "6 − (2 − (3 + 4))"),
        ("a / (b * c)", "6 ÷ (2 × (3 + 4))"),
        ("a * c / b", "6 × (3 + 4) ÷ 2"),
        ("mean(a, b, c, a)", "(6 × 2 + (3 + 4) × 6) ÷ (2 + 6)"),
        ("ceiling(a * b)", "⌈6 × 2⌉"),
        ("least(a / b, unknown)", "min(6 ÷ 2, ?)"),
        ("growth(a, missing)", "6 ÷ ? − 1"),
        ("-c", "−(3 + 4)"),
    ],
)
def test_a_formula_is_written_with_the_printed_figures(formula, text):
    assert write_formula(formula, {"a": ["6"], "b": ["2"], "c": ["3", "4"]}) == text
