"""Writes the documents of an invented county, as they would be filed, with their readings."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from analysis.demo.county import FIRST_SHARE, FUND, SECOND_SHARE, DemoCounty, invent_forms, round_to
from analysis.demo.places import Place
from analysis.figures.names import name_own_figure

REPORT_DATE = date(2021, 6, 30)
Rows = list[tuple[str, ...]]
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


@dataclass(frozen=True)
class DemoDocument:
    """A document: its record, the rows of its tables by id, and of its readings by name."""

    record: dict[str, object]
    tables: dict[str, Rows]
    readings: dict[str, Rows] = field(default_factory=dict)


def write_report(place: Place, county: DemoCounty, is_wrong: bool) -> DemoDocument:
    """Writes the self-evaluation of a county.

    Args:
        place: the county.
        county: its figures.
        is_wrong: whether the rate of its total is not the one that its amounts give.
    """
    document_id = f"demo-{place.code}-report"
    kinds = {
        "disbursement": "disbursement", "contracts": "contracts", "instalments": "instalments",
        "progress": "progress", "results": "statements",
    }  # fmt: skip
    units = {"disbursement": {"planned": "万元", "paid": "万元", "rate": "%"}}
    record = _make_record(document_id, "self_evaluation", place, "自评报告", "self-evaluation")
    record |= {
        "document_date": REPORT_DATE.isoformat(),
        "period_end": REPORT_DATE.isoformat(),
        "tables": {
            table: {"kind": kind, "locator": table, "units": units.get(table, {})}
            for table, kind in kinds.items()
        },
    }
    tables = {
        "disbursement": _list_disbursement(county, is_wrong),
        "contracts": [
            (row, f"{label}合同", f"演示{'甲乙'[index]}公司", "", f"{county.lines[index]}.00万元",
             f"2020年3月{index + 5}日", f"第2段 第{index + 1}行")
            for index, (row, label) in enumerate(_LINES)
        ],
        "instalments": _list_instalments(county),
        "progress": [
            (item, f"{number}", category, TARGETS[name][0], "", _print_completion(county, name),
             f"表3 第{number}行")
            for number, ((item, category), name) in enumerate(
                zip(ITEMS, TARGETS, strict=True), start=1
            )
        ],
        "results": _list_results(county),
    }  # fmt: skip
    return DemoDocument(record, tables, _read_report(place, county))


def write_forms(place: Place, county: DemoCounty, months: int) -> list[DemoDocument]:
    """Writes the monthly forms of a county; the last is of the month before the report."""
    ends = [REPORT_DATE.replace(day=1) - timedelta(days=1)]
    while len(ends) < months:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    documents = []
    for end, form in zip(reversed(ends[:months]), invent_forms(county, months), strict=True):
        document_id = f"demo-{place.code}-{end:%Y-%m}-form"
        title = f"{end.year}年{end.month}月月报表"
        record = _make_record(
            document_id, "monthly_form", place, title, f"monthly form, {end:%Y-%m}"
        )
        areas = {
            "area_1": {"header": place.name_zh, "county_code": place.code},
            "area_2": {"header": "示范县名称2"},
            "total": {"header": "合计", "county_code": place.code, "covers": place.code},
        }
        record |= {
            "document_date": (end + timedelta(days=5)).isoformat(),
            "period_start": end.replace(day=1).isoformat(),
            "period_end": end.isoformat(),
            "tables": {
                "monthly_form": {"kind": "monthly_form", "locator": "月报表", "areas": areas}
            },
        }
        rows = [
            (name, f"{number}", *FORM_LABELS[name], value, "", "", f"月报表 第{number}行")
            for number, (name, value) in enumerate(form.items(), start=1)
        ]
        documents.append(DemoDocument(record, {"monthly_form": rows}))
    return documents


def _make_record(
    document_id: str, kind: str, place: Place, title_zh: str, title_en: str
) -> dict[str, object]:
    return {
        "document_id": document_id,
        "kind": kind,
        "title_zh": f"{place.name_zh}{title_zh}（演示数据）",
        "title_en": f"{place.name_en}: {title_en} (demonstration data)",
        "issuer_zh": f"{place.name_zh}演示办公室",
        "issuer_en": f"Demonstration office of {place.name_en}",
        "county_code": place.code,
    }


def _list_disbursement(county: DemoCounty, is_wrong: bool) -> Rows:
    share = county.paid_share
    rows = [
        (row, f"演示{'甲乙'[index]}公司", label, f"{county.lines[index]}.00",
         f"{round_to(Decimal(county.lines[index] * share) / 100, 2)}", f"{share}.00%",
         f"表2 第{index + 1}行")
        for index, (row, label) in enumerate(_LINES)
    ]  # fmt: skip
    paid = round_to(Decimal(FUND * share) / 100, 2)
    printed_share = share + 3 if is_wrong else share
    total = ("total", "", "合计", f"{FUND}.00", f"{paid}", f"{printed_share}.00%", "表2 第3行")
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


def _list_results(county: DemoCounty) -> Rows:
    rows: Rows = [
        ("appropriation", "项目资金总额", f"{FUND}万元", "", "", "第1段"),
        ("population", "总人口", f"{county.population}人", "", "", "第1段"),
        ("villages", "行政村数", f"{county.villages}个", "", "", "第1段"),
    ]
    for name, (target, actual) in county.targets.items():
        label, unit, _ = TARGETS[name]
        rows.append((f"{name}_target", f"{label}（目标）", f"{target}{unit}", "", "", "第4段"))
        rows.append((f"{name}_actual", label, f"{actual}{unit}", "", "", "第4段"))
    for name, growth in county.growths.items():
        label, unit = GROWTHS[name]
        rows.append((f"{name}_2019", label, f"{growth.before}{unit}", "", "2019年", "第5段"))
        rows.append(
            (f"{name}_2020", label, f"{growth.after}{unit}", growth.change, "2020年", "第5段")
        )
    return rows


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
        "statements": _read_results(),
    }  # fmt: skip


def _read_results() -> Rows:
    day = REPORT_DATE.isoformat()
    rows: Rows = [
        ("results", "appropriation", "", "project_appropriation", "", "", "", "appropriation",
         *[""] * 4),
        ("results", "population", "", "population", "", day, "", "reported", *[""] * 4),
        ("results", "villages", "", "administrative_villages", "", day, "", "reported", *[""] * 4),
    ]  # fmt: skip
    for name in TARGETS:
        rows.append(("results", f"{name}_target", "", name, *[""] * 3, "target", *[""] * 4))
        rows.append(("results", f"{name}_actual", "", name, "", day, "", "reported", *[""] * 4))
    for name in GROWTHS:
        for year in (2019, 2020):
            base = ("2019-01-01", "2019-12-31") if year == 2020 else ("", "")
            rows.append(
                ("results", f"{name}_{year}", "", name, f"{year}-01-01", f"{year}-12-31", "",
                 "reported", *base, "", "")
            )  # fmt: skip
    return rows
