"""Trends: reported points, points that a printed change implies, and their intervals.

An implied point is the formula at printed values; its interval is what the formula gives over
everything that its inputs may stand for. It is marked ``implied`` and never stored in ``series``.
"""

import math

import pandas as pd

from analysis.labels import name_figures

POINT_COLUMNS = (
    "indicator_id", "period_start", "period_end", "year", "value", "low", "high", "unit",
    "origin", "qualifier", "basis", "printed_change", "change_kind", "document_id", "table_id",
    "row_id", "covers",
)  # fmt: skip


def compute_trend(series: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """The points of one indicator of one county, in the order of their periods.

    A period that several documents or places report is one point, from the newest document. A
    period that only a printed change implies is a point of origin ``implied``; where a value is
    reported too, the reported one stands alone.

    Args:
        series: rows of the table ``series`` of one county.
        indicator_id: the indicator.

    Returns:
        indicator_id, period_start, period_end, year, value, low, high, unit, origin, qualifier,
        basis (the figure's name, or the formula for an implied point), printed_change,
        change_kind, document_id, table_id, row_id, covers.
    """
    own = series[(series["indicator_id"] == indicator_id) & series["value"].notna()]
    reported = _keep_newest(own.assign(basis=name_figures(own)))
    implied = _imply(reported)
    points = pd.concat([reported, implied], ignore_index=True) if len(implied) else reported
    points["year"] = points["period_end"].dt.year.astype("Int64")
    ordered = points.sort_values(["period_end", "period_start"], kind="stable", ignore_index=True)
    return ordered[list(POINT_COLUMNS)]


def _keep_newest(reported: pd.DataFrame) -> pd.DataFrame:
    # Rows that print a change come last of a document's, so that the change is not lost.
    ordered = reported.assign(prints_change=reported["printed_change"].notna()).sort_values(
        ["document_id", "prints_change"], kind="stable"
    )
    kept = ordered.drop_duplicates(["period_start", "period_end", "origin"], keep="last")
    return kept.drop(columns="prints_change").reset_index(drop=True)


def _imply(reported: pd.DataFrame) -> pd.DataFrame:
    known = set(reported["period_end"].dropna())
    rows = [
        _imply_base(row)
        for row in reported.to_dict("records")
        if pd.notna(row["printed_change"])
        and pd.notna(row["change_base_end"])
        and row["change_base_end"] not in known
    ]
    return pd.DataFrame([row for row in rows if row is not None])


def _imply_base(row: dict) -> dict | None:
    shift = 0.0 if row["change_kind"] == "multiple" else 1.0
    factor = shift + row["printed_change"]
    low, high = shift + row["change_low"], shift + row["change_high"]
    if not (low > 0 and math.isfinite(row["low"])):
        return None
    formula = f"{row['value']:g} ÷ {factor:g}"
    return {
        **row,
        "period_start": row["change_base_start"],
        "period_end": row["change_base_end"],
        "value": row["value"] / factor,
        "low": row["low"] / high,
        "high": row["high"] / low,
        "origin": "implied",
        "qualifier": None,
        "basis": f"{row['basis']}: {formula}",
        "printed_change": math.nan,
        "change_kind": None,
    }
