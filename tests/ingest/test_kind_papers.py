"""The kind: several papers in one file, and two papers of one county, kind and month.

A letter with its annexes; a second document of a month that is not a later version.
"""

import pytest

from analysis.ingest.forms.papers import split_papers

from .conftest import (
    CITY,
    COUNTY,
    MONTHLY_HEADER,
    MONTHLY_ROWS,
    OTHER,
    list_reasons,
    make_content,
    make_grid,
)
from .drafting import DOCUMENTS, WORKBOOKS, draft, list_remarks, make_part, make_vocabulary

SELF_HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    return make_vocabulary(tmp_path_factory.mktemp("words"))


def make_monthly(office, month="2020年7月", sheet="", own="狐狸县"):
    rows = [[*row[:3], row[3]] for row in MONTHLY_ROWS]
    return make_part(
        (f"电子商务进农村综合示范创建月报表（{month}）", f"填报单位（盖章）：{office}"),
        ([*MONTHLY_HEADER[:3], own], *rows), sheet=sheet,
    )  # fmt: skip


def make_self_evaluation(office, project, sheet=""):
    rows = [
        ["项目名称", project, "", "", "", "", ""], SELF_HEADER,
        ["产出指标", "数量指标", "培训人次", "≥2000人次", "2100人次", "20", "20"],
    ]  # fmt: skip
    return make_part(
        ("项目支出绩效自评表", "（2023年度）", f"填报单位：{office}"), rows, sheet=sheet
    )


LETTER = make_part(
    ("林市商务局关于报送2020年7月综合示范创建工作情况的函", "省商务厅：", "现将有关情况上报。",
     "附件：1.月报表", "2.工作推进情况", "林市商务局", "2020年8月11日", "附件1"),
)  # fmt: skip
REPORT = make_part(
    ("附件2", "狐狸县综合示范项目2020年7月工作推进情况", "已建成站点30个，培训300人次。",
     "狐狸县商务局", "2020年8月1日"),
)  # fmt: skip


def list_keys(drafts):
    return [(one.identity.county_code, one.identity.kind) for one in drafts]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_letter_with_its_annexes_is_cut_into_documents_of_their_own(kind, vocabulary):
    parts = [LETTER, make_monthly("林市商务局"), REPORT]
    drafts = draft(vocabulary, parts, kind)
    assert list_keys(drafts) == [(CITY, "monthly_form"), (COUNTY, "progress_report")]
    assert [len(one.tables) > 0 for one in drafts] == [True, False]
    assert "a part of the file without figures, was left out" in list_remarks(drafts)


@pytest.mark.parametrize("kind", [*DOCUMENTS, *WORKBOOKS])
def test_the_same_form_twice_for_two_counties_is_two_documents(kind, vocabulary):
    parts = [
        make_monthly("狐狸县商务局", sheet="一"),
        make_monthly("獾子区商务局", sheet="二", own="獾子区"),
    ]  # fmt: skip
    drafts = draft(vocabulary, parts, kind)
    assert list_keys(drafts) == [(COUNTY, "monthly_form"), (OTHER, "monthly_form")]
    assert all(len(one.tables[0].rows) == len(MONTHLY_ROWS) for one in drafts)


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_sheets_of_several_counties_are_several_documents(kind, vocabulary):
    rows = (["项目名称", "金额（万元）"], ["公共服务中心", "60"])
    parts = [
        make_part(("2020年度资金使用计划",), rows, sheet=name)
        for name in ("狐狸县", "獾子区", "松树县")
    ]
    drafts = draft(vocabulary, parts, kind)
    assert [one.identity.county_code for one in drafts] == [COUNTY, OTHER, "990103"]


@pytest.mark.parametrize("kind", [*DOCUMENTS, "xlsx"])
def test_self_evaluations_one_after_the_other_are_told_by_their_projects(kind, vocabulary):
    parts = [make_self_evaluation("狐狸县商务局", f"电商项目{at}") for at in ("一", "二", "三")]
    drafts = draft(vocabulary, parts, kind)
    assert len(drafts) == 3, list_remarks(drafts)
    assert list_keys(drafts) == [(COUNTY, "self_evaluation")] * 3


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_two_months_of_one_county_are_two_documents(kind, vocabulary):
    parts = [make_monthly("狐狸县商务局", month) for month in ("2020年6月", "2020年7月")]
    drafts = draft(vocabulary, parts, kind)
    assert [str(one.period.end) for one in drafts] == ["2020-06-30", "2020-07-31"]


def test_a_paper_with_a_letterhead_behind_a_report_is_another(vocabulary):
    parts = [REPORT, make_part(("林商务函〔2020〕139号", "林市商务局关于落实示范县政策的通知",
                                "各县：", "各至少培育2个典型。"))]  # fmt: skip
    drafts = draft(vocabulary, parts, "txt")
    assert list_keys(drafts) == [(COUNTY, "progress_report"), (CITY, "notice")]


def test_an_annex_that_names_no_area_and_no_date_is_of_the_letter_s(vocabulary):
    table = make_part(("附件1", "电子商务进农村综合示范创建月报表"),
                      make_monthly("x").rows)  # fmt: skip
    letter = make_part(("狐狸县商务局关于报送2020年7月工作情况的函", "市商务局：",
                        "现予上报，请审阅。", "已建成站点30个。", "狐狸县商务局",
                        "2020年8月11日"))  # fmt: skip
    drafts = draft(vocabulary, [letter, table], "txt")
    assert list_keys(drafts) == [(COUNTY, "letter"), (COUNTY, "monthly_form")]
    assert str(drafts[1].period.end) == "2020-07-31"


