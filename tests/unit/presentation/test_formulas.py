"""Formulas and reported figures in the page's language: units, signs, dates, qualifiers."""

import pytest

from analysis.presentation.formats import Words
from analysis.presentation.formulas import find_language, write_formula, write_printed

FORMULAS = [
    ("349.923万元 ÷ 500.00万元", "349.923万元÷500.00万元", "CNY 3,499,230 ÷ CNY 5,000,000"),
    ("31名 ÷ 54人", "31名÷54人", "31 people ÷ 54 people"),
    ("81.73亿元 ÷ ? − 1", "81.73亿元÷?−1", "CNY 8.173 billion ÷ ? − 1"),
    (
        "30% × (2万元 + 3万元)", "30%×（2万元+3万元）",
        "30% × (CNY 20,000 + CNY 30,000)",
    ),
    (
        "max(3631笔 ÷ 不少于500笔, 2万元 ÷ 1万元)", "最大值（3631笔÷不少于500笔，2万元÷1万元）",
        "the largest of (3,631 ÷ at least 500, CNY 20,000 ÷ CNY 10,000)",
    ),
    ("min(?, 186条 ÷ 186个)", "最小值（?，186条÷186个）", "the smallest of (?, 186 ÷ 186)"),
    ("2019-09-26", "2019年9月26日", "26 September 2019"),
    (None, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("stored", "zh", "en"), FORMULAS)
def test_a_formula_is_written_in_the_language_of_the_page(stored, zh, en):
    row = {"shown_formula": stored, "label_zh": "款项", "label_en": "Money"}
    assert [write_formula(row, Words(language)) for language in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize(
    ("stored", "en"),
    [
        ("增长43.26%", "+43.26%"), ("下降25.64%", "−25.64%"), ("4倍", "4 times"),
        ("超100次", "over 100"), ("70%以上", "at least 70%"), ("三家或以上", "at least 3"),
        ("", ""), ("待定", "待定"),
    ],
)  # fmt: skip
def test_a_reported_figure_is_translated_if_it_can_be_read(stored, en):
    assert write_printed(stored, Words("en")) == en
    assert write_printed(stored, Words("zh")) == stored


def test_what_counts_people_is_named_by_what_is_counted():
    assert write_printed("5038人次", Words("en"), "Training attendances") == "5,038 attendances"
    assert write_printed("868.35万人次", Words("en"), "Visitors") == "8.6835 million visits"


def test_a_text_that_stayed_chinese_is_marked():
    assert find_language("待定", Words("en")) == "zh"
    assert find_language("CNY 5", Words("en")) is find_language("待定", Words("zh")) is None
