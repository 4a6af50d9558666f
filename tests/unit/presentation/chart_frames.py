"""Frames for charts, with invented places: as the chart functions get them in a notebook.

Each builder gives one row with ordinary values; a test names only what matters to it. Each
``make_…`` puts rows through the project's own computations, so that a chart sees true columns.
"""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from analysis.measures.completion import compute_conditions
from analysis.measures.disbursement import compute_instalments, compute_lines
from analysis.measures.trends import compute_trends
from analysis.presentation.labels import label_points
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

COUNTY = "990101"
AS_OF = pd.Timestamp("2021-01-31")
DOCUMENTS = ("report-2020", "report-2021", "report-2022")
LINE_NAMES = (
    ("培训", "Training"),
    ("物流", "Logistics"),
    ("农产品上行", "Farm products to market"),
)


def budget_line(number: int, planned: float | None, paid: float | None, **changes) -> dict:
    """A line of a fund table, amounts in yuan."""
    chinese, english = LINE_NAMES[(number - 1) % len(LINE_NAMES)]
    ordinary = {
        "document_id": DOCUMENTS[0], "table_id": "funds", "row_id": f"line_{number:02d}",
        "county_code": COUNTY, "project_id": "fox-project", "as_of_date": "2020-12-31",
        "basis": "contract", "label_zh": chinese, "label_en": english, "row_role": "line",
        "planned_cny": planned, "paid_cny": paid,
    }  # fmt: skip
    return ordinary | changes


def make_lines(*rows: dict) -> pd.DataFrame:
    """The newest fund table of these rows, as a brief charts it."""
    return compute_lines(make_frame(TABLES["budget"], rows))


def instalment(number: int, amount: float | None, date: str | None, **changes) -> dict:
    """An instalment reported as paid on a day, in yuan."""
    ordinary = {
        "document_id": DOCUMENTS[0], "table_id": "instalments", "row_id": f"row_{number:02d}",
        "county_code": COUNTY, "project_id": "fox-project", "instalment": f"{number}",
        "contract_ids": "fox-contract", "status": "paid", "as_of_date": "2021-01-31",
        "label_zh": f"第{number}期", "label_en": f"Instalment no. {number}",
        "amount_cny": amount, "status_date": date, "date_precision": "day",
    }  # fmt: skip
    return ordinary | changes


def make_instalments(*rows: dict) -> pd.DataFrame:
    """Instalments in the order of their dates, with the sums so far."""
    return compute_instalments(
        make_frame(TABLES["payments"], rows), make_frame(TABLES["contracts"], [])
    )


def condition(item: str, target: float | None, actual: float | None, **changes) -> dict:
    """A condition "at least the target", with an actual that has no room on either side."""
    ordinary = {
        "document_id": DOCUMENTS[0], "table_id": "progress", "item": item, "condition": "trained",
        "county_code": COUNTY, "as_of_date": "2021-01-31", "label_zh": "培训人次",
        "label_en": "Persons trained", "assessment": "numeric", "comparator": "ge",
        "target": target, "actual": actual, "actual_low": actual, "actual_high": actual,
        "unit": "person_time", "actual_unit": "person_time",
    }  # fmt: skip
    return ordinary | changes


def make_conditions(*rows: dict, rules: Mapping[str, str] = MappingProxyType({})) -> pd.DataFrame:
    """Conditions with their completion and whether they are met.

    Args:
        rows: the conditions.
        rules: when an item is met, by item; without a rule, an item needs all its conditions.
    """
    place = {"document_id": DOCUMENTS[0], "table_id": "progress", "county_code": COUNTY}
    items = [{**place, "item": item, "rule": rule} for item, rule in rules.items()]
    frame = make_frame(TABLES["output_items"], items)
    return compute_conditions(make_frame(TABLES["outputs"], rows), frame, AS_OF)


def year_value(year: int, value: float | None, **changes) -> dict:
    """Visitors of a calendar year, printed in 万人次 to the nearest hundred."""
    ordinary = {
        "document_id": DOCUMENTS[0], "table_id": "tourism", "row_id": f"visitors_{year}",
        "column": "value", "county_code": COUNTY, "indicator_id": "visitors", "origin": "reported",
        "period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "value": value,
        "low": None if value is None else value - 50, "high": None if value is None else value + 50,
        "unit": "person_time", "printed_unit": "万人次",
    }  # fmt: skip
    return ordinary | changes


def printed_growth(base_year: int, growth: float, half_digit: float) -> dict:
    """What a row prints besides: the growth against an earlier year, and its rounding."""
    return {
        "printed_change": growth, "change_low": growth - half_digit,
        "change_high": growth + half_digit, "change_kind": "growth",
        "change_base_start": f"{base_year}-01-01", "change_base_end": f"{base_year}-12-31",
    }  # fmt: skip


INDICATORS = {
    "visitors": ("接待游客", "Visitors", "person_time"),
    "income": ("旅游收入", "Tourism income", "cny"),
    "villages": ("贫困村", "Poor villages", "count"),
}


def make_points(*rows: dict) -> pd.DataFrame:
    """The trends of all indicators of these rows, reported and implied points, with names."""
    series = make_frame(TABLES["series"], rows)
    figures = [
        {**row, "figure": "/".join(row[key] for key in ("document_id", "table_id", "row_id"))
         + "/value", "is_exact": False, "locator": "表5", "printed": "12"}
        for row in rows
    ]  # fmt: skip
    indicators = [
        {"indicator_id": name, "name_zh": chinese, "name_en": english, "unit": unit,
         "topic": "tourism", "direction": "more", "accumulates": "calendar_year"}
        for name, (chinese, english, unit) in INDICATORS.items()
    ]  # fmt: skip
    names = list(dict.fromkeys(row["indicator_id"] for row in rows)) or ["visitors"]
    return label_points(
        compute_trends(series, names),
        make_frame(TABLES["indicators"], indicators),
        make_frame(TABLES["figures"], figures),
    )
