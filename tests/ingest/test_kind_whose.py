"""The kind: whose paper it is, and of which day, where issuer and date stand in real papers.

A short name, issuer and date on one line, a county without a project row.
"""

from datetime import date

import pytest

from analysis.ingest.forms.entries import EntryReader
from analysis.ingest.forms.seals import find_letterhead, find_seals

from .conftest import CITY, COUNTY, OTHER
from .drafting import FORMATS, draft, list_remarks, make_part, make_vocabulary

PLAN = (["项目名称", "金额（万元）"], ["公共服务中心", "60"], ["培训", "40"])
DAY = date(2018, 5, 18)


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    return make_vocabulary(tmp_path_factory.mktemp("words"))


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (["狐岭县商务局 2018年5月18日"], "狐岭县商务局"),
        (["狐岭县商务局\u30002018年5月18日"], "狐岭县商务局"),
        (["狐岭县商务局2018年5月18日"], "狐岭县商务局"),
        (["狐岭县商务局（2018年5月18日）"], "狐岭县商务局"),
        (["2018年5月18日 狐岭县商务局"], "狐岭县商务局"),
        (["狐岭县商务局 2018-05-18"], "狐岭县商务局"), (["狐岭县商务局 2018.5.18"], "狐岭县商务局"),
        (["狐岭县商务局 狐岭县财政局 2018年5月18日"], "狐岭县商务局、狐岭县财政局"),
        (["狐岭县商务局、狐岭县财政局", "2018年5月18日"], "狐岭县商务局、狐岭县财政局"),
        (["狐岭县商务局", "狐岭县财政局", "2018年5月18日"], "狐岭县商务局、狐岭县财政局"),
        (["狐岭县商务局", "（盖章）", "2018 年 5 月 18 日"], "狐岭县商务局"),
        (["狐岭县人民政府办公室", "二〇一八年五月十八日"], "狐岭县人民政府办公室"),
        (["狐岭县人民政府办公室", "二O一八年五月十八日印发"], "狐岭县人民政府办公室"),
        (["特此报告", "2018年5月18日"], ""),
    ],
)  # fmt: skip
def test_a_seal_is_an_office_with_a_date_in_many_layouts(lines, office):
    (seal,) = find_seals(lines)
    assert (seal.office, seal.day) == (office, DAY)


@pytest.mark.parametrize(
    "line",
    ["2018年5月18日，狐岭县商务局召开会议", "2018年5月", "狐岭县商务局", "培训于2018年5月18日",
     "2018年5月18日至2018年6月18日", "合同编号2018-05-18-01"],
)  # fmt: skip
def test_a_line_that_says_more_is_no_seal(line):
    assert find_seals([line]) == []


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (["狐岭县人民政府办公室文件"], "狐岭县人民政府办公室"),
        (["狐岭县商务局文件"], "狐岭县商务局"),
        (["狐岭县商务局", "狐岭县财政局", "文件"], "狐岭县商务局、狐岭县财政局"),
        (["狐岭县商务局", "狐岭县财政局文件"], "狐岭县商务局、狐岭县财政局"),
        (["根据省商务厅文件"], ""), (["附件", "有关文件"], ""),
    ],
)  # fmt: skip
def test_a_letterhead_names_its_offices(lines, office):
    assert find_letterhead(lines) == office


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("填报单位：狐狸县商务局 填表人：某某 填报日期：2018年5月18日", "狐狸县商务局"),
        ("填报单位（盖章）：狐狸县商务局　　单位负责人：某某", "狐狸县商务局"),
        ("编制单位:狐狸县商务局 2018年5月18日 单位:元", "狐狸县商务局2018年5月18日"),
        ("单位名称：狐狸县商务局填报日期：2018年5月18日", "狐狸县商务局"),
        ("填报单位: 领导签批人: 分管审核人: 填表人: 填表日期:2018年5月18日", ""),
        ("主管部门 山省商务厅 实施单位 狐狸县商务局", "山省商务厅"),
        ("公开责任部门：狐狸县商务局 公开日期：2018-05-18", "狐狸县商务局"),
        ("信息来源：狐狸县商务局", "狐狸县商务局"), ("主管部门要加强监管", ""),
        ("来源可查", ""), ("年度总体目标：培训2000人次", ""),
    ],
)  # fmt: skip
def test_entries_of_one_line_are_read_apart(line, office, vocabulary):
    reader = EntryReader(vocabulary.labels)
    offices = [reader.read("issuer", entry)[0] for entry in reader.split(line)]
    assert next((one for one in offices if one), "") == office


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("lines", "code", "day"),
    [
        (("2017年度示范项目资金使用计划", "狐狸县商务局 2018年5月18日"), COUNTY, DAY),
        (("狐狸县商务局文件", "狐商〔2018〕5号", "2017年度资金使用计划"), COUNTY, None),
        (("2017年度资金使用计划", "填报单位：獾子区商务局 填报日期：2018年5月18日"), OTHER, DAY),
        (("2017年度资金使用计划", "主管部门：山省商务厅 实施单位：狐狸县商务局"), COUNTY, None),
        (("2017年度资金使用计划", "信息来源：狐狸县商务局 发布日期：2018-05-18"), COUNTY, DAY),
        (("山省林市狐狸县2017年度资金使用计划",), COUNTY, None),
        (("林市商务局关于狐狸县2017年度资金使用计划的函", "林市商务局 2018年5月18日"), CITY, DAY),
    ],
)  # fmt: skip
def test_every_format_says_whose_it_is(lines, code, day, kind, vocabulary):
    drafts = draft(vocabulary, [make_part(lines, PLAN)], kind)
    identity = drafts[0].identity
    assert (identity.county_code, identity.document_date) == (code, day), list_remarks(drafts)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("鼓楼县2017年度资金使用计划",), None),
        (("河市鼓楼县2017年度资金使用计划",), "990202"),
        (("鼓楼县2017年度资金使用计划", "主管部门：河市商务局"), "990202"),
        (("鼓楼县2017年度资金使用计划", "填报单位：林市鼓楼县商务局"), "990201"),
        (("2017年度资金使用计划", "填报单位：鼓楼县商务局", "报送：林市商务局"), "990201"),
    ],
)
def test_of_two_counties_of_one_name_the_city_in_the_paper_decides(lines, code, vocabulary):
    drafts = draft(vocabulary, [make_part(lines, PLAN)], "xlsx")
    assert drafts[0].identity.county_code == code, list_remarks(drafts)


def test_both_counties_of_one_name_are_named_with_province_and_city(vocabulary):
    drafts = draft(vocabulary, [make_part(("鼓楼县2017年度资金使用计划",), PLAN)], "docx")
    said = list_remarks(drafts)
    assert "990201 山省林市鼓楼县" in said
    assert "990202 山省河市鼓楼县" in said
    assert "--county CODE" in said


def test_the_county_of_the_call_decides_between_two_of_one_name(vocabulary):
    part = make_part(("鼓楼县2017年度资金使用计划",), PLAN)
    drafts = draft(vocabulary, [part], "docx", county="990202")
    assert drafts[0].identity.county_code == "990202"
    assert "error" not in list_remarks(drafts)


def test_a_header_does_not_decide_where_the_issuer_is_of_an_unknown_place(vocabulary):
    part = make_part(
        ("2017年度统计表", "填报单位：猫头鹰县商务局"),
        (["指标", "单位", "獾子区"], ["接待游客", "万人次", "80.5"]),
    )
    drafts = draft(vocabulary, [part], "xlsx")
    assert drafts[0].identity.county_code is None
