"""`briefs candidates`: figures proposed from running text, listed, accepted or rejected."""

from typing import Annotated

import typer

from analysis.commands.options import Data, explain_errors, say
from analysis.paths import find_data_root

NOTHING_PROPOSED = "No candidates."
candidates_app = typer.Typer(help="Figures proposed from running text.", no_args_is_help=False)
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
        from analysis.commands.finding_formats import render_table
        from analysis.ingest.filing.candidates import load_candidates, tabulate_candidates

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
        from analysis.ingest.filing.candidates import accept

        decision = accept(find_data_root(data), ids)
        say(f"{len(decision.decided)} accepted, {len(decision.unchanged)} were so before.")


@candidates_app.command("reject")
def reject_candidates(ids: Ids, data: Data = None) -> None:
    """Leave figures out for good."""
    with explain_errors():
        from analysis.ingest.filing.candidates import reject

        decision = reject(find_data_root(data), ids)
        say(f"{len(decision.decided)} rejected, {len(decision.unchanged)} were so before.")
