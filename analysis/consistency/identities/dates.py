"""Checks that dates are in order: an end after its start, a payment after the award.

Dates are printed to the day, the month or the year. Two dates are out of order only if no pair of
days that they may stand for is in order. This is for review: it may be a printing error.
"""

import pandas as pd

from analysis.figures.names import name_figures

OUT_OF_ORDER = "out_of_order"
AGREES, FOR_REVIEW = "agrees", "for_review"
COLUMNS = ("figure", "inputs", "first_date", "second_date", "verdict", "reason")


def check_dates(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """All pairs of dates that must be in order, with a verdict each.

    Returns:
        figure (name of the cell of the later date), inputs (of the earlier date), first_date
        (earliest day of the earlier date), second_date (latest day of the later date), verdict,
        reason.
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
    reported = payments[payments["status"] != "retained"]
    covered = reported.assign(
        figure=name_figures(reported, "status_date"),
        contract_id=reported["contract_ids"].str.split(";"),
    ).explode("contract_id")
    pairs = covered.merge(awards[["contract_id", "inputs", "award_date"]], on="contract_id")
    return pairs.rename(columns={"award_date": "first_date", "status_date": "second_date"})[
        ["figure", "inputs", "first_date", "second_date"]
    ]


def _pair_statuses(payments: pd.DataFrame) -> pd.DataFrame:
    """An instalment is paid after it was requested."""
    key = ["county_code", "project_id", "contract_ids", "instalment"]
    with_figures = payments.assign(figure=name_figures(payments, "status_date"))
    requested = with_figures[with_figures["status"].isin(("requested", "submitted"))]
    # A status date printed to the month is stored as its last day; the first day is compared.
    first_days = requested["status_date"].where(requested["date_precision"] == "day")
    first_days = first_days.fillna(requested["status_date"].dt.to_period("M").dt.start_time)
    first_days = first_days.where(requested["date_precision"] != "year")
    requested = requested.assign(
        first_date=first_days.astype("datetime64[ms]"), inputs=requested["figure"]
    )
    paid = with_figures.loc[with_figures["status"] == "paid", [*key, "figure", "status_date"]]
    pairs = requested[[*key, "inputs", "first_date"]].merge(paid, on=key)
    return pairs.rename(columns={"status_date": "second_date"})[
        ["figure", "inputs", "first_date", "second_date"]
    ]


def _pair_milestones(events: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """A milestone that a document reports lies before the date of the document."""
    reported = events[events["event_kind"].isin(("milestone", "designation"))]
    written = documents.set_index("document_id")["document_date"]
    name = name_figures(reported, "start")
    return pd.DataFrame(
        {
            "figure": name,
            "inputs": name,
            "first_date": reported["start_date"],
            "second_date": written.reindex(reported["document_id"]).to_numpy(),
        }
    )
