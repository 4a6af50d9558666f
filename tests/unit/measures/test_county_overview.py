"""The overview of counties: a row each, with the figures that their briefs show."""

import pandas as pd
import pytest

from analysis.brief import Brief
from analysis.build.ensure import ensure_built
from analysis.demo.root import write_demo
from analysis.measures.completion import compute_conditions
from analysis.measures.county_overview import OVERVIEW_TABLES, compute_overview
from analysis.measures.disbursement import compute_lines, compute_rates
from analysis.measures.target_items import compute_items, count_items, select_main_table
from analysis.store.load import list_counties, load_table, load_tables
from analysis.tables.measured import MEASURED_TABLES, PANDAS_TYPE
from analysis.tables.overview import OVERVIEW
from analysis.tables.tables import TABLES

FOX, OWL = "990101", "990102"
OLD, NEW = f"{FOX}-province-2019", f"{FOX}-province-2021"


def frame_of(name, *rows):
    """A table of these rows; columns that they leave out are missing."""
    dtypes = {**TABLES, **MEASURED_TABLES}[name].dtypes
    filled = [{column: row.get(column) for column in dtypes} for row in rows]
    return pd.DataFrame(filled, columns=list(dtypes)).astype(dtypes)


def counties_of(*codes):
    rows = [(code, "狐县", "Fox County", 1, "2021-06-30") for code in codes]
    columns = ["county_code", "name_zh", "name_en", "documents", "latest"]
    return pd.DataFrame(rows, columns=columns).astype({"latest": "datetime64[ms]"})


def overview_of(*codes, **rows):
    tables = {name: frame_of(name, *rows.get(name, ())) for name in OVERVIEW_TABLES}
    return compute_overview(tables, counties_of(*codes)).set_index("county_code")


def rate_of(rate_id, **more):
    return {"county_code": FOX, "project_id": NEW, "rate_id": rate_id, **more}


def use_of(day, **more):
    used = {"numerator_cny": 300.0, "denominator_cny": 1000.0, "rate": 0.3, "as_of_date": day}
    return rate_of("used_of_appropriation", **{**used, **more})


def point_of(day, value, indicator="funds_used_cumulative", **more):
    return {
        "county_code": FOX, "project_id": NEW, "indicator_id": indicator, "origin": "reported",
        "period_kind": "day", "period_end": day, "value": value, "document_id": "form", **more,
    }  # fmt: skip


PROJECT = {"county_code": FOX, "project_id": NEW, "year": "2021"}
OTHER = {"county_code": FOX, "project_id": OLD, "year": "2019"}


def test_a_county_of_which_nothing_is_reported_has_a_row_without_figures():
    row = overview_of(FOX, OWL).loc[OWL]
    assert row[["disbursement_rate", "use_rate", "target_items", "latest_month"]].isna().all()
    assert (row["contradicts"], row["projects"]) == (0, 0)


def test_the_city_and_the_province_above_are_named():
    areas = [
        {"county_code": "990000", "level": "province", "name_zh": "山省"},
        {"county_code": "990100", "level": "city", "name_zh": "林市", "parent_code": "990000"},
        {"county_code": FOX, "level": "county", "parent_code": "990100", "pinyin": "Hu"},
        {"county_code": OWL, "level": "county", "parent_code": "990000"},
    ]
    shown = overview_of(FOX, OWL, areas=areas)[["pinyin", "city_zh", "province_zh"]]
    assert shown.astype(object).fillna("").to_numpy().tolist() == [
        ["Hu", "林市", "山省"],
        ["", "", "山省"],
    ]


def test_of_two_projects_the_one_with_the_newest_figures_is_shown_and_nothing_added():
    rates = [
        rate_of("paid_of_planned", rate=0.5, numerator_cny=5, as_of_date="2020-01-31"),
        rate_of("paid_of_planned", rate=0.9, numerator_cny=9, as_of_date="2021-01-31",
                project_id=OLD),
    ]  # fmt: skip
    row = overview_of(FOX, projects=[PROJECT, OTHER], rates=rates).loc[FOX]
    assert (row["project_id"], row["disbursement_rate"], row["projects"]) == (OLD, 0.9, 2)


def test_of_two_projects_without_figures_the_later_one_is_named():
    assert overview_of(FOX, projects=[PROJECT, OTHER]).loc[FOX, "project_id"] == NEW


