"""Kinds: order of years, mean growth, growth between columns shown, 市本级 in a total, rows of a
monthly form that it does not know.

Each kind with further inputs, in every format.
"""

from collections.abc import Sequence

import pytest

from analysis.ingest.files.limits import Limits
from analysis.ingest.forms.recognise import Recognised, recognise
from analysis.ingest.forms.vocabulary import Vocabulary, load_vocabulary
from analysis.ingest.process.parsing import parse
from analysis.paths import DataRoot
from tests.ingest.conftest import write_reference
from tests.papers.grids import make_table
from tests.papers.writers import write_paper

FORMATS = ("xlsx", "xls", "ods", "docx", "pdf", "csv", "txt")
HEAD = ("狐狸县统计表", "填报单位：狐狸县商务局", "填报日期：2021年9月1日")


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory) -> Vocabulary:
    folder = tmp_path_factory.mktemp("matrix")
    write_reference(folder / "reference")
    return load_vocabulary(DataRoot(folder))


def read(
    vocabulary: Vocabulary, grid: Sequence[Sequence[str | None]], kind: str, lines=HEAD
) -> Recognised:
    """What is recognised of a table written in a format."""
    table = make_table({"lines": list(lines), "grid": grid}, "test")
    content = parse(write_paper([table], kind), f".{kind}", Limits())
    return recognise(content, vocabulary)


def list_rows(document: Recognised) -> list[dict[str, str]]:
    """The rows of all statements of a document, each with its reading."""
    return [
        row | table.details.get(row["row_id"], {}) | {"unit": table.units.get("value", "")}
        for table in document.tables if table.kind == "statements" for row in table.rows
    ]  # fmt: skip


def list_changes(document: Recognised) -> dict[str, str]:
    """Period → change, of the rows that have one."""
    return {row["period"]: row["change"] for row in list_rows(document) if row["change"]}


