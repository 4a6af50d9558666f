"""The files inside the briefs can be saved from file:// under the strict policy, and open."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from analysis.rendering.page.downloads import FORMULA_SIGNS

from .test_pages import BRIEFS

KILOBYTE = 1000
MOST_WITHOUT_FILES, MOST_WITH_FILES = 250 * KILOBYTE, 350 * KILOBYTE


@pytest.fixture
def save(open_page, rendered_briefs, tmp_path):
    """Clicks the link of a file in a brief and returns the name and the bytes that are saved."""

    def save_file(page, label):
        opened = open_page(rendered_briefs / page, accept_downloads=True)
        with opened.page.expect_download() as waiting:
            opened.page.get_by_role("link", name=label).click()
        waiting.value.save_as(tmp_path / "saved")
        assert opened.complaints == []
        assert opened.page.url.split("#")[0] == opened.address
        return waiting.value.suggested_filename, (tmp_path / "saved").read_bytes()

    return save_file


@pytest.mark.parametrize("page", BRIEFS)
def test_the_csv_file_of_a_brief_opens(save, page):
    name, content = save(page, "CSV")
    assert name == page.replace(".html", ".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    frame = pd.read_csv(io.BytesIO(content))
    assert frame.shape == (len(rows), len(header))
    texts = [cell for row in rows for cell in row if not is_number(cell)]
    assert not [text for text in texts if text.startswith(FORMULA_SIGNS)]


@pytest.mark.parametrize("page", BRIEFS)
def test_the_workbook_of_a_brief_opens_and_has_no_formula(save, page):
    name, content = save(page, "Excel")
    assert name == page.replace(".html", ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    assert book.worksheets[0].max_row > 1


@pytest.mark.parametrize("page", BRIEFS)
def test_csv_and_workbook_hold_the_same_rows(save, page):
    rows = list(csv.reader(io.StringIO(save(page, "CSV")[1].decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(save(page, "Excel")[1])).worksheets[0]
    values = [[as_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    assert [[as_text(cell.removeprefix("'")) for cell in row] for row in rows] == values


@pytest.mark.parametrize("page", BRIEFS)
def test_a_brief_is_not_too_large(rendered_briefs, page):
    html = (rendered_briefs / page).read_text("utf-8")
    start, end = html.index('<div class="downloads"'), html.index("</div>", html.index("download="))
    assert len((html[:start] + html[end:]).encode()) <= MOST_WITHOUT_FILES
    assert len(html.encode()) <= MOST_WITH_FILES


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def as_text(value):
    text = "" if value is None else str(value)
    return repr(float(text)) if is_number(text) else text
