"""What is read from unusual tables and texts, and which remarks they get."""

import datetime

import pytest

from analysis.ingest.content import Content, Place
from analysis.ingest.forms.recognise import recognise
from analysis.ingest.forms.vocabulary import load_vocabulary
from analysis.paths import DataRoot

from .conftest import (
    CITY,
    COUNTY,
    DISBURSEMENT_HEADER,
    DISBURSEMENT_LINES,
    DISBURSEMENT_ROWS,
    MONTHLY_ROWS,
    OTHER,
    cell,
    make_content,
    make_disbursement,
    make_grid,
    make_monthly,
    write_reference,
)

STATISTICS_HEADER = ["指标", "单位", "2018年", "2019年", "同比"]
CONTRACTS_HEADER = ["合同名称", "中标单位", "合同金额（万元）", "中标日期"]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recognise")
    write_reference(folder / "reference")
    return load_vocabulary(DataRoot(folder))


def list_remarks(document):
    return "\n".join(f"{remark.code}: {remark.found}" for remark in document.remarks)


def read(vocabulary, content, county=None):
    """The tables of a file by id, and its remarks as text."""
    document = recognise(content, vocabulary, county)
    return {table.table_id: table for table in document.tables}, list_remarks(document)


def replace_values(text):
    """The rows of a monthly form with the fund's progress changed."""
    return [[*row[:3], text, *row[4:]] if "进度" in row[2] else row for row in MONTHLY_ROWS]


# Cells of a disbursement table: what is in the cell, what the remark says.
UNREADABLE = [
    ("￥30", "yuan sign"),
    (cell("2020-07-08", number_format="date"), "it is a date"),
    (cell("", problem="the formula has no value"), "the formula has no value"),
    ("30%", "does not match the header's (万元)"),
    ("1-2", "not a single figure"),
    ("1234567.123456789012", "more than 15 digits"),
    ("1000000000000", "more than 1,000,000,000,000 yuan"),
    (cell("", merged_from=Place(table=1, row=1, column=4)), "merged over several rows"),
]


@pytest.mark.parametrize(("paid", "reason"), UNREADABLE)
def test_a_cell_that_is_not_a_figure_is_blank_with_a_remark(paid, reason, vocabulary):
    rows = [["甲公司", "公共服务", "60.00", paid, "50%"], *DISBURSEMENT_ROWS[1:]]
    tables, remarks = read(vocabulary, make_disbursement(rows))
    assert tables["disbursement"].rows[0]["paid"] == ""
    assert reason in remarks


HEADER_IN_YUAN = ["承办企业", "使用方向", "计划拨付资金（元）", "实际拨付资金（元）", "拨付率"]
HEADER_IN_TWO_UNITS = ["承办企业", "使用方向", "计划拨付资金", "实际拨付资金", "拨付率（%）"]
# Tables that cannot be filed: rows, header, lines, what the error says.
UNUSABLE = [
    (DISBURSEMENT_ROWS, HEADER_IN_YUAN, DISBURSEMENT_LINES, "the header states 元"),
    (DISBURSEMENT_ROWS, HEADER_IN_TWO_UNITS, DISBURSEMENT_LINES[:3], "have no unit"),
    (DISBURSEMENT_ROWS, DISBURSEMENT_HEADER, (*DISBURSEMENT_LINES, "单位：亿元"), "several units"),
    ([["甲", "乙", "1", "1", "0.7"], ["丙", "丁", "1", "1", "70"]], DISBURSEMENT_HEADER,
     DISBURSEMENT_LINES, "mixes fractions and percentages"),
    ([["甲", "乙", "1", "1", "70"]], DISBURSEMENT_HEADER, DISBURSEMENT_LINES, "without %"),
    ([["填写示例", "", "1", "1", ""]], DISBURSEMENT_HEADER, DISBURSEMENT_LINES, "sample text"),
    ([["甲", "", "", "", ""]], DISBURSEMENT_HEADER, DISBURSEMENT_LINES, "none of its rows"),
    ([["", "", "", "", ""]], DISBURSEMENT_HEADER, DISBURSEMENT_LINES, "no row"),
    (DISBURSEMENT_ROWS, [*DISBURSEMENT_HEADER[:4], "已拨付资金"], DISBURSEMENT_LINES,
     "both mean paid"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "header", "lines", "reason"), UNUSABLE)
