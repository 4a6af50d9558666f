"""Claims that repeated figures are equal: of one county, indicator and period, or one target."""

import pandas as pd

from analysis.consistency.claims import Claims, chain_claims, make_claims
from analysis.tables.reference_forms import UNDATED

SAME = ["county_code", "project_id", "indicator_id", "unit"]
STIPULATED = ["document_id", "role", *SAME]
PERIOD = ["period_start", "period_end"]
ANOTHER_DATE, ANOTHER_TARGET = "another_date", "another_target"
# An undated figure has the date of its document; one dated up to a month before may be the same.
NEAR = pd.Timedelta(days=31)


def claim_repeats(tables: dict[str, pd.DataFrame]) -> Claims:
    """Repeated figures are equal at the coarser of their precisions."""
    reported = _list_reported(tables)
    return chain_claims(
        [
            _claim_same(reported, [*SAME, *PERIOD], None),
            _claim_near(reported),
            _claim_same(_list_stipulated(tables), STIPULATED, ANOTHER_TARGET),
            _claim_instalments(tables["payments"]),
        ]
    )


def _claim_same(rows: pd.DataFrame, key: list[str], innocent: str | None) -> Claims:
    """Each figure of a group equals the most precise one."""
    repeated = rows[rows.duplicated(key, keep=False)]
    ordered = repeated.sort_values("width", kind="stable")
    finest = ordered.groupby(key, dropna=False, sort=False)["at"].transform("first")
    pairs = ordered[["at"]].assign(other=finest)
    pairs = pairs[pairs["at"] != pairs["other"]]
    return make_claims(pairs, "repeat", "other", innocent=innocent)


def _claim_near(reported: pd.DataFrame) -> Claims:
    """An undated figure equals the dated one of the same filing with the nearest date."""
    is_undated = reported["period_note"].str.startswith(UNDATED, na=False)
    key = ["filing", *SAME]
    stocks = reported[reported["period_start"].isna()]
    undated = stocks[is_undated.reindex(stocks.index)]
    dated = stocks[~is_undated.reindex(stocks.index)]
    pairs = undated[[*key, "at", "width", "period_end"]].merge(
        dated[[*key, "at", "width", "period_end"]], on=key, suffixes=("", "_dated")
    )
    pairs = pairs.assign(gap=pairs["period_end"] - pairs["period_end_dated"])
    nearest = pairs[pairs["gap"].between(pd.Timedelta(0), NEAR)]
    nearest = nearest.sort_values(["gap", "width_dated"], kind="stable")
    nearest = nearest.drop_duplicates("at")
    is_coarser = nearest["width"] >= nearest["width_dated"]
    rows = pd.DataFrame(
        {
            "at": nearest["at"].where(is_coarser, nearest["at_dated"]),
            "other": nearest["at_dated"].where(is_coarser, nearest["at"]),
        }
    )
    return make_claims(rows.drop_duplicates("at"), "near", "other", innocent=ANOTHER_DATE)


def _claim_instalments(payments: pd.DataFrame) -> Claims:
    """An instalment has the same amount in all statuses."""
    priced = payments[payments["amount_cny"].notna()]
    rows = priced.assign(at=priced["at_amount"], width=0)
    key = ["county_code", "project_id", "contract_ids", "instalment"]
    return _claim_same(rows[rows["instalment"] != "rest"], key, None)


def _list_reported(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    series, documents = tables["series"], tables["documents"]
    reported_rows = series[(series["origin"] == "reported") & series["value"].notna()]
    reported_rows = reported_rows[
        reported_rows["covers"].isna() & reported_rows["period_end"].notna()
    ]
    filings = documents.set_index("document_id")["part_of"].reindex(reported_rows["document_id"])
    filing = filings.set_axis(reported_rows.index).fillna(reported_rows["document_id"])
    return reported_rows[[*SAME, *PERIOD, "period_note"]].assign(
        at=reported_rows["at_value"],
        width=reported_rows["high"] - reported_rows["low"],
        filing=filing,
    )


def _list_stipulated(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Targets and appropriations, wherever a document prints them."""
    rows = tables["stipulations"]
    stipulated = rows[rows["value"].notna() & (rows["unit"] != "unstated")]
    return stipulated.assign(at=stipulated["at_value"], width=0)
