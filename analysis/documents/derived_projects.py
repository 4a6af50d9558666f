"""Projects of counties that ``projects.csv`` has no row for, as their papers name them.

A county's papers make one project, unless they name several that differ in programme, level or
year. What no paper says stays unknown, and the project is then provisional. Nothing is written: a
row of ``projects.csv`` (``briefs county``) takes the place of all of a county's derived projects.
"""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import pandas as pd

from analysis.documents.filed import DocumentRecord, RawDocument
from analysis.documents.reference import Reference
from analysis.documents.reference_rows import ReferenceRow
from analysis.documents.stated_projects import Statement, read_statement
from analysis.tables.reference_forms import REFERENCE_COLUMNS

# Where a row of ``projects`` comes from.
FROM_TABLE, FROM_PAPER, PROVISIONAL = "table", "paper", "provisional"
# The programme that ids of projects do not name.
ECOMMERCE = "ecommerce"
LEVEL_WORDS = {"nation": "国家级", "province": "省级", "city": "市级", "county": "县级"}
# Tables whose amounts belong to a project.
AMOUNTS = ("fund_plan", "disbursement", "contracts", "instalments")


@dataclass(frozen=True)
class DerivedProjects:
    """The reference tables with derived projects.

    Attributes:
        reference: the tables; the same object where nothing is derived.
        projects: the derived rows of ``projects``, by id.
        of_documents: the project of each document that names one of several.
        sources: the first document of each derived project, by id.
        others: what documents say of a project that is not their county's only one, by document.
    """

    reference: Reference
    projects: Mapping[str, ReferenceRow]
    of_documents: Mapping[str, str]
    sources: Mapping[str, str]
    others: Mapping[str, tuple[DocumentRecord, Statement]]

    def assign(self, document: RawDocument) -> RawDocument:
        """The document with its project, where it names one of several."""
        project_id = self.of_documents.get(document.record.document_id)
        if project_id is None or document.record.project_id:
            return document
        record = document.record.model_copy(update={"project_id": project_id})
        return replace(document, record=record)


def list_programmes(form_labels: pd.DataFrame) -> dict[str, str]:
    """Words for programmes of funds → short name of the programme, of ``form_labels.csv``."""
    rows = form_labels[form_labels["role"] == "programme"]
    return dict(zip(rows["label"], rows["meaning"], strict=True))


def derive_projects(records: Iterable[DocumentRecord], reference: Reference) -> DerivedProjects:
    """Adds the projects of counties that the reference tables have none of.

    Args:
        records: of the filed documents that can be read.
        reference: the reference tables.
    """
    wanting: dict[str, list[DocumentRecord]] = defaultdict(list)
    levels = {row.key[0]: row.cells["level"] for row in reference.rows["areas"]}
    programmes = list_programmes(reference.tables["form_labels"])
    listed: dict[str, dict[str, Statement]] = defaultdict(dict)
    for row in reference.rows["projects"]:
        listed[row.cells["county_code"]][row.key[0]] = _read_row(row, programmes)
    rows: dict[str, ReferenceRow] = {}
    of_documents: dict[str, str] = {}
    sources: dict[str, str] = {}
    others: dict[str, tuple[DocumentRecord, Statement]] = {}
    for record in records:
        code = record.county_code
        if code in reference.unsure_counties or code not in levels:
            continue
        if code not in listed:
            wanting[code].append(record)
        elif not record.project_id:
            statement = _read_certain(record, programmes)
            fitting = [name for name, one in listed[code].items() if one.fits(statement)]
            if len(listed[code]) > 1 and len(fitting) == 1:
                of_documents[record.document_id] = fitting[0]
            if len(listed[code]) == 1 and not fitting and _holds_amounts(record):
                others[record.document_id] = record, statement
    names = dict(reference.tables["areas"][["county_code", "name_zh"]].fillna("").to_numpy())
    for code, papers in sorted(wanting.items()):
        if levels[code] != "county" and not any(map(_holds_amounts, papers)):
            continue
        stated = _read_papers(papers, programmes)
        projects = merge_statements(stated.values())
        of_county = {project: _name(code, project) for project in projects}
        for project in projects:
            row = make_row(code, names.get(code, ""), project, programmes)
            rows[row.key[0]] = row
        for document_id, statement in sorted(stated.items()):
            fitting = [project for project in projects if project.fits(statement)]
            if len(fitting) == 1:
                sources.setdefault(of_county[fitting[0]], document_id)
                if len(projects) > 1:
                    of_documents[document_id] = of_county[fitting[0]]
        for project_id in of_county.values():
            sources.setdefault(project_id, min(stated))
    return DerivedProjects(_add(reference, rows), rows, of_documents, sources, others)


def _holds_amounts(record: DocumentRecord) -> bool:
    return any(table.kind in AMOUNTS for table in record.tables.values())


def _read_row(row: ReferenceRow, programmes: Mapping[str, str]) -> Statement:
    """What a row of ``projects.csv`` says."""
    programme = find_programme(row.cells, programmes)
    return Statement(programme, row.cells["level"], row.cells["year"], row.cells["title_zh"])


def find_programme(cells: Mapping[str, str], programmes: Mapping[str, str]) -> str | None:
    """The short name of the programme of a row of ``projects``, as it or its title says."""
    if stated := cells.get("programme"):
        return shorten_programme(stated, programmes)
    return read_statement(cells["title_zh"], None, programmes).programme


