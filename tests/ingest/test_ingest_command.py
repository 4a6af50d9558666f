"""Real files through the command: the same tables from every format, and its exit statuses."""

import os
import shutil
import subprocess

import docx
import pytest

from ..patience import HANG_SECONDS
from .conftest import (
    DISBURSEMENT_HEADER,
    DISBURSEMENT_LINES,
    DISBURSEMENT_ROWS,
    MONTHLY_HEADER,
    MONTHLY_LINES,
    MONTHLY_ROWS,
    read_rows,
)
from .paper import WRITERS, make_paper, write_docx, write_xlsx

LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MONTHLY = make_paper(MONTHLY_LINES, MONTHLY_HEADER, MONTHLY_ROWS)
OFFICE = ("填报单位：狐狸县商务局", "报告期：2020年7月")
PAPERS = {
    "monthly_form": MONTHLY,
    "disbursement": make_paper(
        DISBURSEMENT_LINES,
        DISBURSEMENT_HEADER,
        [*DISBURSEMENT_ROWS[:2], ("合计", *DISBURSEMENT_ROWS[2][1:])],
    ),
    "fund_plan": make_paper(
        ("狐狸县2020年自评报告", *OFFICE, "资金使用计划"),
        ("序号", "名称", "金额（万元）", "资金比例", "资金用途"),
        [
            ("1", "公共服务", "60.5", "60.5%", "建设县级中心，\n改造站点31个"),
            ("2", "培训", "39.5", "39.5%", "培训1200人次"),
            ("合计", "", "100", "100%", ""),
        ],
    ),
    "progress": make_paper(
        ("狐狸县2020年自评报告", *OFFICE, "项目建设进度表"),
        ("序号", "标的内容", "项目要求", "完成情况", "完成百分比"),
        [
            ("1", "公共服务", "建设站点不少于30个", "建成站点31个", "100%"),
            ("2", "公共服务", "网销不少于500笔，或金额不少于1000万元",
             "完成631笔，共1422.5万元", "100%"),
            ("1", "培训", "培训不少于1200人次", "培训960人次", "80%"),
        ],
    ),
    "contracts": make_paper(
        ("狐狸县2020年自评报告", *OFFICE, "合同情况表"),
        ("合同名称", "中标单位", "预算金额（万元）", "合同金额（万元）", "中标日期"),
        [
            ("公共服务", "甲公司", "60", "59.9", "2020年3月5日"),
            ("培训", "乙公司", "40", "39.95", "2020年4月17日"),
        ],
    ),
    "statistics": make_paper(
        ("狐狸县年度统计表", *OFFICE),
        ("指标", "单位", "2018年", "2019年", "同比"),
        [
            ("接待游客", "万人次", "350.25", "393.7", "12.41%"),
            ("旅游收入", "亿元", "21.4", "25.1", "17.29%"),
        ],
    ),
}  # fmt: skip


def file_paper(suffix, kind, briefs, desk, folder):
    """Files a form in one format; the tables and readings that came of it, without their place."""
    path = folder / f"form.{suffix}"
    WRITERS[suffix](path, PAPERS[kind])
    status, _, err = briefs("ingest", path)
    assert status == 0, err
    tables = {}
    for csv_path in sorted(desk.root.root.rglob("*.csv")):
        parts = csv_path.relative_to(desk.root.root).parts
        if "990101-2020-07" in str(csv_path) and csv_path.name != "ingest_findings.csv":
            tables["/".join(parts)] = [
                {name: text for name, text in row.items() if name != "locator"}
                for row in read_rows(csv_path)
            ]
    return tables


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_monthly_form_is_filed_as_printed_from_every_format(suffix, briefs, desk, tmp_path):
    tables = file_paper(suffix, "monthly_form", briefs, desk, tmp_path)
    rows = tables["raw/990101-2020-07-monthly-form/monthly_form.csv"]
    figures = [[row[name] for name in ("area_1", "area_2", "total")] for row in rows]
    assert figures == [row[3:] for row in MONTHLY_ROWS]
    assert [row["number"] for row in rows] == ["1", "2", "2", "2", "3", "4", "4", "5", "5", "5"]


