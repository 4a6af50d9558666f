"""`briefs county`: what is known of a county, and what a user states of its project."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.commands.completion import complete_areas
from analysis.commands.exit_status import IN_USE, UNUSABLE, CallFailed
from analysis.commands.options import (
    Data,
    MessageLanguage,
    announce,
    command,
    explain_errors,
    open_new_root,
    say,
)
from analysis.commands.wording import to_translate, translate
from analysis.paths import DataRoot, find_data_root

if TYPE_CHECKING:
    from analysis.documents.entered import Entry
    from analysis.documents.reference import Reference

Text = str | None
NO_AREA = to_translate("{code} is not in areas.csv: a new area is a row of reference/areas.csv.")
WRITING = to_translate("Another call is writing into {root}: try again when it has ended.")


@command(
    "briefs county 清新区",
    "briefs county 441803 --level 省级 --year 2020 --fund 500万元 --data DIR",
)
def county(
    name: Annotated[
        str,
        typer.Argument(
            metavar="CODE|NAME", help="A county's code or name.", autocompletion=complete_areas
        ),
    ],
    programme: Annotated[Text, typer.Option(metavar="P", help="Programme of funds.")] = None,
    level: Annotated[
        Text, typer.Option(metavar="L", help="nation, province, city or county; 国家级, 省级 …")
    ] = None,
    year: Annotated[Text, typer.Option(metavar="Y", help="Year of the project: 2021.")] = None,
    fund: Annotated[
        Text, typer.Option(metavar="AMOUNT", help="What was appropriated: 500万元 or 5000000.")
    ] = None,
    source: Annotated[
        Text,
        typer.Option(
            metavar="S", help="Who appropriated it: central, province, city, county, social, own."
        ),
    ] = None,
    title: Annotated[Text, typer.Option(metavar="TEXT", help="Title of the project.")] = None,
    title_en: Annotated[
        Text, typer.Option("--title-en", metavar="TEXT", help="Its title in English.")
    ] = None,
    start: Annotated[Text, typer.Option(metavar="DATE", help="First day of the project.")] = None,
    end: Annotated[Text, typer.Option(metavar="DATE", help="Last day of the project.")] = None,
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """Show what is known of a county; with options, add its project and its fund."""
    announce("Looking up {name} …", name=name)
    with explain_errors():
        from analysis.commands.counties import find_county, list_known
        from analysis.commands.county_facts import describe_county
        from analysis.documents.reference import load_reference
        from analysis.ingest.words.areas import make_area_names

        entry = _read_entry((programme, level, year, title, title_en, start, end), fund, source)
        root = find_data_root(data) if entry.is_empty else open_new_root(data)
        reference = load_reference(root)
        areas = make_area_names(reference.tables["areas"])
        code = find_county(reference, areas, name, list_known(root))
        if code not in reference.area_codes:
            raise CallFailed(translate(NO_AREA, code=code), UNUSABLE)
        if not entry.is_empty:
            say(_enter(root, reference, code, entry))
            reference = load_reference(root)
        for line in describe_county(root, reference, code):
            say(line)


def _read_entry(project: tuple[str | None, ...], fund: str | None, source: str | None) -> "Entry":
    """What a user states: programme, level, year, titles, days, amount and who appropriated it."""
    from analysis.documents.entered import LEVELS, SOURCES, Entry, read_amount, read_word

    programme, level, *others = project
    entry = Entry(
        programme,
        read_word("level", level, LEVELS) if level else None,
        *others,
        read_amount(fund) if fund is not None else None,
        read_word("source", source, SOURCES) if source else None,
    )
    if entry.source and entry.fund is None:
        message = translate("--source says who appropriated: give --fund AMOUNT with it.")
        raise CallFailed(message, UNUSABLE)
    return entry


def _enter(root: DataRoot, reference: "Reference", code: str, entry: "Entry") -> str:
    """Writes what a user states into the data root's own tables, and says what changed."""
    from filelock import FileLock, Timeout

    from analysis.commands.county_facts import name_source, say_amount
    from analysis.documents.entered import make_appropriation, make_project, write_row

    root.processed.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(root.processed / ".ingest.lock", timeout=0):
            project = make_project(reference, code, entry, _derive(root, reference, code))
            is_listed = project["project_id"] in reference.project_ids
            written, today = [], date.today()
            if (entry.names_project or not is_listed) and write_row(
                root, "projects", {**project, "entered_date": today.isoformat()}, "entered_date"
            ):
                written.append(
                    translate(
                        "project {project} in {file}",
                        project=project["project_id"],
                        file=_name(root, "projects"),
                    )
                )
            if entry.fund is not None:
                fund = make_appropriation(project, entry, today)
                if write_row(root, "appropriations", fund, "entered_date"):
                    written.append(
                        translate(
                            "fund of {project}, {source}: {amount} in {file}",
                            project=project["project_id"],
                            source=name_source(fund["funds_source"]),
                            amount=say_amount(fund["amount"]),
                            file=_name(root, "appropriations"),
                        )
                    )
    except Timeout as error:
        raise CallFailed(translate(WRITING, root=root.root), IN_USE) from error
    if not written:
        return translate("Nothing new: all of it was entered.")
    return translate("Entered: {what}.", what=translate("; ").join(written))


def _name(root: DataRoot, table: str) -> Path:
    return root.reference / f"{table}.csv"


def _derive(root: DataRoot, reference: "Reference", code: str) -> dict[str, dict[str, str]]:
    """The projects that a county's papers name, as rows of ``projects.csv``."""
    from analysis.documents.derived_projects import derive_projects
    from analysis.documents.filed import UnusableDocument, list_documents, load_record

    records = []
    for folder in list_documents(root.raw):
        try:
            record = load_record(folder)
        except UnusableDocument:
            continue
        if record.county_code == code:
            records.append(record)
    derived = derive_projects(records, reference)
    return {name: row.cells for name, row in derived.projects.items()}
