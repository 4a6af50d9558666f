"""Invented counties with several projects, and with rows within rows in their fund tables."""

from decimal import Decimal
from random import Random

from analysis.demo.county import round_to
from analysis.demo.papers import DemoDocument, Papers, Rows, Statement, start_document
from analysis.demo.places import Place
from analysis.figures.names import name_figure

AMOUNTS = {"planned": "万元", "paid": "万元", "rate": "%"}
_LINES = (("a", "农产品上行"), ("b", "物流体系"))


def add_project_papers(
    papers: Papers,
    report: DemoDocument,
    project_id: str,
    draw: Random,
    name: str = "",
    is_wrong: bool = False,
) -> None:
    """Adds fund table, contracts, instalments and appropriation of one project to a report.

    Args:
        papers: of the county; takes the appropriation.
        report: the report that takes the tables.
        project_id: the project.
        draw: what the amounts are drawn from.
        name: end of the tables' names, where the report has tables of several projects.
        is_wrong: whether the rate of its total is not the one that its amounts give.
    """
    plan = [Decimal(draw.randint(200, 900)), Decimal(draw.randint(2000, 9000)) / 10]
    paid = [round_to(amount * draw.randint(10, 90) / 100, 3) for amount in plan]
    rows = [
        _make_line(row, label, f"演示{'甲乙'[index]}公司", plan[index], paid[index], index)
        for index, (row, label) in enumerate(_LINES)
    ]
    total = _make_line("total", "合计", "", sum(plan, Decimal(0)), sum(paid, Decimal(0)), 2)
    if is_wrong:
        total = (*total[:5], f"{Decimal(total[5].rstrip('%')) + 3}%", total[6])
    report.add_table(
        f"disbursement{name}", "disbursement", [*rows, total], project_id, "contract",
        str(report.record["document_date"]), units=AMOUNTS,
    )  # fmt: skip
    _add_contracts(report, project_id, plan, name)
    funds = f"funds{name}"
    statements = [
        Statement("fund", "省级专项资金", f"{sum(plan, Decimal(0))}万元", "project_appropriation",
                  role="appropriation"),
        Statement("own", "县级配套资金", f"{draw.randint(1, 90)}万元", "county_matching_funds",
                  role="appropriation"),
    ]  # fmt: skip
    report.add_statements(funds, statements, project_id, "第1段")
    for row, source in (("fund", "province"), ("own", "county")):
        figure = name_figure(report.document_id, funds, row, "value")
        papers.appropriations.append((project_id, source, figure, ""))


def write_projects(
    place: Place, draw: Random, count: int, is_wrong: bool = False
) -> tuple[Papers, DemoDocument]:
    """A county with several projects, all in one report.

    Args:
        place: the county.
        draw: what the amounts are drawn from.
        count: how many projects.
        is_wrong: whether a rate of the first is not the one that its amounts give.

    Returns:
        Its papers, with the report among them, and the report.
    """
    papers = Papers()
    report = start_document(
        place, "report", "self_evaluation", ("各批项目自评报告", "self-evaluation of its projects")
    )
    papers.documents.append(report)
    levels = (("province", "省级"), ("nation", "国家级"), ("province", "省级"))
    for number, (level, name) in enumerate(levels[:count]):
        year = 2019 + number
        project_id = papers.add_project(
            place, level, year,
            (f"{year}年{name}示范项目", f"demonstration project of {year}"),
        )  # fmt: skip
        add_project_papers(
            papers, report, project_id, draw, f"_{number + 1}", is_wrong and not number
        )
    return papers, report


