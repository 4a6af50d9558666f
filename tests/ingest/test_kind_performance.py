"""Performance forms (绩效自评表, 绩效目标申报表) of many provinces.

Further inputs of the kind, in the formats that they come in, are the records ``performance_self``
and ``performance_target`` of ``tests/layouts`` and ``performance`` of ``tests/papers``.
"""

import pytest

from analysis.documents.reference import load_reference
from analysis.ingest.forms.money_cells import find_money_cells
from analysis.ingest.forms.recognise import recognise
from analysis.ingest.forms.unmarked_rates import are_percentages
from analysis.ingest.forms.vocabulary import load_vocabulary
from analysis.ingest.readings.target_cells import TargetCells, are_points, read_cells
from analysis.ingest.words.indicator_names import make_indicator_names
from analysis.ingest.words.mentions import MentionReader
from analysis.paths import PROJECT, DataRoot

from .conftest import make_content, make_grid

TITLE = "2023年度项目支出绩效自评表"
BUDGET = [
    "项目资金（万元）",
    "",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "分值",
    "执行率",
    "得分",
]
TOTAL = ["年度资金总额", "", "800", "800", "720", "10", "90%", "9"]
TARGETS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", ""]


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary(DataRoot(PROJECT / "data"))


@pytest.fixture(scope="module")
def tools():
    reference = load_reference(DataRoot(PROJECT / "data"))
    return MentionReader(reference.units), make_indicator_names(reference, "progress")


def read(vocabulary, rows, title=TITLE):
    """The tables of a form: (kind, rows)."""
    lines = ("清新区商务局", title)
    document = recognise(make_content(*lines, make_grid(rows)), vocabulary, "441803")
    return {table.table_id: table for table in document.tables}, document.remarks


def list_budget(tables):
    return [
        (row["label"].rstrip("：:"), row["planned"], row["paid"], row["rate"])
        for row in tables["disbursement"].rows
    ]


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["主管部门", "清新区商务局", "", "", "实施单位", "清新区商务局", "", ""]],
        [["项目名称", "电商示范", "", "", "", "", "", ""],
         ["主管部门", "区商务局", "", "", "实施单位", "区商务局", "", ""]],
        [["专项资金名称", "电商", "", "", "", "", "", ""]],
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "header",
    [
        BUDGET,
        ["资金情况（万元）", "", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值",
         "执行率（B/A）", "得分"],
        ["预算执行情况(万元)(10分)", "", "年初预算", "调整后预算数", "预算执行数", "权重",
         "预算执行率", "得分"],
        ["项目资金 (万元)", "", "年初预算数", "调整预算数", "全年支出数", "分值", "支出率",
         "自评得分"],
    ],
)  # fmt: skip
def test_the_budget_is_read_whatever_stands_above_it_and_however_it_is_called(
    vocabulary, above, header
):
    tables, _ = read(vocabulary, [*above, header, TOTAL, ["其他资金", "", "", "", "", "", "", ""]])
    assert list_budget(tables) == [("年度资金总额", "800", "720", "90%"), ("其他资金", "", "", "")]


