"""A column that covers several areas is the sum of their columns."""

import pandas as pd

from analysis.consistency.claims import Claims, make_claims
from analysis.consistency.identities.prepared import make_key

ROW = ["document_id", "table_id", "row_id", "indicator_id"]


def claim_area_totals(tables: dict[str, pd.DataFrame]) -> Claims:
    """The total of a form is the sum of the areas it covers; shares do not add up."""
    series, indicators = tables["series"], tables["indicators"]
    shares = indicators.loc[indicators["unit"] == "share", "indicator_id"]
    added = series[~series["indicator_id"].isin(shares)]
    named = added.assign(at=added["at_value"])
    totals = named[named["covers"].notna() & named["value"].notna()]
    covered = totals[[*ROW, "at", "covers"]].assign(county_code=totals["covers"].str.split(";"))
    areas = covered.explode("county_code")
    areas["county_code"] = make_key(areas["county_code"], named["county_code"])
    parts = areas.merge(
        named.loc[named["covers"].isna(), [*ROW, "county_code", "at"]].rename(
            columns={"at": "operand_at"}
        ),
        on=[*ROW, "county_code"],
    )
    # The total of an area whose column is not there cannot be added up.
    needed = totals["covers"].str.count(";").add(1).set_axis(totals["at"])
    found = parts.groupby("at").size()
    complete = needed.index[needed.eq(found.reindex(needed.index))]
    rows = totals.loc[totals["at"].isin(complete), ["at"]]
    kept = parts[parts["at"].isin(complete)]
    operands = kept[["at", "operand_at"]].assign(operand="areas")
    return make_claims(rows, "areas", "areas", [operands])