# Header after 指标 and 单位, the cells below it, and period → change that must come out.
ORDERS = [
    (["2020年", "2019年", "同比"], ["80", "100", "-20%"], {"2020年": "-20%"}),
    (["2019年", "2020年", "同比"], ["100", "80", "-20%"], {"2020年": "-20%"}),
    (["2020年", "同比", "2019年", "同比"], ["80", "-20%", "100", "25%"],
     {"2020年": "-20%", "2019年": "25%"}),
    (["2019年", "2020年", "增长率（%）"], ["100", "80", "-20"], {"2020年": "-20"}),
    (["2020", "2019", "同比增长%"], ["80", "100", "-20"], {"2020年": "-20"}),
    (["2020年度", "2019年度", "同比增减（%）"], ["80", "100", "-20"], {"2020年度": "-20"}),
    (["2021年1-6月", "2020年1-6月", "同比"], ["80", "100", "-20%"], {"2021年1-6月": "-20%"}),
    (["2020年1-6月", "2021年1-6月", "比上年同期增长"], ["100", "80", "-20%"],
     {"2021年1-6月": "-20%"}),
    (["本年累计", "上年同期", "同比"], ["80", "100", "-20%"], {"本年累计": "-20%"}),
    (["上年同期", "本年累计", "同比%"], ["100", "80", "-20"], {"本年累计": "-20"}),
    (["本月", "比去年同月增长(%)", "1-本月", "比去年同期增长(%)"], ["8", "4.3", "80", "-20"],
     {"本月": "4.3", "1-本月": "-20"}),
    (["8月", "1-8月", "同比±%", "同比±%"], ["8", "80", "4.3", "-20"],
     {"8月": "4.3", "1-8月": "-20"}),
    (["本月", "上年同月", "同比", "本月止累计", "上年同期累计", "同比"],
     ["8", "9", "-11%", "80", "100", "-20%"], {"本月": "-11%", "本月止累计": "-20%"}),
    (["2021年上半年", "2020年上半年", "增幅"], ["80", "100", "-20%"], {"2021年上半年": "-20%"}),
    (["2018年", "2019年", "2020年", "同比"], ["90", "100", "80", "-20%"], {"2020年": "-20%"}),
]  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(("header", "cells", "changes"), ORDERS)
def test_a_change_belongs_to_the_newer_period(header, cells, changes, kind, vocabulary):
    grid = [["指标", "单位", *header], ["接待游客", "万人次", *cells]]
    lines = ("狐狸县2021年8月统计表", *HEAD[1:])
    document = read(vocabulary, grid, kind, lines)
    assert list_changes(document) == changes


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "label",
    ["年均增长", "年均增长率", "年平均增长", "年均增速", "两年平均增长", "平均增长速度", "年均增幅",
     "平均增速", "年均增长（%）", "平均发展速度", "定基指数"],
)  # fmt: skip
def test_a_mean_growth_is_no_change_of_a_year(label, kind, vocabulary):
    grid = [["指标", "单位", "2018年", "2020年", label], ["接待游客", "万人次", "81", "86", "3.4%"]]
    document = read(vocabulary, grid, kind)
    assert list_changes(document) == {}
    mean = next(row for row in list_rows(document) if row["value"] == "3.4%")
    assert mean["role"] == "context"
    assert mean["label"].startswith("接待游客 / ")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("years", "label", "base"),
    [(("2018年", "2020年"), "增长率", "2018"), (("2020年", "2018年"), "增长率", "2018"),
     (("2018年", "2020年"), "增长", "2018"), (("2018年", "2020年"), "增幅（%）", "2018"),
     (("2017年", "2020年"), "增减%", "2017"), (("2019年", "2020年"), "增长率", "2019"),
     (("2018年", "2020年"), "同比", ""), (("2018年", "2020年"), "比上年增长", ""),
     (("2018年", "2020年"), "同比增长（%）", ""), (("2015", "2020"), "增长率（%）", "2015"),
     (("2018年度", "2020年度"), "增速", "2018")],
)  # fmt: skip
def test_growth_between_two_columns_has_the_older_as_its_base(years, label, base, kind, vocabulary):
    grid = [["指标", "单位", *years, label], ["接待游客", "万人次", "80", "100", "25%"]]
    changed = [row for row in list_rows(read(vocabulary, grid, kind)) if row["change"]]
    assert [row["period_end"][:4] for row in changed] == ["2020"]
    assert changed[0].get("change_base_start", "")[:4] == base


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("unit", "label", "change"),
    [("万人次", "环比", "3.2%"), ("万人次", "比上月增长", "3.2%"),
     ("万人次", "环比增长（%）", "3.2"),
     ("%", "同比", "1.00%"), ("%", "同比", "提高1.00个百分点"), ("%", "同比增减（百分点）", "1.0"),
     ("%", "比上年±百分点", "-0.4"), ("万人次", "同比", "3.2"), ("万人次", "较上月增减%", "3.2"),
     ("%", "增减（个百分点）", "0.7"), ("万人次", "比上季增长%", "1.1")],
)  # fmt: skip
def test_a_change_that_cannot_be_compared_stands_for_itself(unit, label, change, kind, vocabulary):
    grid = [["指标", "单位", "2019年", "2020年", label], ["森林覆盖率", unit, "68", "69", change]]
    document = read(vocabulary, grid, kind)
    assert list_changes(document) == {}
    own = [row for row in list_rows(document) if row["value"] == change]
    assert [row["role"] for row in own] == ["context"]


CITY_LINES = (
    "林市电子商务进农村综合示范创建月报表", "填报单位：林市商务局", "报告期：2020年7月",
)  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("more", "covers"),
    [(["市本级"], None), (["其他"], None), (["其他县区"], None), (["高新区"], None),
     (["市直"], None), (["经济开发区"], None), (["本级"], None), (["市直属"], None),
     (["市本级", "高新区"], None), (["其它"], None), ([], "990101;990102"),
     (["松树县"], "990101;990102;990103")],
)  # fmt: skip
def test_a_total_covers_the_counties_shown_only_if_nothing_else_is_shown(
    more, covers, kind, vocabulary
):
    grid = [
        ["序号", "项目", "单位", "狐狸县", "獾子区", *more, "合计"],
        ["1", "累计使用资金", "万元", "200", "50", *["30"] * len(more), "280"],
    ]
    form = next(t for t in read(vocabulary, grid, kind, CITY_LINES).tables
                if t.kind == "monthly_form")  # fmt: skip
    assert form.areas["total"][2] == covers
    assert form.rows[0]["total"] == "280"


