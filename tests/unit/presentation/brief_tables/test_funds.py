"""Tables of the fund: what is divided by what, planned and paid line by line, appropriations."""

import pytest

from analysis.presentation.brief_tables.funds import (
    tabulate_appropriations,
    tabulate_lines,
    tabulate_rates,
)
from analysis.presentation.display import NOTHING
from analysis.presentation.terms import FUND_SOURCES, RATES

from ..shown_tables import parse_page, read_table, read_tables, write_tables
from ..table_frames import (
    DOCUMENT,
    EN,
    LANGUAGES,
    TABLE,
    Words,
    appropriations_of,
    figures_of,
    lines_of,
    rates_of,
)

PAID_RATE = {"numerator_cny": 700_000, "denominator_cny": 1_000_000, "rate": 0.7}
RATE_CASES = {
    "none": [],
    "two, none computable": [{"numerator_cny": 700_000}, {"rate_id": "paid_of_contract"}],
    "one, with the printed one": [{**PAID_RATE, "printed": "70.0%"}],
    "two, one of them zero": [
        PAID_RATE, {**PAID_RATE, "rate_id": "paid_of_contract", "numerator_cny": 0, "rate": 0}
    ],
    "all": [
        {**PAID_RATE, "rate_id": name, "numerator_cny": 1_234.5 * place, "rate": 0.123456 * place}
        for place, name in enumerate(RATES)
    ],
}  # fmt: skip
LINE = {"planned_cny": 600_000, "paid_cny": 300_000, "paid_rate": 0.5}
LINES = {
    "none": [],
    "one, nothing reported": [{}],
    "one, everything reported": [
        {**LINE, "payee_zh": "甲公司", "payee_en": "Company A", "printed": "50.00%"}
    ],
    "two and a total printed first": [
        {
            "row_id": "r3", "row_role": "total", "label_zh": "合计", "label_en": "Total",
            "planned_cny": 1_000_000, "paid_cny": 300_000, "paid_rate": 0.3, "printed": "30%",
        },
        {"row_id": "r2", "planned_cny": 400_000, "label_zh": "服务", "label_en": None},
        {"row_id": "r1", **LINE},
    ],
    "five of three documents": [
        {"row_id": "r2", **LINE, "paid_cny": 0, "paid_rate": 0},
        {"row_id": "r1", **LINE, "label_en": "Roads", "label_zh": "道路"},
        {"row_id": "r9", **LINE, "document_id": "owl-report", "payee_zh": "乙公司"},
        {"row_id": "r1", "document_id": "elk-report", "planned_cny": 123_456.78},
        {"row_id": "r4", **LINE, "paid_cny": 900_000, "paid_rate": 1.5},
    ],
}  # fmt: skip
LINE_FIGURES = figures_of(
    {"row_id": "r1", "locator": "表2 第1行（第10行）"},
    {"row_id": "r2", "locator": "表2 第2行（第11行）"},
    {"row_id": "r3", "locator": "表2 第3行（第9行）"},
    {"row_id": "r1", "document_id": "elk-report", "locator": "附表 第1行（第8行）"},
)
SOURCES = list(FUND_SOURCES)
APPROPRIATIONS = {
    "none": [],
    "one": [{"appropriation_cny": 15_000_000}],
    "two": [
        {"appropriation_cny": 20_000_000, "funds_source": "central"},
        {"appropriation_cny": 0, "funds_source": "own", "figure": "not/in/the/figures"},
    ],
    "all, of three documents": [
        {"appropriation_cny": 1_250_000 * place, "funds_source": name, "figure": figure}
        for place, (name, figure) in enumerate(
            zip(SOURCES, [f"{name}/{TABLE}/r1/value" for name in "abcabc"], strict=True), start=1
        )
    ],
}
APPROPRIATIONS["entered, with its digits"] = [
    {"appropriation_cny": 5_000_000, "figure": "entered-990101/appropriations/p.province/amount",
     "entered_date": "2026-11-27"},
]  # fmt: skip
FUND_FIGURES = figures_of(
    {"locator": "第2段（第20行）"},
    *({"document_id": name, "row_id": "r1", "locator": f"文件{name} 第1段"} for name in "abc"),
    {"document_id": "entered-990101", "table_id": "appropriations", "row_id": "p.province",
     "column": "amount", "printed": "500.00万元", "locator": "2026-11-27由用户填报"},
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(RATE_CASES))
def test_rates_are_shown_with_what_they_divide(case, language, snapshot):
    fragment = tabulate_rates(rates_of(*RATE_CASES[case]), Words(language))
    assert write_tables(fragment.html) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(LINES))
