"""The chart of instalments: a row per instalment, a mark per status, phases of the work above."""

from functools import cache

import pandas as pd
import pytest

from analysis.presentation.charts import Chart, plot_instalments
from analysis.presentation.charts.instalments import find_span
from analysis.presentation.charts.timeline import list_ticks
from analysis.presentation.formats import Words

from ..chart_frames import DOCUMENTS, instalment, make_instalments
from ..figure_text import (
    describe,
    list_drawings,
    list_faults,
    list_lines,
    list_marks,
    list_missing_glyphs,
    list_words,
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


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", PAYMENTS)
def test_the_chart_of_instalments_shows(case, language, snapshot):
    assert describe(plot_case(language, case)) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", PAYMENTS)
def test_all_texts_of_both_drawings_have_room_and_their_glyphs(case, language):
    chart = plot_case(language, case)
    assert list_faults(chart) == []
    assert list_missing_glyphs(chart.alt, chart.caption, *list_words(chart.figure)) == []


@pytest.mark.parametrize("rows", [[], [instalment(1, None, "2020-11-15")]])
def test_there_is_no_chart_where_no_instalment_has_an_amount(rows):
    assert plot_instalments(make_instalments(*rows), Words("en")) is None


def test_there_is_no_chart_where_neither_instalment_nor_document_is_dated():
    undated = make_instalments(instalment(1, 10, None, as_of_date=None))
    assert plot_instalments(undated, Words("en")) is None


@pytest.mark.parametrize(
    ("status", "look", "word"),
    [
        ("paid", "filled blue circle", "reported as paid"),
        ("submitted", "hollow ochre square", "submitted for payment"),
        ("requested", "hollow ochre diamond", "requested"),
        ("retained", "hollow ochre triangle", "not yet payable"),
    ],
)
def test_only_paid_money_is_filled_and_each_mark_says_amount_status_and_date(status, look, word):
    chart = plot("en", instalment(1, 10, "2020-05-05", status=status))
    for figure in list_drawings(chart):
        assert [mark[-1] for mark in list_marks(figure)] == [look]
        assert f"CNY 10, {word}, 5 May 2020" in list_words(figure)


def test_an_undated_instalment_is_hollow_with_a_point_at_the_date_of_its_document():
    undated = instalment(2, 10, None, as_of_date="2021-01-31", date_precision=None)
    chart = plot("en", instalment(1, 10, "2021-01-31"), undated)
    marks = list_marks(chart.figure)
    assert [look for *_, look in marks] == [
        "filled blue circle", "hollow blue circle", "filled blue circle",
    ]  # fmt: skip
    assert len({x for x, *_ in marks}) == 1
    assert chart.caption.endswith("undated, shown at the document date.")
    assert "no date" in chart.alt


def test_a_missing_amount_draws_no_row_and_no_mark():
    chart = plot_case("en", "one instalment without amount among two")
    assert "Instalment no. 2" not in list_words(chart.figure)
    assert len(list_marks(chart.figure)) == 1


def test_a_sum_with_a_payment_whose_amount_is_not_reported_is_not_reported():
    chart = plot_case("en", "one instalment without amount among two")
    assert "Total reported as paid: cannot be calculated." in chart.caption
    assert chart.caption.endswith(
        "Not shown because the amount or date is missing: Instalment no. 2."
    )
    assert "Instalment no. 2" not in chart.alt


def test_an_instalment_in_two_statuses_has_one_name_and_two_marks():
    chart = plot("en", *REPORTED_TWICE)
    assert list_words(chart.figure).count("Instalment 1") == 1
    assert len(list_marks(chart.figure)) == 2


def test_the_same_number_in_two_contracts_makes_two_rows():
    rows = [
        instalment(1, 10, "2020-05-05", contract_ids=contract, row_id=contract)
        for contract in ("fox_k1", "fox_k2")
    ]
    marks = list_marks(plot("en", *rows).figure)
    assert len({y for _, y, _ in marks}) == 2


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


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2018-01-10", "2020-06-10", ["2019-01", "2020-01"]),
        ("2019-01-10", "2020-01-10", ["2019-04", "2019-07", "2019-10", "2020-01"]),
        ("2020-11-10", "2020-12-20", ["2020-12"]),
    ],
)
def test_long_times_are_told_by_years_and_shorter_ones_by_quarters_or_months(first, last, ticks):
    found = list_ticks(pd.Timestamp(first), pd.Timestamp(last))
    assert [f"{tick:%Y-%m}" for tick in found] == ticks


def test_thirty_years_have_no_more_ticks_than_have_room():
    rows = [instalment(1, 10, "1990-05-05"), instalment(2, 10, "2024-05-05")]
    assert list_faults(plot("zh", *rows)) == []


def make_events(*rows: tuple[str, str, str | None, str]) -> pd.DataFrame:
    names = ["event_kind", "start_date", "end_date", "label_zh"]
    frame = pd.DataFrame(rows, columns=names).assign(label_en=None)
    dates = {name: pd.to_datetime(frame[name]) for name in ("start_date", "end_date")}
    return frame.assign(**dates)


EVENTS = make_events(
    ("phase", "2019-05-01", "2019-07-31", "启动阶段"),
    ("phase", "2019-07-01", "2020-12-31", "实施阶段"),
    ("stoppage", "2020-02-01", "2020-06-30", "疫情停摆"),
    ("milestone", "2020-11-01", None, "中期验收"),
    ("phase", "2020-11-01", None, "没有终点的阶段"),
)


def test_phases_and_stoppages_with_both_ends_stand_above_and_a_stoppage_is_hatched():
    rows = make_instalments(instalment(1, 10, "2020-05-05"))
    chart = plot_instalments(rows, "zh", EVENTS)
    plain = plot_instalments(rows, "zh")
    for figure, without in zip(list_drawings(chart), list_drawings(plain), strict=True):
        names = set(list_words(figure)) - set(list_words(without))
        assert {"工作阶段", "启动阶段", "实施阶段", "疫情停摆"} <= names
        assert not names & {"中期验收", "没有终点的阶段"}
        assert len(list_lines(figure)) > len(list_lines(without)) + 2, "lines of the hatching"
    assert "疫情停摆：2020年2—6月。" in chart.alt
    assert list_faults(chart) == []


def test_a_long_name_of_a_phase_stands_above_its_bar():
    events = make_events(("phase", "2019-05-01", "2020-12-31", "很长的阶段名称" * 4))
    chart = plot_instalments(make_instalments(instalment(1, 10, "2020-05-05")), "zh", events)
    assert list_faults(chart) == []


def test_an_instalment_without_any_date_is_left_out_and_named():
    undated = instalment(2, 20, None, as_of_date=None, date_precision=None)
    chart = plot("en", instalment(1, 10, "2020-11-15"), undated)
    assert "Not shown because the amount or date is missing: Instalment no. 2." in chart.caption
    assert "Total reported as paid: CNY 30." in chart.caption