def write_doc(path, paper):
    """A document of Word 97–2003 by LibreOffice; it ends with a paragraph, as all of Word's do."""
    modern = path.with_suffix(".docx")
    write_docx(modern, paper)
    document = docx.Document(modern)
    document.add_paragraph("")
    document.save(modern)
    profile = (path.parent / "profile").as_uri()
    command = [LIBREOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc"]
    subprocess.run(
        [*command, "--outdir", path.parent, modern],
        check=True, capture_output=True, timeout=HANG_SECONDS,
    )  # fmt: skip


@pytest.mark.skipif(LIBREOFFICE is None, reason="needs LibreOffice")
def test_an_old_word_document_is_filed_as_the_new_one_by_the_real_libreoffice(
    briefs, desk, tmp_path, monkeypatch
):
    monkeypatch.setitem(WRITERS, "doc", write_doc)
    tables = file_paper("doc", "monthly_form", briefs, desk, tmp_path)
    rows = tables["raw/990101-2020-07-monthly-form/monthly_form.csv"]
    figures = [[row[name] for name in ("area_1", "area_2", "total")] for row in rows]
    assert figures == [row[3:] for row in MONTHLY_ROWS]


@pytest.mark.parametrize("kind", PAPERS)
def test_every_format_gives_the_same_tables_and_readings(kind, tmp_path, briefs, desk):
    filed = {}
    for suffix in WRITERS:
        filed[suffix] = file_paper(suffix, kind, briefs, desk, tmp_path)
        for folder in (desk.root.raw, desk.root.readings):
            shutil.rmtree(folder, ignore_errors=True)
    assert any(kind in name for name in filed["docx"])
    assert filed == dict.fromkeys(WRITERS, filed["docx"])


def test_one_bad_file_among_good_ones_ends_with_1_and_all_bad_with_2(briefs, tmp_path):
    write_xlsx(tmp_path / "good.xlsx", MONTHLY)
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 cut off")
    status, out, err = briefs("ingest", tmp_path / "good.xlsx", tmp_path / "bad.xlsx")
    assert (status, out) == (1, "1 of 2 files filed, 1 not filed.\n")
    assert "bad.xlsx: not filed." in err
    status, _, err = briefs("ingest", tmp_path / "bad.xlsx")
    assert status == 2


def test_the_same_file_filed_again_changes_nothing_and_ends_with_0(briefs, desk, tmp_path):
    write_xlsx(tmp_path / "form.xlsx", MONTHLY)
    briefs("ingest", tmp_path / "form.xlsx")
    before = {path: path.read_bytes() for path in desk.root.raw.rglob("*") if path.is_file()}
    status, out, err = briefs("ingest", tmp_path / "form.xlsx")
    assert (status, out) == (0, "0 of 1 files filed, 1 already filed.\n")
    assert "nothing changed" in err
    assert before == {p: p.read_bytes() for p in desk.root.raw.rglob("*") if p.is_file()}


def test_a_pipe_in_the_place_of_a_file_is_refused_at_once(briefs, tmp_path):
    os.mkfifo(tmp_path / "form.xlsx")
    status, _, err = briefs("ingest", tmp_path / "form.xlsx")
    assert status == 2
    assert "This is a pipe" in err


def test_a_document_s_name_fits_one_file_only(briefs):
    status, _, err = briefs("ingest", "a.xlsx", "b.xlsx", "--document-id", "x")
    assert status == 2
    assert "one file" in err


@pytest.mark.parametrize("option", [("--county", "123456"), ("--period", "July")])
def test_options_that_are_not_valid_end_with_2(option, briefs):
    status, _, err = briefs("ingest", "a.xlsx", *option)
    assert status == 2
    assert option[1] in err


def test_a_month_s_update_files_builds_and_says_what_is_new(briefs, tmp_path):
    write_docx(tmp_path / "form.docx", MONTHLY)
    status, out, err = briefs("update", tmp_path / "form.docx", "--out", tmp_path / "reports")
    assert status == 0, err
    assert "990101-2020-07-monthly-form: 10 rows" in out
    assert "4 of 4 briefs rendered" in out
    assert (tmp_path / "reports" / "990101.zh.html").is_file()


def test_rows_of_reference_tables_that_cannot_be_used_are_told(briefs, desk, tmp_path):
    path = desk.root.reference / "areas.csv"
    path.write_text(path.read_text("utf-8").replace("county,狐狸县", "countty,狐狸县"), "utf-8")
    file = tmp_path / "form.xlsx"
    write_xlsx(file, MONTHLY)
    status, _, err = briefs("ingest", file)
    assert status == 2
    assert "reference/areas.csv row 4, level: level is 'countty'; it must be one of" in err
