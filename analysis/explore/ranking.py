"""All counties in the order of one indicator."""

import pandas as pd

from analysis.explore.data import Data
from analysis.explore.frame import Frame
from analysis.explore.measured import Measured, measure

COLUMNS = ("rank", "county", "city", "province", "project", "value", "unit", "numerator",
           "denominator", "period", "county_code")  # fmt: skip


def rank(data: Data, indicator: str, period: str = "", lowest_first: bool = False) -> Frame:
    """Counties by one indicator; those that do not report it come last, without a rank.

    Args:
        data: what :func:`analysis.open_data` returns; ``data.of("广东省")`` for one region.
        indicator: a ``rate_id`` or an ``indicator_id``, or its name.
        period: as in the column ``period`` of ``data.trends``; blank for the one that most
            counties report.
        lowest_first: whether the smallest value has rank 1.

    Returns:
        A row a county (a row a project, if a county has several), with ``rank`` (counties of one
        value share a rank), names, ``value``, ``unit``, ``numerator``, ``denominator``,
        ``period``.

    Raises:
        UnknownName: with the indicators, or the periods of the indicator.

    Examples:
        >>> import analysis
        >>> from analysis.explore.ranking import rank
        >>> data = analysis.open_data(language="en")
        >>> rank(data, "used_of_appropriation")[["rank", "county", "value", "unit"]].head(2)
           rank       county  value unit
        0     1  Luhe County  44.74    %
        1  <NA>  Lufeng City    NaN    %
    """
    return order(measure(data, indicator, period), lowest_first)


def order(measured: Measured, lowest_first: bool = False) -> Frame:
    """The values of an indicator in their order, with ranks."""
    values = measured.values
    ranks = values["value"].rank(method="min", ascending=lowest_first).astype("Int64")
    ranked = values.assign(rank=ranks, unit=measured.unit).sort_values(
        ["rank", "county_code"], kind="stable", na_position="last", ignore_index=True
    )
    return Frame(ranked[list(COLUMNS)])


def count_reported(measured: Measured) -> tuple[int, int]:
    """How many counties report the indicator, and of how many."""
    values = measured.values
    reported = values.loc[values["value"].notna(), "county_code"].nunique()
    return int(reported), int(pd.Series(values["county_code"]).nunique())
