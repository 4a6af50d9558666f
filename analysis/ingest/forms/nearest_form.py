"""Which known form a table of no form is most like, for the message that it was not read."""

from collections.abc import Sequence

from analysis.ingest.content import Cell
from analysis.ingest.forms.column_meanings import ColumnMeanings, get_column_kind
from analysis.ingest.forms.header_rows import name_columns
from analysis.ingest.forms.headers import REQUIRED

_FIRST_ROWS = 6


def describe_nearest(meanings: ColumnMeanings, rows: Sequence[Sequence[Cell]]) -> str:
    """The kind of form whose header the rows nearly have, and the missing columns, or blank.

    Args:
        meanings: what columns mean.
        rows: the rows of the table.
    """
    best: tuple[int, str] = (1, "")
    for row in rows[:_FIRST_ROWS]:
        columns = name_columns([row])
        for kind, needed in REQUIRED.items():
            present = meanings.list_known(kind, columns)
            lacking = sorted(needed - present)
            if len(present) > best[0] and lacking:
                headers = meanings.labels.headers.get(kind, {})
                names = "; ".join(_list_labels(headers, name) for name in lacking)
                best = (len(present), f" To be a {kind}, it lacks: {names}.")
    return best[1]


def _list_labels(headers: dict[str, str], column_kind: str) -> str:
    labels = [
        label for label, meaning in headers.items() if get_column_kind(meaning) == column_kind
    ]
    return f"{column_kind} ({'、'.join(labels[:4])})"
