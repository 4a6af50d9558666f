"""The chart of a fund table: a pair of bars per line, read back from the figure."""

from functools import cache

import pandas as pd
import pytest

from analysis.presentation.charts import Chart, plot_lines
from analysis.presentation.formats import Words

from ..chart_frames import DOCUMENTS, budget_line, make_lines
from ..figure_text import (
    describe_legend,
    list_missing_glyphs,
    list_row_labels,
    list_texts_outside,
    list_tick_labels,
    list_value_labels,
    name_colour,
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


def list_bars(chart: Chart) -> list[tuple[str, float, float, float, str]]:
    """Each bar's colour, start, length, middle and label."""
    (axes,) = chart.figure.axes
    bars = [bar for container in axes.containers for bar in container.patches]
    labels = [text for *_, text in list_value_labels(axes)]
    return [
        (name_colour(bar.get_facecolor()), float(bar.get_x()), float(bar.get_width()),
         float(bar.get_y() + bar.get_height() / 2), label)
        for bar, label in zip(bars, labels, strict=True)
    ]  # fmt: skip


def describe(chart: Chart) -> str:
    """What a reader sees, from the top down."""
    (axes,) = chart.figure.axes
    bars = list_bars(chart)
    seen = [describe_legend(axes.get_legend())]
    for row, row_label in enumerate(list_row_labels(axes)):
        seen.append(f"row: {row_label}")
        for colour, start, length, middle, label in sorted(bars, key=lambda bar: bar[3]):
            if abs(middle - row) < 0.5:
                seen.append(f"  {colour} bar from {start:.9g}, length {length:.9g}: {label}")
    seen.append(f"below: {axes.get_xlabel()}; ticks: {list_tick_labels(axes)}")
    return "\n".join([*seen, f"alt: {chart.alt}", f"caption: {chart.caption}"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", FUND_TABLES)
def test_the_chart_of_a_fund_table_shows(case, language, snapshot):
    assert describe(plot_case(language, case)) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", FUND_TABLES)
def test_all_texts_are_inside_the_figure_and_have_their_glyphs(case, language):
    chart = plot_case(language, case)
    (axes,) = chart.figure.axes
    assert list_texts_outside(chart.figure) == []
    assert list_missing_glyphs(chart.alt, chart.caption, *list_row_labels(axes)) == []


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


def test_a_missing_payment_draws_nothing_and_says_so_where_a_zero_says_zero():
    chart = plot("en", budget_line(1, 600_000, None), budget_line(2, 600_000, 0))
    paid = [bar for bar in list_bars(chart) if bar[0] == "blue"]
    assert [(length, label) for _, _, length, _, label in paid] == [(0, "not reported"), (0, "0")]
    assert "Training: planned CNY 600,000, paid not reported." in chart.alt
    assert "Logistics: planned CNY 600,000, paid CNY 0." in chart.alt


def test_all_bars_of_a_chart_have_one_unit_and_start_at_zero():
    chart = plot("zh", budget_line(1, 600_000, 300_000), budget_line(2, 12_000, 0))
    assert [(start, length) for _, start, length, *_ in list_bars(chart)] == [
        (0, 60), (0, 1.2), (0, 30), (0, 0),
    ]  # fmt: skip
    (axes,) = chart.figure.axes
    assert axes.get_xlim()[0] == 0
    assert axes.get_xlabel() == "万元"


def test_of_a_pair_the_planned_bar_is_above_the_paid_bar_and_they_do_not_overlap():
    planned, paid = list_bars(plot("en", budget_line(1, 600_000, 300_000)))
    (axes,) = plot("en", budget_line(1, 600_000, 300_000)).figure.axes
    bottom, top = axes.get_ylim()
    assert bottom > top, "rows count from the top down"
    assert planned[3] < 0 < paid[3]
    assert paid[3] - planned[3] == pytest.approx(axes.containers[0].patches[0].get_height())


def test_a_label_without_english_is_shown_in_chinese_and_a_long_one_in_several_lines():
    (axes,) = plot("en", budget_line(1, 10, 5, label_en=None)).figure.axes
    assert list_row_labels(axes) == ["培训"]
    (axes,) = plot("en", budget_line(1, 10, 5, label_en="Village stations " * 3)).figure.axes
    assert list_row_labels(axes) == ["Village stations Village / stations Village stations"]


def test_a_caption_without_any_date_says_that_it_is_not_dated():
    lines = make_lines(budget_line(1, 10, 5)).assign(as_of_date=pd.NaT)
    chart = plot_lines(lines, Words("en"))
    assert "at no date" in chart.caption


def test_a_line_with_a_payment_but_no_plan_is_drawn_and_its_plan_is_not_reported():
    chart = plot("en", budget_line(1, None, 300_000), budget_line(2, 400_000, 100_000))
    assert list_row_labels(chart.figure.axes[0]) == ["Training", "Logistics"]
    assert "Training: planned not reported, paid CNY 300,000." in chart.alt
    assert plot_lines(make_lines(budget_line(1, None, 300_000)), Words("en")) is not None


def test_a_line_without_any_amount_is_said_to_be_left_out():
    chart = plot("en", budget_line(1, None, None), budget_line(2, 400_000, 100_000))
    assert list_row_labels(chart.figure.axes[0]) == ["Logistics"]
    assert chart.caption.endswith("Not shown because no amount is reported: Training.")


def test_the_caption_speaks_of_totals_only_where_the_fund_table_has_some():
    line = budget_line(1, 600_000, 300_000)
    assert "total" not in plot("en", line).caption
    total = budget_line(2, 600_000, 300_000, row_role="total")
    said = "Totals are in the table."
    assert plot("en", line, total).caption.endswith(said)


def test_only_lines_that_no_other_line_is_part_of_are_drawn():
    chart = plot(
        "en",
        budget_line(1, 600_000, 300_000, row_role="subtotal"),
        budget_line(2, 400_000, 200_000, parent_row="line_01"),
        budget_line(3, 200_000, 100_000, parent_row="line_01"),
        budget_line(4, 50_000, 50_000, parent_row="line_03", row_role="of_which"),
    )
    assert list_row_labels(chart.figure.axes[0]) == ["Logistics", "Farm products to market"]


def test_an_amount_below_zero_is_drawn():
    chart = plot("en", budget_line(1, 600_000, -100_000))
    (axes,) = chart.figure.axes
    assert axes.get_xlim()[0] < -100_000
