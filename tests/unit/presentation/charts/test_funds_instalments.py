"""The chart of instalments: a row each, a mark per status at its date, read back."""

from functools import cache

import matplotlib.dates as mdates
import pandas as pd
import pytest

from analysis.presentation.charts import Chart, plot_instalments
from analysis.presentation.charts.instalments import find_span
from analysis.presentation.formats import Words

from ..chart_frames import DOCUMENTS, instalment, make_instalments
from ..figure_text import (
    describe_legend,
    list_markers,
    list_missing_glyphs,
    list_row_labels,
    list_texts_outside,
    list_tick_labels,
    list_value_labels,
)

REPORTED_TWICE = [
    instalment(1, 300_000, "2020-06-15", status="requested", row_id="a_requested"),
    instalment(1, 300_000, "2020-09-20", status="paid", row_id="b_paid"),
]
PAYMENTS = {
    "one instalment on a day": [instalment(1, 300_000, "2020-11-15")],
    "two instalments, one undated": [
        instalment(1, 300_000, "2020-11-30"),
        instalment(2, 400_000, None, date_precision=None, status="requested"),
    ],
    "nothing dated": [
        instalment(number, 50_000, None, date_precision=None, status="requested")
        for number in (1, 2)
    ],
    "a month and a year": [
        instalment(1, 300_000, "2020-02-01", date_precision="month"),
        instalment(2, 400_000, "2021-01-01", date_precision="year", status="submitted"),
    ],
    "one instalment in two statuses": REPORTED_TWICE,
    "one instalment without amount among two": [
        instalment(1, 300_000, "2020-03-31"), instalment(2, None, "2020-06-30"),
    ],
    "seven instalments in all statuses": [
        instalment(number, number * 10_000.5, f"2020-{number + 2:02d}-10", status=status)
        for number, status in enumerate(
            ["paid", "paid", "requested", "submitted", "retained", "paid", "requested"], start=1
        )
    ],
    "over many years": [
        instalment(1, 300_000_000, "2016-11-15"), instalment(2, 120_000_000, "2020-03-01"),
    ],
    "three documents on three contracts": [
        instalment(1, 300_000, f"{year}-05-20", document_id=document, contract_ids=contract,
                   label_zh=f"{year}年首期", label_en=f"First of {year}")
        for year, document, contract in zip(
            (2020, 2021, 2022), DOCUMENTS, ("fox-k1", "fox-k2", "fox-k3"), strict=True
        )
    ],
}  # fmt: skip


def plot(language: str, *rows: dict) -> Chart:
    chart = plot_instalments(make_instalments(*rows), Words(language))
    assert chart is not None
    return chart


@cache
def make_case(case: str) -> pd.DataFrame:
    return make_instalments(*PAYMENTS[case])


@cache
def plot_case(language: str, case: str) -> Chart:
    chart = plot_instalments(make_case(case), Words(language))
    assert chart is not None
    return chart


def show_day(number: float) -> str:
    return mdates.num2date(number).strftime("%Y-%m-%d")


def list_spans(chart: Chart) -> list[tuple[float, str, str]]:
    """The bars that stand for a month or a year: row, first and last day."""
    (axes,) = chart.figure.axes
    bars = [line for line in axes.lines if len(line.get_xdata()) == 2]
    days = [[show_day(day) for day in line.get_xdata(orig=False)] for line in bars]
    rows = [float(line.get_ydata()[0]) for line in bars]
    return [(row, *span) for row, span in zip(rows, days, strict=True)]


