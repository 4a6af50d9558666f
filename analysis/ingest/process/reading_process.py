"""Manages the reading process: starts it, limits its time and memory, stops and restarts it.

The limits hold for the whole way from a file's bytes to its documents: reading, recognising,
readings and candidates.
"""

import atexit
import contextlib
import json
import os
import pickle
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import psutil

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.wire import read_frame, refuse_memory, write_frame
from analysis.own_process import make_command
from analysis.paths import PROJECT

if TYPE_CHECKING:
    from analysis.ingest.forms.vocabulary import Vocabulary

# After this many files the process is replaced, to free its memory.
MOST_FILES = 500
# A process that keeps more than this share of the memory of a file is replaced, too.
KEPT_MEMORY = 1 / 3
KILLED_BY_CPU_LIMIT = -24  # the exit status after SIGXCPU, which Windows does not define
CHECK_INTERVAL_SECONDS = 0.1
# One thread: numpy, which openpyxl imports, otherwise reserves memory for each processor.
SETTINGS = {
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
KEPT_VARIABLES = ("PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG")


class ReadingProcess:
    """A child process that parses files; threads take turns."""

    def __init__(self) -> None:
        """Prepares the child process; it starts with the first file."""
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._words: tuple[Vocabulary, bytes] | None = None
        self._has_words = False
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def read(
        self,
        content: bytes,
        suffix: str,
        limits: Limits,
        draft: Any = None,
        vocabulary: "Vocabulary | None" = None,
    ) -> bytes:
        """The answer of the reading process for one file: its content, or its documents.

        Args:
            content: bytes of the file.
            suffix: ending of its name.
            limits: limits on time and memory.
            draft: what the call says of the file, packed; None for its content alone.
            vocabulary: the words of the data root, with ``draft``.

        Raises:
            UnreadableFile: if the process needs too much time or memory, or crashes.
        """
        with self._lock:
            if self._is_large(limits):
                # It keeps what an earlier file, with higher limits, has needed.
                self.stop()
            process = self._start()
            words = self._choose_words(vocabulary)
            request = {"suffix": suffix, "limits": asdict(limits), "draft": draft,
                       "has_vocabulary": words is not None}  # fmt: skip
            answer = None
            with _watch(process, limits) as watchdog, contextlib.suppress(OSError):
                for frame in (json.dumps(request).encode(), words, content):
                    if frame is not None:
                        write_frame(process.stdin, frame)
                # The limit also holds for a process that a file has taken over.
                answer = read_frame(process.stdout, limits.answer_bytes)
            if answer is None or watchdog.reason:
                self.stop()
                raise _explain_end(watchdog.reason, process.returncode, limits)
            self._files += 1
            # What reads pictures keeps its models in memory, which the next file may need.
            if self._files >= MOST_FILES or self._is_large(limits):
                self.stop()
            return answer

    def _is_large(self, limits: Limits) -> bool:
        """Whether the process keeps so much memory that the next file might not have enough."""
        process = self._process
        if process is None or self._owner != os.getpid() or process.poll() is not None:
            return False
        return _measure_memory(process.pid) > limits.memory_bytes * KEPT_MEMORY

    def _choose_words(self, vocabulary: "Vocabulary | None") -> bytes | None:
        """The words as bytes if the child process does not have them yet."""
        if vocabulary is None:
            return None
        if self._words is None or self._words[0] is not vocabulary:
            self._words, self._has_words = (vocabulary, pickle.dumps(vocabulary)), False
        if self._has_words:
            return None
        self._has_words = True
        return self._words[1]

    def stop(self) -> None:
        """Ends the child process, if it runs."""
        self._has_words = False
        process, self._process, self._files = self._process, None, 0
        if process is None or self._owner != os.getpid():
            return
        _kill_tree(process.pid)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork: the process belongs to the parent
            self._process, self._files, self._owner = None, 0, os.getpid()
            self._has_words = False
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self._process = subprocess.Popen(
            make_command("analysis.ingest.process.child", options=("-W", "ignore")),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env={**environment, **SETTINGS},
            start_new_session=True,
        )
        return self._process


class _Watchdog(threading.Thread):
    """Kills a process that exceeds a limit, which ends a blocking read from its pipe.

    Attributes:
        reason: why the process was killed, ``time`` or ``memory``; blank if it was not.
    """

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        super().__init__(daemon=True)
        self.reason = ""
        self._pid, self._limits = process.pid, limits
        self._done = threading.Event()

    def run(self) -> None:
        end = time.monotonic() + self._limits.seconds
        while not self._done.wait(min(CHECK_INTERVAL_SECONDS, self._limits.seconds)):
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
def _watch(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[_Watchdog]:
    watchdog = _Watchdog(process, limits)
    watchdog.start()
    try:
        yield watchdog
    finally:
        watchdog.end()


def _measure_memory(pid: int) -> int:
    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.Error:
        return 0


def _kill_tree(pid: int) -> None:
    """Kills a process and its descendants."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        for member in (*process.children(recursive=True), process):
            with contextlib.suppress(psutil.Error):
                member.kill()


def _explain_end(reason: str, status: int | None, limits: Limits) -> UnreadableFile:
    if reason == "memory":
        return refuse_memory(limits)
    if reason == "time" or status == KILLED_BY_CPU_LIMIT:
        return UnreadableFile(
            "time",
            f"Reading the file takes longer than {limits.seconds:g} seconds.",
            "Do not open it; ask the sender to copy the form to a new file.",
        )
    return UnreadableFile(
        "crash",
        f"The program that reads the file crashed (status {status}).",
        "Do not open it; ask the sender to copy the form to a new file.",
    )


READING_PROCESS = ReadingProcess()
atexit.register(READING_PROCESS.stop)
