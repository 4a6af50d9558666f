"""Names of figures, ``document_id/table_id/row_id/column``: made and taken apart here only."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

KEY = ("document_id", "table_id", "row_id", "column")
SEPARATOR = "/"


class FigureName(NamedTuple):
    """The parts of a figure's name."""

    document_id: str
    table_id: str
    row_id: str
    column: str


def name_figure(document_id: str, table_id: str, row_id: str, column: str) -> str:
    """The name of a printed figure.

    Examples:
        >>> name_figure("fox-2021-self-evaluation", "disbursement", "l1", "paid")
        'fox-2021-self-evaluation/disbursement/l1/paid'
    """
    return SEPARATOR.join((document_id, table_id, row_id, column))


def name_row_figure(row: Mapping[str, str]) -> str:
    """The name of the figure that a row of a processed table is a view of."""
    return name_figure(*(row[part] for part in KEY))


def name_figures(rows: pd.DataFrame) -> pd.Series:
    """The name of the figure that each row of a frame is a view of."""
    first, *others = (rows[name] for name in KEY)
    return first.str.cat(others, sep=SEPARATOR)


def print_figures(figures: pd.DataFrame) -> pd.Series:
    """Text of each figure as printed, with the unit of its header where it has none; by name."""
    known = figures.drop_duplicates("figure").set_index("figure")
    texts, units = known["printed"], known["printed_unit"].fillna("")
    has_unit = [
        isinstance(text, str) and text.endswith(unit)
        for text, unit in zip(texts, units, strict=True)
    ]
    return texts.where(has_unit, texts + units)