def _read_certain(record: DocumentRecord, programmes: Mapping[str, str]) -> Statement:
    """What a paper says, without a year that may be that of the report."""
    stated = read_statement(record.title_zh, record.project_zh, programmes)
    return stated if stated.is_year_certain else replace(stated, year=None)


def _read_papers(
    papers: Sequence[DocumentRecord], programmes: Mapping[str, str]
) -> dict[str, Statement]:
    """What each paper says; uncertain years that differ are those of reports, not of projects."""
    stated = {
        record.document_id: read_statement(record.title_zh, record.project_zh, programmes)
        for record in papers
    }
    certain = {one.year for one in stated.values() if one.year and one.is_year_certain}
    years = {one.year for one in stated.values() if one.year and not one.is_year_certain}
    if len(years | certain) < 2:
        return stated
    return {
        name: one if one.is_year_certain or one.year in certain else replace(one, year=None)
        for name, one in stated.items()
    }


def merge_statements(statements: Iterable[Statement]) -> list[Statement]:
    """The projects that statements are about, in order: as few as they allow.

    A statement that leaves something open is about a project that is named in full.
    """
    distinct: dict[tuple[str | None, ...], Statement] = {}
    for one in statements:
        first = distinct.setdefault(one.key, one)
        if one.name and (not first.name or one.name < first.name):
            distinct[one.key] = one
    ones = sorted(distinct.values(), key=lambda one: [part or "" for part in one.key])
    if all(one.fits(other) for one in ones for other in ones):
        return [reduce(_join, ones, Statement())]
    return [
        one
        for one in ones
        if not any(other is not one and _says_more(other, one) for other in ones)
    ]


def _join(one: Statement, other: Statement) -> Statement:
    return Statement(
        one.programme or other.programme, one.level or other.level, one.year or other.year,
        one.name or other.name,
    )  # fmt: skip


def _says_more(one: Statement, other: Statement) -> bool:
    """Whether a statement says all that another says, and more."""
    return one.fits(other) and all(
        mine or not theirs for mine, theirs in zip(one.key, other.key, strict=True)
    )


def name_project(code: str, programme: str | None, level: str | None, year: str | None) -> str:
    """The id of a project: county, programme unless it is the rural e-commerce one, level, year.

    Examples:
        >>> name_project("990121", ECOMMERCE, "nation", "2021")
        '990121-nation-2021'
        >>> name_project("990121", None, None, "2021")
        '990121-2021-provisional'
    """
    parts = [code, programme if programme != ECOMMERCE else None, level, year]
    if not (level and year):
        parts.append(PROVISIONAL)
    return "-".join(part for part in parts if part)


def shorten_programme(name: str, programmes: Mapping[str, str]) -> str:
    """The short name of a programme, or one that is made of its name.

    Examples:
        >>> shorten_programme("狐狸养殖示范", {})
        'pbe90'
    """
    words = sorted((word for word in programmes if word in name), key=len, reverse=True)
    if words:
        return programmes[words[0]]
    return f"p{zlib.crc32(name.encode()):08x}"[:5]


def make_title(area: str, programme: str | None, level: str | None, year: str | None) -> str:
    """The title of a project of which papers print none, in Chinese.

    Examples:
        >>> make_title("狐岭县", "电子商务进农村综合示范", "nation", "2021")
        '狐岭县2021年国家级电子商务进农村综合示范项目'
    """
    of_year = f"{year}年" if year else ""
    return f"{area}{of_year}{LEVEL_WORDS.get(level or '', '')}{programme or ''}项目"


def _name(code: str, project: Statement) -> str:
    return name_project(code, project.programme, project.level, project.year)


def make_row(
    code: str, area: str, project: Statement, programmes: Mapping[str, str]
) -> ReferenceRow:
    """A derived project as a row of ``projects``."""
    full = next((word for word, name in programmes.items() if name == project.programme), None)
    cells = dict.fromkeys(REFERENCE_COLUMNS["projects"], "")
    cells |= {
        "project_id": _name(code, project),
        "county_code": code,
        "level": project.level or "",
        "year": project.year or "",
        "title_zh": project.name or make_title(area, full, project.level, project.year),
        "programme": full or "",
    }
    return ReferenceRow("projects", 0, cells, (cells["project_id"],), is_own=False)


def _add(reference: Reference, rows: Mapping[str, ReferenceRow]) -> Reference:
    if not rows:
        return reference
    columns = REFERENCE_COLUMNS["projects"]
    table = pd.DataFrame(
        [[row.cells.get(column) or None for column in columns] for row in rows.values()],
        columns=list(columns), dtype="str",
    )  # fmt: skip
    projects = pd.concat([reference.tables["projects"], table], ignore_index=True)
    return replace(
        reference,
        tables={**reference.tables, "projects": projects},
        rows={**reference.rows, "projects": [*reference.rows["projects"], *rows.values()]},
    )


def find_origin(project_id: str, derived: Collection[str]) -> str:
    """Where a row of ``projects`` comes from."""
    if project_id not in derived:
        return FROM_TABLE
    return PROVISIONAL if project_id.endswith(f"-{PROVISIONAL}") else FROM_PAPER
