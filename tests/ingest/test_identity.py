"""Names of areas and periods in text."""

import datetime

import pandas as pd
import pytest

from analysis.documents.reference import load_reference
from analysis.ingest.words.areas import make_area_names
from analysis.ingest.words.periods import find_month, find_periods
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
    ],
)  # fmt: skip
def test_periods_in_words(text, start, end):
    (period,) = find_periods(text)
    assert (period.start and period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("text", ["2020年13月", "2020年2月30日", "2099年7月", "7月", "1999年7月"])
def test_impossible_and_incomplete_periods_are_not_read(text):
    assert find_month(text) is None


@pytest.mark.parametrize("text", ["2020.7", "2020-07", "202007", "2020年7月", "2020/7"])
def test_a_month_in_a_name_of_a_file_or_sheet(text):
    assert find_month(text).end == datetime.date(2020, 7, 31)


def test_two_months_are_not_read_as_one():
    assert find_month("2020年7月和2020年8月") is None


@pytest.mark.parametrize("text", ["二〇二〇年一三月", "二〇二〇年十十月五日"])
def test_numerals_that_are_not_a_number_are_not_a_month(text):
    assert find_month(text) is None


def test_a_name_inside_a_longer_one_is_not_named():
    rows = [("1", "狐县", "", ""), ("2", "大狐县", "", ""), ("3", "小镇", "2", "老镇;古镇")]
    frame = pd.DataFrame(rows, columns=["county_code", "name_zh", "parent_code", "former_names"])
    areas = make_area_names(frame)
    assert areas.find_within("大狐县商务局") == ["2"]
    assert areas.match("大狐县古镇") == ("3",)
    assert areas.is_above("2", "3")
    assert not areas.is_above("1", "3")
