"""The chart of a fund table: a bar per line, read back from the figure."""

from functools import cache

import pandas as pd
import pytest

from analysis.presentation.charts import Chart, plot_lines
from analysis.presentation.formats import Words

from ..chart_frames import DOCUMENTS, budget_line, instalment, make_instalments, make_lines
from ..figure_text import (
    describe,
    list_bars,
    list_drawings,
    list_faults,
    list_lines,
    list_missing_glyphs,
    list_words,
)

NEWEST_OF_THREE_DOCUMENTS = [
    budget_line(1, 500_000, 100_000),
    budget_line(1, 500_000, 250_000, document_id=DOCUMENTS[1], as_of_date="2021-12-31"),
    budget_line(2, 300_000, 300_000, document_id=DOCUMENTS[1], as_of_date="2021-12-31"),
    budget_line(1, 500_000, None, document_id=DOCUMENTS[2], as_of_date="2022-12-31"),
]
FUND_TABLES = {
    "one line, all reported": [budget_line(1, 600_000, 300_000)],
    "two lines, one without payment": [
        budget_line(1, 600_000, 300_000), budget_line(2, 400_000, None),
    ],
    "two lines, nothing paid is reported": [
        budget_line(1, 600_000, None), budget_line(2, 400_000, None),
    ],
    "a line of which zero is paid": [budget_line(1, 600_000, 0)],
    "amounts in odd yuan, one overpaid": [
        budget_line(1, 100_000.25, 120_000.5), budget_line(2, 7, 7),
    ],
    "hundreds of millions": [budget_line(1, 250_000_000, 31_500_000)],
    "a total besides its lines": [
        budget_line(1, 600_000, 600_000),
        budget_line(2, 600_000, 600_000, row_role="total", label_zh="合计", label_en="Total"),
    ],
    "eight lines": [budget_line(number, number * 10_000, 5_000) for number in range(1, 9)],
    "the newest of three documents that reports payments": NEWEST_OF_THREE_DOCUMENTS,
}  # fmt: skip


def plot(language: str, *rows: dict) -> Chart:
    chart = plot_lines(make_lines(*rows), Words(language))
    assert chart is not None
    return chart


@cache
def make_case(case: str) -> pd.DataFrame:
    return make_lines(*FUND_TABLES[case])


@cache
def plot_case(language: str, case: str) -> Chart:
    chart = plot_lines(make_case(case), Words(language))
    assert chart is not None
    return chart


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", FUND_TABLES)
def test_the_chart_of_a_fund_table_shows(case, language, snapshot):
    assert describe(plot_case(language, case)) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", FUND_TABLES)
def test_all_texts_of_both_drawings_have_room_and_their_glyphs(case, language):
    chart = plot_case(language, case)
    assert list_faults(chart) == []
    assert list_missing_glyphs(chart.alt, chart.caption, *list_words(chart.figure)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [budget_line(1, None, None)],
        [budget_line(1, 600_000, 300_000, row_role="total")],
    ],
)
def test_there_is_no_chart_where_no_line_has_a_planned_amount(rows):
    assert plot_lines(make_lines(*rows), Words("en")) is None


def test_a_language_may_be_given_by_its_code():
    lines = make_lines(budget_line(1, 600_000, 300_000))
    assert plot_lines(lines, "en").alt == plot_lines(lines, Words("en")).alt
    assert plot_lines(lines).alt == plot_lines(lines, Words("zh")).alt


def test_a_missing_payment_draws_nothing_and_says_so_where_a_zero_says_zero():
    chart = plot("en", budget_line(1, 600_000, None), budget_line(2, 600_000, 0))
    assert {colour for colour, *_ in list_bars(chart.figure)} == {"pale"}
    written = " ".join(list_words(chart.figure))
    assert "paid not reported, planned 600,000" in written
    assert "paid 0, planned 600,000" in written
    assert "Training: planned CNY 600,000, paid not reported." in chart.alt
    assert "Logistics: planned CNY 600,000, paid CNY 0, rate 0.00%." in chart.alt


@pytest.mark.parametrize("narrow", [False, True])
def test_all_bars_have_one_scale_and_start_at_zero_and_what_is_paid_covers_the_plan(narrow):
    chart = plot("zh", budget_line(1, 600_000, 300_000), budget_line(2, 12_000, 3_000))
    bars = list_bars(list_drawings(chart)[narrow])
    assert [colour for colour, *_ in bars] == ["pale", "blue", "pale", "blue"]
    assert len({left for _, left, *_ in bars}) == 1
    lengths = [length for *_, length, _ in bars]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.5, 0.02, 0.005])
    assert "单位：万元" in list_words(chart.figure)