def test_a_table_that_cannot_be_filed_says_why(rows, header, lines, reason, vocabulary):
    tables, remarks = read(vocabulary, make_disbursement(rows, header, lines))
    assert "disbursement" not in tables
    assert reason in remarks


def test_a_percentage_shown_by_a_spreadsheet_is_not_a_plain_number(vocabulary):
    rows = [
        ["甲", "乙", "1", "1", cell("0.7", number_format="percent")],
        ["丙", "丁", "1", "0", "/"],
    ]
    tables, _ = read(vocabulary, make_disbursement(rows))
    assert [row["rate"] for row in tables["disbursement"].rows] == ["70%", "/"]


def test_subtotals_are_kept_and_blank_rows_left_out(vocabulary):
    rows = [DISBURSEMENT_ROWS[0], ["小计", "", "60", "30", ""], ["", "x", "", "", ""],
            ["", "", "", "", ""], DISBURSEMENT_ROWS[1]]  # fmt: skip
    tables, _ = read(vocabulary, make_disbursement(rows))
    names = [row["label"] or row["payee"] for row in tables["disbursement"].rows]
    assert names == ["公共服务", "小计", "x", "培训"]


NUMBERED_HEADER = ["序号", "使用方向", "计划拨付资金（万元）", "实际拨付资金（万元）"]


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        (["一", "1", "1.1", "（二）"], ["一 上行", "1 品牌", "1.1 设计", "（二） 培训"]),
        (["1", "2", "3", "4"], ["上行", "品牌", "设计", "培训"]),
        (["一", "", "1", "二"], ["一 上行", "品牌", "1 设计", "二 培训"]),
    ],
    ids=["several sorts show levels", "one sort says nothing", "a row without a number"],
)
def test_numbers_of_several_sorts_in_a_column_of_their_own_stay_with_the_label(
    vocabulary, numbers, labels
):
    names = ["上行", "品牌", "设计", "培训"]
    rows = [[number, name, "60", "30"] for number, name in zip(numbers, names, strict=True)]
    tables, _ = read(vocabulary, make_disbursement([*rows, ["合  计", "", "9", "9"]],
                                                   NUMBERED_HEADER))  # fmt: skip
    # The word for the total stands in the column of numbers.
    assert [row["label"] for row in tables["disbursement"].rows] == [*labels, "合  计"]


def test_spaces_before_a_label_are_kept_as_wide_ones(vocabulary):
    rows = [["", "上行", "60", "30"], ["", "　　品牌", "60", "30"], ["", "    追溯", "1", "1"]]
    tables, _ = read(vocabulary, make_disbursement(rows, NUMBERED_HEADER))
    labels = [row["label"] for row in tables["disbursement"].rows]
    assert labels == ["上行", "　　品牌", "　　追溯"]


def test_a_column_with_figures_that_is_not_read_gets_a_warning(vocabulary):
    header = ["合同名称", "中标单位", "合同金额（万元）", "狐款", "甲方代表"]
    rows = [["培训", "甲", "60", "30.5", "张某"], ["合计", "", "60", "30.5", ""]]
    document = recognise(make_content("合同", make_grid([header, *rows])), vocabulary)
    warned = [remark.found for remark in document.remarks if remark.severity == "warning"]
    assert len(warned) == 1
    assert "the form has no column '狐款': its figures are kept as printed" in warned[0]
    assert "'甲方代表' is not part of the form" in list_remarks(document)


