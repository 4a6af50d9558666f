"""`briefs candidates`: figures and relations of running text, listed, accepted or rejected."""

from typing import TYPE_CHECKING, Annotated

import typer

from analysis.commands.completion import complete_documents
from analysis.commands.exit_status import UNUSABLE, CallFailed
from analysis.commands.help_pages import BriefsGroup
from analysis.commands.options import (
    Data,
    MessageLanguage,
    announce,
    command,
    explain_errors,
    say,
)
from analysis.commands.reasons import translate_reason
from analysis.commands.wording import to_translate, translate
from analysis.paths import find_data_root

if TYPE_CHECKING:
    from analysis.ingest.readings.candidate import Candidate

RELATIONS = to_translate("Relations that the text states between them:")
NOTHING_PROPOSED = to_translate("No candidates.")
CONTRADICTED = to_translate(
    "{number} read from pictures that the sums of their table contradict were left; look at them "
    "and accept by id: {ids}"
)
candidates_app = typer.Typer(
    cls=BriefsGroup, help="Figures proposed from running text.", no_args_is_help=False
)
_IDS = typer.Argument(metavar="ID", help="As `briefs candidates list` shows.")
Ids = Annotated[list[str], _IDS]
Document = Annotated[
    str | None,
    typer.Argument(metavar="DOCUMENT", help="Id of a document.", autocompletion=complete_documents),
]


@candidates_app.callback(invoke_without_command=True)
def candidates(context: typer.Context, language: MessageLanguage = None, data: Data = None) -> None:
    """Show, accept or reject figures proposed from running text."""
    if context.invoked_subcommand is None:
        list_candidates(data=data)


@command("briefs candidates list", "briefs candidates list --all", name="list",
         group=candidates_app)  # fmt: skip
def list_candidates(
    document: Document = None,
    all_states: Annotated[
        bool, typer.Option("--all", help="Also figures that were accepted or rejected.")
    ] = False,
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """List the figures, and the relations stated between them, that wait for a decision."""
    announce("Listing proposed figures …")
    with explain_errors():
        from analysis.commands.candidate_list import format_candidates, format_relations
        from analysis.ingest.filing.candidates import load_candidates
        from analysis.ingest.filing.relations import load_relations

        root = find_data_root(data)
        candidates = [one for one in load_candidates(root, document)
                      if all_states or one.status == "open"]  # fmt: skip
        relations = [one for one in load_relations(root, document)
                     if all_states or one.status == "open"]  # fmt: skip
        if not candidates and not relations:
            say(translate(NOTHING_PROPOSED))
        if candidates:
            say(format_candidates(candidates, root))
        if relations:
            say(("\n" if candidates else "") + translate(RELATIONS))
            say(format_relations(relations, root))


@command("briefs candidates accept 990121-2021-report:3",
         "briefs candidates accept --all-of 990121-2021-report",
         name="accept", group=candidates_app)  # fmt: skip
def accept_candidates(
    ids: Annotated[list[str] | None, _IDS] = None,
    all_of: Annotated[
        str | None,
        typer.Option(
            "--all-of",
            metavar="DOCUMENT",
            help="All that is open of a document.",
            autocompletion=complete_documents,
        ),
    ] = None,
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """Add figures and relations to their documents, with the quoted sentence as their place."""
    announce("Accepting proposed figures …")
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
            message = translate("Name what to accept: ids, or a document with --all-of.")
            raise CallFailed(message, UNUSABLE)
        decision = accept(root, chosen)
        counts = {"number": len(decision.decided), "unchanged": len(decision.unchanged)}
        say(translate("{number} accepted, {unchanged} already accepted.", **counts))
        proposed = {one.candidate_id: one for one in load_candidates(root)}
        left = [one for one in load_candidates(root, all_of) if all_of and is_contradicted(one)]
        if left:
            _say_contradicted(left)
        figures = [proposed[name] for name in decision.decided if name in proposed]
        for line in explain_places(figures, load_reference(root)):
            say(f"  {translate_reason(line)}")
        stated = [one for one in load_relations(root) if one.relation_id in decision.decided]
        for line in explain_relations(stated):
            say(f"  {translate_reason(line)}")


def _say_contradicted(left: list["Candidate"]) -> None:
    ids = " ".join(one.candidate_id for one in left)
    say(translate(CONTRADICTED, number=len(left), ids=ids))


@command("briefs candidates reject 990121-2021-report:4", name="reject", group=candidates_app)
def reject_candidates(ids: Ids, language: MessageLanguage = None, data: Data = None) -> None:
    """Reject figures, which are then not proposed again."""
    announce("Rejecting proposed figures …")
    with explain_errors():
        from analysis.ingest.filing.candidates import reject

        decision = reject(find_data_root(data), ids)
        say(
            translate(
                "{number} rejected, {unchanged} already rejected.",
                number=len(decision.decided),
                unchanged=len(decision.unchanged),
            )
        )
