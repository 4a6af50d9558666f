"""What is known of a county: its names, projects with funds, documents, and what is open."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.build.ensure import ensure_built
from analysis.commands.county_names import name_county
from analysis.commands.days import say_day
from analysis.commands.kinds import TABLE_KINDS
from analysis.commands.reasons import join_reasons
from analysis.commands.wording import get_language, join, to_translate, translate
from analysis.commands.wording.places import translate_place
from analysis.documents.filed import UnusableDocument, list_documents, load_record
from analysis.documents.reference import Reference
from analysis.ingest.filing.candidates import load_candidates
from analysis.paths import DataRoot
from analysis.presentation.formats import Words
from analysis.presentation.terms import DOCUMENT_KINDS, FUND_SOURCES
from analysis.store.load import load_counties, load_findings, load_table
from analysis.tables.findings import NEW_VERSION
from analysis.tables.records import list_records

ORIGINS = {
    "table": to_translate("in projects.csv"),
    "paper": to_translate("from the titles of its documents"),
    "provisional": to_translate("provisional"),
}
LEVELS = {
    "nation": to_translate("nation"),
    "province": to_translate("province"),
    "city": to_translate("city"),
    "county": to_translate("county"),
    "township": to_translate("township"),
}
# What the reference table knows of an area besides its names.
DETAILS = {
    "short_zh": to_translate("short name: {value}"),
    "pinyin": to_translate("pinyin: {value}"),
    "valid_from": to_translate("name and code since {value}"),
    "valid_to": to_translate("joined to another area in {value}"),
    "source": to_translate("source: {value}"),
    "note": to_translate("note: {value}"),
}
_HEAD = ("county_code", "level", "name_zh", "name_en", "parent_code")
NOTHING = to_translate("No project, and no document filed.")


def describe_county(root: DataRoot, reference: Reference, code: str) -> list[str]:
    """Lines on all that is known of a county.

    Args:
        root: the data root; built first if it is stale.
        reference: its reference tables.
        code: code of the county; it need not be in the data.
    """
    lines = list(_describe_area(reference, code))
    if not root.raw.is_dir():
        return [*lines, *_list_rows(reference, code), translate(NOTHING)]
    ensure_built(root)
    projects = list(_describe_projects(root, code)) or list(_list_rows(reference, code))
    documents = list(_describe_documents(root, code))
    left_out = list(_describe_left_out(root, code))
    if not (projects or documents or left_out):
        return [*lines, translate(NOTHING)]
    return [*lines, *projects, *documents, *left_out, *_describe_candidates(root, code)]


def _describe_area(reference: Reference, code: str) -> Iterator[str]:
    areas = reference.tables["areas"].set_index("county_code", drop=False)
    if code not in areas.index:
        yield translate("{code}: not in areas.csv", code=code)
        return
    own = areas.loc[code].dropna().to_dict()
    names = " ".join(own[name] for name in ("name_zh", "name_en") if name in own)
    level_code = own["level"]
    level = translate(LEVELS[level_code]) if level_code in LEVELS else level_code
    yield translate("{code} {names} ({level})", code=code, names=names, level=level)
    above, parents = own.get("parent_code"), []
    while above in areas.index and above not in parents:
        parents.append(above)
        above = areas.loc[above].get("parent_code")
    if parents:
        named = (
            name_county(one, {one: (_text(areas, one, "name_zh"), _text(areas, one, "name_en"))})
            for one in parents
        )
        yield translate("  in {areas}", areas=join(named))
    for name, value in own.items():
        if name in DETAILS:
            yield f"  {translate(DETAILS[name], value=value)}"
        elif name not in _HEAD:
            yield f"  {name.replace('_', ' ')}: {value}"


def _text(areas: pd.DataFrame, code: str, column: str) -> str:
    value = areas.loc[code].get(column)
    return value if isinstance(value, str) else ""


def _list_rows(reference: Reference, code: str) -> Iterator[str]:
    """Projects of ``projects.csv`` and what was entered of them, of a county without documents."""
    funds = reference.tables["appropriations"]
    for row in reference.rows["projects"]:
        if row.cells["county_code"] == code:
            yield _say_project(row.key[0], row.cells["title_zh"], ORIGINS["table"])
            own = funds[(funds["project_id"] == row.key[0]) & funds["amount"].notna()]
            for fund in list_records(own):
                amount = say_amount(fund["amount"])
                yield _say_entered(fund["funds_source"], amount, fund["entered_date"])


def _say_project(project: str, title: object, origin: str) -> str:
    return translate(
        "project {project}: {title} ({origin})",
        project=project,
        title=title if isinstance(title, str) else "",
        origin=translate(origin),
    )


def _describe_projects(root: DataRoot, code: str) -> Iterator[str]:
    projects, funds = (load_table(name, root, code) for name in ("projects", "appropriations"))
    figures = load_table("figures", root, code, every_version=True).set_index("figure")
    for project in list_records(projects):
        origin = ORIGINS[project["project_origin"]]
        yield _say_project(project["project_id"], project["title_zh"], origin)
        own = list_records(funds, funds["project_id"] == project["project_id"])
        for fund in own:
            yield _describe_fund(fund, figures)
        if not own:
            yield translate(
                "  fund: not known; state it with `briefs county {code} --fund AMOUNT`", code=code
            )


def _describe_fund(fund: dict[str, Any], figures: pd.DataFrame) -> str:
    figure = fund["figure"]
    printed = figures.loc[figure, "printed"] if figure in figures.index else ""
    unit = figures.loc[figure, "printed_unit"] if figure in figures.index else None
    text = printed if not isinstance(unit, str) or printed.endswith(unit) else printed + unit
    if pd.notna(fund["entered_date"]):
        amount = say_amount(text)
        return _say_entered(fund["funds_source"], amount, f"{fund['entered_date']:%Y-%m-%d}")
    return translate(
        "  fund, {source}: {amount} ({figure})",
        source=name_source(fund["funds_source"]),
        amount=text,
        figure=figure,
    )


def name_source(source: str) -> str:
    """Who appropriated, in the language of the terminal."""
    return Words(get_language()).term(FUND_SOURCES, source)


def say_amount(yuan: object) -> str:
    """An entered amount with its unit, such as 500万元; another text as it is."""
    try:
        return Words(get_language()).money(float(str(yuan)))
    except ValueError:
        return str(yuan)


def _say_entered(source: str, amount: str, day: str) -> str:
    return translate(
        "  fund, {source}: {amount} (entered by the user on {day})",
        source=name_source(source),
        amount=amount,
        day=say_day(day),
    )


def _describe_documents(root: DataRoot, code: str) -> Iterator[str]:
    documents = load_table("documents", root, every_version=True)
    used = set(documents["document_id"])
    replaced = set(documents.loc[documents["replaced_date"].notna(), "document_id"])
    words = Words(get_language())
    for folder in list_documents(root.raw):
        try:
            record = load_record(folder)
        except UnusableDocument:
            continue
        if record.county_code != code:
            continue
        told = [words.term(DOCUMENT_KINDS, record.kind)]
        told.append(translate("dated {day}", day=say_day(str(record.document_date))))
        if record.period_start:
            told.append(
                translate(
                    "{first} to {last}",
                    first=say_day(str(record.period_start)),
                    last=say_day(str(record.period_end)),
                )
            )
        kinds = dict.fromkeys(_name_table(table.kind) for table in record.tables.values())
        told.append(join(kinds) or translate("no table"))
        is_replaced = folder.name in replaced
        state = translate("replaced by a newer version") if is_replaced else translate("used")
        told.append(state if folder.name in used else translate("left out"))
        yield translate(
            "document {document}: {what}", document=folder.name, what=translate("; ").join(told)
        )


def _name_table(kind: str) -> str:
    return translate(TABLE_KINDS[kind]) if kind in TABLE_KINDS else kind


def _describe_left_out(root: DataRoot, code: str) -> Iterator[str]:
    county = load_counties(root).get(code)
    errors = list(county.errors) if county else []
    findings = load_findings(root)
    wrong = findings[(findings["severity"] == "error") & (findings["county_code"] == code)]
    for row in list_records(wrong[wrong["kind"] != NEW_VERSION]):
        error = (row["document_id"] or "", row["locator"], row["reason"], row["remedy"])
        errors += [] if error in errors else [error]
    for _, place, reason, remedy in errors:
        text = join_reasons(reason, remedy)
        yield translate("left out, {place}: {reason}", place=translate_place(place), reason=text)


def _describe_candidates(root: DataRoot, code: str) -> Iterator[str]:
    own = set()
    for folder in list_documents(root.raw):
        with contextlib.suppress(UnusableDocument):
            own |= {folder.name} if load_record(folder).county_code == code else set()
    waiting = [one for one in load_candidates(root) if one.status == "open"]
    number = sum(one.candidate_id.partition(":")[0] in own for one in waiting)
    if number:
        yield translate(
            "{number} figures of running text wait for a decision: `briefs candidates list`",
            number=number,
        )
