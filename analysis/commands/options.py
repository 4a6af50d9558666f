"""What the commands have in common: options, data root, messages and errors."""

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.brief import EDITIONS, LANGUAGES
from analysis.commands.completion import complete_areas, complete_counties
from analysis.commands.exit_status import FAILED, IN_USE, UNUSABLE, CallFailed
from analysis.commands.help_pages import BriefsCommand, BriefsGroup
from analysis.commands.reasons import translate_reason
from analysis.commands.wording import join, translate
from analysis.paths import CONTACT_VARIABLE, DATA_ROOT_VARIABLE, DataRoot, find_data_root

if TYPE_CHECKING:
    import pandas as pd

    from analysis.rendering.brief.output_folder import Key

MOST_JOBS = 8
app = typer.Typer(
    cls=BriefsGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="County briefs: from the counties' documents to pages that can be mailed.",
)


def command(*examples: str, name: str | None = None, group: typer.Typer = app) -> Callable:
    """Makes a function a command of `briefs`.

    Args:
        examples: calls that its help page shows.
        name: of the command, if it is not the function's.
        group: the group that the command belongs to.
    """
    return group.command(name, cls=BriefsCommand, epilog="\n".join(examples))


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
MessageLanguage = Annotated[
    LanguageChoice | None,
    typer.Option(
        "--language",
        metavar="|".join(LANGUAGES),
        help="Language of the messages; default: that of the locale, else English.",
        expose_value=False,
    ),
]
Counties = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="COUNTY",
        help="Counties: codes such as 441803, or names.",
        autocompletion=complete_counties,
    ),
]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Files as they arrived.")]
CountyOption = Annotated[
    str | None,
    typer.Option(
        "--county",
        metavar="CODE|NAME",
        help="County that the files are about: its code or name.",
        autocompletion=complete_areas,
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
        "--jobs",
        min=1,
        metavar="N",
        help=f"Briefs at a time; default: one for each core, {MOST_JOBS} at most.",
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
        raise CallFailed(translate_reason(str(error)), UNUSABLE) from error
    except OutputInUse as error:
        raise CallFailed(translate_reason(str(error)), IN_USE) from error


def open_data_root(data: Path | None) -> DataRoot:
    """Finds the data root of a call and checks that it is one."""
    root = find_data_root(data)
    if not root.raw.is_dir():
        raise CallFailed(
            translate(
                "{root} is not a data root, because it has no folder raw/: name another one with "
                "--data DIR or {variable}.",
                root=root.root,
                variable=DATA_ROOT_VARIABLE,
            ),
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
        say(translate("New data root: {root}", root=root.root))
    if not root.root.is_dir():
        raise CallFailed(
            translate(
                "{root} is not a folder: create it, or name another one with --data DIR.",
                root=root.root,
            ),
            UNUSABLE,
        )
    return root


def choose_jobs(jobs: int | None) -> int:
    """How many briefs to render at a time: as the call says, else one for each core."""
    return jobs or min(os.cpu_count() or 1, MOST_JOBS)


def end_with_failures(
    failed: Collection["Key"], out: Path, names: Mapping[str, tuple[str, ...]] | None = None
) -> None:
    """Ends the call with status 1 if briefs failed.

    Args:
        failed: county code and language of the briefs that failed.
        out: output folder.
        names: Chinese and English name of each county.
    """
    from analysis.commands.county_names import name_brief
    from analysis.rendering.brief.output_folder import OutputFolder

    if failed:
        briefs = join(name_brief(key, names or {}) for key in failed)
        message = translate(
            "Not rendered: {briefs}; the reasons are in {log}.",
            briefs=briefs,
            log=OutputFolder(out).log,
        )
        raise CallFailed(message, FAILED)


def show_findings(findings: "pd.DataFrame", format: Format, root: DataRoot) -> None:
    """Writes findings to stdout.

    Args:
        findings: what was found.
        format: for people or for programs.
        root: the data root, whose documents and counties people know by name.
    """
    from analysis.commands.finding_formats import FORMATS
    from analysis.commands.finding_list import format_findings

    if format is Format.TABLE:
        sys.stdout.write(format_findings(findings, root))
    else:
        sys.stdout.write(FORMATS[format](findings))
    sys.stdout.flush()


def announce(message: str, /, **values: object) -> None:
    """Writes to stderr what a command is about to do, before it loads its libraries.

    Args:
        message: in English; it is translated.
        values: by name of the placeholder.
    """
    print(translate(message, **values), file=sys.stderr, flush=True)


def say(message: str) -> None:
    """Writes a result to stdout."""
    print(message, flush=True)
