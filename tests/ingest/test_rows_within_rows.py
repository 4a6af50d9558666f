"""Tables with rows within rows, from the file to the sums: nothing is added twice."""

import pytest

from analysis.build.build import compute_tables
from analysis.measures.amounts import compute_total, sum_contracts
from analysis.measures.row_sums import find_leaves

from .conftest import Desk, make_content, make_grid, write_reference

LINES = ("填报单位：狐狸县商务局", "填报日期：2022年6月30日", "报告期：2022年6月")
PAID = ["序号", "使用方向", "承办企业", "计划拨付资金（万元）", "实际拨付资金（万元）"]
SCORED = ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "执行率"]
CONTRACTS = ["包组", "中标单位", "合同金额（万元）"]


def build(desk, title, rows):
    outcome = desk.file(make_content(title, *LINES, make_grid(rows)))
    assert outcome.state == "filed", outcome
    result = compute_tables(desk.root)
    assert result.findings["reason"].tolist() == []
    return result.tables


def list_doubts(tables):
    verdicts = tables["verdicts"]
    doubted = verdicts[verdicts["verdict"].isin(("contradicts", "for_review"))]
    return doubted["figure"].tolist()


# Number, use, payee, planned and paid of each row.
FUND_TABLES = {
    "the number of the total": """
        1|上行|甲|60|30
        2|培训|乙|40|40
        合计|||100|70
    """,
    "levels in a column of numbers": """
        一|上行||60|30
        1|品牌|甲|40|20
        2|追溯|乙|20|10
        二|培训|丙|40|40
        |合  计||100|70
    """,
    "three levels and a blank part": """
        |一、上行||60|30
        |（一）品牌||60|30
        |1.设计|甲|40|20
        |2.推广|乙|20|10
        |二、培训|丙|40|40
        |三、其他|||
        |总计||100|70
    """,
    "其中 within a subtotal": """
        |上行|甲|60|30
        |小计||60|30
        |其中：设备||50|20
        |培训|乙|40|40
        |小计||40|40
        |合计||100|70
    """,
    "the total first, subtotals before their lines": """
        |合计||100|70
        |上行小计||60|30
        |品牌|甲|60|30
        |培训小计||40|40
        |师资|乙|40|40
    """,
    "a total for each section": """
        |上行|甲|40|20
        |追溯|乙|20|10
        |合计||60|30
        |培训|丙|40|40
        |合计||40|40
        |总计||100|70
    """,
    "a total amid the lines": """
        |上行|甲|60|30
        |合计||100|70
        |培训|乙|40|40
    """,
    "a total with a blank": """
        |上行|甲|60|30
        |培训|乙|40|40
        |合计||100|
    """,
    "numbers and no total": """
        |一、上行||60|30
        |1、品牌|甲|40|20
        |2、追溯|乙|20|10
        |二、培训|丙|40|40
    """,
    "spaces before the parts": """
        |上行||60|30
        |　　品牌|甲|40|20
        |　　追溯|乙|20|10
        |培训|丙|40|40
        |合计||100|70
    """,
    "parts without a mark": """
        |上行||60|30
        |品牌|甲|40|20
        |追溯|乙|20|10
        |培训|丙|40|40
        |合计||100|70
    """,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """All fund tables, each a document of a month of its own, built at once."""
    folder = tmp_path_factory.mktemp("funds")
    write_reference(folder / "reference")
    desk = Desk(folder)
    names = {}
    for month, (layout, text) in enumerate(FUND_TABLES.items(), start=1):
        lines = (LINES[0], f"填报日期：2022年{month}月28日", f"报告期：2022年{month}月")
        rows = [line.strip(" ").split("|") for line in text.strip().splitlines()]
        outcome = desk.file(make_content("资金拨付情况表", *lines, make_grid([PAID, *rows])))
        assert outcome.state == "filed", outcome
        names[layout] = outcome.document_id
    result = compute_tables(desk.root)
    assert result.findings["reason"].tolist() == []
    return result.tables, names


@pytest.mark.parametrize("layout", FUND_TABLES)
def test_the_total_of_a_fund_table_is_that_of_all(built, layout):
    tables, names = built
    budget = tables["budget"][tables["budget"]["document_id"] == names[layout]]
    assert compute_total(budget, "planned_cny") == 1_000_000
    assert compute_total(budget, "paid_cny") == 700_000
    assert compute_total(budget.iloc[::-1], "paid_cny") == 700_000
    assert not [name for name in list_doubts(tables) if name.startswith(names[layout])]


@pytest.mark.parametrize(
    ("total", "blank", "doubts"),
    [("800", True, []), ("800", False, []), ("600", False, ["r1/planned"]),
     ("600", True, ["r1/planned"])],
)  # fmt: skip
def test_the_parts_of_a_performance_form_make_its_total(desk, total, blank, doubts):
    rows = [
        SCORED,
        ["年度资金总额：", "", total, "500", ""],
        ["其中：当年财政拨款", "", "700", "450", ""],
        ["上年结转资金", "", "100", "50", ""],
        *([["其他资金", "", "", "", ""]] if blank else []),
    ]  # fmt: skip
    tables = build(desk, "项目支出绩效自评表", rows)
    assert compute_total(tables["budget"], "planned_cny") == 10_000 * int(total)
    assert compute_total(tables["budget"], "paid_cny") == 5_000_000
    assert [name.split("/", 2)[2] for name in list_doubts(tables)] == doubts


def test_contracts_are_counted_without_totals_of_packages(desk):
    rows = [
        ["包组一：平台", "甲", "580"], ["包组一：培训", "乙", "20"], ["小计", "", "600"],
        ["包组二：物流", "丙", "630"], ["小计", "", "630"], ["合计", "", "1230"],
    ]  # fmt: skip
    tables = build(desk, "合同情况表", [CONTRACTS, *rows])
    contracts = tables["contracts"]
    assert sum_contracts(contracts) == 12_300_000
    assert find_leaves(contracts).sum() == 3
    assert list_doubts(tables) == []


def test_a_reading_overrides_what_the_labels_say(desk):
    rows = [["", "上行", "甲", "60", "30"], ["", "其中：设备", "", "20", "10"],
            ["", "办公", "乙", "10", "5"]]  # fmt: skip
    content = make_content("资金拨付情况表", *LINES, make_grid([PAID, *rows]))
    outcome = desk.file(content)
    budget = compute_tables(desk.root).tables["budget"]
    assert budget["row_role"].tolist() == ["line", "of_which", "unknown"]
    readings = desk.root.readings / str(outcome.document_id) / "rows.csv"
    readings.write_text(
        "table_id,row_id,row_role,parent_row,note\ndisbursement,r3,line,,seen in the document\n",
        encoding="utf-8",
    )
    budget = compute_tables(desk.root).tables["budget"]
    assert budget["row_role"].tolist() == ["line", "of_which", "line"]
    assert compute_total(budget, "planned_cny") == 700_000