@pytest.mark.parametrize(
    ("day", "points", "change"),
    [
        ("2021-03-31", [("2021-02-28", 200.0)], 0.1),
        ("2021-03-31", [("2021-01-31", 200.0)], None),
        ("2021-03-15", [("2021-02-28", 200.0)], None),
        ("2021-03-31", [("2021-02-28", 350.0)], -0.05),
    ],
)
def test_the_change_is_that_on_the_end_of_the_month_before(day, points, change):
    trends = [point_of(*point) for point in points]
    row = overview_of(FOX, projects=[PROJECT], rates=[use_of(day)], trends=trends).loc[FOX]
    assert (None if pd.isna(row["use_change"]) else row["use_change"]) == pytest.approx(change)


def test_printed_rates_are_compared_where_no_rate_can_be_computed():
    rates = [use_of("2021-03-31", denominator_cny=None, rate=None, printed_rate=0.41)]
    trends = [point_of("2021-02-28", 0.4, "funds_used_rate"), point_of("2021-02-28", 1.0)]
    row = overview_of(FOX, projects=[PROJECT], rates=rates, trends=trends).loc[FOX]
    assert row["use_change"] == pytest.approx(0.01)


def test_what_is_used_of_another_project_is_not_compared():
    rates, trends = [use_of("2021-03-31")], [point_of("2021-02-28", 200.0, project_id=OLD)]
    projects = [PROJECT, OTHER]
    row = overview_of(FOX, projects=projects, rates=rates, trends=trends).loc[FOX]
    assert pd.isna(row["use_change"])


def test_a_finding_that_a_review_accepted_is_no_longer_open():
    verdicts = [
        {"county_code": FOX, "verdict": "contradicts", "review_status": status}
        for status in (None, "open", "confirmed", "accepted")
    ]
    row = overview_of(FOX, verdicts=verdicts).loc[FOX]
    assert (row["contradicts"], row["contradicts_open"], row["checks"]) == (4, 3, 4)


def test_the_latest_month_is_that_of_a_monthly_form():
    documents = [
        {"document_id": "form", "document_kind": "monthly_form"},
        {"document_id": "report", "document_kind": "progress_report"},
    ]
    trends = [point_of("2021-02-28", 1.0), point_of("2021-06-30", 1.0, document_id="report")]
    row = overview_of(FOX, documents=documents, trends=trends).loc[FOX]
    assert row["latest_month"] == pd.Timestamp("2021-02-28")


def test_the_columns_and_their_types_are_those_of_the_dictionary():
    types = overview_of(FOX).reset_index().dtypes.astype(str).to_dict()
    assert types == {column.name: PANDAS_TYPE[column.kind] for column in OVERVIEW}


@pytest.fixture(scope="module")
def demo_root(tmp_path_factory):
    root = write_demo(tmp_path_factory.mktemp("demo"), 12, 3)
    ensure_built(root)
    return root


def test_the_figures_are_those_that_each_brief_computes(demo_root):
    tables = {name: load_table(name, demo_root) for name in OVERVIEW_TABLES}
    overview = compute_overview(tables, list_counties(demo_root)).set_index("county_code")
    assert len(overview) == 12
    for code, row in overview.iterrows():
        own = compute_brief(code, row, demo_root)
        shown = {name: None if pd.isna(row[name]) else row[name] for name in own}
        assert shown == pytest.approx(own), code


def compute_brief(code, row, root):
    """What the notebook computes of the project that the row shows."""
    brief = Brief(code, row["name_zh"], row["name_en"], row["latest"], "zh", root, True)
    names = ("projects", "budget", "contracts", "payments", "appropriations", "series")
    projects, budget, *rest = load_tables(brief, *names)
    rates = compute_rates(projects, compute_lines(budget), *rest)
    rates = rates[rates["project_id"] == row["project_id"]].set_index("rate_id")
    output_items = load_tables(brief, "output_items")
    conditions = compute_conditions(load_tables(brief, "outputs"), output_items, brief.as_of)
    items = compute_items(conditions, output_items)
    if row["projects"] > 1:
        items = items[items["project_id"] == row["project_id"]]
    counts = count_items(select_main_table(items)) if len(items) else {}
    verdicts = load_tables(brief, "verdicts")
    figures = {
        "disbursement_rate": rates.loc["paid_of_planned", "rate"],
        "contract_payment_rate": rates.loc["paid_of_contract", "rate"],
        "use_rate": rates.loc["used_of_appropriation", "rate"],
        "used_cny": rates.loc["used_of_appropriation", "numerator_cny"],
        "met": counts.get("met"),
        "not_met": counts.get("not_met"),
        "target_items": sum(counts.values()) if counts else None,
        "contradicts": int((verdicts["verdict"] == "contradicts").sum()),
    }
    return {name: None if pd.isna(value) else value for name, value in figures.items()}
