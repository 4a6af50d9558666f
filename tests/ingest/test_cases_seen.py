"""What a page shows, from file to filed figures, with an invented county."""

import functools

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.ingest import made_files as made
from tests.ingest.conftest import read_rows
from tests.ingest.seen.containers import RC4, make_protected_xls

LINES = (
    "电子商务进农村综合示范创建月报表",
    "填报单位：狐狸县商务局",
    "填报日期：2022年6月3日  报告期：2022年5月",
)
HEADER = ("序号", "项目", "单位", "数值")
ROWS = {
    "county_service_centres": ("1", "县级电商服务中心数量", "个", "3"),
    "funds_used_month": ("2", "省级财政专项资金使用情况/当月使用资金", "元", "125000"),
    "service_stations": ("5", "村级电商服务站建设/累计建设数量", "个", "137"),
    "training_sessions_year": ("6", "电商人才培养/当年累计培训场次", "个", "26"),
}  # fmt: skip
SHOWN = {name: row[3] for name, row in ROWS.items()}
STRIKE, RAISED = InlineFont(strike=True), InlineFont(vertAlign="superscript")


@pytest.fixture
def file_form(briefs, desk, tmp_path):
    """Files a monthly form; returns its figures by row, and what the user is told."""

    def call(name: str, content: bytes) -> tuple[dict[str, str], str, int]:
        path = tmp_path / name
        path.write_bytes(content)
        status, out, err = briefs("ingest", path)
        tables = list(desk.root.raw.glob("*/monthly_form.csv"))
        rows = read_rows(tables[0]) if tables else []
        return {row["row_id"]: row["area_1"] for row in rows}, out + err, status

    return call


def make_book(**cells: object) -> bytes:
    """A workbook with the form, in which cells are replaced."""
    book = openpyxl.Workbook()
    for line in LINES:
        book.active.append([line])
    for row in (HEADER, *ROWS.values()):
        book.active.append(list(row))
    for place, value in cells.items():
        book.active[place] = value
    return made.save_workbook(book)


def make_document(*, is_framed: bool = False) -> docx.document.Document:
    """A Word document with the form, in a frame or not."""
    document = docx.Document()
    holder = document.add_table(1, 1).cell(0, 0) if is_framed else document
    for line in LINES:
        holder.add_paragraph(line)
    table = holder.add_table(len(ROWS) + 1, len(HEADER))
    for cells, row in zip(table.rows, (HEADER, *ROWS.values()), strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    return document


def make_csv(separator: str, encoding: str, *, is_quoted: bool = False) -> bytes:
    """A CSV file with the form and an amount with a comma."""
    rows = [[line, "", "", ""] for line in LINES] + [list(HEADER), *map(list, ROWS.values())]
    rows[5][3] = '"125,000.50"' if is_quoted else "125,000.50"
    return "".join(f"{separator.join(row)}\r\n" for row in rows).encode(encoding)


def test_a_password_of_an_old_workbook_is_named(file_form):
    content = make_protected_xls("Workbook", 0x0600, RC4)
    figures, said, status = file_form("form.xls", content)
    assert (figures, status) == ({}, 2)
    assert "The file is protected by a password." in said


def test_parts_of_texts_are_read_as_they_are_seen(file_form):
    content = make_book(
        D5=CellRichText(TextBlock(STRIKE, "8"), "3"), D7=CellRichText("137", TextBlock(RAISED, "2"))
    )
    figures, said, status = file_form("form.xlsx", content)
    assert (figures, status) == (SHOWN, 0)
    assert "'8' is struck out" in said and "'2' is raised" in said


def test_hidden_and_struck_digits_of_a_document_are_left_out(file_form):
    document = make_document()
    cells = [row.cells[3].paragraphs[0] for row in document.tables[0].rows]
    cells[1].insert_paragraph_before("8").runs[0].font.strike = True
    cells[1]._p.getprevious().append(cells[1].runs[0]._r)
    cells[1]._p.getparent().remove(cells[1]._p)
    cells[3].add_run("9").font.hidden = True
    cells[4].add_run("2").font.superscript = True
    figures, said, status = file_form("form.docx", made.save_document(document))
    assert (figures, status) == (SHOWN, 0)
    assert "struck out" in said and "hidden" in said and "raised" in said


def test_two_figures_in_a_cell_leave_it_blank_with_a_warning(file_form):
    figures, said, status = file_form("form.xlsx", make_book(D7="137\n26", D8="26 31"))
    assert status == 0
    assert figures == SHOWN | {"service_stations": "", "training_sessions_year": ""}
    assert "several figures (137 and 26)" in said and "'26 31' is not read" in said


@pytest.mark.parametrize(
    "make",
    [
        functools.partial(make_csv, ";", "utf-8-sig"),
        functools.partial(make_csv, "\t", "gb18030"),
        functools.partial(make_csv, "\t", "utf-16", is_quoted=True),
    ],
)
def test_an_amount_with_a_comma_does_not_change_the_separator(file_form, make):
    figures, _, status = file_form("form.csv", make())
    assert (figures, status) == (SHOWN | {"funds_used_month": "125,000.50"}, 0)


def test_a_form_in_a_frame_is_read(file_form):
    content = made.save_document(make_document(is_framed=True))
    figures, _, status = file_form("form.docx", content)
    assert (figures, status) == (SHOWN, 0)
