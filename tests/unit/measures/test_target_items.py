"""Verdicts of target items by their rules and deadlines, and the main table of each project."""

import pandas as pd
import pytest

from analysis.measures import completion, target_items

from .target_frames import AS_OF, conditions_of, items_of, outputs_of

PLAN = {"condition": "plan", "assessment": "qualitative"}


def judge(rule, *rows, **item):
    """The only item of a rule with these conditions."""
    items = items_of({"rule": rule, **item})
    return target_items.compute_items(conditions_of(*rows, items=items), items).iloc[0]


def test_one_met_condition_of_an_or_meets_the_item():
    share = {"condition": "share", "target": 0.01, "unit": "share", "actual": 0.0069,
             "actual_unit": "share"}  # fmt: skip
    item = judge(
        "share or person_times",
        share,
        {"condition": "person_times", "target": 5000, "actual": 5038},
    )
    assert (item["verdict"], item["conditions_met"], item["conditions_numeric"]) == ("met", 1, 2)


@pytest.mark.parametrize(
    ("rule", "rows", "verdict", "reason"),
    [
        ("done", [{"target": 3}], "not_computable", "no_actual"),
        ("done", [{"assessment": "qualitative"}], "not_assessed", "qualitative"),
        ("done", [{"target": 3, "actual": 2}], "not_met", None),
        ("plan and done", [PLAN, {"target": 3, "actual": 4}], "met", None),
        ("plan or done", [PLAN, {"target": 3, "actual": 2}], "not_assessed", "qualitative"),
        ("done", [{"target": 3, "actual": 3, "actual_low": 2, "actual_high": 4,
                   "qualifier": "about"}], "not_computable", "qualified_actual"),
        # A missing alternative is not the reason where the other is met.
        ("(done or b) and c", [{"target": 3}, {"condition": "b", "target": 3, "actual": 3},
                               {"condition": "c", "actual": 3}],
         "not_computable", "no_numeric_target"),
        # A bad row of the readings may have left the item without its condition.
        ("done and more", [{"target": 3, "actual": 3}], "not_computable", "no_condition"),
        ("done", [], "not_computable", "no_condition"),
    ],
)  # fmt: skip
def test_the_verdict_of_an_item(rule, rows, verdict, reason):
    item = judge(rule, *rows)
    assert item["verdict"] == verdict
    assert (None if pd.isna(item["reason"]) else item["reason"]) == reason


@pytest.mark.parametrize(
    ("rule", "rows", "due", "verdict"),
    [
        # The latest open condition decides.
        ("a and b", [("a", 3, "2021-06-30"), ("b", 3, "2021-12-31")], "2021-12-31", "not_yet_due"),
        ("a and b", [("a", 3, "2021-12-31"), ("b", 3, "2021-06-30")], "2021-12-31", "not_yet_due"),
        ("a and b", [("a", 3, "2021-06-30"), ("b", 4, "2021-12-31")], "2021-06-30", "not_met"),
        ("a and b", [("a", 4, "2021-06-30"), ("b", 3, "2021-12-31")], "2021-12-31", "not_yet_due"),
        ("a and b", [("a", 4, "2021-06-30"), ("b", 4, "2021-12-31")], "2021-12-31", "met"),
        # An open condition without a date of its own is due when the item is.
        ("a and b", [("a", 3, None), ("b", 4, "2021-12-31")], "2021-12-31", "not_yet_due"),
        ("a", [("a", 3, None)], None, "not_met"),
        ("a", [("a", None, "2021-12-31")], "2021-12-31", "not_computable"),
        # What the item does not need has no deadline that counts.
        ("a", [("a", 3, "2021-06-30"), ("b", 3, "2021-12-31")], "2021-06-30", "not_met"),
        ("c and (a or b)", [("a", 4, "2021-06-30"), ("b", 3, "2021-12-31"),
                            ("c", 3, "2021-03-31")], "2021-03-31", "not_met"),
    ],
)  # fmt: skip
def test_the_deadline_of_an_item_is_the_latest_of_its_open_conditions(rule, rows, due, verdict):
    conditions = [
        {"condition": name, "target": 4, "actual": actual, "due_date": date}
        for name, actual, date in rows
    ]
    item = judge(rule, *conditions)
    assert item["verdict"] == verdict
    assert (None if pd.isna(item["due_date"]) else str(item["due_date"].date())) == due
    assert item["is_due_later"] == (due is not None and due > "2021-08-30")


def test_a_condition_may_be_due_and_missed_while_its_item_is_not_yet_due():
    items = items_of({"rule": "a and b"})
    conditions = conditions_of(
        {"condition": "a", "target": 4, "actual": 3, "due_date": "2021-06-30"},
        {"condition": "b", "target": 4, "actual": 3, "due_date": "2021-12-31"},
        items=items,
    )
    assert conditions["verdict"].tolist() == ["not_met", "not_yet_due"]
    assert target_items.compute_items(conditions, items)["verdict"].tolist() == ["not_yet_due"]


def test_a_printed_hundred_per_cent_with_a_blank_result_is_not_met():
    assert judge("done", {"target": 5}, printed_completion=1.0)["verdict"] == "not_computable"


