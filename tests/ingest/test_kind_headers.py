"""Headers over several rows, merged, decorated, after lines of entries.

The kind: a label says less than the labels above it, a merged cell covers columns that are none of
their own, and what stands behind a label (（A）, （万元）, [20分]) is no part of it.
"""

import pytest

from tests.ingest.kind_tables import list_inputs, try_table

BUDGETS = {
    "a group with its unit over plan, paid and rate": """
        序号|项目名称|资金（万元）|<|<|备注
        ^|^|计划|已拨付|拨付率|^
        1|农产品上行|1000|425|42.5%|
        2|公共服务|700|300|42.86%|
        |合计|1700|725|42.65%|
        ---
        disbursement|农产品上行|planned|1000
        disbursement|公共服务|paid|300
        disbursement|合计|rate|42.65%
    """,
    "letters behind labels": """
        项目名称（A）|计划资金（B）|实际支出（C）|支出率（C/B）
        仓储|40|10|25%
        培训|60|30|50%
        ---
        disbursement|仓储|planned|40
        disbursement|培训|paid|30
        disbursement|培训|rate|50%
    """,
    "stars before labels and notes behind them": """
        ★项目名称|☆计划资金①|*实际支出※|支出率
        仓储|40|10|25%
        培训|60|30|50%
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
    "spaces within labels": """
        项 目 名 称|计 划 资 金|实 际 支 出|支 出 率
        仓储|40|10|25%
        培训|60|30|50%
        ---
        disbursement|仓储|paid|10
        disbursement|培训|rate|50%
    """,
    "a row of units": """
        项目名称|计划资金|实际支出|支出率
        |万元|万元|%
        仓储|40|10|25
        培训|60|30|50
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
        disbursement|培训|rate|50
    """,
    "a row of column numbers": """
        项目名称|计划资金|实际支出|支出率
        甲|1|2|3=2/1
        仓储|40|10|25%
        培训|60|30|50%
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
    "column numbers in brackets": """
        序号|项目名称|计划资金|实际支出
        (1)|(2)|(3)|(4)
        1|仓储|40|10
        2|培训|60|30
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
    "a line of entries above": """
        主管部门|某局|实施单位|某中心
        项目名称|计划资金|实际支出|支出率
        仓储|40|10|25%
        培训|60|30|50%
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
    "a line of entries above merged labels": """
        主管部门|<|某局|<|实施单位|某中心
        项目名称|<|计划资金|<|实际支出|支出率
        仓储|<|40|<|10|25%
        培训|<|60|<|30|50%
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
    "three rows of labels": """
        序号|项目|资金情况|<|<|<
        ^|^|金额（万元）|<|<|备注
        ^|^|计划数|支出数|支出率|^
        1|仓储|40|10|25%|
        2|培训|60|30|50%|
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
        disbursement|仓储|rate|25%
    """,
    "the unit as a merged row of the table": """
        单位：万元|<|<|<
        项目名称|计划资金|实际支出|支出率
        仓储|40|10|25%
        培训|60|30|50%
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
    "title and annex as merged rows": """
        附件1|<|<|<
        项目资金使用情况表|<|<|<
        项目名称|计划资金|实际支出|支出率
        仓储|40|10|25%
        培训|60|30|50%
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
    "the year before the label": """
        项目名称|2022年计划资金|2022年实际支出
        仓储|40|10
        培训|60|30
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
    "the unit without brackets": """
        项目名称|计划资金万元|实际支出万元
        仓储|40|10
        培训|60|30
        ---
        disbursement|仓储|paid|10
        disbursement|培训|planned|60
    """,
}


@pytest.mark.parametrize(("name", "kind"), list_inputs(BUDGETS))
def test_columns_are_found_below_any_header(name, kind):
    try_table(name, kind, BUDGETS[name], "上杭县项目资金情况表")
