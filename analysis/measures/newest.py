"""Which of several statements is the newest. All code that needs to know asks this module.

1. What is reported is newer than what is planned or set: a plan says nothing of what came about.
2. The later the date a statement is about, the newer it is: the end of a figure's period, the date
   of a fund table. A statement without such a date is the oldest; the date of its document, which
   an undated figure takes, is no date that it is about.
3. Of statements about one date, the one in the document with the latest date is the newest.
4. Within documents of one date, a row that prints a change is newer than one that does not, so
   that the change is kept.
5. The document id, then the rest of the row's key, decides last. It says nothing about age; it
   only makes the result independent of the order of the rows.

Rule 2 comes before rule 3 because a report often repeats figures of earlier years: they do not
replace the later figures of an older document.
"""

from collections.abc import Callable, Hashable, Iterable

import pandas as pd

from analysis.figures.names import KEY
from analysis.tables.records import Record
from analysis.tables.reference_forms import UNDATED

# Origins of figures that say nothing of what came about.
NOT_REPORTED = frozenset({"planned", "stipulated"})

_FIRST = pd.Timestamp(0)
_Rank = tuple[object, ...]


def rank_statement(row: Record) -> _Rank:
    """A sort key that puts the newest of several rows last.

    Args:
        row: a row of ``series`` or ``budget``, or a point of a trend: ``period_end`` or
            ``as_of_date``, ``document_date``, the row's key, and ``origin``, ``period_note`` and
            ``printed_change`` if there are such columns.
    """
    date = row["period_end"] if "period_end" in row else row["as_of_date"]
    if is_undated(row.get("period_note")):
        date = pd.NaT
    is_reported = row.get("origin") not in NOT_REPORTED
    prints_change = bool(pd.notna(row.get("printed_change")))
    ids = [row[name] for name in KEY if name in row]
    return (is_reported, *_rank_date(date), *_rank_date(row["document_date"]), prints_change, *ids)


def is_undated(note: object) -> bool:
    """Whether a ``period_note`` says that the figure takes the date of its document."""
    return isinstance(note, str) and note.startswith(UNDATED)


def _rank_date(date: pd.Timestamp) -> tuple[bool, pd.Timestamp]:
    return (False, _FIRST) if pd.isna(date) else (True, date)


def select_newest(rows: Iterable[Record]) -> Record | None:
    """The newest row; None if there is no row.

    Args:
        rows: rows as :func:`rank_statement` takes them.
    """
    return max(rows, key=rank_statement, default=None)


def list_newest(rows: Iterable[Record], find_group: Callable[[Record], Hashable]) -> list[Record]:
    """The newest row of each group, the oldest of these first.

    Args:
        rows: rows as :func:`rank_statement` takes them.
        find_group: gives the group of a row, such as its indicator.
    """
    newest: dict[Hashable, Record] = {}
    for row in sorted(rows, key=rank_statement):
        group = find_group(row)
        # Removed first, so that the later row also takes its own place in the order.
        newest.pop(group, None)
        newest[group] = row
    return list(newest.values())


def keep_newest(series: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The newest row of each group, for frames of all counties; in no particular order.

    Args:
        series: rows of ``series``; key columns may be categories whose order is alphabetical.
        key: columns that name a group, with ``period_end`` among them.
    """
    prints_change = series["printed_change"].notna()
    ordered = series.assign(prints_change=prints_change).sort_values(
        ["document_date", "prints_change", *KEY], kind="stable"
    )
    return ordered.drop_duplicates(key, keep="last").drop(columns="prints_change")
