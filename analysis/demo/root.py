"""Writes a data root of invented counties: documents, readings and reference tables."""

import csv
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml

from analysis.demo.county import invent_county
from analysis.demo.documents import REPORT_DATE, DemoDocument, write_forms, write_report
from analysis.demo.places import CITIES, COUNTIES_PER_CITY, Place, list_places
from analysis.errors import UserError
from analysis.figures.names import name_figure
from analysis.paths import REFERENCE, DataRoot
from analysis.tables.raw_forms import RAW_COLUMNS
from analysis.tables.reference_forms import READING_COLUMNS, REFERENCE_COLUMNS

MOST_COUNTIES = CITIES * COUNTIES_PER_CITY
MOST_MONTHS = 60
# The seventh of every 40 counties reports a rate that its amounts do not give.
WRONG_EVERY, WRONG_INDEX = 40, 6
COPIED = ("indicators", "labels", "units")
TRANSLATIONS = {
    "农村电商服务体系和人才培训": "Service system and training",
    "农村产品上行": "Farm products to market",
    "农村电商服务体系和人才培训合同": "Contract: service system and training",
    "农村产品上行合同": "Contract: farm products to market",
    "演示甲公司": "Demonstration company A",
    "演示乙公司": "Demonstration company B",
    "第1期资金": "First instalment",
    "第2期资金": "Second instalment",
    "项目资金总额": "Fund of the project",
    "合计": "Total",
    "product_upstream": "Farm products to market",
    "public_service": "Public services",
    "training": "Training",
}


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
    documents = [
        (document, place)
        for place in _select_counties(places)
        for document in _list_documents(place, months)
    ]
    for document, _ in documents:
        _write_document(root, document)
    _write_reference(reference, places, documents)
    return root


def list_contradictions(counties: int) -> list[str]:
    """Lists the codes of counties whose disbursement table contradicts itself on purpose."""
    codes = [place.code for place in _select_counties(list_places(counties))]
    return codes[WRONG_INDEX::WRONG_EVERY]


def _select_counties(places: list[Place]) -> list[Place]:
    return [place for place in places if place.level == "county"]


def _list_documents(place: Place, months: int) -> Iterable[DemoDocument]:
    county = invent_county(place.code)
    index = (int(place.code[2:4]) - 1) * COUNTIES_PER_CITY + int(place.code[4:]) - 1
    yield write_report(place, county, index % WRONG_EVERY == WRONG_INDEX)
    yield from write_forms(place, county, months)


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


def _write_reference(
    folder: Path, places: list[Place], documents: list[tuple[DemoDocument, Place]]
) -> None:
    counties = _select_counties(places)
    project_ids = {place.code: f"{place.code}-province-2020" for place in counties}
    tables = {
        "areas": [
            (place.code, place.level, place.name_zh, place.name_en, place.parent, "", "")
            for place in places
        ],
        "projects": [
            (project_ids[place.code], place.code, "province", "2020",
             f"{place.name_zh}2020年演示项目", f"{place.name_en}: demonstration project of 2020",
             "2020-01-01", "2021-06-30", "")
            for place in counties
        ],
        "appropriations": [
            (project_ids[place.code], "province",
             name_figure(f"demo-{place.code}-report", "results", "appropriation", "value"), "")
            for place in counties
        ],
        "table_readings": [
            (document.record["document_id"], table, project_ids[place.code],
             "contract" if table == "disbursement" else "", REPORT_DATE.isoformat()
             if table == "disbursement" else "", "")
            for document, place in documents
            for table in document.tables
        ],
        "translations": list(TRANSLATIONS.items()),
    }  # fmt: skip
    for name, rows in tables.items():
        _write_csv(folder / f"{name}.csv", REFERENCE_COLUMNS[name], rows)
    for name in COPIED:
        shutil.copy(REFERENCE / f"{name}.csv", folder)


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
