"""Tables of a PDF without ruled lines: read by position, or said not to be.

Each input is a page drawn word by word. Read are tables whose columns are unambiguous; other rows
of figures are counted and named; running text in two columns and lists of contents are neither.
"""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from analysis.ingest.content import Content
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.parsing import parse

TITLE = "狐岭县资金拨付情况表"
HEADER = ("承办单位", "使用方向", "计划拨付资金（万元）", "实际拨付资金（万元）", "拨付率")
ROWS = (
    ("甲公司", "农产品上行", "1000", "425", "42.5%"),
    ("乙公司", "公共服务体系", "700", "300", "42.86%"),
    ("合计", "", "1700", "725", "42.65%"),
)
TABLE = (HEADER, *ROWS)
LEFTS = (55, 130, 220, 340, 470)
SIZE, STEP = 10, 18


class Sheet:
    """A page to draw on, from top to bottom."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=(595, 842), invariant=True)
        self.begin()

    def begin(self) -> None:
        """Begins a page."""
        self.y = 780
        self.canvas.setFont("STSong-Light", SIZE)

    def turn(self) -> "Sheet":
        """Ends a page and begins the next one."""
        self.canvas.showPage()
        self.begin()
        return self

    def line(self, *texts: str, lefts=LEFTS, step: float = STEP, right: bool = False) -> "Sheet":
        """Draws the texts at these positions, figures right-aligned if asked to."""
        for left, text in zip(lefts, texts, strict=False):
            if right and left != lefts[0]:
                self.canvas.drawRightString(left + 60, self.y, text)
            else:
                self.canvas.drawString(left, self.y, text)
        self.y -= step
        return self

    def lines(self, rows, **more) -> "Sheet":
        """Draws rows."""
        for row in rows:
            self.line(*row, **more)
        return self

    def rule(self, left: float = 50, right: float = 540) -> "Sheet":
        """Draws a horizontal ruled line above the next row."""
        height = self.y + STEP - 5
        self.canvas.line(left, height, right, height)
        return self

    def read(self) -> Content:
        """The content of the PDF."""
        self.canvas.save()
        return parse(self._buffer.getvalue(), ".pdf", Limits())


def list_rows(content: Content) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in grid.rows] for grid in content.grids]


def list_codes(content: Content) -> list[str]:
    return [remark.code for remark in content.remarks]


def draw_three_lines(sheet: Sheet) -> Sheet:
    return sheet.line(TITLE).rule().lines([HEADER]).rule().lines(ROWS).rule()


def draw_rules_between(sheet: Sheet) -> Sheet:
    for row in TABLE:
        sheet.rule().line(*row)
    return sheet.rule()


def draw_spaced(sheet: Sheet) -> Sheet:
    sheet.line("狐岭县项目资金", lefts=(200,)).line("单位：万元", lefts=(480,))
    spaced = ("合    计", *ROWS[2][1:])
    return sheet.lines([HEADER, *ROWS[:2], spaced]).line("注：数据截至6月底。")


WHOLE = {
    "plain": lambda sheet: sheet.line(TITLE).lines(TABLE),
    "right-aligned figures": lambda sheet: sheet.lines([(TITLE,), HEADER]).lines(ROWS, right=True),
    "three ruled lines": draw_three_lines,
    "ruled lines between rows": draw_rules_between,
    "text before and after": lambda sheet: (
        sheet.line("一、资金管理").line("本县严格管理资金，各项工作进展顺利，现将情况报告如下。")
        .lines(TABLE).line("以上数据由县财政局提供。").line("2022年6月30日", lefts=(400,))
    ),
    "letters of another size": lambda sheet: (
        sheet.canvas.setFont("STSong-Light", 8), sheet.line(TITLE).lines(TABLE, step=14),
    )[1],
    "a bracketed unit line beside the title": lambda sheet: sheet.line(
        "表2", "单位：万元", lefts=(55, 470)).lines(TABLE),
    "wide distances": lambda sheet: sheet.line(TITLE).lines(TABLE, step=40),
}  # fmt: skip


@pytest.mark.parametrize("draw", WHOLE.values(), ids=WHOLE.keys())
def test_a_table_without_vertical_lines_is_read_with_a_remark(draw):
    content = draw(Sheet()).read()
    assert list_rows(content) == [[list(row) for row in TABLE]]
    assert list_codes(content) == ["text-table"]


def test_a_label_written_wide_is_one_cell():
    content = draw_spaced(Sheet()).read()
    assert list_rows(content) == [[[*HEADER], [*ROWS[0]], [*ROWS[1]], [*ROWS[2]]]]


def test_a_header_over_two_lines_is_joined():
    upper = ("承办", "使用", "计划拨付资金", "实际拨付资金", "拨付率")
    lower = ("单位", "方向", "（万元）", "（万元）")
    content = Sheet().line(TITLE).line(*upper, step=12).line(*lower).lines(ROWS).read()
    assert list_rows(content) == [[list(row) for row in TABLE]]


def test_a_heading_between_rows_is_a_row_of_its_own():
    content = Sheet().lines([HEADER, ("一、建设类项目资金",), *ROWS]).read()
    (grid,) = list_rows(content)
    assert grid[1] == ["一、建设类项目资金", "", "", "", ""]
    assert grid[2] == list(ROWS[0])


def test_a_cell_over_two_lines_is_joined_to_its_row():
    sheet = Sheet().line(*HEADER).line(*ROWS[0], step=24)
    sheet.line(*ROWS[1], step=11).line("", "建设", step=24).line(*ROWS[2])
    (grid,) = list_rows(sheet.read())
    assert grid[2] == ["乙公司", "公共服务体系建设", *ROWS[1][2:]]
    assert len(grid) == 4


@pytest.mark.parametrize("is_repeated", [True, False])
def test_a_table_goes_on_over_pages(is_repeated):
    sheet = Sheet().lines([HEADER, *ROWS[:2]]).turn()
    content = sheet.lines([HEADER, *ROWS[1:]] if is_repeated else ROWS[1:]).read()
    first, second = list_rows(content)
    assert first == [list(row) for row in (HEADER, *ROWS[:2])]
    assert second[-2:] == [list(row) for row in ROWS[1:]]


def test_columns_printed_on_a_page_of_their_own_are_put_beside_the_first_ones():
    sheet = Sheet().line(TITLE).lines([row[:3] for row in TABLE]).turn()
    content = sheet.line("").lines([row[3:] for row in TABLE], lefts=(55, 195)).read()
    assert list_rows(content) == [[list(row) for row in TABLE]]
    assert "sideways" in list_codes(content)


def test_a_table_of_its_own_on_the_next_page_is_not_put_beside_the_first_one():
    sheet = Sheet().lines([row[:3] for row in TABLE]).turn()
    content = sheet.lines([(row[0], *row[3:]) for row in TABLE], lefts=(55, 130, 300)).read()
    assert [len(grid[0]) for grid in list_rows(content)] == [3, 3]


UNCLEAR = {
    "a header over two columns": lambda sheet: sheet.line(
        "承办单位", "方向", "计划与实际拨付资金的数额统计情况（万元）", "", "拨付率").lines(ROWS),
    "a word over a gap": lambda sheet: sheet.lines(
        [HEADER, ROWS[0], ("乙公司", "公共服务体系和物流配送体系", "700", "300", "42.86%")]),
    "no header": lambda sheet: sheet.lines(ROWS),
    "a header too short": lambda sheet: sheet.line(*HEADER[:3]).lines(ROWS),
    "figures that no gap parts": lambda sheet: sheet.lines(
        [HEADER, ("甲公司", "上行", "1000", "425 300", "42.5%"), ROWS[1]],
        lefts=(55, 130, 220, 340, 470)).line("丙", "下行", "12   13", "1", "2%"),
}  # fmt: skip


@pytest.mark.parametrize("draw", UNCLEAR.values(), ids=UNCLEAR.keys())
def test_rows_of_figures_with_unclear_columns_are_counted_and_not_read(draw):
    content = draw(Sheet()).read()
    assert list_rows(content) == []
    (remark,) = content.remarks
    assert (remark.code, remark.place.page) == ("unread-rows", 1)
    assert remark.found[0] in "23"


TEXT = {
    "two columns of text": lambda sheet: sheet.lines(
        [("狐岭县农村电子商务工作取得进展，各乡镇", "全年销售农产品稳步增加，带动农户增收致")] * 6,
        lefts=(55, 310)),
    "contents": lambda sheet: sheet.lines(
        [("一、基本情况", "1"), ("二、资金使用", "3"), ("三、存在问题", "7")], lefts=(55, 400)),
    "contents with dots": lambda sheet: sheet.lines(
        [("一、基本情况", "……………………", "1"), ("二、资金使用", "……………………", "3")]),
    "a numbered list": lambda sheet: sheet.lines(
        [("1", "加强组织领导"), ("2", "完善服务体系"), ("3", "开展培训")], lefts=(55, 90)),
    "prose": lambda sheet: sheet.lines([("全县建成站点140个，覆盖率70%，培训3000人次。",)] * 4),
    "signature": lambda sheet: sheet.line("狐岭县商务局").line("联系电话：", "2022年6月"),
}  # fmt: skip


@pytest.mark.parametrize("draw", TEXT.values(), ids=TEXT.keys())
def test_running_text_is_no_table_and_gets_no_remark(draw):
    content = draw(Sheet()).read()
    assert list_rows(content) == []
    assert list_codes(content) == []


def test_paragraphs_beside_a_table_stay_paragraphs():
    content = WHOLE["text before and after"](Sheet()).read()
    texts = [paragraph.text for paragraph in content.paragraphs]
    assert texts[0] == "一、资金管理"
    assert texts[-1] == "2022年6月30日"
    assert not [text for text in texts if "425" in text]
