"""Corrects transcription errors without changing ``data/raw``.

A row of ``data/reference/corrections.csv`` names a cell (document/table/row/column), what stands in
data/raw, and what the document prints. A row that does not fit its cell is a finding.
A newer version of the document is corrected, too, if its cell has the same text: the same file read
again has the same error. A finding says so, because a person has not looked at the newer version.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from analysis.documents.filed import RawDocument
from analysis.figures.names import find_document, split_figure
from analysis.figures.versions import follow
from analysis.tables.findings import Finding, make_error
from analysis.tables.text_tables import TextRow


def apply_corrections(
    documents: Iterable[RawDocument],
    corrections: pd.DataFrame,
    earlier: Mapping[str, str] | None = None,
) -> tuple[list[RawDocument], list[Finding]]:
    """The documents with their cells as corrected, and the corrections that do not fit.

    Args:
        documents: as filed; they are not changed.
        corrections: the reference table ``corrections``.
        earlier: document → the version before it.
    """
    rows: dict[str, list[TextRow]] = {}
    for row in corrections.fillna("").to_dict("records"):
        rows.setdefault(find_document(row["figure"]), []).append(row)
    corrected, findings = [], []
    for document in documents:
        document_id = document.record.document_id
        own = rows.get(document_id, [])
        before = [
            row for name in follow(document_id, earlier or {}) for row in rows.get(name, [])
        ]  # fmt: skip
        if own:
            document, more = _correct(document, own)
            findings += more
        if before:
            document, more = _correct_again(document, before, own)
            findings += more
        corrected.append(document)
    return corrected, findings


def _correct(document: RawDocument, rows: Iterable[TextRow]) -> tuple[RawDocument, list[Finding]]:
    tables = {name: [*printed] for name, printed in document.tables.items()}
    findings = []
    for row in rows:
        try:
            _, table_id, row_id, column = split_figure(row["figure"])
            table = tables[table_id]
            (row_index,) = (i for i, printed in enumerate(table) if printed["row_id"] == row_id)
            transcribed = table[row_index][column]
        except (ValueError, KeyError):
            findings.append(_describe(document, row, "there is no such cell in data/raw"))
            continue
        if transcribed != row["transcribed"]:
            reason = f"data/raw has {transcribed!r}, not {row['transcribed']!r}"
            findings.append(_describe(document, row, reason))
        else:
            table[row_index] = {**table[row_index], column: row["corrected"]}
    return replace(document, tables=tables), findings


def _correct_again(
    document: RawDocument, rows: Iterable[TextRow], own: Iterable[TextRow]
) -> tuple[RawDocument, list[Finding]]:
    """Corrects cells that have the same text as the cell of an earlier version."""
    document_id = document.record.document_id
    corrected = {row["figure"] for row in own}
    findings = []
    for row in rows:
        figure = row["figure"].replace(find_document(row["figure"]), document_id, 1)
        fitting, problems = _correct(document, [{**row, "figure": figure}])
        if figure in corrected or problems:
            continue
        document = fitting
        corrected.add(figure)
        reason = f"the correction of {row['figure']} is applied to this newer version, too"
        finding = replace(_describe(document, row, reason), severity="warning")
        remedy = f"Look at the newer version, and add a row for {figure} to corrections.csv."
        findings.append(replace(finding, remedy=remedy))
    return document, findings


def _describe(document: RawDocument, row: TextRow, reason: str) -> Finding:
    return make_error(
        document.record.county_code,
        document.record.document_id,
        f"reference/corrections.csv {row['figure']}",
        "reading",
        reason,
        "Correct or remove the row in corrections.csv.",
    )
