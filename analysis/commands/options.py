"""What the commands have in common: options, data root, messages and errors."""

import contextlib
import os
import sys
from collections.abc import Collection, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.brief import EDITIONS, LANGUAGES
from analysis.commands.exit_status import FAILED, IN_USE, UNUSABLE, CallFailed
from analysis.paths import CONTACT_VARIABLE, DATA_ROOT_VARIABLE, DataRoot, find_data_root

if TYPE_CHECKING:
    import pandas as pd

    from analysis.rendering.brief.output_folder import Key

MOST_JOBS = 8
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="County briefs: from the counties' documents to pages that can be mailed.",
)


# Typer accepts a list of members of an enumeration, but no list of literals.
LanguageChoice = StrEnum("LanguageChoice", {code.upper(): code for code in LANGUAGES})


EditionChoice = StrEnum("EditionChoice", {edition.upper(): edition for edition in EDITIONS})


class Format(StrEnum):
    """Formats in which `check` writes findings."""

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
    list[str] | None,
    typer.Argument(metavar="COUNTY", help="Counties: codes such as 441803, or names."),
]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Files as they arrived.")]
CountyOption = Annotated[
    str | None,
    typer.Option(
        "--county", metavar="CODE|NAME", help="County that the files are about: its code or name."
    ),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="Period that the files report: 2020, 2020-07, 2020-01..05, 2020Q1 or 2020H1.",
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", min=1, help=f"Briefs at a time; default: one for each core, {MOST_JOBS} at most."
    ),
]
ContactOption = Annotated[
    str,
    typer.Option(
        "--contact",
        envvar=CONTACT_VARIABLE,
        metavar="TEXT",
        help="Whom readers may write to; the last lines of each brief show it.",
    ),
]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Output folder.")]


@contextlib.contextmanager
def explain_errors() -> Iterator[None]:
    """Turns errors that the user can correct into a message with its exit status."""
    from analysis.errors import UserError
    from analysis.rendering.brief.output_folder import OutputInUse

    try:
        yield
    except UserError as error:
        raise CallFailed(str(error), UNUSABLE) from error
    except OutputInUse as error:
        raise CallFailed(str(error), IN_USE) from error


def open_data_root(data: Path | None) -> DataRoot:
    """Finds the data root of a call and checks that it is one."""
    root = find_data_root(data)
    if not root.raw.is_dir():
        raise CallFailed(
            f"{root.root} is not a data root, because it has no folder raw/: name another one "
            f"with --data DIR or {DATA_ROOT_VARIABLE}.",
            UNUSABLE,
        )
    return root


def open_new_root(data: Path | None) -> DataRoot:
    """Finds the data root of a call that writes to it; a new folder is made where its parent is.

    The folder may be empty: ``raw/`` is made when a document is filed.
    """
    root = find_data_root(data)
    if not root.root.exists() and root.root.parent.is_dir():
        root.root.mkdir()
        say(f"New data root: {root.root}")
    if not root.root.is_dir():
        raise CallFailed(
            f"{root.root} is not a folder: create it, or name another one with --data DIR.",
            UNUSABLE,
        )
    return root


def choose_jobs(jobs: int | None) -> int:
    """How many briefs to render at a time: as the call says, else one for each core."""
    return jobs or min(os.cpu_count() or 1, MOST_JOBS)


def end_with_failures(failed: Collection["Key"], out: Path) -> None:
    """Ends the call with status 1 if briefs failed.

    Args:
        failed: county code and language of the briefs that failed.
        out: output folder.
    """
    from analysis.rendering.brief.output_folder import OutputFolder, name_brief

    if failed:
        names = ", ".join(map(name_brief, failed))
        log = OutputFolder(out).log
        raise CallFailed(f"Not rendered: {names}; the reasons are in {log}.", FAILED)


def show_findings(findings: "pd.DataFrame", format: Format) -> None:
    """Writes findings to stdout."""
    from analysis.commands.finding_formats import FORMATS

    sys.stdout.write(FORMATS[format](findings))
    sys.stdout.flush()


def say(message: str) -> None:
    """Writes a result to stdout."""
    print(message, flush=True)
