"""Names of areas and periods in text."""

import datetime

import pandas as pd
import pytest

from analysis.documents.reference import load_reference
from analysis.ingest.words.areas import make_area_names
from analysis.ingest.words.periods import find_periods
from analysis.ingest.words.title_periods import find_title_period, read_period
from analysis.paths import DataRoot

from .conftest import CITY, COUNTY, OTHER, write_reference


@pytest.fixture(scope="module")
def areas(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places") / "reference"
    write_reference(folder)
    return make_area_names(load_reference(DataRoot(folder.parent)).tables["areas"])


def test_a_name_with_the_areas_above_it_is_that_area(areas):
    assert areas.match("山省林市狐狸县") == (COUNTY,)
    assert areas.match("河市狐狸县") == ()


def test_an_area_above_without_a_name_is_no_part_of_a_name():
    rows = [
        ("990000", "province", "山省", None, None),
        ("990100", "city", None, "990000", None),
        ("990101", "county", "狐狸县", "990100", "狐县"),
    ]
    columns = ["county_code", "level", "name_zh", "parent_code", "former_names"]
    areas = make_area_names(pd.DataFrame(rows, columns=columns, dtype="str"))
    assert areas.match("林市狐狸县") == ()
    assert areas.find_within("林市狐狸县商务局") == ["990101"]
    assert areas.current["990100"] == "990100"


def test_a_former_name_is_the_area_it_became(areas):
    assert areas.match("獾子县") == (OTHER,)
    assert areas.is_former("獾子县")
    assert not areas.is_former("獾子区")


def test_a_similar_name_is_suggested_and_never_used(areas):
    assert areas.match("狐狸区") == ()
    assert areas.find_within("狐狸区商务局") == []
    assert areas.suggest("狐狸区") == ["狐狸县"]
    assert areas.suggest("獾子") == ["獾子区", "獾子县"]


def test_a_name_of_two_counties_matches_both(areas):
    assert areas.match("鼓楼县") == ("990201", "990202")
    assert areas.match("河市鼓楼县") == ("990202",)


def test_the_city_named_before_its_county_only_tells_where_it_is(areas):
    assert areas.find_within("林市狐狸县商务局") == [COUNTY]
    assert areas.find_within("林市商务局关于狐狸县的函") == [CITY, COUNTY]


def test_full_width_and_kangxi_forms_of_a_name_are_the_name(areas):
    assert areas.match(" 狐狸\u3000县 ") == (COUNTY,)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020年7月", "2020-07-01", "2020-07-31"), ("2020 年 7 月份", "2020-07-01", "2020-07-31"),
        ("2019年1-12月", "2019-01-01", "2019-12-31"),
        ("2019年5月～7月", "2019-05-01", "2019-07-31"),
        ("2019年7月～2020年12月", "2019-07-01", "2020-12-31"),
        ("2020年", "2020-01-01", "2020-12-31"),
        ("2020年8月5日", "2020-08-05", "2020-08-05"), ("截至2020年12月31日", None, "2020-12-31"),
        ("到2020年", None, "2020-12-31"),
        ("2022年第一季度", "2022-01-01", "2022-03-31"),
        ("2022年三季度", "2022-07-01", "2022-09-30"),
        ("2022年4季度", "2022-10-01", "2022-12-31"), ("2022年前三季度", "2022-01-01", "2022-09-30"),
        ("2022年第一、二季度", "2022-01-01", "2022-06-30"),
        ("2022年上半年", "2022-01-01", "2022-06-30"), ("2022 年下半年", "2022-07-01", "2022-12-31"),
        ("二〇二二年上半年", "2022-01-01", "2022-06-30"),
        ("2022年度第二季度", "2022-04-01", "2022-06-30"),
    ],
)  # fmt: skip
def test_periods_in_words(text, start, end):
    (period,) = find_periods(text)
    assert (period.start and period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("text", ["2020年13月", "2020年2月30日", "2099年7月", "7月", "1999年7月"])
def test_impossible_and_incomplete_periods_are_not_read(text):
    assert find_title_period(text) is None


@pytest.mark.parametrize("text", ["2020.7", "2020-07", "202007", "2020年7月", "2020/7"])
def test_a_month_in_a_name_of_a_file_or_sheet(text):
    assert find_title_period(text).end == datetime.date(2020, 7, 31)


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("狐岭县2022年第一季度电子商务进农村进展情况", "2022-01-01", "2022-03-31"),
        ("狐岭县2022年上半年电子商务进农村进展情况", "2022-01-01", "2022-06-30"),
        ("狐岭县2022年度电子商务进农村自评报告", "2022-01-01", "2022-12-31"),
        ("狐岭县2021年电子商务进农村工作总结", "2021-01-01", "2021-12-31"),
        ("狐岭县2022年三季度电子商务进农村进展情况", "2022-07-01", "2022-09-30"),
        ("狐岭县2022年前三季度电子商务进农村进展情况", "2022-01-01", "2022-09-30"),
        ("狐岭县2024年1-5月重点项目建设进展情况", "2024-01-01", "2024-05-31"),
        ("(2023年度)", "2023-01-01", "2023-12-31"),
        ("2020年示范县2021年上半年工作总结", "2021-01-01", "2021-06-30"),
        ("截至2020年7月工作情况(2020年7月)", "2020-07-01", "2020-07-31"),
    ],
)
def test_the_period_of_a_title(title, start, end):
    period = find_title_period(title)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "title",
    [
        "2020年国家级电子商务进农村综合示范县工作进展情况",
        "2020年电子商务进农村综合示范项目工作总结", "2019年第二批示范县工作总结",
        "2020年度和2021年度自评报告", "2022年五季度", "2022年第二、一季度",
    ],
)  # fmt: skip
def test_the_year_that_a_project_is_called_by_is_no_period(title):
    assert find_title_period(title) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1-5月完成投资4.28亿元", "2024-01-01", "2024-05-31"),
        ("一季度接待游客3万人次", "2024-01-01", "2024-03-31"),
    ],
)
def test_periods_without_a_year_are_of_the_year_that_the_text_is_about(text, start, end):
    (period,) = find_periods(text, datetime.date(2024, 5, 31))
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert find_periods(text) == []


