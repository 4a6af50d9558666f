"""Tasks in worker processes: what one of them does to its process harms no other.

`eval` stands for the work: it can be called in any process and does whatever a task says.
"""

import time

import psutil
import pytest

from analysis.rendering.pool import Lost, run_tasks

KILLED = "__import__('os').kill(__import__('os').getpid(), 9)"
ASLEEP = "__import__('time').sleep(600)"


def run(*tasks, jobs=2, time_limit=60):
    return dict(run_tasks(eval, tasks, jobs, time_limit))


def count_workers():
    return sum(
        "spawn_main" in " ".join(child.cmdline())
        for child in psutil.Process().children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE
    )


def test_every_task_gets_its_result():
    assert run("1 + 1", "2 + 2", "3 + 3") == {"1 + 1": 2, "2 + 2": 4, "3 + 3": 6}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_task_that_kills_its_process_is_lost_alone(jobs):
    results = run("1", KILLED, "2", "3", jobs=jobs)
    assert isinstance(results.pop(KILLED), Lost)
    assert results == {"1": 1, "2": 2, "3": 3}


def test_a_task_that_raises_or_exits_is_lost_alone():
    results = run("1 / 0", "exit(3)", "1")
    assert results["1 / 0"].reason.startswith("ZeroDivisionError")
    assert results["exit(3)"].reason.startswith("SystemExit")
    assert results["1"] == 1


def test_a_task_that_does_not_end_is_ended():
    started = time.monotonic()
    results = run(ASLEEP, "1", "2", jobs=2, time_limit=3)
    assert results == {ASLEEP: Lost("it took longer than 3 s"), "1": 1, "2": 2}
    assert time.monotonic() - started < 30
    assert count_workers() == 0


def test_whoever_stops_listening_leaves_no_process_behind():
    results = run_tasks(eval, ["1", ASLEEP], 2, 600)
    assert next(results) == ("1", 1)
    results.close()
    assert count_workers() == 0
