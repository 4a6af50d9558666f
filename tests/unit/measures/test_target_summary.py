"""Items by category and verdict, and mean completions, weighted by planned funds."""

import numpy as np
import pytest

from analysis.measures.target_items import compute_items
from analysis.measures.target_summary import compute_summary
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame

from .target_frames import PLACE, conditions_of, items_of

NAMES = ("A1", "B1", "B2")
ROWS = (
    {"item": "A1", "target": 2, "actual": 4},
    {"item": "B1", "target": 4, "actual": 2},
    {"item": "B2", "target": 4},
)
CATEGORIES = {"A1": "training", "B1": "public_service", "B2": "public_service"}


def plan_of(amounts, **place):
    """A fund plan with an amount for each category."""
    base = {**PLACE, "table_id": "plan", "basis": "plan", "row_role": "line", **place}
    base.pop("item")
    rows = [
        {**base, "row_id": f"r{number}", "label_zh": name, "category": name, "planned_cny": planned}
        for number, (name, planned) in enumerate(amounts)
    ]
    return rows


def summarise(*plans, places=({},)):
    """The summary of three items, in each of some documents."""
    items = items_of(
        *(
            {"item": name, "category": CATEGORIES[name], **place}
            for place in places
            for name in NAMES
        )
    )
    conditions = conditions_of(*({**row, **place} for place in places for row in ROWS), items=items)
    budget = make_frame(TABLES["budget"], [row for plan in plans for row in plan])
    return compute_summary(compute_items(conditions, items), conditions, budget)


def test_summaries_count_by_verdict_and_weight_by_planned_funds():
    summary = summarise(plan_of([("training", 300), ("public_service", 100)])).set_index("category")
    counts = summary.loc["public_service", ["items", "not_met", "not_computable"]]
    assert counts.tolist() == [2, 1, 1]
    assert summary.loc["all", "mean_completion"] == pytest.approx((2 + 0.5) / 2)
    assert summary.loc["all", "mean_completion_capped"] == pytest.approx((1 + 0.5) / 2)
    assert summary.loc["all_weighted", "mean_completion_capped"] == pytest.approx(
        (1 * 300 + 0.5 * 100) / 400
    )
    assert summary.loc["all", "met_share"] == pytest.approx(1 / 2)
    assert summary.loc["all", ["not_yet_due", "not_assessed"]].tolist() == [0, 0]


def test_two_plans_of_one_project_are_not_added_up():
    older = plan_of([("training", 300), ("public_service", 100)], document_id="a-2020",
                    as_of_date="2020-01-01", document_date="2020-01-01")  # fmt: skip
    newer = plan_of([("training", 200), ("public_service", 200)], document_id="a-2021",
                    as_of_date="2021-01-01", document_date="2021-01-01")  # fmt: skip
    summary = summarise(newer, older).set_index("category")
    assert summary.loc["all", "planned_cny"] == 400
    assert summary.loc["training", "planned_cny"] == 200


def test_a_category_with_an_amount_that_is_not_reported_has_no_sum():
    summary = summarise(plan_of([("training", 300), ("training", None), ("public_service", 100)]))
    planned = summary.set_index("category")["planned_cny"]
    assert np.isnan(planned["training"])
    assert planned["public_service"] == 100
    weighted = summary.set_index("category").loc["all_weighted"]
    assert np.isnan(weighted["mean_completion"])


def test_each_project_has_its_own_counts_and_weights():
    places = [
        {"document_id": f"doc-{project}", "project_id": f"p-{project}"} for project in ("1", "2")
    ]
    plans = [
        plan_of([("training", training), ("public_service", 100)], project_id=f"p-{project}")
        for project, training in (("1", 300), ("2", 100))
    ]
    summary = summarise(*plans, places=places)
    whole = summary[summary["category"] == "all"]
    assert whole["project_id"].tolist() == ["p-1", "p-2"]
    assert whole["document_id"].tolist() == ["doc-1", "doc-2"]
    assert whole["items"].tolist() == [3, 3]
    weighted = summary.loc[summary["category"] == "all_weighted", "mean_completion_capped"]
    assert weighted.tolist() == pytest.approx([350 / 400, 150 / 200])


def test_items_of_no_project_have_no_weights():
    summary = summarise(plan_of([("training", 300)]), places=[{"project_id": None}])
    assert summary["planned_cny"].isna().all()
    assert summary["project_id"].isna().all()


def test_without_items_there_is_no_summary():
    budget = make_frame(TABLES["budget"], [])
    assert compute_summary(
        compute_items(conditions_of(), items_of()), conditions_of(), budget
    ).empty