def test_objectives_in_words_between_two_tables_are_no_amounts(vocabulary):
    rows = [
        ["项目资金（万元）", "", "全年预算数", "全年执行数", "执行率"],
        ["", "年度资金总额：", "800", "720", "90%"],
        ["年度总体目标", "预期目标", "", "实际完成情况", ""],
        ["", "目标1：建成站点50个。", "", "建成52个。", ""],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
        ["产出指标", "数量指标", "培训人次", "≥2000人次", "2100人次"],
    ]
    document = recognise(make_content("项目支出绩效自评表", make_grid(rows)), vocabulary)
    tables = {table.table_id: table for table in document.tables}
    assert [row["label"] for row in tables["disbursement"].rows] == ["年度资金总额："]
    assert len(tables["progress"].rows) == 1
    assert "目标1：建成站点50个。 建成52个。" in [part.text for part in document.prose]


def test_a_header_of_two_rows_names_planned_paid_and_rate(vocabulary):
    rows = [
        ["序号", "项目名称", "资金（万元）", "", "", "备注"],
        ["", "", "计划", "已拨付", "拨付率", ""],
        ["1", "上行", "1000", "425", "42.5%", ""],
        ["", "合计", "1000", "425", "42.5%", ""],
    ]
    tables, _ = read(vocabulary, make_content("资金拨付情况表", make_grid(rows)))
    table = tables["disbursement"]
    assert [(row["label"], row["planned"], row["rate"]) for row in table.rows] == [
        ("上行", "1000", "42.5%"), ("合计", "1000", "42.5%"),
    ]  # fmt: skip
    assert table.units == {"planned": "万元", "paid": "万元", "rate": "%"}


def test_a_date_without_its_year_is_left_blank(vocabulary):
    rows = [["培训", "甲", "60", "3月5日"], ["服务", "乙", "40", "2020年3月5日"]]
    tables, remarks = read(vocabulary, make_content("合同", make_grid([CONTRACTS_HEADER, *rows])))
    assert [row["award_date"] for row in tables["contracts"].rows] == ["", "2020年3月5日"]
    assert "'3月5日' is not a date" in remarks


def test_a_label_in_the_second_column_of_a_wide_header_is_read(vocabulary):
    header = ["承办企业", "使用方向", "", "计划拨付资金（万元）", "实际拨付资金（万元）"]
    grid = make_grid([header, ["甲", "服务", "", "60", "30"], ["乙", "", "培训", "40", "40"]])
    tables, _ = read(vocabulary, make_content(*DISBURSEMENT_LINES[:3], grid))
    assert [row["label"] for row in tables["disbursement"].rows] == ["服务", "培训"]


def test_the_same_form_on_two_sheets_is_not_filed(vocabulary):
    grids = [make_grid([DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS], name) for name in ("表1", "表2")]
    content = make_content(*DISBURSEMENT_LINES, *grids, kind="xlsx")
    tables, remarks = read(vocabulary, content)
    assert "'表1' and '表2' contain the same form" in remarks
    assert list(tables) == ["disbursement"]


def test_hidden_sheets_are_left_out_and_hidden_rows_read(vocabulary):
    rows = [DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS]
    shown = make_grid(rows, "表1", hidden_rows=frozenset({3}))
    tables, remarks = read(
        vocabulary,
        make_content(*DISBURSEMENT_LINES, make_grid(rows, "旧表", is_hidden=True), shown),
    )
    assert len(tables["disbursement"].rows) == 3
    assert "a hidden sheet was left out" in remarks
    assert "hidden rows 3 were read" in remarks


def test_a_table_continues_after_a_page_number_but_not_after_text(vocabulary):
    first = make_grid([DISBURSEMENT_HEADER, *DISBURSEMENT_ROWS[:1]])
    second = make_grid(DISBURSEMENT_ROWS[1:])
    tables, _ = read(vocabulary, make_content(*DISBURSEMENT_LINES, first, " ", "第2页", second))
    assert len(tables["disbursement"].rows) == 3
    tables, _ = read(vocabulary, make_content(*DISBURSEMENT_LINES, first, "另一张表", second))
    assert len(tables["disbursement"].rows) == 1


