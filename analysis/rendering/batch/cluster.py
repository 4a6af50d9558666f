"""Renders briefs on a dask.distributed cluster: sends chunks of counties, receives their pages.

Each chunk carries its counties' data, so workers need no shared disk. Only this process writes to
the output folder.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.atomic import write_temporary
from analysis.errors import UserError
from analysis.rendering.batch.chunk import Chunk, Finished, pack_chunks, render_in_subprocess
from analysis.rendering.batch.input_digest import describe_surroundings
from analysis.rendering.brief.brief import (
    BriefOutcome,
    BriefTask,
    Drafts,
    fail,
    give_up_outdated,
)
from analysis.rendering.brief.publication import publish

if TYPE_CHECKING:
    import distributed

CONNECT_SECONDS = 15
# A chunk whose worker was lost so often is taken to be the cause, and not sent again.
RETRIES = 3
# Chunks sent for each thread of a worker: one that runs, one that waits.
AHEAD = 2


class ClusterError(UserError):
    """A cluster that cannot be used; the message says why."""


def render_on_cluster(tasks: Sequence[BriefTask], scheduler: str) -> Iterator[BriefOutcome]:
    """Renders briefs on a cluster and yields each outcome as soon as it is there.

    Args:
        tasks: briefs of one data root.
        scheduler: address of the scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises:
        ClusterError: if there is no such cluster, or a worker has different code or libraries.
    """
    with connect(scheduler) as client:
        check_workers(client)
        chunks = pack_chunks(tasks)
        threads = sum(client.nthreads().values())
        returned = set()
        for outcome in _run(client, chunks, max(1, AHEAD * threads)):
            returned.add(outcome.key)
            yield outcome
    # Packing ends early if the data are built anew.
    yield from (give_up_outdated(task) for task in tasks if task.request.key not in returned)


def connect(scheduler: str) -> "distributed.Client":
    """Connects to a scheduler.

    Raises:
        ClusterError: if dask is not installed or the scheduler does not answer.
    """
    try:
        import distributed
    except ImportError as error:
        raise ClusterError(
            "--scheduler needs dask.distributed: pip install 'county-briefs[cluster]'."
        ) from error
    try:
        return distributed.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"No scheduler answers at {scheduler} ({error}).") from error


def check_workers(client: "distributed.Client") -> None:
    """Checks that all workers have the same code, templates, wording and libraries as we.

    Raises:
        ClusterError: naming each worker that differs, and what differs; or if there is no worker.
    """
    own = describe_surroundings()
    workers = client.run(describe_surroundings, on_error="return")
    if not workers:
        raise ClusterError("The cluster has no worker: start one with `dask worker ADDRESS`.")
    problems = []
    for worker, digests in sorted(workers.items()):
        if isinstance(digests, BaseException):
            problems.append(f"{worker} cannot import this package ({digests})")
        elif digests != own:
            differing = sorted(name for name in own if digests.get(name) != own[name])
            problems.append(f"{worker} has different {', '.join(differing)}")
    if problems:
        raise ClusterError(
            f"{'; '.join(problems)}. Install this version with the same lock file there."
        )


def _run(
    client: "distributed.Client", chunks: Iterator[Chunk], at_once: int
) -> Iterator[BriefOutcome]:
    from distributed import as_completed

    running: dict[distributed.Future, Chunk] = {}

    def submit() -> "distributed.Future | None":
        chunk = next(chunks, None)
        if chunk is None:
            return None
        future = client.submit(render_in_subprocess, chunk.to_bytes(), pure=False, retries=RETRIES)
        running[future] = chunk
        return future

    try:
        first = [future for _ in range(at_once) if (future := submit())]
        done = as_completed(first, loop=client.loop)
        for future in done:
            chunk = running.pop(future)
            if (more := submit()) is not None:
                done.add(more)
            yield from _take(chunk, future)
            future.release()
    finally:
        client.cancel(list(running), force=True)


def _take(chunk: Chunk, future: "distributed.Future") -> Iterator[BriefOutcome]:
    error = future.exception()
    finished = {} if error else {result.outcome.key: result for result in future.result()}
    for task in chunk.tasks:
        if task.request.key in finished:
            yield receive(task, finished[task.request.key])
        else:
            yield fail(task, f"the cluster did not return it: {type(error).__name__}: {error}")


def receive(task: BriefTask, finished: Finished) -> BriefOutcome:
    """Publishes the page and notebook that a worker sent.

    Returns:
        The worker's outcome; a failure if the page is not the one that the worker describes or
        cannot be published.

    Raises:
        OSError: if they cannot be written.
    """
    outcome, root = finished.outcome, task.folder.root
    drafts = Drafts()
    if outcome.state == "rendered":
        if hashlib.sha256(finished.page).hexdigest() != outcome.html_sha256:
            return fail(task, "the page was damaged on its way from the cluster")
        drafts = replace(drafts, page=write_temporary(root, finished.page))
    if finished.notebook:
        drafts = replace(drafts, notebook=write_temporary(root, finished.notebook))
    return publish(task, replace(outcome, drafts=drafts))
