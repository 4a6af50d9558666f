"""Counties without a row in projects.csv have the projects that their papers name."""

import csv

import pytest

from analysis.documents.derived_projects import derive_projects, find_origin, merge_statements
from analysis.documents.filed import DocumentRecord
from analysis.documents.reference import load_reference
from analysis.documents.stated_projects import Statement
from analysis.paths import DataRoot
from analysis.tables.reference_forms import REFERENCE_COLUMNS

COUNTY, CITY = "990121", "990100"
AREAS = [
    ("990000", "province", "云岭省", "", "", "", ""),
    (CITY, "city", "狐影市", "", "990000", "", ""),
    (COUNTY, "county", "狐岭县", "", CITY, "", ""),
]
NATION = "狐岭县2021年国家级电子商务进农村综合示范项目自评报告"
PROVINCE = "狐岭县2019年省级电子商务进农村综合示范项目自评报告"
NOTHING = "狐岭县电商资金拨付情况表"


@pytest.fixture
def root(tmp_path):
    """A data root with one county and nothing of its projects."""
    root = DataRoot(tmp_path)
    root.reference.mkdir()
    write(root, "areas", AREAS)
    return root


def write(root, table, rows):
    """Writes a table of the data root's own."""
    with (root.reference / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        width = len(rows[0])
        csv.writer(file).writerows([REFERENCE_COLUMNS[table][:width], *rows])


def make(number, title, code=COUNTY, kind="disbursement", **more):
    """The record of a paper with a fund table."""
    return DocumentRecord(
        document_id=f"{code}-{number}", kind="progress_report", title_zh=title, issuer_zh="局",
        county_code=code, document_date="2022-06-30",
        tables={"table": {"kind": kind, "locator": "表1"}}, **more,
    )  # fmt: skip


def derive(root, *titles, **more):
    """The projects that papers with these titles name."""
    records = [make(number, title, **more) for number, title in enumerate(titles, start=1)]
    return derive_projects(records, load_reference(root))


@pytest.mark.parametrize(
    ("titles", "ids"),
    [
        ([NATION], ["990121-nation-2021"]),
        ([NOTHING], ["990121-provisional"]),
        ([NOTHING, NATION], ["990121-nation-2021"]),
        ([NATION, NATION], ["990121-nation-2021"]),
        ([PROVINCE, NATION], ["990121-nation-2021", "990121-province-2019"]),
        (["狐岭县国家级电商进农村项目", NOTHING], ["990121-nation-provisional"]),
        (["狐岭县国家级电商进农村项目", "狐岭县2021年电商进农村项目表"], ["990121-nation-2021"]),
        (["狐岭县2021年电商进农村项目表", "狐岭县2022年电商进农村项目表"], ["990121-provisional"]),
        ([NATION, "狐岭县2022年电商进农村项目进展"], ["990121-nation-2021"]),
        ([NATION, "狐岭县2023年中央财政衔接资金项目表"],
         ["990121-nation-2021", "990121-rural-revitalisation-nation-2023"]),
        (["狐岭县2020年7月电商进农村月报表", "狐岭县2020年8月电商进农村月报表"],
         ["990121-provisional"]),
    ],
)  # fmt: skip
def test_papers_make_as_few_projects_as_they_allow(root, titles, ids):
    derived = derive(root, *titles)
    assert sorted(derived.projects) == ids
    assert set(derived.sources) == set(ids)
    assert derive(root, *reversed(titles)).projects.keys() == derived.projects.keys()


def test_each_paper_belongs_to_the_project_that_it_names_alone(root):
    derived = derive(root, NATION, PROVINCE, "狐岭县省级电商进农村项目表", NOTHING)
    assert derived.of_documents == {
        "990121-1": "990121-nation-2021",
        "990121-2": "990121-province-2019",
        "990121-3": "990121-province-2019",
    }


@pytest.mark.parametrize(
    ("title", "origin", "shown"),
    [
        (NATION, "paper", "狐岭县2021年国家级电子商务进农村综合示范项目"),
        (NOTHING, "provisional", "狐岭县项目"),
    ],
)
def test_a_derived_project_says_where_it_is_from(root, title, origin, shown):
    derived = derive(root, title)
    ((project_id, row),) = derived.projects.items()
    assert find_origin(project_id, derived.projects) == origin
    assert row.cells["title_zh"] == shown
    assert project_id in derived.reference.project_ids
    assert find_origin("990121-other", derived.projects) == "table"


def test_a_row_of_the_table_takes_the_place_of_all_derived_projects(root):
    write(root, "projects", [(f"{COUNTY}-x", COUNTY, "nation", "2021", "题", "", "", "", "")])
    derived = derive(root, NATION, NOTHING)
    assert not derived.projects
    assert not derived.others


def test_a_title_that_speaks_of_another_project_than_the_only_one_is_told(root):
    write(root, "projects", [(f"{COUNTY}-x", COUNTY, "nation", "2021", "题", "", "", "", "")])
    assert set(derive(root, PROVINCE, NOTHING).others) == {"990121-1"}


def test_of_several_rows_the_one_is_taken_that_the_title_names(root):
    write(
        root,
        "projects",
        [
            (f"{COUNTY}-a", COUNTY, "nation", "2021", "甲", "", "", "", ""),
            (f"{COUNTY}-b", COUNTY, "province", "2019", "乙", "", "", "", ""),
        ],
    )
    derived = derive(root, PROVINCE, NOTHING, "狐岭县2021年电商进农村项目表")
    assert derived.of_documents == {"990121-1": f"{COUNTY}-b"}


def test_a_city_has_a_provisional_project_only_for_amounts(root):
    assert not derive(root, "狐影市月报表", code=CITY, kind="monthly_form").projects
    assert derive(root, "狐影市资金表", code=CITY).projects


def test_an_area_that_is_not_known_has_no_project(root):
    assert not derive(root, NATION, code="990199").projects


def test_statements_that_leave_different_things_open_are_one_project():
    ones = [Statement(level="nation"), Statement(year="2021"), Statement(programme="ecommerce")]
    (joined,) = merge_statements(ones)
    assert joined.key == ("ecommerce", "nation", "2021")
