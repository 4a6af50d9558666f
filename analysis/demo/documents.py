"""Writes the documents of an invented county, as they would be filed, with their readings."""

from datetime import date, timedelta
from decimal import Decimal

from analysis.demo.county import FIRST_SHARE, FUND, SECOND_SHARE, DemoCounty, invent_forms, round_to
from analysis.demo.papers import REPORT_DATE, DemoDocument, Papers, Rows, Statement, start_document
from analysis.demo.places import Place
from analysis.figures.names import name_figure, name_own_figure

# By indicator: name in documents, unit of its values, name of the condition in English.
TARGETS = {
    "service_stations": ("镇村级电商服务站点", "个", "Service stations"),
    "training_person_times": ("培训人次", "人次", "Training, person-times"),
    "loans": ("协助办理贷款笔数", "笔", "Loans arranged"),
}
GROWTHS = {
    "visitors": ("接待游客", "万人次"),
    "tourism_income": ("旅游带动经济收入", "亿元"),
    "poor_income_per_head": ("贫困户人均可支配收入", "元"),
    "village_collective_income": ("贫困村集体经济收入平均", "万元"),
}
FORM_LABELS = {
    "county_service_centres": ("县级电商服务中心", "个"),
    "funds_used_month": ("当月使用资金", "万元"),
    "funds_used_cumulative": ("累计使用资金", "万元"),
    "funds_used_rate": ("资金使用进度", "%"),
    "service_stations": ("村级服务站", "个"),
    "training_sessions_year": ("当年培训场次", "次"),
    "training_person_times_year": ("当年培训人次", "人次"),
}
ITEMS = (("A1", "public_service"), ("B1", "training"), ("C1", "product_upstream"))
_LINES = (("services", "农村电商服务体系和人才培训"), ("upstream", "农村产品上行"))


def write_plain(place: Place, county: DemoCounty, months: int) -> Papers:
    """Everything about a county with one project, a self-evaluation and monthly forms."""
    papers = Papers()
    project_id = papers.add_project(
        place, "province", 2020, ("2020年演示项目", "demonstration project of 2020")
    )
    report = write_report(place, county, project_id)
    figure = name_figure(report.document_id, "results", "appropriation", "value")
    papers.appropriations.append((project_id, "province", figure, ""))
    papers.documents += [report, *write_forms(place, county, months, project_id)]
    return papers


def write_report(place: Place, county: DemoCounty, project_id: str) -> DemoDocument:
    """Writes the self-evaluation of a county.

    Args:
        place: the county.
        county: its figures.
        project_id: the county's project.
    """
    report = start_document(
        place, "report", "self_evaluation", ("自评报告", "self-evaluation"),
        period_end=REPORT_DATE.isoformat(),
    )  # fmt: skip
    units = {"planned": "万元", "paid": "万元", "rate": "%"}
    report.add_table(
        "disbursement", "disbursement", _list_disbursement(county), project_id,
        "contract", REPORT_DATE.isoformat(), units=units,
    )  # fmt: skip
    contracts = [
        (row, f"{label}合同", f"演示{'甲乙'[index]}公司", "", f"{county.lines[index]}.00万元",
         f"2020年3月{index + 5}日", f"第2段 第{index + 1}行")
        for index, (row, label) in enumerate(_LINES)
    ]  # fmt: skip
    report.add_table("contracts", "contracts", contracts, project_id)
    report.add_table("instalments", "instalments", _list_instalments(county), project_id)
    progress = [
        (item, f"{number}", category, TARGETS[name][0], "", _print_completion(county, name),
         f"表3 第{number}行")
        for number, ((item, category), name) in enumerate(
            zip(ITEMS, TARGETS, strict=True), start=1
        )
    ]  # fmt: skip
    report.add_table("progress", "progress", progress, project_id)
    report.add_statements("results", _list_results(county), project_id)
    for subject, rows in _read_report(place, county).items():
        report.add_readings(subject, rows)
    return report


def write_forms(
    place: Place, county: DemoCounty, months: int, project_id: str
) -> list[DemoDocument]:
    """Writes the monthly forms of a county; the last is of the month before the report."""
    ends = [REPORT_DATE.replace(day=1) - timedelta(days=1)]
    while len(ends) < months:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return [
        write_form(place, end, form, project_id)
        for end, form in zip(reversed(ends[:months]), invent_forms(county, months), strict=True)
    ]


