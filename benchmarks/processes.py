"""Runs a command and measures all its processes: wall and processor seconds, peak memory."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from analysis.paths import PROJECT

SAMPLE_SECONDS = 0.1


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Attributes:
        wall: seconds.
        cpu: processor seconds of the process and of all child processes that it waited for.
        peak: largest memory of all processes in MB, shared pages counted once; 0 if not sampled.
    """

    wall: float
    cpu: float
    peak: float = 0.0


def measure(command: Sequence[str], *, samples: bool = False, code: Path = PROJECT) -> Cost:
    """Runs a command to its end and measures it.

    Args:
        command: program and arguments.
        samples: whether to sample its memory.
        code: the checkout whose package the command imports, which is its working folder.

    Raises:
        RuntimeError: with the output of a command that failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(code), "PLOOMBER_STATS_ENABLED": "false"}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command], env=environment, cwd=code, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        sampler = _Sampler(process.pid) if samples else None
        output = process.communicate()[0]
        peak = sampler.stop() if sampler else 0.0
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(
            f"{' '.join(map(str, command))} ended with {process.returncode}:\n{output}"
        )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, peak)


class _Sampler:
    def __init__(self, pid: int) -> None:
        self._root, self._peak, self._is_over = psutil.Process(pid), 0.0, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._is_over.set()
        self._thread.join()
        return self._peak / 1e6

    def _run(self) -> None:
        while not self._is_over.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(map(_weigh, self._list_tree())))

    def _list_tree(self) -> list[psutil.Process]:
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []


def _weigh(process: psutil.Process) -> float:
    try:
        memory = process.memory_full_info()
        # A forked child shares most pages with its parent; PSS counts each one's share of them.
        return getattr(memory, "pss", memory.rss)
    except psutil.Error:
        return 0.0
