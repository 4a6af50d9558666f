import datetime
import io

import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import PasswordError

from analysis.ingest.content import Content, Grid, Place, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.parsing import parse
from analysis.ingest.readers import old_sheet_looks
from analysis.ingest.readers.spreadsheets import write_value
from tests.ingest import made_files as made

SHEET = "xl/worksheets/sheet1.xml"


def read(content: bytes, suffix: str = ".xlsx") -> Content:
    return parse(content, suffix, Limits())


def read_one(content: bytes, suffix: str = ".xlsx") -> Grid:
    (grid,) = read(content, suffix).grids
    return grid


def test_values_become_texts_without_rounding():
    values = [140, 0.7, 1e-7, "２０", "2020.10", 2020.1, True]
    (row,) = read_one(made.make_xlsx([values])).rows
    assert [cell.text for cell in row] == [
        "140",
        "0.7",
        "0.0000001",
        "２０",
        "2020.10",
        "2020.1",
        "TRUE",
    ]


def test_a_stored_float_is_not_rounded():
    cells = '<c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>0.44740000000000002</v></c>'
    (row,) = read_one(made.make_sheet(f'<row r="1">{cells}</row>')).rows
    assert [cell.text for cell in row] == ["0.30000000000000004", "0.4474"]


def test_number_formats_are_recognised():
    book = made.make_workbook([[0.7, 44, 0.5, "1"]])
    for column, code in zip("ABCD", ("0.00%", "yyyy-mm-dd", '0.0"%"', "@"), strict=True):
        book.active[f"{column}1"].number_format = code
    (row,) = read_one(made.save_workbook(book)).rows
    assert [cell.number_format for cell in row] == ["percent", "date", "general", "text"]


def test_dates_become_iso_texts_in_both_date_systems():
    days = [datetime.date(2020, 7, 31), datetime.datetime(2020, 7, 31, 8, 30)]
    plain = read_one(made.make_xlsx([days]))
    assert [cell.text for cell in plain.rows[0]] == ["2020-07-31", "2020-07-31T08:30:00"]
    book = made.make_workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A5"] = days[0]
    assert read_one(made.save_workbook(book)).rows[4][0].text == "2020-07-31"


def test_covered_cells_of_a_merged_range_are_blank_and_refer_to_the_first():
    book = made.make_workbook([["市", "县", 1], ["", "县", 2]])
    book.active.merge_cells("A1:A2")
    grid = read_one(made.save_workbook(book))
    assert [row[0].text for row in grid.rows] == ["市", ""]
    assert grid.rows[1][0].merged_from == Place(sheet="月报表", row=1, column=1)
    assert grid.rows[1][1].merged_from is None


def test_a_formula_without_value_and_an_error_have_a_problem():
    book = made.make_workbook([[1, "=A1*2", "#DIV/0!"], ["合计", "=SUM(A1:A1)"]])
    first, second = read_one(made.save_workbook(book)).rows
    assert "no stored value" in first[1].problem
    assert "#DIV/0!" in first[2].problem
    # The cell is read although nothing else is in the last row of its column.
    assert "no stored value" in second[1].problem
    assert first[0].problem is None


def test_a_row_of_formulas_without_values_is_not_cut_off():
    grid = read_one(made.make_xlsx([[1, 2], ["=A1", "=B1"]]))
    assert len(grid.rows) == 2
    assert all(cell.problem for cell in grid.rows[1])


def test_a_formula_has_its_stored_value_or_its_stored_error():
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    (row,) = read_one(made.make_sheet(f'<row r="1">{cells}</row>')).rows
    assert (row[0].text, row[0].problem) == ("2", None)
    assert (row[1].text, "#DIV/0!" in row[1].problem) == ("", True)


def test_a_formula_that_refers_to_another_workbook_is_reported_with_its_cell():
    cells = '<c r="A1"><f>[1]Sheet1!A1*2</f><v>2</v></c>'
    content = read(made.make_sheet(f'<row r="1">{cells}</row>'))
    (remark,) = content.remarks
    assert (remark.code, remark.place) == (
        "external-formula",
        Place(sheet="月报表", row=1, column=1),
    )


def test_hidden_sheets_rows_and_columns_are_read_and_marked():
    book = made.make_workbook()
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    for title, state in (("旧表", "hidden"), ("深", "veryHidden")):
        sheet = book.create_sheet(title)
        sheet.append([1, 2])
        sheet.sheet_state = state
    content = read(made.save_workbook(book))
    shown, *hidden = content.grids
    assert (shown.is_hidden, shown.hidden_rows, shown.hidden_columns) == (False, {2}, {3})
    assert [grid.is_hidden for grid in hidden] == [True, True]
    assert [remark.code for remark in content.remarks] == [
        "hidden-rows",
        "hidden-sheet",
        "hidden-sheet",
    ]


def test_empty_margins_are_omitted_and_places_kept():
    book = made.make_workbook(())
    book.active["C5"] = "序号"
    book.active["H90"].number_format = "0.00%"
    grid = read_one(made.save_workbook(book))
    assert (len(grid.rows), len(grid.rows[0])) == (5, 3)
    assert grid.rows[4][2].place == Place(sheet="月报表", row=5, column=3)


def test_formats_that_cannot_be_read_are_reported_and_values_kept():
    broken = made.replace_in(
        made.make_xlsx([[0.7]]), "xl/styles.xml", 'numFmtId="0"', 'numFmtId="x"'
    )
    content = read(broken)
    assert next(content.grids).rows[0][0].text == "0.7"
    assert [remark.code for remark in content.remarks] == ["number-formats"]


