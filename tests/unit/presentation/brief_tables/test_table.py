"""A table as HTML: every text escaped, marks where they belong, headings tied to their cells."""

import pytest

from analysis.presentation.brief_tables.table import (
    Cell,
    Column,
    Line,
    Row,
    Table,
    make_missing,
    make_name,
    make_source,
    make_verdict,
    render_table,
)
from analysis.presentation.terms import VERDICTS

from ..shown_tables import parse_page, read_table, write_tables
from ..table_frames import EN, ZH

HOSTILE = '<script>alert("1")</script> & <b>bold</b>'


def render_cell(cell: Cell):
    """A table of one cell, and the element of that cell."""
    html = render_table(Table("Fruit", (Column("Name"),), ((Row((cell,)),),))).html
    return parse_page(html).find("tbody").find(["th", "td"])


def make_columns(number: int) -> tuple[Column, ...]:
    return tuple(Column(f"Column {place}") for place in range(number))


def test_a_table_shows_caption_headings_rows_groups_and_notes(snapshot):
    apples = Row((Cell("Apples", scope="row"), Cell("3", is_number=True)))
    pears = Row((Cell("Pears", scope="row"), Cell("4", details=(Line("of two kinds"),))))
    total = Row((Cell("All", scope="row"), Cell("7", is_number=True)), is_total=True)
    columns = (Column("Fruit"), Column("Number", is_number=True))
    table = Table("Fruit in store", columns, ((apples, pears), (total,)), ("Counted once.",))
    assert write_tables(render_table(table).html) == snapshot


def test_every_text_of_a_table_is_escaped():
    hostile_cell = Cell(HOSTILE, details=(Line(HOSTILE, HOSTILE),), lang=HOSTILE)
    status = Cell(HOSTILE, "met", symbol=HOSTILE)
    heading = Cell(HOSTILE, scope="rowgroup", colspan=2, lang=HOSTILE)
    rows = (Row((heading,)), Row((hostile_cell, status)))
    table = Table(HOSTILE, (Column(HOSTILE), Column(HOSTILE)), (rows,), (HOSTILE,))
    page = parse_page(render_table(table).html)
    assert page.find_all(["script", "b"]) == []
    assert page.find("caption").get_text() == HOSTILE
    assert page.find("p", class_="note").get_text() == HOSTILE
    assert page.find_all("td")[1]["data-label"] == HOSTILE
    assert [cell.get_text() for cell in page.find_all("th", scope="col")] == [HOSTILE, HOSTILE]


def test_a_table_without_rows_still_has_its_headings():
    shown = read_table(render_table(Table("Fruit", make_columns(2), ((),))).html)
    assert (shown.headings, shown.rows) == (["Column 0", "Column 1"], [])


def test_no_table_is_a_tab_stop_or_a_landmark():
    page = parse_page(render_table(Table("Fruit", make_columns(9), ())).html)
    assert not page.find_all(attrs={"tabindex": True})
    assert not page.find_all(attrs={"role": True})


def test_a_cell_carries_the_name_of_its_column_for_the_card_of_a_phone():
    first, covered = Cell("a", rowspan=2), Cell("1", is_number=True)
    rows = (Row((first, covered)), Row((covered,)), Row((Cell("b"), Cell(""))))
    page = parse_page(render_table(Table("Fruit", make_columns(2), (rows,))).html)
    labels = [cell.get("data-label") for cell in page.find_all("td")]
    assert labels == [None, "Column 1", "Column 1", None, None]
    assert [row.get("class") for row in page.find_all("tr")[1:]] == [None, ["more"], None]


def test_a_row_has_the_id_that_links_lead_to():
    table = Table("Fruit", make_columns(1), ((Row((Cell("a"),), anchor="row-a"),),))
    assert parse_page(render_table(table).html).find(id="row-a").name == "tr"


@pytest.mark.parametrize(
    ("texts", "pads"),
    [
        (["1.50", "2.5", "3"], ["", "pad-1", "pad-2 pad-point"]),
        (["1.50%", "0%"], ["", "pad-2 pad-point"]),
        (["1.50万人次", "3元"], ["", ""]),
        (["1", "2"], ["", ""]),
        (["1.5", "not a number"], ["", ""]),
    ],
)
def test_decimal_points_are_aligned_without_a_digit_that_is_not_printed(texts, pads):
    rows = tuple(Row((Cell(text, is_number=True),)) for text in texts)
    page = parse_page(render_table(Table("Fruit", make_columns(1), (rows,))).html)
    cells = page.find_all("td")
    assert [" ".join(cell["class"][1:]) for cell in cells] == pads
    assert [cell.get_text() for cell in cells] == texts


