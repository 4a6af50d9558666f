"""Renders many briefs; each is whole or as it was, and what became of it is written down."""

import contextlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from analysis.rendering.batch.changes import explain_tasks
from analysis.rendering.batch.input_digest import digest_requests
from analysis.rendering.batch.local import render_tasks
from analysis.rendering.batch.run_record import (
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
    fail,
    make_one_line,
    publish_page,
)
from analysis.rendering.brief.output_folder import OutputFolder, open_output
from analysis.rendering.engine.engines import DEFAULT_ENGINE, Limits, find_engine
from analysis.store.freshness import hash_file

Progress = Callable[[BriefOutcome], None]
NOT_RUN = "the run was ended before"


def render_briefs(
    requests: Collection[BriefRequest],
    out: Path,
    jobs: int = 1,
    engine: str = DEFAULT_ENGINE,
    on_progress: Progress | None = None,
    *,
    only: Collection[str] | None = None,
    limits: Limits | None = None,
    is_forced: bool = False,
    scheduler: str | None = None,
) -> RunRecord:
    """Renders briefs in worker processes and writes pages, notebooks, record, index and log.

    Args:
        requests: the briefs, each once.
        out: output folder.
        jobs: how many briefs at a time.
        engine: name of an engine.
        on_progress: called with each outcome as it comes.
        only: codes of all counties in the data; pages of others are withdrawn. None keeps them.
        limits: how long a brief may take.
        is_forced: whether to render also what nothing has changed for.
        scheduler: address of a dask scheduler whose workers render; None for this machine's own.

    Returns:
        The record of all briefs in the folder.

    Raises:
        UnknownEngine: before anything is written.
        OutputError: if the folder cannot be written to.
        OutputInUse: if another run has it.
        ClusterError: if the cluster cannot be used.
    """
    find_engine(engine)
    with open_output(out.absolute()) as folder:
        earlier = load_run_record(folder)
        tasks = _prepare(requests, folder, engine, limits or Limits())
        tasks, outcomes = explain_tasks(tasks, earlier, is_forced)
        for outcome in outcomes.values():
            if on_progress:
                on_progress(outcome)
        try:
            changed = [task for task in tasks if task.request.key not in outcomes]
            for outcome in _render(changed, jobs, scheduler):
                outcomes[outcome.key] = outcome
                _write_log(folder, outcome)
                if on_progress:
                    on_progress(outcome)
        finally:
            # Also after Ctrl-C: what is finished is kept and recorded.
            final = [outcomes.get(task.request.key) or _not_run(task) for task in tasks]
            final = [_mend_links(task, each) for task, each in zip(tasks, final, strict=True)]
            record = _conclude(folder, merge(earlier, requests, final), only)
    return record


def _prepare(
    requests: Collection[BriefRequest], folder: OutputFolder, engine: str, limits: Limits
) -> list[BriefTask]:
    beside = set(folder.list_briefs())
    beside |= {request.key for request in requests if request.refusal is None}
    languages: dict[str, list[str]] = {}
    for code, language in sorted(beside):
        languages.setdefault(code, []).append(language)
    tasks = []
    for request, digest in zip(requests, digest_requests(requests), strict=True):
        others = languages.get(request.county_code, [])
        tasks.append(
            BriefTask(
                request=request,
                folder=folder,
                engine=engine,
                limits=limits,
                input_digest=digest.whole,
                other_languages=tuple(each for each in others if each != request.language),
                parts=digest.parts,
            )
        )
    return tasks


def _render(tasks: list[BriefTask], jobs: int, scheduler: str | None) -> Iterator[BriefOutcome]:
    usable = [task for task in tasks if task.request.refusal is None]
    yield from (fail(task, task.request.refusal) for task in tasks if task.request.refusal)
    if scheduler is None or not usable:
        yield from render_tasks(usable, jobs)
        return
    from analysis.rendering.batch.cluster import render_on_cluster

    with contextlib.closing(render_on_cluster(usable, scheduler)) as outcomes:
        yield from outcomes


def _not_run(task: BriefTask) -> BriefOutcome:
    return BriefOutcome(task.request.key, "not_run", task.input_digest, NOT_RUN, why=task.why)


def _mend_links(task: BriefTask, outcome: BriefOutcome) -> BriefOutcome:
    """Exports a page again if it links to one that is not there, or not to one that is."""
    there = tuple(
        language
        for language in task.other_languages
        if task.folder.brief((task.request.county_code, language)).exists()
    )
    if outcome.state != "rendered" or there == outcome.other_languages:
        return outcome
    import nbformat

    notebook = nbformat.read(task.folder.executed(task.request.key), as_version=4)
    return publish_page(replace(task, other_languages=there), notebook)


def _conclude(folder: OutputFolder, record: RunRecord, only: Collection[str] | None) -> RunRecord:
    gone = {code for code, _ in record.entries} - set(only) if only is not None else set()
    record = withdraw(record, gone)
    if _is_record_current(folder, record):
        return record
    from analysis.rendering.batch.index_page import write_index

    # First the index, then the pages it no longer names: it never links to a missing one.
    index = write_index(record, folder)
    for key, entry in record.entries.items():
        if entry.state == "withdrawn" and folder.brief(key).exists():
            folder.brief(key).replace(folder.withdrawn(key))
    record = replace(record, index_sha256=hash_file(index))
    write_run_record(record, folder.record)
    return record


def _is_record_current(folder: OutputFolder, record: RunRecord) -> bool:
    """Whether record and index say all this already."""
    try:
        written = folder.record.read_bytes()
    except OSError:
        return False
    is_index = record.index_sha256 is not None and hash_file(folder.index) == record.index_sha256
    return is_index and written == format_run_record(record)


def _write_log(folder: OutputFolder, outcome: BriefOutcome) -> None:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    name = ".".join(outcome.key)
    said = outcome.reason or f"({outcome.why})"
    line = f"{now} {name} {outcome.state} {outcome.seconds:.1f} s {said}"
    with folder.run_log.open("a", encoding="utf-8") as log:
        log.write(f"{make_one_line(line)}\n")
    if outcome.state == "failed":
        text = f"{now}\n{name}: {outcome.reason}\n\n{outcome.details}\n"
        folder.failure(outcome.key).write_text(text, "utf-8", "backslashreplace")
