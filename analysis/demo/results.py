"""Invented counties whose targets and trends are of every kind."""

from random import Random

from analysis.demo.papers import DemoDocument, Papers, Rows, Statement, start_document
from analysis.demo.places import Place
from analysis.figures.names import name_own_figure

_YEAR_2020 = ("2020-01-01", "2020-12-31")
# Item, category in documents, category, requirement, result, printed completion, rule.
_ITEMS = (
    ("A1", "物流体系", "logistics", "电商快递均价不高于每件6元", "均价已下降", "", "fee"),
    ("A2", "物流体系", "logistics", "配送覆盖全部行政村", "", "100%", "villages"),
    ("B1", "金融服务", "ecommerce", "贷款不少于500笔或金额不少于1000万元", "完成", "",
     "platform and (loans or loan_amount)"),
    ("B2", "金融服务", "ecommerce", "站点统一挂牌", "已统一挂牌", "100%", "signs"),
    ("B3", "金融服务", "ecommerce", "2022年底前培训3000人次以上", "培训仍在进行", "", "times"),
    ("C1", "人才培训", "training", "培训人次达人口的1%", "", "", "share"),
    ("C2", "人才培训", "training", "实践基地5个", "5个", "100%", "bases"),
    ("C3", "人才培训", "training", "讲座若干", "2次", "", "lectures"),
    ("C10", "人才培训", "training", "品牌曝光量不少于500万人次", "超过500万人次", "", "exposure"),
)  # fmt: skip
# Item, condition, label in Chinese and in English, comparator, its origin, target, actual,
# denominator, due date; a condition without label in English is in words only.
_CONDITIONS = (
    ("A1", "fee", "快递均价", "Courier fee", "le", "printed", "fee_t", "fee", "", "2020-12-31"),
    ("A2", "villages", "覆盖行政村数", "Villages reached", "ge", "assumed", "vil_t", "", "", ""),
    ("B1", "platform", "金融平台", "Finance platform", "", "", "", "", "", ""),
    ("B1", "loans", "贷款笔数", "Loans", "ge", "printed", "loans_t", "loans", "", ""),
    ("B1", "loan_amount", "贷款金额", "Amount of loans", "ge", "printed", "sum_t", "sum", "", ""),
    ("B2", "signs", "统一挂牌", "Common signs", "", "", "", "", "", ""),
    ("B3", "times", "培训人次", "Training attended", "ge", "printed", "times_t", "times", "",
     "2022-12-31"),
    ("C1", "share", "培训人次占比", "Share trained", "ge", "assumed", "share_t", "times", "", ""),
    ("C2", "bases", "实践基地数", "Practice bases", "eq", "printed", "bases_t", "bases", "", ""),
    ("C3", "lectures", "讲座次数", "Lectures", "ge", "assumed", "lect_t", "lect", "", ""),
    ("C10", "exposure", "品牌曝光量", "Exposure", "ge", "printed", "exp_t", "exp", "", ""),
)  # fmt: skip


def add_targets(report: DemoDocument, draw: Random, project_id: str, name: str = "") -> None:
    """Adds a target table with own numbers, ≤, alternatives, texts only and a later due date.

    Args:
        report: the report that takes the tables.
        draw: what the results are drawn from.
        project_id: the project.
        name: end of the tables' names, where the report has tables of several projects.
    """
    progress, figures = f"progress{name}", f"targets{name}"
    rows: Rows = [
        (item, item, category, required, result, completion, f"表3 {item}")
        for item, category, _, required, result, completion, _ in _ITEMS
    ]
    report.add_table(progress, "progress", rows, project_id)
    report.add_statements(figures, _list_figures(draw), project_id, "第4段")
    report.add_readings(
        "items", [(progress, item, kind, rule, "") for item, _, kind, *_, rule in _ITEMS]
    )
    conditions = []
    for item, condition, zh, en, comparator, origin, target, actual, whole, due in _CONDITIONS:
        names = [name_own_figure(figures, row, "value") if row else ""
                 for row in (target, actual, whole)]  # fmt: skip
        assessment = "numeric" if target else "qualitative"
        conditions.append(
            (progress, item, condition, zh, en, assessment, comparator, origin, "", *names, due, "")
        )
    report.add_readings("conditions", conditions)


