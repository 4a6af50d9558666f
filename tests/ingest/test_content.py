import pytest

from analysis.ingest.content import Cell, Place, describe_place, locate_row, locate_text


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (None, "the file"),
        (Place(), "the file"),
        (Place(sheet="7月"), "sheet 7月"),
        (Place(sheet="7月", row=3), "sheet 7月, cell A3"),
        (Place(page=2, table=1, row=3, column=4), "page 2, table 1, row 3, column 4"),
        (Place(paragraph=5), "paragraph 5"),
    ],
)
def test_a_place_is_described_for_messages(place, text):
    assert describe_place(place) == text


@pytest.mark.parametrize(
    ("places", "locator"),
    [
        ([Place(sheet="7月", row=3)], "工作表“7月”（第3行）"),
        ([Place(line=3), Place(line=4, last_line=6)], "（第3–6行）"),
        ([Place(line=3), Place(line=3)], "（第3行）"),
        ([Place(page=2, row=3)], "第2页（第3行）"),
        ([Place(table=1, row=3)], "（第3行）"),
        ([Place(page=2)], "第2页"),
    ],
)
def test_the_locator_of_a_row_names_sheet_lines_or_page(places, locator):
    assert locate_row([Cell("", place) for place in places]) == locator


@pytest.mark.parametrize(
    ("place", "locator"),
    [
        (Place(line=3, last_line=4), "正文（第3–4行）"),
        (Place(paragraph=5), "正文（第5段）"),
        (Place(page=2), "正文（第2页）"),
        (Place(sheet="7月", row=3), "工作表“7月”（第3行）"),
        (Place(), "正文"),
    ],
)
def test_the_locator_of_a_paragraph_names_its_position(place, locator):
    assert locate_text(place) == locator
