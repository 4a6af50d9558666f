"""Targets: each item with its conditions, its verdict, and why what cannot be judged cannot."""

import pytest

from analysis.presentation.brief_tables.targets import tabulate_items
from analysis.presentation.terms import REASONS, VERDICTS

from ..shown_tables import FROM_ABOVE, parse_page, read_table, read_tables, write_tables
from ..table_frames import EN, LANGUAGES, ZH, Words, conditions_of, items_of

REACHED = {
    "target": 500, "target_printed_unit": "人次", "actual": 620, "reported_unit": "人次",
    "achieved": 620, "completion": 1.24, "is_met": True,
}  # fmt: skip
NO_RESULT = {"target": 500, "target_printed_unit": "人次", "reason": "no_actual"}
IN_WORDS = {
    "assessment": "qualitative", "condition": "quality", "label_zh": "质量优良",
    "label_en": "Good quality", "reason": "qualitative",
}  # fmt: skip
SHARE = {
    "item": "A2", "target": 0.8, "unit": "share", "actual": 90, "actual_unit": "count",
    "denominator": 100, "denominator_printed_unit": "个", "reported_unit": "个", "achieved": 0.9,
    "completion": 1.125, "is_met": True, "comparator_origin": "assumed", "label_zh": "覆盖率",
    "label_en": "Coverage", "due_date": "2021-12-31",
}  # fmt: skip
COVER = {
    "item": "A2", "requirement_zh": "覆盖80%的村", "requirement_en": "Reach 80% of villages",
    "category": "logistics", "category_zh": "物流", "category_en": "Logistics",
}  # fmt: skip
SPENT = {
    "item": "A10", "comparator": "le", "target": 1_000_000, "unit": "cny", "reported_unit": "万元",
    "target_printed_unit": "万元", "actual": 2_000_000, "achieved": 2_000_000, "completion": 0.5,
    "is_met": False, "label_zh": "成本", "label_en": None, "due_date": "2020-12-31",
}  # fmt: skip
CASES = {
    "no item": ([], []),
    "one, nothing reported": ([{"verdict": "not_computable"}], [NO_RESULT]),
    "one, everything reported": (
        [{"printed_completion": 1.24, "result_zh": "已培训620人次", "result_en": "620 trained"}],
        [{**REACHED, "due_date": "2021-08-31"}],
    ),
    "two of two categories": (
        [COVER, {"conditions_numeric": 2, "conditions_total": 3, "printed_completion": 1.0}],
        [SHARE, IN_WORDS, {**NO_RESULT, "condition": "second"}, REACHED],
    ),
    "many of three documents": (
        [
            {"item": "A10", "verdict": "not_met"},
            {"item": "A9", "verdict": "not_assessed", "requirement_en": None},
            {**COVER, "result_zh": "已覆盖"},
            {"document_id": "elk-report", "table_id": "goals", "as_of_date": "2020-07-31"},
            {"document_id": "owl-report", "item": "B1", "verdict": "not_computable"},
        ],
        [
            {**IN_WORDS, "item": "A9"},
            SPENT,
            SHARE,
            {**REACHED, "document_id": "elk-report", "table_id": "goals"},
            {"document_id": "owl-report", "item": "B1", "reason": "no_numeric_target"},
        ],
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", list(CASES))
def test_items_are_shown_with_their_conditions_and_verdicts(case, language, snapshot):
    items, conditions = CASES[case]
    fragment = tabulate_items(items_of(*items), conditions_of(*conditions), Words(language))
    assert write_tables(fragment.html) == snapshot


def tabulate(items, conditions, words=EN):
    return read_table(tabulate_items(items_of(*items), conditions_of(*conditions), words).html)


def show_condition(condition, words=EN):
    """Target, actual and completion of one condition."""
    (row,) = tabulate([{}], [condition], words).rows
    return row[4:]


@pytest.mark.parametrize("case", list(CASES))
def test_every_row_of_a_table_fills_all_columns(case):
    items, conditions = CASES[case]
    for shown in read_tables(tabulate_items(items_of(*items), conditions_of(*conditions), EN).html):
        assert {len(row) for row in shown.rows} == {len(shown.headings)}


def test_a_condition_without_result_is_not_reported_and_never_zero():
    assert show_condition(NO_RESULT) == [
        "≥ 500 person-times", "<not reported>", "<no result reported>"
    ]  # fmt: skip


def test_a_reported_result_of_zero_is_a_zero():
    zero = {**REACHED, "actual": 0, "achieved": 0, "completion": 0, "is_met": False}
    assert show_condition(zero)[1:] == ["0 person-times", "0.00% / below target"]


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("reason", [name for name in REASONS if name != "qualitative"])
def test_what_is_not_computable_says_why_and_shows_no_number(reason, words):
    *_, completion = show_condition({"target": 5, "reason": reason}, words)
    assert completion == f"<{words.gettext(REASONS[reason])}>"


def test_what_is_asked_for_in_words_only_has_neither_target_nor_completion():
    assert show_condition(IN_WORDS) == ["<asked for in words only>", "→", "→"]


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("verdict", list(VERDICTS))
def test_the_symbol_of_an_item_matches_its_verdict(verdict, words):
    html = tabulate_items(items_of({"verdict": verdict}), conditions_of(NO_RESULT), words).html
    status = parse_page(html).find("span", class_="status")
    symbol, name = VERDICTS[verdict]
    assert f"status-{verdict.replace('_', '-')}" in status["class"]
    assert status.get_text() == f"{symbol} {words.gettext(name)}"


@pytest.mark.parametrize(
    ("condition", "target"),
    [
        ({"target": None}, "<no number>"),
        ({"target": 0.8, "unit": "share"}, "≥ 80%"),
        ({"target": 5, "unit": "count", "comparator": "eq"}, "= 5"),
        ({"target": 5, "unit": "count", "comparator": "le"}, "≤ 5"),
        ({"target": 5, "unit": "count", "comparator_origin": "assumed"}, "≥ 5 / ≥ is assumed"),
        ({"target": 3e9, "unit": "cny", "target_printed_unit": "亿元"}, "≥ CNY 3,000,000,000"),
    ],
)
def test_a_target_is_shown_with_how_it_is_to_be_compared(condition, target):
    assert show_condition({**condition, "reason": "no_actual"})[0] == target


@pytest.mark.parametrize(("words", "said"), [(ZH, "近620人次"), (EN, "nearly 620 person-times")])
def test_a_qualified_result_keeps_its_qualifier(words, said):
    qualified = {**REACHED, "qualifier": "nearly", "reported_printed": "近620人次"}
    assert show_condition(qualified, words)[1] == said


def test_a_share_is_shown_with_what_it_is_a_share_of():
    (row,) = tabulate([COVER], [SHARE]).rows
    assert row[5] == "90.00% / 90 ÷ 100"


@pytest.mark.parametrize(
    ("is_met", "said"), [(True, "target reached"), (False, "below target"), (None, "undecided")]
)
def test_completion_is_not_capped_and_says_whether_the_target_is_reached(is_met, said):
    assert show_condition({**REACHED, "is_met": is_met})[2] == f"124.00% / {said}"


def test_a_figure_that_should_equal_its_target_and_does_not_says_so():
    differs = {**REACHED, "comparator": "eq", "completion": None, "is_met": False}
    assert show_condition(differs)[2] == "<differs from the target>"


def test_today_nothing_used_of_an_upper_limit_is_said_to_differ_although_it_is_met():
    # Misleading: with ≤ an actual of zero meets the target; only the quotient does not exist.
    nothing_used = {
        **REACHED, "comparator": "le", "actual": 0, "achieved": 0, "completion": None
    }  # fmt: skip
    assert show_condition(nothing_used)[2] == "<differs from the target>"


def test_today_a_cost_above_its_limit_is_called_below_target():
    # Untrue: 2,000,000 of at most 1,000,000 is above the target, not below it.
    (row,) = tabulate([{"item": "A10", "verdict": "not_met"}], [SPENT]).rows
    assert row[5:] == ["CNY 2,000,000", "50.00% / below target"]


@pytest.mark.parametrize(
    ("item", "due", "said"),
    [
        ({}, None, "✓ met"),
        ({}, "2021-12-31", "✓ met / not yet due: 31 December 2021"),
        ({}, "2021-08-31", "✓ met / due 31 August 2021"),
        ({"as_of_date": None}, "2021-12-31", "✓ met / due 31 December 2021"),
        ({"printed_completion": 0.985}, None, "✓ met / document prints 98.5%"),
        ({"conditions_total": 2}, None, "✓ met / by its figures; 1 part in words not assessed"),
        ({"conditions_total": 3, "verdict": "not_computable"}, None, "? not computable"),
    ],
)
def test_beside_the_verdict_stands_what_bears_on_it(item, due, said):
    shown = tabulate([item], [{**REACHED, "due_date": due}])
    assert shown.find_column("Verdict of the item") == [said]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({}, "表3 第1行"),
        ({"result_en": "Done"}, "Reported: Done / 表3 第1行"),
        ({"printed_completion": 1}, "Reported: nothing / 表3 第1行"),
    ],
)
def test_the_result_is_said_with_its_place_and_a_bare_completion_is_no_result(item, said):
    (cell,) = tabulate([item], [REACHED]).find_column("Requirement and reported result")
    assert cell == f"Train 500 people / {said}"


