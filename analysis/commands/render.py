"""`briefs render`: notebooks as pages."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.brief import LATEST
from analysis.commands.exit_status import UNUSABLE, CallFailed
from analysis.commands.options import (
    ContactOption,
    Counties,
    Data,
    EditionChoice,
    JobsOption,
    LanguageChoice,
    announce,
    choose_jobs,
    command,
    end_with_failures,
    explain_errors,
    open_data_root,
    say,
)
from analysis.commands.wording import translate
from analysis.paths import (
    DataRoot,
)

AllCounties = Annotated[bool, typer.Option("--all", help="All counties in the data.")]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="Use documents up to this date.")
]
Languages = Annotated[
    list[LanguageChoice] | None,
    typer.Option(
        "--language",
        metavar="zh|en",
        help="Language of the briefs: zh or en; may be repeated; default: both. Messages are in "
        "it, too, if only one is given.",
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        help="How the notebook is run: inprocess (default, except on Windows) or kernel.",
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="Render on a dask cluster: tcp://HOST:PORT."
    ),
]
EditionOption = Annotated[
    EditionChoice,
    typer.Option("--edition", help="audit: also all findings, reviews and the ranges of figures."),
]
OutFolder = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Output folder; default: reports, of audit briefs reports/audit.",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Render also briefs for which nothing has changed.")
]


@command(
    "briefs render 441803 --language zh",
    "briefs render --all --jobs 4 --out reports",
    "briefs render 清新区 --as-of 2021-09-09",
)
def render(
    counties: Counties = None,
    all_counties: AllCounties = False,
    as_of: AsOf = LATEST,
    language: Languages = None,
    jobs: JobsOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    force: Force = False,
    edition: EditionOption = EditionChoice.PUBLIC,
    contact: ContactOption = "",
    out: OutFolder = None,
    data: Data = None,
) -> None:
    """Render the briefs of some or of all counties as HTML."""
    if bool(counties) == all_counties:
        raise CallFailed(translate("Name the counties, or give --all."), UNUSABLE)
    announce("Rendering briefs …")
    with explain_errors():
        from analysis.rendering.batch.warm_start import get_ready
        from analysis.rendering.brief.output_folder import choose_out
        from analysis.rendering.engine.engines import DEFAULT_ENGINE, find_engine

        engine = engine or DEFAULT_ENGINE
        find_engine(engine)
        out = out or choose_out(edition)
        root = open_data_root(data)
        with get_ready(root, out, "" if scheduler else engine):
            from analysis.commands.brief_messages import describe_run, show_briefs
            from analysis.rendering.batch.batch import render_briefs
            from analysis.rendering.batch.selection import select_briefs

            requests, codes = select_briefs(
                root,
                _find_counties(root, counties),
                language or (),
                as_of,
                out if all_counties else None,
                edition.value,
                contact,
            )
            with show_briefs(requests) as advance:
                record = render_briefs(
                    requests, out, choose_jobs(jobs), engine, advance,
                    only=codes if all_counties else None, is_forced=force, scheduler=scheduler,
                )  # fmt: skip
    say(describe_run(requests, record, out))
    end_with_failures(record.list_failed(requests), out, record.names)


def _find_counties(root: DataRoot, typed: list[str] | None) -> list[str]:
    if all(word.isdigit() for word in typed or ()):  # the library for tables is not needed
        return list(typed or ())
    from analysis.commands.counties import find_counties

    return find_counties(root, typed)