def test_the_rate_stands_beside_its_bar_and_nothing_where_there_is_none():
    chart = plot("zh", budget_line(1, 600_000, 300_000), budget_line(2, 400_000, None))
    assert [text for text in list_words(chart.figure) if "%" in text] == ["50.00%"]


def test_a_plan_that_was_overpaid_is_marked_over_what_was_paid():
    chart = plot("zh", budget_line(1, 100_000, 120_000))
    (_, left, planned, _), (_, _, paid, _) = list_bars(chart.figure)
    assert paid == pytest.approx(1.2 * planned)
    assert ("black", [left + planned] * 2) in [line[:2] for line in list_lines(chart.figure)]


def test_a_long_name_stands_in_several_lines_and_one_without_english_in_chinese():
    assert "培训" in list_words(plot("en", budget_line(1, 10, 5, label_en=None)).figure)
    chart = plot("en", budget_line(1, 10, 5, label_en="Village stations " * 3))
    assert list_words(chart.figure)[4:6] == [
        "Village stations Village",
        "stations Village stations",
    ]
    assert list_faults(chart) == []


def test_a_word_without_end_and_an_attack_have_room_and_are_text():
    label = "<script>alert(1)</script>" + "x" * 200
    chart = plot("en", budget_line(1, 1e11, 5, label_en=label), budget_line(2, 3, 1e11))
    assert list_faults(chart) == []
    assert "<script>" not in chart._repr_html_()


def test_a_caption_without_any_date_says_that_it_is_not_dated():
    lines = make_lines(budget_line(1, 10, 5)).assign(as_of_date=pd.NaT)
    assert "at no date" in plot_lines(lines, Words("en")).caption


def test_a_line_with_a_payment_but_no_plan_is_drawn_and_its_plan_is_not_reported():
    chart = plot("en", budget_line(1, None, 300_000), budget_line(2, 400_000, 100_000))
    assert "Training: planned not reported, paid CNY 300,000." in chart.alt
    assert plot_lines(make_lines(budget_line(1, None, 300_000)), Words("en")) is not None


def test_a_line_without_any_amount_is_said_to_be_left_out():
    chart = plot("en", budget_line(1, None, None), budget_line(2, 400_000, 100_000))
    assert "Training" not in list_words(chart.figure)
    assert chart.caption.endswith("Not shown because no amount is reported: Training.")


def test_the_caption_speaks_of_totals_only_where_the_fund_table_has_some():
    line = budget_line(1, 600_000, 300_000)
    assert "otal" not in plot("en", line).caption
    total = budget_line(2, 600_000, 300_000, row_role="total")
    assert plot("en", line, total).caption.endswith("Totals are in the table.")


def test_only_lines_that_no_other_line_is_part_of_are_drawn():
    chart = plot(
        "en",
        budget_line(1, 600_000, 300_000, row_role="subtotal"),
        budget_line(2, 400_000, 200_000, parent_row="line_01"),
        budget_line(3, 200_000, 100_000, parent_row="line_01"),
        budget_line(4, 50_000, 50_000, parent_row="line_03", row_role="of_which"),
    )
    names = {"Training", "Logistics", "Farm products to market"}
    assert names & set(list_words(chart.figure)) == names - {"Training"}


def test_an_amount_below_zero_is_drawn_left_of_zero():
    chart = plot("en", budget_line(1, 600_000, -100_000))
    planned, paid = list_bars(chart.figure)
    assert paid[1] + paid[2] == pytest.approx(planned[1])
    assert list_faults(chart) == []


SHARES = [
    instalment(1, 180_000, "2020-06-30", printed_share=0.3),
    instalment(2, 240_000, "2020-09-30", printed_share=0.4),
    instalment(3, None, None, status="retained", printed_share=0.3, date_precision=None),
]


def test_what_is_payable_before_acceptance_is_a_named_mark_on_each_bar():
    lines = make_lines(budget_line(1, 600_000, 420_000), budget_line(2, 600, 0))
    chart = plot_lines(lines, "zh", make_instalments(*SHARES))
    planned = list_bars(chart.figure)[0]
    marks = [xs[0] for colour, xs, _ in list_lines(chart.figure) if colour == "black"]
    assert planned[1] + 0.7 * planned[2] in [pytest.approx(mark) for mark in marks]
    assert "约定验收前支付70%" in list_words(chart.figure)
    assert "70%" in chart.caption
    assert "70%" not in plot_lines(lines, "zh", make_instalments(SHARES[0])).caption
