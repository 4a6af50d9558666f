"""The share of a project's days that have passed."""

import math

import pandas as pd
import pytest

from analysis.measures.time_passed import compute_time_share


def share_at(day: str, start: str | None, end: str | None) -> float:
    days = pd.Series([pd.Timestamp(day)])
    return compute_time_share(pd.Timestamp(start), pd.Timestamp(end), days).iloc[0]


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("2019-12-31", 0), ("2020-01-01", 0.1), ("2020-01-05", 0.5), ("2020-01-10", 1),
        ("2021-01-01", 1),
    ],
)  # fmt: skip
def test_days_count_from_the_first_to_the_last_one(day, share):
    assert share_at(day, "2020-01-01", "2020-01-10") == pytest.approx(share)


@pytest.mark.parametrize(
    ("start", "end"), [(None, "2020-01-10"), ("2020-01-01", None), ("2020-02-01", "2020-01-01")]
)
def test_a_project_without_both_ends_or_that_ends_before_it_starts_has_no_share(start, end):
    assert math.isnan(share_at("2020-01-05", start, end))
