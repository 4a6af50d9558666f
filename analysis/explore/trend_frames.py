"""Indicators of all counties: by period, by month, and which there are."""

import pandas as pd

from analysis.explore.frame import Frame
from analysis.explore.source import Source, scale_shares, to_per_cent
from analysis.presentation.labels import is_form_figure

_TREND = ["county_code", "project_id", "indicator_id", "period_kind", "period_end"]
_COVERS = {"month": "month", "calendar_year": "year_so_far", "since_start": "since_start"}


def make_trends(source: Source) -> Frame:
    """The frame ``trends``: rows about the county itself, not totals over areas."""
    points = source.load_points()
    points = points[points["covers"].isna() & points["indicator_id"].notna()]
    indicators = source.load("indicators")
    points = points.merge(
        indicators[["indicator_id", "name_zh", "name_en", "topic", "numerator_indicator",
                    "denominator_indicator"]], on="indicator_id", how="left",
    )  # fmt: skip
    for part in ("numerator", "denominator"):
        points = _add_part(points, part)
    scaled = scale_shares(points, ("value", "low", "high"))
    is_growth = points["change_kind"] == "growth"
    change = points["printed_change"]
    named = scaled.assign(
        project=source.name_projects(points["project_id"]),
        indicator=source.pick(points, "name"),
        period=name_periods(points),
        period_name=_say_periods(points, source),
        unit=source.name_units(points["unit"]),
        reported_change_percent=to_per_cent(change.where(is_growth)),
        reported_multiple=change.mask(is_growth),
    )
    return source.finish(named, "trends")


def _add_part(points: pd.DataFrame, part: str) -> pd.DataFrame:
    """Points of shares with the reported value of their numerator or denominator."""
    name = f"{part}_indicator"
    key = ["county_code", "project_id", name, "period_kind", "period_end"]
    reported = points[(points["origin"] == "reported") & points["period_end"].notna()]
    values = reported[[*_TREND, "value"]].rename(columns={"indicator_id": name, "value": part})
    return points.merge(values[[*key, part]].drop_duplicates(key), on=key, how="left")


def name_periods(rows: pd.DataFrame) -> "pd.Series[str]":
    """Periods as short texts that sort by time.

    Args:
        rows: with ``period_kind``, ``period_start`` and ``period_end``.

    Examples:
        >>> days = [["2020-01-01", "2020-12-31"], ["2020-07-01", "2020-07-31"], [None, "2020-07-31"]]
        >>> rows = pd.DataFrame(days, columns=["period_start", "period_end"]).apply(pd.to_datetime)
        >>> name_periods(rows.assign(period_kind=["year", "month", "day"])).tolist()
        ['2020', '2020-07', '2020-07-31']
    """  # noqa: E501 - one line an example
    start, end = (rows[name].dt.strftime("%Y-%m-%d") for name in ("period_start", "period_end"))
    kind = rows["period_kind"]
    named = (start + "/" + end).fillna(end)
    named = named.mask(kind == "day", end).mask(kind == "year", end.str[:4])
    return named.mask(kind == "month", end.str[:7]).mask(kind == "undated").astype("str")


def _say_periods(points: pd.DataFrame, source: Source) -> pd.Series:
    """Periods in words; each different one is said once."""
    columns = ["period_start", "period_end", "period_note"]
    different = points[columns].drop_duplicates()
    said = [
        source.words.period(start, end, note) for start, end, note in different.itertuples(False)
    ]
    names = different.assign(period_name=said)
    return (
        points[columns].merge(names, on=columns, how="left")["period_name"].set_axis(points.index)
    )


def make_months(source: Source) -> Frame:
    """The frame ``months``: of several documents about one month, the one of the latest date."""
    series = source.load("series")
    rows = series[is_form_figure(series) & series["indicator_id"].notna()]
    rows = rows[rows["period_end"].notna() & (rows["origin"] == "reported")]
    key = ["county_code", "project_id", "indicator_id", "period_end"]
    order = rows.assign(_has_value=rows["value"].notna()).sort_values(
        [*key, "_has_value", "document_date", "document_id"], kind="stable"
    )
    newest = order.drop_duplicates(key, keep="last").reset_index(drop=True)
    indicators = source.load("indicators")[["indicator_id", "name_zh", "name_en", "accumulates"]]
    rows = newest.merge(indicators, on="indicator_id", how="left")
    month = rows["period_end"].dt.year * 12 + rows["period_end"].dt.month
    rows = rows.assign(_month=month, covers=rows["accumulates"].map(_COVERS).fillna("month_end"))
    before = rows[[*key[:3], "_month", "value"]].assign(_month=month + 1)
    rows = rows.merge(
        before.rename(columns={"value": "month_before"}).drop_duplicates([*key[:3], "_month"]),
        on=[*key[:3], "_month"], how="left",
    )  # fmt: skip
    scaled = scale_shares(rows, ("value", "month_before"))
    begins = (rows["covers"] == "year_so_far") & (rows["period_end"].dt.month == 1)
    named = scaled.assign(
        project=source.name_projects(rows["project_id"]),
        indicator=source.pick(rows, "name"),
        month=rows["period_end"].dt.strftime("%Y-%m"),
        month_end=rows["period_end"],
        change=(scaled["value"] - scaled["month_before"]).round(10).mask(begins),
        unit=source.name_units(rows["unit"]),
    )
    return source.finish(named, "months")


def make_indicators(source: Source, trends: pd.DataFrame) -> Frame:
    """The frame ``indicators``: those that any of the counties has a value of."""
    reported = trends[trends["value"].notna()]
    counties = reported.groupby("indicator_id")["county_code"].nunique()
    indicators = source.load("indicators")
    rows = indicators[indicators["indicator_id"].isin(counties.index)]
    named = rows.assign(
        indicator=source.pick(rows, "name"),
        unit=source.name_units(rows["unit"]),
        counties=rows["indicator_id"].map(counties).astype("int64"),
        period=rows["indicator_id"].map(_find_common_periods(reported)).astype("str"),
        county="",
    ).sort_values(["counties", "topic", "indicator_id"], ascending=[False, True, True])
    return source.finish(named, "indicators")


def _find_common_periods(reported: pd.DataFrame) -> pd.Series:
    """By indicator, the period that most counties have a value of; the newest of several."""
    of_periods = reported[reported["period"].notna()]
    counts = of_periods.groupby(["indicator_id", "period"]).agg(
        counties=("county_code", "nunique"), period_end=("period_end", "max")
    )
    ordered = counts.reset_index().sort_values(["indicator_id", "counties", "period_end", "period"])
    last = ordered.drop_duplicates("indicator_id", keep="last")
    return last.set_index("indicator_id")["period"]
