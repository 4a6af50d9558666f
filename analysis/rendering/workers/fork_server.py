"""A process that forks one child per task: each starts with everything imported, and ends alone.

Started by :mod:`fork_pool`, which calls :func:`main`; it has one thread, and forks before it ever
uses a library that keeps threads.
"""

import contextlib
import functools
import gc
import importlib
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

from analysis.rendering.workers import pool
from analysis.rendering.workers.pool import Lost, kill_children, kill_tree

DIED = "its process died: it was killed, crashed or ran out of memory"
RUN, END = "run", "end"
# What a child sends to know whether anybody still waits for its result.
ASK = b"?"
GARBAGE_THRESHOLD = (50_000, 10, 10)
# In place of a task's number: no task can be run at all.
UNPREPARED = -1


@dataclass
class Server:
    """The children that are running, by the number of their task.

    Attributes:
        client: where tasks come from and results go to.
        pipes: number and process of the child whose result comes through each pipe.
    """

    client: Connection
    pipes: dict[Connection, tuple[int, int]] = field(default_factory=dict)
    # Children read the first end; it closes when this process, which has the other, is gone.
    alive: tuple[int, int] = field(default_factory=os.pipe)

    def serve(self) -> None:
        """Forks and forwards until the client is gone; then nothing is left running."""
        try:
            while True:
                for ready in wait([self.client, *self.pipes]):
                    if ready is self.client:
                        self._obey(*pickle.loads(self.client.recv_bytes()))
                    elif ready in self.pipes:
                        self._forward(ready)  # type: ignore[arg-type]
        except (EOFError, OSError):
            pass
        finally:
            for pipe in list(self.pipes):
                self._reap(pipe)

    def _obey(self, order: str, number: int, *rest: Any) -> None:
        if order == RUN:
            self._fork(number, *rest)
            return
        for pipe, (running, _) in list(self.pipes.items()):
            if running == number:
                self._reap(pipe)

    def _fork(self, number: int, work: Callable[[Any], Any], task: Any) -> None:
        reader, writer = Pipe()
        pid = os.fork()
        if pid == 0:
            # Whatever happens, the child must never return into the server's loop.
            try:
                reader.close()
                self._become_child()
                _work(work, task, writer)
            finally:
                os._exit(1)
        writer.close()
        self.pipes[reader] = number, pid

    def _become_child(self) -> None:
        os.setsid()
        self.client.close()
        os.close(self.alive[1])
        for pipe in self.pipes:
            pipe.close()
        threading.Thread(target=_end_with_server, args=(self.alive[0],), daemon=True).start()

    def _forward(self, pipe: Connection) -> None:
        number, _ = self.pipes[pipe]
        try:
            result = pipe.recv_bytes()
            if result == ASK:
                pipe.send_bytes(ASK)
                return
        except (EOFError, OSError):
            result = pickle.dumps(Lost(DIED))
            kill_tree(self.pipes[pipe][1])
        # A child that has a result has swept up and is about to exit.
        self._reap(pipe, is_over=True)
        self.client.send_bytes(pickle.dumps((number, result)))

    def _reap(self, pipe: Connection, is_over: bool = False) -> None:
        """Ends a child with all that it started."""
        _, pid = self.pipes.pop(pipe)
        pipe.close()
        if not is_over:
            kill_tree(pid)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _ask(server: Connection) -> None:
    """Waits for the server's answer; a server that was killed gives none.

    Raises:
        OSError, EOFError: if it is gone.
    """
    server.send_bytes(ASK)
    server.recv_bytes()


def _work(work: Callable[[Any], Any], task: Any, writer: Connection) -> None:
    pool.confirm = functools.partial(_ask, writer)
    try:
        result = work(task)
    except BaseException as error:  # noqa: BLE001 - even a SystemExit ends this task alone
        result = Lost(f"{type(error).__name__}: {error}")
    sys.stdout.flush()
    sys.stderr.flush()
    # Swept up before the result is sent: the server ends a child as soon as it has it.
    kill_children()
    writer.send_bytes(pickle.dumps(result))
    os._exit(0)


def _end_with_server(alive: int) -> None:
    os.read(alive, 1)
    kill_children()
    os._exit(1)


def _prepare(preparation: str = "", *arguments: str) -> None:
    if preparation:
        module, _, name = preparation.partition(":")
        getattr(importlib.import_module(module), name)(*arguments)


def main(descriptor: str, *preparation: str) -> None:
    """Prepares the process, then serves.

    Args:
        descriptor: number of the socket to the client.
        preparation: function to call before the first fork, as ``module:name``, and its
            arguments; may be none.
    """
    client = Connection(int(descriptor))
    gc.disable()  # hardly anything that is imported is garbage
    try:
        _prepare(*preparation)
    except Exception:  # noqa: BLE001 - no task's fault, so the client must know
        client.send_bytes(pickle.dumps((UNPREPARED, traceback.format_exc())))
        return
    # What is there now is never collected, so that children share its pages.
    gc.freeze()
    # A child lives for a second: looking for its garbage all the time costs more than keeping it.
    gc.set_threshold(*GARBAGE_THRESHOLD)
    gc.enable()
    Server(client).serve()
    # The client waits, and to take apart all that was imported takes longer than to forget it.
    os._exit(0)
