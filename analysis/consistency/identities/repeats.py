"""The same figure in several places: same county, indicator and period, or the same target."""

import pandas as pd

from analysis.consistency.claims import Claims, chain_claims, make_claims
from analysis.tables.reference_forms import UNDATED

SAME = ["county_code", "indicator_id", "unit"]
PERIOD = ["period_start", "period_end"]
ANOTHER_DATE, ANOTHER_TARGET = "another_date", "another_target"
# An undated figure takes its document's date; what is dated within a month of it may be the same.
NEAR = pd.Timedelta(days=31)


def claim_repeats(tables: dict[str, pd.DataFrame]) -> Claims:
    """A figure that is repeated is the same each time, at the coarser of the two precisions."""
    reported = _list_reported(tables)
    return chain_claims(
        [
            _claim_same(reported, [*SAME, *PERIOD], None),
            _claim_near(reported),
            _claim_same(_list_stipulated(tables), ["document_id", "role", *SAME], ANOTHER_TARGET),
            _claim_instalments(tables["payments"]),
        ]
    )


def _claim_same(rows: pd.DataFrame, key: list[str], innocent: str | None) -> Claims:
    """Each figure of a group against its finest."""
    repeated = rows[rows.duplicated(key, keep=False)]
    ordered = repeated.sort_values("width", kind="stable")
    finest = ordered.groupby(key, dropna=False, sort=False)["at"].transform("first")
    pairs = ordered[["at"]].assign(other=finest)
    pairs = pairs[pairs["at"] != pairs["other"]]
    return make_claims(pairs, "repeat", "other", innocent=innocent)


def _claim_near(reported: pd.DataFrame) -> Claims:
    """Undated figures against the nearest dated one of the same filing."""
    is_undated = reported["period_note"].str.startswith(UNDATED, na=False)
    key = ["filing", *SAME]
    stocks = reported[reported["period_start"].isna()]
    undated = stocks[is_undated.reindex(stocks.index)]
    dated = stocks[~is_undated.reindex(stocks.index)]
    pairs = undated[[*key, "at", "width", "period_end"]].merge(
        dated[[*key, "at", "width", "period_end"]], on=key, suffixes=("", "_dated")
    )
    pairs = pairs.assign(gap=pairs["period_end"] - pairs["period_end_dated"])
    near = pairs[pairs["gap"].between(pd.Timedelta(0), NEAR)]
    near = near.sort_values(["gap", "width_dated"], kind="stable")
    near = near.drop_duplicates("at")
    is_coarser = near["width"] >= near["width_dated"]
    rows = pd.DataFrame(
        {
            "at": near["at"].where(is_coarser, near["at_dated"]),
            "other": near["at_dated"].where(is_coarser, near["at"]),
        }
    )
    return make_claims(rows.drop_duplicates("at"), "near", "other", innocent=ANOTHER_DATE)


def _claim_instalments(payments: pd.DataFrame) -> Claims:
    """An instalment that is reported in several statuses has one amount."""
    known = payments[payments["amount_cny"].notna()]
    rows = known.assign(at=known["at_amount"], width=0)
    key = ["county_code", "project_id", "contract_ids", "instalment"]
    return _claim_same(rows[rows["instalment"] != "rest"], key, None)


def _list_reported(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    series, documents = tables["series"], tables["documents"]
    known = series[(series["origin"] == "reported") & series["value"].notna()]
    known = known[known["covers"].isna() & known["period_end"].notna()]
    filings = documents.set_index("document_id")["part_of"].reindex(known["document_id"])
    filing = filings.set_axis(known.index).fillna(known["document_id"])
    return known[["county_code", "indicator_id", "unit", *PERIOD, "period_note"]].assign(
        at=known["at_value"], width=known["high"] - known["low"], filing=filing
    )


def _list_stipulated(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Targets and appropriations, wherever a document prints them."""
    rows = tables["stipulations"]
    known = rows[rows["value"].notna() & (rows["unit"] != "unstated")]
    return known.assign(at=known["at_value"], width=0)
