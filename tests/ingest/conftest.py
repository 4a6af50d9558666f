"""Invented places, forms as readers return them, and a data root to file them in."""

import csv
import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.cli import app
from analysis.commands.exit_status import run
from analysis.ingest.content import Cell, Content, Grid, Paragraph, Place
from analysis.ingest.filing.filing_options import FilingOptions
from analysis.ingest.filing.ingesting import Ingester, Outcome
from analysis.paths import PROJECT, DataRoot
from analysis.tables.reference_forms import REFERENCE_COLUMNS

COUNTY, OTHER, CITY = "990101", "990102", "990100"
AREAS = [
    ("990000", "province", "山省", "Mountain Province", "", "", ""),
    (CITY, "city", "林市", "Forest City", "990000", "", ""),
    (COUNTY, "county", "狐狸县", "Fox County", CITY, "", ""),
    (OTHER, "county", "獾子区", "Badger District", CITY, "990192", "獾子县"),
    ("990103", "county", "松树县", "Pine County", CITY, "", ""),
    ("990200", "city", "河市", "River City", "990000", "", ""),
    ("990201", "county", "鼓楼县", "Drum County", CITY, "", ""),
    ("990202", "county", "鼓楼县", "Drum County", "990200", "", ""),
]
PROJECTS = [
    (f"{code}-province-2020", code, "province", "2020", "示范项目", "Project", "", "", "")
    for code in (COUNTY, OTHER)
]
EMPTIED = ("table_readings", "appropriations", "translations", "fact_index")
SHIPPED = ("indicators", "units", "labels", "form_labels")

MONTHLY_HEADER = ["序号", "项目", "", "狐狸县", "獾子区", "合计"]
MONTHLY_ROWS = [
    ["1", "县级电商服务中心数量（个）", "", "1", "0", "1"],
    ["2", "省级财政专项资金使用情况", "当月使用资金（万元）", "3.5", "0", "3.5"],
    ["", "", "累计使用资金（万元）", "120.4", "0", "120.4"],
    ["", "", "资金使用进度（%）", "24.08%", "", ""],
    ["3", "村级电商服务站建设", "累计建设数量（个）", "31", "4", "35"],
    ["4", "电商人才培养", "当年累计培训场次（次）", "2", "0", "2"],
    ["", "", "当年累计培训人数（人次）", "310", "0", "310"],
    ["5", "助力精准扶贫", "累计建设省定贫困村电商服务站数量（个）", "7", "1", "8"],
    ["", "", "当年累计培训建档立卡贫困人口（人次）", "45", "0", "45"],
    ["", "", "当年累计带动建档立卡贫困户增收（元）", "0", "—", "0"],
]
MONTHLY_LINES = (
    "电子商务进农村综合示范创建月报表（2020年7月）", "填报单位（盖章）：狐狸县商务局",
    "填报日期：2020年8月",
)  # fmt: skip
DISBURSEMENT_LINES = (
    "狐狸县2020年电子商务进农村自评报告", "填报单位：狐狸县商务局", "报告期：2020年7月",
    "表2：资金拨付情况表", "单位：万元",
)  # fmt: skip
DISBURSEMENT_HEADER = ["承办企业名单", "使用方向计划", "计划拨付资金", "实际拨付资金", "拨付率"]
DISBURSEMENT_ROWS = [
    ["甲公司", "公共服务", "60.00", "30.00", "50.00%"],
    ["乙公司", "培训", "40.00", "40.00", "100.00%"],
    ["合  计", "", "100.00", "70.00", "70.00%"],
]


def make_grid(rows: Sequence[Sequence[str | Cell]], sheet: str | None = None, **more) -> Grid:
    """A grid of texts, or of cells that are more than text; rows are padded to one length."""
    width = max(len(row) for row in rows)
    cells = tuple(
        tuple(
            _make_cell(row[at] if at < len(row) else "", sheet, number, at + 1)
            for at in range(width)
        )
        for number, row in enumerate(rows, start=1)
    )
    return Grid(cells, cells[0][0].place, **more)


def _make_cell(given: str | Cell, sheet: str | None, row: int, column: int) -> Cell:
    place = Place(sheet=sheet, table=None if sheet else 1, row=row, column=column)
    if isinstance(given, Cell):
        return replace(given, place=place)
    return Cell(given, place)


def cell(text: str, **more) -> Cell:
    """A cell that is more than text; its place is given by the grid."""
    return Cell(text, Place(), **more)


def make_content(*blocks: str | Grid, kind: str = "docx") -> Content:
    """Paragraphs and grids in their order."""
    made = [
        Paragraph(block, Place(paragraph=at)) if isinstance(block, str) else block
        for at, block in enumerate(blocks, start=1)
    ]
    return Content(tuple(made), kind=kind)


def make_monthly(rows=MONTHLY_ROWS, header=MONTHLY_HEADER, lines=MONTHLY_LINES) -> Content:
    """A monthly form."""
    return make_content(*lines, make_grid([header, *rows]))


def make_disbursement(
    rows=DISBURSEMENT_ROWS, header=DISBURSEMENT_HEADER, lines=DISBURSEMENT_LINES
) -> Content:
    """A disbursement table."""
    return make_content(*lines, make_grid([header, *rows]))


class Desk:
    """A data root with invented places, and what files into it."""

    def __init__(self, folder: Path) -> None:
        self.root = DataRoot(folder)
        self.ingester = Ingester(self.root)

    def file(self, content: Content, name: str = "form.docx", **options) -> Outcome:
        """Files content as that of a file of this name, which holds one document."""
        (outcome,) = self.file_all(content, name, **options)
        return outcome

    def file_all(self, content: Content, name: str = "form.docx", **options) -> list[Outcome]:
        """Files the documents in the content of a file of this name."""
        sha256 = hashlib.sha256(repr((content, name)).encode("utf-8", "replace")).hexdigest()
        return self.ingester.file_content(content, name, sha256, FilingOptions(**options))

    def rows(self, outcome: Outcome, table: str) -> list[dict[str, str]]:
        """The rows of a raw table as filed."""
        return read_rows(self.root.raw / str(outcome.document_id) / f"{table}.csv")

    def readings(self, outcome: Outcome, subject: str) -> list[dict[str, str]]:
        """The machine's readings of a document."""
        return read_rows(self.root.readings / str(outcome.document_id) / f"{subject}.csv")


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def list_reasons(outcome: Outcome) -> str:
    """Locators, reasons and remedies of the findings on a file, as text."""
    return "\n".join(f"{f.locator} {f.reason} {f.remedy}" for f in outcome.findings)


def write_reference(folder: Path) -> None:
    """Reference tables with the shipped labels and indicators and invented places."""
    folder.mkdir(parents=True)
    for name in SHIPPED:
        shutil.copy(PROJECT / "data" / "reference" / f"{name}.csv", folder)
    rows = {"areas": AREAS, "projects": PROJECTS, **{name: [] for name in EMPTIED}}
    for name, table_rows in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([REFERENCE_COLUMNS[name], *table_rows])


@pytest.fixture
def desk(tmp_path) -> Desk:
    """An empty root with invented places."""
    folder = tmp_path / "data"
    write_reference(folder / "reference")
    return Desk(folder)


@pytest.fixture
def briefs(capsys, desk):
    """Calls the command on the root; returns status, stdout, stderr."""

    def call(*arguments) -> tuple[int, str, str]:
        words = [*map(str, arguments), "--data", str(desk.root.root)]
        status = run(lambda: app(words, prog_name="briefs"))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return status, captured.out, captured.err

    return call
