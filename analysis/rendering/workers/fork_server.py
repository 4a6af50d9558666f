"""A server process that forks one child per task, so that each starts with everything imported.

:mod:`analysis.rendering.workers.fork_pool` starts it by calling :func:`main`. It has one thread
and uses no library that starts threads before it forks.
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
from analysis.rendering.workers.pool import DIED, describe_error, kill_children, kill_tree

RUN, END = "run", "end"
# A child sends it to learn whether the server still waits for its result.
ASK = b"?"
GARBAGE_THRESHOLD = (50_000, 10, 10)
# Sent instead of a task's number if the preparation failed, so that no task can run.
UNPREPARED = -1


@dataclass
class Server:
    """Forks children for a client and forwards their results.

    Attributes:
        client: connection that tasks come from and results go to.
        pipes: by the pipe to a running child: number of its task, and its process id.
        alive: a pipe whose first end children read; it closes when this process ends.
    """

    client: Connection
    pipes: dict[Connection, tuple[int, int]] = field(default_factory=dict)
    alive: tuple[int, int] = field(default_factory=os.pipe)

    def serve(self) -> None:
        """Serves until the client is gone, then ends all children."""
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
            # The child must never return into the server's loop, whatever happens.
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
            result = pickle.dumps(DIED)
            kill_tree(self.pipes[pipe][1])
        # A child that sent its result has ended its own children and is about to exit.
        self._reap(pipe, is_over=True)
        self.client.send_bytes(pickle.dumps((number, result)))

    def _reap(self, pipe: Connection, is_over: bool = False) -> None:
        """Ends a child and all its descendants."""
        _, pid = self.pipes.pop(pipe)
        pipe.close()
        if not is_over:
            kill_tree(pid)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _ask(server: Connection) -> None:
    """Checks that the server is still there, by waiting for its answer.

    Raises:
        OSError, EOFError: if it is gone.
    """
    server.send_bytes(ASK)
    server.recv_bytes()


def _work(work: Callable[[Any], Any], task: Any, writer: Connection) -> None:
    pool.confirm = functools.partial(_ask, writer)
    try:
        result = work(task)
    except BaseException as error:  # noqa: BLE001 - also a SystemExit ends only this task
        result = describe_error(error)
    sys.stdout.flush()
    sys.stderr.flush()
    # Before the result is sent: the server ends this process as soon as it has the result.
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
    """Prepares the process, then serves until the client is gone.

    Args:
        descriptor: number of the socket to the client.
        preparation: function to call before the first fork, as ``module:name``, and its
            arguments; may be empty.
    """
    client = Connection(int(descriptor))
    gc.disable()  # imports leave hardly any garbage
    try:
        _prepare(*preparation)
    except Exception:  # noqa: BLE001 - the client reports it; no task caused it
        client.send_bytes(pickle.dumps((UNPREPARED, traceback.format_exc())))
        return
    # The collector would write to the objects' memory pages, which children share with us.
    gc.freeze()
    # A child lives for about a second: collecting often costs it more than the memory is worth.
    gc.set_threshold(*GARBAGE_THRESHOLD)
    gc.enable()
    Server(client).serve()
    # An orderly exit would first take apart all imported modules, while the client waits.
    os._exit(0)