HEADER = ["序号", "项目名称", "金额（万元）"]


@pytest.mark.parametrize(
    "blocks",
    [
        # A table continued over pages, with its header and title repeated.
        ["狐狸县2020年度资金使用计划", make_grid([HEADER, ["1", "培训", "3"]]), "第2页",
         make_grid([HEADER, ["2", "站点", "4"]])],
        ["狐狸县2020年度自评报告", make_grid([HEADER, ["1", "培训", "3"]]),
         "狐狸县2020年度自评报告", make_grid([HEADER, ["2", "站点", "4"]])],
        # Annexes and headings of one report.
        ["狐狸县2020年度自评报告", "已建成站点30个。", "狐狸县商务局", "2020年8月1日", "附件1",
         "资金使用情况表", make_grid([HEADER, ["1", "培训", "3"]])],
        ["狐狸县2020年度自评报告", make_grid([HEADER, ["1", "培训", "3"]]), "项目实施情况",
         "已建成站点30个。"],
        ["林市2020年度工作总结", make_grid([HEADER, ["1", "培训", "3"]]), "狐狸县",
         "已建成站点30个。", "獾子区", "已建成站点4个。"],
        # A date below the title.
        ["狐狸县2020年7月工作推进情况", "狐狸县商务局", "2020年8月1日", "项目建设情况",
         "已建成站点30个。"],
        # What belongs to a letter stands below its seal.
        ["关于报送情况的函", "现报送。", "已建成3个。", "已建成4个。", "狐狸县商务局",
         "2020年8月1日", "（此件公开发布）", "抄送：獾子区商务局。"],
    ],
)  # fmt: skip
def test_what_is_one_paper_or_in_doubt_is_not_cut(blocks, vocabulary):
    assert len(split_papers(make_content(*blocks), vocabulary)) == 1


def test_every_remark_stays_with_the_paper_of_its_place(vocabulary):
    from dataclasses import replace

    from analysis.ingest.content import Place, Remark

    grids = [make_grid([[f"{name}2020年7月月报表"], HEADER, ["1", "培训", "3"]], name)
             for name in ("狐狸县", "獾子区")]  # fmt: skip
    remarks = tuple(
        Remark("cell", "warning", place, "x")
        for place in (
            None,
            Place(sheet="獾子区", row=3, column=1),
            Place(sheet="狐狸县", row=2, column=1),
        )
    )
    papers = split_papers(replace(make_content(*grids, kind="xlsx"), remarks=remarks), vocabulary)
    assert [[one.place and one.place.sheet for one in paper.remarks] for paper in papers] == [
        [None, "狐狸县"], ["獾子区"],
    ]  # fmt: skip


def make_two_counties():
    lines = [f"{name}综合示范项目2020年7月工作推进情况" for name in ("狐狸县", "獾子区")]
    text = "已建成站点30个，培训300人次。"
    return make_content(lines[0], text, "现予报告。", "特此报告。", "狐狸县商务局", "2020年8月1日",
                        lines[1], text, "獾子区商务局", "2020年8月5日")  # fmt: skip


def test_each_document_of_a_file_is_filed_once_and_told_in_a_line(desk):
    outcomes = desk.file_all(make_two_counties())
    assert [one.document_id for one in outcomes] == [
        f"{COUNTY}-2020-07-progress-report", f"{OTHER}-2020-07-progress-report",
    ]  # fmt: skip
    assert [(one.part, one.parts) for one in outcomes] == [(1, 2), (2, 2)]
    again = desk.file_all(make_two_counties())
    assert [one.state for one in again] == ["unchanged", "unchanged"]


def test_two_papers_of_a_file_that_differ_in_nothing_stated_do_not_replace_each_other(desk):
    content = make_content(
        "狐狸县2020年7月月报表", "项目名称：项目一", "已建成站点30个。",
        "狐狸县2020年7月月报表", "项目名称：项目二", "已建成站点40个。",
    )  # fmt: skip
    outcomes = desk.file_all(content)
    assert [one.supersedes for one in outcomes] == [None, None]
    assert outcomes[1].document_id == f"{outcomes[0].document_id}-2"


def test_one_name_cannot_be_given_to_several_documents(desk):
    (outcome,) = desk.file_all(make_two_counties(), document_id="one")
    assert outcome.state == "refused"
    assert "2 documents, which cannot have one name" in list_reasons(outcome)


def test_a_city_may_file_the_papers_of_its_counties(desk):
    outcomes = desk.file_all(make_two_counties(), county=CITY)
    assert [one.state for one in outcomes] == ["filed", "filed"], outcomes
    assert [one.document_id[:6] for one in outcomes] == [COUNTY, OTHER]


def test_a_paper_of_another_county_than_the_call_says_is_refused_alone(desk):
    outcomes = desk.file_all(make_two_counties(), county=COUNTY)
    assert [one.state for one in outcomes] == ["filed", "refused"]
    assert "獾子区" in list_reasons(outcomes[1])
