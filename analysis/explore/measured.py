"""One indicator or rate of all counties, in one form: value, unit, period, and what it divides."""

from dataclasses import dataclass

import pandas as pd

from analysis.explore.data import Data
from analysis.explore.frame import UnknownName

VALUES = (
    "county_code", "county", "city", "province", "project_id", "project", "period", "value",
    "unit", "numerator", "denominator", "origin",
)  # fmt: skip

# Period of figures whose documents do not date them; chosen if no dated one is as common.
UNDATED = "undated"


@dataclass(frozen=True)
class Measured:
    """An indicator or a rate.

    Attributes:
        code: ``indicator_id`` or ``rate_id``.
        name: its name in the language of the data.
        unit: unit of the values.
        is_rate: whether it is a rate of the fund.
        values: a row a county and project, with the columns of :data:`VALUES`; rows without a
            value are those of counties that do not report it.
        period: the period of all rows; blank for a rate, which each county reports for its own
            date.
        periods: the periods that any county reports, the newest first.
    """

    code: str
    name: str
    unit: str
    is_rate: bool
    values: pd.DataFrame
    period: str
    periods: tuple[str, ...]


def list_measures(data: Data) -> dict[str, str]:
    """Names of the rates and indicators that any county has a value of, by code."""
    rates = data.rates.loc[data.rates["rate_percent"].notna(), ["rate_id", "rate_name"]]
    indicators = data.indicators[["indicator_id", "indicator"]]
    pairs = [*rates.drop_duplicates().itertuples(index=False, name=None),
             *indicators.itertuples(index=False, name=None)]  # fmt: skip
    return {code: name if isinstance(name, str) else code for code, name in pairs}


def measure(data: Data, indicator: str, period: str = "") -> Measured:
    """The values of all counties for one period, so that they can be compared.

    Args:
        data: what :func:`analysis.open_data` returns.
        indicator: a ``rate_id`` or an ``indicator_id``, or its name.
        period: as in the column ``period``; blank for the one that most counties report, the
            newest of several. A rate has no period: each county reports it for its own date.

    Raises:
        UnknownName: with the indicators, or the periods of the indicator.
    """
    names = list_measures(data)
    by_name = {name: code for code, name in names.items()}
    code = indicator if indicator in names else by_name.get(indicator)
    if code is None:
        raise UnknownName("indicator", indicator, names)
    if code in set(data.rates["rate_id"]):
        return _measure_rate(data, code, names[code])
    return _measure_indicator(data, code, names[code], period)


def _measure_rate(data: Data, code: str, name: str) -> Measured:
    rates = data.rates
    own = rates[rates["rate_id"] == code].assign(
        period=rates["as_of_date"].dt.strftime("%Y-%m-%d"), value=rates["rate_percent"], unit="%",
        numerator=rates["numerator_cny"], denominator=rates["denominator_cny"], origin="reported",
    )  # fmt: skip
    values = pd.DataFrame(own[list(VALUES)]).reset_index(drop=True)
    return Measured(code, name, "%", True, _add_others(values, data), "", ())


def _measure_indicator(data: Data, code: str, name: str, period: str) -> Measured:
    trends = data.trends
    own = pd.DataFrame(trends[(trends["indicator_id"] == code) & trends["value"].notna()])
    own = own.assign(period=own["period"].fillna(UNDATED))
    is_dated = own["period"] != UNDATED
    ends = own["period_end"].where(is_dated, pd.Timestamp(0)).groupby(own["period"]).max()
    ends = ends.sort_values(ascending=False, kind="stable")
    periods = tuple(map(str, ends.index))
    if period and period not in periods:
        raise UnknownName(f"period of {name}", period, periods)
    counts = own.groupby("period")["county_code"].nunique().reindex(periods)
    chosen = period or (str(counts.idxmax()) if periods else "")
    # A reported value comes before a plan for the same period and what a change implies.
    rank = own["origin"].map({"reported": 0, "implied": 1, "planned": 2})
    of_period = own.assign(_rank=rank)[own["period"] == chosen].sort_values("_rank", kind="stable")
    first = of_period.drop_duplicates(["county_code", "project_id"])[list(VALUES)]
    unit = str(first["unit"].iloc[0] or "") if len(first) else ""
    values = _add_others(first.sort_values("county_code", kind="stable"), data)
    return Measured(code, name, unit, False, values, chosen, periods)


def _add_others(values: pd.DataFrame, data: Data) -> pd.DataFrame:
    """The rows, and one without a value for each county that has none."""
    counties = data.places.counties[["county_code", "county", "city", "province"]]
    others = counties[~counties["county_code"].isin(values["county_code"])]
    return pd.concat([values, others], ignore_index=True)[list(VALUES)]
