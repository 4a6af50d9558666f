"""Decides which briefs must be rendered again, and gives the reason."""

from collections.abc import Iterable
from dataclasses import replace

from analysis.rendering.batch.run_record import UNCHANGED, RunRecord
from analysis.rendering.brief.brief import BriefOutcome, BriefTask

NEW, FORCED = "new", "forced"
FAILED_BEFORE, NO_PAGE, NO_NOTEBOOK = "failed before", "page missing or damaged", "notebook missing"


def explain_tasks(
    tasks: Iterable[BriefTask], record: RunRecord, is_forced: bool
) -> tuple[list[BriefTask], dict[tuple[str, str], BriefOutcome]]:
    """Gives each task the reason why it is rendered or need not be.

    Args:
        tasks: the briefs of this run.
        record: of earlier runs, made to agree with the pages in the folder.
        is_forced: whether all briefs are rendered again.

    Returns:
        The tasks with their reasons, and by key the outcomes of those that need no rendering.
    """
    explained, unchanged = [], {}
    for task in tasks:
        why = FORCED if is_forced else _explain(task, record)
        explained.append(replace(task, why=why))
        if why == UNCHANGED:
            unchanged[task.request.key] = _repeat(task, record)
    return explained, unchanged


def _explain(task: BriefTask, record: RunRecord) -> str:
    entry = record.entries.get(task.request.key)
    if entry is None or entry.state == "withdrawn" or (entry.title is None and not entry.parts):
        return NEW
    if entry.state != "rendered":
        return FAILED_BEFORE
    if entry.html_sha256 is None:
        return NO_PAGE
    if entry.input_digest == task.input_digest:
        has_notebook = task.folder.executed(task.request.key).exists()
        return UNCHANGED if has_notebook else NO_NOTEBOOK
    names = sorted({*entry.parts, *task.parts})
    changed_parts = [name for name in names if entry.parts.get(name) != task.parts.get(name)]
    return f"changed: {', '.join(changed_parts)}"


def _repeat(task: BriefTask, record: RunRecord) -> BriefOutcome:
    """The outcome of a brief whose page stays as it is."""
    entry = record.entries[task.request.key]
    return BriefOutcome(
        task.request.key, "rendered", task.input_digest, html_sha256=entry.html_sha256,
        title=entry.title, as_of=entry.as_of, headlines=entry.headlines,
        other_languages=entry.other_languages, why=UNCHANGED, parts=task.parts,
    )  # fmt: skip
