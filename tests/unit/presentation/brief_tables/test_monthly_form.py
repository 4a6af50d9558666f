"""The monthly form: a column for each form, blanks as blanks, zeros as the form prints them."""

import pandas as pd
import pytest

from analysis.presentation.brief_tables.monthly_forms import tabulate_form

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
    [(EN, "<not reported> / blank"), (ZH, "<未报告> / 未填报")],
    ids=["en", "zh"],
)
def test_a_blank_of_a_form_is_not_reported_and_never_zero(words, said):
    (row,) = tabulate([{**STATIONS, "value": None}], [{}], words).rows
    assert row[1] == said


def test_a_zero_that_a_form_prints_is_a_zero_and_the_note_says_so():
    facts = facts_of({**STATIONS, "value": 0, "printed": "0"})
    html = tabulate_form(facts, documents_of({}), EN).html
    assert read_table(html).rows[0][1] == "0"
    assert write_tables(html).endswith("※ Zeros are as reported in the form.")


def test_a_form_that_does_not_ask_for_an_indicator_leaves_its_place_empty():
    facts = [STATIONS, {**STATIONS, **CITY}, {**ORDERS, "value": 3}]
    orders = tabulate(facts, [{}, CITY_DOCUMENT]).rows[1]
    assert orders == ["订单", "3 / 月报 第6行", "", "31 July 2020"]


def test_two_forms_of_one_month_have_each_their_own_place():
    facts = [STATIONS, {**STATIONS, **CITY, "value": 21, "locator": "月报 第1行"}]
    shown = tabulate(facts, [{}, CITY_DOCUMENT])
    assert shown.headings == [
        "Indicator", "Fox County Office form", "Forest City Office form", "Period",
    ]  # fmt: skip
    assert shown.rows[0][1:3] == ["20 / Paragraph 5 (line 50)", "21 / 月报 第1行"]


def test_figures_that_cover_other_areas_and_other_tables_are_no_part_of_the_form():
    others = [{**STATIONS, "covers": "990101;990102"}, {**STATIONS, "table_kind": "statements"}]
    assert not tabulate_form(facts_of(*others), documents_of({}), EN)


def test_only_documents_that_are_forms_have_a_column():
    headings = tabulate([STATIONS], [{}, CITY_DOCUMENT]).headings
    assert headings == ["Indicator", "Fox County Office form", "Period", "Source"]


def make_month(number: int, **columns) -> tuple[dict, dict]:
    """A form of a month from January 2019 on: its figure and its document."""
    start = pd.Timestamp("2019-01-01") + pd.DateOffset(months=number - 1)
    end = start + pd.offsets.MonthEnd()
    period = {"period_start": str(start.date()), "period_end": str(end.date())}
    own = {"document_id": f"fox-{start:%Y-%m}"}
    figure = {**STATIONS, **own, "period_end": period["period_end"], "value": number,
              "printed": str(number), "locator": f"{number}月报 第1行", **columns}  # fmt: skip
    return figure, {**own, **period, "document_date": period["period_end"]}


def show(forms: list[tuple[dict, dict]], words=EN) -> str:
    facts, documents = zip(*forms, strict=True)
    # A document is listed once, whatever the number of its figures.
    unique = {document["document_id"]: document for document in documents}
    return str(tabulate_form(facts_of(*facts), documents_of(*unique.values()), words).html)


def test_each_month_has_a_row_with_its_own_period_and_source_the_newest_first():
    shown = read_table(show([make_month(1), make_month(3), make_month(2)]))
    assert shown.headings == ["Period", "Stations", "Source"]
    assert shown.rows == [
        ["March 2019", "3", "3月报 第1行"], ["February 2019", "2", "2月报 第1行"],
        ["January 2019", "1", "1月报 第1行"],
    ]  # fmt: skip


def test_the_rows_of_a_form_are_named_in_their_order():
    forms = []
    for month in (1, 2):
        figure, document = make_month(month)
        for name, row in (("a", "第2行"), ("b", "第10行"), ("c", "第1行")):
            forms.append(({**figure, "indicator_id": name, "locator": f"月报表 {row}"}, document))
    sources = read_table(show(forms)).find_column("Source")
    assert sources == ["Monthly form, row 1, row 2, row 10"] * 2


