"""Rows within rows in every form of amounts.

The kind: 一、 is the sum of 1. and 2., 其中 names parts, 小计 closes its lines, a total stands
first or last: nothing is added twice, and no sum is called wrong.
"""

import pytest

from analysis.build.build import compute_tables
from analysis.measures.amounts import compute_total
from tests.ingest.conftest import make_content, make_grid

LINES = ("狐狸县资金拨付情况表", "填报单位：狐狸县商务局", "填报日期：2022年6月30日", "单位：万元")
HEADER = ["使用方向", "承办企业", "计划拨付资金", "实际拨付资金"]
# Rows as label|payee|planned|paid; all of them plan 100 and pay 70.
TABLES = {
    "一、 over 1. and 2.": """
        一、上行||60|30
        1.品牌|甲|40|20
        2.追溯|乙|20|10
        二、培训|丙|40|40
        合计||100|70
    """,
    "（一） over 1.": """
        （一）上行||60|30
        1.品牌|甲|40|20
        2.追溯|乙|20|10
        （二）培训|丙|40|40
        合计||100|70
    """,
    "three levels": """
        一、上行||60|30
        （一）品牌||60|30
        1.设计|甲|40|20
        2.推广|乙|20|10
        二、培训|丙|40|40
        总计||100|70
    """,
    "其中 with its lines": """
        上行|甲|60|30
        其中：设备||50|20
        培训|乙|40|40
        合计||100|70
    """,
    "其中 and a part beside it": """
        上行||60|30
        其中：品牌|甲|40|20
        追溯|乙|20|10
        培训|丙|40|40
        合计||100|70
    """,
    "小计 after its lines": """
        品牌|甲|40|20
        追溯|乙|20|10
        小计||60|30
        培训|丙|40|40
        小计||40|40
        合计||100|70
    """,
    "subtotals with names": """
        品牌|甲|40|20
        追溯|乙|20|10
        上行小计||60|30
        培训|丙|40|40
        培训小计||40|40
        合计||100|70
    """,
    "the total first": """
        合计||100|70
        上行|甲|60|30
        培训|乙|40|40
    """,
    "the total first, then its parts": """
        合计||100|70
        其中：上行|甲|60|30
        培训|乙|40|40
    """,
    "spaces set parts off": """
        上行||60|30
        　　品牌|甲|40|20
        　　追溯|乙|20|10
        培训|丙|40|40
        合计||100|70
    """,
    "a blank part": """
        上行|甲|60|30
        培训|乙|40|40
        其他资金|||
        合计||100|70
    """,
    "no mark at all": """
        上行||60|30
        品牌|甲|40|20
        追溯|乙|20|10
        培训|丙|40|40
        合计||100|70
    """,
    "1.1 below 1": """
        1.上行||60|30
        1.1品牌|甲|40|20
        1.2追溯|乙|20|10
        2.培训|丙|40|40
        合计||100|70
    """,
}


@pytest.mark.parametrize("name", TABLES)
def test_parts_are_not_added_to_their_whole(desk, name):
    lines = TABLES[name].strip("\n ").split("\n")
    rows = [line.removeprefix(" " * 8).split("|") for line in lines]
    outcome = desk.file(make_content(*LINES, make_grid([HEADER, *rows])))
    assert outcome.state == "filed", outcome
    tables = compute_tables(desk.root).tables
    assert compute_total(tables["budget"], "planned_cny") == 1_000_000
    assert compute_total(tables["budget"], "paid_cny") == 700_000
    verdicts = tables["verdicts"]
    doubted = verdicts[verdicts["verdict"].isin(("contradicts", "for_review"))]
    assert doubted["figure"].tolist() == []


def test_a_total_that_does_not_add_up_is_still_found(desk):
    rows = [
        ["一、上行", "", "60", "30"],
        ["1.品牌", "甲", "40", "20"],
        ["2.追溯", "乙", "20", "10"],
        ["二、培训", "丙", "40", "40"],
        ["合计", "", "110", "70"],
    ]
    desk.file(make_content(*LINES, make_grid([HEADER, *rows])))
    verdicts = compute_tables(desk.root).tables["verdicts"]
    doubted = verdicts[verdicts["verdict"] == "contradicts"]
    assert doubted["printed"].tolist() == ["110"]
