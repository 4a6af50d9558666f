"""Runs tasks in worker processes; a task that crashes its process affects no other task."""

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
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

import psutil

from analysis.own_process import keep_path_safe

POLL_SECONDS = 0.25
Task = TypeVar("Task")
Result = TypeVar("Result")
RunSome = Callable[..., Generator[Any, None, list[Any]]]


def confirm() -> None:
    """Checks that the pool still waits for this task's result.

    A task calls it before it changes anything outside its process. Here it does nothing; a pool
    whose workers may outlive it replaces it in them.

    Raises:
        OSError, EOFError: if the pool is gone.
    """


@dataclass(frozen=True)
class Lost:
    """The result of a task that did not return one.

    Attributes:
        reason: it raised, its process died, or it took too long.
    """

    reason: str


DIED = Lost("its process died: it was killed, crashed or ran out of memory")


def describe_timeout(time_limit: float) -> Lost:
    """The result of a task that was ended after so many seconds."""
    return Lost(f"it took longer than {time_limit:g} s")


def describe_error(error: BaseException) -> Lost:
    """The result of a task that raised an exception."""
    return Lost(f"{type(error).__name__}: {error}")


def run_tasks(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    jobs: int,
    time_limit: float,
    run_some: "RunSome | None" = None,
) -> Iterator[tuple[Task, Result | Lost]]:
    """Yields each task's result as soon as it is there; no worker process is left afterwards.

    When a worker process dies, all tasks then running may be lost, and it is not known which of
    them caused it. Each of these runs once more, alone: one that is lost again caused it itself.

    Args:
        work: a function of a module, run in a worker process.
        tasks: the arguments that it is called with.
        jobs: number of worker processes.
        time_limit: seconds after which a task's process is ended.
        run_some: how worker processes are started: :func:`run_in_spawned` or
            :func:`analysis.rendering.workers.fork_pool.run_in_forks`.

    Yields:
        A task, and its result or a :class:`Lost`.
    """
    run_some = run_some or run_in_spawned
    waiting = deque(tasks)
    while waiting:
        suspects = deque((yield from run_some(work, waiting, jobs, time_limit)))
        while suspects:
            for task in (yield from run_some(work, suspects, 1, time_limit)):
                yield task, DIED


def run_in_spawned(
    work: Callable[[Task], Result], waiting: deque[Task], jobs: int, time_limit: float
) -> Generator[tuple[Task, Result | Lost], None, list[Task]]:
    """Runs the waiting tasks in spawned processes, until one of these processes dies.

    Spawning works on every system. A worker process runs one task after the other.

    Args:
        work: a function of a module.
        waiting: tasks; each is taken out when it is submitted.
        jobs: number of worker processes.
        time_limit: seconds after which a task is given up.

    Returns:
        The tasks that were running when a process died or a task took too long.
    """
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_become_worker)
    running: dict[Future[Result], tuple[Task, float]] = {}
    is_idle = False
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                # A broken pool raises here, and the task must then still be waiting.
                with keep_path_safe():  # submitting may start a worker
                    running[pool.submit(work, waiting[0])] = (waiting[0], time.monotonic())
                waiting.popleft()
            done, _ = wait(running, POLL_SECONDS, FIRST_COMPLETED)
            for future in done:
                result = _get_result(future)
                yield running.pop(future)[0], result
            oldest = time.monotonic() - time_limit
            overdue = [future for future, (_, since) in running.items() if since < oldest]
            for future in overdue:
                yield running.pop(future)[0], describe_timeout(time_limit)
            if overdue:
                break
        else:
            is_idle = True
    except BrokenProcessPool:
        yield from _take_finished(running)
    finally:
        workers = set(multiprocessing.active_children()) - others
        _stop(pool, () if is_idle else workers)
    return [task for task, _ in running.values()]


def _get_result(future: Future[Result]) -> Result | Lost:
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        raise error
    # A task's SystemExit must not end this process.
    return future.result() if error is None else describe_error(error)


def _take_finished(
    running: dict[Future[Result], tuple[Task, float]],
) -> Iterator[tuple[Task, Result | Lost]]:
    for future in list(running):
        if future.done() and not isinstance(future.exception(), BrokenProcessPool):
            yield running.pop(future)[0], _get_result(future)


def _become_worker() -> None:
    # Only the parent process handles Ctrl-C: it knows which tasks are finished.
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


def _stop(pool: ProcessPoolExecutor, workers: Iterable[BaseProcess]) -> None:
    # Before Python 3.14 a pool has no function that ends a process that does not return.
    for worker in workers:
        kill_tree(worker.pid)
    pool.shutdown(wait=True, cancel_futures=True)


def kill_tree(pid: int | None) -> None:
    """Kills a process and all its descendants."""
    try:
        worker = psutil.Process(pid)
        kill_children(worker)
        worker.kill()
    except psutil.NoSuchProcess:
        return


def _has_children() -> bool:
    """Whether this process has children; psutil would have to look at all processes for that."""
    if not hasattr(os, "waitid"):
        return True
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def kill_children(process: psutil.Process | None = None) -> None:
    """Kills all descendants of a process.

    Args:
        process: None for this process.
    """
    if process is None and not _has_children():
        return
    for child in (process or psutil.Process()).children(recursive=True):
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
