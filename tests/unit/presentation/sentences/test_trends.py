"""Trends: the newest reported figure first, its printed change, and what that implies."""

import pytest

from analysis.presentation.formats import Words
from analysis.presentation.sentences.trends import describe_trends
from tests.unit.presentation.sentence_frames import point, points, say_in_both


def list_trends(words: Words, *rows) -> list[str]:
    return describe_trends(points(*rows), words)


def say_trends(*rows) -> str:
    return say_in_both(lambda words: list_trends(words, *rows))


def implied(year: int, value: float, low: float, high: float, **columns):
    """The visitors of a year that only a printed change tells, with their interval."""
    return point(year, value, origin="implied", low=low, high=high, **columns)


def income(year: int, value: float, **columns):
    """The income of poor households, in yuan."""
    named = {
        "indicator_id": "poor_income_per_head",
        "name_zh": "贫困户人均收入",
        "name_en": "Income per head of poor households",
        "unit": "cny",
        "printed_unit": "元",
    }
    return point(year, value, **named, **columns)


def test_without_points_nothing_is_said():
    assert list_trends(Words("zh")) == []
    assert list_trends(Words("zh"), implied(2019, 100_000, 99_000, 101_000)) == []


def test_a_plan_is_said_to_be_one_and_never_reported(snapshot):
    assert say_trends(point(2022, 200_000, origin="planned"), point(2020)) == snapshot


@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_newest_year_comes_first_then_the_earlier_ones_in_order(count, snapshot):
    rows = [point(2020 - count + number, 100_000 + 12_500 * number) for number in range(count)]
    assert say_trends(*rows) == snapshot


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        pytest.param(0.25, "growth", id="a rise"),
        pytest.param(0.1275, "growth", id="a rise with its digits"),
        pytest.param(-0.07, "growth", id="a fall"),
        pytest.param(4.0, "multiple", id="a multiple"),
        pytest.param(1.5, "multiple", id="a multiple with its digits"),
    ],
)
def test_the_printed_change_of_the_newest_figure_is_said(change, kind, snapshot):
    assert say_trends(point(printed_change=change, change_kind=kind)) == snapshot


def test_the_change_of_an_earlier_figure_is_not_said():
    rows = [point(2019, 100_000, printed_change=0.5, change_kind="growth"), point(2020, 125_000)]
    said = list_trends(Words("en"), *rows)
    assert said == [
        "Visitors, 2020: 125,000 visits.",
        "Visitors, 2019: 100,000 visits.",
    ]


def test_an_implied_year_is_said_not_to_be_reported_with_its_interval(snapshot):
    change = {"printed_change": 0.25, "change_kind": "growth"}
    said = say_trends(
        implied(2019, 11_575_520, 11_570_880, 11_580_160),
        point(2020, 14_469_400, **change),
    )
    assert said == snapshot


def test_everything_reported_of_two_indicators_is_said_one_after_the_other(snapshot):
    said = say_trends(
        implied(2018, 100_000, 96_153.8, 104_166.7),
        point(2019, 125_000, printed_change=0.25, change_kind="growth"),
        point(2020, 110_000, printed_change=-0.12, change_kind="growth"),
        implied(
            2015, 4_046.525, 3_596.9, 4_624.6, indicator_id="poor_income_per_head",
            name_zh="贫困户人均收入", name_en="Income per head of poor households",
            unit="cny", printed_unit="元",
        ),
        income(2020, 16_186.1, printed_change=4, change_kind="multiple"),
    )  # fmt: skip
    assert said == snapshot


def test_the_figures_of_three_documents_are_one_trend():
    rows = [point(2018 + number, 100_000, document_id=f"fox-{number}") for number in range(3)]
    assert len(list_trends(Words("en"), *rows)) == 3


