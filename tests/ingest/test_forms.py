"""Each form is recognised by its labels, whatever its layout, and filed as printed."""

from analysis.build.build import compute_tables

from .conftest import (
    CITY,
    COUNTY,
    MONTHLY_ROWS,
    OTHER,
    cell,
    list_reasons,
    make_content,
    make_disbursement,
    make_grid,
    make_monthly,
)

HEAD = ("狐狸县2020年自评报告", "填报单位：狐狸县商务局", "报告期：2020年7月")


def file(desk, *blocks):
    outcome = desk.file(make_content(*HEAD, *blocks))
    assert outcome.state == "filed", list_reasons(outcome)
    return outcome


def load_record(desk, outcome):
    import yaml

    path = desk.root.raw / outcome.document_id / "document.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_city_s_monthly_form_has_a_column_for_each_county_and_their_total(desk):
    outcome = desk.file(make_monthly())
    table = load_record(desk, outcome)["tables"]["monthly_form"]
    assert table["areas"]["area_1"] == {"header": "狐狸县", "county_code": COUNTY}
    assert table["areas"]["area_2"] == {"header": "獾子区", "county_code": OTHER}
    assert table["areas"]["total"] == {
        "header": "合计", "county_code": CITY, "covers": f"{COUNTY};{OTHER}",
    }  # fmt: skip
    rows = {row["row_id"]: row for row in desk.rows(outcome, "monthly_form")}
    assert len(rows) == 10
    assert rows["funds_used_cumulative"]["area_1"] == "120.4"
    assert rows["funds_used_cumulative"]["unit"] == "万元"
    assert rows["poor_household_income_gain_year"]["area_2"] == "—"


def test_values_that_a_text_shifted_by_a_merged_header_are_found_by_the_row_s_label(desk):
    header = ["序号", "项目", "狐狸县", "獾子区", "合计", ""]
    rows = [[*row[:2], *row[3:], ""] if not row[2] else row for row in MONTHLY_ROWS]
    outcome = desk.file(make_monthly(rows, header))
    straight = desk.file(make_monthly(), name="other.docx")
    figures = ("row_id", "area_1", "area_2", "total")
    shifted = [[r[name] for name in figures] for r in desk.rows(outcome, "monthly_form")]
    assert shifted == [[r[name] for name in figures] for r in desk.rows(straight, "monthly_form")]


def test_a_monthly_form_has_as_many_counties_as_it_has_columns(desk):
    header = ["序号", "项目", "", "狐狸县", "獾子区", "松树县", "合计"]
    rows = [[*row[:3], "1", "2", "3", "7"] for row in MONTHLY_ROWS if "进度" not in row[2]]
    outcome = desk.file(make_monthly(rows, header))
    assert outcome.state == "filed", list_reasons(outcome)
    assert desk.rows(outcome, "monthly_form")[0]["area_3"] == "3"
    tables = compute_tables(desk.root).tables
    first = tables["series"].query("row_id == 'county_service_centres'")
    values = dict(zip(first["county_code"], first["value"], strict=True))
    assert values == {COUNTY: 1, OTHER: 2, "990103": 3, CITY: 7}
    sums = tables["verdicts"].query("claim_id.str.startswith('areas:')")
    assert len(sums) == len(rows)
    assert "agrees" not in set(sums["verdict"])  # 1 + 2 + 3 is not 7


def test_a_form_of_one_county_takes_the_county_from_the_line_of_its_office(desk):
    rows = [[row[0], "/".join(filter(None, row[1:3])), row[3]] for row in MONTHLY_ROWS]
    rows = [[row[0], row[1].split("/")[-1] if row[1].startswith("县") else row[1], row[2]]
            for row in rows]  # fmt: skip
    outcome = desk.file(make_monthly(rows, ["序号", "指标名称", "数值"]))
    assert outcome.state == "filed", list_reasons(outcome)
    areas = load_record(desk, outcome)["tables"]["monthly_form"]["areas"]
    assert areas == {"area_1": {"header": "数值", "county_code": COUNTY}}


