"""The figures at the head of a brief: each with what it is made of, or said to be missing."""

import pytest

from analysis.presentation.brief_tables.headlines import (
    Headline,
    make_headlines,
    select_for_index,
    tabulate_headlines,
)

from ..shown_tables import parse_page
from ..table_frames import EN, LANGUAGES, Words, items_of, points_of, rates_of, year

PAID = {"numerator_cny": 700_000, "denominator_cny": 1_000_000, "rate": 0.7}
USED = {"rate_id": "used_of_appropriation"}
NO_RATES = [{}, {"rate_id": "paid_of_contract"}, USED]
INCOME = {
    "indicator_id": "income", "name_zh": "收入", "name_en": None, "unit": "cny",
    "printed_unit": "元",
}  # fmt: skip
CASES = {
    "no rows at all": ([], [], []),
    "nothing reported": (NO_RATES, [], []),
    "one of each": ([PAID], [{}], [year(2020, 125_000)]),
    "everything reported": (
        [PAID, {**PAID, "rate_id": "paid_of_contract", "numerator_cny": 0, "rate": 0}, USED],
        [
            {"item": "A1"},
            {"item": "A2", "verdict": "not_met"},
            {"item": "A3", "verdict": "not_assessed"},
            {"item": "A4", "verdict": "not_computable"},
            {"item": "A5"},
        ],
        [
            year(2019, 8_000.5, **INCOME),
            year(2020, 9_000, **INCOME, qualifier="over"),
            year(2019, 100_000),
            year(2020, 12_500_000),
        ],
    ),
    "three documents": (
        [{**PAID, "printed": "70%"}],
        [
            {"item": "A1", "document_id": "elk-report", "verdict": "not_met"},
            {"item": "A1", "document_id": "owl-report"},
            {"item": "A2", "document_id": "owl-report"},
        ],
        [
            year(2018, 10_000, document_id="owl-report"),
            year(2020, 25_000, document_id="elk-report"),
        ],
    ),
}


def make_english(rates=(), items=(), points=()):
    return make_headlines(rates_of(*rates), items_of(*items), points_of(*points), EN)


def write_headlines(html) -> str:
    """Term and figure of each headline, one a line; what is missing stands in <>."""
    lines = []
    for entry in parse_page(html).find_all("dl"):
        for missing in entry.find_all(class_="missing"):
            missing.string = f"<{missing.get_text()}>"
        figure, detail = entry.find("dd"), entry.find(class_="detail")
        said = detail.extract().get_text() if detail else ""
        lines.append(" | ".join([entry.find("dt").get_text(), figure.get_text(), said]))
    return "\n".join(lines) or "(nothing)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(CASES))
def test_headlines_show_figures_and_what_they_are_made_of(case, language, snapshot):
    rates, items, points = CASES[case]
    words = Words(language)
    headlines = make_headlines(rates_of(*rates), items_of(*items), points_of(*points), words)
    assert write_headlines(tabulate_headlines(headlines, words).html) == snapshot


def test_a_rate_that_the_head_does_not_show_is_left_out():
    rates = [PAID, {**PAID, "rate_id": "contracted_of_appropriation"}]
    assert [headline.value for headline in make_english(rates)] == ["70.00%", None]


def test_a_rate_without_denominator_names_the_amount_and_has_no_value():
    headline = make_english([{"numerator_cny": 700_000}])[0]
    assert headline.value is None
    assert headline.detail == "CNY 700,000; not reported: planned amount"


@pytest.mark.parametrize(
    ("amounts", "detail"),
    [
        ({}, "as reported; not reported: amount paid, planned amount"),
        ({"numerator_cny": 700_000}, "as reported; not reported: planned amount"),
        ({"denominator_cny": 700_000}, "as reported; not reported: amount paid"),
        (
            {"denominator_cny": 700_000, "numerator_is_partial": True},
            "as reported; not reported: total paid",
        ),
        (
            {"numerator_cny": 7, "denominator_cny": 0},
            "as reported; the denominator is reported as 0",
        ),
    ],
)
def test_a_rate_that_is_only_printed_is_shown_with_the_amounts_that_it_lacks(amounts, detail):
    headline = make_english([{"printed": "70.0%", **amounts}])[0]
    assert (headline.value, headline.detail) == ("70.0%", detail)


def test_parts_of_what_was_paid_are_not_said_to_be_nothing():
    headline = make_english([{"numerator_is_partial": True, "denominator_cny": 900_000}])[0]
    assert (headline.value, headline.detail) == (None, "not reported: total paid")


def test_the_rate_of_an_appropriation_says_whose_it_is():
    headline = make_english([{**PAID, "rate_id": "used_of_appropriation"}])[0]
    assert headline.detail == "CNY 700,000 ÷ CNY 1,000,000 from the province"