def test_lines_of_the_fund_are_shown_planned_and_paid(case, language, snapshot):
    fragment = tabulate_lines(lines_of(*LINES[case]), LINE_FIGURES, Words(language))
    assert write_tables(fragment.html) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(APPROPRIATIONS))
def test_appropriations_are_shown_by_their_source(case, language, snapshot):
    rows = appropriations_of(*APPROPRIATIONS[case])
    assert write_tables(tabulate_appropriations(rows, FUND_FIGURES, Words(language)).html) == (
        snapshot
    )


def tabulate_english_lines(*rows):
    return read_table(tabulate_lines(lines_of(*rows), LINE_FIGURES, EN).html)


def test_a_rate_that_cannot_be_computed_has_no_row():
    rates = rates_of(PAID_RATE, {"rate_id": "paid_of_contract", "numerator_cny": 700_000})
    shown = read_table(tabulate_rates(rates, EN).html)
    assert shown.find_column("Rate") == ["Disbursement rate (paid ÷ planned)"]


def test_a_computed_rate_has_two_digits_and_the_printed_one_keeps_its_own():
    rates = rates_of({**PAID_RATE, "rate": 0.69985, "printed": "70%"})
    shown = read_table(tabulate_rates(rates, EN).html)
    assert shown.find_column("Value") == ["69.99% / reported: 70%"]


def test_a_line_without_amounts_is_not_reported_and_never_zero():
    (row,) = tabulate_english_lines({}).rows
    assert row[1:4] == ["<not reported>"] * 3


def test_a_line_on_which_nothing_was_paid_has_a_rate_of_zero():
    (row,) = tabulate_english_lines({**LINE, "paid_cny": 0, "paid_rate": 0}).rows
    assert row[1:4] == ["600,000", "0", "0.00%"]


def test_lines_stand_as_printed_and_totals_last_and_marked():
    shown = tabulate_english_lines(
        {"row_id": "r3", "label_en": "Total", "row_role": "total"},
        {"row_id": "r2", "label_en": "Second"},
        {"row_id": "r1", "label_en": "First"},
    )
    assert shown.find_column("Line") == ["First", "Second", "Total"]
    assert [row[0] for row in shown.totals] == ["Total"]


def test_a_total_of_lines_comes_last_whatever_the_rows_are_called():
    rows = [
        {"row_id": "services", "label_en": "Services", "parent_row": "total"},
        {"row_id": "total", "label_en": "Total", "row_role": "total"},
        {"row_id": "upstream", "label_en": "Upstream", "parent_row": "total"},
    ]
    names = ["Services", "Upstream", "Total"]
    assert tabulate_english_lines(*rows).find_column("Line") == names


def test_a_total_stands_before_the_parts_that_are_named_below_it():
    shown = tabulate_english_lines(
        {"row_id": "r1", "label_en": "Total of the year", "row_role": "total"},
        {"row_id": "r2", "label_en": "Of the budget", "row_role": "of_which", "parent_row": "r1"},
    )
    assert next(iter(shown.rows))[0] == "Total of the year"


