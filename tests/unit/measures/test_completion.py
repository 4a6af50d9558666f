"""Completion, uncapped and capped; conditions that cannot be computed have a reason."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.figures.printed import parse_figure, read_units, widen

from .target_frames import AS_OF, conditions_of, items_of


@pytest.mark.parametrize(
    ("row", "completion_rate", "is_met"),
    [
        ({"target": 2, "actual": 2}, 1, True),
        ({"target": 1000, "actual": 142755.2}, 142.7552, True),
        ({"target": 4, "actual": 3}, 0.75, False),
        ({"target": 4, "actual": 0}, 0, False),
        ({"target": 10, "actual": 8, "comparator": "le"}, 1.25, True),
        ({"target": 10, "actual": 20, "comparator": "le"}, 0.5, False),
        ({"target": 10, "actual": 0, "comparator": "le"}, np.nan, True),
        ({"target": 0, "actual": 0, "comparator": "le"}, np.nan, True),
        ({"target": 0, "actual": 2, "comparator": "le"}, 0, False),
        ({"target": 5, "actual": 5, "comparator": "eq"}, 1, True),
        ({"target": 5, "actual": 6, "comparator": "eq"}, np.nan, False),
        ({"target": 0, "actual": 0, "comparator": "eq"}, 1, True),
        ({"target": 0, "actual": 3, "comparator": "eq"}, np.nan, False),
    ],
)
def test_completion_by_comparator(row, completion_rate, is_met):
    condition = conditions_of(row).iloc[0]
    assert condition["completion"] == pytest.approx(completion_rate, nan_ok=True)
    assert condition["is_met"] == is_met
    assert pd.isna(condition["reason"])


@pytest.mark.parametrize(
    ("row", "completion_rate", "is_met"),
    [
        # A fall of at least 20 %; a fall of at most 5 %.
        ({"target": -0.2, "actual": -0.25, "comparator": "le"}, 1.25, True),
        ({"target": -0.2, "actual": -0.1, "comparator": "le"}, 0.5, False),
        ({"target": -0.05, "actual": -0.04}, 1.25, True),
        ({"target": 0.2, "actual": -0.05}, np.nan, False),
        ({"target": -0.05, "actual": 0.1}, np.nan, True),
    ],
)
def test_a_fall_is_compared_by_its_size_and_with_a_rise_has_no_rate(row, completion_rate, is_met):
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
        ({"target_reason": "unreadable_unit", "actual": 5}, "unreadable_unit"),
        ({"target_reason": "unreadable", "actual": 5}, "unreadable_target"),
        ({"target": 3}, "no_actual"),
        ({"target": 3, "actual_reason": "blank"}, "no_actual"),
        ({"target": 3, "actual_reason": "no_figure"}, "no_actual"),
        ({"target": 3, "actual_reason": "unreadable"}, "unreadable_actual"),
        ({"target": 3, "actual_reason": "unreadable_unit"}, "unreadable_unit"),
        ({"target": 3, "actual_reason": "result_without_number"}, "result_without_number"),
        ({"target": 0.6, "unit": "share", "actual": 102}, "no_denominator"),
        ({"target": 0.6, "unit": "share", "actual": 102,
          "denominator_figure": "doc/t/r/value"}, "no_denominator"),
        ({"target": 0.6, "unit": "share", "actual": 102, "denominator": 0,
          "denominator_figure": "doc/t/r/value"}, "zero_denominator"),
        ({"target": 1000, "unit": "person", "actual": 248, "actual_unit": "person_time"},
         "other_unit"),
        ({"target": 500, "actual": 5, "actual_unit": "unstated"}, "unreadable_unit"),
        ({"target": 0, "actual": 4}, "zero_target"),
    ],
)  # fmt: skip
def test_a_condition_that_is_not_computable_has_a_reason_and_no_completion(row, reason):
    condition = conditions_of(row).iloc[0]
    assert condition["reason"] == reason
    assert np.isnan(condition["completion"])
    assert np.isnan(condition["achieved"])
    assert pd.isna(condition["is_met"])
    assert condition["verdict"] == ("not_assessed" if reason == "qualitative" else "not_computable")


@pytest.mark.parametrize(
    ("low", "high", "is_met"), [(60, 70, True), (50, 60, None), (10, 20, False), (10, None, None)]
)
def test_a_qualified_actual_meets_a_target_only_if_its_whole_range_does(low, high, is_met):
    row = {"target": 55, "actual": low, "actual_low": low, "actual_high": high, "qualifier": "over"}
    condition = conditions_of(row).iloc[0]
    decision = condition["is_met"]
    assert (None if pd.isna(decision) else bool(decision)) is is_met
    assert condition["verdict"] == {True: "met", False: "not_met", None: "undecided"}[is_met]


@pytest.mark.parametrize(
    ("printed", "comparator", "is_met"),
    [
        ("超60家", "ge", True),
        ("60余家", "ge", True),
        ("近60家", "le", True),
        ("约60家", "ge", None),
    ],
)
def test_a_qualified_actual_that_begins_at_its_target_meets_it(printed, comparator, is_met):
    # The ends of the interval lie one step outside of what is printed.
    figure = parse_figure(printed, read_units({"家": ("count", "1", True)}))
    low, high = widen(figure.low, figure.high)
    row = {
        "target": 60, "actual": float(figure.value), "actual_low": low, "actual_high": high,
        "qualifier": figure.qualifier, "comparator": comparator,
    }  # fmt: skip
    assert low < 60 or math.isinf(high) or high > 60
    decision = conditions_of(row).iloc[0]["is_met"]
    assert (None if pd.isna(decision) else bool(decision)) is is_met


@pytest.mark.parametrize(
    ("due", "actual", "is_later", "verdict"),
    [
        ("2021-08-31", 3, True, "not_yet_due"),
        ("2021-08-30", 3, False, "not_met"),
        ("2021-08-29", 3, False, "not_met"),
        (None, 3, False, "not_met"),
        ("2021-08-31", 4, True, "met"),
        ("2021-08-31", None, True, "not_computable"),
    ],
)
def test_a_condition_that_is_not_met_is_not_yet_due_before_its_deadline(
    due, actual, is_later, verdict
):
    condition = conditions_of({"target": 4, "actual": actual, "due_date": due}).iloc[0]
    assert (condition["is_due_later"], condition["verdict"]) == (is_later, verdict)


def test_each_county_has_its_own_date_up_to_which_data_are_used():
    rows = [
        {"document_id": f"doc-{code}", "county_code": code, "target": 4, "actual": 3,
         "due_date": "2021-08-31"}
        for code in ("990101", "990102")
    ]  # fmt: skip
    dates = {"990101": AS_OF, "990102": pd.Timestamp("2021-09-30")}
    conditions = conditions_of(*rows, as_of=dates)
    assert conditions["verdict"].tolist() == ["not_yet_due", "not_met"]
    with pytest.raises(KeyError, match="990102"):
        conditions_of(*rows, as_of={"990101": AS_OF})


@pytest.mark.parametrize(
    ("rule", "actual_of_other", "need", "alternatives"),
    [
        ("done and other", 4, "needed", 0),
        ("done or other", 4, "other_met", 2),
        ("done or other", 3, "needed", 2),
        ("done or other", None, "other_open", 2),
        ("other", 4, "outside_rule", 0),
    ],
)
def test_a_condition_says_whether_its_item_needs_it(rule, actual_of_other, need, alternatives):
    rows = [
        {"target": 4, "actual": 3},
        {"condition": "other", "target": 4, "actual": actual_of_other},
    ]
    condition = conditions_of(*rows, items=items_of({"rule": rule})).iloc[0]
    assert (condition["need"], condition["alternatives"]) == (need, alternatives)


def test_items_of_one_number_in_two_documents_have_their_own_alternatives():
    rows = [
        {"document_id": document, "condition": name, "target": 4, "actual": actual}
        for document, actual in (("doc-1", 4), ("doc-2", 3))
        for name in ("a", "b")
    ]
    items = items_of(*({"document_id": name, "rule": "a or b"} for name in ("doc-1", "doc-2")))
    conditions = conditions_of(*rows, items=items)
    assert conditions["need"].tolist() == ["other_met"] * 2 + ["needed"] * 2
    # Whatever the order of the rows: those of an item need not stand together.
    mixed = conditions_of(*rows, items=items).iloc[[0, 2, 1, 3]]
    columns = [name for name in mixed if name not in ("need", "alternatives")]
    again = conditions_of(*(row for _, row in mixed[columns].iterrows()), items=items)
    assert again["need"].tolist() == conditions["need"].tolist()


def test_without_conditions_there_is_nothing():
    assert conditions_of().empty
    assert conditions_of(items=items_of()).empty
