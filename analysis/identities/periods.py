"""Cumulative figures over time: month + what there was before, and that they do not fall."""

import pandas as pd

from analysis.claims import NO_CLAIMS, Claims, join_claims, make_claims, name_figures

KEY = ["county_code", "indicator_id", "unit"]
FELL = "fell"
YEARLY, SINCE_START = "calendar_year", "since_start"


def claim_months(tables: dict[str, pd.DataFrame]) -> Claims:
    """What is used so far is what was used a month ago and in the month.

    In January a figure that is cumulative within the year is that of the month alone.
    """
    states = _list_states(tables)
    indicators = tables["indicators"].dropna(subset="month_indicator")
    months = states.merge(
        indicators[["indicator_id", "month_indicator"]].rename(
            columns={"indicator_id": "cumulative", "month_indicator": "indicator_id"}
        ),
        on="indicator_id",
    )
    if months.empty:
        return NO_CLAIMS
    sums = states.merge(
        months[["county_code", "cumulative", "period_end", "figure"]].rename(
            columns={"cumulative": "indicator_id", "figure": "month"}
        ),
        on=["county_code", "indicator_id", "period_end"],
    )
    earlier = states[[*KEY, "period_end", "figure"]].rename(columns={"figure": "before"})
    sums["before_end"] = sums["period_end"] - pd.offsets.MonthEnd(1)
    joined = sums.merge(
        earlier.rename(columns={"period_end": "before_end"}), on=[*KEY, "before_end"], how="left"
    )
    starts_anew = (joined["accumulates"] == YEARLY) & (joined["period_end"].dt.month == 1)
    return join_claims(
        [
            make_claims(joined.loc[starts_anew, ["figure", "month"]], "month", "month"),
            make_claims(
                joined.loc[~starts_anew & joined["before"].notna(), ["figure", "before", "month"]],
                "month",
                "before + month",
            ),
        ]
    )


def claim_cumulatives(tables: dict[str, pd.DataFrame]) -> Claims:
    """A cumulative figure is at least what it was before; one that fell is for review.

    What is cumulative within a calendar year begins anew each year.
    """
    states = _list_states(tables)
    cumulative = states[states["accumulates"].isin((SINCE_START, YEARLY))]
    # Within a year, only what starts on its first day; its months or quarters do not accumulate.
    is_yearly = cumulative["accumulates"] == YEARLY
    starts = cumulative["period_start"]
    begins = starts.dt.month.eq(1) & starts.dt.day.eq(1)
    cumulative = cumulative[~is_yearly | begins]
    year = cumulative["period_end"].dt.year.where(cumulative["accumulates"] == YEARLY, 0)
    ordered = cumulative.assign(year=year).sort_values([*KEY, "year", "period_end"], kind="stable")
    group = ordered.groupby([*KEY, "year", "period_start"], dropna=False, sort=False)
    rows = ordered[["figure"]].assign(before=group["figure"].shift())
    return make_claims(
        rows.dropna(subset="before"), "cumulative", "before", relation="ge", innocent=FELL
    )


def _list_states(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One reported figure per county, indicator and period: that of the newest document."""
    series = tables["series"]
    known = series[(series["origin"] == "reported") & series["value"].notna()]
    known = known[known["covers"].isna() & known["period_end"].notna()]
    named = known.assign(figure=name_figures(known, known["column"]))
    kinds = tables["indicators"].set_index("indicator_id")["accumulates"]
    dates = tables["documents"].set_index("document_id")["document_date"]
    dated = named.assign(
        accumulates=named["indicator_id"].map(kinds),
        written=dates.reindex(named["document_id"]).to_numpy(),
    ).sort_values(["written", "document_id"], kind="stable")
    once = dated.drop_duplicates([*KEY, "period_start", "period_end"], keep="last")
    return once[[*KEY, "period_start", "period_end", "figure", "accumulates"]]
