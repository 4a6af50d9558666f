"""Figures of running text that a person accepted: ``accepted.csv`` of the document's readings.

They join their document as its table ``accepted``. What is filed in ``data/raw`` does not change;
documents of earlier releases have that table in ``data/raw``, and keep its rows.
"""

from dataclasses import replace
from pathlib import Path

from analysis.documents.filed import RawDocument, RawTable, check_row_ids
from analysis.tables.raw_forms import RAW_COLUMNS
from analysis.tables.reference_forms import ACCEPTED_TABLE, REFERENCE_COLUMNS
from analysis.tables.text_tables import TextRow, read_text_table

ACCEPTED_FILE = f"{ACCEPTED_TABLE}.csv"
# Relations between accepted figures that a person accepted, too.
CLAIMS_FILE = "accepted_claims.csv"
CLAIM_COLUMNS = REFERENCE_COLUMNS["claims"]
_TABLE = RawTable(kind="statements", locator="正文")


def add_accepted(document: RawDocument, readings: Path | None) -> RawDocument:
    """The document with the figures that a person accepted.

    Args:
        document: as filed; it is not changed.
        readings: the folder of its readings; None if it has none.

    Raises:
        TableError: if the file of accepted figures does not fit.
    """
    if readings is None or not (readings / ACCEPTED_FILE).is_file():
        return document
    path = readings / ACCEPTED_FILE
    filed = document.tables.get(ACCEPTED_TABLE, [])
    rows = [*filed, *read_text_table(path, RAW_COLUMNS["statements"])]
    check_row_ids(rows, path)
    tables = {ACCEPTED_TABLE: _TABLE, **document.record.tables}
    record = document.record.model_copy(update={"tables": tables})
    return replace(document, record=record, tables={**document.tables, ACCEPTED_TABLE: rows})


def load_accepted_claims(readings: Path | None) -> list[TextRow]:
    """The relations between accepted figures of a document, in the columns of ``claims.csv``.

    Args:
        readings: the folder of its readings; None if it has none.

    Raises:
        TableError: if the file of relations does not fit.
    """
    if readings is None or not (readings / CLAIMS_FILE).is_file():
        return []
    place = f"{CLAIMS_FILE} of the readings of {readings.name}"
    rows = read_text_table(readings / CLAIMS_FILE, CLAIM_COLUMNS)
    return [{**row, "place": place} for row in rows]
