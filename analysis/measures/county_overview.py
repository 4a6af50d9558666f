"""The overview of all counties: one row a county, from the processed tables in one pass.

A county with several projects has the rates, use and targets of one of them: the one whose figures
(amounts paid or used, target table) are about the latest date, then the one of the latest year,
then the last by id. Nothing is added up over projects. Findings and documents are the county's.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.measures.target_items import compute_items, select_main_table
from analysis.measures.used_funds import AMOUNT_INDICATOR, RATE_INDICATOR
from analysis.tables.measured import PANDAS_TYPE
from analysis.tables.overview import OVERVIEW

OVERVIEW_TABLES = (
    "areas", "projects", "documents", "rates", "trends", "completions", "output_items", "verdicts",
)  # fmt: skip
"""Processed tables that the overview is made of."""
COUNTY = "county_code"
_PROJECT = [COUNTY, "project_id"]
# Columns of ``rates`` by the rate, and what they are called in the overview.
_RATES = {
    "paid_of_planned": {
        "rate": "disbursement_rate", "printed_rate": "disbursement_printed_rate",
        "numerator_cny": "paid_total_cny", "denominator_cny": "planned_total_cny",
        "as_of_date": "paid_date",
    },
    "paid_of_contract": {"rate": "contract_payment_rate", "denominator_cny": "contracts_total_cny"},
    "used_of_appropriation": {
        "rate": "use_rate", "printed_rate": "use_printed_rate", "numerator_cny": "used_cny",
        "denominator_cny": "fund_cny", "as_of_date": "used_date",
    },
}  # fmt: skip
_ITEM_VERDICTS = ("met", "not_met", "not_yet_due", "not_assessed", "not_computable")
_ACCEPTED = "accepted"


def compute_overview(tables: Mapping[str, pd.DataFrame], counties: pd.DataFrame) -> pd.DataFrame:
    """One row a county, with the figures that its brief shows at the newest state of the data.

    Args:
        tables: the processed tables of :data:`OVERVIEW_TABLES` by name, without the rows of
            documents that newer ones replace.
        counties: county_code, name_zh, name_en, documents and latest of the counties to list, also
            of those without a usable document.

    Returns:
        The columns of :data:`analysis.tables.overview.OVERVIEW`, in the order of ``counties``.
        Rates, use and targets are missing where they cannot be computed, and never 0 for that;
        counts of findings are 0 where nothing was found.
    """
    rates, items = tables["rates"], _list_items(tables)
    chosen = _choose_projects(tables["projects"], rates, items)
    parts = (
        _find_above(counties[COUNTY], tables["areas"]),
        chosen,
        _take_rates(rates, chosen),
        _count_items(items, chosen),
        _count_findings(tables["verdicts"]),
        _find_months(tables["trends"], tables["documents"]),
    )
    overview = counties.set_index(COUNTY)
    for part in parts:
        overview = overview.join(part)
    overview["use_change"] = _find_changes(overview, tables["trends"])
    for column in OVERVIEW:
        if column.name in ("projects", "checks", "checks_not_computable") or column.name.startswith(
            ("contradicts", "for_review")
        ):
            overview[column.name] = overview[column.name].fillna(0)
    dtypes = {column.name: PANDAS_TYPE[column.kind] for column in OVERVIEW}
    return overview.reset_index()[list(dtypes)].astype(dtypes)


def _find_above(codes: pd.Series, areas: pd.DataFrame) -> pd.DataFrame:
    """Pinyin, and city and province above each county, with their names."""
    by_code = areas.set_index(COUNTY)
    above = by_code["parent_code"]
    first = codes.map(above)
    is_city = first.map(by_code["level"]) == "city"
    city = first.where(is_city)
    province = first.map(above).where(is_city, first)
    columns: dict[str, pd.Series] = {"pinyin": codes.map(by_code["pinyin"])}
    for name, found in (("city", city), ("province", province)):
        columns[f"{name}_code"] = found
        columns[f"{name}_zh"] = found.map(by_code["name_zh"])
        columns[f"{name}_en"] = found.map(by_code["name_en"])
    return pd.DataFrame(columns).set_axis(codes)


def _list_items(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """All target items with their verdicts."""
    return compute_items(tables["completions"], tables["output_items"])


def _choose_projects(
    projects: pd.DataFrame, rates: pd.DataFrame, items: pd.DataFrame
) -> pd.DataFrame:
    """The project of each county that its figures are of, and what is known of all of them."""
    has_amount = rates["numerator_cny"].notna() | rates["printed_rate"].notna()
    dated = pd.concat(
        [rates.loc[has_amount, [*_PROJECT, "as_of_date"]], items[[*_PROJECT, "as_of_date"]]]
    )
    newest = dated.groupby(_PROJECT)["as_of_date"].max().rename("newest")
    ranked = projects.join(newest, on=_PROJECT).sort_values(
        ["newest", "year", "project_id"], na_position="first", kind="stable"
    )
    last = ranked.drop_duplicates(COUNTY, keep="last").set_index(COUNTY)
    groups = projects.groupby(COUNTY)
    named = projects.dropna(subset="programme").drop_duplicates([COUNTY, "programme"])
    return pd.DataFrame(
        {
            "project_id": last["project_id"],
            "project_year": last["year"],
            "programme": last["programme"],
            "projects": groups.size(),
            "programmes": named.groupby(COUNTY)["programme"].agg(";".join),
        }
    )


def _take_rates(rates: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """The rates of the chosen projects, a county a row."""
    own = rates[rates["project_id"] == rates[COUNTY].map(chosen["project_id"])]
    parts = [
        own[own["rate_id"] == rate_id].set_index(COUNTY)[list(names)].rename(columns=names)
        for rate_id, names in _RATES.items()
    ]
    return pd.concat(parts, axis=1)


def _count_items(items: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """How many items of the main target table have each verdict.

    Of a county with one project all items count as that project's, as in its brief.
    """
    project_id = items[COUNTY].map(chosen["project_id"])
    is_single = items[COUNTY].map(chosen["projects"]) <= 1
    own = items[(items["project_id"] == project_id) | is_single]
    # A document may list several counties: the main table is found for each of them.
    main = select_main_table(own.assign(document_id=own[COUNTY] + " " + own["document_id"]))
    counts = pd.crosstab(main[COUNTY], main["verdict"])
    counts = counts.reindex(columns=list(_ITEM_VERDICTS), fill_value=0).rename_axis(columns=None)
    return counts.assign(target_items=counts.sum(axis=1))


def _count_findings(verdicts: pd.DataFrame) -> pd.DataFrame:
    """How many relations were looked at, and how many findings no review has accepted."""
    verdict, is_open = verdicts["verdict"], ~(verdicts["review_status"] == _ACCEPTED)
    marks = pd.DataFrame(
        {
            COUNTY: verdicts[COUNTY],
            "checks": True,
            "contradicts": verdict == "contradicts",
            "contradicts_open": (verdict == "contradicts") & is_open,
            "for_review": verdict == "for_review",
            "for_review_open": (verdict == "for_review") & is_open,
            "checks_not_computable": verdict == "not_computable",
        }
    )
    return marks.groupby(COUNTY).sum()


def _find_months(trends: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The newest period that a monthly form reports on, by county."""
    forms = documents.loc[documents["document_kind"] == "monthly_form", "document_id"]
    is_form = trends["document_id"].isin(forms) & (trends["origin"] == "reported")
    newest = trends[is_form].groupby(COUNTY)["period_end"].max()
    return newest.rename("latest_month").to_frame()


