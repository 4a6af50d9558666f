"""Why a brief is missing, in words for everybody; what happened in detail is in the log.

A page or index that is handed on names no exception, file, path or cell.
"""

from analysis.presentation.wording import to_translate
from analysis.rendering.batch.run_record import Entry

# By cause: what a reader may know of it.
REASONS = {
    "data": to_translate("A document about it needs to be corrected first."),
    "program": to_translate("It could not be made; whoever made the briefs has the details."),
    "ended": to_translate("The run ended before it was finished."),
}


def find_reason(entry: Entry) -> str:
    """The message that says why a brief was not made.

    Args:
        entry: a brief that failed or was not run.
    """
    cause = "ended" if entry.state == "not_run" else entry.cause
    return REASONS.get(cause, REASONS["program"])
