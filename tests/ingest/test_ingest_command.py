"""Real files through the command: the same tables from every format, and its exit statuses."""

import csv

import docx
import openpyxl
import pytest

from analysis.cli import app
from analysis.endings import run
from analysis.ingest.templates import HEADER_ROW, write_template

from .conftest import (
    MONTHLY_LINES,
    MONTHLY_ROWS,
    read_rows,
)

HEADER = ["序号", "项目", "", "狐狸县", "獾子区", "合计"]


@pytest.fixture
def briefs(capsys):
    """Calls the command; returns status, stdout, stderr."""

    def call(*arguments):
        status = run(lambda: app([str(each) for each in arguments], prog_name="briefs"))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return call


def write_xlsx(path, rows=MONTHLY_ROWS):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "7月"
    for line in MONTHLY_LINES:
        sheet.append([line])
    sheet.append(HEADER)
    for row in rows:
        sheet.append([float(text) if text.replace(".", "").isdigit() else text for text in row])
    for at in range(1, len(MONTHLY_LINES) + 1):
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=6)
    sheet.merge_cells("B4:C4")
    sheet.merge_cells("A6:A8")
    sheet.merge_cells("B6:B8")
    sheet.merge_cells("B5:C5")
    book.save(path)


def write_docx(path):
    document = docx.Document()
    for line in MONTHLY_LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=6)
    for row in [HEADER, *MONTHLY_ROWS]:
        for target, text in zip(table.add_row().cells, row, strict=True):
            target.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document.save(path)


def write_csv(path, encoding="gb18030"):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([[line] + [""] * 5 for line in MONTHLY_LINES] + [HEADER] + (
            MONTHLY_ROWS))  # fmt: skip


WRITERS = {"xlsx": write_xlsx, "docx": write_docx, "csv": write_csv}


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_format_gives_the_same_table(suffix, briefs, desk, tmp_path):
    path = tmp_path / f"form.{suffix}"
    WRITERS[suffix](path)
    status, _, err = briefs("ingest", path, "--data", desk.root.root)
    assert status == 0, err
    rows = read_rows(desk.root.raw / "990101-2020-07-monthly-form" / "monthly_form.csv")
    figures = [[row[name] for name in ("area_1", "area_2", "total")] for row in rows]
    assert figures == [row[3:] for row in MONTHLY_ROWS]
    assert [row["number"] for row in rows] == ["1", "2", "2", "2", "3", "4", "4", "5", "5", "5"]


def test_one_bad_file_among_good_ones_ends_with_1_and_all_bad_with_2(briefs, desk, tmp_path):
    write_xlsx(tmp_path / "good.xlsx")
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 cut off")
    status, out, err = briefs(
        "ingest", tmp_path / "good.xlsx", tmp_path / "bad.xlsx", "--data", desk.root.root
    )
    assert (status, out) == (1, "1 of 2 files filed, 1 not filed.\n")
    assert "bad.xlsx: not filed." in err
    status, _, err = briefs("ingest", tmp_path / "bad.xlsx", "--data", desk.root.root)
    assert status == 2


def test_a_document_s_name_fits_one_file_only(briefs, desk, tmp_path):
    status, _, err = briefs(
        "ingest", "a.xlsx", "b.xlsx", "--document-id", "x", "--data", desk.root.root
    )
    assert status == 2
    assert "one file" in err


@pytest.mark.parametrize("option", [("--county", "123456"), ("--period", "July")])
def test_wishes_that_cannot_be_met_end_with_2(option, briefs, desk, tmp_path):
    status, _, err = briefs("ingest", "a.xlsx", *option, "--data", desk.root.root)
    assert status == 2
    assert option[1] in err


def test_a_filled_workbook_comes_back_through_the_command(briefs, desk, tmp_path):
    path = tmp_path / "form.xlsx"
    write_template("monthly_form", path, desk.root)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet.cell(2, 2).value, sheet.cell(3, 4).value = "狐狸县商务局", "2020年7月"
    for row in range(HEADER_ROW + 1, HEADER_ROW + 11):
        sheet.cell(row, 4).value = 7 if sheet.cell(row, 3).value != "%" else "24.08%"
    book.save(path)
    status, _, err = briefs("ingest", path, "--data", desk.root.root)
    assert status == 0, err
    rows = read_rows(desk.root.raw / "990101-2020-07-monthly-form" / "monthly_form.csv")
    assert len(rows) == 10
    assert {row["area_1"] for row in rows} == {"7", "24.08%"}


def test_a_month_s_update_files_builds_and_says_what_is_new(briefs, desk, tmp_path):
    write_docx(tmp_path / "form.docx")
    status, out, err = briefs(
        "update", tmp_path / "form.docx", "--data", desk.root.root, "--out", tmp_path / "reports"
    )
    assert status == 0, err
    assert "990101-2020-07-monthly-form: 10 rows" in out
    assert "Briefs rendered: 990101, 990102." in out
    assert (tmp_path / "reports" / "990101.zh.html").is_file()


def test_candidates_are_listed_accepted_and_rejected(briefs, desk, tmp_path):
    (tmp_path / "report.txt").write_text(
        "狐狸县2020年7月工作推进情况\n\n全县总人口41.5万人。2019年，接待游客350.25万人次，同比增长12.4%。\n\n"
        "2020年8月5日\n", encoding="utf-8",
    )  # fmt: skip
    data = ("--data", desk.root.root)
    status, _, err = briefs("ingest", tmp_path / "report.txt", *data)
    assert status == 0, err
    name = "990101-2020-07-progress-report"
    status, out, _ = briefs("candidates", "list", *data)
    assert "350.25万人次" in out
    assert briefs("candidates", *data)[1] == out
    assert briefs("candidates", "accept", f"{name}:2", *data)[:2] == (
        0, "1 accepted, 0 were so before.\n",
    )  # fmt: skip
    assert briefs("candidates", "reject", f"{name}:1", *data)[0] == 0
    assert briefs("candidates", "list", *data)[1] == "No candidates.\n"
    assert briefs("candidates", "accept", "nothing:1", *data)[0] == 2
