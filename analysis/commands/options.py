"""What all commands share: their options, data root, messages and errors."""

import contextlib
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.brief import LANGUAGES
from analysis.commands.exit_status import IN_USE, UNUSABLE, CallFailed
from analysis.paths import DATA_ROOT_VARIABLE, DataRoot, find_data_root

if TYPE_CHECKING:
    import pandas as pd


MOST_JOBS = 8
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="County briefs: from the counties' documents to pages that can be mailed.",
)


# Typer takes a list of an enumeration's members, but none of literals.
LanguageChoice = StrEnum("LanguageChoice", {code.upper(): code for code in LANGUAGES})


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


@contextlib.contextmanager
def explain_errors() -> Iterator[None]:
    """Gives the errors that a caller can mend their status."""
    from analysis.errors import UserError
    from analysis.rendering.brief.output_folder import OutputInUse

    try:
        yield
    except UserError as error:
        raise CallFailed(str(error), UNUSABLE) from error
    except OutputInUse as error:
        raise CallFailed(str(error), IN_USE) from error


def open_data_root(data: Path | None) -> DataRoot:
    """The data root of a call, checked."""
    from analysis.rendering.batch.selection import check_data_root

    root = find_data_root(data)
    check_data_root(root, data)
    return root


def show_findings(findings: "pd.DataFrame", format: Format) -> None:
    """Writes findings to stdout."""
    from analysis.commands.finding_formats import FORMATS

    sys.stdout.write(FORMATS[format](findings))
    sys.stdout.flush()


def say(message: str) -> None:
    """Writes a result to stdout."""
    print(message, flush=True)
