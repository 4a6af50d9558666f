"""`briefs candidates`: figures and relations of running text, listed, accepted or rejected."""

from typing import Annotated

import typer

from analysis.commands.options import Data, explain_errors, say
from analysis.errors import UserError
from analysis.paths import find_data_root

RELATIONS = "Relations that the text states between them:"
NOTHING_PROPOSED = "No candidates."
CONTRADICTED = (
    "{number} read from pictures that the sums of their table contradict were left; look at them "
    "and accept by id: {ids}"
)
candidates_app = typer.Typer(help="Figures proposed from running text.", no_args_is_help=False)
_IDS = typer.Argument(metavar="ID", help="As `briefs candidates list` shows.")
Ids = Annotated[list[str], _IDS]


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
    """List the figures, and the relations stated between them, that wait for a decision."""
    with explain_errors():
        from analysis.commands.finding_formats import render_table
        from analysis.ingest.filing.candidates import load_candidates, tabulate_candidates
        from analysis.ingest.filing.relations import load_relations, tabulate_relations

        root = find_data_root(data)
        candidates = [one for one in load_candidates(root, document)
                      if all_states or one.status == "open"]  # fmt: skip
        relations = [one for one in load_relations(root, document)
                     if all_states or one.status == "open"]  # fmt: skip
        if not candidates and not relations:
            say(NOTHING_PROPOSED)
        if candidates:
            say(render_table(*tabulate_candidates(candidates)).rstrip("\n"))
        if relations:
            say(f"\n{RELATIONS}" if candidates else RELATIONS)
            say(render_table(*tabulate_relations(relations)).rstrip("\n"))


@candidates_app.command("accept")
def accept_candidates(
    ids: Annotated[list[str] | None, _IDS] = None,
    all_of: Annotated[
        str | None,
        typer.Option("--all-of", metavar="DOCUMENT", help="All that is open of a document."),
    ] = None,
    data: Data = None,
) -> None:
    """Add figures and relations to their documents, with the quoted sentence as their place."""
    with explain_errors():
        from analysis.documents.reference import load_reference
        from analysis.ingest.filing.accepted_places import explain_places
        from analysis.ingest.filing.candidates import (
            accept,
            is_contradicted,
            list_open,
            load_candidates,
        )
        from analysis.ingest.filing.relations import explain_relations, load_relations

        root = find_data_root(data)
        chosen = [*(ids or ()), *(list_open(root, all_of) if all_of else ())]
        if not chosen and not all_of:
            raise UserError("Name what to accept: ids, or a document with --all-of.")
        decision = accept(root, chosen)
        say(f"{len(decision.decided)} accepted, {len(decision.unchanged)} already accepted.")
        proposed = {one.candidate_id: one for one in load_candidates(root)}
        if left := [
            one for one in load_candidates(root, all_of) if all_of and is_contradicted(one)
        ]:
            say(
                CONTRADICTED.format(
                    number=len(left), ids=" ".join(one.candidate_id for one in left)
                )
            )
        figures = [proposed[name] for name in decision.decided if name in proposed]
        for line in explain_places(figures, load_reference(root)):
            say(line)
        stated = [one for one in load_relations(root) if one.relation_id in decision.decided]
        for line in explain_relations(stated):
            say(line)


@candidates_app.command("reject")
def reject_candidates(ids: Ids, data: Data = None) -> None:
    """Reject figures, which are then not proposed again."""
    with explain_errors():
        from analysis.ingest.filing.candidates import reject

        decision = reject(find_data_root(data), ids)
        say(f"{len(decision.decided)} rejected, {len(decision.unchanged)} already rejected.")
