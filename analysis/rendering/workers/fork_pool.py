"""The client of the fork server: hands out tasks, takes results, ends what runs for too long."""

import contextlib
import os
import pickle
import socket
import subprocess
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from analysis.own_process import make_command
from analysis.rendering.workers.fork_server import END, RUN, UNPREPARED
from analysis.rendering.workers.pool import (
    POLL_SECONDS,
    Lost,
    Result,
    Task,
    describe_timeout,
    kill_tree,
)

SERVER = "analysis.rendering.workers.fork_server"
STOP_SECONDS = 5


class ServerDied(Exception):
    """The fork server is gone, and with it all tasks that were running."""


@dataclass(frozen=True)
class ServerSettings:
    """How a fork server is started.

    Attributes:
        preparation: what the server calls before it forks, as ``module:name``, and its arguments.
        environment: variables that it gets besides ours, as pairs of name and value.
    """

    preparation: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()


@dataclass
class _Client:
    connection: Connection
    process: "subprocess.Popen[bytes]"
    running: dict[int, tuple[Any, float]] = field(default_factory=dict)
    handed_out: int = 0

    def submit(self, work: Callable[[Any], Any], task: Any) -> None:
        self._send(RUN, self.handed_out, work, task)
        self.running[self.handed_out] = task, time.monotonic()
        self.handed_out += 1

    def receive(self) -> list[tuple[Any, Any]]:
        """Waits a little and returns the tasks that ended, with their results."""
        done = []
        try:
            if self.connection.poll(POLL_SECONDS):
                number, result = pickle.loads(self.connection.recv_bytes())
                if number == UNPREPARED:
                    raise RuntimeError(f"The worker process could not be prepared:\n{result}")
                if number in self.running:
                    done.append((self.running.pop(number)[0], pickle.loads(result)))
        except (EOFError, OSError) as error:
            raise ServerDied from error
        return done

    def give_up(self, time_limit: float) -> list[tuple[Any, Lost]]:
        """Ends the tasks that have run for too long, and returns them."""
        oldest = time.monotonic() - time_limit
        overdue = [number for number, (_, since) in self.running.items() if since < oldest]
        for number in overdue:
            self._send(END, number)
        return [(self.running.pop(number)[0], describe_timeout(time_limit)) for number in overdue]

    def _send(self, *order: Any) -> None:
        try:
            self.connection.send_bytes(pickle.dumps(order))
        except OSError as error:
            raise ServerDied from error

    def kill(self) -> None:
        """Kills the server and its children, whatever they are doing."""
        self.connection.close()
        kill_tree(self.process.pid)
        self.process.wait()

    def stop(self) -> None:
        """Lets the server end its children and itself, which it does once its client is gone."""
        self.connection.close()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


# Servers that were started early and are not used yet.
_early: dict[ServerSettings, _Client] = {}


@contextlib.contextmanager
def start_early(settings: ServerSettings) -> Iterator[None]:
    """Starts a server for the next :func:`run_in_forks` with the same settings.

    If nothing has used the server at the end, it is killed.
    """
    _early[settings] = _start(settings)
    try:
        yield
    finally:
        unused = _early.pop(settings, None)
        if unused is not None:
            unused.kill()


def run_in_forks(
    work: Callable[[Task], Result],
    waiting: deque[Task],
    jobs: int,
    time_limit: float,
    settings: ServerSettings = ServerSettings(),
) -> Generator[tuple[Task, Result | Lost], None, list[Task]]:
    """Runs the waiting tasks, each in a forked process of its own, as long as the server lives.

    Args:
        work: a function of a module.
        waiting: tasks; each is taken out when it is handed out.
        jobs: how many tasks run at a time.
        time_limit: seconds after which a task is ended.
        settings: of the server.

    Returns:
        The tasks that were running when the server died: one of them must have killed it.
    """
    client = _early.pop(settings, None) or _start(settings)
    try:
        while waiting or client.running:
            while waiting and len(client.running) < jobs:
                # If the server is dead this raises, and the task must then still be waiting.
                client.submit(work, waiting[0])
                waiting.popleft()
            yield from client.receive()
            yield from client.give_up(time_limit)
    except ServerDied:
        pass
    finally:
        client.stop()
    return [task for task, _ in client.running.values()]


def _start(settings: ServerSettings) -> _Client:
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(
        make_command(SERVER, str(theirs.fileno()), *settings.preparation),
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        env={**os.environ, **dict(settings.environment)},
        # Only this process handles Ctrl-C in a terminal: it knows which tasks are finished.
        start_new_session=True,
    )
    theirs.close()
    return _Client(Connection(ours.detach()), process)
