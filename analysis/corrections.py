"""Mends slips of our own transcription without touching ``data/raw``.

A row of ``data/reference/corrections.csv`` names a cell (document/table/row/column), what stands in
data/raw, and what the document prints. A row that no longer fits its cell is a finding.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.findings import Finding, make_error
from analysis.raw import RawDocument


def apply_corrections(
    documents: Iterable[RawDocument], corrections: pd.DataFrame
) -> tuple[list[RawDocument], list[Finding]]:
    """The documents with their cells as corrected, and the corrections that do not fit.

    Args:
        documents: as filed; they are left as they are.
        corrections: the reference table ``corrections``.
    """
    rows = corrections.fillna("")
    about = rows["figure"].str.split("/").str[0]
    mended, findings = [], []
    for document in documents:
        document_id = document.record.document_id
        own = rows[about == document_id].to_dict("records")
        if own:
            document, more = _correct(document, own)
            findings += more
        mended.append(document)
    return mended, findings


def _correct(
    document: RawDocument, rows: list[dict[str, str]]
) -> tuple[RawDocument, list[Finding]]:
    tables, findings = dict(document.tables), []
    for row in rows:
        _, table_id, row_id, column = (row["figure"].split("/") + [""] * 3)[:4]
        frame = tables.get(table_id)
        at = None if frame is None else frame.index[frame["row_id"] == row_id]
        if frame is None or not len(at) or column not in frame:
            findings.append(_describe(document, row, "there is no such cell in data/raw"))
        elif frame.loc[at[0], column] != row["transcribed"]:
            found = frame.loc[at[0], column]
            reason = f"data/raw has {found!r}, not {row['transcribed']!r}"
            findings.append(_describe(document, row, reason))
        else:
            frame = frame.copy()
            frame.loc[at[0], column] = row["corrected"]
            tables[table_id] = frame
    return document.model_copy(update={"tables": tables}), findings


def _describe(document: RawDocument, row: dict[str, str], reason: str) -> Finding:
    return make_error(
        document.record.county_code,
        document.record.document_id,
        f"reference/corrections.csv {row['figure']}",
        "reading",
        reason,
        "Mend or remove the row in corrections.csv.",
    )
