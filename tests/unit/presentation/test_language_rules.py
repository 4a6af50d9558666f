"""Rules of the language guide that a machine can hold, over every message of the pages."""

import re

import pytest

from analysis.presentation.formats import Words
from analysis.presentation.periods import name_period
from analysis.presentation.wording.catalogue import load_catalogue

from .table_frames import EN, ZH

CATALOGUE = [message for message in load_catalogue("zh") if message.id]
ENGLISH = [
    text
    for message in CATALOGUE
    for text in ((message.id,) if isinstance(message.id, str) else message.id)
]
CHINESE = [
    message.string if isinstance(message.string, str) else message.string[0]
    for message in CATALOGUE
]
# Words that judge, lecture or belong to the law, and second names of one concept.
BANNED_ZH = (
    "载明", "矛盾", "待核（", "错误", "造假", "虚报", "漏报", "审计", "绝不", "封顶", "执行率",
    "取整", "无法计算", "无法复算", "不评定", "未达到", "报告值", "推算值", "报告已拨付",
    "目标项", "判断的",
)  # fmt: skip
BANNED_EN = re.compile(
    r"\b(prints|printed|stands in|rests on|on the word of|verdict|innocent|contradicts|computable"
    r"|person-times trained|yuan|RMB)\b|¥"
)
MOST_WORDS = 25
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!()](?!\w)|[,;:?!](?=[\u4e00-\u9fff])")
# A page for programmers, and signs that a text is about.
_ABOUT_SIGNS = re.compile(r"=、\+|data\.|`")


@pytest.mark.parametrize("word", BANNED_ZH)
def test_no_chinese_message_has_a_banned_word(word):
    assert [text for text in CHINESE if word in text] == []


def test_no_english_message_has_a_banned_word():
    shown = [re.sub(r"\{\w+\}", "", text) for text in ENGLISH]
    assert [text for text in shown if BANNED_EN.search(text)] == []


def test_chinese_sentences_have_full_width_punctuation():
    shown = [re.sub(r"\{\w+\}", "数", text) for text in CHINESE if not _ABOUT_SIGNS.search(text)]
    assert [text for text in shown if _HALF_WIDTH.search(text)] == []


def test_chinese_formulas_have_no_spaces_around_signs():
    assert [text for text in CHINESE if re.search(r" [÷×≤≥] | = ", text)] == []


def test_english_sentences_are_short():
    long = []
    for text in ENGLISH:
        # What is listed in a sentence counts as one word.
        sentences = re.split(r"(?<=[.:;]) |\n", text)
        long += [one for one in sentences if len(one.split()) > MOST_WORDS]
    assert long == []


def test_a_range_in_english_has_no_hyphen_or_dash_between_placeholders():
    assert [text for text in ENGLISH if re.search(r"\}\s?[-–]\s?\{", text)] == []


def test_no_message_has_a_date_in_digits_and_hyphens():
    texts = [*ENGLISH, *CHINESE]
    assert [text for text in texts if re.search(r"\d{4}-\d{2}-\d{2}", text)] == []


@pytest.mark.parametrize("value", [1_234.5, 16_186.1, 2_236_995.88])
def test_chinese_prose_separates_no_thousands(value):
    assert "," not in ZH.number(value) + ZH.money(value)
    assert "," in EN.number(value)


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_a_minus_is_no_hyphen(words: Words):
    said = (words.number(-1.5), words.percent(-0.25), words.money(-300_000))
    assert all("−" in text and "-" not in text for text in said)


def test_periods_are_written_in_one_way():
    import datetime

    first, last = datetime.date(2020, 1, 1), datetime.date(2020, 7, 31)
    assert name_period(first, last, ZH) == "2020年1—7月"
    assert name_period(first, last, EN) == "January to July 2020"
    assert (ZH.date(last), EN.date(last)) == ("2020年7月31日", "31 July 2020")
