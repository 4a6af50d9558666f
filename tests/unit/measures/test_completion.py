"""Completion, uncapped and capped; conditions that cannot be computed have a reason."""

import numpy as np
import pandas as pd
import pytest

from analysis.build.build import make_frame
from analysis.measures import completion
from analysis.tables.tables import TABLES


def conditions_of(*rows):
    base = {
        "document_id": "doc", "table_id": "progress", "item": "A1", "condition": "done",
        "county_code": "990101", "as_of_date": "2021-08-30", "label_zh": "项",
        "assessment": "numeric", "comparator": "ge", "unit": "count", "actual_unit": "count",
    }  # fmt: skip
    filled = []
    for row in rows:
        row = {**base, **row}
        row.setdefault("actual_low", row.get("actual"))
        row.setdefault("actual_high", row.get("actual"))
        filled.append(row)
    return completion.compute_conditions(make_frame(TABLES["outputs"], filled))


def items_of(*rows):
    base = {
        "document_id": "doc", "table_id": "progress", "item": "A1", "county_code": "990101",
        "as_of_date": "2021-08-30", "category": "training", "category_zh": "培训", "number": "1",
        "requirement_zh": "要求", "rule": "done", "locator": "表", "printed_completion": 1.0,
    }  # fmt: skip
    return make_frame(TABLES["output_items"], [{**base, **row} for row in rows])


@pytest.mark.parametrize(
    ("row", "completion_rate", "is_met"),
    [
        ({"target": 2, "actual": 2}, 1, True),
        ({"target": 1000, "actual": 142755.2}, 142.7552, True),
        ({"target": 4, "actual": 3}, 0.75, False),
        ({"target": 4, "actual": 0}, 0, False),
        ({"target": 10, "actual": 8, "comparator": "le"}, 1.25, True),
        ({"target": 10, "actual": 20, "comparator": "le"}, 0.5, False),
        ({"target": 5, "actual": 5, "comparator": "eq"}, 1, True),
        ({"target": 5, "actual": 6, "comparator": "eq"}, np.nan, False),
    ],
)
def test_completion_by_comparator(row, completion_rate, is_met):
    condition = conditions_of(row).iloc[0]
    assert condition["completion"] == pytest.approx(completion_rate, nan_ok=True)
    assert condition["is_met"] == is_met


def test_the_uncapped_figure_is_kept_beside_the_capped_one():
    condition = conditions_of({"target": 500, "actual": 3631}).iloc[0]
    assert condition["completion"] == pytest.approx(7.262)
    assert condition["completion_capped"] == 1


def test_a_share_is_computed_over_its_denominator():
    row = {
        "target": 0.01, "unit": "share", "actual": 5038, "actual_unit": "person_time",
        "denominator": 730000, "denominator_figure": "doc/profile/population/value",
    }  # fmt: skip
    condition = conditions_of(row).iloc[0]
    assert condition["achieved"] == pytest.approx(5038 / 730000)
    assert not condition["is_met"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"assessment": "qualitative"}, "qualitative"),
        ({"actual": 137}, "no_numeric_target"),
        ({"target": np.nan, "target_reason": "unreadable_unit", "actual": 5}, "unreadable_unit"),
        ({"target": 3}, "no_actual"),
        ({"target": 0.6, "unit": "share", "actual": 102}, "no_denominator"),
        ({"target": 0.6, "unit": "share", "actual": 102, "denominator": 0,
          "denominator_figure": "doc/t/r/value"}, "no_denominator"),
        ({"target": 0, "actual": 4}, "no_numeric_target"),
    ],
)  # fmt: skip
def test_a_condition_that_is_not_computable_has_a_reason_and_no_completion(row, reason):
    condition = conditions_of(row).iloc[0]
    assert condition["reason"] == reason
    assert np.isnan(condition["completion"])
    assert pd.isna(condition["is_met"])


@pytest.mark.parametrize(
    ("low", "high", "is_met"), [(60, 70, True), (50, 60, None), (10, 20, False)]
)
def test_a_qualified_actual_meets_a_target_only_if_its_whole_range_does(low, high, is_met):
    row = {"target": 55, "actual": low, "actual_low": low, "actual_high": high, "qualifier": "over"}
    decision = conditions_of(row).iloc[0]["is_met"]
    assert (None if pd.isna(decision) else bool(decision)) is is_met


