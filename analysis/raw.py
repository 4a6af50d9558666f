"""Reads filed documents: ``data/raw/<document_id>/document.yml`` and its tables as printed."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pydantic
import yaml

from analysis.columns import COLUMNS, DOCUMENT_KINDS
from analysis.findings import Finding, make_error
from analysis.mendable import Mendable

# A row of a table as printed: its cells by column, all text.
TextRow = dict[str, str]

RAW_COLUMNS: dict[str, tuple[str, ...]] = {
    "fund_plan": ("row_id", "number", "label", "planned", "share", "locator"),
    "disbursement": ("row_id", "payee", "label", "planned", "paid", "rate", "locator"),
    "contracts": ("row_id", "label", "payee", "tendered", "amount", "award_date", "locator"),
    "instalments": ("row_id", "label", "amount", "share", "status_date", "locator"),
    "progress": ("row_id", "number", "category", "requirement", "result", "completion", "locator"),
    "statements": ("row_id", "label", "value", "change", "period", "locator"),
    "monthly_form": ("row_id", "number", "label", "unit", "area_1", "area_2", "total", "locator"),
    "events": ("row_id", "label", "start", "end", "locator"),
}
FIGURE_COLUMNS: dict[str, tuple[str, ...]] = {
    "fund_plan": ("planned", "share"),
    "disbursement": ("planned", "paid", "rate"),
    "contracts": ("tendered", "amount"),
    "instalments": ("amount", "share"),
    "progress": ("completion",),
    "statements": ("value", "change"),
    "monthly_form": ("area_1", "area_2", "total"),
    "events": (),
}


def list_columns(kind: str, areas: Iterable[str] = ()) -> tuple[str, ...]:
    """Columns of a raw table; a monthly form has a further one for each area beyond the second.

    Args:
        kind: kind of the table.
        areas: its columns of areas, as ``document.yml`` lists them.

    Examples:
        >>> list_columns("monthly_form", ("area_1", "area_2", "area_3", "total"))[4:]
        ('area_1', 'area_2', 'area_3', 'total', 'locator')
    """
    columns = RAW_COLUMNS[kind]
    if kind != "monthly_form":
        return columns
    at = columns.index("total")
    return (*columns[:at], *(name for name in areas if name not in columns), *columns[at:])


# The same as yaml.SafeLoader, ten times faster where libyaml is at hand.
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class AreaColumn(pydantic.BaseModel, extra="forbid"):
    """Which area a column of a monthly form reports."""

    header: str
    county_code: str | None = pydantic.Field(default=None, pattern=r"^\d{6}$")
    covers: str | None = None


class RawTable(pydantic.BaseModel, extra="forbid"):
    """What ``document.yml`` says of one table."""

    kind: Literal[tuple(RAW_COLUMNS)]
    locator: str
    units: dict[str, str] = {}
    areas: dict[str, AreaColumn] = {}
    as_of_date: date | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its CSV file."""
        return list_columns(self.kind, self.areas)

    @property
    def figure_columns(self) -> tuple[str, ...]:
        """Those of its columns that hold figures."""
        known = RAW_COLUMNS[self.kind]
        further = (name for name in self.columns if name not in known)
        return (*FIGURE_COLUMNS[self.kind], *further)


class DocumentRecord(pydantic.BaseModel, extra="forbid"):
    """``document.yml``: what a filed document says of itself."""

    document_id: str = pydantic.Field(pattern=f"^{COLUMNS['document_id'].pattern}$")
    part_of: str | None = None
    kind: Literal[DOCUMENT_KINDS]
    title_zh: str
    title_en: str | None = None
    issuer_zh: str
    issuer_en: str | None = None
    county_code: str = pydantic.Field(pattern=r"^\d{6}$")
    document_date: date
    period_start: date | None = None
    period_end: date | None = None
    file_name: str | None = None
    file_sha256: str | None = None
    supersedes: str | None = None
    read_by: Literal["person", "machine"] = "person"
    tables: dict[str, RawTable]


@dataclass(frozen=True)
class RawDocument:
    """A filed document: its record and the rows of its tables, all cells text."""

    record: DocumentRecord
    tables: dict[str, list[TextRow]]


class UnusableDocument(Mendable):
    """A filed document that cannot be read; carries the findings that say why."""

    def __init__(self, findings: list[Finding]) -> None:
        """Keeps the findings."""
        super().__init__("; ".join(f"{finding.locator}: {finding.reason}" for finding in findings))
        self.findings = findings


def list_documents(raw: Path, document_ids: Iterable[str] | None = None) -> list[Path]:
    """The folders of the filed documents, in the order of their names.

    Args:
        raw: the folder of all documents.
        document_ids: keeps these of them.
    """
    if document_ids is not None:
        folders = [raw / document_id for document_id in document_ids]
    else:
        folders = list(raw.iterdir()) if raw.is_dir() else []
    return sorted(folder for folder in folders if folder.is_dir() and folder.name[0] != ".")


