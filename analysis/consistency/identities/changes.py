"""Printed changes: a growth or a multiple against the two values it compares."""

import pandas as pd

from analysis.consistency.claims import Claims, make_claims

KEY = ["county_code", "indicator_id", "unit"]
FORMULAS = {"growth": "growth(value, base)", "multiple": "value / base"}


def claim_changes(tables: dict[str, pd.DataFrame]) -> Claims:
    """A printed change is the value over that of the base period, as reported for that period."""
    series = tables["series"]
    reported = series[series["origin"] == "reported"]
    reported = reported.assign(name=reported["at_value"])
    changed = reported[reported["printed_change"].notna()]
    changed = changed.assign(at=changed["at_change"])
    period = ["change_base_start", "change_base_end"]
    compared = reported["indicator_id"].isin(changed["indicator_id"].unique())
    valued = reported[compared & reported["value"].notna()]
    known = valued[[*KEY, "period_start", "period_end", "document_id", "name"]]
    known = known.set_axis([*KEY, *period, "document_id", "base"], axis=1)
    # Of several reports of the base period, that of the same document.
    same = known.drop_duplicates([*KEY, *period, "document_id"])
    other = known.drop_duplicates([*KEY, *period]).drop(columns="document_id")
    found = changed.merge(same, on=[*KEY, *period, "document_id"], how="left")
    elsewhere = changed[[*KEY, *period]].merge(other, on=[*KEY, *period], how="left")["base"]
    rows = found[["at"]].assign(value=found["name"], base=found["base"].fillna(elsewhere))
    return make_claims(rows, "change", found["change_kind"].map(FORMULAS))
