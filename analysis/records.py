"""Rows of a frame as plain mappings: what writes of one row after the other reads them so."""

from typing import Any

import pandas as pd


def list_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame by column name, in order.

    As ``to_dict("records")``, but column by column at once: a brief asks for hundreds of rows in
    dozens of small frames, where that is twice as quick.
    """
    names = list(frame.columns)
    columns = [_list_values(frame[name]) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _list_values(column: pd.Series) -> list[Any]:
    return column.to_numpy(dtype=object).tolist() if column.dtype == "str" else column.tolist()
