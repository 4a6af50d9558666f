"""A printed figure is read with its unit, qualifier and interval, or not at all."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.figures.dates import parse_date
from analysis.figures.printed import Unit, find_interval, parse_figure, widen

UNITS = {
    "元": Unit("cny", Decimal(1), False),
    "%": Unit("share", Decimal("0.01"), False),
    "倍": Unit("multiple", Decimal(1), False),
    "人": Unit("person", Decimal(1), True),
    "人次": Unit("person_time", Decimal(1), True),
    "家": Unit("count", Decimal(1), True),
    "笔": Unit("count", Decimal(1), True),
}


def read(text, header_unit=None, stipulated=False):
    return parse_figure(text, UNITS, header_unit, stipulated)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("70.00%", "0.7", "0.69995", "0.70005"),
        ("349.923万元", "3499230", "3499225", "3499235"),
        ("1157.55万人次", "11575500", "11575450", "11575550"),
        ("73万人", "730000", "725000", "735000"),
        ("4倍", "4", "3.5", "4.5"),
        ("下降24.98%", "-0.2498", "-0.24985", "-0.24975"),
        ("增长42.62%", "0.4262", "0.42615", "0.42625"),
        ("140家", "140", "140", "140"),
        ("两家", "2", "2", "2"),
        ("0%", "0", "0", "0"),
        ("0.0%", "0", "-0.0005", "0.0005"),
        ("110多万元", "1100000", "1100000", "1200000"),
        ("60余家", "60", "60", "70"),
        ("二十多家", "20", "20", "30"),
        ("近11亿元", "1100000000", "1000000000", "1100000000"),
        ("近百人", "100", "0", "100"),
        ("约30亿元", "3000000000", "2000000000", "4000000000"),
        ("3家左右", "3", "2", "4"),
        ("超70%", "0.7", "0.7", "Infinity"),
        ("超过500万人次", "5000000", "5000000", "Infinity"),
        ("１，２３４家", "1234", "1234", "1234"),
        ("1157 . 55 万人次", "11575500", "11575450", "11575550"),
    ],
)
def test_a_printed_figure_stands_for_an_interval(text, value, low, high):
    figure = read(text)
    assert (figure.value, figure.low, figure.high) == (Decimal(value), Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        ("  ", "blank"),
        ("—", "no_figure"),
        ("无", "no_figure"),
        ("1,23", "unreadable"),
        ("1_000", "unreadable"),
        ("1e5", "unreadable"),
        ("nan", "unreadable"),
        ("٣", "unreadable"),
        ("几家", "unreadable"),
        ("100-200家", "unreadable"),
        ("5站点", "unreadable_unit"),
        ("12月", "unreadable_unit"),
        ("3级", "unreadable_unit"),
    ],
)
def test_what_cannot_be_read_without_guessing_has_a_reason_and_no_value(text, reason):
    figure = read(text)
    assert (figure.value, figure.missing_reason) == (None, reason)


def test_zero_is_not_blank():
    assert read("0", "万元").value == 0
    assert read("", "万元").value is None


def test_a_unit_in_the_header_holds_for_a_bare_cell_and_is_not_overruled_silently():
    assert read("349.923", "万元").value == Decimal("3499230.000")
    assert read("70.00%", "%").value == Decimal("0.7000")
    assert read("70.00%", "万元").missing_reason == "unreadable_unit"


def test_a_number_without_any_unit_keeps_its_value_and_says_so():
    lost = read("1以上", stipulated=True)
    assert (lost.value, lost.unit) == (1, "unstated")


def test_a_stipulated_figure_is_exact_whatever_words_stand_with_it():
    target = read("不少于1000万元", stipulated=True)
    assert target.is_exact
    assert target.low == target.high == Decimal(10_000_000)


def test_a_footnote_mark_is_no_digit():
    assert read("123①家").value == 123
    assert read("123²家").value == 123


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False))
def test_rounding_any_number_gives_an_interval_that_holds_it(exact):
    for places in (0, 1, 2):
        low, high = find_interval(round(exact, places), None)
        assert low <= exact <= high


def test_intervals_are_widened_outwards_as_floats():
    low, high = widen(Decimal("0.1"), Decimal("0.3"))
    assert low < 0.1 and high > 0.3
    assert np.isnan(widen(None, None)).all()


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2019年9月26日", date(2019, 9, 26), date(2019, 9, 26), "day"),
        ("2019 年 11 月 5 号", date(2019, 11, 5), date(2019, 11, 5), "day"),
        ("2020年11月底", date(2020, 11, 1), date(2020, 11, 30), "month"),
        ("2020.7", date(2020, 7, 1), date(2020, 7, 31), "month"),
        ("2019年", date(2019, 1, 1), date(2019, 12, 31), "year"),
    ],
)
def test_a_date_keeps_how_exactly_it_is_printed(text, start, end, precision):
    found = parse_date(text)
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize("text", ["", "7月17日", "2020年13月", "2020年2月30日", "7/8/20", "202007"])
def test_an_incomplete_or_impossible_date_is_not_guessed(text):
    assert parse_date(text) is None
