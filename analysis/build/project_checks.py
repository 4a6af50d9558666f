"""Which project the amounts of a document belong to: what is unknown, derived, or doubtful."""

from collections.abc import Iterable, Iterator

from analysis.build.document_checks import explain_cause
from analysis.build.read_document import ReadDocument
from analysis.documents.derived_projects import (
    AMOUNTS,
    PROVISIONAL,
    DerivedProjects,
    find_origin,
)
from analysis.documents.reference import Reference
from analysis.tables.findings import Finding, make_error
from analysis.tables.reference_forms import REFERENCE_COLUMNS


def check_projects(read: ReadDocument, reference: Reference) -> list[Finding]:
    """A finding for each table of amounts whose project is unknown."""
    return [
        finding
        for table_id, _, _ in read.tables(*AMOUNTS)
        if (finding := _check_project(read, table_id, reference))
    ]


def _check_project(read: ReadDocument, table_id: str, reference: Reference) -> Finding | None:
    code = read.document.record.county_code
    project_id = read.context(table_id)["project_id"]
    if project_id in reference.project_ids:
        return None
    if project_id:
        reason, remedy = explain_cause(reference, "projects", str(project_id))
        reason = f"its project {project_id} is not in projects.csv.{reason}"
        remedy = remedy or "Add its row to reference/projects.csv, or correct its name."
    else:
        reason, remedy = _explain_unknown(code, reference)
        own = [row.key[0] for row in reference.rows["projects"] if row.cells["county_code"] == code]
        if len(own) > 1 and code not in reference.unsure_counties:
            remedy = suggest_reading(read.document_id, table_id, own)
    return make_error(code, read.document_id, f"{read.document_id} {table_id}", "reading", reason,
                      remedy)  # fmt: skip


def _explain_unknown(code: str, reference: Reference) -> tuple[str, str]:
    if code in reference.unsure_counties:
        places = ", ".join(
            f"{problem.place}: {problem.reason}"
            for problem in reference.problems
            if problem.row.table == "projects" and reference.find_county(problem.row) == code
        )
        return (
            f"its project is unknown, since a row of projects.csv is left out ({places})",
            "Correct the row, or name the project in reference/table_readings.csv.",
        )
    count = sum(row.cells["county_code"] == code for row in reference.rows["projects"])
    if count:
        return (
            f"{code} has {count} projects in projects.csv, and nothing says to which the amounts "
            "belong.",
            "Name the project of the table in reference/table_readings.csv.",
        )
    return (
        f"{code} has no project in projects.csv, so that its amounts belong to none.",
        f"Add it with `briefs county {code} --level LEVEL --year YEAR`, or as the row "
        f"{_suggest_project(code)} of reference/projects.csv, below "
        f"{','.join(REFERENCE_COLUMNS['projects'])}.",
    )


def _suggest_project(code: str) -> str:
    """A row of ``projects.csv`` to be completed: capitals stand for what is to be filled in."""
    known = {"project_id": f"{code}-LEVEL-YEAR", "county_code": code, "level": "LEVEL",
             "year": "YEAR", "title_zh": "TITLE", "title_en": "TITLE IN ENGLISH"}  # fmt: skip
    return ",".join(known.get(name, "") for name in REFERENCE_COLUMNS["projects"])


def suggest_reading(document_id: str, table_id: str, project_ids: Iterable[str]) -> str:
    """Which row of ``table_readings.csv`` says to which of several projects a table belongs."""
    rows = " or ".join(f"{document_id},{table_id},{project_id},,," for project_id in project_ids)
    columns = ",".join(REFERENCE_COLUMNS["table_readings"])
    return f"Add the row {rows} to reference/table_readings.csv, below {columns}."


def list_derived(derived: DerivedProjects) -> Iterator[Finding]:
    """A finding for each project that is taken from papers, or provisional."""
    for project_id, row in derived.projects.items():
        code, document_id = row.cells["county_code"], derived.sources[project_id]
        is_provisional = find_origin(project_id, derived.projects) == PROVISIONAL
        unknown = [name for name in ("level", "year") if not row.cells[name]]
        reason = (
            f"the project {project_id} ({row.cells['title_zh']}) is taken from the titles of the "
            f"documents, since projects.csv has none of {code}."
        )
        if is_provisional:
            reason = (
                f"the project {project_id} ({row.cells['title_zh']}) is provisional: projects.csv "
                f"has none of {code}, and no document says its {' and '.join(unknown)}."
            )
        options = [
            f"--{name} {row.cells.get(name) or name.upper()}"
            for name in ("programme", "level", "year")
        ]
        yield Finding(
            code, document_id, f"{document_id}/document.yml", None, "project",
            "warning" if is_provisional else "info", None, None, None, None, reason,
            f"State it with `briefs county {code} {' '.join(options)}`.",
        )  # fmt: skip


def list_other_projects(derived: DerivedProjects) -> Iterator[Finding]:
    """A finding for each document that names another project than its county's only one."""
    for document_id, (record, stated) in derived.others.items():
        project_id = derived.reference.only_projects.get(record.county_code)
        parts = [part for part in (stated.level, stated.year, stated.programme) if part]
        yield Finding(
            record.county_code, document_id, f"{document_id}/document.yml", None, "project",
            "warning", None, None, None, None,
            f"its title speaks of a project that is not {project_id} ({', '.join(parts)}); its "
            "amounts count for that one, since projects.csv has no other of the county.",
            "If it is another project, add it with `briefs county "
            f"{record.county_code} --level {stated.level or 'LEVEL'} --year "
            f"{stated.year or 'YEAR'}`.",
        )  # fmt: skip
