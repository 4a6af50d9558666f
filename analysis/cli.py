"""The command `briefs`; each command imports its libraries only when it runs."""

import sys
from typing import NoReturn

# Importing these modules registers their commands.
from analysis.commands import county, data, ingest, lab, month, render, review  # noqa: F401
from analysis.commands.candidates import candidates_app
from analysis.commands.exit_status import catch_signals, run
from analysis.commands.options import app
from analysis.commands.streams import prepare_streams

app.add_typer(candidates_app, name="candidates")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command and exits with its status.

    Args:
        arguments: of the command; None for those of this process.
    """
    catch_signals()
    prepare_streams()
    sys.exit(run(lambda: app(arguments, prog_name="briefs")))
