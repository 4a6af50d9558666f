"""Files a record in a format into a temporary root, with the readers and the Ingester."""

import csv
import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.filing.filed_documents import load_filed_documents
from analysis.ingest.filing.filing_options import FilingOptions
from analysis.ingest.filing.ingesting import Ingester
from analysis.ingest.process.parsing import parse
from analysis.ingest.words.title_periods import read_period
from analysis.paths import PROJECT, DataRoot
from tests.papers.records import Record
from tests.papers.writers import write_paper

# Areas of the records that the shipped table does not hold.
AREAS = Path(__file__).parent / "areas.csv"
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class FiledTable:
    """A raw table as filed: its kind, its name, column of an area → code, its rows."""

    kind: str
    name: str
    areas: dict[str, str]
    rows: Rows


@dataclass(frozen=True)
class Filed:
    """What came of a file.

    Attributes:
        is_filed: whether a document was filed.
        counties: codes of the counties of its documents.
        tables: its raw tables.
        candidates: figures proposed from its prose.
        readings: the machine's readings by subject.
        remarks: reasons and remedies of all findings, a line each.
        document_ids: its documents.
    """

    is_filed: bool
    counties: tuple[str, ...]
    tables: tuple[FiledTable, ...]
    candidates: Rows
    readings: dict[str, Rows]
    remarks: str
    document_ids: tuple[str, ...] = ()


def file_record(record: Record, kind: str) -> Filed:
    """Writes a record in a format and files it."""
    folder = Path(tempfile.mkdtemp(prefix="paper"))
    try:
        return _file(record, kind, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _file(record: Record, kind: str, folder: Path) -> Filed:
    data = write_paper(record.parts, kind)
    ingester = _make_ingester()
    root = DataRoot(folder)
    ingester.root, ingester.filed = root, load_filed_documents(root.raw)
    options = FilingOptions(
        county=record.county or None,
        period=read_period(record.period) if record.period else None,
    )
    name = f"{record.id}.{kind}"
    try:
        content = parse(data, f".{kind}", Limits())
    except UnreadableFile as error:
        return Filed(False, (), (), [], {}, str(error))
    outcome = ingester.file_content(content, name, hashlib.sha256(data).hexdigest(), options)
    outcomes = outcome if isinstance(outcome, list | tuple) else [outcome]
    remarks = "\n".join(
        f"{finding.severity} {finding.locator}: {finding.reason} {finding.remedy or ''}"
        for one in outcomes
        for finding in one.findings
    )
    return _collect(root, remarks)


@cache
def _make_ingester() -> Ingester:
    """An Ingester with the shipped words and the areas of the records; made once, it is slow."""
    folder = Path(tempfile.mkdtemp(prefix="words"))
    try:
        _write_reference(folder / "reference")
        return Ingester(DataRoot(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_reference(folder: Path) -> None:
    shutil.copytree(
        PROJECT / "data" / "reference", folder, ignore=shutil.ignore_patterns("readings")
    )
    with (folder / "areas.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    known = {row["county_code"] for row in rows}
    rows += [row for row in read_rows(AREAS) if row["county_code"] not in known]
    with (folder / "areas.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def _collect(root: DataRoot, remarks: str) -> Filed:
    tables: list[FiledTable] = []
    candidates: Rows = []
    readings: dict[str, Rows] = {}
    counties, names = [], []
    for record_path in sorted(root.raw.glob("*/document.yml")):
        document = yaml.safe_load(record_path.read_text(encoding="utf-8"))
        counties.append(str(document["county_code"]))
        names.append(record_path.parent.name)
        for table_id, table in (document.get("tables") or {}).items():
            areas = {
                column: str(area.get("county_code") or "")
                for column, area in (table.get("areas") or {}).items()
            }
            rows = read_rows(record_path.parent / f"{table_id}.csv")
            tables.append(FiledTable(table["kind"], table_id, areas, rows))
        candidates += read_rows(root.candidates / f"{names[-1]}.csv")
        for path in sorted((root.readings / names[-1]).glob("*.csv")):
            readings.setdefault(path.stem, []).extend(read_rows(path))
    return Filed(
        bool(names), tuple(counties), tuple(tables), candidates, readings, remarks, tuple(names)
    )


def read_rows(path: Path) -> Rows:
    """The rows of a CSV file; none if there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
