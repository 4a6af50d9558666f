"""Invented counties with figures of many periods, and with several versions of their papers."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from analysis.demo.county import DemoCounty, round_to
from analysis.demo.documents import write_form, write_forms, write_plain
from analysis.demo.papers import DemoDocument, Papers, Statement, start_document
from analysis.demo.places import Place

_QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))


def write_periods(place: Place, draw: Random, county: DemoCounty, months: int) -> Papers:
    """A county that reports months, months 1 to 5, quarters, halves of years and years."""
    papers = Papers()
    project_id = papers.add_project(
        place, "province", 2020, ("2020年演示项目", "demonstration project of 2020")
    )
    report = start_document(
        place, "report", "self_evaluation", ("运行情况报告", "report on its economy")
    )
    report.add_statements("periods", list_periods(draw))
    papers.documents += [report, *write_forms(place, county, months, project_id)]
    return papers


def list_periods(draw: Random) -> list[Statement]:
    """Figures of one indicator each over quarters, halves of years, months 1 to 5 and years."""
    statements = []
    visitors = Decimal(draw.randint(2000, 9000)) / 100
    for year in (2019, 2020):
        for number, (first, last) in enumerate(_QUARTERS, start=1):
            visitors = round_to(visitors * draw.randint(85, 120) / 100, 2)
            statements.append(
                Statement(
                    f"visitors_{year}_{number}", "接待游客", f"{visitors}万人次", "visitors",
                    f"{year}-{first}", f"{year}-{last}", f"{year}年第{number}季度",
                )
            )  # fmt: skip
    statements.append(_add_up_quarters(statements[:4]))
    income = Decimal(draw.randint(100, 900)) / 100
    for year, name, first, last in (
        (2020, "上半年", "01-01", "06-30"), (2020, "下半年", "07-01", "12-31"),
        (2021, "1—5月", "01-01", "05-31"),
    ):  # fmt: skip
        income = round_to(income * draw.randint(85, 120) / 100, 2)
        statements.append(
            Statement(
                f"income_{first[:2]}_{year}", "旅游带动经济收入", f"{income}亿元", "tourism_income",
                f"{year}-{first}", f"{year}-{last}", f"{year}年{name}",
            )
        )  # fmt: skip
    for year in (2019, 2020):
        head = draw.randint(7000, 15000)
        statements.append(
            Statement(
                f"head_{year}", "贫困户人均可支配收入", f"{head}元", "poor_income_per_head",
                f"{year}-01-01", f"{year}-12-31", f"{year}年",
            )
        )  # fmt: skip
    sales = draw.randint(100, 900)
    for month in range(1, 6):
        end = date(2021, month + 1, 1) - timedelta(days=1)
        sales += draw.randint(-20, 40)
        statements.append(
            Statement(
                f"sales_{month}", "全县电商销售额", f"{sales}万元", "ecommerce_sales",
                f"2021-{month:02d}-01", end.isoformat(), f"2021年{month}月",
            )
        )  # fmt: skip
    return statements


def _add_up_quarters(quarters: list[Statement]) -> Statement:
    total = sum(Decimal(quarter.value.removesuffix("万人次")) for quarter in quarters)
    return Statement(
        "visitors_2019", "接待游客", f"{total}万人次", "visitors", "2019-01-01", "2019-12-31",
        "2019年",
    )  # fmt: skip


def write_versions(place: Place, county: DemoCounty, months: int) -> Papers:
    """A county with a corrected form, a late paper, and forms of two offices for one month."""
    papers = write_plain(place, county, months)
    project_id = papers.projects[0][0]
    values = {"county_service_centres": "1", "service_stations": f"{county.villages - 1}",
              "training_sessions_year": ""}  # fmt: skip
    month = date(2021, 5, 31)
    other = {
        "issuer_zh": f"{place.name_zh}演示商务局",
        "issuer_en": f"Commerce office of {place.name_en}",
    }
    papers.documents.append(write_form(place, month, values, project_id, "-commerce", **other))
    if months:
        papers.documents.append(_correct_form(papers.documents[months], county))
    papers.documents.append(_write_late_paper(place, county))
    return papers


def _correct_form(form: DemoDocument, county: DemoCounty) -> DemoDocument:
    """The form again, with other figures, filed three weeks later under the same date."""
    document_id = f"{form.document_id}-v2"
    filed = date.fromisoformat(str(form.record["document_date"])) + timedelta(weeks=3)
    record = form.record | {
        "document_id": document_id,
        "supersedes": form.document_id,
        "filed_date": filed.isoformat(),
    }
    rows = [
        (*row[:4], f"{county.villages - 1}", *row[5:]) if row[0] == "service_stations" else row
        for row in form.tables["monthly_form"]
    ]
    readings = [(document_id, *row[1:]) for row in form.table_readings]
    return DemoDocument(record, {"monthly_form": rows}, {}, readings)


def _write_late_paper(place: Place, county: DemoCounty) -> DemoDocument:
    """A paper on an early quarter that is dated after all others."""
    paper = start_document(
        place, "late", "progress_report", ("2020年第一季度情况", "first quarter of 2020"),
        "2021-08-02", period_start="2020-01-01", period_end="2020-03-31",
    )  # fmt: skip
    tenants = Statement(
        "tenants", "入驻企业", f"{county.villages // 3}家", "park_tenants", "", "2020-03-31",
        "2020年3月末",
    )  # fmt: skip
    paper.add_statements("results", [tenants])
    return paper