def test_a_repeated_header_of_the_same_columns_is_dropped(vocabulary):
    parts = [make_grid([DISBURSEMENT_HEADER, row]) for row in DISBURSEMENT_ROWS[:2]]
    tables, _ = read(vocabulary, make_content(*DISBURSEMENT_LINES, *parts))
    assert len(tables["disbursement"].rows) == 2


@pytest.mark.parametrize(
    ("rows", "remark"),
    [([["", ""]], "the table or sheet is blank"), ([["甲"], ["乙"]], ""),
     ([["组别", "甲组"], ["资金", "3"]], "no known form has these columns: 组别、甲组"),
     ([["承办企业", "使用方向", "计划拨付资金"], ["甲", "乙", "3"]],
      "a disbursement, it lacks: paid"),
     ([["报告期：", "2020.1"]], "may be January or October")],
)  # fmt: skip
def test_a_table_of_no_known_form_is_described(rows, remark, vocabulary):
    _, remarks = read(vocabulary, make_content("狐狸县", make_grid(rows, "表"), kind="xlsx"))
    assert remark in remarks


def test_a_city_s_form_with_placeholders_is_read_only_with_one_filled_column(vocabulary):
    header = ["序号", "项目", "", "示范县名称1", "示范县名称2", "合计"]
    one = [[*row[:4], "", ""] for row in MONTHLY_ROWS]
    tables, remarks = read(vocabulary, make_monthly(one, header))
    assert tables["monthly_form"].areas["area_1"] == ("示范县名称1", COUNTY, None)
    assert tables["monthly_form"].areas["area_2"] == ("示范县名称2", None, None)
    assert "it was read as 狐狸县" in remarks
    tables, remarks = read(vocabulary, make_monthly(MONTHLY_ROWS, header))
    assert tables == {}
    assert "write the county's name there" in remarks


@pytest.mark.parametrize(
    ("rows", "header", "reason"),
    [(MONTHLY_ROWS, ["序号", "项目", "", "狐狸县", "鼓楼县", "合计"], "name of several areas"),
     ([*MONTHLY_ROWS, MONTHLY_ROWS[0]], None, "appears twice"),
     ([[*row[:3], "", "", ""] for row in MONTHLY_ROWS], None, "none of its rows"),
     (MONTHLY_ROWS, ["序号", "项目", "", "狐狸县", "本县", "合计"], "for the same county")],
)  # fmt: skip
def test_a_monthly_form_that_cannot_be_filed_says_why(rows, header, reason, vocabulary):
    content = make_monthly(rows, header or ["序号", "项目", "", "狐狸县", "獾子区", "合计"])
    tables, remarks = read(vocabulary, content)
    assert tables == {}
    assert reason in remarks


@pytest.mark.parametrize(
    ("text", "filed", "remark"),
    [("0.2408", "", "may mean 0.2408 %"), ("-3%", "-3%", "'-3%' is negative"),
     ("24.08", "24.08", "")],
)  # fmt: skip
def test_a_share_of_a_monthly_form_is_read_with_care(text, filed, remark, vocabulary):
    tables, remarks = read(vocabulary, make_monthly(replace_values(text)))
    rows = {row["row_id"]: row for row in tables["monthly_form"].rows}
    assert rows["funds_used_rate"]["area_1"] == filed
    assert remark in remarks


def test_rows_that_a_monthly_form_lacks_or_adds_get_a_remark(vocabulary):
    rows = [row for row in MONTHLY_ROWS if "进度" not in row[2]]
    tables, remarks = read(vocabulary, make_monthly([*rows, ["6", "地下站点", "", "1", "1", "2"]]))
    assert len(tables["monthly_form"].rows) == 9
    assert "'地下站点' is not a row of the form" in remarks
    assert "no row for funds_used_rate" in remarks


def test_a_total_of_counties_of_two_cities_is_of_the_office_s_area(vocabulary):
    header = ["序号", "项目", "", "狐狸县", "河市鼓楼县", "合计"]
    tables, _ = read(vocabulary, make_monthly(MONTHLY_ROWS, header))
    assert tables["monthly_form"].areas["total"] == ("合计", COUNTY, f"{COUNTY};990202")


