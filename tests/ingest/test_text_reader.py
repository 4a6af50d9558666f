from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.content import Content, Grid, Paragraph
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.text_reader import read_text

# As Word exports: one line per cell, an empty line after each row, one more after the table.
CELL_LINES = """云山县自评报告

表1：资金使用计划
\t序号
\t名称
\t金额

（万元）
\t备注

\t1
\t农产品上行
\t250
\t1.申报

2.招标
3.自建

\t2
\t培训


\t70
\t

\t合计
\t
\t320
\t


结余部分另行安排。

后续工作如下。
"""
ROW_LINES = """填报单位：云山县商务局

序号\t项目\t云山县\t合计
1\t服务中心（个）\t1\t1
2\t资金
（万元）\t223.7\t223.7
\t\t0\t

附件2
"""


def read(text: str) -> Content:
    return read_text(text.encode("utf-8"), Limits())


def list_texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def list_codes(content: Content) -> list[str]:
    return [remark.code for remark in content.remarks]


def test_a_table_with_one_cell_per_line_is_read():
    (grid,) = read(CELL_LINES).grids
    assert list_texts(grid) == [
        ["序号", "名称", "金额\n（万元）", "备注"],
        ["1", "农产品上行", "250", "1.申报\n2.招标\n3.自建"],
        ["2", "培训", "70", ""],
        ["合计", "", "320", ""],
    ]


def test_text_around_a_table_with_one_cell_per_line_becomes_paragraphs():
    content = read(CELL_LINES)
    texts = [block.text if isinstance(block, Paragraph) else "table" for block in content.blocks]
    assert texts == [
        "云山县自评报告",
        "表1：资金使用计划",
        "table",
        "结余部分另行安排。",
        "后续工作如下。",
    ]


def test_the_place_of_a_cell_has_its_lines():
    (grid,) = read(CELL_LINES).grids
    place = grid.rows[1][3].place
    assert (place.line, place.last_line, place.row, place.column) == (14, 17, 2, 4)
    assert CELL_LINES.splitlines()[13:17] == ["\t1.申报", "", "2.招标", "3.自建"]


def test_a_line_in_the_last_cell_that_may_be_a_paragraph_is_reported():
    content = read(CELL_LINES)
    assert [(remark.code, remark.place.line) for remark in content.remarks] == [
        ("cell-or-paragraph", 16)
    ]


def test_rows_are_split_by_length_if_empty_lines_were_lost_or_added():
    text = "\t序号\n\t名称\n\t金额\n\n\t1\n\t农产品\n\n\n\t250\n\n\n\t2\n\t培训\n\t70\n"
    text += "\n三、其他\n\n四、完\n"
    content = read(text)
    (grid,) = content.grids
    assert list_texts(grid) == [
        ["序号", "名称", "金额"],
        ["1", "农产品", "250"],
        ["2", "培训", "70"],
    ]
    assert [block.text for block in content.paragraphs] == ["三、其他", "四、完"]


def test_a_row_that_lacks_cells_is_padded_and_reported():
    text = "\ta\n\tb\n\tc\n\n\t1\n\t2\n\t3\n\n\t4\n\t5\n\t6\n\n\t7\n\t8\n\n\n完\n"
    content = read(text)
    (grid,) = content.grids
    assert list_texts(grid)[-1] == ["7", "8", ""]
    assert list_codes(content) == ["row-length"]


def test_indented_paragraphs_are_not_a_table():
    content = read("\t第一段。\n\n\t第二段。\n\n\t第三段。\n")
    assert [block.text for block in content.blocks] == ["第一段。", "第二段。", "第三段。"]
    assert not list_codes(content)


def test_indented_lines_that_do_not_form_a_table_are_reported():
    content = read("\t一\n\t二\n\n\t三\n\n\t四\n\t五\n\t六\n\n\t七\n\t八\n\t九\n\t十\n")
    assert not list(content.grids)
    assert list_codes(content) == ["no-table"]


def test_a_table_with_one_row_per_line_is_read():
    content = read(ROW_LINES)
    (grid,) = content.grids
    assert list_texts(grid) == [
        ["序号", "项目", "云山县", "合计"],
        ["1", "服务中心（个）", "1", "1"],
        ["2", "资金\n（万元）", "223.7", "223.7"],
        ["", "", "0", ""],
    ]
    assert [(row[0].place.line, row[-1].place.last_line) for row in grid.rows] == [
        (3, 3),
        (4, 4),
        (5, 6),
        (7, 7),
    ]
    assert [block.text for block in content.paragraphs] == ["填报单位：云山县商务局", "附件2"]


def test_a_row_broken_by_an_empty_line_is_joined():
    content = read("序号\t项目\t数\n1\t服务\n\n中心\t7\n2\t站点\t9\n")
    (grid,) = content.grids
    assert list_texts(grid)[1] == ["1", "服务\n中心", "7"]
    assert list_codes(content) == ["joined"]


def test_rows_that_lost_trailing_tabs_are_not_joined():
    content = read("序号\t项目\t甲\t乙\n1\t站点\t3\t4\n2\t培训\n\t课程\t5\n3\t物流\t1\t2\n")
    (grid,) = content.grids
    assert list_texts(grid)[2:4] == [["2", "培训", "", ""], ["", "课程", "5", ""]]
    assert list_codes(content) == ["row-length", "row-length"]


def test_a_line_with_a_stray_tab_is_a_paragraph():
    assert read("填报单位：\t云山县商务局\n").blocks[0].text == "填报单位：\t云山县商务局"


