"""Rows of a frame as plain mappings, against pandas' own."""

import pandas as pd
import pytest

from analysis.tables.records import list_records

FRAME = pd.DataFrame(
    {
        "text": pd.array(["甲", None, "b"], dtype="str"),
        "count": pd.array([1, None, 3], dtype="Int64"),
        "rate": [0.5, float("nan"), 2.0],
        "day": pd.to_datetime(["2020-07-31", None, "2021-01-01"]),
    }
)


def test_records_are_those_of_pandas():
    frame = FRAME.drop(columns="count")
    assert repr(list_records(frame)) == repr(frame.to_dict("records"))


def test_what_is_missing_stays_as_the_column_holds_it():
    assert [row["count"] for row in list_records(FRAME)] == [1, pd.NA, 3]


@pytest.mark.parametrize("where", [FRAME["rate"] > 1, FRAME["count"] == 3, FRAME["text"] == "b"])
def test_only_rows_are_taken_for_which_it_is_true(where):
    assert [row["text"] for row in list_records(FRAME, where)] == ["b"]


def test_a_frame_without_rows_has_no_records():
    assert list_records(FRAME.iloc[:0]) == []
