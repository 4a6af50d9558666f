"""The command `briefs`. What a call needs is imported when it is needed: help is instant."""

import contextlib
import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from analysis.endings import FAILED, IN_USE, UNUSABLE, CallFailed, catch_signals, run
from analysis.paths import DATA_ROOT_VARIABLE, NOTEBOOKS, REPORTS, DataRoot, find_data_root

if TYPE_CHECKING:
    import pandas as pd

    from analysis.ingest.ingesting import Outcome

MOST_JOBS = 8
NOTHING_PROPOSED = "No candidates."

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="County briefs: from the counties' documents to pages that can be mailed.",
)


class Language(StrEnum):
    """Languages of a brief."""

    ZH = "zh"
    EN = "en"


class Format(StrEnum):
    """How `check` writes."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar=DATA_ROOT_VARIABLE,
        metavar="DIR",
        help="Data root with raw/ and, if it has its own, reference/.",
    ),
]
Counties = Annotated[
    list[str] | None, typer.Argument(metavar="COUNTY", help="County codes, such as 441803.")
]

Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Files as they arrived.")]
CountyOption = Annotated[
    str | None, typer.Option("--county", metavar="CODE", help="Whose documents they are.")
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="YYYY-MM", help="Month they report.")
]


@app.command()
def build(data: Data = None) -> None:
    """Build data/processed from data/raw and data/reference."""
    with explain_errors():
        from analysis.build import build as build_tables

        root = open_data_root(data)
        result = build_tables(root)
        errors = result.findings[result.findings["severity"] == "error"]
        rows = sum(len(table) for table in result.tables.values())
        say(f"{len(result.tables)} tables with {rows} rows in {root.processed}.")
        if len(errors):
            show_findings(errors, Format.TABLE)
            raise CallFailed("Some documents were left out, as listed.", FAILED)


@app.command()
def check(
    counties: Counties = None,
    format: Annotated[Format, typer.Option("--format", help="How to write.")] = Format.TABLE,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what agrees, is explained or capped.")
    ] = False,
    data: Data = None,
) -> None:
    """Show all findings: schemas, keys, and every printed figure recomputed."""
    with explain_errors():
        from analysis.build import ensure_built
        from analysis.checks import check as check_data
        from analysis.load import load_areas
        from analysis.parameters import check_county_codes

        root = open_data_root(data)
        ensure_built(root)
        check_county_codes(counties or [], load_areas(root))
        findings = check_data(root, counties or (), everything)
        show_findings(findings, format)
        if has_contradiction(findings):
            raise typer.Exit(FAILED)


@app.command()
def render(
    counties: Counties = None,
    all_counties: Annotated[bool, typer.Option("--all", help="All counties in the data.")] = False,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="Use documents up to this date.")
    ] = "latest",
    language: Annotated[
        list[Language] | None, typer.Option("--language", help="May be repeated; default: both.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="Briefs at a time; default: one a core.")
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            metavar="ENGINE",
            help="What runs the notebook: inprocess (the default where it can be) or kernel.",
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="ADDRESS", help="Render on a dask cluster: tcp://HOST:PORT."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also what nothing has changed for.")
    ] = False,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Output folder.")] = REPORTS,
    data: Data = None,
) -> None:
    """Render the briefs of some or of all counties as HTML."""
    if bool(counties) == all_counties:
        raise CallFailed("Name the counties, or give --all.", UNUSABLE)
    with explain_errors():
        from analysis.rendering.early_start import get_ready
        from analysis.rendering.engines import DEFAULT_ENGINE, find_engine

        engine = engine or DEFAULT_ENGINE
        find_engine(engine)
        root = open_data_root(data)
        jobs = jobs or min(os.cpu_count() or 1, MOST_JOBS)
        with get_ready(root, out, "" if scheduler else engine):
            from analysis.rendering.batch import render_briefs
            from analysis.rendering.progress import show_progress
            from analysis.rendering.selection import select_briefs

            requests, known = select_briefs(root, counties or (), language or (), as_of)
            with show_progress(len(requests)) as advance:
                record = render_briefs(
                    requests,
                    out,
                    jobs,
                    engine,
                    advance,
                    only=known if all_counties else None,
                    is_forced=force,
                    scheduler=scheduler,
                )
    failed, unchanged = record.list_failed(requests), record.count_unchanged(requests)
    rendered = len(requests) - len(failed) - unchanged
    others = f", {unchanged} unchanged" if unchanged else ""
    say(f"{rendered} of {len(requests)} briefs rendered{others}: {out / 'index.html'}")
    if failed:
        names = ", ".join(".".join(key) for key in failed)
        raise CallFailed(f"Not rendered: {names}; the reasons are in {out / 'log'}.", FAILED)


@app.command("list")
def list_counties(data: Data = None) -> None:
    """List the counties in the data."""
    with explain_errors():
        import pandas as pd

        from analysis.load import load_counties
        from analysis.rendering.finding_formats import render_table
        from analysis.rendering.selection import build_if_stale, find_refusal

        root = open_data_root(data)
        build_if_stale(root)
        counties = load_counties(root)
        headings = ["code", "name", "name in English", "documents", "newest document"]
        rows = [
            [code, county.name_zh, county.name_en, str(county.documents), county.latest]
            for code, county in counties.items()
        ]
        if any(county.errors for county in counties.values()):
            headings.append("not usable because")
            for row, (code, county) in zip(rows, counties.items(), strict=True):
                row.append(find_refusal(code, county) or "")
        shown = pd.DataFrame(rows, columns=headings)
        say(render_table(shown, dict(zip(headings, headings, strict=True))).rstrip("\n"))


@app.command()
def lab(data: Data = None) -> None:
    """Open the notebooks in JupyterLab."""
    import importlib.util
    import subprocess

    if importlib.util.find_spec("jupyterlab") is None:
        raise CallFailed(
            "JupyterLab is not installed: run `make lab`, or `pip install jupyterlab`.", UNUSABLE
        )
    if data is not None:
        os.environ[DATA_ROOT_VARIABLE] = str(find_data_root(data).root)
    os.chdir(NOTEBOOKS)
    command = [sys.executable, "-m", "jupyterlab"]
    if os.name == "nt":  # there, exec returns to the prompt at once
        raise typer.Exit(subprocess.call(command))
    os.execv(sys.executable, command)


@app.command()
def demo(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="An empty or new folder.")],
    counties: Annotated[int, typer.Option("--counties", help="How many counties.")] = 12,
    months: Annotated[int, typer.Option("--months", help="Monthly forms of each.")] = 3,
) -> None:
    """Write an invented data root, to try things out and to measure."""
    with explain_errors():
        from analysis.demo import list_contradictions, write_demo

        root = write_demo(out, counties, months)
        wrong = list_contradictions(counties)
        say(f"{counties} invented counties in {root.root}; use them with --data {root.root}.")
        say(f"Contradicting on purpose: {', '.join(wrong[:20]) or 'none'}.")


@app.command()
def ingest(
    files: Files,
    county: CountyOption = None,
    period: PeriodOption = None,
    document_id: Annotated[
        str | None, typer.Option("--document-id", metavar="ID", help="Name of the document.")
    ] = None,
    data: Data = None,
) -> None:
    """File the counties' own files: Excel, Word, PDF, text or CSV → data/raw."""
    if document_id is not None and len(files) > 1:
        raise CallFailed("--document-id names one document: give one file with it.", UNUSABLE)
    with explain_errors():
        outcomes = ingest_all(find_ingest_root(data), files, county, period, document_id)
        from analysis.ingest.batch import summarise

        say(summarise(outcomes))
        end_with_refusals(outcomes)


