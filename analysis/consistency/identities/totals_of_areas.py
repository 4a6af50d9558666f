"""Claims about columns that cover several areas: they are the sum of the areas."""

import pandas as pd

from analysis.consistency.claims import Claims, make_claims
from analysis.consistency.identities.prepared import make_key

ROW = ["document_id", "table_id", "row_id", "indicator_id"]


def claim_area_totals(tables: dict[str, pd.DataFrame]) -> Claims:
    """The total of a form is the sum of the areas it covers. Shares are not added up."""
    series, indicators = tables["series"], tables["indicators"]
    shares = indicators.loc[indicators["unit"] == "share", "indicator_id"]
    addable = series[~series["indicator_id"].isin(shares)]
    located = addable.assign(at=addable["at_value"])
    totals = located[located["covers"].notna() & located["value"].notna()]
    covered = totals[[*ROW, "at", "covers"]].assign(county_code=totals["covers"].str.split(";"))
    areas = covered.explode("county_code")
    areas["county_code"] = make_key(areas["county_code"], located["county_code"])
    parts = areas.merge(
        located.loc[located["covers"].isna(), [*ROW, "county_code", "at"]].rename(
            columns={"at": "operand_at"}
        ),
        on=[*ROW, "county_code"],
    )
    # Totals of which the form lacks the column of an area cannot be checked.
    needed = totals["covers"].str.count(";").add(1).set_axis(totals["at"])
    part_counts = parts.groupby("at").size()
    complete = needed.index[needed.eq(part_counts.reindex(needed.index))]
    rows = totals.loc[totals["at"].isin(complete), ["at"]]
    complete_parts = parts[parts["at"].isin(complete)]
    operands = complete_parts[["at", "operand_at"]].assign(operand="areas")
    return make_claims(rows, "areas", "areas", [operands])
