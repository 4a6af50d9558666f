"""pandas: the columns of a frame without a Series for each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.upstream.use import Use

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from pandas.api.extensions import ExtensionArray

COLUMN_ARRAYS = Use(
    purpose="Rows of a frame as dictionaries",
    names=("DataFrame._iter_column_arrays",),
    versions={"pandas": ("3.1", "3.2")},
    saved_share=0.077,
    reason="`DataFrame.items()` makes a Series for each column; a brief reads dozens of small, "
    'wide frames. `to_dict("records")` costs 28 % more.',
)


def iterate_columns(frame: "pd.DataFrame") -> "Iterator[np.ndarray | ExtensionArray]":
    """The values of each column, in order."""
    return frame._iter_column_arrays()
