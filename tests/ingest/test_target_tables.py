"""Items of target tables: their own numbers, and totals, which are no items."""

import pytest

from analysis.build.build import compute_tables
from analysis.ingest.forms.recognise import recognise
from analysis.ingest.forms.vocabulary import load_vocabulary
from analysis.paths import DataRoot

from .conftest import make_content, make_grid, write_reference

PROGRESS_HEADER = ["序号", "标的内容", "项目要求", "完成情况", "完成百分比"]
LINES = ("填报单位：狐狸县商务局", "填报日期：2020年12月31日", "报告期：2020年12月")
FORM = [
    ["项目资金（万元）", "", "", "全年预算数", "全年执行数", "分值", "得分"],
    ["年度资金总额", "", "", "100", "100", "20", "20"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "培训人次", "≥5000人次", "5038人次", "50", "50"],
    ["", "", "村级服务站点", "≥131个", "140个", "30", "29.6"],
]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    folder = tmp_path_factory.mktemp("targets")
    write_reference(folder / "reference")
    return load_vocabulary(DataRoot(folder))


def read(vocabulary, rows, title="建设进度表"):
    document = recognise(make_content(title, make_grid(rows)), vocabulary)
    return {table.table_id: table for table in document.tables}


@pytest.mark.parametrize(
    ("numbers", "items"),
    [
        (["A1", "A2", "B1"], ["A1", "A2", "B1"]),
        (["1", "2", "3"], ["1", "2", "3"]),
        # Numbers that begin anew in each group, or that some items lack, name no item.
        (["1", "2", "1"], ["A1", "A2", "B1"]),
        (["1", "", "2"], ["A1", "A2", "B1"]),
        (["一", "二", "十一"], ["1", "2", "11"]),
        (["一（一）", "一（二）", "（二）1"], ["1.1", "1.2", "2.1"]),
        (["1.1", "1.2", "10.1"], ["1.1", "1.2", "10.1"]),
        (["①", "②", "③"], ["1", "2", "3"]),
    ],
)
def test_items_keep_the_numbers_that_the_document_prints(vocabulary, numbers, items):
    groups = ["上行", "", "培训"]
    rows = [
        [number, group, f"建站{place}个", "已建", ""]
        for place, (number, group) in enumerate(zip(numbers, groups, strict=True), start=1)
    ]
    table = read(vocabulary, [PROGRESS_HEADER, *rows])["progress"]
    assert [row["row_id"] for row in table.rows] == items
    assert [row["number"] for row in table.rows] == numbers


@pytest.mark.parametrize(
    "total",
    [
        ["总分", "", "", "", "", "100", "99.6"],
        ["", "", "总  分", "", "", "100", "99.6"],
        ["合计", "", "", "", "", "100", "99.6"],
    ],
)
def test_the_total_score_is_no_item(vocabulary, total):
    tables = read(vocabulary, [*FORM, total], "项目支出绩效自评表")
    assert [row["row_id"] for row in tables["progress"].rows] == ["A1", "A2"]
    scores = {row["row_id"]: row["value"] for row in tables["progress_scores"].rows}
    assert (scores["total1_weight"], scores["total1_score"]) == ("100", "99.6")


def test_the_sums_of_weights_and_scores_are_checked(desk):
    grid = make_grid([*FORM, ["总分", "", "", "", "", "100", "99.6"]])
    content = make_content("项目支出绩效自评表", *LINES, grid)
    outcome = desk.file(content)
    assert outcome.state == "filed", outcome
    result = compute_tables(desk.root)
    assert result.findings["reason"].tolist() == []
    assert len(result.tables["output_items"]) == 2
    verdicts = result.tables["verdicts"]
    totals = verdicts[verdicts["claim_kind"] == "score_total"]
    assert totals["verdict"].tolist() == ["agrees", "agrees"]
    assert set(totals["shown_formula"]) == {"20分 + 50分 + 30分", "20分 + 50分 + 29.6分"}


def test_a_total_that_was_filed_as_an_item_is_none(desk):
    grid = make_grid([
        PROGRESS_HEADER, ["1", "上行", "建站5个", "已建5个", "100%"],
        ["2", "培训", "培训100人次", "培训90人次", "90%"],
    ])  # fmt: skip
    outcome = desk.file(make_content("建设进度表", *LINES, grid))
    path = desk.root.raw / str(outcome.document_id) / "progress.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",培训,培训100人次,", ",合计,,"), encoding="utf-8")
    result = compute_tables(desk.root)
    assert result.findings["reason"].tolist() == []
    assert result.tables["output_items"]["item"].tolist() == ["1"]
    assert set(result.tables["outputs"]["item"]) == {"1"}
