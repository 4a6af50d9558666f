"""A column that covers several areas is the sum of their columns."""

import pandas as pd

from analysis.claims import Claims, make_claims, name_figures

ROW = ["document_id", "table_id", "row_id", "indicator_id"]


def claim_area_totals(tables: dict[str, pd.DataFrame]) -> Claims:
    """The total of a form is the sum of the areas it covers; shares do not add up."""
    series, indicators = tables["series"], tables["indicators"]
    shares = indicators.loc[indicators["unit"] == "share", "indicator_id"]
    added = series[~series["indicator_id"].isin(shares)]
    named = added.assign(figure=name_figures(added, added["column"]))
    totals = named[named["covers"].notna() & named["value"].notna()]
    covered = totals[[*ROW, "figure", "covers"]].assign(county_code=totals["covers"].str.split(";"))
    parts = covered.explode("county_code").merge(
        named.loc[named["covers"].isna(), [*ROW, "county_code", "figure"]].rename(
            columns={"figure": "operand_figure"}
        ),
        on=[*ROW, "county_code"],
    )
    # The total of an area whose column is not there cannot be added up.
    needed = totals["covers"].str.count(";").add(1).set_axis(totals["figure"])
    found = parts.groupby("figure").size()
    complete = needed.index[needed.eq(found.reindex(needed.index))]
    rows = totals.loc[totals["figure"].isin(complete), ["figure"]]
    kept = parts[parts["figure"].isin(complete)]
    operands = kept[["figure", "operand_figure"]].assign(operand="areas")
    return make_claims(rows, "areas", "areas", [operands])
