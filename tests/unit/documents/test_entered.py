"""What a user enters of projects and funds: what is taken, what is refused, what is written."""

from datetime import date

import pytest

from analysis.documents.entered import (
    LEVELS,
    SOURCES,
    Entry,
    EntryError,
    make_appropriation,
    make_project,
    read_amount,
    read_word,
    write_row,
)
from analysis.documents.reference import load_reference
from analysis.paths import REFERENCE, DataRoot

COUNTY, OTHER = "441803", "630223"  # with a shipped project, and without
DAY = date(2026, 11, 27)


@pytest.fixture
def root(tmp_path):
    """An empty data root."""
    return DataRoot(tmp_path)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("500万元", "500万元"), ("500.00万元", "500.00万元"), ("5000000", "5000000"),
        ("5,000,000", "5,000,000"), ("5,000,000元", "5,000,000元"), ("0.5亿元", "0.5亿元"),
        ("５００万元", "500万元"), ("500 万元", "500万元"), ("¥5000000", "5000000"), ("0", "0"),
    ],
)  # fmt: skip
def test_an_amount_keeps_its_digits(typed, read):
    assert read_amount(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "500万", "约500万元", "-5", "5,00", "five", "500 000", "500吨", "50%", "5e6"]
)
def test_what_is_no_amount_in_yuan_is_refused(typed):
    with pytest.raises(EntryError, match="500万元 or 5000000"):
        read_amount(typed)


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (LEVELS, "国家级", "nation"), (LEVELS, "省级", "province"), (LEVELS, "City", "city"),
        (LEVELS, "县", "county"), (SOURCES, "中央财政", "central"), (SOURCES, "省级", "province"),
        (SOURCES, "社会资金", "social"), (SOURCES, "own", "own"),
    ],
)  # fmt: skip
def test_levels_and_sources_are_named_in_either_language(words, typed, code):
    assert read_word("level", typed, words) == code


def test_an_unknown_level_names_the_known_ones():
    with pytest.raises(EntryError, match="nation, province, city, county"):
        read_word("level", "镇级", LEVELS)


def test_a_new_project_is_named_and_titled_by_rule(root):
    entry = Entry(programme="电商进农村", level="nation", year="2021")
    project = make_project(load_reference(root), OTHER, entry, {})
    assert project["project_id"] == f"{OTHER}-nation-2021"
    assert project["title_zh"] == "互助土族自治县2021年国家级电子商务进农村综合示范项目"
    assert project["programme"] == "电子商务进农村综合示范"


def test_another_programme_of_the_same_year_is_another_project(root):
    entry = Entry(programme="衔接资金", level="nation", year="2021")
    other = make_project(load_reference(root), OTHER, entry, {})
    assert other["project_id"] == f"{OTHER}-rural-revitalisation-nation-2021"


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        (Entry(fund="5"), "--level LEVEL and --year YEAR"),
        (Entry(level="nation"), "--year YEAR"),
        (Entry(year="2021"), "--level LEVEL"),
    ],
)
def test_what_nobody_says_of_a_project_is_asked_for(root, entry, missing):
    with pytest.raises(EntryError, match=missing):
        make_project(load_reference(root), OTHER, entry, {})


def test_a_wrong_year_is_refused(root):
    with pytest.raises(EntryError, match="four digits"):
        make_project(load_reference(root), OTHER, Entry(level="nation", year="21"), {})


def test_the_only_project_is_meant_where_none_is_named(root):
    project = make_project(load_reference(root), COUNTY, Entry(fund="5"), {})
    assert project["project_id"] == f"{COUNTY}-province-2019"
    assert project["start_date"] == "2019-05-01"


def test_a_second_project_leaves_the_first_as_it_is(root):
    entry = Entry(level="nation", year="2022")
    project = make_project(load_reference(root), COUNTY, entry, {})
    assert project["project_id"] == f"{COUNTY}-nation-2022"
    assert project["start_date"] == ""


def test_the_fund_is_that_of_the_project_s_level_unless_a_source_is_named():
    project = {"project_id": "p", "level": "nation"}
    assert make_appropriation(project, Entry(fund="5"), DAY)["funds_source"] == "central"
    named = make_appropriation(project, Entry(fund="5", source="social"), DAY)
    assert (named["funds_source"], named["entered_date"]) == ("social", "2026-11-27")


def make_fund(amount, source="central", day=DAY):
    """A row of an amount that is entered."""
    project = {"project_id": f"{COUNTY}-province-2019", "level": "nation"}
    return make_appropriation(project, Entry(fund=amount, source=source), day)


def test_a_row_is_written_once_and_takes_the_place_of_the_row_of_its_key(root):
    path = root.reference / "appropriations.csv"
    assert write_row(root, "appropriations", make_fund("500万元"), "entered_date")
    assert write_row(root, "appropriations", make_fund("20万元", "county"), "entered_date")
    content = path.read_bytes()
    later = make_fund("500万元", day=date(2026, 12, 1))
    assert not write_row(root, "appropriations", later, "entered_date")
    assert path.read_bytes() == content
    assert write_row(root, "appropriations", make_fund("600万元"), "entered_date")
    amounts = [line.split(",")[4] for line in path.read_text("utf-8").splitlines()]
    assert amounts == ["amount", "600万元", "20万元"]
    assert not list(root.reference.glob(".tmp-*"))


def test_a_table_without_the_newer_columns_gains_them(root):
    root.reference.mkdir()
    path = root.reference / "appropriations.csv"
    path.write_text("project_id,funds_source,figure,note\na-b,own,d/t/r/c,n\n", "utf-8")
    write_row(root, "appropriations", make_fund("5"))
    head, first, _ = path.read_text("utf-8").splitlines()
    assert head == "project_id,funds_source,figure,note,amount,entered_date"
    assert first == "a-b,own,d/t/r/c,n,,"


def test_the_shipped_tables_are_never_written():
    path = REFERENCE / "appropriations.csv"
    content = path.read_bytes()
    with pytest.raises(EntryError, match="441803-province-2019,central"):
        write_row(DataRoot(REFERENCE.parent), "appropriations", make_fund("5"))
    assert path.read_bytes() == content
