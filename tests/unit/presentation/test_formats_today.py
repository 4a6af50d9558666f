"""What formats write today that a careful reader would not: each to be mended, none wanted."""

import pytest

from analysis.presentation.formats import Words

ZH, EN = Words("zh"), Words("en")
NOTHING = float("nan")


def test_today_a_missing_share_or_quantity_is_written_as_nan():
    # Untrue: only amounts of money say "not reported"; these are for figures that are there.
    assert (ZH.percent(NOTHING), EN.percent(NOTHING)) == ("NaN.00%", "NaN.00%")
    assert ZH.quantity(NOTHING, "person", "人") == "NaN人"
    assert EN.quantity(NOTHING, "person", "人") == "NaN persons"
    assert EN.number(NOTHING) == "NaN"


def test_today_a_zero_below_zero_keeps_its_sign_unless_it_is_rounded():
    # Odd: a computed -0.0 is shown as "-0".
    assert EN.number(-0.0) == "-0"
    assert EN.number(-0.0, 0) == "0"


@pytest.mark.parametrize(
    ("unit", "written"),
    [("person", "1 persons"), ("household", "1 households"), ("day", "1 days")],
)
def test_today_one_thing_has_a_plural_in_english(unit, written):
    # Wrong plural: the names of units have no singular.
    assert EN.quantity(1, unit) == written


def test_today_a_hundred_million_is_a_tenth_of_a_billion():
    # Clumsy: CNY 100 million.
    assert EN.money(1e8) == "CNY 0.1 billion"
    assert EN.money(817_300_000) == "CNY 0.8173 billion"


def test_today_a_large_amount_in_english_may_need_eleven_digits_after_the_point():
    # Against its own rule, that no amount needs more than six; Chinese falls back to yuan.
    assert EN.money(123_456_789.12) == "CNY 0.12345678912 billion"
    assert ZH.money(123_456_789.12) == "123,456,789.12元"


def test_today_a_minus_stands_between_currency_and_number():
    # Clumsy: -CNY 300,000 is usual.
    assert EN.money(-300_000) == "CNY -300,000"


def test_today_more_than_a_money_amount_is_written_with_the_word_at_the_end():
    # Colloquial: official Chinese writes 11亿多元. Only where the printed text is not known.
    assert ZH.reported(1_100_000_000, "cny", "亿元", None, "over") == "11亿元多"
