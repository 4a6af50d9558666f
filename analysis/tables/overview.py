"""Columns of the overview of counties: one row a county, what the index and analysts show."""

from dataclasses import replace

from analysis.tables.columns import COLUMNS, Column

_NAMES = (
    "county_code",
    "name_zh",
    "name_en",
    "pinyin",
    "city_code",
    "city_zh",
    "city_en",
    "province_code",
    "province_zh",
    "province_en",
    "projects",
    "programmes",
    "project_id",
    "project_year",
    "programme",
    "disbursement_rate",
    "disbursement_printed_rate",
    "paid_total_cny",
    "planned_total_cny",
    "paid_date",
    "contract_payment_rate",
    "contracts_total_cny",
    "use_rate",
    "use_printed_rate",
    "used_cny",
    "fund_cny",
    "used_date",
    "use_change",
    "target_items",
    "met",
    "not_met",
    "not_yet_due",
    "not_assessed",
    "not_computable",
    "checks",
    "contradicts",
    "contradicts_open",
    "for_review",
    "for_review_open",
    "checks_not_computable",
    "latest_month",
    "documents",
    "latest",
)

_PROJECT = replace(
    COLUMNS["project_id"],
    meaning="Project that rates, use and targets are of: of several, the one with the newest "
    "figures.",
)

OVERVIEW: tuple[Column, ...] = tuple(
    _PROJECT if name == "project_id" else COLUMNS[name] for name in _NAMES
)
