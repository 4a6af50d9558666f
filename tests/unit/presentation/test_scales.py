"""Exact decimals for showing figures: which unit, how many digits, rounded how."""

import math
from decimal import Decimal

import pytest

from analysis.presentation.scales import (
    Scale,
    choose_money_scale,
    count_digits,
    count_printed_digits,
    find_interval_digits,
    round_half_up,
    to_decimal,
    to_fen,
)

YUAN, WAN, YI = (Scale(Decimal(10**power), name) for power, name in
                 ((0, "元"), (4, "万元"), (8, "亿元")))  # fmt: skip
CNY, BILLION = Scale(Decimal(1), "CNY"), Scale(Decimal(10**9), "CNY billion")
MILLION = Scale(Decimal(10**6), "CNY million")


@pytest.mark.parametrize(
    ("amounts", "chinese", "english"),
    [
        ([], YUAN, CNY),
        ([math.nan, None], YUAN, CNY),
        ([0], YUAN, CNY),
        ([9_990], YUAN, CNY),
        ([10_000], WAN, CNY),
        ([-10_000], WAN, CNY),
        ([10_000, 20_001], YUAN, CNY),
        ([10_000.5], YUAN, CNY),
        ([3_499_230, math.nan], WAN, CNY),
        ([99_999_990], WAN, CNY),
        ([100_000_000], YI, MILLION),
        ([-100_000_000], YI, MILLION),
        ([8.173e9, 1e6], YI, BILLION),
        ([8.173e9, 7], YUAN, CNY),
    ],
)
def test_all_amounts_of_a_column_have_one_unit(amounts, chinese, english):
    assert choose_money_scale(amounts, "zh") == chinese
    assert choose_money_scale(amounts, "en") == english


def test_a_unit_does_not_hang_on_the_noise_of_adding_in_binary():
    thirds = 0.1 + 0.2  # 0.30000000000000004
    assert choose_money_scale([1_000_000 * thirds], "zh") == WAN


def test_a_unit_in_which_an_amount_would_need_too_many_digits_is_not_used():
    # 10 yuan are 0.0000001 亿元.
    assert choose_money_scale([8.173e9, 10], "zh") == WAN
    assert choose_money_scale([123_456_789.12], "en") == CNY
    assert choose_money_scale([817_300_000], "en") == MILLION


@pytest.mark.parametrize(
    ("values", "digits"),
    [
        ([], 0), ([5, 1200], 0), ([349.923, 500.0], 3), ([0.1], 1), ([Decimal("2.50")], 1),
        ([-0.25, 1], 2), ([0], 0), ([1e-7], 7), ([1e22], 0),
    ],
)  # fmt: skip
def test_the_digits_of_the_longest_fraction_count(values, digits):
    assert count_digits(values) == digits


@pytest.mark.parametrize(
    ("low", "high", "most", "digits"),
    [
        (3596.9, 4624.6, 1, 0),
        (811.60, 811.664, 2, 2),
        (6.448, 6.9, 4, 2),
        (6.448, 6.9, 1, 1),
        (1.0, 2.0, 3, 1),
        (5, 5, 3, 3),
        (6, 5, 3, 3),
    ],
)
def test_the_ends_of_an_interval_are_told_apart_by_few_digits(low, high, most, digits):
    assert find_interval_digits(low, high, most) == digits


@pytest.mark.parametrize(
    ("value", "exact"),
    [(0.1, "0.1"), (5, "5.0"), (Decimal("2.50"), "2.50"), (1e-7, "1E-7")],
)
def test_a_number_is_the_decimal_that_was_written(value, exact):
    assert str(to_decimal(value)) == exact


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [(0.1 + 0.2, "0.3"), (1.005, "1.01"), (-1.005, "-1.01"), (100, "1E+2"), (0, "0")],
)
def test_an_amount_is_exact_to_the_hundredth_of_a_yuan(yuan, fen):
    assert str(to_fen(yuan)) == fen


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("2.5", 0, "3"), ("0.124", 2, "0.12"),
        ("-0.001", 2, "0.00"), ("7", 2, "7.00"),
    ],
)  # fmt: skip
def test_rounding_is_half_up_and_knows_no_negative_zero(value, digits, rounded):
    assert str(round_half_up(Decimal(value), digits)) == rounded


PERCENT = Scale(Decimal("0.01"), "%")


@pytest.mark.parametrize(
    ("printed", "value", "scale", "digits"),
    [
        ("500.00", 5_000_000, WAN, 2),
        ("500.00万元", 5_000_000, WAN, 2),
        ("500.00万元", 5_000_000, CNY, 0),
        ("174.93", 1_749_300, WAN, 2),
        ("1,157.50万人次", 11_575_000, Scale(Decimal(10**6), "million"), 4),
        ("70.0%", 0.7, PERCENT, 1),
        ("500万人次", 5_000_000, MILLION, 0),
        ("1157万人次", 11_570_000, MILLION, 2),
        ("共4个站点，30万元", 300_000, WAN, None),
        ("三百", 300, Scale(Decimal(1), ""), None),
        ("0.00", 0, WAN, None),
        (None, 5, WAN, None),
    ],
)
def test_printed_digits_are_counted_in_the_unit_shown(printed, value, scale, digits):
    assert count_printed_digits(printed, value, scale) == digits
