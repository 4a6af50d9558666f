"""Publishes what a worker has made of a brief: its temporary files become page and notebook.

Only the process that started a brief publishes it, and only while it waits for the result and the
processed data and the notebook are still those that the brief was asked for. A worker that is late,
or whose data or notebook were replaced meanwhile, leaves temporary files that nobody takes.
"""

from dataclasses import replace
from pathlib import Path

from analysis.atomic import put_in_place
from analysis.rendering.brief.brief import (
    BriefOutcome,
    BriefTask,
    Drafts,
    describe_system_error,
    fail,
    give_up_outdated,
    has_other_build,
)
from analysis.store.freshness import hash_file

OTHER_NOTEBOOK = "the notebook was changed while it ran"


def publish(task: BriefTask, outcome: BriefOutcome) -> BriefOutcome:
    """Publishes the files that an outcome names, unless data or notebook changed meanwhile.

    Returns:
        The outcome without temporary files: as it was, outdated, or failed because a file could
        not be renamed.
    """
    drafts = outcome.drafts
    if outcome.is_outdated or has_other_build(task.request):
        _discard(drafts)
        return give_up_outdated(task)
    if _has_other_notebook(task):
        _discard(drafts)
        return give_up_outdated(task, OTHER_NOTEBOOK)
    try:
        _rename(task, outcome)
    except OSError as error:
        _discard(drafts)
        return fail(task, describe_system_error(task, error))
    return replace(outcome, drafts=Drafts())


def _rename(task: BriefTask, outcome: BriefOutcome) -> None:
    folder, key, drafts = task.folder, outcome.key, outcome.drafts
    is_rendered = outcome.state == "rendered"
    if drafts.notebook is not None:
        target = folder.executed(key) if is_rendered else folder.failed_notebook(key)
        put_in_place(drafts.notebook, target)
    # The page last: a run that ends in between leaves a page that does not agree with the record.
    if drafts.page is not None:
        put_in_place(drafts.page, folder.brief(key))
    if is_rendered:
        folder.remove_failure(key)


def _has_other_notebook(task: BriefTask) -> bool:
    """Whether the notebook was changed since its digest was taken."""
    digest = task.parts.get("notebook")
    return digest is not None and not (hash_file(task.request.notebook) or "").startswith(digest)


def _discard(drafts: Drafts) -> None:
    for path in (drafts.page, drafts.notebook):
        if isinstance(path, Path):
            path.unlink(missing_ok=True)