@pytest.mark.parametrize(
    "text", ["1-12月完成投资4亿元", "下半年计划培训3次", "2023年2万人，一季度3万人"]
)
def test_periods_that_may_be_of_another_year_are_not_of_that_year(text):
    periods = find_periods(text, datetime.date(2024, 5, 31))
    assert all(period.end.year != 2024 for period in periods)


@pytest.mark.parametrize(
    ("option", "start", "end"),
    [
        ("2020", "2020-01-01", "2020-12-31"), ("2020-07", "2020-07-01", "2020-07-31"),
        ("2020Q1", "2020-01-01", "2020-03-31"), ("2020q4", "2020-10-01", "2020-12-31"),
        ("2020H1", "2020-01-01", "2020-06-30"), ("2020-01..05", "2020-01-01", "2020-05-31"),
    ],
)  # fmt: skip
def test_the_period_of_a_call(option, start, end):
    period = read_period(option)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("option", ["2020-13", "2020-7", "2020Q5", "2020H3", "1990", "2020-05..01",
                                    "July 2020", ""])  # fmt: skip
def test_what_is_no_period_of_a_call(option):
    assert read_period(option) is None


def test_two_months_are_not_read_as_one():
    assert find_title_period("2020年7月和2020年8月") is None


@pytest.mark.parametrize("text", ["二〇二〇年一三月", "二〇二〇年十十月五日"])
def test_numerals_that_are_not_a_number_are_not_a_month(text):
    assert find_title_period(text) is None


def test_a_name_inside_a_longer_one_is_not_named():
    rows = [("1", "狐县", "", ""), ("2", "大狐县", "", ""), ("3", "小镇", "2", "老镇;古镇")]
    frame = pd.DataFrame(rows, columns=["county_code", "name_zh", "parent_code", "former_names"])
    areas = make_area_names(frame)
    assert areas.find_within("大狐县商务局") == ["2"]
    assert areas.match("大狐县古镇") == ("3",)
    assert areas.is_above("2", "3")
    assert not areas.is_above("1", "3")
