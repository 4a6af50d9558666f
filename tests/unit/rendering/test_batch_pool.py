"""Tasks in worker processes: a task that crashes its process affects no other task.

The work is `eval`, which any process can call, and which does what the task's text says.
"""

import os
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import SimpleNamespace

import psutil
import pytest

from analysis.paths import DataRoot
from analysis.rendering.batch.warm_start import get_ready
from analysis.rendering.engine.engines import IN_PROCESS, KERNEL
from analysis.rendering.workers import fork_pool, pool
from analysis.rendering.workers.fork_pool import ServerSettings, run_in_forks, start_early
from analysis.rendering.workers.pool import Lost, run_in_spawned, run_tasks

from ...patience import ENDLESS_SECONDS, HANG_SECONDS, wait_until

KILLED = "__import__('os').kill(__import__('os').getpid(), 9)"
PARENT = "__import__('os').getppid()"
ASLEEP = f"__import__('time').sleep({ENDLESS_SECONDS})"


KILLS_PARENT = "__import__('os').kill(__import__('os').getppid(), 9)"
STRAY = (
    f"__import__('subprocess').Popen(['sleep', '{ENDLESS_SECONDS}'], start_new_session=True).pid"
)


@pytest.fixture(params=[run_in_spawned, run_in_forks], ids=["spawn", "fork"])
def run(request):
    def run_all(*tasks, jobs=2):
        return dict(run_tasks(eval, tasks, jobs, HANG_SECONDS, request.param))

    run_all.some = request.param
    return run_all


def list_workers():
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE
        and any(name in " ".join(child.cmdline()) for name in ("spawn_main", "fork_server"))
    ]


def count_workers():
    return len(list_workers())


def test_every_task_gets_its_result(run):
    assert run("1 + 1", "2 + 2", "3 + 3") == {"1 + 1": 2, "2 + 2": 4, "3 + 3": 6}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_task_that_kills_its_process_is_lost_alone(run, jobs):
    results = run("1", KILLED, "2", "3", jobs=jobs)
    assert isinstance(results.pop(KILLED), Lost)
    assert results == {"1": 1, "2": 2, "3": 3}


def test_a_task_that_raises_or_exits_is_lost_alone(run):
    results = run("1 / 0", "exit(3)", "1")
    assert results["1 / 0"].reason.startswith("ZeroDivisionError")
    assert results["exit(3)"].reason.startswith("SystemExit")
    assert results["1"] == 1


def test_a_task_that_does_not_end_is_ended(run, monkeypatch):
    # A clock for the pools that stands still until the other tasks have their results.
    clock = SimpleNamespace(monotonic=lambda: 0.0)
    for module in (pool, fork_pool):
        monkeypatch.setattr(module, "time", clock)
    results = run_tasks(eval, [ASLEEP, "1", "2"], 2, 3, run.some)
    assert dict([next(results), next(results)]) == {"1": 1, "2": 2}
    clock.monotonic = lambda: 3.1
    assert list(results) == [(ASLEEP, Lost("it took longer than 3 s"))]
    assert count_workers() == 0


def test_a_caller_that_stops_early_leaves_no_process_behind(run):
    results = run_tasks(eval, ["1", ASLEEP], 2, HANG_SECONDS, run.some)
    assert next(results) == ("1", 1)
    results.close()
    assert count_workers() == 0


def test_a_task_that_kills_the_server_is_lost_alone():
    results = dict(run_tasks(eval, ["1", KILLS_PARENT, "2"], 2, HANG_SECONDS, run_in_forks))
    assert isinstance(results.pop(KILLS_PARENT), Lost)
    assert results == {"1": 1, "2": 2}


def test_a_forked_task_leaves_nothing_running_that_it_started():
    results = dict(run_tasks(eval, [STRAY], 1, HANG_SECONDS, run_in_forks))
    wait_until(lambda: not is_running(results[STRAY]), "the end of what the task started")


def test_each_forked_task_has_a_process_of_its_own_without_what_others_left():
    tasks = ["globals().setdefault('left', []).append(1) or len(left)", "len(left)"]
    first, second = (
        dict(run_tasks(eval, tasks, 1, HANG_SECONDS, run_in_forks))[task] for task in tasks
    )
    assert first == 1
    assert "NameError" in second.reason


def test_a_server_that_cannot_be_prepared_is_an_error_of_the_run_not_of_tasks():
    run_some = partial(run_in_forks, settings=ServerSettings(("no_such_module:prepare",)))
    with pytest.raises(RuntimeError, match="no_such_module"):
        dict(run_tasks(eval, ["1"], 1, HANG_SECONDS, run_some))
    assert count_workers() == 0


def test_a_server_started_early_forks_the_tasks_and_one_not_needed_is_ended():
    with start_early(ServerSettings()):
        (server,) = list_workers()
        results = dict(run_tasks(eval, [PARENT], 1, HANG_SECONDS, run_in_forks))
        assert results == {PARENT: server.pid}
        assert count_workers() == 0
    with start_early(ServerSettings()):
        assert count_workers() == 1
    assert count_workers() == 0


@pytest.mark.parametrize(
    ("built", "rendered", "servers"), [(1, 2, 0), (2, 1, 1), (1, None, 1), (None, None, 1)]
)
def test_a_server_is_started_early_where_data_are_newer_than_the_last_run(
    tmp_path, built, rendered, servers
):
    root = DataRoot(tmp_path / "data")
    root.processed.mkdir(parents=True)
    for path, when in ((root.manifest, built), (tmp_path / "run.json", rendered)):
        if when is not None:
            path.touch()
            os.utime(path, (when, when))
    with get_ready(root, tmp_path, IN_PROCESS):
        # A process that was just started has no command line of its own yet.
        wait_until(lambda: count_workers() == servers, f"{servers} servers")
    with get_ready(root, tmp_path, KERNEL):
        assert count_workers() == 0


def is_running(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_process_is_killed_with_all_that_it_started():
    parent = subprocess.Popen([sys.executable, "-c", f"{STRAY}; {ASLEEP}"])
    process = psutil.Process(parent.pid)
    wait_until(process.children, "a child of the process")
    (child,) = process.children()
    pool.kill_tree(parent.pid)
    parent.wait()
    wait_until(lambda: not is_running(child.pid), "the end of the child")
    pool.kill_tree(parent.pid)  # nothing is left to kill, which is no error


def test_children_are_looked_for_where_the_system_cannot_tell_whether_there_are_any(monkeypatch):
    monkeypatch.delattr(os, "waitid")
    assert pool._has_children()


def test_results_that_were_there_when_the_pool_broke_are_kept():
    finished, broken, waiting = Future(), Future(), Future()
    finished.set_result(1)
    broken.set_exception(BrokenProcessPool())
    running = {finished: ("a", 0.0), broken: ("b", 0.0), waiting: ("c", 0.0)}
    assert list(pool._take_finished(running)) == [("a", 1)]
    assert [task for task, _ in running.values()] == ["b", "c"]
    with pytest.raises(BrokenProcessPool):
        pool._get_result(broken)


def test_without_a_pool_a_task_needs_no_confirmation():
    assert pool.confirm() is None
