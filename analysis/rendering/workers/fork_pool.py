"""The client of the fork server: hands out tasks, takes results, gives up what takes too long."""

import contextlib
import os
import pickle
import socket
import subprocess
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from analysis.own_process import make_command
from analysis.rendering.engine.kernel_environment import KERNEL_ENVIRONMENT
from analysis.rendering.workers.fork_server import UNPREPARED
from analysis.rendering.workers.pool import POLL_SECONDS, Lost, Result, Task, kill_tree

SERVER = "analysis.rendering.workers.fork_server"
STOP_SECONDS = 5


class ServerDied(Exception):
    """The fork server is gone, and with it all that was running."""


@dataclass
class _Client:
    connection: Connection
    process: "subprocess.Popen[bytes]"
    running: dict[int, tuple[Any, float]] = field(default_factory=dict)
    handed_out: int = 0

    def submit(self, work: Callable[[Any], Any], task: Any) -> None:
        self._send("run", self.handed_out, work, task)
        self.running[self.handed_out] = task, time.monotonic()
        self.handed_out += 1

    def receive(self) -> list[tuple[Any, Any]]:
        """Tasks that are over with their results, after a short wait."""
        done = []
        try:
            if self.connection.poll(POLL_SECONDS):
                number, result = pickle.loads(self.connection.recv_bytes())
                if number == UNPREPARED:
                    raise RuntimeError(f"Nothing can be rendered:\n{result}")
                if number in self.running:
                    done.append((self.running.pop(number)[0], pickle.loads(result)))
        except (EOFError, OSError) as error:
            raise ServerDied from error
        return done

    def give_up(self, time_limit: float) -> list[tuple[Any, Lost]]:
        """Ends and returns what runs for too long."""
        oldest = time.monotonic() - time_limit
        overdue = [number for number, (_, since) in self.running.items() if since < oldest]
        for number in overdue:
            self._send("end", number)
        lost = Lost(f"it took longer than {time_limit:g} s")
        return [(self.running.pop(number)[0], lost) for number in overdue]

    def _send(self, *order: Any) -> None:
        try:
            self.connection.send_bytes(pickle.dumps(order))
        except OSError as error:
            raise ServerDied from error

    def kill(self) -> None:
        """Ends the server wherever it is."""
        self.connection.close()
        kill_tree(self.process.pid)
        self.process.wait()

    def stop(self) -> None:
        """Nothing of it is left afterwards: a server without client ends its children."""
        self.connection.close()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


# Servers that are started and not yet used, by what they prepare.
_early: dict[tuple[str, ...], _Client] = {}


@contextlib.contextmanager
def start_early(preparation: Sequence[str]) -> Iterator[None]:
    """Starts a server for the next :func:`run_in_forks` that asks for the same preparation.

    One that nobody has taken over is ended.
    """
    key = tuple(preparation)
    _early[key] = _start(key)
    try:
        yield
    finally:
        unused = _early.pop(key, None)
        if unused is not None:
            unused.kill()


def run_in_forks(
    work: Callable[[Task], Result],
    waiting: deque[Task],
    jobs: int,
    time_limit: float,
    preparation: Sequence[str] = (),
) -> Generator[tuple[Task, Result | Lost], None, list[Task]]:
    """Empties ``waiting``, each task in a child of its own, as long as the server lives.

    Args:
        work: a function of a module.
        waiting: tasks; taken out as they are handed out.
        jobs: how many at a time.
        time_limit: seconds after which a task is given up.
        preparation: ``module:name`` of what the server calls before it forks, and its arguments.

    Returns:
        The tasks lost with the server: one of them must have ended it.
    """
    client = _early.pop(tuple(preparation), None) or _start(preparation)
    try:
        while waiting or client.running:
            while waiting and len(client.running) < jobs:
                # Submitted before it leaves the queue: a server that died takes none.
                client.submit(work, waiting[0])
                waiting.popleft()
            yield from client.receive()
            yield from client.give_up(time_limit)
    except ServerDied:
        pass
    finally:
        client.stop()
    return [task for task, _ in client.running.values()]


def _start(preparation: Sequence[str]) -> _Client:
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(
        make_command(SERVER, str(theirs.fileno()), *preparation),
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        env={**os.environ, **KERNEL_ENVIRONMENT},
        # Ctrl-C in a terminal is for the process that knows which briefs are finished.
        start_new_session=True,
    )
    theirs.close()
    return _Client(Connection(ours.detach()), process)
