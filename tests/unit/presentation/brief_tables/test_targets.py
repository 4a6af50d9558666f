"""Targets: each item with its conditions, its verdict, and why what cannot be judged cannot."""

from dataclasses import replace

import pytest

from analysis.presentation.brief_tables.targets import tabulate_items
from analysis.presentation.projects import ONE_PROJECT
from analysis.presentation.terms import VERDICTS

from ..shown_tables import FROM_ABOVE, parse_page, read_table, read_tables, write_tables
from ..table_frames import EN, LANGUAGES, ZH, Words, conditions_of, items_of
from .target_cases import COVER, IN_WORDS, NO_RESULT, REACHED, SHARE, SPENT

CASES = {
    "no item": ([], []),
    "one, nothing reported": ([{"verdict": "not_computable"}], [NO_RESULT]),
    "one, everything reported": (
        [
            {
                "printed_completion": 1.24,
                "result_zh": "已培训620人次",
                "result_en": "620 trained",
                "due_date": "2021-08-31",
            }
        ],
        [{**REACHED, "due_date": "2021-08-31"}],
    ),
    "two of two categories": (
        [
            {**COVER, "due_date": "2021-12-31", "is_due_later": True},
            {"conditions_numeric": 2, "conditions_total": 3, "printed_completion": 1.0},
        ],
        [SHARE, IN_WORDS, {**NO_RESULT, "condition": "second"}, REACHED],
    ),
    "many of three documents": (
        [
            {"item": "A10", "verdict": "not_met", "due_date": "2020-12-31"},
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


@pytest.mark.parametrize("case", list(CASES))
def test_every_row_of_a_table_fills_all_columns(case):
    items, conditions = CASES[case]
    for shown in read_tables(tabulate_items(items_of(*items), conditions_of(*conditions), EN).html):
        assert {len(row) for row in shown.rows} == {len(shown.headings)}


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("verdict", list(VERDICTS))
def test_the_symbol_of_an_item_matches_its_verdict(verdict, words):
    html = tabulate_items(items_of({"verdict": verdict}), conditions_of(NO_RESULT), words).html
    status = parse_page(html).find("span", class_="status")
    symbol, name = VERDICTS[verdict]
    assert f"status-{verdict.replace('_', '-')}" in status["class"]
    assert status.get_text() == f"{symbol} {words.gettext(name)}"


def test_a_share_is_shown_with_what_it_is_a_share_of():
    (row,) = tabulate([COVER], [SHARE]).rows
    assert row[5] == "90.00% / 90 ÷ 100"


def test_a_cost_above_its_limit_is_called_so():
    (row,) = tabulate([{"item": "A10", "verdict": "not_met"}], [SPENT]).rows
    assert row[5:] == ["CNY 2,000,000", "50.00% / above the limit"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, ""), (2, " / either of two is enough"), (3, " / one of 3 is enough")],
)
def test_alternatives_are_marked(number, said):
    (row,) = tabulate([{}], [{**REACHED, "alternatives": number}]).rows
    assert row[3] == f"People trained{said}"


def test_an_item_that_is_met_by_one_of_its_alternatives_says_that_it_suffices():
    share = {**SHARE, "item": "A1", "condition": "share", "is_met": False, "need": "other_met",
             "alternatives": 2}  # fmt: skip
    shown = tabulate([{}], [{**REACHED, "alternatives": 2}, share])
    assert shown.find_column("Assessment")[0] == (
        "✓ Met / one of its alternatives is met, which is enough"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("item", "due", "said"),
    [
        ({}, None, "✓ Met"),
        ({"is_due_later": True}, "2021-12-31", "✓ Met / not yet due (31 December 2021)"),
        ({}, "2021-08-31", "✓ Met / due 31 August 2021"),
        ({"is_due_later": True, "verdict": "not_yet_due"}, "2021-12-31",
         "◇ Not yet due / due 31 December 2021"),
        ({"verdict": "not_met"}, "2021-08-31", "✗ Not met / due 31 August 2021"),
        ({"verdict": "not_met"}, "2021-12-31",
         "✗ Not met / due 31 December 2021 / on figures at 31 August 2021, before the deadline"),
        ({"verdict": "not_met", "as_of_date": None}, "2021-12-31",
         "✗ Not met / due 31 December 2021"),
        ({"printed_completion": 0.985}, None, "✓ Met / reported completion 98.5%"),
        ({"conditions_total": 2}, None,
         "✓ Met / on its figures; 1 wording requirement not assessed"),
        ({"conditions_total": 3, "verdict": "not_computable"}, None, "? Cannot be calculated"),
    ],
)  # fmt: skip
def test_beside_the_verdict_stands_what_bears_on_it(item, due, said):
    shown = tabulate([{**item, "due_date": due}], [REACHED])
    assert shown.find_column("Assessment") == [said]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({}, "Table 3, row 1"),
        ({"result_en": "Done"}, "Reported: Done / Table 3, row 1"),
    ],
)
def test_the_result_is_said_with_its_place(item, said):
    (cell,) = tabulate([item], [REACHED]).find_column("Requirement and reported result")
    assert cell == f"Train 500 people / {said}"