def test_a_fund_plan_keeps_amounts_and_shares_as_printed(desk):
    grid = make_grid([
        ["序号", "名称", "金额\n\n（万元）", "资金比例", "资金用途", "备注"],
        ["1", "推动农村产品上行", "250", "50%", "用于物流。", "招标"],
        ["2", "开展农村电子商务培训", "250", "50%", "培训3000人次以上。", "招标"],
    ])  # fmt: skip
    outcome = file(desk, "表1：资金使用计划", grid)
    rows = desk.rows(outcome, "fund_plan")
    assert [(row["planned"], row["share"]) for row in rows] == [("250", "50%"), ("250", "50%")]
    assert load_record(desk, outcome)["tables"]["fund_plan"]["units"] == {
        "planned": "万元", "share": "%",
    }  # fmt: skip
    categories = [row["category"] for row in desk.readings(outcome, "budget")]
    assert categories == ["product_upstream", "training"]
    assert outcome.candidates == 1


def test_a_progress_table_names_its_items_by_group_and_marks_its_readings(desk):
    grid = make_grid([
        ["序号", "标的内容", "项目", "项目要求", "完成情况", "完成百分比/%"],
        ["1", "促进农村产品上行", "目标", "办理贷款不少于500笔，或贷款金额不少于1000万元。",
         "完成3631笔，共142755.2万元", "100%"],
        ["2", "", "", "举办至少2场推介会。", "举办5场推介会", "100%"],
        ["1", "开展农村电子商务培训", "", "培训机构有执照", "", "100%"],
    ])  # fmt: skip
    outcome = file(desk, "表3：建设进度表", "（数据截至2020年6月30日）", grid)
    assert [row["row_id"] for row in desk.rows(outcome, "progress")] == ["A1", "A2", "B1"]
    rules = {row["item"]: row["rule"] for row in desk.readings(outcome, "items")}
    assert rules == {"A1": "loans or loan_amount", "A2": "large_promotion_fairs", "B1": "whole"}
    figures = {row["row_id"]: row["value"] for row in desk.rows(outcome, "progress_figures")}
    assert figures["A1_loans_actual"] == "3631笔"
    assert figures["A1_loan_amount_target"] == "不少于1000万元"
    notes = {row["note"] for row in desk.readings(outcome, "conditions")}
    assert notes == {"Read by machine, not confirmed."}
    assert load_record(desk, outcome)["tables"]["progress"]["as_of_date"] == "2020-06-30"


def test_contracts_and_their_instalments_are_joined_by_the_contract_s_name(desk):
    contracts = make_grid([
        ["序号", "包组", "中标单位", "采购预算（万元）", "中标金额（万元）", "中标时间"],
        ["1", "培训", "甲公司", "100", "99.5", "2020年3月5日"],
        ["2", "服务", "乙公司", "60", "59", "2020年4月"],
    ])  # fmt: skip
    instalments = make_grid([
        ["包组", "期次", "拨付金额（万元）", "支付比例", "拨付日期"],
        ["培训", "首期", "29.85", "30%", "2020年5月8日"],
        ["服务", "第二期", "20", "", ""],
        ["未知", "首期", "1", "", ""],
    ])  # fmt: skip
    outcome = file(desk, "合同情况", contracts, "分期支付情况", instalments)
    assert [row["amount"] for row in desk.rows(outcome, "contracts")] == ["99.5", "59"]
    assert [row["amount"] for row in desk.rows(outcome, "instalments")] == ["29.85", "20"]
    payments = desk.readings(outcome, "payments")
    assert [(row["instalment"], row["status"]) for row in payments] == [
        ("1", "paid"),
        ("2", "paid"),
    ]
    assert payments[0]["contract_ids"] != payments[1]["contract_ids"]
    assert "第3行" in list_reasons(outcome)


