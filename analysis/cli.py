"""The command `briefs`. What a call needs is imported when it is needed: help is instant."""

import sys
from typing import NoReturn

# Importing a module of commands registers them, in the order of the flow.
from analysis.commands import data, ingest, month, render  # noqa: F401
from analysis.commands.candidates import candidates_app
from analysis.commands.exit_status import catch_signals, run
from analysis.commands.options import app
from analysis.commands.streams import prepare_streams

app.add_typer(candidates_app, name="candidates")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command and exits with its status."""
    catch_signals()
    prepare_streams()
    sys.exit(run(lambda: app(arguments, prog_name="briefs")))