candidates_app = typer.Typer(help="Figures proposed from running text.", no_args_is_help=False)
app.add_typer(candidates_app, name="candidates")
Ids = Annotated[list[str], typer.Argument(metavar="ID", help="As `briefs candidates list` shows.")]


@candidates_app.callback(invoke_without_command=True)
def candidates(context: typer.Context, data: Data = None) -> None:
    """Show, accept or reject figures proposed from running text."""
    if context.invoked_subcommand is None:
        list_candidates(data=data)


@candidates_app.command("list")
def list_candidates(
    document: Annotated[str | None, typer.Argument(metavar="DOCUMENT")] = None,
    all_states: Annotated[bool, typer.Option("--all", help="Decided ones, too.")] = False,
    data: Data = None,
) -> None:
    """List the figures that wait for a decision."""
    with explain_errors():
        from analysis.ingest.candidates import load_candidates, tabulate_candidates
        from analysis.rendering.finding_formats import render_table

        known = load_candidates(find_data_root(data), document)
        shown = [each for each in known if all_states or each.status == "open"]
        if not shown:
            say(NOTHING_PROPOSED)
            return
        frame, headings = tabulate_candidates(shown)
        say(render_table(frame, headings).rstrip("\n"))


@candidates_app.command("accept")
def accept_candidates(ids: Ids, data: Data = None) -> None:
    """Take figures over into their documents, with the quote as locator."""
    with explain_errors():
        from analysis.ingest.candidates import accept

        decision = accept(find_data_root(data), ids)
        say(f"{len(decision.decided)} accepted, {len(decision.unchanged)} were so before.")