UNKNOWN_ROWS = [
    ("乡镇电商服务站累计建设数量", "个", "15"), ("农村网络零售额", "万元", "32000"),
    ("物流配送车辆", "辆", "12"), ("直播场次", "场", "40"), ("快递进村覆盖率", "%", "95.5%"),
    ("冷链仓储面积", "平方米", "3600"), ("网店数量", "家", "210"), ("带动就业人数", "人", "1200"),
    ("县域公共品牌", "个", "1"), ("农产品包裹", "万件", "18.6"), ("专线里程", "公里", "420"),
    ("建档立卡贫困村电商服务站覆盖率", "%", "80%"),
]  # fmt: skip
MONTHLY_LINES = (
    "狐狸县电子商务进农村综合示范月报表", "填报单位：狐狸县商务局", "填报日期：2022年6月30日",
)  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(("label", "unit", "text"), UNKNOWN_ROWS)
def test_a_row_that_a_monthly_form_does_not_know_is_kept_and_named(
    label, unit, text, kind, vocabulary
):
    grid = [
        ["序号", "项目", "单位", "数值"],
        ["1", f"{label}甲", unit, text],
        ["2", "累计使用资金", "万元", "850"],
    ]
    document = read(vocabulary, grid, kind, MONTHLY_LINES)
    assert {table.kind for table in document.tables} == {"monthly_form", "statements"}
    row = next(row for row in list_rows(document) if row["label"].startswith(label))
    assert (row["value"], row["unit"], row["role"]) == (text, unit, "context")
    assert any(f"{label}甲" in remark.found for remark in document.remarks)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_monthly_form_of_unknown_rows_alone_is_not_blank(kind, vocabulary):
    grid = [["序号", "项目", "单位", "数值"],
            *([str(n), label + "乙", unit, text]
              for n, (label, unit, text) in enumerate(UNKNOWN_ROWS, start=1))]  # fmt: skip
    document = read(vocabulary, grid, kind, MONTHLY_LINES)
    values = {row["label"]: row["value"] for row in list_rows(document)}
    assert values == {label + "乙": text for label, _, text in UNKNOWN_ROWS}
    assert not any("blank" in remark.found for remark in document.remarks)


def test_a_county_s_figure_is_not_another_county_s(vocabulary):
    grid = [["县区", "接待游客（万人次）"], ["狐狸县", "80"], ["獾子区", "60"], ["合计", "140"]]
    rows = list_rows(read(vocabulary, grid, "xlsx", ("林市2020年旅游统计表",)))
    codes = [(row["county_code"], row["value"]) for row in rows]
    assert codes == [("990101", "80"), ("990102", "60"), ("990100", "140")]


