"""Counties that no table was edited for, appropriations that point nowhere.

A file in an empty data root is a document of the county that it names, with the project that its
title names, else a provisional one; `briefs county` states what papers leave open.
"""

import csv
import re
import shutil

import pytest

from analysis.build.build import compute_tables
from analysis.cli import app
from analysis.commands.exit_status import run
from analysis.paths import DataRoot
from tests.papers.grids import make_table
from tests.papers.writers import write_paper

FORMATS = ("xlsx", "xls", "ods", "docx", "pdf", "csv", "txt")
ROWS = [
    ["承办单位", "使用方向", "计划拨付资金（万元）", "实际拨付资金（万元）"],
    ["甲公司", "农产品上行", "1000", "425"],
    ["乙公司", "公共服务体系", "700", "300"],
    ["合计", "", "1700", "725"],
]
NOTHING = "资金拨付情况表"
# Counties of three provinces; none has a row in projects.csv.
COUNTIES = {"互助县": "630223", "道真县": "520325", "漠河市": "232701"}


@pytest.fixture
def briefs(capsys, tmp_path):
    """Calls the command on a data root that is not there yet; returns status, stdout, stderr."""

    def call(*arguments):
        words = [*map(str, arguments), "--data", str(tmp_path / "data")]
        status = run(lambda: app(words, prog_name="briefs"))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return status, captured.out, captured.err

    return call


def write_file(folder, title, kind="csv", county="互助县", name="paper"):
    """A fund table of a county, with a title, in a format."""
    lines = [title, f"填报单位：{county}商务局", "填报日期：2022年6月30日", "报告期：2022年6月"]
    part = make_table({"lines": lines, "grid": ROWS}, "paper")
    path = folder / f"{name}.{kind}"
    path.write_bytes(write_paper([part], kind))
    return path


@pytest.fixture(scope="module")
def filed(tmp_path_factory):
    """A data root with one document of a county, whose title does not name its project in full."""
    folder = tmp_path_factory.mktemp("filed")
    path = write_file(folder, f"互助县电商进农村{NOTHING}")
    words = ["ingest", str(path), "--data", str(folder / "data")]
    assert run(lambda: app(words, prog_name="briefs")) == 0
    return folder / "data"


@pytest.fixture
def copied(filed, tmp_path):
    """A copy of that data root."""
    shutil.copytree(filed, tmp_path / "data")


def build(tmp_path):
    """The tables of the data root."""
    return compute_tables(DataRoot(tmp_path / "data"))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_of_a_county_that_nobody_set_up_has_a_provisional_project(briefs, tmp_path, kind):
    path = write_file(tmp_path, f"互助县电商进农村{NOTHING}", kind)
    status, _, err = briefs("ingest", path)
    assert status == 0, err
    result = build(tmp_path)
    assert set(result.tables["budget"]["project_id"]) == {"630223-provisional"}
    (finding,) = result.findings.to_dict("records")
    assert finding["severity"] == "warning"
    assert "briefs county 630223 --programme 电子商务进农村综合示范" in finding["remedy"]


@pytest.mark.parametrize(
    ("county", "title", "project"),
    [
        ("互助县", "互助县2021年国家级电子商务进农村综合示范项目", "630223-nation-2021"),
        ("道真县", "道真县2020年省级电商进农村示范项目", "520325-province-2020"),
        ("漠河市", "漠河市2019年国家电子商务进农村综合示范项目", "232701-nation-2019"),
        ("漠河市", "漠河市2022年中央财政衔接资金项目",
         "232701-rural-revitalisation-nation-2022"),
        ("道真县", "道真县电商进农村项目", "520325-provisional"),
        ("道真县", "道真县省级电商进农村项目", "520325-province-provisional"),
        ("互助县", "互助县2022年电子商务进农村综合示范项目", "630223-2022-provisional"),
    ],
)  # fmt: skip
def test_the_project_is_the_one_that_the_title_names(briefs, tmp_path, county, title, project):
    path = write_file(tmp_path, title + NOTHING, county=county)
    assert briefs("ingest", path)[0] == 0
    tables = build(tmp_path).tables
    assert set(tables["budget"]["project_id"]) == {project}
    assert set(tables["budget"]["county_code"]) == {COUNTIES[county]}


