"""`briefs render` and `briefs lab`: notebooks, as pages and in JupyterLab."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.exit_status import FAILED, UNUSABLE, CallFailed
from analysis.commands.options import (
    MOST_JOBS,
    Counties,
    Data,
    LanguageChoice,
    app,
    explain_errors,
    open_data_root,
    say,
)
from analysis.paths import DATA_ROOT_VARIABLE, REPORTS, find_data_root, find_writable_notebooks


@app.command()
def render(
    counties: Counties = None,
    all_counties: Annotated[bool, typer.Option("--all", help="All counties in the data.")] = False,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="Use documents up to this date.")
    ] = "latest",
    language: Annotated[
        list[LanguageChoice] | None,
        typer.Option("--language", help="May be repeated; default: both."),
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
        from analysis.rendering.batch.warm_start import get_ready
        from analysis.rendering.engine.engines import DEFAULT_ENGINE, find_engine

        engine = engine or DEFAULT_ENGINE
        find_engine(engine)
        root = open_data_root(data)
        jobs = jobs or min(os.cpu_count() or 1, MOST_JOBS)
        with get_ready(root, out, "" if scheduler else engine):
            from analysis.rendering.batch.batch import render_briefs
            from analysis.rendering.batch.progress import show_progress
            from analysis.rendering.batch.selection import select_briefs

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
    os.chdir(find_writable_notebooks())
    command = [sys.executable, "-m", "jupyterlab"]
    if os.name == "nt":  # there, exec returns to the prompt at once
        raise typer.Exit(subprocess.call(command))
    os.execv(sys.executable, command)
