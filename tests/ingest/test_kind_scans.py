"""Scanned pages and photographs: what is read is proposed with confidence, crop and check.

The pages are drawn here, turned and with noise. What needs the engine is skipped where the extra
``ocr`` is missing; the rest, such as the checks by sums and the limits, runs everywhere.
"""

import importlib.util
import io
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from analysis.ingest.content import Content, ScannedText, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.filing.candidates import accept, load_candidates
from analysis.ingest.process.parsing import parse
from analysis.ingest.process.wire import pack_content, unpack
from analysis.ingest.readers import recognition
from analysis.ingest.readers.recognition import TextBox
from analysis.ingest.readings.scan_tables import list_figures
from analysis.ingest.readings.table_sums import check_figures
from analysis.ingest.words.title_periods import read_period

from . import made_files as made
from .conftest import COUNTY, make_content, make_grid
from .drawn_pages import DrawnPage

NEEDS_ENGINE = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("rapidocr", "onnxruntime"))),
    reason="the extra `ocr` is not installed: pip install -e '.[ocr]'",
)
HEADER = ("承办单位", "使用方向", "计划拨付资金", "实际拨付资金", "拨付率")
ROWS = (
    ("甲公司", "农产品上行", "1000.50", "425.21", "42.50%"),
    ("乙公司", "公共服务体系", "700.25", "300", "42.84%"),
    ("合计", "", "1700.75", "725.21", "42.64%"),
)
TABLE = (HEADER, *ROWS)
WIDTHS = (60, 90, 80, 80, 60)
SMALL = (430, 220)


def draw(**more) -> DrawnPage:
    page = DrawnPage(size=SMALL, top=30, **more)
    page.line("狐狸县电子商务资金拨付情况表", 120).line("填报单位：狐狸县商务局")
    return page.line("填报日期：2020年7月31日").line("单位：万元", 350)


def draw_table(**more) -> DrawnPage:
    return draw(**more).table(TABLE, WIDTHS, 30)


def list_rows(content: Content) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in content.scanned if hasattr(block, "rows")
    ]  # fmt: skip


@pytest.fixture(scope="module")
def scan() -> Content:
    """A scanned table as read, without any network."""

    def refuse(*_arguments, **_options):
        raise AssertionError("the network was used")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        return parse(draw_table().save(), ".png", Limits())


@NEEDS_ENGINE
def test_ruled_lines_give_the_cells_and_figures_stay_out_of_the_text(scan):
    assert list_rows(scan) == [[list(row) for row in TABLE]]
    assert scan.blocks == ()
    assert [remark.code for remark in scan.remarks] == ["scan"]


@NEEDS_ENGINE
def test_each_figure_has_a_picture_and_a_confidence(scan):
    (grid,) = [block for block in scan.scanned if hasattr(block, "rows")]
    texts = {text.place: text for text in scan.scanned_texts}
    figures = [cell for row in grid.rows for cell in row if any(map(str.isdigit, cell.text))]
    assert len(figures) == 9
    assert all(0.8 < texts[cell.place].confidence <= 1 for cell in figures)
    picture = Image.open(io.BytesIO(texts[figures[0].place].picture))
    assert 40 < picture.width < 420
    assert np.asarray(picture).min() < 100


@NEEDS_ENGINE
def test_what_is_read_crosses_to_the_other_process(scan):
    assert unpack(pack_content(scan)) == scan