def test_items_of_one_number_in_two_documents_and_projects_never_collapse():
    places = [
        {"document_id": document, "project_id": project, "county_code": county}
        for document, project, county in (
            ("doc-1", "990101-province-2019", "990101"),
            ("doc-2", "990101-nation-2021", "990101"),
            ("doc-3", "990102-province-2019", "990102"),
        )
    ]
    actuals = (4, 3, None)
    rows = [
        {**place, "target": 4, "actual": actual}
        for place, actual in zip(places, actuals, strict=True)
    ]
    items = items_of(*places)
    judged = target_items.compute_items(conditions_of(*rows, items=items), items)
    assert judged["verdict"].tolist() == ["met", "not_met", "not_computable"]
    alone = [
        target_items.compute_items(conditions_of(row, items=items_of(place)), items_of(place))
        for row, place in zip(rows, places, strict=True)
    ]
    pd.testing.assert_frame_equal(judged, pd.concat(alone, ignore_index=True))


def test_conditions_in_any_order_give_the_same_verdicts():
    items = items_of(*({"item": name, "rule": "a and b"} for name in ("A1", "A2", "A3")))
    rows = [
        {"item": name, "condition": condition, "target": 4, "actual": actual}
        for name, actual in (("A1", 4), ("A2", 3), ("A3", None))
        for condition in ("a", "b")
    ]
    outputs = outputs_of(*rows).iloc[[3, 0, 5, 2, 1, 4]].reset_index(drop=True)
    conditions = completion.compute_conditions(outputs, items, AS_OF)
    judged = target_items.compute_items(conditions, items)
    assert judged["verdict"].tolist() == ["met", "not_met", "not_computable"]


def test_items_are_counted_by_verdict():
    rows = [("A1", 4, None), ("A2", None, None), ("A3", 1, "2021-12-31"), ("A4", 1, None)]
    items = items_of(*({"item": name} for name, _, _ in rows))
    conditions = conditions_of(
        *(
            {"item": name, "target": 2, "actual": actual, "due_date": due}
            for name, actual, due in rows
        ),
        items=items,
    )
    assert target_items.count_items(target_items.compute_items(conditions, items)) == {
        "met": 1, "not_met": 1, "not_yet_due": 1, "not_assessed": 0, "not_computable": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "main"),
    [
        # Most items, though the other table has more conditions.
        ({"goals": ("2021-08-30", 2), "progress": ("2021-08-30", 1)}, "goals"),
        # Of equally large tables the newest.
        ({"may": ("2021-05-31", 1), "june": ("2021-06-30", 1)}, "june"),
        ({"april": ("2021-04-30", 1), "june": ("2021-06-30", 1)}, "june"),
        ({"april": (None, 1), "june": ("2021-06-30", 1)}, "june"),
    ],
)
def test_items_and_conditions_are_of_the_same_main_table(tables, main):
    items = items_of(
        *(
            {"table_id": table_id, "item": f"A{number}", "as_of_date": date}
            for table_id, (date, size) in tables.items()
            for number in range(size)
        )
    )
    conditions = conditions_of(
        *(
            {"table_id": table_id, "item": "A0", "condition": f"c{number}", "target": 1}
            for number, table_id in enumerate(("progress", "progress", "progress", *tables))
        )
    )
    assert set(target_items.select_main_table(items)["table_id"]) == {main}
    assert set(target_items.select_main_table(items, conditions)["table_id"]) == {main}


def test_each_project_has_its_main_table_and_so_have_items_of_no_project():
    projects = {"doc-1": "p-1", "doc-2": "p-1", "doc-3": "p-2", "doc-4": None}
    sizes = {"doc-1": 1, "doc-2": 3, "doc-3": 2, "doc-4": 1}
    items = items_of(
        *(
            {"document_id": document, "project_id": projects[document], "item": f"A{number}"}
            for document, size in sizes.items()
            for number in range(size)
        )
    )
    main = target_items.select_main_table(items)
    assert main["document_id"].tolist() == ["doc-2"] * 3 + ["doc-3"] * 2 + ["doc-4"]


def test_without_items_there_is_no_main_table():
    assert target_items.select_main_table(items_of()).empty
    assert target_items.select_main_table(items_of(), conditions_of({"target": 1})).empty


def test_without_items_there_is_no_verdict():
    assert target_items.compute_items(conditions_of(), items_of()).empty


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        # The county's own numbers stay, whatever its groups are.
        ({"A1": "A1", "B1": "A2", "C1": "B1"}, "A1 A2 B1"),
        ({"A1": "1", "A2": "2", "B1": "3"}, "1 2 3"),
        ({"A1": "（一）", "B1": "（二）"}, "（一） （二）"),
        # Numbers that begin anew in each group do not tell items apart.
        ({"A1": "1", "A2": "2", "B1": "1"}, "A1 A2 B1"),
    ],
)
def test_an_item_is_called_by_its_printed_number_if_it_is_the_only_one(numbers, labels):
    items = items_of(*({"item": item, "number": number} for item, number in numbers.items()))
    conditions = conditions_of(*({"item": item, "target": 1} for item in numbers), items=items)
    judged = target_items.compute_items(conditions, items)
    assert judged["item_label"].tolist() == labels.split()
    assert conditions["item_label"].tolist() == labels.split()


def test_numbers_are_compared_within_their_table():
    items = items_of({"number": "7"}, {"number": "7", "document_id": "elk"})
    judged = target_items.compute_items(conditions_of(items=items), items)
    assert judged["item_label"].tolist() == ["7", "7"]
