"""Keeps the reading process: starts it, watches its time and memory, ends it, starts it anew."""

import atexit
import contextlib
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict

import psutil

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.wire import read_frame, refuse_memory, write_frame
from analysis.own_process import make_command
from analysis.paths import PROJECT

# A process that has read so many files gives its memory back.
MOST_FILES = 500
LOOK_EVERY_SECONDS = 0.1
# One thread: numpy, which openpyxl imports, else reserves memory for each processor.
SETTINGS = {
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
KEPT_VARIABLES = ("PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG")


class ReadingProcess:
    """A process that reads files for this one; used by one thread at a time."""

    def __init__(self) -> None:
        """Starts nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def read(self, content: bytes, suffix: str, limits: Limits) -> bytes:
        """The answer of the reading process for one file.

        Raises:
            UnreadableFile: if the process needs too much time or memory, or breaks.
        """
        with self._lock:
            process = self._start()
            settings = json.dumps({"suffix": suffix, "limits": asdict(limits)}).encode()
            answer = None
            with _watch(process, limits) as watch, contextlib.suppress(OSError):
                write_frame(process.stdin, settings)
                write_frame(process.stdin, content)
                # The limit also holds for a process that a file has taken over.
                answer = read_frame(process.stdout, limits.answer_bytes)
            if answer is None or watch.reason:
                self.stop()
                raise _explain_end(watch.reason, process.returncode, limits)
            self._files += 1
            if self._files >= MOST_FILES:
                self.stop()
            return answer

    def stop(self) -> None:
        """Ends the process, if there is one."""
        process, self._process, self._files = self._process, None, 0
        if process is None or self._owner != os.getpid():
            return
        _kill_tree(process.pid)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # a fork: that process answers its parent only
            self._process, self._files, self._owner = None, 0, os.getpid()
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self._process = subprocess.Popen(
            make_command("analysis.ingest.process.child", options=("-W", "ignore")),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env={**kept, **SETTINGS},
            start_new_session=True,
        )
        return self._process


class _Watch(threading.Thread):
    """Ends a process that takes too long or too much memory; blocking reads then see its end."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        super().__init__(daemon=True)
        self.reason = ""
        self._pid, self._limits = process.pid, limits
        self._done = threading.Event()

    def run(self) -> None:
        end = time.monotonic() + self._limits.seconds
        while not self._done.wait(min(LOOK_EVERY_SECONDS, self._limits.seconds)):
            if time.monotonic() >= end:
                self.reason = "time"
            elif _measure_memory(self._pid) > self._limits.memory_bytes:
                self.reason = "memory"
            if self.reason:
                _kill_tree(self._pid)
                return

    def end(self) -> None:
        self._done.set()
        self.join()


@contextlib.contextmanager
def _watch(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[_Watch]:
    watch = _Watch(process, limits)
    watch.start()
    try:
        yield watch
    finally:
        watch.end()


def _measure_memory(pid: int) -> int:
    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.Error:
        return 0


def _kill_tree(pid: int) -> None:
    """Ends a process and all that it started."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        for each in (*process.children(recursive=True), process):
            with contextlib.suppress(psutil.Error):
                each.kill()


def _explain_end(reason: str, status: int | None, limits: Limits) -> UnreadableFile:
    if reason == "memory":
        return refuse_memory(limits)
    cpu_limit_signal = -24
    if reason == "time" or status == cpu_limit_signal:
        return UnreadableFile(
            "time",
            f"Reading the file takes longer than {limits.seconds:g} seconds.",
            "Do not open it; ask the sender to save the form alone in a new file.",
        )
    return UnreadableFile(
        "crash",
        f"The file broke the program that reads it (status {status}).",
        "Do not open it; ask the sender to save the form alone in a new file.",
    )


READING_PROCESS = ReadingProcess()
atexit.register(READING_PROCESS.stop)
