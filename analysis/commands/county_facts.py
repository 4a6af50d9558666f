"""What is known of a county: its names, projects with funds, documents, and what is open."""

from collections.abc import Iterator

import pandas as pd

from analysis.build.ensure import ensure_built
from analysis.documents.filed import UnusableDocument, list_documents, load_record
from analysis.documents.reference import Reference
from analysis.ingest.filing.candidates import load_candidates
from analysis.paths import DataRoot
from analysis.store.load import load_counties, load_findings, load_table
from analysis.tables.findings import NEW_VERSION
from analysis.tables.records import list_records

ORIGINS = {
    "table": "projects.csv",
    "paper": "from the titles of its documents",
    "provisional": "provisional",
}
_HEAD = ("county_code", "level", "name_zh", "name_en", "parent_code")
NOTHING = "No project, and no document filed."


def describe_county(root: DataRoot, reference: Reference, code: str) -> list[str]:
    """Lines on all that is known of a county.

    Args:
        root: the data root; built first if it is stale.
        reference: its reference tables.
        code: code of the county; it need not be in the data.
    """
    lines = list(_describe_area(reference, code))
    if not root.raw.is_dir():
        return [*lines, *_list_rows(reference, code), NOTHING]
    ensure_built(root)
    projects = list(_describe_projects(root, code)) or list(_list_rows(reference, code))
    documents = list(_describe_documents(root, code))
    left_out = list(_describe_left_out(root, code))
    if not (projects or documents or left_out):
        return [*lines, NOTHING]
    return [*lines, *projects, *documents, *left_out, *_describe_candidates(root, documents)]


def _describe_area(reference: Reference, code: str) -> Iterator[str]:
    areas = reference.tables["areas"].set_index("county_code", drop=False)
    if code not in areas.index:
        yield f"{code}: not in areas.csv"
        return
    own = areas.loc[code].dropna().to_dict()
    names = " ".join(own[name] for name in ("name_zh", "name_en") if name in own)
    yield f"{code} {names} ({own['level']})"
    above, parents = own.get("parent_code"), []
    while above in areas.index and above not in parents:
        parents.append(above)
        above = areas.loc[above].get("parent_code")
    if parents:
        yield "  in " + ", ".join(f"{areas.loc[one, 'name_zh'] or one} ({one})" for one in parents)
    for name, value in own.items():
        if name not in _HEAD:
            yield f"  {name.replace('_', ' ')}: {value}"


def _list_rows(reference: Reference, code: str) -> Iterator[str]:
    """Projects of ``projects.csv`` and what was entered of them, of a county without documents."""
    funds = reference.tables["appropriations"]
    for row in reference.rows["projects"]:
        if row.cells["county_code"] == code:
            yield f"project {row.key[0]}: {row.cells['title_zh']} (projects.csv)"
            own = funds[(funds["project_id"] == row.key[0]) & funds["amount"].notna()]
            for fund in list_records(own):
                yield _say_entered(fund["funds_source"], fund["amount"], fund["entered_date"])


def _describe_projects(root: DataRoot, code: str) -> Iterator[str]:
    projects, funds = (load_table(name, root, code) for name in ("projects", "appropriations"))
    figures = load_table("figures", root, code, every_version=True).set_index("figure")
    for project in list_records(projects):
        origin = ORIGINS[project["project_origin"]]
        yield f"project {project['project_id']}: {project['title_zh']} ({origin})"
        own = list_records(funds, funds["project_id"] == project["project_id"])
        for fund in own:
            figure = fund["figure"]
            printed = figures.loc[figure, "printed"] if figure in figures.index else ""
            unit = figures.loc[figure, "printed_unit"] if figure in figures.index else None
            text = (
                printed if not isinstance(unit, str) or printed.endswith(unit) else printed + unit
            )
            if pd.notna(fund["entered_date"]):
                yield _say_entered(fund["funds_source"], text, f"{fund['entered_date']:%Y-%m-%d}")
            else:
                yield f"  fund, {fund['funds_source']}: {text} ({figure})"
        if not own:
            yield f"  fund: not known; state it with `briefs county {code} --fund AMOUNT`"


def _say_entered(source: str, amount: str, day: str) -> str:
    return f"  fund, {source}: {amount} (entered by the user on {day})"


def _describe_documents(root: DataRoot, code: str) -> Iterator[str]:
    documents = load_table("documents", root, every_version=True)
    used = set(documents["document_id"])
    replaced = set(documents.loc[documents["replaced_date"].notna(), "document_id"])
    for folder in list_documents(root.raw):
        try:
            record = load_record(folder)
        except UnusableDocument:
            continue
        if record.county_code != code:
            continue
        period = f", {record.period_start} to {record.period_end}" if record.period_start else ""
        tables = ", ".join(table.kind for table in record.tables.values()) or "no table"
        state = "replaced by a newer version" if folder.name in replaced else "used"
        yield (
            f"document {folder.name}: {record.kind}, dated {record.document_date}{period}; "
            f"{tables}; {state if folder.name in used else 'left out'}"
        )


def _describe_left_out(root: DataRoot, code: str) -> Iterator[str]:
    county = load_counties(root).get(code)
    errors = list(county.errors) if county else []
    findings = load_findings(root)
    wrong = findings[(findings["severity"] == "error") & (findings["county_code"] == code)]
    for row in list_records(wrong[wrong["kind"] != NEW_VERSION]):
        error = (row["document_id"] or "", row["locator"], row["reason"], row["remedy"])
        errors += [] if error in errors else [error]
    for _, place, reason, remedy in errors:
        yield f"left out, {place}: {reason} {remedy}"


def _describe_candidates(root: DataRoot, documents: list[str]) -> Iterator[str]:
    own = {line.split()[1].rstrip(":") for line in documents}
    waiting = [one for one in load_candidates(root) if one.status == "open"]
    count = sum(one.candidate_id.partition(":")[0] in own for one in waiting)
    if count:
        yield f"{count} figures of running text wait for a decision: `briefs candidates list`"