def test_values_formats_and_merged_ranges_of_an_old_workbook_are_read():
    book = xlwt.Workbook()
    sheet = book.add_sheet("月报表")
    sheet.write_merge(0, 1, 0, 0, "云山县")
    sheet.write(0, 1, 0.7, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(1, 1, datetime.date(2020, 7, 31), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    buffer = io.BytesIO()
    book.save(buffer)
    grid = read_one(buffer.getvalue(), ".xls")
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["云山县", "0.7"],
        ["", "2020-07-31"],
    ]
    assert grid.rows[1][0].merged_from == Place(sheet="月报表", row=1, column=1)
    assert [row[1].number_format for row in grid.rows] == ["percent", "date"]


def test_hidden_rows_and_errors_of_an_old_workbook_are_marked():
    book = xlwt.Workbook()
    sheet = book.add_sheet("月报表")
    sheet.write(0, 0, "a")
    sheet.row(1).hidden = True
    sheet.row(1).set_cell_error(0, 7)
    sheet.col(2).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    grid = read_one(buffer.getvalue(), ".xls")
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {3})
    assert "#DIV/0!" in grid.rows[1][0].problem


def test_control_characters_are_removed_and_reported():
    sheet = '<row r="1"><c r="A1" t="inlineStr"><is><t>县&#127;级</t></is></c></row>'
    content = read(made.make_sheet(sheet))
    assert next(content.grids).rows[0][0].text == "县级"
    assert [(remark.code, "U+007F" in remark.found) for remark in content.remarks] == [
        ("control", True)
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e300, "1e+300"),
        (-1e-300, "-1e-300"),
        (float("nan"), "nan"),
        (0.0, "0"),
        (datetime.time(8, 30), "08:30:00"),
        (datetime.datetime(2020, 7, 31), "2020-07-31"),
        (datetime.timedelta(hours=30), "1 day, 6:00:00"),
        (False, "FALSE"),
    ],
)
def test_unusual_values_become_texts(value, text):
    assert write_value(value) == text


def test_an_empty_sheet_is_reported_beside_one_with_values():
    book = made.make_workbook()
    book.create_sheet("空")
    content = read(made.save_workbook(book))
    assert len(list(content.grids)) == 1
    assert [(remark.code, remark.place.sheet) for remark in content.remarks] == [
        ("empty-sheet", "空")
    ]


def test_a_merged_range_over_whole_columns_is_ignored():
    book = made.make_workbook()
    book.active.merge_cells("A1:B60000")
    grid = read_one(made.save_workbook(book))
    assert grid.rows[0][1].merged_from is None


def test_a_sheet_with_too_many_rows_is_refused_with_its_name():
    rows = [[number] for number in range(12)]
    with pytest.raises(UnreadableFile, match="The sheet '月报表' has 12 rows or more; at most 10"):
        parse(made.make_xlsx(rows), ".xlsx", Limits(rows=10))


def test_more_cells_than_the_limit_in_all_sheets_are_refused():
    book = made.make_workbook([[1, 2]] * 4)
    second = book.create_sheet("二")
    for _ in range(4):
        second.append([1, 2])
    with pytest.raises(UnreadableFile, match="has 16 cells, with the tables before it, or more"):
        parse(made.save_workbook(book), ".xlsx", Limits(cells=10))


def test_a_cell_of_too_many_characters_is_cut_off_with_a_problem():
    content = parse(made.make_xlsx([["县" * 30, 1]]), ".xlsx", Limits(cell_characters=20))
    cell = next(content.grids).rows[0][0]
    assert (cell.text, "30 characters; at most 20" in cell.problem) == ("县" * 20, True)


def test_a_cell_with_replacement_characters_has_a_problem():
    cell = read_one(made.make_xlsx([["县\ufffd级", 1]])).rows[0][0]
    assert "replacement characters" in cell.problem


def test_percentages_of_an_ods_are_marked_as_such():
    content = made.replace_in(made.make_ods(), "content.xml", 'type="float"', 'type="percentage"')
    (grid,) = read(content, ".ods").grids
    assert {cell.number_format for cell in grid.rows[1]} == {"percent"}


def test_a_workbook_that_asks_for_a_password_is_refused(monkeypatch):
    def fail(file: io.BytesIO) -> None:
        raise PasswordError

    # calamine recognises encryption within an old workbook; xlwt cannot write such a file.
    monkeypatch.setattr("analysis.ingest.readers.spreadsheets.CalamineWorkbook.from_filelike", fail)
    with pytest.raises(UnreadableFile) as refusal:
        read(made.make_xls(), ".xls")
    assert refusal.value.code == "password"


def test_formats_of_an_old_workbook_that_cannot_be_read_are_reported(monkeypatch):
    def fail(**options: object) -> None:
        raise AssertionError("damaged record")

    monkeypatch.setattr(old_sheet_looks.xlrd, "open_workbook", fail)
    content = read(made.make_xls(), ".xls")
    assert next(content.grids).rows[0][0].text == "序号"
    assert [remark.code for remark in content.remarks] == ["number-formats"]


def test_rows_and_cells_without_numbers_are_counted_in_their_order():
    # Some programs omit the numbers of rows and cells.
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    grid = read_one(made.make_sheet(rows))
    assert [[cell.text for cell in row] for row in grid.rows] == [["1", "2"], ["3", ""]]
