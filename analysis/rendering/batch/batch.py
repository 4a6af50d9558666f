"""Renders many briefs, and writes the run record, the index page and the log.

A page is replaced as a whole or not at all; one county's failure does not affect another's page.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from analysis.atomic import write_atomically
from analysis.rendering.batch.changes import explain_tasks
from analysis.rendering.batch.edition import check_edition
from analysis.rendering.batch.input_digest import digest_requests
from analysis.rendering.batch.local import render_tasks
from analysis.rendering.batch.old_prints import drop_old_prints
from analysis.rendering.batch.run_record import (
    LEFT_DATA,
    RunRecord,
    format_run_record,
    load_run_record,
    merge,
    withdraw,
    write_run_record,
)
from analysis.rendering.brief.brief import (
    BriefOutcome,
    BriefRequest,
    BriefTask,
    export_page,
    fail,
    make_one_line,
)
from analysis.rendering.brief.output_folder import Key, OutputFolder, name_brief, open_output
from analysis.rendering.engine.engines import DEFAULT_ENGINE, Limits, find_engine
from analysis.store.freshness import hash_file

Progress = Callable[[BriefOutcome], None]
NOT_RUN = "the run ended before this brief was finished"
TURNS = 3
"""How often a brief is rendered whose data are built anew each time while it is rendered."""


def _ignore(_outcome: BriefOutcome) -> None:
    """Reports no progress."""


def render_briefs(
    requests: Collection[BriefRequest],
    out: Path,
    jobs: int = 1,
    engine: str = DEFAULT_ENGINE,
    on_progress: Progress = _ignore,
    *,
    only: Collection[str] | None = None,
    limits: Limits | None = None,
    is_forced: bool = False,
    scheduler: str | None = None,
) -> RunRecord:
    """Renders briefs; writes pages, notebooks, index and log; returns the folder's run record.

    Args:
        requests: the briefs, each once.
        out: output folder.
        jobs: how many briefs at a time.
        engine: name of an engine.
        on_progress: called with each outcome as soon as it is there, also of withdrawn briefs.
        only: codes of all counties in the data, to withdraw pages of others; None keeps all.
        limits: how long a brief may take.
        is_forced: whether to render also briefs for which nothing has changed.
        scheduler: address of a dask scheduler whose workers render; None to render here.

    Raises:
        UnknownEngine: if there is no engine of that name.
        EditionError, OutputError, OutputInUse: if the folder cannot be used; the message says why.
        ClusterError: if the cluster cannot be used.
    """
    find_engine(engine)
    with open_output(out.absolute()) as folder:
        earlier = check_edition(requests, load_run_record(folder), folder)
        prepared = _prepare(requests, folder, engine, limits or Limits())
        tasks, outcomes = explain_tasks(prepared, earlier, is_forced)
        for outcome in outcomes.values():
            on_progress(outcome)
        current = _by_key(tasks)
        changed = [task for task in tasks if task.request.key not in outcomes]
        try:
            for outcome in _render_current(changed, jobs, scheduler, current):
                outcomes[outcome.key] = outcome
                _write_log(folder, outcome)
                on_progress(outcome)
        finally:
            # Also after Ctrl-C, so that finished briefs are kept and recorded.
            final = [_finish(task, outcomes.get(key)) for key, task in current.items()]
            done = [task.request for task in current.values()]
            record = _conclude(folder, merge(earlier, done, final), only, on_progress, requests)
    return record


def _render_current(
    tasks: list[BriefTask],
    jobs: int,
    scheduler: str | None,
    current: dict[Key, BriefTask],
) -> Iterator[BriefOutcome]:
    """Renders briefs; anew those whose data were built anew meanwhile, a few times at most.

    Args:
        tasks: the briefs.
        jobs: how many at a time.
        scheduler: address of a dask scheduler; None to render here.
        current: all tasks of the run; those that are rendered anew are replaced in it.
    """
    for turn in range(TURNS):
        outdated = []
        for outcome in _render(tasks, jobs, scheduler):
            if outcome.is_outdated and turn < TURNS - 1:
                outdated.append(current[outcome.key])
            else:
                yield outcome
        if not outdated:
            return
        tasks = _renew(outdated)
        current |= _by_key(tasks)


def _by_key(tasks: list[BriefTask]) -> dict[Key, BriefTask]:
    return {task.request.key: task for task in tasks}


def _renew(tasks: list[BriefTask]) -> list[BriefTask]:
    """The same tasks for the data as they are now."""
    from analysis.rendering.batch.selection import renew_requests

    requests = renew_requests([task.request for task in tasks])
    return [
        replace(task, request=request, input_digest=digest.whole, parts=digest.parts)
        for task, request, digest in zip(tasks, requests, digest_requests(requests), strict=True)
    ]


def _prepare(
    requests: Collection[BriefRequest], folder: OutputFolder, engine: str, limits: Limits
) -> list[BriefTask]:
    keys = set(folder.list_briefs())
    keys |= {request.key for request in requests if request.refusal is None}
    languages: dict[str, list[str]] = {}
    for code, language in sorted(keys):
        languages.setdefault(code, []).append(language)
    tasks = []
    for request, digest in zip(requests, digest_requests(requests), strict=True):
        own = languages.get(request.county_code, [])
        tasks.append(
            BriefTask(
                request=request,
                folder=folder,
                engine=engine,
                limits=limits,
                input_digest=digest.whole,
                other_languages=tuple(code for code in own if code != request.language),
                parts=digest.parts,
            )
        )
    return tasks


def _render(tasks: list[BriefTask], jobs: int, scheduler: str | None) -> Iterator[BriefOutcome]:
    usable_tasks = [task for task in tasks if task.request.refusal is None]
    for task in tasks:
        if task.request.refusal:
            yield replace(fail(task, task.request.refusal), cause="data")
    if scheduler is None or not usable_tasks:
        yield from render_tasks(usable_tasks, jobs)
        return
    from analysis.rendering.batch.cluster import render_on_cluster

    with contextlib.closing(render_on_cluster(usable_tasks, scheduler)) as outcomes:
        yield from outcomes


def _finish(task: BriefTask, outcome: BriefOutcome | None) -> BriefOutcome:
    """The final outcome; a page whose links to other languages are not right is exported again."""
    if outcome is None:
        return BriefOutcome(task.request.key, "not_run", task.input_digest, NOT_RUN, why=task.why)
    languages = tuple(
        language
        for language in task.other_languages
        if task.folder.brief((task.request.county_code, language)).exists()
    )
    if outcome.state != "rendered" or languages == outcome.other_languages:
        return outcome
    import nbformat

    try:
        notebook = nbformat.read(task.folder.executed(task.request.key), as_version=4)
        linked, html = export_page(replace(task, other_languages=languages), notebook)
        write_atomically(task.folder.brief(task.request.key), html)
    except OSError:
        # The page stays as the outcome says; the next run finds that its links are not right.
        return outcome
    return linked


def _conclude(
    folder: OutputFolder,
    record: RunRecord,
    only: Collection[str] | None,
    on_progress: Progress,
    requests: Collection[BriefRequest],
) -> RunRecord:
    """Withdraws the pages of counties that left the data, and writes index and record."""
    former = {code for code, _ in record.entries} - set(only) if only is not None else set()
    record = drop_old_prints(withdraw(record, former, date.today()), folder)
    # Somebody may have removed withdrawn pages, to which the index links.
    has_withdrawn = any(entry.state == "withdrawn" for entry in record.entries.values())
    if _is_record_current(folder, record) and not has_withdrawn:
        return record
    from analysis.rendering.batch.index_figures import load_figures_of
    from analysis.rendering.batch.index_page import write_index

    # The index first, so that it never links to a page that has been moved away.
    index = write_index(record, folder, load_figures_of(requests))
    for key, entry in record.entries.items():
        if entry.state == "withdrawn" and folder.brief(key).exists():
            folder.brief(key).replace(folder.withdrawn(key))
    for key in record.newly_withdrawn:
        outcome = BriefOutcome(key, "withdrawn", record.entries[key].input_digest, LEFT_DATA)
        _write_log(folder, outcome)
        on_progress(outcome)
    record = replace(record, index_sha256=hash_file(index))
    write_run_record(record, folder.record)
    return record


def _is_record_current(folder: OutputFolder, record: RunRecord) -> bool:
    """Whether run.json and index.html are already what this record would make them."""
    try:
        content = folder.record.read_bytes()
    except OSError:
        return False
    is_index_whole = (
        record.index_sha256 is not None and hash_file(folder.index) == record.index_sha256
    )
    return is_index_whole and content == format_run_record(record)


def _write_log(folder: OutputFolder, outcome: BriefOutcome) -> None:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    name = name_brief(outcome.key)
    reason = "; ".join([outcome.reason or f"({outcome.why})", *outcome.warnings])
    line = f"{now} {name} {outcome.state} {outcome.seconds:.1f} s {reason}"
    with folder.run_log.open("a", encoding="utf-8") as log:
        log.write(f"{make_one_line(line)}\n")
    if outcome.state == "failed":
        text = f"{now}\n{name}: {outcome.reason}\n\n{outcome.details}\n"
        folder.failure(outcome.key).write_text(text, "utf-8", "backslashreplace")