@pytest.mark.parametrize("number", [12, 13, 24])
def test_months_before_the_last_twelve_are_folded(number):
    html = show([make_month(month) for month in range(1, number + 1)])
    shown, _, folded = html.partition("<details>")
    assert [row[1] for row in read_table(shown).rows] == [
        str(month) for month in range(number, number - 12, -1)
    ]
    older = [row[1] for row in read_table(folded).rows] if folded else []
    assert older == [str(month) for month in range(number - 12, 0, -1)]
    assert ("earlier month" in folded) == (number > 12)
    if number > 12:
        forms = [make_month(month) for month in range(1, number + 1)]
        assert f"此前另有{number - 12}个月" in show(forms, ZH)


def test_a_figure_for_the_year_so_far_names_its_period_in_the_row_of_its_month():
    month, document = make_month(5)
    year_so_far = {**month, **ORDERS, "period_start": "2019-01-01", "value": 9}
    year_so_far |= {"document_id": month["document_id"], "period_end": month["period_end"]}
    html = show([(month, document), (year_so_far, document), make_month(4)])
    assert read_table(html).rows[0][:3] == ["May 2019", "5", "9 / January to May 2019"]


def test_a_quarter_from_january_on_is_named_by_its_months_in_a_form():
    month, document = make_month(3)
    so_far = {**month, "period_start": "2019-01-01", "value": 9, "printed": "9"}
    html = show([(so_far, document), make_month(2)])
    assert read_table(html).rows[0][1] == "9 / January to March 2019"


def test_two_periods_of_one_indicator_in_one_form_are_both_shown():
    shown = tabulate([{**STATIONS, **year(2019, 10)}, {**STATIONS, **year(2020, 12)}], [{}])
    assert [row[:2] for row in shown.rows] == [["2020", "12"], ["2019", "10"]]
    month = {"period_start": "2020-07-01", "value": 3, "printed": "3"}
    so_far = {"period_start": "2020-01-01", "value": 30}
    shown = tabulate([{**STATIONS, **month}, {**STATIONS, **so_far}], [{}])
    assert [row[1:3] for row in shown.rows] == [["3", "July 2020"], ["30", "January to July 2020"]]


def test_many_indicators_are_shown_in_tables_that_fit_the_page():
    months = []
    for number in (1, 2):
        for indicator in range(10):
            figure, document = make_month(
                number, indicator_id=f"i{indicator}", name_en=f"Indicator {indicator}"
            )
            months.append(
                ({**figure, "locator": f"月报 序号{indicator}（第{indicator}行）"}, document)
            )
    html = show(months)
    tables = [read_table(part) for part in html.split("</table>")[:-1]]
    assert [len(table.headings) for table in tables] == [5, 6, 5]
    assert [heading for table in tables for heading in table.headings[1:-1]] == [
        f"Indicator {indicator}" for indicator in range(10)
    ]
    assert tables[0].rows[0][-1] == "No. 0 (line 0), No. 1 (line 1), No. 2 (line 2)"
    assert html.count("Zeros are as reported") == 1


def test_forms_of_several_offices_name_theirs():
    city, document = make_month(1, document_id="city")
    document = {**document, **CITY_DOCUMENT, "document_id": "city"}
    shown = read_table(show([(city, document), make_month(1), make_month(2)]))
    assert [row[0] for row in shown.rows] == [
        "February 2019 / Fox County Office", "January 2019 / Fox County Office",
        "January 2019 / Forest City Office",
    ]  # fmt: skip


def test_a_cell_that_cannot_be_read_shows_what_is_printed_and_is_not_called_blank():
    printed = {"value": None, "printed": "约2套", "missing_reason": "unreadable_unit"}
    (row,) = tabulate([{**STATIONS, **printed}], [{}]).rows
    assert row[1] == "<not reported> / 约2套 / unit not readable"


def test_names_and_issuers_are_escaped():
    facts = facts_of({**STATIONS, "name_en": "<b>Stations</b>"})
    html = str(tabulate_form(facts, documents_of({"issuer_en": "<i>Office"}), EN).html)
    assert "&lt;b&gt;Stations&lt;/b&gt;" in html
    assert "&lt;i&gt;Office" in html
