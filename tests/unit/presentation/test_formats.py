"""Numbers, money, quantities and dates, as a reader of each language writes them."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.presentation.formats import Words
from analysis.presentation.scales import HUNDRED_MILLION, TEN_THOUSAND, Scale

ZH, EN = Words("zh"), Words("en")
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
FEN = st.integers(-(10**13), 10**13)
FACTORS = {"亿元": 10**8, "万元": 10**4, "元": 1}


def read_number(written: str) -> Decimal:
    return Decimal(written.replace(",", "").replace("−", "-"))


def group(words, written: str) -> str:
    """An English number as the language groups its digits: Chinese separates no thousands."""
    return written if words is EN else written.replace(",", "")


def read_money(written: str) -> Decimal:
    """Yuan that a written amount stands for, in either language."""
    chinese = re.fullmatch(r"(−?[\d,.]+)(亿元|万元|元)", written)
    if chinese:
        return read_number(chinese[1]) * FACTORS[chinese[2]]
    english = re.fullmatch(r"(−?)CNY ([\d,.]+)( billion| million)?", written)
    factor = {" billion": 10**9, " million": 10**6}.get(english[3], 1)
    return read_number(english[1] + english[2]) * factor


@BOTH
@pytest.mark.parametrize(
    ("value", "written"),
    [
        (174.93, "174.93"),
        (1_157.55, "1,157.55"),
        (0.1, "0.1"),
        (0.0000001, "0.0000001"),
        (1_500, "1,500"),
        (-1_234.5, "−1,234.5"),
        (0, "0"),
        (10**15, "1,000,000,000,000,000"),
        (Decimal("2.50"), "2.5"),
    ],
)
def test_a_number_keeps_the_digits_that_are_printed(words, value, written):
    assert words.number(value) == group(words, written)


@BOTH
@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (0.125, 2, "0.13"),
        (2.675, 2, "2.68"),  # in binary it is a little less
        (-0.125, 2, "−0.13"),
        (0.124999, 2, "0.12"),
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (70, 2, "70.00"),
        (1_234_567.894, 2, "1,234,567.89"),
        (-0.004, 2, "0.00"),
    ],
)
def test_a_rounded_number_is_rounded_half_up_to_all_its_digits(words, value, digits, written):
    assert words.number(value, digits) == group(words, written)


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 4))
def test_rounding_is_half_up_whatever_the_number(value, digits):
    wanted = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert read_number(EN.number(value, digits)) == wanted


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_number_that_is_not_rounded_reads_back_as_itself(value):
    assert read_number(ZH.number(value)) == value


@BOTH
@pytest.mark.parametrize(
    ("fraction", "digits", "written"),
    [
        (0.699846, 2, "69.98%"),
        (0.7, 2, "70.00%"),
        (0.7, None, "70%"),
        (0.125, None, "12.5%"),
        (0.07, None, "7%"),  # 7.000000000000001 in binary
        (142.7552, 2, "14,275.52%"),
        (0.00005, 2, "0.01%"),
        (-0.05, None, "−5%"),
        (0, None, "0%"),
    ],
)
def test_a_share_is_written_in_per_cent(words, fraction, digits, written):
    assert words.percent(fraction, digits) == group(words, written)


def test_a_computed_share_has_two_digits_unless_told_otherwise():
    assert EN.percent(2 / 3) == "66.67%"
    assert EN.percent(1) == "100.00%"


@pytest.mark.parametrize(
    ("yuan", "chinese", "english"),
    [
        (1_749_300, "174.93万元", "CNY 1,749,300"),
        (3_499_230, "349.923万元", "CNY 3,499,230"),
        (2_236_995.88, "2236995.88元", "CNY 2,236,995.88"),
        (9_990, "9990元", "CNY 9,990"),
        (10_000, "1万元", "CNY 10,000"),
        (10_005, "10005元", "CNY 10,005"),
        (8.173e9, "81.73亿元", "CNY 8.173 billion"),
        (0, "0元", "CNY 0"),
        (-3_499_230, "−349.923万元", "−CNY 3,499,230"),
        (0.1 + 0.2, "0.3元", "CNY 0.3"),
        (float("nan"), "未报告", "not reported"),
    ],
)
def test_an_amount_is_exact_in_the_unit_of_the_language(yuan, chinese, english):
    assert ZH.money(yuan) == chinese
    assert EN.money(yuan) == english


@BOTH
@given(FEN)
def test_an_amount_to_the_hundredth_of_a_yuan_reads_back_as_itself(words, fen):
    yuan = Decimal(fen) / 100
    assert read_money(words.money(float(yuan))) == yuan


def test_an_amount_takes_the_unit_of_its_column_and_says_where_it_is_missing():
    assert ZH.amount(5_000, Scale(TEN_THOUSAND, "万元")) == "0.5万元"
    assert ZH.amount(0, Scale(HUNDRED_MILLION, "亿元")) == "0亿元"
    assert ZH.amount(float("nan"), Scale(TEN_THOUSAND, "万元")) == "未报告"
    assert EN.amount(5_000, Scale(Decimal(1), "CNY")) == "CNY 5,000"
    assert EN.amount(float("nan"), Scale(Decimal(1), "CNY")) == "not reported"


@pytest.mark.parametrize(
    ("value", "unit", "printed_unit", "chinese", "english"),
    [
        (620, "person", "人", "620人", "620 people"),
        (620, "person", "名", "620名", "620 people"),
        (620, "person", None, "620人", "620 people"),
        (11_575_500, "person_time", "万人次", "1157.55万人次", "11.5755 million person-times"),
        (1_000_000, "person_time", "万人次", "100万人次", "1 million person-times"),
        (999_900, "person_time", "万人次", "99.99万人次", "999,900 person-times"),
        (1_000_000, "person_time", "人次", "1000000人次", "1,000,000 person-times"),
        (12_500, "household", "万户", "1.25万户", "12,500 households"),
        (20, "count", "个", "20个", "20"),
        (20, "count", None, "20", "20"),
        (3_000_000, "count", "万项", "300万项", "3 million"),
        (3_000_000, "件", "万件", "300万件", "3 million items"),
        (1, "批", "批", "1批", "1 batch"),
        (18, "挂", "挂", "18挂", "18 挂"),
        (1.03, "kilometre", "米", "1030米", "1,030 m"),
        (29.5 / 15, "hectare", "亩", "29.5亩", "29.5 mu"),
        (3e4 / 15, "hectare", "万亩", "3万亩", "30,000 mu"),
        (5e7 / 15, "hectare", "万亩", "5000万亩", "50 million mu"),
        (0.0005, "tonne", "斤", "1斤", "1 jin"),
        (300_000_000, "usd", "亿美元", "3亿美元", "300 million USD"),
        (0.052, "percentage_point", "个百分点", "5.2个百分点", "5.2 percentage points"),
        (120, "元/人·月", "元/人·月", "120元/人·月", "CNY 120/person·month"),
        (5_000, "cny", "千元", "5千元", "CNY 5,000"),
        # Another unit than that of the value: shown in the unit that the value is kept in.
        (2, "tonne", "挂", "2吨", "2 t"),
        (20, None, None, "20", "20"),
        (0.125, "share", "%", "12.5%", "12.5%"),
        (1_100_000_000, "cny", "亿元", "11亿元", "CNY 1.1 billion"),
        (12_750, "cny", "元", "12750元", "CNY 12,750"),
        (12_750, "cny", None, "12750元", "CNY 12,750"),
        (31.4, "square_kilometre", "平方千米", "31.4平方千米", "31.4 km²"),
        (2, "broken_unit", None, "2broken unit", "2 broken unit"),
    ],
)
def test_a_quantity_is_scaled_as_its_document_prints_it(
    value, unit, printed_unit, chinese, english
):
    assert ZH.quantity(value, unit, printed_unit) == chinese
    assert EN.quantity(value, unit, printed_unit) == english


@pytest.mark.parametrize(
    ("qualifier", "english"),
    [
        ("over", "over CNY 1.1 billion"),
        ("above", "at least CNY 1.1 billion"),
        ("nearly", "nearly CNY 1.1 billion"),
        ("about", "about CNY 1.1 billion"),
        ("at_most", "at most CNY 1.1 billion"),
    ],
)
def test_a_qualified_figure_is_as_printed_in_chinese_and_in_words_in_english(qualifier, english):
    figure = (1_100_000_000, "cny", "亿元", "近11\n亿元", qualifier)
    assert ZH.reported(*figure) == "近11 亿元"
    assert EN.reported(*figure) == english


@pytest.mark.parametrize("qualifier", [None, float("nan")])
def test_a_figure_that_is_not_qualified_has_its_number_alone_with_the_printed_digits(qualifier):
    figure = (1_100_000_000, "cny", "亿元", "11.00", qualifier)
    assert (ZH.reported(*figure), EN.reported(*figure)) == (
        "11.00亿元", "CNY 1.100 billion",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("qualifier", "chinese"),
    [("above", "11亿元以上"), ("nearly", "近11亿元"), ("about", "约11亿元"),
     ("at_most", "11亿元以内"), ("of no known kind", "11亿元")],
)  # fmt: skip
def test_a_qualifier_stands_where_chinese_puts_it(qualifier, chinese):
    assert ZH.reported(1_100_000_000, "cny", "亿元", None, qualifier) == chinese


def test_values_of_one_indicator_share_the_unit_of_the_largest():
    values = [999_900, 11_575_500]
    assert ZH.find_scale("person_time", "万人次", values) == Scale(TEN_THOUSAND, "万人次")
    assert EN.find_scale("person_time", "万人次", values).name == "million person-times"
    assert EN.find_scale("person_time", "万人次", values[:1]).name == "person-times"
    assert EN.find_scale("person_time", "万人次", [-2_000_000]).name == "million person-times"
    assert EN.find_scale("person_time", "万人次", []) == Scale(
        Decimal(1), "person-times", "person-time"
    )
    assert EN.find_scale("cny", "万元", [2e9]).name == "CNY billion"


@pytest.mark.parametrize(
    ("precision", "chinese", "english"),
    [
        ("day", "2020年3月1日", "1 March 2020"),
        ("month", "2020年3月", "March 2020"),
        ("year", "2020年", "2020"),
        (None, "2020年3月1日", "1 March 2020"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(precision, chinese, english):
    day = datetime.date(2020, 3, 1)
    assert (ZH.date(day, precision), EN.date(day, precision)) == (chinese, english)
    assert ZH.date(pd.Timestamp(day), precision) == chinese


@pytest.mark.parametrize("precision", ["day", "month", "year"])
@pytest.mark.parametrize("day", [None, pd.NaT], ids=["none", "not a time"])
def test_a_date_that_is_missing_is_said_to_be(day, precision):
    assert (ZH.date(day, precision), EN.date(day, precision)) == ("未注明日期", "no date")


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_a_chinese_date_reads_back_as_itself(day):
    year, month, day_of_month = re.fullmatch(r"(\d+)年(\d+)月(\d+)日", ZH.date(day)).groups()
    assert datetime.date(int(year), int(month), int(day_of_month)) == day
    assert not month.startswith("0")


NOTHING = float("nan")


@pytest.mark.parametrize(("words", "said"), [(ZH, "未报告"), (EN, "not reported")])
def test_a_missing_value_is_written_as_not_reported(words, said):
    assert [words.percent(NOTHING), words.number(NOTHING)] == [said, said]
    assert words.quantity(NOTHING, "person", "人") == said
    assert words.quantity(NOTHING, "share") == said
    assert words.reported(NOTHING, "cny", "万元", None, "over") == said


def test_a_zero_has_no_sign():
    assert [EN.number(-0.0), EN.number(-0.0, 0), EN.percent(-0.0)] == ["0", "0", "0.00%"]


@pytest.mark.parametrize("unit", ["person", "person_time", "household", "day", "month", "point"])
def test_one_thing_has_its_unit_in_the_singular(unit):
    name = unit.replace("_", "-")
    many = "people" if unit == "person" else f"{name}s"
    assert EN.quantity(1, unit) == f"1 {name}"
    assert [EN.quantity(value, unit) for value in (0, 1.5, 2)] == [
        f"0 {many}", f"1.5 {many}", f"2 {many}",
    ]  # fmt: skip


def test_money_is_written_in_millions_from_a_hundred_million_on():
    amounts = (99_999_999, 1e8, 817_300_000, 1e9, 123_456_789.12)
    assert [EN.money(amount) for amount in amounts] == [
        "CNY 99,999,999", "CNY 100 million", "CNY 817.3 million", "CNY 1 billion",
        "CNY 123,456,789.12",
    ]  # fmt: skip


def test_a_minus_stands_before_the_currency():
    assert (EN.money(-300_000), ZH.money(-300_000)) == ("−CNY 300,000", "−30万元")


@pytest.mark.parametrize(
    ("qualifier", "chinese", "english"),
    [
        ("over", "11亿多元", "over CNY 1.1 billion"),
        ("above", "11亿元以上", "at least CNY 1.1 billion"),
        ("nearly", "近11亿元", "nearly CNY 1.1 billion"),
        ("about", "约11亿元", "about CNY 1.1 billion"),
        ("at_most", "11亿元以内", "at most CNY 1.1 billion"),
    ],
)
def test_a_qualifier_stands_where_the_language_has_it(qualifier, chinese, english):
    assert ZH.reported(1.1e9, "cny", "亿元", None, qualifier) == chinese
    assert EN.reported(1.1e9, "cny", "亿元", None, qualifier) == english
    assert ZH.reported(1_100, "person", "人", None, "over") == "1100多人"