def describe(chart: Chart) -> str:
    """What a reader sees, row by row."""
    (axes,) = chart.figure.axes
    marks = zip(list_markers(axes), list_value_labels(axes), strict=True)
    seen = {row: [f"row: {label}"] for row, label in enumerate(list_row_labels(axes))}
    for (day, row, look), (label_day, label_row, label) in marks:
        assert (label_day, label_row) == (day, row), "a label stands at its mark"
        seen[row].append(f"  {show_day(day)} {look}: {label}")
    for row, first, last in list_spans(chart):
        seen[row].append(f"  bar from {first} to {last}")
    lines = [describe_legend(axes.get_legend()), *(line for row in seen.values() for line in row)]
    ends = " … ".join(show_day(day) for day in axes.get_xlim())
    lines.append(f"axis: {ends}; ticks: {', '.join(list_tick_labels(axes))}")
    return "\n".join([*lines, f"alt: {chart.alt}", f"caption: {chart.caption}"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", PAYMENTS)
def test_the_chart_of_instalments_shows(case, language, snapshot):
    assert describe(plot_case(language, case)) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", PAYMENTS)
def test_all_texts_are_inside_the_figure_and_have_their_glyphs(case, language):
    chart = plot_case(language, case)
    (axes,) = chart.figure.axes
    assert list_texts_outside(chart.figure) == []
    assert list_missing_glyphs(chart.alt, chart.caption, *list_row_labels(axes)) == []


@pytest.mark.parametrize("rows", [[], [instalment(1, None, "2020-11-15")]])
def test_there_is_no_chart_where_no_instalment_has_an_amount(rows):
    assert plot_instalments(make_instalments(*rows), Words("en")) is None


def test_there_is_no_chart_where_neither_instalment_nor_document_is_dated():
    undated = make_instalments(instalment(1, 10, None, as_of_date=None))
    assert plot_instalments(undated, Words("en")) is None


@pytest.mark.parametrize(
    ("status", "look"),
    [
        ("paid", "filled blue circle"),
        ("submitted", "hollow red-brown square"),
        ("requested", "hollow red-brown diamond"),
        ("retained", "hollow red-brown triangle"),
    ],
)
def test_only_paid_money_is_filled_in_the_chart_and_in_its_legend(status, look):
    (axes,) = plot("en", instalment(1, 10, "2020-05-05", status=status)).figure.axes
    assert [mark[-1] for mark in list_markers(axes)] == [look]
    assert describe_legend(axes.get_legend()).startswith(f"legend: {look} = ")


def test_an_undated_instalment_stands_in_brackets_at_the_date_of_its_document():
    chart = plot("en", instalment(1, 10, None, as_of_date="2021-01-31", date_precision=None))
    ((day, row, label),) = list_value_labels(chart.figure.axes[0])
    assert (show_day(day), row, label) == ("2021-01-31", 0, "(10)")
    assert chart.caption.endswith("undated, shown at the document date.")
    assert "no date" in chart.alt


def test_a_missing_amount_draws_no_row_and_no_mark():
    (axes,) = plot_case("en", "one instalment without amount among two").figure.axes
    assert list_row_labels(axes) == ["Instalment no. 1"]
    assert len(list_markers(axes)) == len(list_value_labels(axes)) == 1


def test_a_sum_with_a_payment_whose_amount_is_not_reported_is_not_reported():
    chart = plot_case("en", "one instalment without amount among two")
    assert "Total reported as paid: cannot be calculated." in chart.caption
    assert chart.caption.endswith(
        "Not shown because the amount or date is missing: Instalment no. 2."
    )
    assert "Instalment no. 2" not in chart.alt


def test_an_instalment_in_two_statuses_has_one_row_named_by_its_number():
    (axes,) = plot("en", *REPORTED_TWICE).figure.axes
    assert list_row_labels(axes) == ["Instalment 1"]
    assert [row for _, row, _ in list_markers(axes)] == [0, 0]


def test_the_same_number_in_two_contracts_makes_two_rows():
    rows = [
        instalment(1, 10, "2020-05-05", contract_ids=contract, row_id=contract)
        for contract in ("fox_k1", "fox_k2")
    ]
    (axes,) = plot("en", *rows).figure.axes
    assert [row for _, row, _ in list_markers(axes)] == [0, 1]


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("day", "2020-02-15", "2020-02-15"),
        ("month", "2020-02-01", "2020-02-29"),
        ("year", "2020-01-01", "2020-12-31"),
        (None, "2020-02-15", "2020-02-15"),
    ],
)
def test_a_date_spans_all_the_days_that_it_may_be(precision, first, last):
    span = find_span(pd.Timestamp("2020-02-15"), precision)
    assert [f"{day:%Y-%m-%d}" for day in span] == [first, last]


def test_every_mark_and_every_span_is_between_the_ends_of_the_axis():
    chart = plot("zh", *PAYMENTS["a month and a year"])
    left, right = (show_day(day) for day in chart.figure.axes[0].get_xlim())
    assert all(left < first < last < right for _, first, last in list_spans(chart))


def test_long_times_have_ticks_twice_a_year_and_shorter_ones_four_times():
    long = plot("en", instalment(1, 10, "2018-01-10"), instalment(2, 10, "2020-06-10"))
    ticks = list_tick_labels(long.figure.axes[0])
    assert {tick[-2:] for tick in ticks} == {"01", "07"}
    short = plot("en", instalment(1, 10, "2019-01-10"), instalment(2, 10, "2020-01-10"))
    ticks = list_tick_labels(short.figure.axes[0])
    assert {tick[-2:] for tick in ticks} == {"01", "04", "07", "10"}


@pytest.mark.parametrize(
    ("dates", "ticks"),
    [
        (["2020-11-15"], ["2020-11", "2020-12"]),
        (["2020-02-15"], ["2020-02", "2020-03"]),
        (["2014-01-10", "2024-06-10"], None),
    ],
)
def test_each_tick_stands_at_the_first_day_of_the_month_that_it_names(dates, ticks):
    rows = [instalment(number, 10, date) for number, date in enumerate(dates, start=1)]
    (axes,) = plot("en", *rows).figure.axes
    labels = list_tick_labels(axes)
    left, right = axes.get_xlim()
    places = [place for place in axes.get_xticks() if left <= place <= right]
    assert [show_day(place) for place in places] == [f"{label}-01" for label in labels]
    assert ticks in (labels, None)
    assert 2 <= len(labels) <= 12


@pytest.mark.parametrize("precision", ["month", "year"])
def test_an_undated_instalment_is_drawn_at_the_day_of_its_document(precision):
    chart = plot("en", instalment(1, 10, None, as_of_date="2021-01-20", date_precision=precision))
    assert list_spans(chart) == []
    ((day, _, label),) = list_value_labels(chart.figure.axes[0])
    assert (show_day(day), label) == ("2021-01-20", "(10)")
    assert "A bar spans" not in chart.caption


def test_an_instalment_without_any_date_is_left_out_and_named():
    undated = instalment(2, 20, None, as_of_date=None, date_precision=None)
    chart = plot("en", instalment(1, 10, "2020-11-15"), undated)
    assert list_row_labels(chart.figure.axes[0]) == ["Instalment no. 1"]
    assert "Not shown because the amount or date is missing: Instalment no. 2." in chart.caption
    assert "Total reported as paid: CNY 30." in chart.caption


def test_two_contracts_with_one_number_have_rows_of_different_names():
    rows = [
        instalment(1, 10, date, contract_ids=contract, row_id=contract + status, status=status)
        for contract in ("fox-k1", "fox-k2")
        for status, date in (("requested", "2020-05-05"), ("paid", "2020-06-05"))
    ]
    (axes,) = plot("en", *rows).figure.axes
    assert list_row_labels(axes) == ["Instalment 1 (fox-k1)", "Instalment 1 (fox-k2)"]
