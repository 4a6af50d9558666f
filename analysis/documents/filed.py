"""Reads filed documents: ``data/raw/<document_id>/document.yml`` and its tables as printed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pydantic
import yaml

from analysis.errors import UserError
from analysis.tables.columns import COLUMNS, DOCUMENT_KINDS
from analysis.tables.findings import Finding, make_error
from analysis.tables.raw_forms import FIGURE_COLUMNS, RAW_COLUMNS, list_columns
from analysis.tables.text_tables import TableError, TextRow, read_text_table

_TEXT, _MAPPING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map"


def _is_text(node: yaml.Node) -> bool:
    return node.tag == _TEXT and type(node) is yaml.ScalarNode


# Where libyaml is installed, its loader is ten times as fast as yaml.SafeLoader.
class RecordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Loads YAML; texts, and mappings with texts as keys, are made directly, which is fast."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        """The object of a node.

        Raises:
            yaml.YAMLError: for a node that is part of itself, or that cannot be read.
        """
        if _is_text(node):
            return node.value
        if node.tag == _MAPPING and type(node) is yaml.MappingNode:
            keys = [key.value for key, _ in node.value if _is_text(key)]
            # Other keys, among them ``<<``, are left to the slower way.
            if len(keys) == len(node.value) and node not in self.recursive_objects:
                self.recursive_objects[node] = None
                values = [self.construct_object(value, deep) for _, value in node.value]
                del self.recursive_objects[node]
                return dict(zip(keys, values, strict=True))
        return super().construct_object(node, deep)


class AreaColumn(pydantic.BaseModel, extra="forbid"):
    """Which area a column of a monthly form reports."""

    header: str
    county_code: str | None = pydantic.Field(
        default=None, pattern=COLUMNS["county_code"].full_pattern
    )
    covers: str | None = None


class RawTable(pydantic.BaseModel, extra="forbid"):
    """The entry of ``document.yml`` for one table."""

    kind: Literal[tuple(RAW_COLUMNS)]
    locator: str
    units: dict[str, str] = {}
    areas: dict[str, AreaColumn] = {}
    as_of_date: date | None = None
    unread_columns: list[str] = []
    triangle: Literal["rise", "fall"] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its CSV file."""
        return list_columns(self.kind, self.areas)

    @property
    def figure_columns(self) -> tuple[str, ...]:
        """Those of its columns that hold figures."""
        standard = RAW_COLUMNS[self.kind]
        further = (name for name in self.columns if name not in standard)
        return (*FIGURE_COLUMNS[self.kind], *further)


class DocumentRecord(pydantic.BaseModel, extra="forbid"):
    """The entries of ``document.yml``."""

    document_id: str = pydantic.Field(pattern=COLUMNS["document_id"].full_pattern)
    part_of: str | None = None
    kind: Literal[DOCUMENT_KINDS]
    title_zh: str
    title_en: str | None = None
    issuer_zh: str
    issuer_en: str | None = None
    county_code: str = pydantic.Field(pattern=COLUMNS["county_code"].full_pattern)
    project_id: str | None = pydantic.Field(
        default=None, pattern=COLUMNS["project_id"].full_pattern
    )
    project_zh: str | None = None
    document_date: date
    filed_date: date | None = None
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


class UnusableDocument(UserError):
    """A filed document that cannot be read; carries the findings that say why.

    Attributes:
        findings: what is wrong.
        record: its record, if that can be read.
    """

    def __init__(self, findings: list[Finding], record: DocumentRecord | None = None) -> None:
        """Stores the findings and the record."""
        super().__init__("; ".join(f"{finding.locator}: {finding.reason}" for finding in findings))
        self.findings = findings
        self.record = record


def list_documents(raw: Path, document_ids: Iterable[str] | None = None) -> list[Path]:
    """The folders of the filed documents, sorted by name.

    Args:
        raw: the folder of all documents.
        document_ids: only these; all by default.
    """
    if document_ids is not None:
        folders = [raw / document_id for document_id in document_ids]
    else:
        folders = list(raw.iterdir()) if raw.is_dir() else []
    return sorted(folder for folder in folders if folder.is_dir() and folder.name[0] != ".")


def load_document(folder: Path) -> RawDocument:
    """Reads one filed document.

    Raises:
        UnusableDocument: with everything that is wrong with its record or its tables.
    """
    record = load_record(folder)
    tables, findings = {}, []
    for table_id, table in record.tables.items():
        path = folder / f"{table_id}.csv"
        try:
            tables[table_id] = read_text_table(path, table.columns)
            check_row_ids(tables[table_id], path)
        except TableError as error:
            findings.append(
                make_error(
                    record.county_code, record.document_id, error.place, "file", error.reason,
                    error.remedy,
                )
            )  # fmt: skip
    if findings:
        raise UnusableDocument(findings, record)
    return RawDocument(record=record, tables=tables)


def load_record(folder: Path) -> DocumentRecord:
    """Reads and validates ``document.yml``.

    Raises:
        UnusableDocument: if it is missing, not YAML, or lacks an entry.
    """
    path = folder / "document.yml"
    place, document_id = f"{folder.name}/document.yml", folder.name
    remedy = "Mend document.yml; docs/data_dictionary.md lists its entries."
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=RecordLoader)
        record = DocumentRecord.model_validate(entries)
    except pydantic.ValidationError as error:
        code = _guess_county(folder)
        findings = [
            make_error(
                code, document_id, place, "file",
                f"{'.'.join(map(str, problem['loc'])) or 'the record'}: {problem['msg']}", remedy,
            )
            for problem in error.errors()
        ]  # fmt: skip
        raise UnusableDocument(findings) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = f"cannot be read: {' '.join(str(error).split())}"
        raise UnusableDocument(
            [make_error(_guess_county(folder), document_id, place, "file", reason, remedy)]
        ) from error
    if record.document_id != folder.name:
        reason = f"document_id is {record.document_id!r}, the folder {folder.name!r}"
        remedy = "Give the folder the name of its document_id."
        raise UnusableDocument(
            [make_error(record.county_code, document_id, place, "file", reason, remedy)]
        )
    return record


def _guess_county(folder: Path) -> str | None:
    """The county of a document whose record cannot be used: as it says, else as its name begins."""
    try:
        text = (folder / "document.yml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    found = _COUNTY_ENTRY.search(text) or _COUNTY_NAME.match(folder.name)
    return found[1] if found else None


_COUNTY_ENTRY = re.compile(r"^county_code: *[\"']?([0-9]{6})\b", re.MULTILINE)
_COUNTY_NAME = re.compile(r"([0-9]{6})-")
_ROW_ID = re.compile(COLUMNS["row_id"].pattern)


def check_row_ids(rows: Sequence[TextRow], path: Path) -> None:
    """Checks that each row has an id of its own.

    Raises:
        TableError: naming the first that has not.
    """
    place = f"{path.parent.name}/{path.name}"
    seen: set[str] = set()
    for row_id in (row["row_id"] for row in rows):
        if row_id in seen:
            reason = f"row_id {row_id!r} occurs twice."
            raise TableError(place, reason, "Give each row a row_id of its own.")
        if not _ROW_ID.fullmatch(row_id):
            reason = f"row_id {row_id!r} is not made of letters, digits, '_' and '.'."
            raise TableError(place, reason, "Rename the row.")
        seen.add(row_id)
