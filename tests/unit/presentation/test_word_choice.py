"""Which words are chosen: of labels in two languages, of plurals, of lists and of codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.presentation.formats import Words, clean_text
from analysis.presentation.terms import STATUSES

ZH, EN = Words("zh"), Words("en")
UNPRINTABLE = "\x07\x7f\u200e\u202e\ud800\ufffe"
LONG_TEXT = st.text(st.characters(codec=None), max_size=30)


@given(LONG_TEXT)
def test_a_cleaned_text_is_one_line_that_a_page_can_hold(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert not any(letter in cleaned for letter in UNPRINTABLE + "\n\t\r")
    cleaned.encode("utf-8")


def test_what_can_be_printed_stays_as_it_is():
    assert clean_text(f"  狐县{UNPRINTABLE}（一）\n 2020年 ") == "狐县（一） 2020年"


@pytest.mark.parametrize(
    ("row", "chinese", "english", "mark"),
    [
        ({"label_zh": "培训", "label_en": "Training"}, "培训", "Training", None),
        ({"label_zh": "培训", "label_en": None}, "培训", "培训", "zh"),
        ({"label_zh": "培训", "label_en": float("nan")}, "培训", "培训", "zh"),
        ({"label_zh": "培训"}, "培训", "培训", "zh"),
        ({"label_zh": "培训", "label_en": " "}, "培训", "培训", "zh"),
        ({"label_zh": None, "label_en": "Training"}, "Training", "Training", None),
        ({}, "", "", None),
        ({"label_zh": "培\n训\x07"}, "培 训", "培 训", "zh"),
    ],
)
def test_a_label_falls_back_to_the_other_language_and_is_marked(row, chinese, english, mark):
    assert ZH.pick(row, "label") == chinese
    assert EN.pick(row, "label") == english
    assert EN.mark_language(row, "label") == mark
    assert ZH.mark_language(row, "label") == ("en" if chinese == "Training" else None)


def test_names_in_a_row_are_separated_as_the_language_does():
    assert ZH.join(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert EN.join(["A", "B", "C"]) == "A, B, C"
    assert ZH.join(["甲"]) == "甲"
    assert EN.join([]) == ""


def test_sentences_follow_one_another_with_a_blank_in_english_only():
    assert ZH.pile(["一。", "二。"]) == "一。二。"
    assert EN.pile(["One.", "Two."]) == "One. Two."


@pytest.mark.parametrize(
    ("number", "chinese", "english"),
    [
        (0, "0份合同", "0 contracts"),
        (1, "1份合同", "1 contract"),
        (2, "2份合同", "2 contracts"),
        (1_200, "1200份合同", "1,200 contracts"),
    ],
)
def test_so_many_things_have_their_plural(number, chinese, english):
    messages = ("{number} contract", "{number} contracts")
    assert ZH.count(*messages, number) == chinese
    assert EN.count(*messages, number) == english


def test_a_message_is_translated_before_its_placeholders_are_filled():
    message, values = "{start} to {end}", {"start": "{end}", "end": "b"}
    assert ZH.say(message, **values) == "{end}—b"
    assert EN.say(message, **values) == "{end} to b"


def test_a_message_that_no_catalogue_has_is_said_as_it_is():
    assert ZH.gettext("a message of no catalogue") == "a message of no catalogue"


def test_a_code_without_a_name_is_shown_itself():
    assert (ZH.term(STATUSES, "paid"), EN.term(STATUSES, "paid")) == (
        "已拨付",
        "Reported as paid",
    )
    assert ZH.term(STATUSES, "lost\x07") == "lost"


def test_a_language_without_catalogue_is_refused():
    with pytest.raises(FileNotFoundError):
        Words("xx").gettext("paid")
