"""The columns of a frame against DataFrame.items()."""

import pandas as pd
import pytest
from pandas.testing import assert_series_equal

from analysis.upstream.pandas_internals import iterate_columns

FRAME = pd.DataFrame(
    {
        "text": pd.array(["甲", None, "b"], dtype="str"),
        "count": pd.array([1, None, 3], dtype="Int64"),
        "rate": [0.5, float("nan"), 2.0],
        "other rate": [1.0, 2.0, 3.0],
        "day": pd.to_datetime(["2020-07-31", None, "2021-01-01"]),
        "truth": [True, False, True],
        "mixed": [1, "a", None],
        "group": pd.Categorical(["a", "b", "a"]),
    }
)


@pytest.mark.parametrize(
    "frame",
    [FRAME, FRAME.iloc[:0], FRAME[["day"]], FRAME[FRAME["rate"] > 1], FRAME[[]]],
    ids=["all types", "no rows", "one column", "some rows", "no columns"],
)
def test_columns_hold_the_values_of_the_frame_in_order(frame):
    columns = list(iterate_columns(frame))
    assert len(columns) == frame.shape[1]
    for values, (name, column) in zip(columns, frame.items(), strict=True):
        assert_series_equal(pd.Series(values, index=column.index, name=name), column)
