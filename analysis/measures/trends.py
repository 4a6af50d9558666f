"""Trends: reported points, and points that a printed change implies, with their intervals.

An implied point is the result of a formula at printed values. Its interval holds all results for
the values that the printed figures may stand for. Its origin is ``implied``; the table ``series``
holds no such points.
"""

import math

import pandas as pd

from analysis.figures.names import name_row_figure
from analysis.measures.newest import list_newest
from analysis.tables.records import Record, list_records

POINT_COLUMNS = (
    "indicator_id", "period_start", "period_end", "year", "value", "low", "high", "unit",
    "origin", "qualifier", "figure", "formula", "printed_change", "change_kind", "document_id",
    "table_id", "row_id", "document_date", "covers",
)  # fmt: skip
_FIRST = pd.Timestamp(0)


def compute_trend(series: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """The points of one indicator of one county, in the order of their periods.

    A period that several rows report is one point: the newest row's. A period that only a printed
    change implies is a point of origin ``implied``; if its value is reported, there is only the
    reported point.

    Args:
        series: rows of the table ``series`` of one county.
        indicator_id: the indicator.

    Returns:
        indicator_id, period_start, period_end, year, value, low, high, unit, origin, qualifier,
        figure (name of the figure that the point is or is derived from), formula (how an implied
        point is derived from its value; missing for a reported point), printed_change,
        change_kind, document_id, table_id, row_id, document_date, covers.
    """
    is_own = (series["indicator_id"] == indicator_id) & series["value"].notna()
    own = [
        {**row, "figure": name_row_figure(row), "formula": None}
        for row in list_records(series, is_own)
    ]
    reported = list_newest(own, _find_period)
    implied = list_newest(_imply(reported), _find_period)
    rows = sorted([*reported, *implied], key=_order)
    rows = [{**row, "year": row["period_end"].year} for row in rows]
    dtypes = {"figure": "str", "formula": "str", "year": "Int64", **series.dtypes}
    # Column by column: pandas would infer the types of a list of rows, to be cast again.
    return pd.DataFrame(
        {name: pd.array([row[name] for row in rows], dtype=dtypes[name]) for name in POINT_COLUMNS}
    )


def _find_period(row: Record) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    return row["period_start"], row["period_end"], row["origin"]


def _order(row: dict) -> tuple[tuple[bool, pd.Timestamp], ...]:
    """Sort key: end, then start of the period; undated rows come last."""
    ends = (row["period_end"], row["period_start"])
    return tuple((day is pd.NaT, _FIRST if day is pd.NaT else day) for day in ends)


def _imply(reported: list[dict]) -> list[dict]:
    reported_ends = {row["period_end"] for row in reported}
    points = [
        _imply_base(row)
        for row in reported
        if not math.isnan(row["printed_change"])
        and row["change_base_end"] is not pd.NaT
        and row["change_base_end"] not in reported_ends
    ]
    return [point for point in points if point is not None]


def _imply_base(row: dict) -> dict | None:
    shift = 0.0 if row["change_kind"] == "multiple" else 1.0
    factor = shift + row["printed_change"]
    low, high = shift + row["change_low"], shift + row["change_high"]
    if not (low > 0 and math.isfinite(row["low"])):
        return None
    return {
        **row,
        "period_start": row["change_base_start"],
        "period_end": row["change_base_end"],
        "value": row["value"] / factor,
        "low": row["low"] / high,
        "high": row["high"] / low,
        "origin": "implied",
        "qualifier": None,
        "formula": f"{row['value']:.15g} ÷ {factor:.15g}",
        "printed_change": math.nan,
        "change_kind": None,
    }
