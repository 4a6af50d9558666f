"""Why a brief is missing, in words for everybody; what happened in detail is in the log.

A page or index that is handed on names no exception, file, path or cell.
"""

from analysis.presentation.wording import Texts, to_translate, translate_into_all
from analysis.rendering.batch.run_record import Entry

# By cause: what a reader may know of it.
REASONS = {
    "data": to_translate("A document about it needs to be corrected first."),
    "program": to_translate("It could not be made; whoever made the briefs has the details."),
    "ended": to_translate("The run ended before it was finished."),
}


def explain_publicly(entry: Entry) -> Texts:
    """The reason why a brief was not made, in each language.

    Args:
        entry: a brief that failed or was not run.
    """
    cause = "ended" if entry.state == "not_run" else entry.cause
    return translate_into_all(REASONS.get(cause, REASONS["program"]))