def test_today_an_item_without_conditions_leaves_the_rest_of_its_row_without_cells():
    # Doubtful: the row ends after three of seven cells; the rules of today always name a condition.
    (row,) = tabulate([{}], []).rows
    assert len(row) == 3


def test_items_stand_by_number_under_their_categories():
    items = [{"item": "A10"}, {"item": "A2"}, {**COVER, "item": "A3"}]
    shown = tabulate(items, [])
    first_cells = [[row[0] for row in body] for body in shown.bodies]
    assert first_cells == [["Training", "A2", "A10"], ["Logistics", "A3"]]


def test_categories_of_one_item_each_have_no_heading():
    shown = tabulate([{}, COVER], [])
    assert [row[0] for row in shown.rows] == ["A1", "A2"]


def test_computable_conditions_stand_first_and_those_in_words_last():
    shown = tabulate([{}], [IN_WORDS, {**NO_RESULT, "condition": "b"}, {**REACHED}])
    assert [row[0] for row in shown.rows] == ["A1", FROM_ABOVE, FROM_ABOVE]
    assert [row[6] for row in shown.rows] == [
        "124.00% / target reached", "<no result reported>", "→"
    ]  # fmt: skip


def test_what_documents_say_is_escaped():
    items = items_of({"requirement_en": "<b>Train</b>", "result_en": "<i>done</i>"})
    page = parse_page(tabulate_items(items, conditions_of({"label_en": "<u>a</u>"}), EN).html)
    assert page.find_all(["b", "i", "u"]) == []
    assert "<b>Train</b>" in page.get_text()
