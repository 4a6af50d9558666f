"""Claims about parts, subsets, weighted means and coverages, as given by ``indicators.csv``."""

import pandas as pd

from analysis.consistency.claims import NO_CLAIMS, Claims, chain_claims, make_claims
from analysis.consistency.identities.prepared import make_key

# A period of one document of one county.
SCOPE = ["county_code", "document_id", "period_start", "period_end"]


def claim_parts(tables: dict[str, pd.DataFrame]) -> Claims:
    """A whole is the sum of its parts, and at least the sum of the reported parts.

    An indicator with ``part_of_indicator`` and no ``weight`` is one part of a partition.
    """
    indicators = tables["indicators"]
    parts = indicators[indicators["part_of_indicator"].notna() & indicators["weight"].isna()]
    values = list_values(tables)
    part_values = values.merge(parts[["indicator_id", "part_of_indicator"]], on="indicator_id")
    wholes = values[values["indicator_id"].isin(parts["part_of_indicator"])]
    unique_parts = part_values.drop_duplicates([*SCOPE, "indicator_id"])
    joined = wholes[[*SCOPE, "indicator_id", "unit", "at"]].merge(
        unique_parts[[*SCOPE, "part_of_indicator", "unit", "at"]].rename(
            columns={"part_of_indicator": "indicator_id", "at": "operand_at"}
        ),
        on=[*SCOPE, "indicator_id", "unit"],
    )
    if joined.empty:
        return NO_CLAIMS
    counts = joined.groupby("at").size()
    rows = wholes.loc[wholes["at"].isin(joined["at"]), ["at", "indicator_id"]]
    needed = rows["indicator_id"].map(parts.groupby("part_of_indicator").size())
    is_complete = rows["at"].map(counts) == needed
    operands = joined[["at", "operand_at"]].assign(operand="parts")
    claim = {
        relation: make_claims(
            rows.loc[chosen, ["at"]],
            "parts",
            "parts",
            [operands[operands["at"].isin(rows.loc[chosen, "at"])]],
            relation=relation,
        )
        for relation, chosen in (("eq", is_complete), ("ge", ~is_complete))
    }
    return chain_claims(claim.values())


def claim_subsets(tables: dict[str, pd.DataFrame]) -> Claims:
    """A subset does not exceed the whole that it is counted in."""
    subsets = tables["indicators"].dropna(subset="subset_of")
    values = list_values(tables)
    counted = values[values["value"].notna()]
    printed = counted.merge(subsets[["indicator_id", "subset_of"]], on="indicator_id")
    rows = printed[["at"]].assign(all=_find_beside(printed, "subset_of", counted))
    # A subset without a reported whole cannot be checked.
    return make_claims(rows.dropna(subset="all"), "subset", "all", relation="le")


def claim_means(tables: dict[str, pd.DataFrame]) -> Claims:
    """A mean is the mean of its parts weighted by ``weight``, such as persons or households."""
    indicators = tables["indicators"]
    parts = indicators[indicators["part_of_indicator"].notna() & indicators["weight"].notna()]
    values = list_values(tables)
    figures = values.merge(
        parts[["indicator_id", "part_of_indicator", "weight"]], on="indicator_id"
    )
    weights = values[values["indicator_id"].isin(parts["weight"])]
    # The weight of a yearly mean is the number at the end of the year.
    key = ["county_code", "document_id", "period_end"]
    pairs = figures.merge(
        weights[[*key, "indicator_id", "at"]].rename(
            columns={"indicator_id": "weight", "at": "weight_at"}
        ),
        on=[*key, "weight"],
    ).drop_duplicates([*SCOPE, "indicator_id"])
    wholes = values[values["indicator_id"].isin(parts["part_of_indicator"])]
    joined = wholes[[*SCOPE, "indicator_id", "unit", "at"]].merge(
        pairs[[*SCOPE, "part_of_indicator", "unit", "at", "weight_at"]].rename(
            columns={"part_of_indicator": "indicator_id", "at": "part_at"}
        ),
        on=[*SCOPE, "indicator_id", "unit"],
    )
    number = joined.groupby("at").cumcount().add(1).astype("str")
    count = joined.groupby("at").size()
    rows = wholes[["at", "indicator_id"]].assign(count=wholes["at"].map(count))
    needed = rows["indicator_id"].map(parts.groupby("part_of_indicator").size())
    rows = rows[rows["count"] == needed]
    operands = [
        joined[["at"]].assign(operand=name + number, operand_at=joined[column])
        for name, column in (("part_", "part_at"), ("weight_", "weight_at"))
    ]
    operands = [operand[operand["at"].isin(rows["at"])] for operand in operands]
    return make_claims(rows[["at"]], "mean", rows["count"].map(_write_mean), operands)