@pytest.mark.parametrize(
    ("value", "unit", "printed_unit"),
    [
        pytest.param(12_750, "cny", "元", id="yuan"),
        pytest.param(817_300_000, "cny", "亿元", id="hundreds of millions"),
        pytest.param(11_575_500, "person_time", "万人次", id="ten thousands of visits"),
        pytest.param(3, "count", "个", id="things"),
        pytest.param(31.4, "kilometre", "千米", id="kilometres"),
    ],
)
def test_a_figure_has_the_unit_of_its_document(value, unit, printed_unit, snapshot):
    named = {"name_zh": "指标", "name_en": "Indicator"}
    assert say_trends(point(2020, value, unit=unit, printed_unit=printed_unit, **named)) == snapshot


@pytest.mark.parametrize("qualifier", ["nearly", "about"])
def test_a_qualified_figure_keeps_its_word(qualifier, snapshot):
    assert say_trends(point(2020, 120_000, qualifier=qualifier)) == snapshot


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("2020-01-01", "2020-06-30", id="half a year"),
        pytest.param("2016-01-01", "2020-12-31", id="five years"),
        pytest.param(None, "2020-06-30", id="a day"),
        pytest.param(None, None, id="no date"),
    ],
)
def test_the_period_is_said(start, end, snapshot):
    assert say_trends(point(period_start=start, period_end=end)) == snapshot


def test_a_qualified_figure_in_english_keeps_its_word_before_the_number():
    (sentence,) = list_trends(Words("en"), point(2020, 120_000, qualifier="over"))
    assert sentence == "Visitors, 2020: over 120,000 visits."


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [("over", "12万多人次"), ("above", "12万人次以上"), ("at_most", "12万人次以内")],
)
def test_a_chinese_word_stands_where_it_belongs(qualifier, said):
    (sentence,) = list_trends(Words("zh"), point(2020, 120_000, qualifier=qualifier))
    assert sentence == f"2020年游客{said}。"


BASES = {
    "the year before": ("2020-01-01", "2020-12-31", "2019-01-01", "2019-12-31"),
    "the half-year before": ("2020-07-01", "2020-12-31", "2020-01-01", "2020-06-30"),
    "half a year, the year before": ("2020-01-01", "2020-06-30", "2019-01-01", "2019-06-30"),
    "the month before": ("2020-06-01", "2020-06-30", "2020-05-01", "2020-05-31"),
    "another month": ("2020-06-01", "2020-06-30", "2020-02-01", "2020-02-29"),
    "five years": ("2016-01-01", "2020-12-31", "2011-01-01", "2015-12-31"),
    "an earlier year": ("2020-01-01", "2020-12-31", "2015-01-01", "2015-12-31"),
    "no base": ("2016-01-01", "2020-12-31", None, None),
}  # fmt: skip


@pytest.mark.parametrize("base", list(BASES))
@pytest.mark.parametrize("change", [0.25, -0.07, 0.0])
def test_growth_names_what_it_compares_with(base, change, snapshot):
    names = ("period_start", "period_end", "change_base_start", "change_base_end")
    periods = dict(zip(names, BASES[base], strict=True))
    said = say_trends(point(printed_change=change, change_kind="growth", **periods))
    assert "rise of 0%" not in said
    assert said == snapshot


def test_points_of_several_kinds_are_said_kind_by_kind(snapshot):
    month = {"period_start": "2020-06-01", "period_end": "2020-06-30", "period_kind": "month"}
    assert say_trends(point(2019), point(2020), point(value=9_000, **month)) == snapshot


def test_of_many_months_the_newest_and_the_oldest_are_said():
    months = [
        point(value=1_000 * month, period_start=f"2020-{month:02d}-01",
              period_end=f"2020-{month:02d}-28", period_kind="month")
        for month in range(1, 13)
    ]  # fmt: skip
    assert len(list_trends(Words("en"), *months)) == 2


def test_a_figure_without_a_date_is_not_the_newest():
    undated = point(period_start=None, period_end=None, value=90_000)
    said = list_trends(Words("en"), point(2020), undated)
    assert said[0] == "Visitors, 2020: 125,000 visits."
