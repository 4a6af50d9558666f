"""Rows of a frame as plain mappings: what writes of one row after the other reads them so."""

from collections.abc import Iterator
from itertools import compress
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import numpy as np
    from pandas.api.extensions import ExtensionArray


Record = dict[str, Any]


def list_records(frame: pd.DataFrame, where: pd.Series | None = None) -> list[Record]:
    """The rows of a frame by column name, in order.

    As ``to_dict("records")``, but column by column at once and without a Series for each: a brief
    asks for hundreds of rows in dozens of small, wide frames, where that is ten times as quick.

    Args:
        frame: with columns that are called differently.
        where: true for the rows that are wanted, where missing is not true; all by default. To
            make a frame of them first would copy each column of a wide one by itself.
    """
    names = list(frame.columns)
    columns = [_list_values(column) for column in frame._iter_column_arrays()]
    rows: Iterator[tuple[Any, ...]] = zip(*columns, strict=True)
    if where is not None:
        rows = compress(rows, where.to_numpy(dtype=bool, na_value=False).tolist())
    return [dict(zip(names, row, strict=True)) for row in rows]


def _list_values(column: "np.ndarray | ExtensionArray") -> list[Any]:
    is_text = isinstance(column.dtype, pd.StringDtype)
    return column.to_numpy(dtype=object).tolist() if is_text else column.tolist()
