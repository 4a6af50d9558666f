"""Invents the figures that a county reports: consistent, and drawn at random from its code."""

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FUND = 500
"""Appropriation in 万元."""
FIRST_SHARE, SECOND_SHARE = 30, 40
LEAST_STATIONS_SHARE = Decimal("0.7")


@dataclass(frozen=True)
class Growth:
    """A figure of two years; its printed change is computed from the printed values."""

    before: Decimal
    after: Decimal

    @property
    def change(self) -> str:
        """The change as documents print it."""
        percent = round_to((self.after / self.before - 1) * 100, 2)
        return f"{'增长' if percent >= 0 else '下降'}{abs(percent)}%"


@dataclass(frozen=True)
class DemoCounty:
    """The figures of a county.

    Attributes:
        lines: planned amount of each of two contracts, 万元.
        has_second: whether the second instalment is paid.
        villages: administrative villages.
        population: persons.
        targets: target and actual by indicator.
        growths: two years' values by indicator.
        seed: what its monthly forms are drawn from.
    """

    lines: tuple[int, int]
    has_second: bool
    villages: int
    population: int
    targets: dict[str, tuple[int, int]]
    growths: dict[str, Growth]
    seed: str

    @property
    def paid_share(self) -> int:
        """Share of each contract that is paid, in per cent."""
        return FIRST_SHARE + (SECOND_SHARE if self.has_second else 0)


def invent_county(code: str) -> DemoCounty:
    """Invents the figures of a county: the same for the same code, on every machine."""
    draw = random.Random(f"county briefs demo {code}")
    first = 10 * draw.randint(20, 30)
    villages = draw.randint(60, 300)
    needed = int((villages * LEAST_STATIONS_SHARE).to_integral_value(rounding="ROUND_CEILING"))
    return DemoCounty(
        lines=(first, FUND - first),
        has_second=draw.random() < 0.6,
        villages=villages,
        population=1000 * draw.randint(120, 900),
        targets={
            "service_stations": (needed, min(villages, needed + draw.randint(-20, 25))),
            "training_person_times": (1000, draw.randint(700, 2400)),
            "loans": (500, draw.randint(380, 1500)),
        },
        growths={
            "visitors": _invent_growth(draw, 90, 900),
            "tourism_income": _invent_growth(draw, 4, 70),
            "poor_income_per_head": _invent_growth(draw, 7000, 15000),
            "village_collective_income": _invent_growth(draw, 3, 20),
        },
        seed=f"county briefs demo {code} forms",
    )


def invent_forms(county: DemoCounty, months: int) -> list[dict[str, str]]:
    """Invents the values of monthly forms, by indicator; cumulative ones never fall.

    Args:
        county: its figures.
        months: how many forms, month after month.
    """
    draw = random.Random(county.seed)
    stations, sessions, persons, used = 5, 0, 0, Decimal(0)
    forms = []
    for _ in range(months):
        stations = min(county.villages, stations + draw.randint(0, 9))
        sessions, persons = sessions + draw.randint(0, 3), persons + draw.randint(0, 120)
        month = min(Decimal(draw.randint(0, 300)) / 10, FUND - used)
        used += month
        forms.append(
            {
                "county_service_centres": "1",
                "funds_used_month": f"{month}",
                "funds_used_cumulative": f"{used}",
                "funds_used_rate": f"{round_to(used / FUND * 100, 2)}%",
                "service_stations": f"{stations}",
                "training_sessions_year": f"{sessions}",
                "training_person_times_year": f"{persons}",
            }
        )
    return forms


def round_to(value: Decimal, digits: int) -> Decimal:
    """Rounds a value half up."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _invent_growth(draw: random.Random, low: int, high: int) -> Growth:
    before = Decimal(draw.randint(low * 100, high * 100)) / 100
    return Growth(before, round_to(before * Decimal(draw.randint(80, 140)) / 100, 2))
