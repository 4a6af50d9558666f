"""Runs tasks in worker processes; a task that takes its process down harms no other task."""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TypeVar

import psutil

from analysis.own_process import keep_path_safe

POLL_SECONDS = 0.25
Task = TypeVar("Task")
Result = TypeVar("Result")


RunSome = Callable[..., Generator[Any, None, list[Any]]]


def confirm() -> None:
    """Called by a task before it changes anything outside: somebody still waits for its result.

    A pool whose workers may outlive it puts its own question here.

    Raises:
        OSError, EOFError: if nobody does.
    """


@dataclass(frozen=True)
class Lost:
    """Stands for the result of a task that has none.

    Attributes:
        reason: its process died, or it ran out of time.
    """

    reason: str


def run_tasks(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    jobs: int,
    time_limit: float,
    run_some: "RunSome | None" = None,
) -> Iterator[tuple[Task, Result | Lost]]:
    """Results as they come; the worker processes are gone when this ends, however it ends.

    When a worker process dies, all tasks then running are lost with it and nobody can tell which
    of them did it. Each of these is tried once more, alone: what is lost then did it itself.

    Args:
        work: a function of a module, run in a worker process.
        tasks: what it is called with.
        jobs: how many worker processes.
        time_limit: seconds after which a task is given up and its process ended.
        run_some: how worker processes come to be: :func:`run_in_spawned` or
            :func:`analysis.rendering.workers.fork_pool.run_in_forks`.

    Yields:
        A task with its result or with a :class:`Lost`.
    """
    run_some = run_some or run_in_spawned
    waiting = deque(tasks)
    while waiting:
        suspects = deque((yield from run_some(work, waiting, jobs, time_limit)))
        while suspects:
            for task in (yield from run_some(work, suspects, 1, time_limit)):
                yield task, Lost("its process died: it was killed, crashed or ran out of memory")


def run_in_spawned(
    work: Callable[[Task], Result], waiting: deque[Task], jobs: int, time_limit: float
) -> Generator[tuple[Task, Result | Lost], None, list[Task]]:
    """Empties ``waiting`` as long as no worker process dies; returns the tasks lost with one.

    The workers are spawned, which every system can, and take task after task.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_become_worker)
    running: dict[Future[Result], tuple[Task, float]] = {}
    is_idle = False
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                # Submitted before it leaves the queue: a pool that broke takes none.
                with keep_path_safe():  # to submit starts a worker
                    running[pool.submit(work, waiting[0])] = (waiting[0], time.monotonic())
                waiting.popleft()
            done, _ = wait(running, POLL_SECONDS, FIRST_COMPLETED)
            for future in done:
                result = _get_result(future)
                yield running.pop(future)[0], result
            oldest = time.monotonic() - time_limit
            overdue = [future for future, (_, since) in running.items() if since < oldest]
            for future in overdue:
                yield running.pop(future)[0], Lost(f"it took longer than {time_limit:g} s")
            if overdue:
                break
        else:
            is_idle = True
    except BrokenProcessPool:
        yield from _take_finished(running)
    finally:
        _stop(pool, is_idle)
    return [task for task, _ in running.values()]


def _get_result(future: Future[Result]) -> Result | Lost:
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        raise error
    # Even a SystemExit of the task's must not end this process.
    return future.result() if error is None else Lost(f"{type(error).__name__}: {error}")


def _take_finished(
    running: dict[Future[Result], tuple[Task, float]],
) -> Iterator[tuple[Task, Result | Lost]]:
    for future in list(running):
        if future.done() and not isinstance(future.exception(), BrokenProcessPool):
            yield running.pop(future)[0], _get_result(future)


def _become_worker() -> None:
    # Ctrl-C in a terminal is for the process that knows which briefs are finished.
    if os.name == "nt":
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    else:
        os.setsid()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        kill_children()
        os._exit(1)


def _stop(pool: ProcessPoolExecutor, is_idle: bool) -> None:
    if not is_idle:
        # Before Python 3.14 a pool has no public way to end a process that does not return.
        for worker in list((pool._processes or {}).values()):
            kill_tree(worker.pid)
    pool.shutdown(wait=True, cancel_futures=True)


def kill_tree(pid: int | None) -> None:
    """Ends a process and all that it started."""
    try:
        worker = psutil.Process(pid)
        kill_children(worker)
        worker.kill()
    except psutil.NoSuchProcess:
        return


def _has_children() -> bool:
    """Asks the system, which knows it at once; to find them takes a look at all processes."""
    if not hasattr(os, "waitid"):
        return True
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def kill_children(process: psutil.Process | None = None) -> None:
    """Ends all that a process, or this one, started."""
    if process is None and not _has_children():
        return
    for child in (process or psutil.Process()).children(recursive=True):
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
