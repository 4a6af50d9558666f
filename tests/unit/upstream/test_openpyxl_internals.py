from openpyxl import Workbook

from analysis.upstream.openpyxl_internals import find_cell, iterate_cells


def make_sheet():
    sheet = Workbook().active
    sheet["A1"], sheet["C2"] = "合计", 12.5
    return sheet


def test_the_stored_cells_are_those_that_iter_rows_finds_filled():
    sheet = make_sheet()
    stored = {cell.coordinate: cell.value for cell in iterate_cells(sheet)}
    filled = {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value
    }
    assert stored == filled == {"A1": "合计", "C2": 12.5}


def test_a_missing_cell_is_not_created():
    sheet = make_sheet()
    assert find_cell(sheet, 2, 3).value == 12.5
    assert find_cell(sheet, 1048576, 16384) is None
    assert len(list(iterate_cells(sheet))) == 2
