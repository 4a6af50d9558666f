"""Invented counties of which little is filed: forms, a notice, nothing; and one with everything."""

from random import Random

from analysis.demo.county import DemoCounty
from analysis.demo.documents import write_forms
from analysis.demo.money import write_projects
from analysis.demo.papers import DemoDocument, Papers, Statement, start_document
from analysis.demo.places import Place
from analysis.demo.results import add_targets, list_trends
from analysis.demo.timing import list_periods

# Characters that fonts of charts lack: rare Han, Tibetan, Uyghur, Yi, Mongolian, Korean, an emoji.
RARE = "𠮷བོདئۇيغۇرꆈꌠᠮᠣᠩ한🌾"


def start_papers(place: Place) -> tuple[Papers, str]:
    """Papers with one project, and its id."""
    papers = Papers()
    project_id = papers.add_project(
        place, "province", 2020, ("2020年演示项目", "demonstration project of 2020")
    )
    return papers, project_id


def write_notice(place: Place, draw: Random) -> Papers:
    """A county with an early paper without English names, and a newer notice of events only."""
    papers, _ = start_papers(place)
    paper = start_document(place, "early", "progress_report", (f"{RARE}工作情况", ""), "2020-10-09")
    statements = [
        Statement("tenants", f"{RARE}入驻企业", f"{draw.randint(9, 60)}家", "park_tenants"),
        Statement("visitors", "接待游客", f"{draw.randint(100, 900)}万人次", "visitors",
                  "2019-01-01", "2019-12-31", "2019年"),
    ]  # fmt: skip
    paper.add_statements("results", statements)
    notice = start_document(
        place, "notice", "notice", ("验收通知", "notice of its inspection"), "2021-04-15"
    )
    add_events(notice)
    papers.documents += [paper, notice]
    return papers


def add_events(document: DemoDocument) -> None:
    """Adds a phase, a deadline and a milestone."""
    rows = [
        ("phase", "实施阶段", "2020年1月", "2020年12月", "第1段 第1句"),
        ("deadline", f"{RARE}验收期限", "2021年6月30日", "", "第1段 第2句"),
        ("visit", "现场核查", "2021年3月", "", "第1段 第3句"),
    ]
    document.add_table("events", "events", rows)
    document.add_readings(
        "events",
        [
            ("events", "phase", "", "phase", "", "", "month", ""),
            ("events", "deadline", "", "deadline", "", "", "day", ""),
            ("events", "visit", "", "milestone", "", "", "month", ""),
        ],
    )


def write_forms_only(place: Place, county: DemoCounty, months: int) -> Papers:
    """A county with nothing but monthly forms, or a paper without figures where there are none."""
    papers, project_id = start_papers(place)
    papers.documents += write_forms(place, county, months, project_id)
    if not months:
        papers.documents.append(_write_empty(place))
    return papers


def write_nothing(place: Place) -> Papers:
    """A county with one notice that says nothing of it."""
    papers, _ = start_papers(place)
    papers.documents.append(_write_empty(place))
    return papers


def _write_empty(place: Place) -> DemoDocument:
    return start_document(place, "notice", "notice", ("转发通知", "notice passed on"), "2021-01-20")


def write_everything(place: Place, draw: Random, county: DemoCounty, months: int) -> Papers:
    """A county with three projects, targets of two of them, trends, events and forms."""
    papers, report = write_projects(place, draw, 3)
    ids = [row[0] for row in papers.projects]
    for name, project_id in (("_1", ids[0]), ("_3", ids[2])):
        # The same results for both, because a county has only one of each.
        add_targets(report, Random(f"county briefs demo {place.code} targets"), project_id, name)
    listed = list_periods(draw)
    own = {statement.indicator for statement in listed}
    trends = [statement for statement in list_trends(draw) if statement.indicator not in own]
    report.add_statements("trends", trends)
    add_events(report)
    quarters = start_document(
        place, "periods", "progress_report", ("分期情况", "figures by period"), "2021-07-20"
    )
    quarters.add_statements("periods", listed)
    papers.documents += [quarters, *write_forms(place, county, months, ids[1])]
    return papers