# Tables of rows by columns: lines, grid, and label → (county, value) of figures that must come out.
CITY_TITLE = ("林市2020年7月电商工作进展情况统计表",)
MATRICES = [
    ([["县区", "站点（个）", "<", "<"], ["^", "目标任务", "完成数", "完成率（%）"],
      ["狐狸县", "100", "80", "80"], ["獾子区", "50", "50", "100"]],
     {"狐狸县 / 站点 / 目标任务": ("990101", "100"), "獾子区 / 站点 / 完成率": ("990102", "100")}),
    ([["指标", "狐狸县", "獾子区", "全市"], ["网店（家）", "12", "7", "19"]],
     {"网店 / 狐狸县": ("990101", "12"), "网店 / 全市": ("990100", "19")}),
    ([["地区", "网店（家）", "地区", "网店（家）"], ["狐狸县", "12", "松树县", "3"],
      ["獾子区", "7", "合计", "22"]],
     {"狐狸县 / 网店": ("990101", "12"), "松树县 / 网店": ("990103", "3"),
      "合计 / 网店": ("990100", "22")}),
    ([["单位", "培训（人次）"], ["合计", "900"], ["市本级", "100"], ["狐狸县", "800"]],
     {"合计 / 培训": ("990100", "900"), "市本级 / 培训": ("", "100"),
      "狐狸县 / 培训": ("990101", "800")}),
    ([["序号", "县（市、区）", "网店", "包裹"], ["", "", "（家）", "（万件）"],
      ["1", "狐狸县", "12", "3.5"], ["2", "獾子区", "7", "1.5"]],
     {"狐狸县 / 包裹": ("990101", "3.5"), "獾子区 / 网店": ("990102", "7")}),
    ([["月份", "网店（家）", "包裹（万件）"], ["1月", "12", "3.5"], ["2月", "13", "3.6"]],
     {"1月 / 网店": ("", "12"), "2月 / 包裹": ("", "3.6")}),
    ([["年份", "网店（家）"], ["2018", "12"], ["2019", "13"]],
     {"2018 / 网店": ("", "12"), "2019 / 网店": ("", "13")}),
    ([["指标", "2018年", "<", "2019年", "<"], ["^", "数量", "同比", "数量", "同比"],
      ["网店（家）", "12", "5%", "13", "8.3%"]], {"网店": ("", "12")}),
    ([["地区", "2018", "<", "2019", "<"],
      ["^", "网店（家）", "包裹（万件）", "网店（家）", "包裹（万件）"],
      ["狐狸县", "12", "3", "13", "4"], ["獾子区", "5", "1", "6", "2"]],
     {"獾子区 / 包裹": ("990102", "1"), "狐狸县 / 网店": ("990101", "12")}),
    ([["考核指标", "分值", "狐狸县得分", "獾子区得分"], ["站点建设", "30", "28", "25"]],
     {"站点建设 / 狐狸县得分": ("", "28"), "站点建设 / 分值": ("", "30")}),
    ([["项目", "单位", "当月", "累计"], ["使用资金", "万元", "3.5", "200"],
      ["村级服务站", "个", "2", "120"]],
     {"使用资金": ("", "3.5"), "村级服务站": ("", "2")}),
    ([["指标名称", "计量单位", "代码", "数量"], ["甲", "乙", "丙", "1"],
      ["网店", "家", "D01", "12"]],
     {"网店": ("", "12")}),
]  # fmt: skip


@pytest.mark.parametrize("kind", ("xlsx", "xls", "docx", "pdf", "csv"))
@pytest.mark.parametrize(("grid", "expected"), MATRICES)
def test_each_figure_of_a_matrix_has_its_row_its_column_and_its_county(
    grid, expected, kind, vocabulary
):
    rows = list_rows(read(vocabulary, grid, kind, CITY_TITLE))
    found = {}
    for row in rows:
        found.setdefault(row["label"], (row.get("county_code", ""), row["value"]))
    assert {label: found.get(label) for label in expected} == expected


def test_a_month_beside_running_totals_is_no_stock(vocabulary):
    grid = [["项目", "单位", "当月", "累计"], ["使用资金", "万元", "3.5", "200"],
            ["村级服务站", "个", "2", "120"], ["当年培训人次", "人次", "30", "500"]]  # fmt: skip
    lines = ("狐狸县电子商务进农村综合示范月报表（2020年7月）",)
    rows = list_rows(read(vocabulary, grid, "xlsx", lines))
    assert {row["value"]: (row["role"], row["indicator_id"]) for row in rows} == {
        "2": ("context", ""), "120": ("reported", "service_stations"),
        "30": ("context", ""), "500": ("context", ""),
        "3.5": ("reported", "funds_used_month"), "200": ("reported", "funds_used_cumulative"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", ("xlsx", "docx", "csv"))
@pytest.mark.parametrize(
    "grid",
    [[["指标名称", "代码", "计量单位", "数量"], ["甲", "乙", "丙", "1"], ["网店", "D01", "家", ""]],
     [["县区", "目标", "完成"], ["狐狸县", "", ""], ["獾子区", "—", "—"]],
     [["指标", "2018年", "2019年"], ["网店（家）", "***", "***"]],
     [["序号", "地区", "站点"], ["1", "狐狸县", ""], ["2", "獾子区", ""], ["3", "松树县", ""]],
     [["项目", "行次", "金额"], ["收入", "1", ""], ["支出", "2", ""], ["结余", "3", ""]]],
)  # fmt: skip
def test_a_form_without_a_figure_is_blank(grid, kind, vocabulary):
    document = read(vocabulary, grid, kind, CITY_TITLE)
    assert document.tables == ()
    assert any("the form is blank" in remark.found for remark in document.remarks)
