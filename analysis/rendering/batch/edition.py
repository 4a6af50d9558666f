"""One output folder holds one edition of briefs: a public folder never has an audit page in it."""

from collections.abc import Collection

from analysis.brief import AUDIT, PUBLIC
from analysis.errors import UserError
from analysis.rendering.batch.run_record import RunRecord
from analysis.rendering.brief.brief import BriefRequest
from analysis.rendering.brief.output_folder import OutputFolder


class EditionError(UserError):
    """Briefs of an edition that their output folder does not hold."""


def check_edition(
    requests: Collection[BriefRequest], record: RunRecord, folder: OutputFolder
) -> RunRecord:
    """Checks that all briefs of a run are of one edition, and of the one that the folder holds.

    Args:
        requests: briefs of the run.
        record: of earlier runs, made to agree with the pages in the folder.
        folder: output folder.

    Returns:
        The record.

    Raises:
        EditionError: with what to do instead.
    """
    requested = {request.edition for request in requests}
    held = {entry.edition for entry in record.entries.values()}
    if len(requested) > 1:
        raise EditionError(f"A run renders one edition, not {' and '.join(sorted(requested))}.")
    other = held - requested
    if requested and other:
        raise EditionError(
            f"{folder.root} holds briefs of the {_name(other)} edition, and a folder holds one "
            f"edition. Name another folder with --out DIR for --edition {_name(requested)}."
        )
    return record


def _name(editions: Collection[str]) -> str:
    return PUBLIC if PUBLIC in editions else AUDIT
