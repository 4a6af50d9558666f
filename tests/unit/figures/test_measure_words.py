"""Units as printed: listed ones convert, any other measure word is a kind of its own."""

from decimal import Decimal

import pytest

from analysis.documents.reference import load_reference
from analysis.figures.printed import parse_figure
from analysis.paths import PROJECT, DataRoot


@pytest.fixture(scope="module")
def units():
    return load_reference(DataRoot(PROJECT / "data")).units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1公里", "1000米"),
        ("1千米", "1km"),
        ("1030米", "1.03公里"),
        ("15亩", "1公顷"),
        ("1万亩", "10000亩"),
        ("225亩", "15公顷"),
        ("1290.3平方米", "1290.3㎡"),
        ("1290.3m²", "1290.3 m2"),
        ("5000立方米", "5000m³"),
        ("1吨", "2000斤"),
        ("500公斤", "0.5吨"),
        ("3千克", "6斤"),
        ("1.5万亿元", "15000亿元"),
        ("5千元", "0.5万元"),
        ("2百万元", "200万元"),
        ("3亿美元", "30000万美元"),
        ("5.2个百分点", "5.2百分点"),
        ("5个工作日", "5工作日"),
        ("120家", "120个"),
        ("20名", "20人"),
        ("1兆瓦", "1000千瓦"),
    ],
)
def test_units_of_one_kind_convert(units, one, other):
    first, second = parse_figure(one, units), parse_figure(other, units)
    assert first.number is not None
    assert (second.unit, second.number) == (first.unit, first.number)


@pytest.mark.parametrize(
    "words",
    [
        ("辆", "台"), ("款", "种"), ("头", "只"), ("平方米", "立方米"), ("万元", "万美元"),
        ("个百分点", "%"), ("元/人", "元/户"), ("元/人·月", "元/人"), ("人", "人次"), ("挂", "辆"),
        ("天/人", "天"), ("吨公里", "公里"), ("期", "场"), ("户次", "户"), ("村", "个"),
    ],
)  # fmt: skip
def test_units_of_other_kinds_are_not_compared(units, words):
    first, second = (parse_figure(f"20{word}", units) for word in words)
    assert first.unit != second.unit
    assert None not in (first.value, second.value)


@pytest.mark.parametrize("word", ["挂", "趟", "榀", "炉", "元/亩", "万元/户", "台套", "人天"])
def test_a_measure_word_is_kept_as_printed(units, word):
    figure = parse_figure(f"18{word}", units)
    assert figure.printed_unit == word
    assert figure.value in (Decimal(18), Decimal(180_000))


@pytest.mark.parametrize(
    "text",
    ["12月", "3日", "5号", "2级", "8点", "20个站点", "2000人培训", "20建成", "3时30分", "5左右亩"],
)
def test_other_words_after_a_number_are_no_units(units, text):
    assert parse_figure(text, units).value is None


@pytest.mark.parametrize("header", ["审定", "自评", "盖章", "略", "含", "公章", "省", "B/A"])
def test_words_in_the_bracket_of_a_header_are_no_units(units, header):
    assert parse_figure("100", units, header).missing_reason == "unreadable_unit"


def test_counts_are_exact_and_measures_are_not(units):
    assert parse_figure("18辆", units).is_exact
    assert parse_figure("18挂", units).is_exact
    assert not parse_figure("18亩", units).is_exact
    assert not parse_figure("18万件", units).is_exact


def test_an_amount_in_dollars_never_fits_a_header_in_yuan(units):
    assert parse_figure("3万美元", units, "万元").missing_reason == "unreadable_unit"


@pytest.mark.parametrize("text", ["123²", "123①", "123³"])
def test_a_raised_number_behind_a_number_stays_a_footnote(units, text):
    assert parse_figure(text, units).value == 123
