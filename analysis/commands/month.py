"""`briefs update`: a month's work in one call."""

import os
from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.exit_status import FAILED, CallFailed
from analysis.commands.ingest import end_with_refusals, find_ingest_root, ingest_all
from analysis.commands.options import (
    MOST_JOBS,
    CountyOption,
    Data,
    Files,
    PeriodOption,
    app,
    explain_errors,
    say,
)
from analysis.paths import REPORTS


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
        from analysis.commands.update import render_changed, summarise_update

        failed = render_changed(root, outcomes, out, jobs or min(os.cpu_count() or 1, MOST_JOBS))
        say(summarise_update(root, outcomes))
    if failed:
        names = ", ".join(failed)
        raise CallFailed(f"Not rendered: {names}; the reasons are in {out / 'log'}.", FAILED)
    end_with_refusals(outcomes)
