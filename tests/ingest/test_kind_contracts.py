"""Tables of contracts with what is paid, and with totals that are no contracts.

The kind: 合计 among contracts is a total; 已支付金额 and its like beside the contract amount are
what was paid on each, and what is left unpaid is kept as printed.
"""

import pytest

from analysis.build.build import compute_tables
from analysis.measures.amounts import sum_contracts
from tests.ingest.conftest import make_content, make_grid
from tests.ingest.kind_tables import list_inputs, try_table

CONTRACTS = {
    "paid and unpaid": """
        序号|项目名称|中标单位|合同金额|已支付金额|未支付金额
        1|公共服务中心|甲公司|580|290|290
        2|物流体系|乙公司|650|325|325
        |合计||1230|615|615
        ---
        contracts|公共服务中心|amount|580
        contracts|合计|amount|1230
        instalments|已支付金额|amount|290
        statements|合计 / 已支付金额|value|615
        statements|合计 / 未支付金额|value|615
        statements|物流体系 / 未支付金额|value|325
    """,
    "only the paid amount": """
        合同名称|供应商|合同价|累计支付
        站点建设|甲公司|100|40
        人才培训|乙公司|50|50
        ---
        contracts|站点建设|amount|100
        instalments|累计支付|amount|40
    """,
    "the paid amount in another unit": """
        合同名称|供应商|合同金额（万元）|已付款（元）
        站点建设|甲公司|100|400000
        人才培训|乙公司|50|500000
        ---
        contracts|站点建设|amount|100
        instalments|已付款|amount|400000
    """,
    "tendered, contracted and paid": """
        标段|施工单位|招标控制价|中标价|已拨付金额|签订时间
        一标段|甲公司|110|100|40|2021年5月6日
        二标段|乙公司|55|50|20|2021年6月1日
        合计||165|150|60|
        ---
        contracts|一标段|tendered|110
        contracts|二标段|amount|50
        instalments|已拨付金额|amount|40
        statements|合计 / 已拨付金额|value|60
    """,
    "a group over amounts": """
        项目名称|承建单位|合同情况（万元）|<|<
        ^|^|合同金额|已支付金额|未支付金额
        仓储|甲公司|90|30|60
        培训|乙公司|60|60|0
        ---
        contracts|仓储|amount|90
        instalments|已支付金额|amount|30
        statements|仓储 / 未支付金额|value|60
    """,
    "the total first": """
        项目名称|中标人|合同总价|支付金额
        合计||150|90
        仓储|甲公司|90|30
        培训|乙公司|60|60
        ---
        contracts|合计|amount|150
        instalments|支付金额|amount|60
        statements|合计 / 支付金额|value|90
    """,
    "subtotals with names": """
        项目名称|中标企业|合同金额|累计支付金额
        仓储|甲公司|90|30
        上行小计||90|30
        培训|乙公司|60|60
        培训小计||60|60
        总计||150|90
        ---
        contracts|总计|amount|150
        contracts|上行小计|amount|90
        statements|总计 / 累计支付金额|value|90
        statements|培训小计 / 累计支付金额|value|60
    """,
    "the share that was paid": """
        项目名称|中标单位|合同金额|支付比例
        仓储|甲公司|90|50%
        培训|乙公司|60|100%
        ---
        contracts|仓储|amount|90
        statements|仓储 / 支付比例|value|50%
    """,
    "audited amounts": """
        项目名称|中标单位|合同金额|审定金额|已支付金额
        仓储|甲公司|90|88.5|30
        培训|乙公司|60|60|60
        ---
        contracts|仓储|amount|90
        statements|仓储 / 审定金额|value|88.5
        instalments|已支付金额|amount|30
    """,
    "nothing paid yet": """
        项目名称|中标单位|合同金额|已支付金额
        仓储|甲公司|90|
        培训|乙公司|60|15
        ---
        contracts|仓储|amount|90
        instalments|已支付金额|amount|15
    """,
    "two contracts of one name": """
        项目名称|中标单位|合同金额|已支付金额
        站点|甲公司|90|30
        站点|乙公司|60|15
        ---
        contracts|站点|amount|90
        instalments|已支付金额|amount|30
        instalments|已支付金额|amount|15
    """,
}


@pytest.mark.parametrize(("name", "kind"), list_inputs(CONTRACTS))
def test_what_is_paid_on_contracts_is_filed(name, kind):
    # 单位：万元 above a column in 元 is refused: one of them is wrong.
    unit = "" if "元）|" in CONTRACTS[name] else "单位：万元"
    try_table(name, kind, CONTRACTS[name], "上杭县项目合同支付情况表", unit)


def test_the_total_of_contracts_is_no_contract_and_payments_belong_to_their_own(desk):
    rows = [
        ["序号", "项目名称", "中标单位", "合同金额（万元）", "已支付金额（万元）"],
        ["1", "站点", "甲公司", "580", "290"],
        ["2", "站点", "乙公司", "650", "325"],
        ["", "合计", "", "1230", "615"],
    ]
    lines = ("狐狸县合同支付情况表", "填报单位：狐狸县商务局", "填报日期：2022年6月30日")
    outcome = desk.file(make_content(*lines, make_grid(rows)))
    assert outcome.state == "filed", outcome
    tables = compute_tables(desk.root).tables
    assert sum_contracts(tables["contracts"]) == 12_300_000
    payments = tables["payments"]
    assert payments["amount_cny"].sum() == 6_150_000
    assert payments["contract_ids"].nunique() == 2
    further = tables["series"][tables["series"]["indicator_id"].isna()]
    assert further["value"].tolist() == [6_150_000]