def load_document(folder: Path) -> RawDocument:
    """Reads one filed document.

    Raises:
        UnusableDocument: with all that is wrong with its record and its tables.
    """
    record = load_record(folder)
    tables, findings = {}, []
    for table_id, table in record.tables.items():
        path = folder / f"{table_id}.csv"
        try:
            tables[table_id] = read_text_table(path, table.columns)
            _check_row_ids(tables[table_id], path)
        except TableError as error:
            findings.append(
                make_error(
                    record.county_code, record.document_id, error.place, "file", error.reason,
                    error.remedy,
                )
            )  # fmt: skip
    if findings:
        raise UnusableDocument(findings)
    return RawDocument(record=record, tables=tables)


def drop_superseded(documents: list[RawDocument]) -> list[RawDocument]:
    """The documents that no later version of theirs replaces; the earlier ones stay on record."""
    replaced = {document.record.supersedes for document in documents}
    return [document for document in documents if document.record.document_id not in replaced]


def load_record(folder: Path) -> DocumentRecord:
    """Reads and validates ``document.yml``.

    Raises:
        UnusableDocument: if it is missing, no YAML, or lacks what is needed.
    """
    path = folder / "document.yml"
    place, document_id = f"{folder.name}/document.yml", folder.name
    remedy = "Mend document.yml; docs/data_dictionary.md lists its entries."
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE_LOADER)
        record = DocumentRecord.model_validate(entries)
    except pydantic.ValidationError as error:
        code = entries.get("county_code") if isinstance(entries, dict) else None
        findings = [
            make_error(
                code if isinstance(code, str) else None, document_id, place, "file",
                f"{'.'.join(map(str, problem['loc'])) or 'the record'}: {problem['msg']}", remedy,
            )
            for problem in error.errors()
        ]  # fmt: skip
        raise UnusableDocument(findings) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = f"cannot be read: {error}"
        raise UnusableDocument(
            [make_error(None, document_id, place, "file", reason, remedy)]
        ) from error
    if record.document_id != folder.name:
        reason = f"document_id is {record.document_id!r}, the folder {folder.name!r}"
        remedy = "Give the folder the name of its document_id."
        raise UnusableDocument(
            [make_error(record.county_code, document_id, place, "file", reason, remedy)]
        )
    return record


class TableError(Mendable):
    """A text table that cannot be used: where, why, and what to do."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        """Keeps the three parts of the message."""
        super().__init__(f"{place}: {reason} {remedy}")
        self.place, self.reason, self.remedy = place, reason, remedy


def read_text_table(path: Path, columns: tuple[str, ...]) -> list[TextRow]:
    """Reads a CSV file as text: blank stays "", nothing is taken for a number or as missing.

    A file has a few rows and a nation has ten thousands of files: no frames, which cost more to
    make than the file to read.

    Raises:
        TableError: as :func:`read_text_rows`.
    """
    return [dict(zip(columns, row, strict=True)) for row in read_text_rows(path, columns)]


def read_text_rows(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """The rows of a CSV file below its header.

    Raises:
        TableError: if the file is missing, not UTF-8, or its header or a row does not fit.
    """
    place = f"{path.parent.name}/{path.name}"
    expected = f"The columns are {', '.join(columns)}."
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file, strict=True)) or [[]]
    except FileNotFoundError as error:
        raise TableError(place, "the file is missing.", expected) from error
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {error.start}."
        raise TableError(place, reason, "Save the file as UTF-8.") from error
    except csv.Error as error:
        raise TableError(place, f"not a table: {error}.", "Mend the quotation marks.") from error
    if tuple(header) != columns:
        raise TableError(place, f"the header is {', '.join(header) or 'missing'}.", expected)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            reason = f"row {number} has {len(row)} fields instead of {len(columns)}."
            raise TableError(place, reason, expected)
    return rows


_ROW_ID = re.compile(COLUMNS["row_id"].pattern)


def _check_row_ids(rows: list[TextRow], path: Path) -> None:
    place = f"{path.parent.name}/{path.name}"
    seen: set[str] = set()
    for row_id in (row["row_id"] for row in rows):
        if row_id in seen:
            reason = f"row_id {row_id!r} stands twice."
            raise TableError(place, reason, "Give each row a row_id of its own.")
        if not _ROW_ID.fullmatch(row_id):
            reason = f"row_id {row_id!r} is not made of letters, digits, '_' and '.'."
            raise TableError(place, reason, "Rename the row.")
        seen.add(row_id)
