"""A county is added by a few rows; a wrong row of one stops the brief of no other county."""

import re

import pytest
from openpyxl import Workbook

from analysis.cli import app
from analysis.commands.exit_status import run

PROVINCE, CITY, COUNTY, OTHER = "990000", "990100", "990121", "990122"
AREAS = (
    "county_code,level,name_zh,name_en,parent_code,former_codes,former_names\n"
    f"{PROVINCE},province,云岭省,Yunling Province,,,\n"
    f"{CITY},city,狐影市,Huying City,{PROVINCE},,\n"
    f"{COUNTY},county,狐岭县,,{CITY},,\n"
    f"{OTHER},county,鹤影土家族自治县,,{CITY},,\n"
)
PROJECTS = (
    "project_id,county_code,level,year,title_zh,title_en,start_date,end_date,note\n"
    f"{COUNTY}-nation-2021,{COUNTY},nation,2021,狐岭县电子商务进农村综合示范项目,,,,\n"
    f"{OTHER}-nation-2021,{OTHER},nation,2021,鹤影县电子商务进农村综合示范项目,,,,\n"
)
INDICATORS = (
    "indicator_id,name_zh,name_en,unit,topic,direction,accumulates,part_of_indicator,subset_of,"
    "weight,numerator_indicator,denominator_indicator,month_indicator,innocent,note\n"
    "fox_bookshops,狐狸书店数,,count,targets,more,since_start,,,,,,,,\n"
)
LABELS = "form_kind,label,meaning\nmonthly_form,狐狸书店数量,fox_bookshops\n"
APPROPRIATIONS = "project_id,funds_source,figure,note\n"


def write_workbook(path, rows):
    """A workbook with one sheet."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)


def write_forms(folder, name):
    """A monthly form and a fund table of one county."""
    write_workbook(
        folder / f"{name}-month.xlsx",
        [["电子商务进农村综合示范创建月报表（2022年7月）"], [f"填报单位（盖章）：{name}商务局"],
         ["填报日期：2022年8月"], ["序号", "项目", "", name, "合计"],
         ["1", "县级电商服务中心数量（个）", "", "1", "1"],
         ["3", "村级电商服务站建设", "累计建设数量（个）", "31", "31"],
         ["4", "狐狸书店数量（个）", "", "3", "3"]],
    )  # fmt: skip
    write_workbook(
        folder / f"{name}-funds.xlsx",
        [[f"{name}2022年电子商务进农村自评报告"], [f"填报单位：{name}商务局"],
         ["报告期：2022年6月"], ["资金拨付情况表"], ["单位：万元"],
         ["承办企业名单", "使用方向计划", "计划拨付资金", "实际拨付资金", "拨付率"],
         ["甲公司", "公共服务", "60.00", "30.00", "50.00%"],
         ["合  计", "", "60.00", "30.00", "50.00%"]],
    )  # fmt: skip


@pytest.fixture
def root(tmp_path):
    """A data root with what differs from the shipped tables, and files of two counties."""
    folder = tmp_path / "data"
    (folder / "reference").mkdir(parents=True)
    (folder / "reference" / "areas.csv").write_text(AREAS, "utf-8")
    (folder / "reference" / "projects.csv").write_text(PROJECTS, "utf-8")
    (folder / "reference" / "indicators.csv").write_text(INDICATORS, "utf-8")
    (folder / "reference" / "labels.csv").write_text(LABELS, "utf-8")
    for name in ("狐岭县", "鹤影土家族自治县"):
        write_forms(tmp_path, name)
    return folder


@pytest.fixture
def briefs(root, capsys):
    """Calls the command on the root; returns status, stdout, stderr."""

    def call(*arguments):
        words = [*map(str, arguments), "--data", str(root)]
        status = run(lambda: app(words, prog_name="briefs"))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return status, captured.out, captured.err

    return call


def read_text(page):
    """The text of a page without its tags."""
    return re.sub(r"<[^>]*>", " ", page.read_text("utf-8"))


def test_counties_of_a_few_rows_are_filed_checked_and_rendered(briefs, root, tmp_path):
    assert briefs("ingest", *sorted(tmp_path.glob("*.xlsx")))[0] == 0
    status, out, _ = briefs("check")
    assert (status, "error" in out) == (0, False)
    out_folder = tmp_path / "out"
    status, out, err = briefs("render", "--all", "--out", out_folder)
    assert status == 0, err
    assert "4 of 4 briefs rendered" in out
    chinese, english = (
        read_text(out_folder / f"{COUNTY}.{language}.html") for language in ("zh", "en")
    )
    assert "狐岭县" in chinese
    assert "County 990121" in english
    assert "Autonomous County 990122" in read_text(out_folder / f"{OTHER}.en.html")
    assert all("50.00%" in text for text in (chinese, english))
    # Without a name in English, what the table and the documents say stands in Chinese.
    assert all("狐狸书店数" in text and "甲公司" in text for text in (chinese, english))


@pytest.mark.parametrize(
    ("table", "old", "new", "place"),
    [
        ("projects", f"{OTHER},nation", f"{OTHER},nattion", "projects.csv row 3, level"),
        ("areas", "county,鹤影", "countty,鹤影", "areas.csv row 5, level"),
        ("appropriations", "", f"{OTHER}-nation-2021,central,20000000,typed\n",
         "appropriations.csv row 2, figure"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told_and_stops_the_brief_of_no_other_county(
    briefs, root, tmp_path, table, old, new, place
):
    assert briefs("ingest", *sorted(tmp_path.glob("*.xlsx")))[0] == 0
    text = {"projects": PROJECTS, "areas": AREAS, "appropriations": APPROPRIATIONS}[table]
    changed = text.replace(old, new) if old else text + new
    (root / "reference" / f"{table}.csv").write_text(changed, "utf-8")
    status, out, err = briefs("check", OTHER)
    assert status == 1
    assert f"reference/{place}" in out + err, (out, err)
    assert briefs("check", COUNTY)[0] == 0
    out_folder = tmp_path / "out"
    status, out, err = briefs("render", "--all", "--language", "zh", "--out", out_folder)
    assert status == 1
    assert "2份简报中已生成1份、失败1份" in out
    assert (out_folder / f"{COUNTY}.zh.html").is_file()
    assert not (out_folder / f"{OTHER}.zh.html").is_file()
    assert OTHER in err
    assert f"reference/{place}" in briefs("list")[1]
    (root / "reference" / f"{table}.csv").write_text(text, "utf-8")
    assert briefs("render", "--all", "--language", "zh", "--out", out_folder)[0] == 0
