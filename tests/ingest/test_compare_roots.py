"""Tests of compare_roots: documents that are alike, differ, or lack facts of a list."""

import csv

import pytest

from analysis.ingest.filing.candidates import load_candidates

from .compare_roots import compare_roots, count_facts
from .conftest import Desk, make_content, make_grid, make_monthly, write_reference

LINES = (
    "狐狸县2020年电子商务进农村示范创建自评报告",
    "全县总人口41.5万人。2019年1-12月，接待游客350.25万人次，同比增长12.4%。",
    "表2：资金拨付情况表", "单位：万元",
)  # fmt: skip


def make_report():
    return make_content(
        *LINES,
        make_grid([["承办企业名单", "使用方向计划", "计划拨付资金", "实际拨付资金", "拨付率"],
                   ["甲公司", "培训", "60.00", "30.00", "50.00%"]]),
        "表3：建设进度表",
        make_grid([["序号", "标的内容", "项目", "项目要求", "完成情况", "完成百分比/%"],
                   ["1", "培训", "", "培训不少于500人次", "已完成512人次", "100%"]]),
        "狐狸县商务局", "2020年8月5日",
    )  # fmt: skip


@pytest.fixture
def desks(tmp_path):
    """Two roots into which the same documents are filed."""
    made = []
    for name in ("typed", "ingested"):
        write_reference(tmp_path / name / "reference")
        desk = Desk(tmp_path / name)
        desk.file(make_report(), name="report.docx")
        desk.file(make_monthly(), name="form.docx")
        made.append(desk)
    return made


def test_equal_roots_have_no_difference(desks):
    compared = compare_roots(*(desk.root for desk in desks))
    assert [(c.subject, c.only_first, c.only_second) for c in compared] == [
        ("budget", [], []), ("payments", [], []), ("outputs", [], []), ("monthly figures", [], []),
    ]  # fmt: skip
    assert {comparison.subject: comparison.same for comparison in compared} == {
        "budget": 1, "payments": 0, "outputs": 1, "monthly figures": 30,
    }  # fmt: skip


def test_a_changed_figure_is_a_row_on_each_side(desks):
    (folder,) = desks[1].root.raw.glob("*self-evaluation")
    path = folder / "disbursement.csv"
    path.write_text(path.read_text("utf-8").replace("30.00", "31.00"), "utf-8")
    budget = compare_roots(*(desk.root for desk in desks))[0]
    assert (budget.same, len(budget.only_first), len(budget.only_second)) == (0, 1, 1)
    assert budget.only_second[0][3] == 310_000


def write_facts(path, rows):
    names = ("document", "line", "kind", "period", "value", "unit")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])


def test_facts_are_held_by_tables_and_candidates_at_their_line(tmp_path):
    write_reference(tmp_path / "reference")
    desk = Desk(tmp_path)
    from analysis.ingest.content import Content, Paragraph, Place

    texts = [*LINES[:2], "2020年8月5日"]
    blocks = tuple(Paragraph(text, Place(line=at)) for at, text in enumerate(texts, start=1))
    desk.file(Content(blocks, kind="text"), name="report.txt")
    assert len(load_candidates(desk.root)) == 2
    write_facts(tmp_path / "facts.csv", [
        ("report.txt", "2", "actual", "未注明", "41.5", "万人"),
        ("report.txt", "2", "actual", "2019-01/2019-12", "350.25", "万人次"),
        ("report.txt", "2", "stated_ratio", "2019-01/2019-12", "12.4", "%"),
        ("report.txt", "2", "actual", "2019", "999", "户"),
        ("report.txt", "2", "date", "", "2020-08-05", "日期"),
    ])  # fmt: skip
    count = count_facts(desk.root, tmp_path / "facts.csv")
    assert (count.held, count.facts) == (3, 4)
    assert count.wrong == []
    assert "999" in count.missing[0]


def test_a_candidate_of_another_year_counts_as_wrong(tmp_path):
    write_reference(tmp_path / "reference")
    desk = Desk(tmp_path)
    from analysis.ingest.content import Content, Paragraph, Place

    blocks = tuple(Paragraph(t, Place(line=at)) for at, t in enumerate(LINES[:2], start=1))
    desk.file(Content(blocks, kind="text"), name="report.txt", document_id="x",
              period=find_july())  # fmt: skip
    write_facts(tmp_path / "facts.csv",
                [("report.txt", "2", "actual", "2018-01/2018-12", "350.25", "万人次")])  # fmt: skip
    assert len(count_facts(desk.root, tmp_path / "facts.csv").wrong) == 1


def find_july():
    from analysis.ingest.words.periods import month_of

    return month_of(2020, 7)
