"""Writes a data root of invented counties: documents, readings and reference tables."""

import csv
from collections.abc import Iterable
from pathlib import Path

import yaml

from analysis.demo.kinds import WRONG_EVERY, WRONG_INDEX, write_papers
from analysis.demo.papers import DemoDocument, Papers
from analysis.demo.places import CITIES, COUNTIES_PER_CITY, Place, list_places
from analysis.demo.translations import TRANSLATIONS
from analysis.errors import UserError
from analysis.paths import DataRoot
from analysis.tables.raw_forms import RAW_COLUMNS
from analysis.tables.reference_forms import READING_COLUMNS, REFERENCE_COLUMNS

MOST_COUNTIES = CITIES * COUNTIES_PER_CITY
MOST_MONTHS = 60


class DemoError(UserError):
    """A demonstration data set that cannot be written."""


def write_demo(out: Path, counties: int, months: int) -> DataRoot:
    """Writes raw documents and reference tables; the same arguments give the same files.

    Args:
        out: a folder that is empty or does not exist.
        counties: how many counties.
        months: how many monthly forms of each.

    Raises:
        DemoError: if the numbers are out of range or the folder is not empty.
    """
    if not 1 <= counties <= MOST_COUNTIES or not 0 <= months <= MOST_MONTHS:
        raise DemoError(
            f"--counties must be 1 to {MOST_COUNTIES}, --months must be 0 to {MOST_MONTHS}."
        )
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DemoError(f"{out} is not an empty folder; name another, nothing is overwritten.")
    root = DataRoot(out.resolve())
    reference = out.resolve() / "reference"
    reference.mkdir(parents=True)
    places = list_places(counties)
    papers = [write_papers(place, months) for place in _select_counties(places)]
    for document in _list_documents(papers):
        _write_document(root, document)
    _write_reference(reference, places, papers)
    return root


def list_contradictions(counties: int) -> list[str]:
    """Lists the codes of counties whose disbursement table contradicts itself on purpose."""
    codes = [place.code for place in _select_counties(list_places(counties))]
    return codes[WRONG_INDEX::WRONG_EVERY]


def _select_counties(places: list[Place]) -> list[Place]:
    return [place for place in places if place.level == "county"]


def _list_documents(papers: Iterable[Papers]) -> Iterable[DemoDocument]:
    return (document for filed in papers for document in filed.documents)


def _write_document(root: DataRoot, document: DemoDocument) -> None:
    document_id = str(document.record["document_id"])
    folder, readings = root.raw / document_id, root.readings / document_id
    folder.mkdir(parents=True)
    text = yaml.dump(document.record, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)
    (folder / "document.yml").write_text(text, "utf-8")
    for table, described in document.record["tables"].items():  # type: ignore[attr-defined]
        columns = RAW_COLUMNS[described["kind"]]
        _write_csv(folder / f"{table}.csv", columns, document.tables[table])
    for name, rows in document.readings.items():
        readings.mkdir(parents=True, exist_ok=True)
        _write_csv(readings / f"{name}.csv", READING_COLUMNS[name], rows)


def _write_reference(folder: Path, places: list[Place], papers: list[Papers]) -> None:
    tables = {
        "areas": [
            (place.code, place.level, place.name_zh, place.name_en, place.parent, "", "")
            for place in places
        ],
        "projects": [row for filed in papers for row in filed.projects],
        "appropriations": [row for filed in papers for row in filed.appropriations],
        "table_readings": [
            row for document in _list_documents(papers) for row in document.table_readings
        ],
        "translations": list(TRANSLATIONS.items()),
    }
    for name, rows in tables.items():
        _write_csv(folder / f"{name}.csv", REFERENCE_COLUMNS[name], rows)


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
