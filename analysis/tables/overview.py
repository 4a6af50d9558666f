"""Columns of the overview of counties: one row a county, what the index and analysts show."""

from analysis.tables.columns import COLUMNS, Column


def _count(name: str, meaning: str) -> Column:
    return Column(name, "number", meaning, minimum=0)


def _take(name: str) -> Column:
    return COLUMNS[name]


OVERVIEW: tuple[Column, ...] = (
    _take("county_code"),
    Column("name_zh", "text", "Name of the county in Chinese; missing if it is not known."),
    Column("name_en", "text", "Name of the county in English."),
    _take("pinyin"),
    Column("city_code", "text", "City above it; missing for a county right under a province."),
    Column("city_zh", "text", "Name of the city in Chinese."),
    Column("city_en", "text", "Name of the city in English."),
    Column("province_code", "text", "Province that it lies in; missing if it is not known."),
    Column("province_zh", "text", "Name of the province in Chinese."),
    Column("province_en", "text", "Name of the province in English."),
    _count("projects", "Number of the county's projects."),
    Column("programmes", "text", "Programmes of all its projects, separated by semicolons."),
    Column(
        "project_id",
        "text",
        "Project that rates, use and targets are of: of several, the one with the newest figures.",
    ),
    Column("project_year", "text", "Year of that project."),
    _take("programme"),
    Column("disbursement_rate", "number", "Paid ÷ planned.", "fraction"),
    Column("disbursement_printed_rate", "number", "The same as printed.", "fraction"),
    Column("paid_cny", "number", "Numerator of the disbursement rate.", "CNY"),
    Column("planned_cny", "number", "Denominator of the disbursement rate.", "CNY"),
    Column("paid_date", "date", "Date that the amount paid is about."),
    Column("contract_payment_rate", "number", "Paid ÷ contracts.", "fraction"),
    Column("contract_cny", "number", "Denominator of the contract payment rate.", "CNY"),
    Column("use_rate", "number", "Used ÷ appropriation.", "fraction"),
    Column("use_printed_rate", "number", "The same as printed.", "fraction"),
    Column("used_cny", "number", "Numerator of the use of the fund.", "CNY"),
    Column("appropriation_cny", "number", "Denominator of the use of the fund.", "CNY"),
    Column("used_date", "date", "Date that the amount used is about."),
    Column(
        "use_change",
        "number",
        "Use of the fund less that at the end of the month before; missing unless both are "
        "reported for the end of a month. 0.01 is one percentage point.",
        "fraction",
    ),
    _count("items", "Number of target items of the project's main table; missing without one."),
    _count("met", "Number of those that are met."),
    _count("not_met", "Number of those that are due and not met."),
    _count("not_yet_due", "Number of those that are not met so far and not yet due."),
    _count("not_assessed", "Number of those with qualitative conditions only."),
    _count("not_computable", "Number of those that lack a figure."),
    _count("checks", "Number of relations between the county's figures that were looked at."),
    _count("contradicts", "Number of those that do not match."),
    _count("contradicts_open", "Number of those that do not match and that no review accepted."),
    _count("for_review", "Number of those that need checking."),
    _count("for_review_open", "Number of those that need checking and that no review accepted."),
    _count("checks_not_computable", "Number of those that cannot be calculated."),
    Column(
        "latest_month",
        "date",
        "Last day of the newest period that a monthly form reports the county's figures for.",
    ),
    _take("documents"),
    Column("latest", "date", "Date of the newest of them; missing without documents."),
)
