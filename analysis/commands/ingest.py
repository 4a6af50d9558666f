"""`briefs ingest` and `briefs template`: the files that counties send and fill in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.commands.exit_status import FAILED, IN_USE, UNUSABLE, CallFailed, complain
from analysis.commands.kinds import TEMPLATE_KINDS, complete_forms, complete_templates
from analysis.commands.options import (
    CountyOption,
    Data,
    Files,
    MessageLanguage,
    PeriodOption,
    announce,
    command,
    explain_errors,
    open_new_root,
    say,
)
from analysis.commands.reasons import join_reasons
from analysis.commands.wording import count, join, translate
from analysis.commands.wording.places import translate_place
from analysis.paths import DataRoot, find_data_root

if TYPE_CHECKING:
    from analysis.ingest.filing.ingesting import Ingester, Outcome

MOST_NAMED = 5
# Naming and writing the documents of one file takes a fraction of a second.
LOCK_SECONDS = 30


@command(
    "briefs ingest form.xlsx report.docx",
    "briefs ingest scan.pdf --county 陆河县 --period 2020-07",
    "briefs ingest table.csv --form disbursement --data DIR",
)
def ingest(
    files: Files,
    county: CountyOption = None,
    period: PeriodOption = None,
    document_id: Annotated[
        str | None, typer.Option("--document-id", metavar="ID", help="Name of the document.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--form",
            metavar="KIND",
            help="Form of a table that fits several; the kinds are listed below.",
            autocompletion=complete_forms,
        ),
    ] = None,
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """File the counties' own files: Excel, Word, PDF, text or CSV → data/raw."""
    if document_id is not None and len(files) > 1:
        message = translate("--document-id names one document: give one file with it.")
        raise CallFailed(message, UNUSABLE)
    announce(
        "Reading and filing {files} …", files=count(len(files), "{number} file", "{number} files")
    )
    with explain_errors():
        outcomes = ingest_all(open_new_root(data), files, county, period, document_id, form)
        from analysis.commands.ingest_messages import summarise

        say(summarise(outcomes))
        end_with_refusals(outcomes)


@command("briefs template monthly_form 月报表.xlsx", "briefs template performance 自评表.xlsx")
def template(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="Kind of form; the kinds are listed below.",
            autocompletion=complete_templates,
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="Workbook to write.")],
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """Write an empty workbook to fill in, with checks and units."""
    announce("Writing a workbook to fill in …")
    with explain_errors():
        from analysis.ingest.templates.workbook import write_template

        write_template(kind, out, find_data_root(data))
        say(translate("{path}: {kind}", kind=translate(TEMPLATE_KINDS[kind]), path=out))


def ingest_all(
    root: DataRoot,
    files: list[Path],
    county: str | None,
    period: str | None,
    document_id: str | None,
    form: str | None = None,
) -> "list[Outcome]":
    """Files all files and shows a progress bar; one that is refused does not stop the others.

    The root is locked only while documents are named and written, never while a file is read.
    """
    from filelock import FileLock, Timeout

    from analysis.commands.ingest_messages import show_files
    from analysis.ingest.filing.batch import ingest_files
    from analysis.ingest.filing.filing_options import check_filing_options
    from analysis.ingest.filing.ingesting import Ingester
    from analysis.ingest.process.reading import read_drafts

    for folder in (root.raw, root.processed):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        # In processed/, because git ignores that folder.
        lock = FileLock(root.processed / ".ingest.lock", timeout=LOCK_SECONDS)
        ingester = Ingester(root, lock=lock)
        _warn_of_tables(ingester)
        code = _find_code(ingester, county)
        options = check_filing_options(ingester.vocabulary.areas, code, period, document_id, form)
        with show_files(len(files)) as advance:
            return ingest_files(ingester, files, options, read_drafts, advance)
    except Timeout as error:
        raise CallFailed(
            translate(
                "Another call is filing into {root}: try again when it has ended.", root=root.root
            ),
            IN_USE,
        ) from error


def _find_code(ingester: "Ingester", county: str | None) -> str | None:
    """The code of the county that --county names."""
    from analysis.commands.counties import find_county

    if county is None:
        return None
    return find_county(ingester.reference, ingester.vocabulary.areas, county)


def _warn_of_tables(ingester: "Ingester") -> None:
    """Writes to stderr which rows of reference tables are left out: they may be why files are."""
    problems = ingester.reference.problems
    for problem in problems[:MOST_NAMED]:
        reason = join_reasons(problem.reason, problem.remedy)
        complain(
            translate("{place}: {reason}", place=translate_place(problem.place), reason=reason)
        )
    if len(problems) > MOST_NAMED:
        number = len(problems) - MOST_NAMED
        complain(translate("{number} more rows cannot be used: see `briefs check`.", number=number))


def end_with_refusals(outcomes: "list[Outcome]") -> None:
    """Ends the call if documents were refused: with status 2 if no file could be used, else 1.

    A file in which nothing was recognised was read: the call was not wrong, and ends with 1.
    """
    refused = [outcome for outcome in outcomes if outcome.state == "refused"]
    if refused:
        is_failed = len(refused) < len(outcomes) or any(outcome.is_empty for outcome in refused)
        names = join(dict.fromkeys(outcome.file_name for outcome in refused))
        status = FAILED if is_failed else UNUSABLE
        message = translate("Not filed: {names}; the reasons are above.", names=names)
        raise CallFailed(message, status)