@candidates_app.command("reject")
def reject_candidates(ids: Ids, data: Data = None) -> None:
    """Leave figures out for good."""
    with explain_errors():
        from analysis.ingest.candidates import reject

        decision = reject(find_data_root(data), ids)
        say(f"{len(decision.decided)} rejected, {len(decision.unchanged)} were so before.")


@app.command()
def template(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="Kind of form.")],
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="Workbook to write.")],
    data: Data = None,
) -> None:
    """Write an empty workbook to fill, with checks and units."""
    with explain_errors():
        from analysis.ingest.templates import write_template

        write_template(kind, out, find_data_root(data))
        say(f"{kind}: {out}")


@app.command()
def update(
    files: Files,
    county: CountyOption = None,
    period: PeriodOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Output folder.")] = REPORTS,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Briefs at a time.")] = None,
    data: Data = None,
) -> None:
    """Do the month's work: ingest, build, check, and render what changed."""
    with explain_errors():
        root = find_ingest_root(data)
        outcomes = ingest_all(root, files, county, period, None)
        from analysis.ingest.updating import render_changed, summarise_update

        failed = render_changed(root, outcomes, out, jobs or min(os.cpu_count() or 1, MOST_JOBS))
        say(summarise_update(root, outcomes))
    if failed:
        names = ", ".join(failed)
        raise CallFailed(f"Not rendered: {names}; the reasons are in {out / 'log'}.", FAILED)
    end_with_refusals(outcomes)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command and exits with its status."""
    catch_signals()
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding must not end a run.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(lambda: app(arguments, prog_name="briefs")))


@contextlib.contextmanager
def explain_errors() -> Iterator[None]:
    """Gives the errors that a caller can mend their status."""
    from analysis.mendable import Mendable
    from analysis.rendering.output_folder import OutputInUse

    try:
        yield
    except Mendable as error:
        raise CallFailed(str(error), UNUSABLE) from error
    except OutputInUse as error:
        raise CallFailed(str(error), IN_USE) from error


def open_data_root(data: Path | None) -> DataRoot:
    """The data root of a call, checked."""
    from analysis.rendering.selection import check_data_root

    root = find_data_root(data)
    check_data_root(root, data)
    return root


def find_ingest_root(data: Path | None) -> DataRoot:
    """The data root that files are filed into; it may be empty, but must be there."""
    root = find_data_root(data)
    if not root.root.is_dir():
        raise CallFailed(
            f"{root.root} is no folder: make it, or name another: --data DIR.", UNUSABLE
        )
    return root


def ingest_all(
    root: DataRoot,
    files: list[Path],
    county: str | None,
    period: str | None,
    document_id: str | None,
) -> "list[Outcome]":
    """Files all files, with a bar; one that cannot be filed leaves the others whole."""
    from filelock import FileLock, Timeout

    from analysis.ingest.batch import ingest_files, show_files
    from analysis.ingest.ingesting import Ingester
    from analysis.ingest.reading import read_file
    from analysis.ingest.wishes import make_wishes

    for folder in (root.raw, root.processed):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        # Among what is rebuilt at will and kept out of git.
        with FileLock(root.processed / ".ingest.lock", timeout=0):
            ingester = Ingester(root)
            wishes = make_wishes(ingester.vocabulary.areas, county, period, document_id)
            with show_files(len(files)) as advance:
                return ingest_files(ingester, files, wishes, read_file, advance)
    except Timeout as error:
        raise CallFailed(f"Another call is filing into {root.root}.", IN_USE) from error


def end_with_refusals(outcomes: "list[Outcome]") -> None:
    """Ends with a status where files were refused: 2 if nothing could be done, else 1."""
    refused = [outcome.file_name for outcome in outcomes if outcome.state == "refused"]
    if refused:
        status = UNUSABLE if len(refused) == len(outcomes) else FAILED
        raise CallFailed(f"Not filed: {', '.join(refused)}; the reasons stand above.", status)


def show_findings(findings: "pd.DataFrame", format: Format) -> None:
    """Writes findings to stdout."""
    from analysis.rendering.finding_formats import FORMATS

    sys.stdout.write(FORMATS[format](findings))
    sys.stdout.flush()


def has_contradiction(findings: "pd.DataFrame") -> bool:
    """Whether a finding says that something cannot be so, and no review accepts it."""
    is_settled = (findings["verdict"] == "contradicts") & (findings["severity"] == "info")
    wrong = (findings["verdict"] == "contradicts") & ~is_settled
    return bool((wrong | (findings["severity"] == "error")).any())


def say(message: str) -> None:
    """Writes a result to stdout."""
    print(message, flush=True)