def test_one_command_makes_a_brief_that_says_that_its_project_is_provisional(briefs, tmp_path):
    path, out = write_file(tmp_path, f"互助县电商进农村{NOTHING}"), tmp_path / "out"
    status, _, err = briefs("update", path, "--out", out)
    assert status == 0, err
    chinese, english = ((out / f"630223.{one}.html").read_text("utf-8") for one in ("zh", "en"))
    assert "项目为暂定" in chinese
    assert "The project is provisional" in english
    assert "42.65%" in chinese  # 725 ÷ 1700

    status, said, err = briefs(
        "county", "互助县", "--level", "国家级", "--year", "2021", "--fund", "2000.00万元"
    )
    assert status == 0, err
    assert "fund, Central government: 2000.00万元 (entered by the user on " in said
    assert "Nothing new" in briefs(
        "county", "互助县", "--level", "nation", "--year", "2021", "--fund", "2000.00 万元"
    )[1]  # fmt: skip
    status, _, err = briefs("render", "互助县", "--out", out)
    assert status == 0, err
    chinese, english = ((out / f"630223.{one}.html").read_text("utf-8") for one in ("zh", "en"))
    assert "项目为暂定" not in chinese
    assert re.search(r">2000\.00</td>\s*<td[^>]*>\s*\d{4}年\d+月\d+日由用户填报", chinese)
    assert "entered by the user on" in english
    assert "36.25%" in chinese  # 725 ÷ 2000


def test_a_typed_amount_is_a_denominator_as_others_are(briefs, tmp_path):
    assert (
        briefs("ingest", write_file(tmp_path, f"互助县2021年国家级电商进农村项目{NOTHING}"))[0] == 0
    )
    assert briefs("county", "630223", "--fund", "20000000")[0] == 0
    tables = build(tmp_path).tables
    (fund,) = tables["appropriations"].to_dict("records")
    assert (fund["project_id"], fund["appropriation_cny"]) == ("630223-nation-2021", 20_000_000)
    figure = tables["figures"].set_index("figure").loc[fund["figure"]]
    assert (figure["printed"], bool(figure["is_exact"])) == ("20000000", True)
    assert set(tables["documents"]["document_id"]).isdisjoint({"entered-630223"})


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fund", "viel"], "500万元 or 5000000"),
        (["--level", "镇级"], "nation, province, city, county"),
        (["--fund", "5", "--source", "银行"], "central, province, city, county, social, own"),
        (["--source", "省级"], "give --fund AMOUNT"),
        (["--fund", "5"], "add --level LEVEL and --year YEAR"),
        (["--level", "nation", "--year", "21"], "four digits"),
        (["--start", "2021", "--level", "nation", "--year", "2021"], "a date such as 2020-07-31"),
    ],
)
def test_what_cannot_be_entered_is_refused_and_nothing_is_written(briefs, tmp_path, options, said):
    status, _, err = briefs("county", "互助县", *options)
    assert status == 2
    assert said in err
    assert not (tmp_path / "data" / "reference").exists()


@pytest.mark.parametrize("name", ["630223", "632126", "互助县", "互助土族自治县", "Huzhu"])
def test_a_county_is_named_by_code_name_short_name_or_pinyin(briefs, name):
    status, said, err = briefs("county", name)
    assert status == 0, err
    assert said.startswith("630223 互助土族自治县")
    assert "No project, and no document filed." in said


def test_a_name_of_several_counties_names_them(briefs):
    status, _, err = briefs("county", "朝阳区")
    assert status == 2
    assert "110105 北京市朝阳区" in err
    assert "220104" in err


def write_projects(tmp_path, *ids):
    """Rows of projects.csv of the data root's own."""
    path = tmp_path / "data" / "reference" / "projects.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    names = "project_id,county_code,level,year,title_zh,title_en,start_date,end_date,note"
    rows = [f"{one},{one[:6]},{one.split('-')[1]},{one.split('-')[2]},题,,,," for one in ids]
    path.write_text("\n".join([names, *rows, ""]), "utf-8")


