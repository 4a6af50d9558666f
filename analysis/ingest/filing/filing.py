"""Files a document, ``data/raw/<document_id>/`` and its readings, completely or not at all."""

import csv
import io
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from analysis.atomic import name_temporary, sync_folder
from analysis.documents.filed import DocumentRecord
from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.readings.machine_readings import MACHINE_NOTE, Readings
from analysis.paths import DataRoot
from analysis.tables.findings import FINDING_COLUMNS, Finding
from analysis.tables.raw_forms import list_columns
from analysis.tables.reference_forms import READING_COLUMNS

RECORD, FINDINGS = "document.yml", "ingest_findings.csv"


class FilingError(Exception):
    """A document that cannot be filed under its name; nothing was written."""


@dataclass(frozen=True)
class Filing:
    """A document ready to be filed.

    Attributes:
        record: its ``document.yml``.
        tables: its tables.
        readings: the machine's readings of them.
        findings: the findings on reading it.
    """

    record: DocumentRecord
    tables: tuple[FormTable, ...]
    readings: Readings
    findings: tuple[Finding, ...]


def check_filing(root: DataRoot, filing: Filing) -> None:
    """Checks that a document can be filed under its name.

    Raises:
        FilingError: if the document, or a person's readings of it, exist.
    """
    document_id = filing.record.document_id
    target, readings = root.raw / document_id, root.readings / document_id
    if target.exists():
        raise FilingError(
            f"{document_id} is already filed, and filed documents are not changed: give another "
            "name with --document-id ID."
        )
    if _has_edits(readings):
        raise FilingError(
            f"reference/readings/{document_id} contains a person's readings of a document that is "
            "not filed: give another name with --document-id ID."
        )


def file_document(root: DataRoot, filing: Filing) -> Path:
    """Writes the readings of a document and then, atomically, its folder in ``raw/``.

    Readings without a document in ``raw/`` come from an interrupted call: they are replaced unless
    a person has edited them.

    Raises:
        FilingError: if the document, or a person's readings of it, exist.
        OSError: if writing fails; the document is then not filed.
    """
    check_filing(root, filing)
    document_id = filing.record.document_id
    target, readings = root.raw / document_id, root.readings / document_id
    if filing.readings:
        files = {f"{name}.csv": dump_rows(READING_COLUMNS[name], rows)
                 for name, rows in filing.readings.items()}  # fmt: skip
        shutil.rmtree(readings, ignore_errors=True)
        _write_folder(readings, files)
    _write_folder(target, _list_files(filing))
    return target


def _list_files(filing: Filing) -> dict[str, bytes]:
    files = {
        f"{table.table_id}.csv": dump_rows(list_columns(table.kind, table.areas), table.rows)
        for table in filing.tables
    }
    if filing.findings:
        rows = [_tabulate(finding) for finding in filing.findings]
        files[FINDINGS] = dump_rows(FINDING_COLUMNS, rows)
    files[RECORD] = dump_record(filing.record)
    return files


def _tabulate(finding: Finding) -> dict[str, str]:
    values = {name: getattr(finding, name) for name in FINDING_COLUMNS}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def dump_record(record: DocumentRecord) -> bytes:
    """The content of ``document.yml``, entries in the order of the record."""
    entries = record.model_dump(mode="json", exclude_none=True)
    entries["tables"] = {
        name: {key: value for key, value in table.items() if value}
        for name, table in entries["tables"].items()
    }
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(entries, Dumper=dumper, allow_unicode=True, sort_keys=False).encode()


def dump_rows(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """The content of a CSV file in the format of ``data/raw`` and ``data/reference``."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _has_edits(folder: Path) -> bool:
    """Whether a folder of readings has a row without the machine's note."""
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            if any(row.get("note") != MACHINE_NOTE for row in csv.DictReader(file)):
                return True
    return False


def _write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Creates a folder with its files atomically."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = name_temporary(target.parent)
    temporary.mkdir()
    try:
        for name, content in files.items():
            path = temporary / name
            with path.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        sync_folder(temporary)
        temporary.rename(target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(target.parent)
