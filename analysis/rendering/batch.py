"""Renders many briefs; each is whole or as it was, and what became of it is written down."""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from analysis.rendering.brief import (
    BriefOutcome,
    BriefRequest,
    BriefTask,
    fail,
    make_one_line,
    publish_page,
    render_brief,
)
from analysis.rendering.engines import DEFAULT_ENGINE, IN_PROCESS, Limits, find_engine
from analysis.rendering.index_page import write_index
from analysis.rendering.input_digest import digest_request
from analysis.rendering.output_folder import OutputFolder, open_output
from analysis.rendering.pool import Lost, RunSome, run_in_spawned, run_tasks
from analysis.rendering.run_record import (
    RunRecord,
    load_run_record,
    merge,
    withdraw,
    write_run_record,
)

Progress = Callable[[BriefOutcome], None]
PREPARATION = "analysis.rendering.preparation:prepare"
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

    Returns:
        The record of all briefs in the folder.

    Raises:
        UnknownEngine: before anything is written.
        OutputError: if the folder cannot be written to.
        OutputInUse: if another run has it.
    """
    find_engine(engine)
    with open_output(out.absolute()) as folder:
        tasks = _prepare(requests, folder, engine, limits or Limits())
        earlier = load_run_record(folder)
        outcomes: dict[tuple[str, str], BriefOutcome] = {}
        try:
            for outcome in _render(tasks, jobs):
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
    requests: Iterable[BriefRequest], folder: OutputFolder, engine: str, limits: Limits
) -> list[BriefTask]:
    beside = set(folder.list_briefs())
    beside |= {request.key for request in requests if request.refusal is None}
    return [
        BriefTask(
            request=request,
            folder=folder,
            engine=engine,
            limits=limits,
            input_digest=digest_request(request),
            other_languages=tuple(
                language
                for code, language in sorted(beside)
                if code == request.county_code and language != request.language
            ),
        )
        for request in requests
    ]


def _render(tasks: list[BriefTask], jobs: int) -> Iterator[BriefOutcome]:
    usable = [task for task in tasks if task.request.refusal is None]
    yield from (fail(task, task.request.refusal) for task in tasks if task.request.refusal)
    jobs = max(1, min(jobs, len(usable)))
    longest = max((task.limits.brief for task in usable), default=0)
    run_some = choose_pool(tasks[0].engine) if tasks else None
    with contextlib.closing(run_tasks(render_brief, usable, jobs, longest, run_some)) as results:
        for task, result in results:
            yield fail(task, result.reason) if isinstance(result, Lost) else result


def choose_pool(engine: str) -> RunSome:
    """How briefs get their processes: forked for the engine that runs in them, else spawned."""
    if engine != IN_PROCESS:
        return run_in_spawned
    from analysis.rendering.fork_pool import run_in_forks

    return partial(run_in_forks, preparation=PREPARATION)


def _not_run(task: BriefTask) -> BriefOutcome:
    return BriefOutcome(task.request.key, "not_run", task.input_digest, NOT_RUN)


def _mend_links(task: BriefTask, outcome: BriefOutcome) -> BriefOutcome:
    """Exports a page again if it links to one that failed and was not there before either."""
    code = task.request.county_code
    there = tuple(
        language
        for language in outcome.other_languages
        if task.folder.brief((code, language)).exists()
    )
    if there == outcome.other_languages:
        return outcome
    import nbformat

    notebook = nbformat.read(task.folder.executed(task.request.key), as_version=4)
    return publish_page(replace(task, other_languages=there), notebook)


def _conclude(folder: OutputFolder, record: RunRecord, only: Collection[str] | None) -> RunRecord:
    gone = {code for code, _ in record.entries} - set(only) if only is not None else set()
    record = withdraw(record, gone)
    # First the index, then the pages it no longer names: it never links to a missing one.
    write_index(record, folder)
    for key, entry in record.entries.items():
        if entry.state == "withdrawn" and folder.brief(key).exists():
            folder.brief(key).replace(folder.withdrawn(key))
    write_run_record(record, folder.record)
    return record


def _write_log(folder: OutputFolder, outcome: BriefOutcome) -> None:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    name = ".".join(outcome.key)
    line = f"{now} {name} {outcome.state} {outcome.seconds:.1f} s {outcome.reason or ''}".rstrip()
    with folder.run_log.open("a", encoding="utf-8") as log:
        log.write(f"{make_one_line(line)}\n")
    if outcome.state == "failed":
        text = f"{now}\n{name}: {outcome.reason}\n\n{outcome.details}\n"
        folder.failure(outcome.key).write_text(text, "utf-8", "backslashreplace")