def test_a_county_that_is_left_out_is_named_with_the_row_to_add(briefs, tmp_path):
    write_projects(tmp_path, "630223-nation-2021", "630223-province-2019")
    path, out = write_file(tmp_path, f"互助县电商进农村{NOTHING}"), tmp_path / "out"
    status, said, err = briefs("update", path, "--out", out)
    assert status == 1
    row = r"630223-2022-06-[a-z-]+,disbursement,630223-nation-2021,,,"
    calls = {"update": (status, said, err)}
    for call in (["list"], ["check"], ["render", "630223", "--out", out]):
        calls[call[0]] = briefs(*call)
    for name, (status, said, _) in calls.items():
        assert status == 1, name
        assert "630223 has 2 projects in projects.csv" in said, name
        assert re.search(row, said), name


def test_the_title_tells_which_of_several_projects_is_meant(briefs, tmp_path):
    write_projects(tmp_path, "630223-nation-2021", "630223-province-2019")
    assert briefs("ingest", write_file(tmp_path, f"互助县省级电商进农村项目{NOTHING}"))[0] == 0
    assert set(build(tmp_path).tables["budget"]["project_id"]) == {"630223-province-2019"}


def test_an_empty_root_is_told_what_to_do(briefs, tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    status, said, _ = briefs("list")
    assert status == 0
    assert "briefs ingest FILE" in said


def test_a_document_of_an_area_that_is_not_known_is_named_by_list(copied, briefs, tmp_path):
    (record,) = (tmp_path / "data" / "raw").glob("*/document.yml")
    record.write_text(record.read_text("utf-8").replace("630223'", "990199'"), "utf-8")
    status, said, err = briefs("list")
    assert status == 1
    assert "990199" in said + err
    assert "Add its row to reference/areas.csv" in said


@pytest.mark.parametrize(
    ("source", "figure", "more", "said"),
    [
        ("central", "20000000", "", "it must be a figure"),
        ("nation", "DOC/disbursement/r1/planned", "", "it must be one of central"),
        ("central", "DOC/disbursement/nosuchrow/planned", "", "is no figure of that document"),
        ("central", "DOC/nosuchtable/r1/planned", "", "is no figure of that document"),
        ("central", "DOC/disbursement/r1/nosuchcolumn", "", "is no figure of that document"),
        ("central", "no-document/disbursement/r1/planned", "", "no document no-document is filed"),
        ("central", "", "", "figure is blank"),
        ("central", "", ",500吨,2026-11-27", "an amount in yuan"),
        ("central", "", ",500万元,", "entered_date is blank"),
        ("central", "", ",500万元,gestern", "it must be a date"),
        (
            "central",
            "DOC/disbursement/r1/planned",
            ",500万元,2026-11-27",
            "a row has one of the two",
        ),
    ],
)
def test_an_appropriation_that_points_nowhere_is_an_error(
    copied, briefs, tmp_path, source, figure, more, said
):
    write_projects(tmp_path, "630223-nation-2021")
    (document,) = [path.name for path in (tmp_path / "data" / "raw").iterdir()]
    head = "project_id,funds_source,figure,note" + (",amount,entered_date" if more else "")
    row = f"630223-nation-2021,{source},{figure.replace('DOC', document)},{more}"
    path = tmp_path / "data" / "reference" / "appropriations.csv"
    path.write_text(f"{head}\n{row}\n", "utf-8")
    status, out, _ = briefs("check")
    assert status == 1
    assert said in out
    assert "appropriations.csv row 2" in out


def test_an_overlay_of_some_tables_keeps_all_others(briefs, tmp_path):
    write_projects(tmp_path, "520325-nation-2021")
    for name, county in enumerate(("互助县", "道真县")):
        path = write_file(tmp_path, f"{county}电商进农村{NOTHING}", county=county, name=str(name))
        assert briefs("ingest", path)[0] == 0
    projects = build(tmp_path).tables["budget"].groupby("county_code")["project_id"].first()
    assert projects.to_dict() == {"520325": "520325-nation-2021", "630223": "630223-provisional"}


def test_the_county_s_page_of_facts_lists_what_is_left_out(copied, briefs, tmp_path):
    write_projects(tmp_path, "630223-nation-2021", "630223-province-2019")
    status, said, _ = briefs("county", "Huzhu")
    assert status == 0
    assert "left out" in said
    assert "630223 has 2 projects" in said
    with (tmp_path / "data" / "reference" / "projects.csv").open(encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 3