def _write_mean(count: float) -> str:
    pairs = [f"part_{number}, weight_{number}" for number in range(1, int(count) + 1)]
    return f"mean({', '.join(pairs)})"


def claim_coverages(tables: dict[str, pd.DataFrame]) -> Claims:
    """A reported share is numerator ÷ denominator, if the document reports both."""
    indicators = tables["indicators"]
    shares = indicators[
        indicators["denominator_indicator"].notna() & (indicators["unit"] == "share")
    ]
    values = list_values(tables)
    printed = values.merge(
        shares[["indicator_id", "numerator_indicator", "denominator_indicator", "innocent"]],
        on="indicator_id",
    )
    rows = printed[["at"]].assign(
        part=_find_beside(printed, "numerator_indicator", values),
        denominator=_find_beside(
            printed, "denominator_indicator", pd.concat([values, _list_funds(tables)])
        ),
    )
    return make_claims(
        rows, "coverage", "part / denominator", is_capped=True, innocent=printed["innocent"]
    )


def _find_beside(printed: pd.DataFrame, role: str, values: pd.DataFrame) -> pd.Series:
    """The related indicator's figure of the same date, or else the document's only one."""
    wanted = printed[["at", *SCOPE]].assign(indicator_id=printed[role])
    candidates = values[values["indicator_id"].isin(wanted["indicator_id"].unique())]
    candidates = candidates.rename(columns={"at": "found"})
    same_end = candidates.drop_duplicates([*SCOPE[:2], "period_end", "indicator_id"])
    of_same_end = wanted.merge(
        same_end[[*SCOPE[:2], "period_end", "indicator_id", "found"]],
        on=[*SCOPE[:2], "period_end", "indicator_id"],
        how="left",
    )["found"]
    has_one_value = (
        candidates.groupby([*SCOPE[:2], "indicator_id"])["value"].transform("nunique") == 1
    )
    only = candidates[has_one_value].drop_duplicates([*SCOPE[:2], "indicator_id"])
    only_figure = wanted.merge(
        only[[*SCOPE[:2], "indicator_id", "found"]], on=[*SCOPE[:2], "indicator_id"], how="left"
    )["found"]
    county = candidates[candidates["document_id"].isna()].drop_duplicates(
        ["county_code", "indicator_id"]
    )
    of_county = wanted.merge(
        county[["county_code", "indicator_id", "found"]],
        on=["county_code", "indicator_id"],
        how="left",
    )["found"]
    return of_same_end.fillna(only_figure).fillna(of_county).set_axis(printed.index)


def _list_funds(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The fund of each county with one project and one source, without document and date."""
    funds = tables["appropriations"]
    own = funds[funds["funds_source"].isin(("central", "province"))]
    only = own[~own.duplicated("county_code", keep=False)]
    fund = only[["county_code"]].assign(
        at=only["at_figure"],
        indicator_id="project_appropriation",
        value=only["appropriation_cny"],
    )
    fund["indicator_id"] = make_key(fund["indicator_id"], tables["series"]["indicator_id"])
    return fund


def list_values(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Reported figures with position, indicator, unit, value and scope.

    A figure that a document prints twice for one period has two rows; callers use the first. That
    both are equal is a claim of :mod:`analysis.consistency.identities.repeats`.
    """
    series = tables["series"]
    reported = series[(series["origin"] == "reported") & series["covers"].isna()]
    located = reported.assign(at=reported["at_value"])
    return located[["at", *SCOPE, "indicator_id", "unit", "value"]]
