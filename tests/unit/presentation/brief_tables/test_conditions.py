"""Conditions of targets: target, actual and completion, and words for how they turned out."""

import pytest

from analysis.presentation.brief_tables.targets import tabulate_items
from analysis.presentation.terms import REASONS

from ..shown_tables import read_table
from ..table_frames import EN, ZH, conditions_of, items_of
from .target_cases import IN_WORDS, NO_RESULT, REACHED


def show_condition(condition, words=EN):
    """Target, actual and completion of one condition."""
    html = tabulate_items(items_of({}), conditions_of(condition), words).html
    (row,) = read_table(html).rows
    return row[4:]


def test_a_condition_without_result_is_not_reported_and_never_zero():
    assert show_condition(NO_RESULT) == [
        "≥ 500 attendances", "<not reported>", "<No result reported>"
    ]  # fmt: skip


def test_a_reported_result_of_zero_is_a_zero():
    zero = {**REACHED, "actual": 0, "achieved": 0, "completion": 0, "is_met": False}
    assert show_condition(zero)[1:] == ["0 attendances", "0.00% / below the target"]


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("reason", [name for name in REASONS if name != "qualitative"])
def test_what_is_not_computable_says_why_and_shows_no_number(reason, words):
    *_, completion = show_condition({"target": 5, "reason": reason}, words)
    assert completion == f"<{words.gettext(REASONS[reason])}>"


def test_what_is_asked_for_in_words_only_has_neither_target_nor_completion():
    assert show_condition(IN_WORDS) == ["→", "→", "<Wording only>"]


def test_all_that_is_asked_for_in_words_only_is_one_row():
    plan = {**IN_WORDS, "condition": "plan", "label_en": "Written plan", "label_zh": "方案"}
    conditions = conditions_of(IN_WORDS, REACHED, plan)
    table = read_table(tabulate_items(items_of({}), conditions, EN).html)
    assert [row[3] for row in table.rows] == ["People trained", "Good quality, Written plan"]
    assert table.rows[1][6] == "<Wording only>"


def test_names_in_another_language_than_the_page_have_a_row_of_their_own():
    plan = {**IN_WORDS, "condition": "plan", "label_en": None, "label_zh": "方案"}
    html = tabulate_items(items_of({}), conditions_of(IN_WORDS, plan), EN).html
    assert [row[3] for row in read_table(html).rows] == ["Good quality", "方案"]
    assert 'lang="zh"' in html and 'lang="en"' not in html


@pytest.mark.parametrize(
    ("condition", "target"),
    [
        ({"target": None}, "<Not quantified>"),
        ({"target": 0.8, "unit": "share"}, "≥ 80%"),
        ({"target": 5, "unit": "count", "comparator": "eq"}, "= 5"),
        ({"target": 5, "unit": "count", "comparator": "le"}, "≤ 5"),
        ({"target": 5, "unit": "count", "comparator_origin": "assumed"}, "≥ 5 / ≥ assumed"),
        ({"target": 3e9, "unit": "cny", "target_printed_unit": "亿元"}, "≥ CNY 3,000,000,000"),
    ],
)
def test_a_target_is_shown_with_how_it_is_to_be_compared(condition, target):
    assert show_condition({**condition, "reason": "no_actual"})[0] == target


@pytest.mark.parametrize(("words", "said"), [(ZH, "近620人次"), (EN, "nearly 620 attendances")])
def test_a_qualified_result_keeps_its_qualifier(words, said):
    qualified = {**REACHED, "qualifier": "nearly", "reported_printed": "近620人次"}
    assert show_condition(qualified, words)[1] == said


@pytest.mark.parametrize(
    ("is_met", "said"),
    [(True, "target met"), (False, "below the target"), (None, "cannot be decided")],
)
def test_completion_is_not_capped_and_says_whether_the_target_is_reached(is_met, said):
    assert show_condition({**REACHED, "is_met": is_met})[2] == f"124.00% / {said}"


def test_a_figure_that_should_equal_its_target_and_does_not_says_so():
    differs = {**REACHED, "comparator": "eq", "completion": None, "is_met": False}
    assert show_condition(differs)[2] == "<differs from the target>"


