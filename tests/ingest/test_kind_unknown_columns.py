"""A column that the form does not know: 市本级 in a sum, 合同金额 beside a rate, a second target.

The kind: its figures are kept as printed and remarked on by name, and no total and no rate that it
could enter is checked, so that none is called wrong.
"""

import pytest

from analysis.build.build import compute_tables
from tests.ingest.conftest import make_content, make_grid
from tests.ingest.kind_tables import list_inputs, try_table

COLUMNS = {
    "an amount beside plan and rate": """
        项目名称|计划资金|合同金额|实际支出|支出率
        仓储|50|40|10|25%
        培训|80|60|30|50%
        ---
        disbursement|仓储|planned|50
        statements|仓储 / 合同金额|value|40
    """,
    "an audited amount": """
        项目名称|计划资金|狐审金额|实际支出|支出率
        仓储|50|40|10|25%
        培训|80|60|30|50%
        ---
        disbursement|培训|paid|30
        statements|培训 / 狐审金额|value|60
    """,
    "a count": """
        项目名称|计划资金|实际支出|狐站个数
        仓储|50|10|3
        培训|80|30|12
        ---
        disbursement|培训|planned|80
        statements|培训 / 狐站个数|value|12
    """,
    "a share of another thing": """
        项目名称|计划资金|实际支出|支出率|狐样占用
        仓储|40|10|25%|12.5%
        培训|60|30|50%|33%
        ---
        disbursement|培训|rate|50%
        statements|仓储 / 狐样占用|value|12.5%
    """,
    "figures with units in the cells": """
        项目名称|计划资金|狐面
        仓储|40|120亩
        培训|60|30亩
        ---
        fund_plan|仓储|planned|40
        statements|仓储 / 狐面|value|120亩
    """,
    "below a group": """
        项目名称|资金（万元）|<|狐类（户）|<
        ^|计划|支出|甲类狐|乙类狐
        仓储|40|10|5|6
        培训|60|30|7|8
        ---
        disbursement|仓储|paid|10
        statements|仓储 / 狐类 / 甲类狐|value|5
        statements|培训 / 狐类 / 乙类狐|value|8
    """,
    "in a plan": """
        项目名称|建设地点|安排资金|狐测额度
        仓储|狐岭|40|38.5
        培训|狐坡|60|61
        合计||100|99.5
        ---
        fund_plan|合计|planned|100
        statements|合计 / 狐测额度|value|99.5
    """,
    "in a list of contracts": """
        合同名称|供应商|合同金额|狐保证金
        站点|甲公司|90|9
        培训|乙公司|60|6
        ---
        contracts|站点|amount|90
        statements|站点 / 狐保证金|value|9
    """,
    "sources of funds": """
        项目名称|建设内容|资金来源（万元）|<|<|<
        ^|^|合计|中央|省级|县级
        仓储|冷库|40|30||10
        培训|场地|60||60|
        ---
        fund_plan|仓储|planned|40
        statements|仓储 / 中央|value|30
        statements|培训 / 省级|value|60
    """,
    "sources without their sum": """
        项目名称|建设内容|中央|省级|县级
        仓储|冷库|30||10
        培训|场地||60|
        ---
        statements|仓储 / 中央|value|30
        statements|仓储 / 县级|value|10
    """,
    "classes without their sum": """
        乡镇|甲类|<|乙类|<
        ^|户数|补助资金（万元）|户数|补助资金（万元）
        狐坡镇|2|1.5|3|6.3
        狐洞乡|1|0.75||
        ---
        statements|狐坡镇 / 甲类 / 户数|value|2
        statements|狐洞乡 / 甲类 / 补助资金|value|0.75
    """,
}


@pytest.mark.parametrize(("name", "kind"), list_inputs(COLUMNS))
def test_an_unknown_column_is_kept_as_printed(name, kind):
    filed = try_table(name, kind, COLUMNS[name], "上杭县资金情况表")
    if "狐" in COLUMNS[name].split("---")[0].strip().splitlines()[0]:
        assert "the form has no column '狐" in filed.remarks


LINES = ("填报单位：狐狸县商务局", "填报日期：2022年6月30日", "单位：万元")


def list_verdicts(desk, header, rows):
    outcome = desk.file(make_content("狐狸县资金拨付情况表", *LINES, make_grid([header, *rows])))
    assert outcome.state == "filed", outcome
    verdicts = compute_tables(desk.root).tables["verdicts"]
    return set(zip(verdicts["claim_kind"], verdicts["verdict"], strict=True))


ROWS = [["仓储", "50", "40", "10", "25%"], ["培训", "80", "60", "30", "50%"],
        ["合计", "130", "100", "40", "40%"]]  # fmt: skip


@pytest.mark.parametrize("label", ["合同金额", "狐审金额", "调整后狐额"])
def test_no_rate_is_doubted_beside_an_amount_that_nobody_understood(desk, label):
    header = ["项目名称", "计划拨付资金", label, "实际拨付资金", "拨付率"]
    found = list_verdicts(desk, header, ROWS)
    assert {kind for kind, _ in found} == {"total"}
    assert {verdict for _, verdict in found} == {"agrees"}


def test_a_wrong_rate_is_still_found_where_all_columns_are_known(desk):
    header = ["项目名称", "计划拨付资金", "实际拨付资金", "拨付率"]
    rows = [["仓储", "50", "10", "25%"], ["培训", "80", "40", "50%"]]
    assert ("rate", "contradicts") in list_verdicts(desk, header, rows)


def test_a_rate_of_the_money_received_is_known_by_its_values(desk):
    header = ["项目名称", "计划拨付资金", "到位资金", "实际拨付资金", "拨付率"]
    assert {kind for kind, _ in list_verdicts(desk, header, ROWS)} == {"total"}


def test_a_column_of_rates_is_known_by_its_values(desk):
    header = ["项目名称", "计划拨付资金", "实际拨付资金", "狐狸比"]
    rows = [["仓储", "50", "10", "20%"], ["培训", "80", "40", "50%"]]
    assert ("rate", "agrees") in list_verdicts(desk, header, rows)


def test_a_row_without_label_that_is_the_sum_is_the_total(desk):
    header = ["项目名称", "承办企业", "计划拨付资金", "实际拨付资金"]
    rows = [["仓储", "甲", "50", "10"], ["培训", "乙", "80", "40"], ["", "", "130", "50"]]
    assert ("total", "agrees") in list_verdicts(desk, header, rows)


def test_a_row_without_label_that_is_no_sum_is_no_total(desk):
    header = ["项目名称", "承办企业", "计划拨付资金", "实际拨付资金"]
    rows = [["仓储", "甲", "50", "10"], ["培训", "乙", "80", "40"], ["", "", "7", "5"]]
    assert {kind for kind, _ in list_verdicts(desk, header, rows)} == {"paid_limit"}
