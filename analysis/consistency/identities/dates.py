"""Dates in order: what ends after it began, what is paid after it was awarded.

Dates are printed to the day, the month or the year; only what no day of either could put in order
is out of order, and then it is for review: a slip of the pen is as likely as a wrong deed.
"""

import pandas as pd

from analysis.figures.names import name_figures

OUT_OF_ORDER = "out_of_order"
AGREES, FOR_REVIEW = "agrees", "for_review"
COLUMNS = ("figure", "inputs", "first_date", "second_date", "verdict", "reason")


def check_dates(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every pair of dates that must be in order.

    Returns:
        figure (name of the later date's cell), inputs (that of the earlier), first_date (earliest
        day of the earlier), second_date (latest day of the later), verdict, reason.
    """
    pairs = pd.concat(
        [
            _pair_spans(tables["events"]),
            _pair_awards(tables["payments"], tables["contracts"]),
            _pair_statuses(tables["payments"]),
            _pair_milestones(tables["events"], tables["documents"]),
        ],
        ignore_index=True,
    ).dropna(subset=["first_date", "second_date"])
    is_late = pairs["first_date"] > pairs["second_date"]
    return pairs.assign(
        verdict=is_late.map({True: FOR_REVIEW, False: AGREES}),
        reason=is_late.map({True: OUT_OF_ORDER, False: None}),
    ).drop_duplicates(["figure", "inputs"])[list(COLUMNS)]


def _pair_spans(events: pd.DataFrame) -> pd.DataFrame:
    spans = events[events["end_date"].notna()]
    return pd.DataFrame(
        {
            "figure": name_figures(spans, "end"),
            "inputs": name_figures(spans, "start"),
            "first_date": spans["start_date"],
            "second_date": spans["end_date"],
        }
    )


def _pair_awards(payments: pd.DataFrame, contracts: pd.DataFrame) -> pd.DataFrame:
    awards = contracts.assign(inputs=name_figures(contracts, "award_date"))
    done = payments[payments["status"] != "retained"]
    covered = done.assign(
        figure=name_figures(done, "status_date"), contract_id=done["contract_ids"].str.split(";")
    ).explode("contract_id")
    pairs = covered.merge(awards[["contract_id", "inputs", "award_date"]], on="contract_id")
    return pairs.rename(columns={"award_date": "first_date", "status_date": "second_date"})[
        ["figure", "inputs", "first_date", "second_date"]
    ]


def _pair_statuses(payments: pd.DataFrame) -> pd.DataFrame:
    """An instalment is paid after it was asked for."""
    key = ["county_code", "project_id", "contract_ids", "instalment"]
    named = payments.assign(figure=name_figures(payments, "status_date"))
    asked = named[named["status"].isin(("requested", "submitted"))]
    # A status date printed to the month is kept as its last day: compare by the first.
    first = asked["status_date"].where(asked["date_precision"] == "day")
    first = first.fillna(asked["status_date"].dt.to_period("M").dt.start_time)
    first = first.where(asked["date_precision"] != "year")
    asked = asked.assign(first_date=first.astype("datetime64[ms]"), inputs=asked["figure"])
    paid = named.loc[named["status"] == "paid", [*key, "figure", "status_date"]]
    pairs = asked[[*key, "inputs", "first_date"]].merge(paid, on=key)
    return pairs.rename(columns={"status_date": "second_date"})[
        ["figure", "inputs", "first_date", "second_date"]
    ]


def _pair_milestones(events: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """What a document tells as done was done before it was written."""
    done = events[events["event_kind"].isin(("milestone", "designation"))]
    written = documents.set_index("document_id")["document_date"]
    name = name_figures(done, "start")
    return pd.DataFrame(
        {
            "figure": name,
            "inputs": name,
            "first_date": done["start_date"],
            "second_date": written.reindex(done["document_id"]).to_numpy(),
        }
    )