def _list_figures(draw: Random) -> list[Statement]:
    sales = draw.randint(200, 2500)
    targets = (
        ("fee_t", "电商快递均价（目标）", "6元", "courier_fee"),
        ("vil_t", "物流快递覆盖行政村数（目标）", "186个", "villages_with_logistics"),
        ("loans_t", "协助办理贷款笔数（目标）", "不少于500笔", "loans"),
        ("sum_t", "成功贷款金额（目标）", "不少于1000万元", "loan_amount"),
        ("times_t", "培训人次（目标）", "3000人次以上", "training_person_times"),
        ("share_t", "培训人次占人口比例（目标）", "1%", "training_share_of_population"),
        ("bases_t", "人才实践基地（目标）", "5个", "practice_bases"),
        ("lect_t", "创新创业讲座交流（目标）", "若干", "lectures"),
        ("exp_t", "品牌曝光量（目标）", "不少于500万人次", "brand_exposure"),
    )
    actuals = (
        ("fee", "电商快递均价", f"{draw.randint(35, 75) / 10}元", "courier_fee"),
        ("loans", "协助办理贷款笔数", f"{draw.randint(100, 800)}笔", "loans"),
        ("sum", "成功贷款金额", f"{sales}.50万元", "loan_amount"),
        ("times", "培训人次", f"{draw.randint(800, 2900)}人次", "training_person_times"),
        ("bases", "人才实践基地", f"{draw.randint(4, 6)}个", "practice_bases"),
        ("lect", "创新创业讲座交流", "2次", "lectures"),
        ("exp", "品牌曝光量", draw.choice(("超过500万人次", "近500万人次")), "brand_exposure"),
    )
    return [
        *(Statement(*one, role="target") for one in targets),
        *(Statement(*one) for one in actuals),
    ]


def write_targets(place: Place, draw: Random) -> Papers:
    """A county whose report holds targets of every kind and no money."""
    papers = Papers()
    project_id = papers.add_project(
        place, "province", 2020, ("2020年演示项目", "demonstration project of 2020")
    )
    report = start_document(
        place, "report", "progress_report", ("绩效目标完成情况", "what it did of its targets")
    )
    add_targets(report, draw, project_id)
    papers.documents.append(report)
    return papers


def list_trends(draw: Random) -> list[Statement]:
    """Planned, implied, qualified and undated figures."""
    visitors = draw.randint(1000, 9000) / 10
    return [
        Statement("v2020", "接待游客", f"{visitors}万人次", "visitors", *_YEAR_2020, "2020年",
                  f"下降{draw.randint(100, 2000) / 100}%", base=("2019-01-01", "2019-12-31")),
        Statement("v2021", "接待游客（规划）", f"{visitors + 20:.1f}万人次", "visitors",
                  "2021-01-01", "2021-12-31", "2021年", role="planned"),
        Statement("t2020", "旅游带动经济收入", f"近{draw.randint(3, 30)}亿元", "tourism_income",
                  *_YEAR_2020, "2020年"),
        Statement("p2020", "贫困户人均可支配收入", f"{draw.randint(90000, 190000) / 10}元",
                  "poor_income_per_head", *_YEAR_2020, "2020年", f"{draw.randint(2, 5)}倍",
                  base=("2015-01-01", "2015-12-31")),
        Statement("buyers", "参与消费扶贫的广州企业", f"{draw.randint(11, 29)}0多家",
                  "guangzhou_buyers"),
        Statement("online", "开通网店、专区和社群", f"超{draw.randint(2, 9)}00个", "online_shops"),
        Statement("orders", "疫情期间成交笔数", f"约{draw.randint(2, 9)}万笔", "pandemic_orders",
                  "", "2020-06-30", "2020年上半年"),
        Statement("tenants", "入驻企业", f"{draw.randint(20, 60)}家以上", "park_tenants"),
        Statement("honours", "获评荣誉", f"{draw.randint(2, 9)}0余项", "honours"),
    ]  # fmt: skip


def _add_accepted(document: DemoDocument, draw: Random, year: int) -> None:
    """Adds figures accepted from running text: the same row ids in every document."""
    ends = (f"{year}-01-01", f"{year}-12-31")
    base = (f"{year - 1}-01-01", f"{year - 1}-12-31")
    statements = [
        Statement("c1", "村集体经济收入平均", f"{draw.randint(90, 190) / 10}万元",
                  "village_collective_income", *ends, f"{year}年",
                  f"增长{draw.randint(100, 900) / 100}%", base=base),
        Statement("c2", "直播基地面积", f"{draw.randint(300, 900)}平方米", "", *ends, f"{year}年"),
    ]  # fmt: skip
    document.add_statements("accepted", statements, place="第6段")


def write_trends(place: Place, draw: Random) -> Papers:
    """A county with figures planned, implied and qualified, in two papers."""
    papers = Papers()
    papers.add_project(place, "province", 2020, ("2020年演示项目", "demonstration project of 2020"))
    report = start_document(place, "report", "self_evaluation", ("自评报告", "self-evaluation"))
    report.add_statements("results", list_trends(draw))
    earlier = start_document(
        place, "earlier", "progress_report", ("2019年工作情况", "its work in 2019"), "2020-02-20"
    )
    tenants = Statement("tenants", "入驻企业", "11家", "park_tenants", "", "2019-12-31", "2019年末")
    earlier.add_statements("results", [tenants])
    _add_accepted(report, draw, 2020)
    _add_accepted(earlier, draw, 2018)
    papers.documents += [report, earlier]
    return papers
