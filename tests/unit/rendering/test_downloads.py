"""The files inside a page open in common programs, and nothing in them runs as a formula."""

import csv
import io
import urllib.parse

import openpyxl
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.presentation.marks import PAGE_DATA
from analysis.rendering.page.downloads import (
    find_page_data,
    make_downloads,
    neutralise,
    write_csv,
    write_workbook,
)

ATTACKS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "－1", '=HYPERLINK("x")']
TABLE = [["Name", "Value", "Reported"], *([text, -0.5, text] for text in ATTACKS)]
PLAIN = ["狐县", "70.00%", "1,5", 'a "b"', "a\nb", "<script>", "#100%25", "a&amp;b\\c`|^{}"]


@pytest.mark.parametrize("text", ATTACKS)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe_in_csv(text):
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("value", [*PLAIN, -0.5, -3, None, ""])
def test_other_texts_and_numbers_stay_as_they_are_in_csv(value):
    assert neutralise(value) == value


def test_csv_begins_with_a_byte_order_mark_and_comes_back_as_it_was():
    content = write_csv([["Name", "Value"], *([text, 1.25] for text in PLAIN)])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == PLAIN
    assert pd.read_csv(io.BytesIO(content))["Value"].tolist() == [1.25] * len(PLAIN)


def test_no_text_is_a_formula_in_the_workbook_and_numbers_are_numbers():
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(TABLE, [["About", "x"]])))
    cells = [cell for row in book["data"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.value for cell in cells[1::3]] == [-0.5] * len(ATTACKS)
    assert [cell.value.strip() for cell in cells[::3]] == [text.strip() for text in ATTACKS]
    # Who edits the cell does not turn it into a formula either.
    assert all(cell.quotePrefix for cell in cells[::3])
    assert book["data"].freeze_panes == "C2"


def test_a_workbook_has_the_same_bytes_each_time():
    about = [["About", "x"], ["=a", "<b>"]]
    assert write_workbook(TABLE, about) == write_workbook(TABLE, about)


def test_a_csv_file_in_an_address_is_the_file():
    data = {"columns": ["Name"], "rows": [[text] for text in PLAIN]}
    (file, _) = make_downloads(data, "990101.zh", [("About", "x")])
    kind, _, content = file.address.unescape().partition(",")
    assert (file.name, kind) == ("990101.zh.csv", "data:text/csv;charset=utf-8")
    assert not set(content) & set('#"<>\t\r\n')
    assert urllib.parse.unquote_to_bytes(content) == write_csv([["Name"], *data["rows"]])


def test_the_data_of_a_notebook_are_found_and_may_be_missing():
    data = {"columns": ["Name"], "rows": []}
    shown = new_output("display_data", {PAGE_DATA: data})
    cells = [new_code_cell("a", outputs=[shown]), new_code_cell("b")]
    assert find_page_data(new_notebook(cells=cells)) == data
    assert find_page_data(new_notebook(cells=cells[1:])) is None
