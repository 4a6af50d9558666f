"""Lists of projects, allotments over townships, payments and training, in other words and orders.

The kind: tables of money that are no form of the programme, as counties publish them.
"""

import pytest

from tests.ingest.conftest import list_reasons, make_content, make_grid
from tests.ingest.kind_tables import list_inputs, try_table

LISTS = {
    "a list of projects": """
        序号|项目名称|建设内容|建设地点|投资规模|资金来源|责任单位
        1|冷库|冷库一座|东镇|40|中央资金|农业农村局
        2|道路|硬化道路|西镇|60|省级资金|交通运输局
        合计||||100||
        ---
        fund_plan|冷库|planned|40
        fund_plan|合计|planned|100
    """,
    "the place before the name": """
        乡镇|村|项目名称|主要建设内容|计划投资
        东镇|甲村|冷库|冷库一座|40
        西镇|乙村|道路|硬化道路|60
        ---
        fund_plan|冷库|planned|40
        fund_plan|道路|planned|60
    """,
    "content alone": """
        序号|建设内容|安排资金
        1|冷库一座|40
        2|硬化道路|60
        ---
        fund_plan|冷库一座|planned|40
    """,
    "total investment beside this fund": """
        项目名称|总投资|本次安排资金|实施单位
        冷库|55|40|农业农村局
        道路|60|60|交通运输局
        ---
        fund_plan|冷库|planned|40
        statements|冷库 / 总投资|value|55
    """,
    "households that benefit": """
        项目名称|资金规模|受益户数|受益人口
        冷库|40|120|433
        道路|60|300|1023
        ---
        fund_plan|道路|planned|60
        statements|冷库 / 受益户数|value|120
        statements|道路 / 受益人口|value|1023
    """,
    "townships": """
        乡镇|分配资金
        东镇|40
        西镇|60
        合计|100
        ---
        fund_plan|东镇|planned|40
        fund_plan|合计|planned|100
    """,
    "townships with counts and standard": """
        序号|乡镇（街道）|户数|补助标准（万元/户）|补助金额
        1|东镇|20|2|40
        2|西镇|30|2|60
        合计||50||100
        ---
        fund_plan|西镇|planned|60
        statements|东镇 / 户数|value|20
        statements|合计 / 户数|value|50
    """,
    "villages of townships": """
        乡镇|行政村|奖补资金
        东镇|甲村|40
        东镇|乙村|60
        ---
        fund_plan|甲村|planned|40
        fund_plan|乙村|planned|60
    """,
    "pairs of counts and amounts": """
        乡镇|甲类|<|乙类|<|合计|<
        ^|户数|补助资金|户数|补助资金|户数|补助资金
        东镇|1|0.75|2|4.2|3|4.95
        西镇|2|1.5|||2|1.5
        合计|3|2.25|2|4.2|5|6.45
        ---
        fund_plan|东镇|planned|4.95
        fund_plan|合计|planned|6.45
        statements|东镇 / 乙类 / 补助资金|value|4.2
    """,
    "use of money by project and contractor": """
        项目名称|承建单位|下达资金|已支付资金|结余资金|支付进度
        冷库|甲公司|40|10|30|25%
        道路|乙公司|60|30|30|50%
        合计||100|40|60|40%
        ---
        disbursement|冷库|planned|40
        disbursement|合计|paid|40
        disbursement|道路|rate|50%
        statements|冷库 / 结余资金|value|30
    """,
    "use of money by office": """
        部门|预算数|支出数|支出进度
        农业农村局|40|10|25%
        交通运输局|60|30|50%
        ---
        disbursement|农业农村局|planned|40
        disbursement|交通运输局|paid|30
    """,
    "paid before and this time": """
        序号|企业名称|已拨付|本次拨付
        1|甲公司|39|31
        2|乙公司|20|10
        ---
        statements|甲公司 / 已拨付|value|39
        statements|乙公司 / 本次拨付|value|10
    """,
    "subsidies for training": """
        序号|培训机构|培训工种|培训人数|补贴标准（元/人）|补贴金额（元）
        1|甲学校|电商|50|800|40000
        2|乙学校|快递|30|600|18000
        ---
        statements|甲学校 / 培训人数|value|50
        statements|乙学校 / 补贴金额|value|18000
    """,
}


@pytest.mark.parametrize(("name", "kind"), list_inputs(LISTS))
def test_a_list_of_money_is_read(name, kind):
    unit = "" if "（元）" in LISTS[name] else "单位：万元"
    try_table(name, kind, LISTS[name], "上杭县资金安排情况", unit)


LINES = ("狐狸县项目资金表", "填报单位：狐狸县商务局", "填报日期：2022年6月30日", "单位：万元")


def test_rows_of_figures_that_no_form_took_are_counted_and_named(desk):
    rows = [
        ["甲", "3", "5"],
        ["乙", "4", "6"],
        ["项目名称", "计划资金", "备注"],
        ["仓储", "40", ""],
    ]
    outcome = desk.file(make_content(*LINES, make_grid(rows)))
    assert "2 rows with figures belong to no form and were left out: rows 1, 2." in list_reasons(
        outcome
    )


def test_a_unit_line_within_a_table_is_no_row_of_it(desk):
    rows = [["项目名称", "计划资金"], ["单位：万元", ""], ["仓储", "40"]]
    outcome = desk.file(make_content(*LINES[:3], make_grid(rows)))
    assert outcome.state == "filed", list_reasons(outcome)
    assert [row["label"] for row in desk.rows(outcome, "fund_plan")] == ["仓储"]
