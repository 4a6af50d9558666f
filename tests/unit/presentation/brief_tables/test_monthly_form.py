"""The monthly form: a column for each form, blanks as blanks, zeros as the form prints them."""

import pytest

from analysis.presentation.brief_tables.indicators import tabulate_form

from ..shown_tables import read_table, write_tables
from ..table_frames import EN, LANGUAGES, ZH, Words, documents_of, facts_of, year

FORM = {"table_kind": "monthly_form", "period_start": None, "period_end": "2020-07-31"}
STATIONS = {**FORM, "value": 20, "printed": "20"}
ORDERS = {
    **FORM, "indicator_id": "orders", "name_zh": "订单", "name_en": None, "locator": "月报 第6行",
}  # fmt: skip
CITY = {"document_id": "city-form"}
CITY_DOCUMENT = {**CITY, "issuer_zh": "林市局", "issuer_en": "Forest City Office"}
THIRD_DOCUMENT = {"document_id": "unused", "issuer_zh": "熊县办", "issuer_en": "Bear County Office"}
CASES = {
    "no form": ([{"value": 1}], [{}]),
    "one form, nothing filled in": ([{**STATIONS, "value": None, "printed": None}], [{}]),
    "one form, everything filled in": (
        [STATIONS, {**ORDERS, "value": 0, "printed": "0"}], [{}]
    ),
    "two forms": (
        [
            STATIONS,
            {**STATIONS, **CITY, "value": 21, "locator": "月报 第1行"},
            {**ORDERS, "value": 1_200, "unit": "cny", "printed_unit": "元"},
        ],
        [{}, CITY_DOCUMENT, THIRD_DOCUMENT],
    ),
    "three forms": (
        [
            {**STATIONS, **CITY, "value": None},
            STATIONS,
            {**STATIONS, "document_id": "unused", "value": 0},
            {**ORDERS, "document_id": "unused", "value": 3, "period_note": "undated: no month"},
        ],
        [{}, CITY_DOCUMENT, THIRD_DOCUMENT],
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(CASES))
def test_monthly_forms_are_shown_side_by_side(case, language, snapshot):
    facts, documents = CASES[case]
    fragment = tabulate_form(facts_of(*facts), documents_of(*documents), Words(language))
    assert write_tables(fragment.html) == snapshot


def tabulate(facts, documents, words=EN):
    html = tabulate_form(facts_of(*facts), documents_of(*documents), words).html
    return read_table(html)


@pytest.mark.parametrize(
    ("words", "said"),
    [(EN, "<not reported> / blank in the form"), (ZH, "<未报告> / 报表空白")],
    ids=["en", "zh"],
)
def test_a_blank_of_a_form_is_not_reported_and_never_zero(words, said):
    (row,) = tabulate([{**STATIONS, "value": None}], [{}], words).rows
    assert row[1] == said


def test_a_zero_that_a_form_prints_is_a_zero_and_the_note_says_so():
    facts = facts_of({**STATIONS, "value": 0, "printed": "0"})
    html = tabulate_form(facts, documents_of({}), EN).html
    assert read_table(html).rows[0][1] == "0"
    assert write_tables(html).endswith("※ A zero in this table is a zero that the form prints.")


def test_a_form_that_does_not_ask_for_an_indicator_leaves_its_place_empty():
    facts = [STATIONS, {**STATIONS, **CITY}, {**ORDERS, "value": 3}]
    orders = tabulate(facts, [{}, CITY_DOCUMENT]).rows[1]
    assert orders[:3] == ["订单", "3", ""]


def test_figures_that_cover_other_areas_and_other_tables_are_no_part_of_the_form():
    others = [{**STATIONS, "covers": "990101;990102"}, {**STATIONS, "table_kind": "statements"}]
    assert not tabulate_form(facts_of(*others), documents_of({}), EN)


def test_only_documents_that_are_forms_have_a_column():
    headings = tabulate([STATIONS], [{}, CITY_DOCUMENT]).headings
    assert headings == ["Indicator", "Form of Fox County Office", "Period", "Source"]


def test_today_forms_of_two_months_share_the_period_and_the_source_of_the_first():
    # Untrue: the second figure is of August and stands elsewhere; the headings are alike, too.
    july, august = {"document_id": "fox-form-07"}, {"document_id": "fox-form-08"}
    facts = [
        {**STATIONS, **july, "locator": "七月 第1行"},
        {**STATIONS, **august, "locator": "八月 第1行", "period_end": "2020-08-31", "value": 25},
    ]
    shown = tabulate(facts, [july, august])
    assert shown.headings[1:3] == ["Form of Fox County Office"] * 2
    assert shown.rows == [["Stations", "20", "25", "31 July 2020", "七月 第1行"]]


def test_today_only_the_first_of_two_periods_in_one_form_is_shown():
    # Doubtful: a form that prints an indicator for two periods loses the second without a word.
    shown = tabulate([{**STATIONS, **year(2019, 10)}, {**STATIONS, **year(2020, 12)}], [{}])
    assert [row[1:3] for row in shown.rows] == [["10", "2019"]]


def test_names_and_issuers_are_escaped():
    facts = facts_of({**STATIONS, "name_en": "<b>Stations</b>"})
    html = str(tabulate_form(facts, documents_of({"issuer_en": "<i>Office"}), EN).html)
    assert "&lt;b&gt;Stations&lt;/b&gt;" in html
    assert "Form of &lt;i&gt;Office" in html
