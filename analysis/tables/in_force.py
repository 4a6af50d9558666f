"""Which rows count at a date: those of documents that are known by then and not yet replaced."""

from collections.abc import Mapping

import pandas as pd

from analysis.tables import pandas_settings  # noqa: F401 - before any frame is made


def is_in_force(rows: pd.DataFrame, as_of: pd.Timestamp | None = None) -> pd.Series:
    """Whether each document, or each claim about documents, counts at a date.

    Args:
        rows: with known_date and replaced_date.
        as_of: the date; by default all that nothing newer replaces counts.
    """
    if as_of is None:
        return rows["replaced_date"].isna()
    return (rows["known_date"] <= as_of) & ~(rows["replaced_date"] <= as_of)


def select_in_force(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The processed tables without the rows of documents that a newer version replaces.

    Args:
        tables: processed tables by name, ``documents`` among them; they are not changed.
    """
    documents = tables["documents"]
    counts = is_in_force(documents)
    if counts.all() and ("verdicts" not in tables or is_in_force(tables["verdicts"]).all()):
        return dict(tables)
    replaced = documents.loc[~counts, "document_id"]
    return {name: _select(name, frame, replaced) for name, frame in tables.items()}


def _select(name: str, frame: pd.DataFrame, replaced: pd.Series) -> pd.DataFrame:
    if name == "verdicts":
        return frame[is_in_force(frame)].reset_index(drop=True)
    if "document_id" not in frame:
        return frame
    return frame[~frame["document_id"].isin(replaced)].reset_index(drop=True)