def test_nothing_used_of_an_upper_limit_is_within_it():
    # An actual of zero meets the target; only the quotient does not exist.
    nothing_used = {
        **REACHED, "comparator": "le", "actual": 0, "achieved": 0, "completion": None
    }  # fmt: skip
    assert show_condition(nothing_used)[2] == "<within the limit>"


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"comparator": "ge", "is_met": True}, "target met"),
        ({"comparator": "ge", "is_met": False}, "below the target"),
        ({"comparator": "le", "is_met": True}, "within the limit"),
        ({"comparator": "le", "is_met": False}, "above the limit"),
        ({"comparator": "eq", "is_met": True}, "matches the target"),
        # A fall of at least 20 %: more is smaller.
        ({"comparator": "le", "target": -0.2, "unit": "share", "is_met": True}, "target met"),
        ({"comparator": "le", "target": -0.2, "unit": "share", "is_met": False},
         "target not met"),
        ({"comparator": "ge", "is_met": None}, "cannot be decided"),
    ],
)  # fmt: skip
def test_how_a_condition_turned_out_is_said_in_the_words_of_its_sign(condition, said):
    assert show_condition({**REACHED, **condition})[2].endswith(f"% / {said}")


def test_a_condition_that_is_not_yet_due_says_until_when():
    ahead = {**REACHED, "is_met": False, "is_due_later": True, "due_date": "2021-12-31"}
    assert show_condition(ahead)[2] == (
        "124.00% / below the target / not yet due (31 December 2021)"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("needed", "below the target"),
        ("other_met", "below the target / not needed: another alternative is met"),
        ("other_open", "below the target / another alternative cannot be decided"),
        ("outside_rule", "below the target / does not count for the item"),
    ],
)
def test_a_missed_condition_says_what_makes_it_matter_less(need, said):
    missed = {**REACHED, "completion": 0.69, "is_met": False, "need": need}
    assert show_condition(missed)[2] == f"69.00% / {said}"


def test_a_result_in_words_is_not_called_missing():
    in_words = {**NO_RESULT, "reason": "result_without_number",
                "actual_reason": "result_without_number"}  # fmt: skip
    assert show_condition(in_words)[1:] == [
        "<No figure reported>", "<No figure for it in the reported result>"
    ]  # fmt: skip


def test_a_target_that_cannot_be_read_is_shown_as_printed():
    some = {"target_reason": "unreadable", "target_printed": "若干", "reason": "unreadable_target"}
    assert show_condition(some)[0] == "若干"


def test_a_result_that_cannot_be_read_is_shown_as_printed():
    unreadable = {**NO_RESULT, "reason": "unreadable_actual", "actual_reason": "unreadable",
                  "reported_printed": "1,23人次"}  # fmt: skip
    assert show_condition(unreadable)[1:] == [
        "1,23人次", "<Result not readable as a number>"
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), [(ZH, "≥3家左右"), (EN, "≥ about 3")])
def test_a_vague_target_keeps_its_qualifier(words, said):
    vague = {"target": 3, "unit": "count", "target_printed_unit": "家", "target_printed":
             "3家左右", "target_qualifier": "about", "reason": "no_actual"}  # fmt: skip
    assert show_condition(vague, words)[0] == said
    stated = {**vague, "target_printed": "3家以上", "target_qualifier": "above"}
    assert show_condition(stated, words)[0] == ("≥3家" if words is ZH else "≥ 3")


@pytest.mark.parametrize(
    ("qualifier", "comparator", "said"),
    [
        ("over", "ge", "over 124.00%"),
        ("nearly", "ge", "nearly 124.00%"),
        ("over", "le", "at most 124.00%"),
        ("nearly", "le", "at least 124.00%"),
        ("about", "le", "about 124.00%"),
    ],
)
def test_a_completion_has_the_qualifier_of_its_result(qualifier, comparator, said):
    qualified = {**REACHED, "qualifier": qualifier, "comparator": comparator}
    assert show_condition(qualified)[2].startswith(f"{said} / ")