def test_tables_with_a_title_between_them_are_separate():
    content = read("a\tb\n1\t2\n\n表2\n\na\tb\tc\n1\t2\t3\n")
    assert [len(grid.rows[0]) for grid in content.grids] == [2, 3]


def test_line_numbers_do_not_depend_on_the_line_end():
    for line_end in ("\n", "\r\n", "\r"):
        (grid,) = read(ROW_LINES.replace("\n", line_end)).grids
        assert grid.rows[2][1].place.line == 5


def test_a_quoted_cell_of_unicode_text_keeps_its_line_break():
    content = read_text('序号\t项目\n1\t"资金\n（万元）"\n2\t站点\n'.encode("utf-16"), Limits())
    (grid,) = content.grids
    assert list_texts(grid) == [["序号", "项目"], ["1", "资金\n（万元）"], ["2", "站点"]]


WORD = st.text(st.sampled_from("云山县一二3.%"), min_size=1, max_size=4)
# Paragraphs of a cell.
WORD_CELL = st.lists(WORD, max_size=3).map(tuple)


def export_cells(rows: list[list[tuple[str, ...]]], trailing: int) -> str:
    """Rows as Word exports them to text.

    The last cell of each row has at most one paragraph, the others ``trailing`` empty ones.
    """
    text = ""
    for row in rows:
        for column, paragraphs in enumerate(row):
            is_last = column == len(row) - 1
            exported = list(paragraphs[:1] if is_last else paragraphs) or [""]
            text += "\t" + "\n\n".join(exported + [""] * (0 if is_last else trailing)) + "\n"
        text += "\n"
    return text + "\n完\n"


@given(
    rows=st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(WORD_CELL, min_size=width, max_size=width), min_size=2, max_size=6
        )
    ),
    trailing=st.integers(0, 2),
)
def test_any_table_exported_with_one_cell_per_line_is_read(rows, trailing):
    expected = [["\n".join(cell) for cell in row[:-1]] + ["\n".join(row[-1][:1])] for row in rows]
    content = read(export_cells(rows, trailing))
    (grid,) = content.grids
    assert list_texts(grid) == expected
    assert [block.text for block in content.paragraphs] == ["完"]


@given(
    st.integers(2, 6).flatmap(
        lambda width: st.lists(
            st.lists(st.one_of(st.just(""), WORD), min_size=width, max_size=width),
            min_size=2,
            max_size=8,
        )
    )
)
def test_any_table_exported_with_one_row_per_line_is_read(rows):
    # The first cell ensures that no line is blank.
    rows = [[f"行{number}", *row] for number, row in enumerate(rows)]
    content = read("".join("\t".join(row) + "\n" for row in rows))
    (grid,) = content.grids
    assert list_texts(grid) == rows


def test_a_text_file_with_csv_rows_is_read_as_csv():
    content = read("序号,项目\n1,站点\n2,课程\n")
    (grid,) = content.grids
    assert (content.kind, list_texts(grid)[2]) == ("csv", ["2", "课程"])


def test_running_text_with_commas_is_not_csv():
    assert not list(read("一,二\n三,四,五\n").grids)


def test_a_header_with_a_blank_last_column_is_reported():
    content = read("序号\t项目\t甲\t合计\t\n1\t站点\t累计\t3\t3\n2\t课程\t累计\t9\t9\n")
    (remark,) = content.remarks
    assert (remark.code, remark.place.line, remark.place.column) == ("header-blank", 1, 5)


def test_text_between_tables_is_not_joined_to_a_short_last_row():
    content = read("a\tb\tc\td\n1\t2\t3\t4\n合计\t2\n\n第二张表\n\n序号\t数\t率\n甲\t1\t2\n")
    assert [len(grid.rows) for grid in content.grids] == [3, 2]
    assert [block.text for block in content.paragraphs] == ["第二张表"]


def test_a_short_last_row_after_an_empty_line_is_a_table_of_its_own():
    content = read("a\tb\tc\n1\t2\t3\n\nd\te\n4\t5\n")
    assert [len(grid.rows[0]) for grid in content.grids] == [3, 2]


def test_a_line_without_tab_within_a_table_is_a_row():
    content = read("a\tb\tc\n1\t2\t3\n小计\n\t4\t5\n6\t7\t8\n")
    (grid,) = content.grids
    assert list_texts(grid)[2:4] == [["小计", "", ""], ["", "4", "5"]]


def test_a_table_with_cells_on_lines_ends_before_one_with_rows_on_lines():
    content = read("\ta\n\tb\n\n\t1\n\t2\n\nx\ty\tz\n3\t4\t5\n")
    assert [list_texts(grid) for grid in content.grids] == [
        [["a", "b"], ["1", "2"]],
        [["x", "y", "z"], ["3", "4", "5"]],
    ]


def test_lines_that_continue_the_last_cell_end_at_a_paragraph():
    table = "\ta\n\tb\n\n\t1\n\t2\n\n"
    content = read(table + "第一行\n第二行\n\n\n第三行\n")
    assert [list_texts(grid) for grid in content.grids] == [[["a", "b"], ["1", "2"]]]
    assert [block.text for block in content.paragraphs] == ["第一行", "第二行", "第三行"]


def test_many_lines_after_a_complete_row_are_paragraphs():
    table = "\ta\n\tb\n\n\t1\n\t2\n\n"
    lines = [f"第{number}行" for number in range(20)]
    content = read(table + "\n".join(lines) + "\n\t3\n")
    assert [block.text for block in content.paragraphs][:20] == lines


def test_unicode_text_without_a_table_is_read_as_paragraphs():
    content = read_text("第一段\n第二段\n".encode("utf-16"), Limits())
    assert [block.text for block in content.blocks] == ["第一段", "第二段"]
