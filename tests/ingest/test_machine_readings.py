"""Which instalment a label means, and what the machine leaves to a person."""

import pytest

from analysis.ingest.readings.machine_readings import number_instalment

from .conftest import list_reasons, make_content, make_grid


@pytest.mark.parametrize(
    ("label", "number"),
    [("首期", "1"), ("第二期", "2"), ("第十一期", "11"), ("第3次", "3"), ("4", "4"),
     ("余款", "rest"), ("质保金", "rest"), ("预付", None), ("第二批货物", "2")],
)  # fmt: skip
def test_an_instalment_is_numbered_by_its_label(label, number):
    assert number_instalment(label) == number


CONTRACTS = ["合同名称", "中标单位", "合同金额（万元）", "中标日期"]
INSTALMENTS = ["合同名称", "期次", "拨付金额（万元）", "支付比例", "拨付日期"]
HEAD = ("狐狸县2020年自评报告", "填报单位：狐狸县商务局", "报告期：2020年7月")


def test_an_instalment_of_the_only_contract_needs_no_name(desk):
    contracts = make_grid([CONTRACTS, ["培训", "甲公司", "99.5", "2020年3月5日"]])
    rows = [
        ["", "首期", "29.85", "30%", ""],
        ["", "预付", "1", "", ""],
        ["", "质保金", "5", "", ""],
    ]
    instalments = make_grid([INSTALMENTS, *rows])
    outcome = desk.file(make_content(*HEAD, "合同", contracts, "分期", instalments))
    payments = desk.readings(outcome, "payments")
    assert [(row["instalment"], row["status"]) for row in payments] == [
        ("1", "paid"), ("rest", "retained"),
    ]  # fmt: skip
    assert "its number is not stated" in list_reasons(outcome)


def test_an_instalment_without_its_contract_is_left_out(desk):
    instalments = make_grid([INSTALMENTS, ["培训", "首期", "29.85", "30%", ""]])
    outcome = desk.file(make_content(*HEAD, "分期", instalments))
    assert desk.rows(outcome, "instalments") == []
    assert "its contract in this file is not stated" in list_reasons(outcome)


def test_a_yearly_figure_of_an_unknown_indicator_is_left_to_a_person(desk):
    grid = make_grid([["指标", "单位", "2018年", "2019年"], ["路灯数量", "个", "80", "90"]])
    outcome = desk.file(make_content(*HEAD, "年度统计表", grid))
    assert [row["role"] for row in desk.readings(outcome, "statements")] == ["context"] * 2
    assert "no indicator has this name and unit" in list_reasons(outcome)


def test_a_target_with_two_possible_results_is_left_to_a_person(desk):
    grid = make_grid([
        ["序号", "标的内容", "项目要求", "完成情况"],
        ["1", "服务", "建成不少于5个", "甲地3个，乙地4个"],
    ])  # fmt: skip
    outcome = desk.file(make_content(*HEAD, "建设进度表", grid))
    assert "not decided: which of 3个、4个 belongs to the target" in list_reasons(outcome)
