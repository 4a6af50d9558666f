"""Figures printed from exact ones never contradict; figures beyond the interval always do.

The tests make exact fractions and print each rounded half up or cut off, to a random number of
digits. They compute the possible results a second time, in fractions. `make properties` runs many
more examples.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.consistency.claims import make_claims
from analysis.consistency.verdicts import compute_verdicts
from analysis.figures.printed import find_interval, widen

CLAIMS_PER_EXAMPLE = 60
# Every example is a whole table.
FEWER = settings(max_examples=settings().max_examples // 20)


@dataclass(frozen=True)
class Relation:
    """A relation: its formula, its number of inputs, and the same computation in fractions."""

    formula: str
    inputs: int
    compute: Callable[..., Fraction]


RELATIONS = {
    "sum": Relation("a + b + c", 3, lambda a, b, c: a + b + c),
    "difference": Relation("a - b", 2, lambda a, b: a - b),
    "rate": Relation("a / b", 2, lambda a, b: a / b),
    "growth": Relation("growth(a, b)", 2, lambda a, b: a / b - 1),
    "product": Relation("a * b", 2, lambda a, b: a * b),
    "mean": Relation("mean(a, b, c, d)", 4, lambda a, b, c, d: (a * b + c * d) / (b + d)),
    "least": Relation("least(a / b, c)", 3, lambda a, b, c: min(a / b, c)),
    "rest": Relation("1 - a - b", 2, lambda a, b: 1 - a - b),
}


@dataclass(frozen=True)
class Printed:
    """A printed figure: its value and the unit of its last digit."""

    value: Fraction
    step: Fraction

    @property
    def possible(self) -> tuple[Fraction, Fraction]:
        """The interval of the exact figure, if it was rounded or cut off."""
        low, high = self.value - self.step / 2, self.value + self.step / 2
        if self.value >= 0:
            high = self.value + self.step
        if self.value <= 0:
            low = self.value - self.step
        return low, high


def print_figure(exact: Fraction, digits: int, cut: bool) -> Printed:
    """Prints an exact figure with some digits after the point, cut off or rounded half up."""
    step = Fraction(1, 10**digits)
    scaled = abs(exact) / step
    whole = scaled.numerator // scaled.denominator
    if not cut and scaled - whole >= Fraction(1, 2):
        whole += 1
    return Printed((whole if exact >= 0 else -whole) * step, step)


def make_figures(rows: list[dict[str, Printed]]) -> pd.DataFrame:
    """The table ``figures``; figures are called ``<claim number>/<name in the formula>``."""
    records = []
    for number, row in enumerate(rows):
        for name, printed in row.items():
            digits = len(str(printed.step.denominator)) - 1
            text = Decimal(printed.value.numerator) / Decimal(printed.value.denominator)
            low, high = widen(*find_interval(text.quantize(Decimal(1).scaleb(-digits)), None))
            records.append(
                {"figure": f"{number}/{name}", "value": float(text), "low": low, "high": high}
            )
    frame = pd.DataFrame(records)
    return frame.assign(is_exact=False, qualifier=None, missing_reason=None)


def judge(relation: Relation, rows: list[dict[str, Printed]]) -> list[str]:
    """The verdict on each row's ``claimed``."""
    # The figures of a row are adjacent, the claimed one first.
    width = len(rows[0])
    frame = pd.DataFrame(
        {
            "at" if name == "claimed" else name: [row * width + place for row in range(len(rows))]
            for place, name in enumerate(rows[0])
        }
    )
    claims = make_claims(frame, "test", relation.formula)
    return compute_verdicts(claims, make_figures(rows))["verdict"].tolist()


def draw_rows(relation: Relation, chance: random.Random, way: str) -> list[dict[str, Printed]]:
    """Rows of printed figures: all rounded, all cut off, or mixed."""
    rows = []
    while len(rows) < CLAIMS_PER_EXAMPLE:
        exact = [
            Fraction(chance.randint(1, 10 ** chance.randint(1, 9)), 10 ** chance.randint(0, 6))
            for _ in range(relation.inputs)
        ]
        cuts = [way == "cut" or (way == "mixed" and chance.random() < 0.5) for _ in range(5)]
        printed = [
            print_figure(value, chance.randint(0, 4), cut)
            for value, cut in zip(exact, cuts, strict=False)
        ]
        claimed = print_figure(relation.compute(*exact), chance.randint(0, 5), cuts[4])
        # With a divisor printed as 0 every result is possible.
        if all(figure.value > 0 for figure in printed) and is_representable(claimed):
            rows.append({"claimed": claimed, **dict(zip("abcd", printed, strict=False))})
    return rows


def is_representable(printed: Printed) -> bool:
    """Whether float64 distinguishes the figure from the next printable ones."""
    return abs(printed.value) / printed.step < 10**13


def find_range(relation: Relation, row: dict[str, Printed]) -> tuple[Fraction, Fraction] | None:
    """The range of the result: all relations here are monotone in each of their figures."""
    ends = [figure.possible for name, figure in row.items() if name != "claimed"]
    if any(low <= 0 for low, _ in ends):
        return None
    results = [relation.compute(*corner) for corner in product(*ends)]
    return min(results), max(results)


@pytest.mark.parametrize("way", ["rounded", "cut", "mixed"])
@pytest.mark.parametrize("name", RELATIONS)
@FEWER
@given(seed=st.integers(0, 2**32))
def test_figures_printed_from_exact_ones_never_contradict(name, way, seed):
    rows = draw_rows(RELATIONS[name], random.Random(seed), way)
    assert set(judge(RELATIONS[name], rows)) <= {"agrees", "explained"}


# Not the mean: its interval is too wide, as each weight is in numerator and denominator.
@pytest.mark.parametrize("name", [name for name in RELATIONS if name != "mean"])
@FEWER
@given(seed=st.integers(0, 2**32))
def test_figures_beyond_the_interval_always_contradict(name, seed):
    relation, chance = RELATIONS[name], random.Random(seed)
    wrong = []
    for row in draw_rows(relation, chance, "mixed"):
        possible = find_range(relation, row)
        if possible is None:
            continue
        low, high = possible
        step = row["claimed"].step
        # A multiple of the step whose own interval lies outside the range.
        above = ((high // step) + chance.randint(2, 50)) * step
        below = ((low // step) - chance.randint(3, 50)) * step
        wrong += [{**row, "claimed": Printed(value, step)} for value in (above, below)]
    verdicts = judge(relation, wrong) if wrong else []
    assert set(verdicts) <= {"contradicts"}