def turn(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def shade(page: DrawnPage) -> bytes:
    """A page that is darker on one side, as photographs are."""
    light = np.linspace(1, 0.6, page.scan().width)
    return turn(Image.fromarray((np.asarray(page.scan()) * light).astype(np.uint8)))


def make_transparent(page: DrawnPage) -> bytes:
    alpha = Image.eval(page.scan(), lambda shade: 255 - shade)
    return turn(Image.merge("LA", (Image.new("L", alpha.size, 0), alpha)))


VARIANTS = {
    "level": lambda: draw_table(turned=0, noise=0).save(),
    "two degrees to the left": lambda: draw_table(turned=-2).save(),
    "fewer dots": lambda: draw_table(dpi=110).save(),
    "more dots": lambda: draw_table(dpi=200, turned=-1).save(),
    "much noise": lambda: draw_table(noise=28).save(),
    "JPEG": lambda: draw_table().save("JPEG"),
    "TIFF": lambda: draw_table().save("TIFF"),
    "PDF": lambda: draw_table().save("PDF"),
    "a photograph in uneven light": lambda: shade(draw_table()),
    "on its side": lambda: turn(draw_table().scan().transpose(Image.Transpose.ROTATE_90)),
    "upside down": lambda: turn(draw_table().scan().transpose(Image.Transpose.ROTATE_180)),
    "a transparent picture": lambda: make_transparent(draw_table(noise=0)),
}


@NEEDS_ENGINE
@pytest.mark.parametrize("make", VARIANTS.values(), ids=VARIANTS.keys())
def test_a_scanned_table_is_read_however_it_was_scanned(make):
    content = parse(make(), "", Limits())
    ((header, *rows),) = list_rows(content)
    assert [len(row) for row in (header, *rows)] == [5] * 4
    assert [row[2:] for row in rows] == [list(row[2:]) for row in ROWS]


@NEEDS_ENGINE
def test_a_cell_over_two_lines_is_one_text():
    rows = [HEADER, ("甲公司", "农产品上行体系和物流配送建设", "1000.5", "425", "42.48%")]
    (grid,) = list_rows(parse(draw().table(rows, WIDTHS, 30).save(), ".png", Limits()))
    assert grid[1][1].replace("\n", "") == rows[1][1]


@NEEDS_ENGINE
def test_pages_of_text_and_scanned_pages_are_both_read():
    writer = PdfWriter()
    for content in (made.make_pdf(), draw_table().save("PDF")):
        writer.append(PdfReader(io.BytesIO(content)))
    buffer = io.BytesIO()
    writer.write(buffer)
    content = parse(buffer.getvalue(), ".pdf", Limits())
    assert [grid.place.page for grid in content.grids] == [1]
    assert {block.place.page for block in content.scanned} == {2}


@NEEDS_ENGINE
def test_figures_of_a_picture_are_proposed_and_never_filed(scan, desk):
    outcome = desk.file(scan, "scan.png", county=COUNTY)
    assert (outcome.state, outcome.tables, outcome.candidates) == ("filed", {}, 9)
    by_label = {candidate.label: candidate for candidate in load_candidates(desk.root)}
    total = by_label["合计 / 实际拨付资金"]
    assert (total.value, total.checked, total.county_code) == ("725.21万元", "confirmed", COUNTY)
    assert (desk.root.candidates / total.picture).is_file()
    accept(desk.root, [total.candidate_id])
    assert "725.21万元" in (
        desk.root.readings / str(outcome.document_id) / "accepted.csv"
    ).read_text("utf-8")


@NEEDS_ENGINE
def test_the_review_page_shows_each_figure_beside_its_picture(scan, desk, briefs, tmp_path):
    desk.file(scan, "scan.png", county=COUNTY)
    out = tmp_path / "review.html"
    status, printed, _ = briefs("candidates", "review", out)
    page = out.read_text("utf-8")
    assert (status, printed.startswith("9 proposed figures of 1 documents")) == (0, True)
    assert page.count("data:image/png;base64,") == 9
    assert "725.21万元" in page
    assert "与该数一致" in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_reading_that_sums_contradict_is_not_accepted_with_the_others(desk, briefs):
    rows = [HEADER, *map(tuple, misread(0, 3, "925.21"))]
    content = make_content(make_grid(rows), kind="picture")
    grid = content.blocks[0]
    texts = tuple(ScannedText(cell.place, 0.9, b"") for row in grid.rows for cell in row)
    content = replace(content, blocks=(), scanned=(grid,), scanned_texts=texts)
    outcome = desk.file(content, "scan.png", county=COUNTY, period=read_period("2020-07"))
    status, printed, _ = briefs("candidates", "accept", "--all-of", outcome.document_id)
    assert status == 0
    assert "that the sums of their table contradict were left" in printed
    states = {one.label: one.status for one in load_candidates(desk.root)}
    assert states["甲公司/农产品上行 / 实际拨付资金"] == "open"
    assert states["合计 / 计划拨付资金"] == "accepted"


def test_without_the_engine_the_message_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    recognition.load_engine.cache_clear()
    with pytest.raises(UnreadableFile, match=r"pip install 'county-briefs\[ocr\]'"):
        parse(draw_table(dpi=60).save(), ".png", Limits())


def test_without_the_engine_pages_of_text_are_read_and_the_others_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    recognition.load_engine.cache_clear()
    writer = PdfWriter()
    for content in (made.make_pdf(), draw_table(dpi=60).save("PDF")):
        writer.append(PdfReader(io.BytesIO(content)))
    buffer = io.BytesIO()
    writer.write(buffer)
    content = parse(buffer.getvalue(), ".pdf", Limits())
    (remark,) = [remark for remark in content.remarks if remark.code == "picture-page"]
    assert (remark.place.page, "not installed" in remark.found) == (2, True)
    assert len(list(content.grids)) == 1


class SlowEngine:
    """An engine that finds one word on each page and takes a while."""

    def find(self, picture):
        time.sleep(0.2)
        return [TextBox(10, 10, 60, 30)]

    def read(self, picture):
        return "12万元", 0.9


@pytest.fixture
def slow(monkeypatch):
    monkeypatch.setattr(recognition, "load_engine", SlowEngine)


def make_scans(pages: int) -> bytes:
    page = Image.new("1", (300, 400), 1)
    buffer = io.BytesIO()
    page.save(buffer, "PDF", save_all=True, append_images=[page] * (pages - 1))
    return buffer.getvalue()


def test_too_many_scanned_pages_end_in_a_clear_message_in_time(slow):
    start = time.monotonic()
    with pytest.raises(UnreadableFile) as refusal:
        parse(make_scans(300), ".pdf", Limits(seconds=30))
    assert time.monotonic() - start < 30
    assert refusal.value.found.startswith("300 pages are pictures; about ")
    assert "in parts of at most" in refusal.value.remedy


def test_as_many_scanned_pages_as_fit_are_read(slow):
    assert len(parse(make_scans(2), ".pdf", Limits()).scanned) == 2


def test_pages_that_do_not_fit_are_left_out_beside_pages_of_text(slow):
    writer = PdfWriter()
    for content in (made.make_pdf(), make_scans(60)):
        writer.append(PdfReader(io.BytesIO(content)))
    buffer = io.BytesIO()
    writer.write(buffer)
    content = parse(buffer.getvalue(), ".pdf", Limits(seconds=5))
    assert len(list(content.grids)) == 1
    (remark,) = [remark for remark in content.remarks if remark.code == "scan-time"]
    assert "–61) were not read" in remark.found


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    with pytest.raises(UnreadableFile, match="at most 1,000 are read"):
        parse(draw_table(dpi=60).save(), ".png", replace(Limits(), pixels=1000))


def check(rows, headers=HEADER) -> list[list[str]]:
    """Verdicts of the figures of rows with a label and four cells."""
    labels = [row[0] for row in rows]
    figures = check_figures([["", "", *row[2:]] for row in rows], labels, headers)
    return [[figures.verdict(at, column) for column in (2, 3, 4)] for at in range(len(rows))]


def misread(row: int, column: int, text: str) -> list[list[str]]:
    rows = [list(row) for row in ROWS]
    rows[row][column] = text
    return rows


def test_sums_and_rates_confirm_a_reading():
    assert check(ROWS) == [["confirmed"] * 3] * 3


MISREAD = {
    "a line": (0, 3, "925.21"),
    "a total": (2, 2, "1100.75"),
    "a rate": (1, 4, "12.84%"),
    "a point lost": (0, 2, "100050"),
    "a digit lost": (1, 2, "70.25"),
    "a digit too many": (1, 3, "3001"),
    "a six for an eight": (2, 3, "785.21"),
}


@pytest.mark.parametrize(("row", "column", "text"), MISREAD.values(), ids=MISREAD.keys())
def test_sums_and_rates_refute_a_figure_misread(row, column, text):
    verdicts = check(misread(row, column, text))
    assert verdicts[row][column - 2] == "refuted"
    assert sum(verdict == "confirmed" for verdicts_row in verdicts for verdict in verdicts_row) >= 3


def test_a_rate_whose_sign_was_read_as_a_digit_is_refuted():
    headers = ("任务", "单位", "目标", "完成", "完成率")
    rows = [("站点", "", "31", "", "100%"), ("培训", "", "7", "", "1009")]
    assert [row[2] for row in check(rows, headers)] == ["unchecked", "refuted"]
    misread_all = [(*row[:4], "1009") for row in rows]
    assert [row[2] for row in check(misread_all, headers)] == ["refuted"] * 2
    percent = (*headers[:4], "完成率(%)")
    growth = [(*row[:4], "209") for row in rows]
    assert [row[2] for row in check(growth, percent)] == ["unchecked"] * 2


def test_counts_in_a_column_with_a_rate_are_not_refuted():
    headers = ("项目", "", "狐狸县", "", "")
    rows = [("站点", "", "31", "", ""), ("进度", "", "44.74%", "", ""), ("培训", "", "200", "", "")]
    assert {row[0] for row in check(rows, headers)} == {"unchecked"}


def test_rounded_parts_refute_nothing():
    rows = [("甲", "", "0.33", "1", ""), ("乙", "", "0.33", "1", ""), ("丙", "", "0.33", "1", "")]
    verdicts = check([*rows, ("合计", "", "1.00", "3", "")])
    assert {verdict for row in verdicts for verdict in row} == {
        "confirmed", "unchecked",
    }  # fmt: skip


def test_levels_of_rows_that_are_no_plain_sum_refute_nothing():
    rows = [
        ("一、建设", "", "10", "", ""),
        ("其中:站点", "", "4", "", ""),
        ("合计", "", "20", "", ""),
    ]
    assert {verdict for row in check(rows) for verdict in row} == {"unchecked"}


def test_a_column_of_totals_checks_its_rows():
    headers = ("指标", "单位", "狐狸县", "獾子区", "合计")
    rows = [
        ("站点", "", "31", "4", "35"),
        ("培训", "", "310", "5", "315"),
        ("贷款", "", "7", "1", "9"),
    ]
    assert [row[2] for row in check(rows, headers)] == ["confirmed", "confirmed", "refuted"]


def test_labels_of_merged_headers_and_units_above_the_table_name_a_figure():
    grid = make_grid([
        ["序号", "单位", "资金", "资金", "进度"],
        ["", "", "计划（万元）", "支付", ""],
        ["1", "甲公司", "10", "5", "50%"],
        ["2", "乙公司", "20", "5", "25%"],
    ])  # fmt: skip
    figures = list(list_figures(grid, "单位：元"))
    assert [(one.row, one.column, one.text, one.unit) for one in figures[:3]] == [
        ("甲公司", "资金/计划", "10", "万元"),
        ("甲公司", "资金/支付", "5", "元"),
        ("甲公司", "进度", "50%", ""),
    ]


def test_reading_a_file_without_pictures_does_not_load_the_engine():
    code = (
        "import sys; from analysis.ingest.process.parsing import parse; "
        "from analysis.ingest.files.limits import Limits; "
        "from tests.ingest import made_files as made; parse(made.make_pdf(), '.pdf', Limits()); "
        "sys.exit('rapidocr' in sys.modules or 'cv2' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@NEEDS_ENGINE
@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_dense_text_in_a_cell_is_no_ruled_line(dpi):
    from analysis.ingest.readers.ruled_lines import find_ruled_tables, straighten

    text = "农产品上行体系建设和电子商务公共服务体系建设情况三三三王王王"
    page = DrawnPage(dpi=dpi, size=(430, 300)).table(
        [["序号", "类别"], ["一", text], ["二", text]], (40, 90)
    )
    (table,), _ = find_ruled_tables(straighten(np.asarray(page.scan())), dpi / 5)
    assert (table.rows, table.columns, len(table.cells)) == (3, 2, 6)


@NEEDS_ENGINE
def test_merged_cells_are_one_cell():
    from analysis.ingest.readers.ruled_lines import find_ruled_tables

    page = DrawnPage(turned=0, noise=0, size=SMALL)
    page.table([["计划"]], (160,)).top -= 15
    page.table([["甲", "乙"]], (80, 80))
    (table,), _ = find_ruled_tables(np.asarray(page.scan()), 30)
    assert sorted((cell.row, cell.column, cell.last_column) for cell in table.cells) == [
        (0, 0, 1), (1, 0, 0), (1, 1, 1),
    ]  # fmt: skip


@NEEDS_ENGINE
def test_no_figure_misread_in_the_shipped_tables_is_confirmed():
    from .measure_scans import list_tables, plant_errors

    verdicts = Counter()
    for _, rows, _ in list_tables():
        verdicts += plant_errors(rows)
    assert sum(number for (_, after), number in verdicts.items() if after == "confirmed") == 0
    assert verdicts["confirmed", "refuted"] > 30
