import io

import pytest
from pdfplumber.utils.exceptions import PdfminerException
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from analysis.ingest.content import Cell, Content, Paragraph, Place
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.parsing import parse
from analysis.ingest.readers import pdf
from analysis.ingest.readers.page_lines import join_lines
from tests.ingest import made_files as made

from .bad_files.makers import make_scan


def read(content: bytes) -> Content:
    return parse(content, ".pdf", Limits())


def test_lines_and_tables_are_ordered_from_top_to_bottom():
    title, grid, date = read(made.make_pdf()).blocks
    assert (title.text, title.place) == ("云山县电子商务月报表", Place(page=1))
    assert [[cell.text for cell in row] for row in grid.rows] == [list(row) for row in made.FORM]
    assert grid.rows[1][2].place == Place(page=1, table=1, row=2, column=3)
    assert isinstance(date, Paragraph)


def test_each_page_has_its_own_grid():
    assert [grid.place.page for grid in read(made.make_pdf(pages=2)).grids] == [1, 2]


def test_covered_slots_refer_to_the_first_slot_of_their_cell():
    spans = [("SPAN", (0, 0), (1, 1))]
    (grid,) = read(
        made.make_pdf([["甲", "", "1"], ["", "", "2"], ["3", "4", "5"]], spans=spans)
    ).grids
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["甲", "", "1"],
        ["", "", "2"],
        ["3", "4", "5"],
    ]
    origin = Place(page=1, table=1, row=1, column=1)
    assert [grid.rows[r][c].merged_from for r, c in ((0, 1), (1, 0), (1, 1))] == [origin] * 3


def test_a_line_break_in_a_cell_is_kept():
    (grid,) = read(made.make_pdf([["资金\n（万元）", "1"], ["b", "2"]])).grids
    assert grid.rows[0][0].text == "资金\n（万元）"


def make_prose(*lines: tuple[float, str]) -> bytes:
    """A page of lines, each with its indent."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 400), invariant=True)
    canvas.setFont("STSong-Light", 10)
    for number, (indent, text) in enumerate(lines):
        canvas.drawString(50 + indent, 350 - 15 * number, text)
    canvas.save()
    return buffer.getvalue()


def test_a_figure_broken_over_two_lines_is_joined():
    full_line = "云山县接待游客人次数据如下所示累计接待游客达到11"
    content = read(make_prose((20, full_line[2:]), (0, "57.55万人次。"), (20, "次年情况良好。")))
    assert [block.text for block in content.blocks] == [
        f"{full_line[2:]}57.55万人次。",
        "次年情况良好。",
    ]


def test_short_lines_are_paragraphs_of_their_own():
    lines = ((0, "一、项目名称"), (0, "云山县电子商务进农村综合示范项目建设情况"), (0, "完"))
    content = read(make_prose(*lines))
    assert [block.text for block in content.blocks] == [text for _, text in lines]


def test_characters_printed_twice_to_look_bold_are_read_once():
    assert [block.text for block in read(make_bold("合计11")).blocks] == ["合计11"]


def make_bold(text: str) -> bytes:
    """A page with a text printed twice, slightly displaced."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 400), invariant=True)
    canvas.setFont("STSong-Light", 10)
    for shift in (0, 0.3):
        canvas.drawString(50 + shift, 350, text)
    canvas.save()
    return buffer.getvalue()


def test_words_in_latin_letters_are_joined_with_a_space():
    lines = [
        {"text": text, "x0": 50.0, "x1": 390.0, "top": top, "bottom": top + 10.0}
        for text, top in (("county", 10.0), ("brief", 22.0))
    ]
    assert join_lines(lines, 400.0) == [(10.0, "county brief")]


def test_a_page_that_is_a_picture_is_reported_beside_pages_with_text():
    writer = PdfWriter()
    for content in (made.make_pdf(), make_scan()):
        writer.append(PdfReader(io.BytesIO(content)))
    buffer = io.BytesIO()
    writer.write(buffer)
    content = read(buffer.getvalue())
    assert len(list(content.grids)) == 1
    assert [(remark.code, remark.place.page) for remark in content.remarks] == [("picture-page", 2)]


def test_a_pdf_with_a_wrong_declared_number_of_pages_is_read():
    count = b"/Count 1"
    content = made.make_pdf()
    assert content.count(count) == 1
    assert list(read(content.replace(count, b"/Count x")).grids)


def test_running_out_of_memory_is_not_reported_as_damage(monkeypatch):
    def fail(*arguments: object, **options: object) -> None:
        raise PdfminerException(MemoryError())

    monkeypatch.setattr(pdf.pdfplumber, "open", fail)
    with pytest.raises(MemoryError):
        read(made.make_pdf())


def test_a_slot_without_a_cell_is_blank():
    # One ruled cell to the right of the first row; below it nothing is ruled.
    assert pdf._make_cell(None, 1, 2, page=3, table=1) == Cell(
        "", Place(page=3, table=1, row=2, column=3)
    )
