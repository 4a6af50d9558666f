"""How many target items are met, and what the document itself prints of them."""

import pytest

from analysis.presentation.formats import Words
from analysis.presentation.sentences.targets import describe_targets
from tests.unit.presentation.sentence_frames import (
    condition,
    conditions,
    item,
    items,
    say_in_both,
)

VERDICTS = ("met", "not_met", "not_assessed", "not_computable")


def list_targets(words: Words, item_rows, condition_rows=()) -> list[str]:
    return describe_targets(items(*item_rows), conditions(*condition_rows), words)


def say_targets(item_rows, condition_rows=()) -> str:
    return say_in_both(lambda words: list_targets(words, item_rows, condition_rows))


def test_without_items_that_is_said(snapshot):
    assert say_targets([]) == snapshot


def test_everything_reported_is_said_in_order(snapshot):
    item_rows = [
        item("A1", printed_completion=1),
        item("A2", "not_met", printed_completion=0.7),
        item("A3", "not_assessed", printed_completion=1, result_zh=None),
        item("A4", "not_computable"),
        item("A5", "not_met"),
        item("A6", "not_met"),
    ]
    due = [condition(name, due_date="2021-12-31") for name in ("A5", "A6")]
    assert say_targets(item_rows, due) == snapshot


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_is_counted_where_it_is_named(verdict, snapshot):
    assert say_targets([item("A1", verdict), item("A2", verdict)]) == snapshot


def test_the_four_numbers_make_up_all_items():
    counts = dict(zip(VERDICTS, (4, 3, 2, 1), strict=True))
    rows = [
        item(f"{verdict}{number}", verdict)
        for verdict, count in counts.items()
        for number in range(count)
    ]
    (said,) = list_targets(Words("zh"), rows)
    assert said == (
        "目标（建设进度表，共10项）：按报告数据达到4项，未达到3项；只有文字要求、不评定2项；"
        "无法计算1项。"
    )


def test_of_three_documents_the_table_with_most_items_is_told():
    rows = [
        item("G1", document_id="fox-1", table_id="goals"),
        item("A1", "not_met", document_id="fox-2"),
        item("A2", "not_met", document_id="fox-2"),
        item("A1", document_id="fox-3"),
    ]
    (said,) = list_targets(Words("en"), rows)
    assert said.startswith("Targets (Progress table, 2 items): 0 met by the reported figures, 2 ")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_items_printed_as_complete_are_counted_and_those_without_result_named(count, snapshot):
    blank = [
        item(f"B{number}", "not_assessed", printed_completion=1, result_zh=None)
        for number in range(1, count + 1)
    ]
    assert say_targets([item("A1"), item("A2", printed_completion=1), *blank]) == snapshot


def test_a_printed_completion_below_all_is_not_said():
    rows = [item("A1", printed_completion=0.99), item("A2", printed_completion=None)]
    assert len(list_targets(Words("en"), rows)) == 1


@pytest.mark.parametrize(
    ("due_dates", "is_said"),
    [
        pytest.param([None], False, id="no date"),
        pytest.param(["2021-03-30"], False, id="due the day before"),
        pytest.param(["2021-03-31"], False, id="due the same day"),
        pytest.param(["2021-04-01"], True, id="due the day after"),
        pytest.param(["2021-04-01", "2020-12-31"], True, id="the last of two dates counts"),
        pytest.param(["2020-12-31", None, "2021-04-01"], True, id="in any order"),
    ],
)
def test_an_item_is_not_yet_due_until_its_last_condition_is(due_dates, is_said):
    rows = [condition("A1", due_date=date) for date in due_dates]
    said = list_targets(Words("zh"), [item("A1", "not_met"), item("A2")], rows)
    wanted = ["其中1项在2021年3月31日尚未到期，“未达到”仅指截至当时。"] if is_said else []
    assert said[1:] == wanted


def test_a_due_date_of_another_document_or_table_does_not_count():
    others = [
        condition("A1", due_date="2021-12-31", document_id="fox-2"),
        condition("A1", due_date="2021-12-31", table_id="goals"),
        condition("A2", due_date="2021-12-31"),
    ]
    assert len(list_targets(Words("en"), [item("A1", "not_met")], others)) == 1


def test_today_one_item_is_written_as_1_items(snapshot):
    # Wrong plural, in English: "1 items", "1 of the 1 items", "1 of these items were".
    due = condition("A1", due_date="2021-12-31")
    said = say_targets([item("A1", "not_met", printed_completion=1)], [due])
    assert "1 items" in said
    assert "1 of these items were" in said
    assert said == snapshot


def test_today_a_printed_120_per_cent_is_said_to_be_printed_as_100():
    # Untrue: the document prints 120%.
    said = list_targets(Words("en"), [item("A1", printed_completion=1.2), item("A2")])
    assert said[1] == "The document itself prints 100% for 1 of the 2 items."


def test_today_an_item_that_is_met_counts_among_those_not_yet_due():
    # Odd: the sentence explains what "not met" means, where nothing is called not met.
    due = [condition("A1", due_date="2021-12-31"), condition("A2", due_date="2021-12-31")]
    said = list_targets(Words("en"), [item("A1"), item("A2")], due)
    assert said[1].startswith("2 of these items were not yet due on 31 March 2021: not met then")
