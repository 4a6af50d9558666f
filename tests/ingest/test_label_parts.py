"""Columns whose labels no form lists are read by the words of the label, with a remark."""

import pytest

from analysis.ingest.words.column_labels import name_column
from analysis.ingest.words.label_parts import guess_meaning, read_parts

from .conftest import make_content, make_grid


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("拟投入财政资金（万元）", "planned"), ("中央资金下达数", "planned"),
        ("本年度分配资金额", "planned"),
        ("切块下达资金", "planned"), ("应兑付资金", "due"), ("计划支付款", "due"),
        ("已完成支付金额", "paid"), ("累计拨付资金（元）", "paid"), ("实际列支数", "paid"),
        ("已付合同款", "paid"), ("目前支出", "paid"), ("未兑付金额", "rest"), ("应付款", "rest"),
        ("尚欠工程款", "rest"), ("结余资金", "rest"), ("中标（合同）金额", "amount"),
        ("协议签订总价", "amount"), ("采购项目预算", "tendered"), ("最高限价", "tendered"),
        ("资金使用进度", "rate"), ("报账比例", "rate"), ("预算执行进度", "rate"),
        ("任务完成比例", "completion"), ("占总资金比重", "share"), ("承接企业名称", "payee"),
        ("委托运营商", "payee"), ("中选服务机构", "payee"), ("行业主管部门", "responsible"),
        ("资金到位数", "received"), ("申请补助资金", "asked"), ("累计完成投资额", "invested"),
        ("计划建站数", "requirement"), ("年度目标值", "requirement"), ("已建成站点数", "result"),
        ("采购金额", None), ("培训人次", None), ("本年预算", None), ("第一次", None),
    ],
)  # fmt: skip
def test_the_words_of_a_label_say_what_the_column_is(label, meaning):
    assert read_parts(name_column(label).name) == meaning


def test_what_is_left_to_pay_is_never_paid_nor_planned():
    for words in ("未支付", "剩余", "结余", "待拨付", "尚欠", "应付"):
        for money in ("资金", "金额", "款", "数"):
            assert read_parts(f"{words}{money}") == "rest"


def test_a_label_that_a_form_lists_counts_more_than_words():
    assert guess_meaning("disbursement", "累计兑付金额") == "paid~7"
    assert guess_meaning("monthly_form", "累计兑付金额") is None


def _read(file, header, *rows):
    return file(
        make_content(
            "狐狸县2021年电子商务进农村资金使用情况公示", "单位：万元",
            "狐狸县商务局", "2021年9月8日",
            make_grid([header, *rows]),
        )
    )  # fmt: skip


def test_a_table_of_unlisted_labels_is_read_and_remarked_on(desk):
    outcome = _read(
        desk.file,
        ["项目名称", "承接企业名称", "拟投入财政资金", "已完成兑付金额", "兑付比例", "未兑付资金"],
        ["公共服务", "甲公司", "100", "60", "60%", "40"],
        ["物流", "乙公司", "80", "20", "25%", "60"],
        ["合计", "", "180", "80", "44.44%", "100"],
    )
    rows = desk.rows(outcome, "disbursement")
    assert [(row["planned"], row["paid"], row["rate"]) for row in rows] == [
        ("100", "60", "60%"), ("80", "20", "25%"), ("180", "80", "44.44%")
    ]  # fmt: skip
    reasons = " ".join(finding.reason for finding in outcome.findings)
    assert "'拟投入财政资金' was read as planned by its words" in reasons
    assert "'已完成兑付金额' was read as paid by its words" in reasons


def test_of_several_amounts_the_sum_of_the_others_is_the_whole(desk):
    outcome = _read(
        desk.file, ["项目名称", "资金额度", "其中：提前下达", "本次下达"],
        ["公共服务", "350", "200", "150"], ["物流", "120", "70", "50"],
    )  # fmt: skip
    assert [row["planned"] for row in desk.rows(outcome, "fund_plan")] == ["350", "120"]


def test_a_rate_without_its_sign_is_one_where_the_cells_show_it(desk):
    header = ["承办企业", "使用方向", "计划拨付资金", "实际拨付资金", "拨付率"]
    outcome = _read(
        desk.file, header, ["甲", "服务", "60", "30", "50"], ["乙", "培训", "40", "36", "90"]
    )
    assert [row["rate"] for row in desk.rows(outcome, "disbursement")] == ["50", "90"]
    other = _read(
        desk.file, header, ["甲", "服务", "60", "30", "70"], ["乙", "培训", "40", "36", "90"]
    )
    assert other.state == "refused"


def test_targets_of_bare_numbers_need_names_of_items(desk):
    named = desk.file(
        make_content("狐狸县2021年电子商务进农村目标完成情况表", "狐狸县商务局", "2021年9月8日",
                     make_grid([["序号", "绩效指标", "单位", "目标值", "实际完成值"],
                                ["1", "培训场次", "场", "30", "32"]]))
    )  # fmt: skip
    assert [row["requirement"] for row in desk.rows(named, "progress")] == ["培训场次：30场"]
    bare = desk.file(
        make_content("狐狸县站点建设情况", "狐狸县商务局", "2021年9月9日",
                     make_grid([["乡镇", "计划建站数（个）", "已建成数（个）"],
                                ["东镇", "20", "18"],
                                ["西镇", "15", "12"], ["合计", "35", "30"]]))
    )  # fmt: skip
    assert "progress" not in bare.tables


def test_a_rate_never_has_the_unit_of_the_amounts_beside_it(desk):
    outcome = desk.file(
        make_content("林市2023年资金支出进度情况表", "林市财政局", "2023年9月30日", "单位：万元",
                     make_grid([["县区", "资金下达数", "已支出数", "支出进度", "排名"],
                                ["狐狸县", "5000", "4500", "90", "1"],
                                ["獾子区", "6000", "4800", "80", "2"]]))
    )  # fmt: skip
    record = (desk.root.raw / outcome.document_id / "document.yml").read_text("utf-8")
    amounts = [row["label"] for row in desk.rows(outcome, "area_table")]
    assert "万元" in record
    assert not any("进度" in label or "排名" in label for label in amounts)