def test_two_projects_have_their_own_headlines_under_their_names():
    projects = {"fox-2020": "First", "fox-2021": "Second"}
    headlines = make_headlines(
        rates_of(PAID, {**PAID, "project_id": "fox-2021", "rate": 0.9}),
        items_of({"project_id": "fox-2020"}, {"project_id": None, "item": "A2"}),
        points_of(year(2020, 125_000)),
        EN,
        projects,
    )
    assert [(headline.label, headline.value) for headline in headlines] == [
        ("First: Disbursement rate (paid ÷ planned)", "70.00%"),
        ("First: Items met", "1 of 1"),
        ("Second: Disbursement rate (paid ÷ planned)", "90.00%"),
        ("Second: Items met", None),
        ("No single project: Items met", "1 of 1"),
        ("Visitors", "125,000 visits"),
    ]
    assert [figure["value"] for figure in select_for_index(headlines)] == ["70.00%", "90.00%"]


def test_targets_are_counted_in_the_table_that_has_most_of_them():
    items = [
        {"item": "A1", "table_id": "goals", "verdict": "not_met"},
        {"item": "A1"},
        {"item": "A2", "verdict": "not_computable"},
    ]
    (headline,) = make_english(items=items)
    assert headline.value == "1 of 2"
    assert headline.detail == "0 not met, 0 not assessed, 1 cannot be calculated"


def test_a_trend_shows_its_newest_reported_point_and_no_implied_or_planned_one():
    points = [
        year(2019, 100_000),
        year(2020, 200_000),
        year(2021, 300_000, origin="implied", low=1, high=2),
        year(2022, 400_000, origin="planned"),
    ]
    headline = make_english(points=points)[-1]
    assert (headline.value, headline.detail) == ("200,000 visits", "2020")


def test_the_qualifier_of_an_amount_stands_before_the_currency():
    headline = make_english(points=[year(2020, 9_000, **INCOME, qualifier="over")])[-1]
    assert headline.value == "over CNY 9,000"


def test_of_a_year_and_its_last_quarter_the_year_is_shown():
    quarter = {**year(2020, 30_000), "period_start": "2020-10-01", "period_kind": "quarter"}
    headline = make_english(points=[year(2020, 125_000), {**quarter, "document_id": "zebra"}])[-1]
    assert headline == Headline("Visitors", "125,000 visits", "2020")
    alone = make_english(points=[year(2019, 125_000), quarter])[-1]
    assert alone == Headline("Visitors", "30,000 visits", "Q4 2020")


def test_a_trend_without_reported_point_is_not_reported():
    assert make_english(points=[year(2020)])[-1] == Headline("Visitors", None)


def test_headlines_are_escaped():
    headlines = [Headline("<b>a</b>", "<i>1</i>", "<u>c</u>"), Headline("d", None)]
    html = str(tabulate_headlines(headlines, EN).html)
    assert "&lt;b&gt;a&lt;/b&gt;" in html
    assert "&lt;i&gt;1&lt;/i&gt;" in html
    assert "&lt;u&gt;c&lt;/u&gt;" in html


@pytest.mark.parametrize(
    ("values", "chosen"),
    [
        ([], []),
        ([None, None], []),
        ([None, "1"], ["1"]),
        (["0.00%", None, "2", "3"], ["0.00%", "2"]),
    ],
)
def test_the_index_gets_the_first_two_figures_that_are_reported(values, chosen):
    headlines = [Headline(f"Figure {place}", value) for place, value in enumerate(values)]
    selected = select_for_index(headlines)
    assert [figure["value"] for figure in selected] == chosen
    assert all(figure["label"].startswith("Figure") for figure in selected)


def test_items_not_yet_due_are_named_where_there_are_some():
    rows = [{"item": "A1", "verdict": "not_yet_due"}, {"item": "A2"}]
    headline = make_headlines(rates_of(), items_of(*rows), points_of(), EN)[-1]
    assert (headline.value, headline.detail) == (
        "1 of 2", "0 not met, 1 not yet due, 0 not assessed, 0 cannot be calculated",
    )  # fmt: skip


def test_each_project_has_its_own_count_of_targets():
    rows = [
        {"item": "A1", "project_id": "p-2", "document_id": "elk-report"},
        {"item": "A2", "project_id": "p-2", "document_id": "elk-report", "verdict": "not_met"},
        {"item": "A1", "project_id": "p-1"},
    ]
    projects = {"p-1": "First", "p-2": "Second"}
    headlines = make_headlines(rates_of(), items_of(*rows), points_of(), EN, projects)
    assert [(headline.label, headline.value) for headline in headlines] == [
        ("First: Items met", "1 of 1"), ("Second: Items met", "1 of 2"),
    ]  # fmt: skip