def write_form(
    place: Place,
    end: date,
    values: dict[str, str],
    project_id: str,
    version: str = "",
    **entries: object,
) -> DemoDocument:
    """Writes one monthly form.

    Args:
        place: the county.
        end: last day of its month.
        values: what it reports, as printed, by indicator.
        project_id: the project.
        version: end of its id, for a corrected form or that of another office.
        entries: further entries of its record.
    """  # fmt: skip
    entries = {
        "period_start": end.replace(day=1).isoformat(), "period_end": end.isoformat(), **entries
    }  # fmt: skip
    form = start_document(
        place, f"{end:%Y-%m}-form{version}", "monthly_form",
        (f"{end.year}年{end.month}月月报表", f"monthly form, {end:%Y-%m}"),
        (end + timedelta(days=5)).isoformat(), **entries,
    )  # fmt: skip
    areas = {
        "area_1": {"header": place.name_zh, "county_code": place.code},
        "area_2": {"header": "示范县名称2"},
        "total": {"header": "合计", "county_code": place.code, "covers": place.code},
    }
    rows = [
        (name, f"{number}", *FORM_LABELS[name], value, "", "", f"月报表 第{number}行")
        for number, (name, value) in enumerate(values.items(), start=1)
    ]
    form.add_table("monthly_form", "monthly_form", rows, project_id, areas=areas)
    return form


def _list_disbursement(county: DemoCounty) -> Rows:
    share = county.paid_share
    rows = [
        (row, f"演示{'甲乙'[index]}公司", label, f"{county.lines[index]}.00",
         f"{round_to(Decimal(county.lines[index] * share) / 100, 2)}", f"{share}.00%",
         f"表2 第{index + 1}行")
        for index, (row, label) in enumerate(_LINES)
    ]  # fmt: skip
    paid = round_to(Decimal(FUND * share) / 100, 2)
    total = ("total", "", "合计", f"{FUND}.00", f"{paid}", f"{share}.00%", "表2 第3行")
    return [*rows, total]


def _list_instalments(county: DemoCounty) -> Rows:
    shares = ((1, FIRST_SHARE, "2020年4月"), (2, SECOND_SHARE, "2020年12月"))
    return [
        (f"i{number}", f"第{number}期资金", f"{FUND * share // 100}.00万元", f"{share}%", day,
         f"第3段 第{number}行")
        for number, share, day in shares
    ]  # fmt: skip


def _print_completion(county: DemoCounty, name: str) -> str:
    target, actual = county.targets[name]
    return f"{min(Decimal(100), round_to(Decimal(actual) / target * 100, 2))}%"


def _list_results(county: DemoCounty) -> list[Statement]:
    """What the report says of the fund, the county, its targets and its growth."""
    statements = [
        Statement("appropriation", "项目资金总额", f"{FUND}万元", "project_appropriation",
                  role="appropriation"),
        Statement("population", "总人口", f"{county.population}人", "population"),
        Statement("villages", "行政村数", f"{county.villages}个", "administrative_villages"),
    ]  # fmt: skip
    for name, (target, actual) in county.targets.items():
        label, unit, _ = TARGETS[name]
        statements += [
            Statement(f"{name}_target", f"{label}（目标）", f"{target}{unit}", name, role="target"),
            Statement(f"{name}_actual", label, f"{actual}{unit}", name),
        ]
    for name, growth in county.growths.items():
        label, unit = GROWTHS[name]
        for year, value in ((2019, growth.before), (2020, growth.after)):
            is_later = year == 2020
            statements.append(
                Statement(
                    f"{name}_{year}", label, f"{value}{unit}", name, f"{year}-01-01",
                    f"{year}-12-31", f"{year}年", growth.change if is_later else "",
                    base=("2019-01-01", "2019-12-31") if is_later else ("", ""),
                )
            )  # fmt: skip
    return statements


def _read_report(place: Place, county: DemoCounty) -> dict[str, Rows]:
    contracts = [f"{place.code}-2020-{row}" for row, _ in _LINES]
    second = "paid" if county.has_second else "requested"
    return {
        "contracts": [
            ("contracts", row, contract, row, "", "day", "")
            for (row, _), contract in zip(_LINES, contracts, strict=True)
        ],
        "payments": [
            ("instalments", f"i{number}", f"{number}", ";".join(contracts), status, "", "month", "")
            for number, status in ((1, "paid"), (2, second))
        ],
        "items": [
            ("progress", item, category, name, "")
            for (item, category), name in zip(ITEMS, TARGETS, strict=True)
        ],
        "conditions": [
            ("progress", item, name, TARGETS[name][0], TARGETS[name][2], "numeric", "ge",
             "printed", name, name_own_figure("results", f"{name}_target", "value"),
             name_own_figure("results", f"{name}_actual", "value"), "", "2020-12-31", "")
            for (item, _), name in zip(ITEMS, TARGETS, strict=True)
        ],
    }  # fmt: skip
