"""The documents behind a brief, how many figures each prints, and what they date."""

import pytest

from analysis.presentation.brief_tables.sources import tabulate_documents, tabulate_events
from analysis.presentation.terms import DOCUMENT_KINDS, EVENT_KINDS

from ..shown_tables import parse_page, read_table, write_tables
from ..table_frames import EN, LANGUAGES, ZH, Words, documents_of, events_of, figures_of

LETTER = {
    "document_id": "city-letter", "document_kind": "letter", "title_zh": "林市来函",
    "title_en": "Letter of Forest City", "issuer_zh": "林市局", "issuer_en": None,
    "document_date": "2021-06-01",
}  # fmt: skip
FORM = {
    "document_id": "fox-form", "document_kind": "monthly_form", "title_zh": "狐县月报表",
    "title_en": None, "part_of": "city-letter", "file_name": "form 06.xlsx",
    "document_date": "2021-07-05",
}  # fmt: skip
DOCUMENTS = {
    "none": ([], []),
    "one, no figure": ([{}], []),
    "one, one figure": ([{"file_name": "report.docx"}], [{"locator": "表2 第1行（第10行）"}]),
    "two": ([{}, LETTER], [{}, {"row_id": "r2"}, {"document_id": "not-a-document"}]),
    "three, one filed with another": (
        [{"part_of": "not-a-document"}, FORM, LETTER],
        [
            {"locator": "第3段（第30行）"},
            {"locator": "第3段（第31行）", "row_id": "r2"},
            {"locator": "表2 第1行（第40行）", "row_id": "r3", "printed": "0"},
            {"document_id": "fox-form", "locator": "县月报表 第5行"},
            {"document_id": "fox-form", "row_id": "r2", "printed": None, "locator": "空白 第6行"},
        ],
    ),
}
EVENTS = {
    "none": [],
    "one, to the day": [{}],
    "two, of one month and one year": [
        {"date_precision": "year", "end_date": "2020-12-31", "start_date": "2020-01-01"},
        {"date_precision": "month", "end_date": "2020-04-30", "label_en": None},
    ],
    "all kinds, of three documents": [
        {"event_kind": kind, "start_date": f"2020-0{9 - place}-01", "document_id": document_id}
        for place, (kind, document_id) in enumerate(
            zip(EVENT_KINDS, ["fox", "owl", "elk", "fox", "owl"], strict=True)
        )
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(DOCUMENTS))
def test_documents_are_shown_with_how_many_figures_they_print(case, language, snapshot):
    documents, figures = DOCUMENTS[case]
    fragment = tabulate_documents(documents_of(*documents), figures_of(*figures), Words(language))
    assert write_tables(fragment.html) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(EVENTS))
def test_events_are_shown_as_exactly_as_they_are_dated(case, language, snapshot):
    fragment = tabulate_events(events_of(*EVENTS[case]), Words(language))
    assert write_tables(fragment.html) == snapshot


def tabulate(documents, figures, words=EN):
    html = tabulate_documents(documents_of(*documents), figures_of(*figures), words).html
    return read_table(html)


def test_blank_cells_of_a_document_are_not_counted_as_figures():
    figures = [{}, {"row_id": "r2", "printed": None}]
    assert tabulate([{}], figures).rows[0][-1] == "1 figure / Table 1"


def test_a_document_that_prints_a_zero_prints_a_figure():
    assert tabulate([{}], [{"printed": "0"}]).rows[0][-1] == "1 figure / Table 1"


def test_a_part_of_a_document_is_named_once():
    figures = [{"locator": f"表1 第{row}行", "row_id": f"r{row}"} for row in (1, 2, 3)]
    assert tabulate([{}], figures).rows[0][-1] == "3 figures / Table 1"


def test_documents_stand_in_the_order_of_their_dates():
    documents = [{"document_date": "2021-05-01"}, {**LETTER, "document_date": "2020-05-01"}]
    assert tabulate(documents, []).find_column("Date") == ["1 May 2020", "1 May 2021"]


@pytest.mark.parametrize("kind", list(DOCUMENT_KINDS))
@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_the_kind_of_a_document_is_named_in_the_language_of_the_brief(kind, words):
    (row,) = tabulate([{"document_kind": kind}], [], words).rows
    assert row[0].split(" / ")[1] == words.gettext(DOCUMENT_KINDS[kind])


@pytest.mark.parametrize(("words", "language"), [(EN, "zh"), (ZH, None)])
def test_places_without_english_words_are_marked_as_chinese_in_an_english_brief(words, language):
    html = tabulate_documents(documents_of({}), figures_of({"locator": "附表1"}), words).html
    (places,) = [
        line for line in parse_page(html).find_all(class_="detail") if "附表1" in line.text
    ]
    assert places.get("lang") == language


def test_titles_and_names_of_files_are_escaped():
    row = {"title_en": "<b>Report</b>", "file_name": "<i>.xlsx", "issuer_en": "<u>Office</u>"}
    page = parse_page(tabulate_documents(documents_of(row), figures_of(), EN).html)
    assert page.find_all(["b", "i", "u"]) == []
    assert "<b>Report</b>" in page.get_text()


def test_dates_of_documents_themselves_are_no_events():
    assert not tabulate_events(events_of({"event_kind": "document"}), EN)


def test_events_stand_in_the_order_of_their_beginning():
    rows = [{"start_date": "2020-05-01", "label_en": "Later"}, {"label_en": "Earlier"}]
    shown = read_table(tabulate_events(events_of(*rows), EN).html)
    assert shown.find_column("Event") == ["Earlier", "Later"]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"end_date": "2020-03-01"}, "1 March 2020"),
        ({"end_date": "2020-04-02"}, "1 March 2020 to 2 April 2020"),
        ({"end_date": "2020-03-31", "date_precision": "month"}, "March 2020"),
        ({}, "1 March 2020"),
    ],
)
def test_a_date_is_as_exact_as_printed_and_a_span_names_both_ends(dates, said):
    shown = read_table(tabulate_events(events_of(dates), EN).html)
    assert shown.find_column("Date") == [said]