@pytest.mark.parametrize(("condition", "said"), [(NO_RESULT, "Reported: blank / "), (REACHED, "")])
def test_a_bare_completion_is_no_result_unless_one_is_reported_elsewhere(condition, said):
    (cell,) = tabulate([{"printed_completion": 1}], [condition]).find_column(
        "Requirement and reported result"
    )
    assert cell == f"Train 500 people / {said}Table 3, row 1"


def test_an_item_without_conditions_says_so_over_the_rest_of_its_row():
    (row,) = tabulate([{"verdict": "not_computable"}], []).rows
    assert row[3:] == ["<No condition that can be assessed>", "→", "→", "→"]


def test_items_stand_by_number_under_their_categories():
    items = [{"item": "A10"}, {"item": "A2"}, {**COVER, "item": "A3"}]
    shown = tabulate(items, [])
    first_cells = [[row[0] for row in body] for body in shown.bodies]
    assert first_cells == [["Training", "A2", "A10"], ["Logistics", "A3"]]


def test_categories_of_one_item_each_have_no_heading():
    shown = tabulate([{}, COVER], [])
    assert [row[0] for row in shown.rows] == ["A1", "A2"]


NAMES = {"fox-report": "Report of 2021", "elk-report": "Report of 2020"}
NAMED = replace(EN, document_names=NAMES)


def list_captions(items, words=NAMED, projects=ONE_PROJECT):
    fragment = tabulate_items(items_of(*items), conditions_of(), words, projects)
    return [table.caption for table in read_tables(fragment.html)]


def test_progress_tables_of_two_documents_are_told_apart_by_their_documents():
    items = [{}, {"item": "A2"}, {"document_id": "elk-report", "as_of_date": "2020-08-31"}]
    assert list_captions(items) == [
        "Report of 2021, Progress table, at 31 August 2021",
        "Report of 2020, Progress table, at 31 August 2020",
    ]  # fmt: skip


def test_two_progress_tables_of_one_document_are_numbered():
    items = [{}, {"table_id": "progress_2"}, {"table_id": "goals"}]
    assert list_captions(items, EN) == [
        "Progress table (1), at 31 August 2021",
        "Progress table (2), at 31 August 2021",
        "Programme targets, at 31 August 2021",
    ]  # fmt: skip


def test_each_project_has_its_own_tables_in_order():
    projects = {"p-1": "First", "p-2": "Second"}
    items = [
        {"project_id": "p-2"},
        {"project_id": "p-2", "item": "A2"},
        {"project_id": "p-1", "document_id": "elk-report"},
    ]
    assert list_captions(items, NAMED, projects) == [
        "First: Progress table, at 31 August 2021",
        "Second: Progress table, at 31 August 2021",
    ]  # fmt: skip


def test_items_of_one_number_in_two_documents_keep_their_own_conditions():
    items = [{}, {"document_id": "elk-report"}]
    conditions = [REACHED, {**NO_RESULT, "document_id": "elk-report"}]
    html = tabulate_items(items_of(*items), conditions_of(*conditions), NAMED).html
    assert [table.rows[0][6] for table in read_tables(html)] == [
        "124.00% / target met", "<No result reported>",
    ]  # fmt: skip


def test_computable_conditions_stand_first_and_those_in_words_last():
    shown = tabulate([{}], [IN_WORDS, {**NO_RESULT, "condition": "b"}, {**REACHED}])
    assert [row[0] for row in shown.rows] == ["A1", FROM_ABOVE, FROM_ABOVE]
    assert [row[6] for row in shown.rows] == [
        "124.00% / target met", "<No result reported>", "<Wording only>"
    ]  # fmt: skip


def test_what_documents_say_is_escaped():
    items = items_of({"requirement_en": "<b>Train</b>", "result_en": "<i>done</i>"})
    page = parse_page(tabulate_items(items, conditions_of({"label_en": "<u>a</u>"}), EN).html)
    assert page.find_all(["b", "i", "u"]) == []
    assert "<b>Train</b>" in page.get_text()