@pytest.mark.parametrize("is_number", [True, False])
def test_only_numbers_and_their_headings_are_marked_as_numbers(is_number):
    cell = Cell("3", is_number=is_number)
    table = Table("Fruit", (Column("Number", is_number),), ((Row((cell,)),),))
    page = parse_page(render_table(table).html)
    marks = [element.get("class") for element in (page.find("th"), page.find("td"))]
    assert marks == ([["number"]] * 2 if is_number else [None] * 2)


@pytest.mark.parametrize(("scope", "tag"), [("", "td"), ("row", "th"), ("rowgroup", "th")])
def test_a_heading_of_rows_is_a_heading_cell_with_its_scope(scope, tag):
    element = render_cell(Cell("Apples", scope=scope))
    assert (element.name, element.get("scope", "")) == (tag, scope)


def test_spans_are_written_only_where_a_cell_covers_more_than_one_place():
    wide, plain = render_cell(Cell("a", rowspan=3, colspan=2)), render_cell(Cell("a"))
    assert (wide["rowspan"], wide["colspan"]) == ("3", "2")
    assert not {"rowspan", "colspan"} & set(plain.attrs)


@pytest.mark.parametrize(
    "cell",
    [
        Cell("狐县", lang="zh"),
        Cell("狐县", lang="zh", scope="rowgroup", colspan=7),
        Cell("Fox", details=(Line("狐县", "zh"),)),
    ],
)
def test_text_in_another_language_is_marked_with_it(cell):
    marked = render_cell(cell).find(lang="zh")
    assert marked.get_text() == "狐县"


def test_text_in_the_language_of_the_page_has_no_mark():
    assert render_cell(Cell("Fox", details=(Line("County"),))).find(lang=True) is None


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("verdict", list(VERDICTS))
def test_a_verdict_is_shown_by_the_symbol_and_the_word_that_belong_to_it(verdict, words, snapshot):
    element = render_cell(make_verdict(verdict, words, ("because", "")))
    status = element.find("span", class_="status")
    assert f"status-{verdict.replace('_', '-')}" in status["class"]
    assert status.find("span", {"aria-hidden": "true"}).get_text() == VERDICTS[verdict][0]
    assert [line.get_text() for line in element.find_all(class_="detail")] == ["because"]
    assert status.get_text() == snapshot


@pytest.mark.parametrize(("words", "said"), [(ZH, "未报告"), (EN, "not reported")])
def test_missing_is_said_in_words_and_never_as_a_zero(words, said):
    element = render_cell(make_missing(words, (Line("blank"),)))
    assert element.find("span", class_="missing").get_text() == said
    assert element.find("div", class_="detail").get_text() == "blank"
    assert "0" not in element.get_text()
    assert element["class"] == ["number"]
    assert not make_missing(words, is_number=False).is_number


def test_a_name_is_picked_by_language_and_marked_where_only_chinese_is_there():
    both, chinese = {"name_zh": "狐县", "name_en": "Fox"}, {"name_zh": "狐县", "name_en": None}
    assert make_name(both, "name", EN, "a", "") == Cell("Fox", details=(Line("a"),))
    assert make_name(both, "name", ZH) == Cell("狐县")
    assert make_name(chinese, "name", EN) == Cell("狐县", lang="zh")


@pytest.mark.parametrize(
    ("locator", "words", "cell"),
    [
        ("表2 第1行", EN, Cell("Table 2, row 1", is_source=True)),
        ("附表 第1行", EN, Cell("附表 第1行", lang="zh", is_source=True)),
        ("表2\n第1行", ZH, Cell("表2第1行", is_source=True)),
        (None, EN, Cell("", is_source=True)),
        (float("nan"), ZH, Cell("", is_source=True)),
    ],
)
def test_a_source_is_the_place_in_the_language_of_the_page_or_blank(locator, words, cell):
    assert make_source(locator, words) == cell