def _find_changes(overview: pd.DataFrame, trends: pd.DataFrame) -> pd.Series:
    """Use of the fund less that at the end of the month before.

    Amounts are compared by the newest appropriation; printed rates only where no rate can be
    computed.
    """
    days = overview["used_date"]
    is_month_end = days.dt.is_month_end.fillna(value=False)
    before = (days - pd.offsets.MonthEnd(1)).where(is_month_end)
    amounts, printed = (
        _find_values(overview, before, trends, indicator)
        for indicator in (AMOUNT_INDICATOR, RATE_INDICATOR)
    )
    computed = (overview["used_cny"] - amounts) / overview["fund_cny"]
    change = computed.where(overview["use_rate"].notna(), overview["use_printed_rate"] - printed)
    return change.where(np.isfinite(change.to_numpy(dtype="float64")))


def _find_values(
    overview: pd.DataFrame, days: pd.Series, trends: pd.DataFrame, indicator_id: str
) -> pd.Series:
    """What is reported of an indicator of each county's project at a day."""
    is_asked = (trends["indicator_id"] == indicator_id) & (trends["origin"] == "reported")
    is_dated = ~trends["period_kind"].eq("undated")
    points = trends[is_asked & is_dated]
    codes = points[COUNTY]
    is_own = points["project_id"] == codes.map(overview["project_id"])
    # A figure without a project is about the county's only one.
    is_only = points["project_id"].isna() & (codes.map(overview["projects"]) == 1)
    asked = points["period_end"] == codes.map(days)
    # One of the project itself comes before one without a project.
    found = points[(is_own | is_only) & asked].sort_values("project_id", na_position="first")
    values = found.drop_duplicates(COUNTY, keep="last").set_index(COUNTY)["value"]
    return values.reindex(overview.index)