@pytest.mark.parametrize(
    "objectives",
    [
        [["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""],
         ["", "目标1：建成50个；目标2：培训2000人次。", "", "", "建成52个。", "", "", ""]],
        [["年度总体目标", "年初设定目标", "", "", "年度总体目标完成情况综述", "", "", ""],
         ["", "落实64户奖补", "", "", "落实64户", "", "", ""]],
        [["总体目标", "年度目标", "", "", "年度总体目标完成情况", "", "", ""],
         ["", "接待6万人", "", "", "", "", "", ""]],
        [["预期目标", "", "", "", "", "", "", ""], ["建成50个", "", "", "", "", "", "", ""]],
    ],
)  # fmt: skip
def test_objectives_in_words_are_no_fund_items(vocabulary, objectives):
    rows = [BUDGET, TOTAL, *objectives, TARGETS,
            ["产出指标", "数量指标", "补助羊", "180只", "175只", "5", "5", ""]]  # fmt: skip
    tables, _ = read(vocabulary, rows)
    assert list_budget(tables) == [("年度资金总额", "800", "720", "90%")]
    assert [row["requirement"] for row in tables["progress"].rows] == ["补助羊：180只"]


@pytest.mark.parametrize(
    ("cells", "target", "actual", "comparator", "unit"),
    [
        (("培训人次", "≥2000人次", "", "", "2100人次"), 2000, 2100, "ge", "person_time"),
        (("培训人次", "2000", "≥", "人次", "2100"), 2000, 2100, "ge", "person_time"),
        (("补助经费", "72890", "﹦", "元", "72890"), 72890, 72890, "eq", "cny"),
        (("种母猪(≥头)", "20", "", "", "18"), 20, 18, "ge", "头"),
        (("公猪舍(≥**平方米)", "22.8", "", "", "22.8"), 22.8, 22.8, "ge", "square_metre"),
        (("满意度(≥**%)", ">=90%", "", "", "95%"), 0.9, 0.95, "ge", "share"),
        (("任务完成时限（月）", "10", "", "", "10"), 10, 10, "le", "month"),
        (("项目总成本", "≤90万元", "", "", "88万元"), 900_000, 880_000, "le", "cny"),
        (("入股合作社个数", "=10个", "", "", "10个"), 10, 10, "eq", "count"),
        (("补助标准", "<=475元/亩", "", "", "470元/亩"), 475, 470, "le", "元/亩"),
        (("培训", "≥50个", "", "", "50"), 50, 50, "ge", "count"),
        (("合格率", "100%", "", "", "已达98%"), 1, 0.98, "ge", "share"),
        (("库容", "5000立方米", "", "", "建成4500立方米"), 5000, 4500, "ge", "cubic_metre"),
        (("拖挂车", "20挂", "", "", "18挂"), 20, 18, "ge", "挂"),
    ],
)
def test_target_and_result_are_read_with_sign_and_unit_wherever_they_stand(
    tools, cells, target, actual, comparator, unit
):
    reading = read_cells(TargetCells(*cells), *tools).condition
    assert reading is not None
    assert float(reading.target.figure.value) == pytest.approx(target)
    assert float(reading.actual.figure.value) == pytest.approx(actual)
    assert (reading.comparator, reading.target.figure.unit) == (comparator, unit)


@pytest.mark.parametrize("target", ["290%", "$290%", "295%", "2100%", "￥290%"])
def test_a_share_whose_sign_became_a_digit_is_said_and_not_compared(tools, target):
    reading = read_cells(TargetCells("服务对象满意度", target, "", "", "92%"), *tools)
    assert reading.condition is None
    assert reading.is_left_open
    assert "more than 100 %" in reading.doubts[0]


def test_a_growth_above_a_hundred_per_cent_is_a_target(tools):
    reading = read_cells(TargetCells("网销额增长率", "290%", "", "", "300%"), *tools)
    assert reading.condition is not None


@pytest.mark.parametrize(
    ("target", "result"), [("≥2万元", "20000"), ("≥90%", "0.95"), ("500万粒", "550")]
)
def test_a_result_without_unit_is_not_taken_in_a_scaled_unit(tools, target, result):
    reading = read_cells(TargetCells("名称", target, "", "", result), *tools)
    assert reading.condition.actual.figure.unit == "unstated"


@pytest.mark.parametrize(
    ("targets", "points"),
    [
        (["20", "10", "10"], True),
        (["88", "100"], True),
        (["20个", "10"], False),
        (["≥20", "10"], False),
        (["2000", "10"], False),
        (["20"], False),
        (["20", "高"], False),
    ],
)
def test_bare_numbers_in_the_column_of_targets_may_be_points(tools, targets, points):
    cells = [TargetCells("建设公路", text, "", "", text) for text in targets]
    assert are_points(cells, tools[0]) is points


def cut(rows):
    reference = load_reference(DataRoot(PROJECT / "data"))
    from analysis.ingest.words.form_labels import make_form_labels

    labels = make_form_labels(reference.tables["form_labels"])
    found = find_money_cells(make_grid(rows).rows, 0, [], labels)
    return found and [tuple(cell.text for cell in row) for row in found[0].rows]


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        ([["资金总额及构成", "总额100万元 财政拨款:80万元（其中:省级60万元） 三、其他:20万元"]],
         [("总额", "100万元"), ("财政拨款", "80万元"), ("其中：省级", "60万元"),
          ("其他", "20万元")]),
        ([["项目资金申请（万元）", "资金总额：500 财政拨款：400 其他：100"]],
         [("资金总额", "500"), ("财政拨款", "400"), ("其他", "100")]),
        ([["资金情况（万元）", "年度资金总额：", "500"], ["", "其中：财政拨款", "500"],
          ["", "其他资金", ""]],
         [("年度资金总额：", "500"), ("其中：财政拨款", "500"), ("其他资金", "")]),
        ([["计划投资额(万元)", "570", "实际使用情况(万元)", "395.86"],
          ["其中:中央财政", "100", "其中:中央财政", "97.5"]],
         [("计划投资额", "570", "395.86"), ("其中:中央财政", "100", "97.5")]),
        # Blank templates, running text and rows of other tables hold no list of amounts.
        ([["项目资金申请（万元）", "资金总额: 财政拨款: 其他:"]], None),
        ([["资金用途", "用于培训2000人次、建站50个"]], None),
        ([["资金情况（万元）", "年度资金总额：", ""], ["", "其中：财政拨款", ""]], None),
        ([["县级服务中心", "100", "乡镇站点", "20"]], None),
    ],
)  # fmt: skip
def test_amounts_without_a_header_are_read_with_their_labels(rows, amounts):
    assert cut(rows) == amounts


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["50", "10", "20"]], True),
        ([["800", "720", "90"], ["100", "33.3", "33.3"]], True),
        ([["800", "720", "0.9"]], False),
        ([["800", "720", "85"]], False),
        ([["800", "720", "90"], ["100", "50", "60"]], False),
        ([["", "", "90"]], False),
    ],
)
def test_rates_without_a_sign_are_per_cent_if_each_row_says_so(tools, rows, expected):
    assert are_percentages(make_grid(rows).rows, 2, 0, 1, tools[0].units) is expected


@pytest.mark.parametrize("word", ["总分", "总得分", "项目总得分", "合计", "自评总分"])
def test_the_total_score_is_no_indicator(vocabulary, word):
    rows = [BUDGET, TOTAL, TARGETS,
            ["产出指标", "数量指标", "培训人次", "≥2000人次", "2100人次", "90", "90", ""],
            [word, "", "", "", "", "100", "99", ""]]  # fmt: skip
    tables, _ = read(vocabulary, rows)
    assert len(tables["progress"].rows) == 1
    scores = {row["label"]: row["value"] for row in tables["progress_scores"].rows}
    assert scores[f"得分：{word}"] == "99"


def test_a_blank_template_is_said_to_be_blank(vocabulary):
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "人数", "**人"],
    ]
    tables, remarks = read(vocabulary, rows, "绩效目标申报表（参考模板）")
    assert tables == {}
    assert any("blank" in remark.found for remark in remarks)
