"""A table of no known form keeps its figures by the names of rows and columns, or says why not."""

import pytest

from .conftest import make_content, make_grid

# Made here: no file of the project holds a telephone number.
PHONE = "130" + "12345678"
LINES = ("狐狸县2021年示范项目成效", "狐狸县商务局 2021年12月31日")


def _file(desk, *rows, lines=LINES):
    return desk.file(make_content(*lines, make_grid(list(rows))))


def test_figures_of_an_unknown_table_are_kept_and_it_is_said(desk):
    outcome = _file(
        desk, ["主要成效", "年初建成", "净增"], ["服务站点", "45", "33"], ["网店", "120", "140"]
    )
    kept = [(row["label"], row["value"]) for row in desk.rows(outcome, "plain_table")]
    assert kept == [("服务站点 / 年初建成", "45"), ("服务站点 / 净增", "33"),
                    ("网店 / 年初建成", "120"), ("网店 / 净增", "140")]  # fmt: skip
    assert any(
        "no known form has these columns: 主要成效、年初建成、净增" in finding.reason
        for finding in outcome.findings
    )
    assert {row["role"] for row in desk.readings(outcome, "statements")} == {"context"}


@pytest.mark.parametrize("label", ["联系电话", "负责人电话", "身份证号", "银行卡号", "手机号码"])
@pytest.mark.parametrize("header", ["主要成效", "乡镇", "项目名称"])
def test_numbers_of_persons_are_never_filed(desk, label, header):
    outcome = _file(
        desk, [header, label, "月交易额（元）"],
        ["东镇服务站", PHONE, "25000"], ["西镇服务站", PHONE[::-1], "18000"],
    )  # fmt: skip
    folder = desk.root.raw / str(outcome.document_id)
    filed = "".join(path.read_text("utf-8") for path in folder.glob("*.csv"))
    assert outcome.state == "refused" or "25000" in filed
    assert PHONE not in filed


def test_words_in_columns_make_no_table(desk):
    outcome = _file(desk, ["工作", "进展"], ["站点", "正在选址"], ["培训", "已经开班"])
    assert outcome.state == "refused"


def test_a_table_whose_columns_have_no_labels_is_left_out(desk):
    outcome = _file(desk, ["工作", "", ""], ["站点", "45", "33"], ["网店", "120", "140"])
    assert "plain_table" not in outcome.tables


@pytest.mark.parametrize(
    "line",
    [
        "公示时间：2022年3月1日至3月10日", "公告期：2022年3月1日—2022年3月10日",
        "（公示期限：2022年3月1日起）", "填报单位：狐狸县商务局   2022年3月1日",
    ],
)  # fmt: skip
def test_a_paper_has_the_date_of_its_display_or_behind_its_office(desk, line):
    outcome = _file(
        desk, ["项目名称", "金额（万元）"], ["站点", "45"], ["网店", "120"],
        lines=("狐狸县示范项目资金安排公示", line),
    )  # fmt: skip
    record = (desk.root.raw / str(outcome.document_id) / "document.yml").read_text("utf-8")
    assert "document_date: '2022-03-01'" in record


def test_payments_without_the_column_of_what_is_paid_are_no_payments(desk):
    outcome = _file(
        desk, ["承办企业名单", "使用方向计划", "计划拨付资金（万元）", "拨付率"],
        ["甲公司", "公共服务", "60", "50%"], ["乙公司", "培训", "40", "100%"],
    )  # fmt: skip
    assert "disbursement" not in outcome.tables
    assert any(
        "no known form has these columns: 承办企业名单" in finding.reason
        for finding in outcome.findings
    )
