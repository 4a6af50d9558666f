"""Names of figures, ``document_id/table_id/row_id/column``: made and taken apart here only."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

KEY = ("document_id", "table_id", "row_id", "column")
SEPARATOR = "/"
# How the document of an amount begins that a user entered: none that was filed.
ENTERED = "entered-"


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


def name_own_figure(table_id: str, row_id: str, column: str) -> str:
    """The short name of a figure, as readings of the document that prints it write it.

    Examples:
        >>> name_own_figure("results", "a1_actual", "value")
        'results/a1_actual/value'
    """
    return SEPARATOR.join((table_id, row_id, column))


def name_row_figure(row: Mapping[str, str]) -> str:
    """The name of the figure that a row of a processed table is a view of."""
    return name_figure(*(row[part] for part in KEY))


def name_figures(rows: "pd.DataFrame", column: str | None = None) -> "pd.Series":
    """The name of a figure for each row of a frame.

    Args:
        rows: with document_id, table_id and row_id.
        column: column of the raw table; by default that of the frame's own ``column``.
    """
    document_ids, *others = (rows[part] for part in KEY[:3])
    if column is None:
        return document_ids.str.cat([*others, rows["column"]], sep=SEPARATOR)
    return document_ids.str.cat(others, sep=SEPARATOR) + (SEPARATOR + column)


def name_entered(county_code: str, project_id: str, funds_source: str) -> str:
    """The name of an amount that a user entered; its document is none that was filed.

    Examples:
        >>> name_entered("990101", "990101-nation-2021", "central")
        'entered-990101/appropriations/990101_nation_2021.central/amount'
    """
    return name_figure(f"{ENTERED}{county_code}", "appropriations",
                       f"{project_id.replace('-', '_')}.{funds_source}", "amount")  # fmt: skip


def is_entered(name: str) -> bool:
    """Whether a name is that of an amount that a user entered, or begins with its document."""
    return name.startswith(ENTERED)


def split_figure(name: str) -> FigureName:
    """The parts of a figure's name.

    Raises:
        ValueError: if the name does not have four parts.

    Examples:
        >>> split_figure("fox-2021-self-evaluation/disbursement/l1/paid").row_id
        'l1'
    """
    parts = name.split(SEPARATOR)
    if len(parts) != len(KEY):
        raise ValueError(f"{name!r} is not of the form {SEPARATOR.join(KEY)}.")
    return FigureName(*parts)


def split_figures(names: "pd.Series") -> "pd.DataFrame":
    """The parts of figures' names: document_id, table_id, row_id and column of each."""
    parts = names.str.split(SEPARATOR, expand=True).reindex(columns=range(len(KEY)))
    return parts.astype("str").set_axis(list(KEY), axis=1)


def find_document(name: str) -> str:
    """The id of the document that a figure's full name starts with.

    Examples:
        >>> find_document("fox-2021-self-evaluation/disbursement/l1/paid")
        'fox-2021-self-evaluation'
    """
    return name.partition(SEPARATOR)[0]


def names_document(name: str) -> bool:
    """Whether a name is a full one, not a short one as :func:`name_own_figure` makes it."""
    return name.count(SEPARATOR) == len(KEY) - 1


def complete_name(name: str, document_id: str) -> str:
    """The full name of a figure that a document's readings name in full or in short.

    Examples:
        >>> complete_name("results/a1_actual/value", "fox-2021-self-evaluation")
        'fox-2021-self-evaluation/results/a1_actual/value'
    """
    return name if names_document(name) else SEPARATOR.join((document_id, name))


def list_printed(figures: "pd.DataFrame") -> list[str | None]:
    """Text of each figure as printed, with the unit of its header where it has none."""
    units = figures["printed_unit"].fillna("").tolist()
    return [
        None if not isinstance(text, str) else text if unit in text else text + unit
        for text, unit in zip(figures["printed"].tolist(), units, strict=True)
    ]


def print_figures(figures: "pd.DataFrame") -> "pd.Series":
    """Text of each figure as printed, with the unit of its header where it has none; by name."""
    by_name = figures.drop_duplicates("figure").set_index("figure")
    return by_name.assign(printed=list_printed(by_name))["printed"].astype("str")