def test_one_met_condition_of_an_or_meets_the_item():
    conditions = conditions_of(
        {"condition": "share", "target": 0.01, "unit": "share", "actual": 0.0069,
         "actual_unit": "share"},
        {"condition": "person_times", "target": 5000, "actual": 5038},
    )  # fmt: skip
    item = completion.compute_items(conditions, items_of({"rule": "share or person_times"})).iloc[0]
    assert (item["verdict"], item["conditions_met"], item["conditions_numeric"]) == ("met", 1, 2)


@pytest.mark.parametrize(
    ("rule", "rows", "verdict", "reason"),
    [
        ("done", [{"target": 3}], "not_computable", "no_actual"),
        ("done", [{"assessment": "qualitative"}], "not_assessed", "qualitative"),
        ("done", [{"target": 3, "actual": 2}], "not_met", None),
        ("plan and done", [{"condition": "plan", "assessment": "qualitative"},
                           {"target": 3, "actual": 4}], "met", None),
    ],
)  # fmt: skip
def test_the_verdict_of_an_item(rule, rows, verdict, reason):
    item = completion.compute_items(conditions_of(*rows), items_of({"rule": rule})).iloc[0]
    assert item["verdict"] == verdict
    assert (None if pd.isna(item["reason"]) else item["reason"]) == reason


def test_a_printed_hundred_per_cent_with_a_blank_result_is_not_met():
    conditions = conditions_of({"target": 5})
    item = completion.compute_items(conditions, items_of({"printed_completion": 1.0})).iloc[0]
    assert item["verdict"] == "not_computable"


def test_summaries_count_by_verdict_and_weight_by_planned_funds():
    conditions = conditions_of(
        {"item": "A1", "target": 2, "actual": 4},
        {"item": "B1", "target": 4, "actual": 2},
        {"item": "B2", "target": 4},
    )
    items = items_of(
        {"item": "A1", "category": "training"},
        {"item": "B1", "category": "public_service"},
        {"item": "B2", "category": "public_service"},
    )
    budget = make_frame(
        TABLES["budget"],
        [
            {"document_id": "doc", "table_id": "plan", "row_id": name, "county_code": "990101",
             "project_id": "p", "as_of_date": "2020-01-01", "basis": "plan", "label_zh": name,
             "row_role": "line", "category": name, "planned_cny": planned}
            for name, planned in (("training", 300.0), ("public_service", 100.0))
        ],
    )  # fmt: skip
    summary = completion.compute_summary(
        completion.compute_items(conditions, items), conditions, budget
    ).set_index("category")
    assert summary.loc["public_service", ["items", "not_met", "not_computable"]].tolist() == [
        2,
        1,
        1,
    ]
    assert summary.loc["all", "mean_completion"] == pytest.approx((2 + 0.5) / 2)
    assert summary.loc["all", "mean_completion_capped"] == pytest.approx((1 + 0.5) / 2)
    assert summary.loc["all_weighted", "mean_completion_capped"] == pytest.approx(
        (1 * 300 + 0.5 * 100) / 400
    )
    assert summary.loc["all", "met_share"] == pytest.approx(1 / 2)


def test_items_are_counted_by_verdict():
    items = completion.compute_items(
        conditions_of({"item": "A1", "target": 2, "actual": 4}, {"item": "A2", "target": 2}),
        items_of({"item": "A1"}, {"item": "A2"}),
    )
    assert completion.count_items(items) == {
        "met": 1, "not_met": 0, "not_assessed": 0, "not_computable": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "main"),
    [
        # Most items, though the other table has more conditions.
        ({"goals": ("2021-08-30", 2), "progress": ("2021-08-30", 1)}, "goals"),
        # Of equally large tables the newest.
        ({"may": ("2021-05-31", 1), "june": ("2021-06-30", 1)}, "june"),
        ({"april": ("2021-04-30", 1), "june": ("2021-06-30", 1)}, "june"),
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
    assert set(completion.select_main_table(items)["table_id"]) == {main}
    assert set(completion.select_main_table(items, conditions)["table_id"]) == {main}


def test_without_items_there_is_no_main_table():
    assert completion.select_main_table(items_of()).empty
    assert completion.select_main_table(items_of(), conditions_of({"target": 1})).empty
