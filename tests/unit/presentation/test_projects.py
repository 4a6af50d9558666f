"""Projects of a county: names, order, and what is shown once per project."""

import pytest

from analysis.presentation.projects import (
    ONE_PROJECT,
    name_project,
    name_projects,
    put_project_first,
    split_by_project,
    split_records,
)
from analysis.tables.records import list_records

from .table_frames import EN, ZH, Words, contracts_of, fill_table

NAMES = {"fox-2018": "2018 provincial project", "fox-2021": "2021 national project"}


def projects_of(*rows):
    defaults = {
        "county_code": "990101", "project_id": "fox-2021", "level": "nation", "year": "2021",
        "title_zh": None, "title_en": None,
    }  # fmt: skip
    return fill_table("projects", defaults, rows)


def name_one(words: Words, **row):
    (project,) = list_records(projects_of(row))
    return name_project(project, words)


def test_a_project_has_its_title_in_the_language_of_the_page():
    titles = {"title_zh": "狐县 2021年项目", "title_en": "Fox County’s project"}
    assert name_one(ZH, **titles) == "狐县 2021年项目"
    assert name_one(EN, **titles) == "Fox County’s project"


@pytest.mark.parametrize("title", [None, "", " "])
@pytest.mark.parametrize(
    ("level", "chinese", "english"),
    [
        ("nation", "2021年国家级项目", "2021 national project"),
        ("province", "2021年省级项目", "2021 provincial project"),
        ("city", "2021年市级项目", "2021 municipal project"),
        ("county", "2021年县级项目", "2021 county project"),
    ],
)
def test_a_project_without_title_is_named_by_year_and_level(level, chinese, english, title):
    assert name_one(ZH, level=level, title_zh=title) == chinese
    assert name_one(EN, level=level, title_en=title) == english


def test_a_chinese_title_is_not_shown_on_an_english_page():
    assert name_one(EN, title_zh="狐县项目") == "2021 national project"


def test_projects_are_named_in_the_order_of_year_and_id():
    projects = projects_of(
        {"project_id": "fox-b"},
        {"project_id": "fox-2018", "year": "2018", "level": "province"},
        {"project_id": "fox-a", "level": "province"},
    )
    assert list(name_projects(projects, EN).items()) == [
        ("fox-2018", "2018 provincial project"),
        ("fox-a", "2021 provincial project"),
        ("fox-b", "2021 national project"),
    ]


def test_projects_of_one_name_are_told_apart_by_their_ids():
    projects = projects_of({"project_id": "fox-a"}, {"project_id": "fox-b"})
    assert list(name_projects(projects, ZH).values()) == [
        "2021年国家级项目 (fox-a)", "2021年国家级项目 (fox-b)",
    ]  # fmt: skip


def test_the_county_of_the_page_is_not_said_again_before_each_project():
    projects = projects_of(
        {"project_id": "fox-a", "title_zh": "狐县2020年项目", "title_en": "Fox County’s project"},
        {"project_id": "fox-b", "title_zh": "狐县", "title_en": "Foxes: a project"},
    )
    assert list(name_projects(projects, ZH, "狐县").values()) == ["2020年项目", "狐县"]
    english = ["Project", "Foxes: a project"]
    assert list(name_projects(projects, EN, "Fox County").values()) == english


def test_one_project_needs_no_name():
    assert name_projects(projects_of({}), EN) == {}
    assert name_projects(projects_of(), EN) == {}


def list_groups(groups):
    return [(name, rows["contract_id"].tolist()) for name, rows in groups]


def test_rows_are_split_by_project_and_rows_of_none_come_last():
    rows = contracts_of(
        {"project_id": None},
        {"project_id": "fox-2021"},
        {"project_id": "fox-2018"},
        {"project_id": "fox-2021"},
        {"project_id": "owl"},
    )
    expected = [
        ("2018 provincial project", ["fox-k3"]),
        ("2021 national project", ["fox-k2", "fox-k4"]),
        ("owl", ["fox-k5"]),
        ("No single project", ["fox-k1"]),
    ]
    assert list_groups(split_by_project(rows, NAMES, EN)) == expected
    records = split_records(list_records(rows), NAMES, EN)
    assert [(name, [row["contract_id"] for row in group]) for name, group in records] == expected


def test_projects_without_rows_are_listed_only_where_asked_for():
    rows = contracts_of({"project_id": "fox-2021"})
    assert list_groups(split_by_project(rows, NAMES, EN)) == [("2021 national project", ["fox-k1"])]
    assert list_groups(split_by_project(rows, NAMES, EN, keep_all=True)) == [
        ("2018 provincial project", []),
        ("2021 national project", ["fox-k1"]),
    ]
    assert split_by_project(contracts_of(), NAMES, EN) == []


def test_a_county_with_one_project_has_one_group_without_name():
    rows = contracts_of({"project_id": "fox-2021"}, {"project_id": None})
    ((name, group),) = split_by_project(rows, ONE_PROJECT, EN)
    assert (name, len(group)) == ("", 2)
    records = list_records(rows)
    assert split_records(records, ONE_PROJECT, EN) == [("", records)]


@pytest.mark.parametrize(
    ("words", "project", "text"),
    [
        (ZH, "2021年国家级项目", "2021年国家级项目：合同"),
        (EN, "2021 national project", "2021 national project: 合同"),
        (EN, "", "合同"),
    ],
)
def test_the_name_of_a_project_stands_before_the_text(words, project, text):
    assert put_project_first(project, "合同", words) == text
