"""Claims about cumulative figures: the sum of earlier figure and month; they do not fall."""

from collections.abc import Iterable

import pandas as pd

from analysis.consistency.claims import NO_CLAIMS, Claims, chain_claims, make_claims
from analysis.measures.newest import keep_newest

KEY = ["county_code", "project_id", "indicator_id", "unit"]
FELL = "fell"
CORRECTED = "corrected"
YEARLY, SINCE_START = "calendar_year", "since_start"


def claim_months(tables: dict[str, pd.DataFrame]) -> Claims:
    """A cumulative figure is that of the previous month plus the figure of the month.

    In January a figure that accumulates within the year equals the figure of the month. A figure of
    an earlier paper may have been corrected since, so that a difference from it is for review.
    """
    indicators = tables["indicators"].dropna(subset="month_indicator")
    kinds = indicators[["indicator_id", "month_indicator"]].to_numpy().ravel()
    states = _list_states(tables, kinds)
    months = states.merge(
        indicators[["indicator_id", "month_indicator"]].rename(
            columns={"indicator_id": "cumulative", "month_indicator": "indicator_id"}
        ),
        on="indicator_id",
    )
    if months.empty:
        return NO_CLAIMS
    sums = states.merge(
        months[["county_code", "project_id", "cumulative", "period_end", "at"]].rename(
            columns={"cumulative": "indicator_id", "at": "month"}
        ),
        on=["county_code", "project_id", "indicator_id", "period_end"],
    )
    earlier = states[[*KEY, "period_end", "at"]].rename(columns={"at": "before"})
    sums["before_end"] = sums["period_end"] - pd.offsets.MonthEnd(1)
    joined = sums.merge(
        earlier.rename(columns={"period_end": "before_end"}), on=[*KEY, "before_end"], how="left"
    )
    starts_anew = (joined["accumulates"] == YEARLY) & (joined["period_end"].dt.month == 1)
    return chain_claims(
        [
            make_claims(joined.loc[starts_anew, ["at", "month"]], "month", "month"),
            make_claims(
                joined.loc[~starts_anew & joined["before"].notna(), ["at", "before", "month"]],
                "month",
                "before + month",
                innocent=CORRECTED,
            ),
        ]
    )


def claim_cumulatives(tables: dict[str, pd.DataFrame]) -> Claims:
    """A cumulative figure is at least the previous one; a figure that fell is for review.

    Figures that accumulate within a calendar year are compared within the year.
    """
    accumulates = tables["indicators"]["accumulates"].isin((SINCE_START, YEARLY))
    cumulative = _list_states(tables, tables["indicators"].loc[accumulates, "indicator_id"])
    cumulative = cumulative[cumulative.duplicated([*KEY, "period_start"], keep=False)]
    # Only periods that start on 1 January: months and quarters do not accumulate.
    is_yearly = cumulative["accumulates"] == YEARLY
    starts = cumulative["period_start"]
    starts_in_january = starts.dt.month.eq(1) & starts.dt.day.eq(1)
    cumulative = cumulative[~is_yearly | starts_in_january]
    year = cumulative["period_end"].dt.year.where(cumulative["accumulates"] == YEARLY, 0)
    ordered = cumulative.assign(year=year).sort_values([*KEY, "year", "period_end"], kind="stable")
    group = ordered.groupby([*KEY, "year", "period_start"], dropna=False, sort=False)
    rows = ordered[["at"]].assign(before=group["at"].shift())
    return make_claims(
        rows.dropna(subset="before"), "cumulative", "before", relation="ge", innocent=FELL
    )


def _list_states(tables: dict[str, pd.DataFrame], indicator_ids: Iterable[str]) -> pd.DataFrame:
    """The newest reported figure of each county, indicator and period."""
    series = tables["series"]
    reported = series[series["indicator_id"].isin(list(indicator_ids))]
    reported = reported[(reported["origin"] == "reported") & reported["value"].notna()]
    reported = reported[reported["covers"].isna() & reported["period_end"].notna()]
    located = reported.assign(at=reported["at_value"])
    kinds = tables["indicators"].set_index("indicator_id")["accumulates"]
    newest = keep_newest(
        located.assign(accumulates=located["indicator_id"].map(kinds)),
        [*KEY, "period_start", "period_end"],
    )
    return newest[[*KEY, "period_start", "period_end", "at", "accumulates"]]
