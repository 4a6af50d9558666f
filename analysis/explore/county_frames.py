"""One row a county, and the documents of each."""

import pandas as pd

from analysis.explore.frame import Frame
from analysis.explore.source import Source, to_per_cent
from analysis.measures.county_overview import OVERVIEW_TABLES, compute_overview
from analysis.store.load import list_counties
from analysis.store.reporting import pair_documents

# Columns of the overview in per cent, and amounts by a shorter name.
_PER_CENT = {
    "disbursement_percent": "disbursement_rate",
    "disbursement_reported_percent": "disbursement_printed_rate",
    "contract_payment_percent": "contract_payment_rate",
    "use_percent": "use_rate",
    "use_reported_percent": "use_printed_rate",
    "use_change_points": "use_change",
}
_AMOUNTS = {
    "paid_total_cny": "paid_cny",
    "planned_total_cny": "planned_cny",
    "contracts_total_cny": "contracts_cny",
}


def make_counties(source: Source) -> Frame:
    """The frame ``counties``: the figures of the index, at an earlier date those of then."""
    made = {
        "rates": source.load_rates,
        "completions": source.load_conditions,
        "trends": source.load_points,
    }
    tables = {name: made[name]() if name in made else source.load(name) for name in OVERVIEW_TABLES}
    overview = compute_overview(tables, _list_counties(source))
    named = overview.rename(columns=_AMOUNTS).assign(
        project=source.name_projects(overview["project_id"]),
        **{name: to_per_cent(overview[column]) for name, column in _PER_CENT.items()},
    )
    return source.finish(named, "counties")


def _list_counties(source: Source) -> pd.DataFrame:
    """The counties with the number and the newest date of the documents about them."""
    codes = source.places.counties["county_code"]
    if source.as_of is None:
        listed = list_counties(source.root)
        return listed[listed["county_code"].isin(codes)].reset_index(drop=True)
    documents = source.load("documents")
    pairs = pair_documents(documents, source.load("figures"), source.load("events"))
    pairs = pairs.drop_duplicates().merge(documents[["document_id", "document_date"]])
    groups = pairs.groupby("county_code")
    counted = source.places.counties[["county_code", "name_zh", "name_en"]].assign(
        documents=codes.map(groups.size()).fillna(0).astype("int64"),
        latest=codes.map(groups["document_date"].max()),
    )
    return pd.DataFrame(counted)


def make_documents(source: Source) -> Frame:
    """The frame ``documents``."""
    documents = source.load("documents")
    named = documents.assign(
        title=source.pick(documents, "title"), issuer=source.pick(documents, "issuer")
    )
    return source.finish(named, "documents")
