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
    all_states: Annotated[
        bool, typer.Option("--all", help="Also figures that were accepted or rejected.")
    ] = False,
    data: Data = None,
) -> None:
    """List the figures that wait for a decision."""
    with explain_errors():
        from analysis.commands.finding_formats import render_table
        from analysis.ingest.filing.candidates import load_candidates, tabulate_candidates

        proposed = load_candidates(find_data_root(data), document)
        chosen = [candidate for candidate in proposed if all_states or candidate.status == "open"]
        if not chosen:
            say(NOTHING_PROPOSED)
            return
        frame, headings = tabulate_candidates(chosen)
        say(render_table(frame, headings).rstrip("\n"))


@candidates_app.command("accept")
def accept_candidates(ids: Ids, data: Data = None) -> None:
    """Add figures to their documents, with the quoted sentence as their place."""
    with explain_errors():
        from analysis.documents.reference import load_reference
        from analysis.ingest.filing.accepted_places import explain_places
        from analysis.ingest.filing.candidates import accept, load_candidates

        root = find_data_root(data)
        decision = accept(root, ids)
        say(f"{len(decision.decided)} accepted, {len(decision.unchanged)} already accepted.")
        proposed = {candidate.candidate_id: candidate for candidate in load_candidates(root)}
        reference = load_reference(root)
        for line in explain_places([proposed[one] for one in decision.decided], reference):
            say(line)


@candidates_app.command("reject")
def reject_candidates(ids: Ids, data: Data = None) -> None:
    """Reject figures, which are then not proposed again."""
    with explain_errors():
        from analysis.ingest.filing.candidates import reject

        decision = reject(find_data_root(data), ids)
        say(f"{len(decision.decided)} rejected, {len(decision.unchanged)} already rejected.")