def test_a_figure_of_a_yearly_table_without_a_unit_is_kept_and_said(vocabulary):
    rows = [["接待游客", "", "80.5", "", ""], ["旅游收入", "亿元", "21", "25", "19%"]]
    tables, remarks = read(
        vocabulary, make_content("狐狸县", make_grid([STATISTICS_HEADER, *rows]))
    )
    assert [row["value"] for row in tables["statistics"].rows] == ["80.5"]
    assert tables["statistics"].units == {}
    assert [row["value"] for row in tables["statistics_2"].rows] == ["21", "25"]
    assert "1 figures have no unit (接待游客)" in remarks


def identify(vocabulary, *lines, county=None):
    document = recognise(make_content(*lines), vocabulary, county)
    return document.identity, list_remarks(document)


def test_title_issuer_and_dates_are_read_from_lines(vocabulary):
    identity, _ = identify(
        vocabulary, "狐狸县2020年电子商务", "自评报告",
        "填报单位：狐狸县商务局 填报日期：2020年8月5日", "报告期：2020年7月",
        "数据截至：2020年7月31日",
    )  # fmt: skip
    assert (identity.title, identity.kind) == ("狐狸县2020年电子商务自评报告", "self_evaluation")
    assert (identity.county_code, identity.issuer) == (COUNTY, "狐狸县商务局")
    assert identity.period.end == identity.as_of == datetime.date(2020, 7, 31)
    assert identity.document_date == datetime.date(2020, 8, 5)


def test_the_first_seal_names_office_and_date(vocabulary):
    identity, remarks = identify(
        vocabulary, "情况汇报", "狐狸县商务局", "2020年8月5日", "附件", "2020年8月9日"
    )
    assert (identity.county_code, identity.issuer) == (COUNTY, "狐狸县商务局")
    assert identity.document_date == datetime.date(2020, 8, 5)
    assert "documents dated 2020-08-05、2020-08-09" in remarks


def test_a_date_below_no_office_is_only_a_date(vocabulary):
    identity, _ = identify(vocabulary, "狐狸县情况汇报", "正文", "特此报告", "2020年8月5日")
    assert (identity.issuer, identity.document_date) == ("", datetime.date(2020, 8, 5))


@pytest.mark.parametrize(
    ("title", "remark"),
    [("狐狸县、獾子区自评报告", "names several areas: 990101 狐狸县, 990102 獾子区"),
     ("狐狸区自评报告", "Similar names: 狐狸县"), ("自评报告", "no area of areas.csv")],
)  # fmt: skip
def test_a_file_of_no_single_area_asks_for_it(title, remark, vocabulary):
    identity, remarks = identify(vocabulary, title)
    assert identity.county_code is None
    assert remark in remarks


def test_a_former_name_is_read_as_the_area_it_became(vocabulary):
    identity, remarks = identify(vocabulary, "獾子县自评报告")
    assert identity.county_code == OTHER
    assert "獾子县 is a former name" in remarks


def test_the_caller_s_county_must_be_the_file_s(vocabulary):
    identity, remarks = identify(vocabulary, "狐狸县自评报告", county=OTHER)
    assert "--county says 獾子区, the file names 狐狸县" in remarks
    identity, remarks = identify(vocabulary, "自评报告", county=OTHER)
    assert (identity.county_code, remarks) == (OTHER, "")


def test_a_city_may_send_a_form_with_columns_of_its_counties(vocabulary):
    content = make_monthly(lines=("电子商务月报表（2020年7月）",))
    document = recognise(content, vocabulary, CITY)
    assert document.identity.county_code == CITY
    assert "other_county" not in list_remarks(document)


def test_an_empty_file_has_no_tables(vocabulary):
    document = recognise(Content(()), vocabulary)
    assert document.tables == ()
    assert document.identity.title == ""