def write_rows(place: Place, draw: Random) -> Papers:
    """A county whose tables hold rows within rows: 一、 and 1., 其中, 小计, and totals."""
    papers = Papers()
    project_id = papers.add_project(
        place, "province", 2020, ("2020年演示项目", "demonstration project of 2020")
    )
    report = start_document(
        place, "report", "self_evaluation", ("资金使用报告", "report on the use of its fund")
    )
    papers.documents.append(report)
    parts = [Decimal(draw.randint(20, 200)) for _ in range(5)]
    paid = [round_to(amount * draw.randint(10, 90) / 100, 2) for amount in parts]
    first, second = (sum(parts[:2]), sum(paid[:2])), (sum(parts[2:]), sum(paid[2:]))
    both = (first[0] + second[0], first[1] + second[1])
    amounts = [
        ("total", "年度资金总额", *both),
        ("r1", "一、农产品上行", *first),
        ("r1_1", "1.品牌培育", parts[0], paid[0]),
        ("r1_2", "2.追溯体系", parts[1], paid[1]),
        ("r2", "二、物流体系", *second),
        ("r2_1", "1.县级中心", parts[2], paid[2]),
        ("r2_2", "2.村级站点", parts[3] + parts[4], paid[3] + paid[4]),
        ("r2_2_1", "其中：设备", parts[3], paid[3]),
    ]
    rows = [
        _make_line(row, label, "", planned, used, number)
        for number, (row, label, planned, used) in enumerate(amounts)
    ]
    report.add_table(
        "disbursement", "disbursement", rows, project_id, "plan",
        str(report.record["document_date"]), units=AMOUNTS,
    )  # fmt: skip
    plan = [("p1", "农产品上行", first[0]), ("p2", "物流体系", second[0]), ("sum", "小计", both[0])]
    plan_rows = [
        (row, f"{number}", label, f"{amount}", "", f"表1 第{number}行")
        for number, (row, label, amount) in enumerate(plan, start=1)
    ]
    report.add_table(
        "fund_plan", "fund_plan", plan_rows, project_id, "plan", "2020-03-31",
        units={"planned": "万元"},
    )  # fmt: skip
    _add_contracts(report, project_id, [first[0], second[0]], "", has_total=True)
    return papers


def _make_line(
    row: str, label: str, payee: str, planned: Decimal, paid: Decimal, index: int
) -> tuple[str, ...]:
    rate = round_to(paid / planned * 100, 2)
    return (row, payee, label, f"{planned}", f"{paid}", f"{rate}%", f"表2 第{index + 1}行")


def _add_contracts(
    report: DemoDocument,
    project_id: str,
    amounts: list[Decimal],
    name: str,
    has_total: bool = False,
) -> None:
    ids = [f"{project_id}-{row}" for row, _ in _LINES]
    rows: Rows = [
        (row, f"{label}合同", f"演示{'甲乙'[index]}公司", "", f"{amounts[index]}万元",
         f"2020年3月{index + 5}日", f"第2段 第{index + 1}行")
        for index, (row, label) in enumerate(_LINES)
    ]  # fmt: skip
    if has_total:
        rows.append(("sum", "合计", "", "", f"{sum(amounts)}万元", "", "第2段 第3行"))
    contracts, instalments = f"contracts{name}", f"instalments{name}"
    report.add_table(contracts, "contracts", rows, project_id)
    report.add_readings(
        "contracts",
        [
            (contracts, row, contract, "", "", "day", "")
            for (row, _), contract in zip(_LINES, ids, strict=True)
        ],
    )
    first, rest = round_to(amounts[0] * 3 / 10, 4), round_to(amounts[1] / 2, 4)
    payments = [
        ("i1", "首期款", f"{first}万元", "30%", "2020年4月", "第3段 第1行"),
        ("i2", "第2期款", f"{rest}万元", "50%", "2020年10月8日", "第3段 第2行"),
        ("i3", "余款", "", "50%", "", "第3段 第3行"),
    ]
    report.add_table(instalments, "instalments", payments, project_id)
    report.add_readings(
        "payments",
        [
            (instalments, "i1", "1", ids[0], "paid", "", "month", ""),
            (instalments, "i2", "2", ids[1], "requested", "", "day", ""),
            (instalments, "i3", "rest", ids[1], "retained", "", "", ""),
        ],
    )