def test_a_yearly_table_gives_a_statement_for_each_year_with_its_change(desk):
    grid = make_grid([
        ["指标", "单位", "2018年", "2019年", "同比"],
        ["接待游客", "万人次", "80.5", "100.25", "增长24.53%"],
        ["建档立卡贫困户", "户", "500", "120", ""],
    ])  # fmt: skip
    outcome = file(desk, "年度统计表", grid)
    visitors = desk.rows(outcome, "statistics")
    assert [(r["value"], r["change"], r["period"]) for r in visitors] == [
        ("80.5", "", "2018年"), ("100.25", "增长24.53%", "2019年"),
    ]  # fmt: skip
    read = [r for r in desk.readings(outcome, "statements") if r["table_id"] == "statistics"]
    assert [(r["indicator_id"], r["period_end"], r["role"]) for r in read] == [
        ("visitors", "2018-12-31", "reported"), ("visitors", "2019-12-31", "reported"),
    ]  # fmt: skip
    assert [row["value"] for row in desk.rows(outcome, "statistics_2")] == ["500", "120"]


def test_the_general_self_evaluation_form_gives_budget_targets_and_scores(desk):
    grid = make_grid([
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值",
         "执行率", "得分"],
        ["", "年度资金总额", "100", "100", "80", "10", "80%", "8"],
        ["", "其中：当年财政拨款", "100", "100", "80", "", "80%", ""],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", ""],
        ["产出指标", "数量指标", "培训人次", "≥5000人次", "5038人次", "50", "50", ""],
        ["", "", "村级服务站点", "≥131个", "140个", "40", "40", ""],
    ])  # fmt: skip
    outcome = file(desk, "项目支出绩效自评表", grid)
    budget = desk.rows(outcome, "disbursement")
    assert [(r["label"], r["planned"], r["paid"], r["rate"]) for r in budget] == [
        ("年度资金总额", "100", "80", "80%"), ("其中：当年财政拨款", "100", "80", "80%"),
    ]  # fmt: skip
    items = desk.rows(outcome, "progress")
    assert [r["requirement"] for r in items] == ["培训人次：≥5000人次", "村级服务站点：≥131个"]
    scores = {r["row_id"]: r["value"] for r in desk.rows(outcome, "progress_scores")}
    assert scores == {"A1_weight": "50", "A1_score": "50", "A2_weight": "40", "A2_score": "40"}
    conditions = desk.readings(outcome, "conditions")
    assert [c["indicator_id"] for c in conditions] == ["training_person_times", "service_stations"]


def test_what_is_filed_builds_without_a_finding(desk):
    desk.file(make_monthly(), name="monthly.docx")
    desk.file(make_disbursement(), name="disbursement.docx")
    result = compute_tables(desk.root)
    assert result.findings["reason"].tolist() == []
    series = result.tables["series"].set_index(["county_code", "indicator_id"])["value"]
    assert series[COUNTY, "funds_used_cumulative"] == 1_204_000
    budget = result.tables["budget"]
    assert budget["paid_cny"].tolist() == [300_000, 400_000, 700_000]
    assert budget["row_role"].tolist() == ["line", "line", "total"]


def test_a_header_cell_merged_over_two_columns_names_only_the_first(desk):
    header = ["序号", "项目", cell(""), "狐狸县", "獾子区", "合计"]
    grid = make_grid([header, *MONTHLY_ROWS])
    first = grid.rows[0][1].place
    from dataclasses import replace

    row = list(grid.rows[0])
    row[2] = replace(row[2], merged_from=first)
    merged = replace(grid, rows=(tuple(row), *grid.rows[1:]))
    outcome = desk.file(
        make_content(
            "电子商务进农村综合示范创建月报表（2020年7月）", "填报单位：狐狸县商务局", merged
        )
    )
    assert outcome.state == "filed", list_reasons(outcome)
    assert len(desk.rows(outcome, "monthly_form")) == 10
