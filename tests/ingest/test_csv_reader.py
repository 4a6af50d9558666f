import pytest

from analysis.ingest.content import Content, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.csv_reader import read_csv


def read(text: str, suffix: str = ".csv") -> Content:
    return read_csv(text.encode("utf-8"), Limits(), suffix)


def list_texts(content: Content) -> list[list[str]]:
    (grid,) = content.grids
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize("separator", [",", "\t", ";", "，", "、", "|"])
def test_the_separator_is_detected(separator):
    text = "序号,项目,数\n1,站点,20\n2,课程,9\n".replace(",", separator)
    assert list_texts(read(text)) == [
        ["序号", "项目", "数"],
        ["1", "站点", "20"],
        ["2", "课程", "9"],
    ]


def test_the_usual_separator_wins_if_two_fit():
    assert list_texts(read("a,b;c\n1,2;3\n")) == [["a", "b;c"], ["1", "2;3"]]


def test_two_unusual_separators_that_fit_are_refused():
    with pytest.raises(UnreadableFile, match="semicolon, \\|"):
        read("a;b|c\n1;2|3\n")


def test_a_text_without_separator_is_refused():
    with pytest.raises(UnreadableFile, match="No separator"):
        read("第一段\n第二段\n")


def test_titles_and_notes_around_the_table_become_paragraphs():
    content = read(
        "云山县月报表\n单位：万元,2020年7月\n序号,项目,甲,乙\n1,资金,5,6\n注：截至七月\n"
    )
    assert [block.text for block in content.paragraphs] == [
        "云山县月报表",
        "单位：万元\t2020年7月",
        "注：截至七月",
    ]
    assert list_texts(content) == [["序号", "项目", "甲", "乙"], ["1", "资金", "5", "6"]]


def test_a_row_longer_than_the_header_is_refused_with_its_line():
    with pytest.raises(UnreadableFile, match="Line 3 has 5 fields, the header in line 1 has 4"):
        read("序号,项目,甲,乙\n1,资金,5,6\n2,资金,1,234,5\n")


def test_data_rows_that_are_all_longer_than_the_header_are_refused():
    with pytest.raises(UnreadableFile, match="Line 2 has 4 fields"):
        read("序号,项目,甲\n1,资金,5,6\n2,站点,1,2\n")


def test_a_short_row_is_kept_with_a_problem():
    content = read("序号,项目,甲,乙\n1,资金,5,6\n2,站点,7\n3,课程,8,9\n")
    (grid,) = content.grids
    assert {cell.problem for cell in grid.rows[2]} == {"The row has 3 fields, the header 4."}
    assert all(cell.problem is None for row in (grid.rows[1], grid.rows[3]) for cell in row)
    assert [(remark.code, remark.severity, remark.place.line) for remark in content.remarks] == [
        ("row-length", "error", 3)
    ]


@pytest.mark.parametrize("text", ['a,b\n1,"2\n3,4\n', 'a,b\n1,"2"3\n'])
def test_an_unclosed_or_inner_quotation_mark_is_refused_with_its_line(text):
    with pytest.raises(UnreadableFile, match="From line 2 on"):
        read(text)


def test_a_nul_byte_is_refused_with_its_line():
    with pytest.raises(UnreadableFile, match="Line 2 contains a NUL byte"):
        read("aaaa,bbbb,cccc\n1,\0,3\n")


def test_a_quoted_field_keeps_separators_and_line_breaks():
    content = read('序号,项目\n1,"资金,\n万元"\n2,站点\n')
    assert list_texts(content)[1] == ["1", "资金,\n万元"]
    (grid,) = content.grids
    assert (grid.rows[1][0].place.line, grid.rows[1][0].place.last_line) == (2, 3)
    assert grid.rows[2][0].place.line == 4


def test_text_like_a_formula_remains_text():
    assert list_texts(read("a,b\n=1+1,@x\n")) == [["a", "b"], ["=1+1", "@x"]]


def test_a_field_above_the_limit_is_refused():
    with pytest.raises(UnreadableFile, match="field larger"):
        read_csv(b"a,b\n1," + b"x" * 1000, Limits(cell_characters=100))


def test_a_field_above_the_limit_of_the_csv_module_is_refused():
    # The separator is detected without the csv module, which refuses the field.
    with pytest.raises(UnreadableFile, match="field larger"):
        read_csv(b"a,b\n1," + b"x" * 500_000, Limits())


def test_rows_of_one_field_do_not_count_for_the_separator():
    content = read("甲\n乙\n丙\na;b\n1;2\n")
    assert list_texts(content) == [["a", "b"], ["1", "2"]]