@pytest.mark.parametrize("amounts", [{}, {"paid_cny": 300_000}, {"planned_cny": 600_000}])
def test_a_printed_rate_stands_where_the_amounts_are_missing(amounts):
    shown = tabulate_english_lines({"printed": "50.00%", **amounts})
    assert shown.find_column("Disbursement rate (paid ÷ planned)") == ["reported: 50.00%"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rate_that_is_only_printed_has_a_row(language, snapshot):
    rates = rates_of(
        {"printed": "46%", "denominator_cny": 500_000},
        {"rate_id": "used_of_appropriation", "printed": "30%"},
        {"rate_id": "paid_of_contract"},
    )
    assert write_tables(tabulate_rates(rates, Words(language)).html) == snapshot


TREE = [
    {"row_id": "r1", "label_zh": "一、服务", "label_en": "I. Services", "row_role": "subtotal"},
    {"row_id": "r2", "label_zh": "1.站点", "label_en": "1. Stations", "parent_row": "r1"},
    {"row_id": "r3", "label_zh": "其中：县级", "label_en": "County", "row_role": "of_which",
     "parent_row": "r2"},
    {"row_id": "r4", "label_zh": "培训", "label_en": "Training", "parent_row": "r5"},
    {"row_id": "r5", "label_zh": "合计", "label_en": "Total", "row_role": "total"},
    {"row_id": "r6", "label_zh": "其他资金", "label_en": "Others", "row_role": "unknown"},
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_within_rows_are_marked_and_indented(language, snapshot):
    html = tabulate_lines(lines_of(*TREE), FUND_FIGURES, Words(language)).html
    assert write_tables(html) == snapshot
    depths = {cell.get_text(): cell.get("class") for cell in parse_page(html).select("tbody th")}
    assert list(depths.values()).count(["within-1"]) == 1
    assert list(depths.values()).count(["within-2"]) == 1


def test_rows_without_a_line_stand_in_the_order_of_their_numbers():
    shown = tabulate_english_lines(
        *({"row_id": f"x{number}", "label_en": str(number)} for number in (10, 9, 2))
    )
    assert shown.find_column("Line") == ["2", "9", "10"]


PROJECTS = {"fox-2020": "2020 provincial project", "fox-2021": "2021 national project"}


def test_each_project_has_its_own_tables_under_its_name():
    second = {"project_id": "fox-2021"}
    made = (
        tabulate_rates(rates_of(PAID_RATE, {**PAID_RATE, **second}), EN, PROJECTS),
        tabulate_lines(lines_of(LINE, {**LINE, **second}), LINE_FIGURES, EN, PROJECTS),
        tabulate_appropriations(
            appropriations_of({"appropriation_cny": 5}, {"appropriation_cny": 6, **second}),
            FUND_FIGURES, EN, PROJECTS,
        ),
    )  # fmt: skip
    for fragment in made:
        captions = [table.caption for table in read_tables(fragment.html)]
        assert [caption.split(": ")[0] for caption in captions] == list(PROJECTS.values())
        assert all(len(table.rows) == 1 for table in read_tables(fragment.html))


def test_a_project_without_a_fund_table_is_said_to_have_none():
    fragment = tabulate_lines(lines_of(LINE), LINE_FIGURES, EN, PROJECTS)
    assert write_tables(fragment.html).endswith(
        "※ 2021 national project: No fund table with planned or paid amounts is provided."
    )
    assert tabulate_lines(lines_of(), LINE_FIGURES, EN, PROJECTS) == NOTHING


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sources", ["province", "province county", "central province own", "city"])
def test_what_the_rates_do_not_count_is_said_below_the_appropriations(sources, language, snapshot):
    rows = appropriations_of(
        *({"appropriation_cny": 2_000_000, "funds_source": source} for source in sources.split())
    )
    shown = tabulate_appropriations(rows, FUND_FIGURES, Words(language))
    assert write_tables(shown.html) == snapshot


def test_names_and_printed_rates_are_escaped():
    row = {**LINE, "label_en": "<b>Roads</b>", "printed": "<i>50%</i>"}
    html = str(tabulate_lines(lines_of(row), LINE_FIGURES, EN).html)
    assert "&lt;b&gt;Roads&lt;/b&gt;" in html
    assert "reported: &lt;i&gt;50%&lt;/i&gt;" in html


def test_an_appropriation_leads_to_the_figure_that_prints_it():
    rows = appropriations_of({"appropriation_cny": 5, "figure": f"{DOCUMENT}/{TABLE}/r1/value"})
    shown = read_table(tabulate_appropriations(rows, FUND_FIGURES, EN).html)
    assert shown.find_column("Source") == ["Paragraph 2 (line 20)"]


def test_a_source_of_funds_without_amount_is_not_reported():
    shown = read_table(tabulate_appropriations(appropriations_of({}), FUND_FIGURES, EN).html)
    assert shown.find_column("Appropriation (CNY)") == ["<not reported>"]
