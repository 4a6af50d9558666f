"""How many target items are met, and what the document itself prints of them."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.presentation.formats import Words
from analysis.presentation.projects import ONE_PROJECT
from analysis.presentation.sentences.targets import describe_targets
from tests.unit.presentation.sentence_frames import (
    condition,
    conditions,
    item,
    items,
    say_in_both,
)

VERDICTS = ("met", "not_met", "not_yet_due", "not_assessed", "not_computable")
AS_OF = pd.Timestamp("2021-03-31")
OPEN_AHEAD = "未评定和无法核算的任务中，1项的完成期限在2021年3月31日之后。"


def list_targets(words: Words, item_rows, condition_rows=(), projects=ONE_PROJECT) -> list[str]:
    frames = items(*item_rows), conditions(*condition_rows)
    return describe_targets(*frames, AS_OF, words, projects)


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
        item("A5", "not_yet_due", due_date="2021-12-31", is_due_later=True),
        item("A6", "not_computable", due_date="2021-12-31", is_due_later=True),
        item("A7", "not_met", due_date="2021-03-31", as_of_date="2021-02-28"),
    ]
    assert say_targets(item_rows) == snapshot


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_is_counted_where_it_is_named(verdict, snapshot):
    assert say_targets([item("A1", verdict), item("A2", verdict)]) == snapshot


def test_the_numbers_make_up_all_items():
    counts = dict(zip(VERDICTS, (4, 3, 5, 2, 1), strict=True))
    rows = [
        item(f"{verdict}{number}", verdict)
        for verdict, count in counts.items()
        for number in range(count)
    ]
    (said,) = list_targets(Words("zh"), rows)
    assert said == (
        "建设进度表共15项任务：按填报数据，达标4项，未达标3项；未到期、暂未达标5项；只有文字要求、未评定2项；数据不足、无法核算1项。"
    )


def test_of_three_documents_the_table_with_most_items_is_told():
    rows = [
        item("G1", document_id="fox-1", table_id="goals"),
        item("A1", "not_met", document_id="fox-2"),
        item("A2", "not_met", document_id="fox-2"),
        item("A1", document_id="fox-3"),
    ]
    (said,) = list_targets(Words("en"), rows)
    assert said.startswith("Progress table (1): 0 of 2 items met; ")


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
    ("verdict", "changes", "said"),
    [
        ("met", {"is_due_later": True}, None),
        ("not_yet_due", {"is_due_later": True}, None),
        ("not_computable", {}, None),
        ("not_computable", {"is_due_later": True}, OPEN_AHEAD),
        ("not_assessed", {"is_due_later": True}, OPEN_AHEAD),
        ("not_met", {"due_date": "2021-03-31"}, None),
        ("not_met", {"due_date": "2021-03-31", "as_of_date": "2021-03-30"},
         "未达标任务中，1项依据的数据早于完成期限，“未达标”仅为阶段情况。"),
    ],
)  # fmt: skip
def test_deadlines_are_said_where_the_verdict_does_not_say_them(verdict, changes, said):
    rows = [item("A1", verdict, **changes), item("A2")]
    assert list_targets(Words("zh"), rows)[1:] == ([said] if said else [])


def test_one_item_is_written_in_the_singular(snapshot):
    ahead = item("A1", "not_computable", printed_completion=1, is_due_later=True)
    said = say_targets([ahead])
    assert "1 items" not in said
    assert said == snapshot


def test_a_printed_120_per_cent_is_said_as_printed():
    rows = [item("A1", printed_completion=1.2), item("A2"), item("A3", printed_completion=1)]
    assert list_targets(Words("en"), rows)[1:] == [
        "The document reports 100% for 1 of the 3 items.",
        "The document reports more than 100% for 1 item: A1 120%.",
    ]  # fmt: skip


def test_an_item_with_a_result_elsewhere_is_not_said_to_have_none():
    blank = [item(name, printed_completion=1, result_zh=None) for name in ("A1", "A2")]
    said = list_targets(Words("en"), blank, [condition("A1", actual=5), condition("A2")])
    assert said[2] == "No result is reported for 1 of these (A2)."


def test_an_item_that_is_met_does_not_count_among_those_not_yet_due():
    rows = [item(name, is_due_later=True, due_date="2021-12-31") for name in ("A1", "A2")]
    (said,) = list_targets(Words("en"), rows)
    assert "due" not in said


PROJECTS = {"p-1": "First project", "p-2": "Second project"}


def test_each_project_is_told_of_its_own_main_table():
    rows = [
        item("A1", project_id="p-2", document_id="fox-2"),
        item("A2", "not_met", project_id="p-2", document_id="fox-2", printed_completion=1),
        item("A1", "not_met", project_id="p-1"),
        item("A1", project_id=None, document_id="fox-3"),
    ]
    names = {f"fox-{number}": f"Report {number}" for number in (1, 2, 3)}
    words = replace(Words("en"), document_names=names)
    said = list_targets(words, rows, projects=PROJECTS)
    assert [sentence[:58] for sentence in said] == [
        "First project: Progress table: 0 of 1 item met; 1 not met,",
        "Second project: Progress table: 1 of 2 items met; 1 not me",
        "The document reports 100% for 1 of the 2 items.",
        "No single project: Progress table: 1 of 1 item met; 0 not ",
    ]
