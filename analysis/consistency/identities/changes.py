"""Claims about printed changes: a growth or a multiple and the two values it compares."""

import pandas as pd

from analysis.consistency.claims import Claims, make_claims
from analysis.measures.newest import keep_newest

KEY = ["county_code", "project_id", "indicator_id", "unit"]
FORMULAS = {"growth": "growth(value, base)", "multiple": "value / base"}


def claim_changes(tables: dict[str, pd.DataFrame]) -> Claims:
    """A printed change follows from the value and the value reported for its base period."""
    series = tables["series"]
    reported = series[series["origin"] == "reported"]
    reported = reported.assign(name=reported["at_value"])
    changed = reported[reported["printed_change"].notna()]
    changed = changed.assign(at=changed["at_change"])
    period = ["change_base_start", "change_base_end"]
    compared = reported["indicator_id"].isin(changed["indicator_id"].unique())
    valued = reported[compared & reported["value"].notna()]
    reported_period = ["period_start", "period_end"]
    renamed = {**dict(zip(reported_period, period, strict=True)), "name": "base"}

    def list_bases(*key: str) -> pd.DataFrame:
        once = keep_newest(valued, [*KEY, *reported_period, *key])
        return once[[*KEY, *reported_period, *key, "name"]].rename(columns=renamed)

    # The base period's figure in the same document, else in the newest document.
    same, other = list_bases("document_id"), list_bases()
    with_base = changed.merge(same, on=[*KEY, *period, "document_id"], how="left")
    base_elsewhere = changed[[*KEY, *period]].merge(other, on=[*KEY, *period], how="left")["base"]
    rows = with_base[["at"]].assign(
        value=with_base["name"], base=with_base["base"].fillna(base_elsewhere)
    )
    return make_claims(rows, "change", with_base["change_kind"].map(FORMULAS))
