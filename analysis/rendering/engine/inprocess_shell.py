"""ipykernel's shell without a kernel: its messages are handed to a function instead of a socket.

ipykernel's displays and tracebacks are used as they are. Replaced are only the session, which would
write each message to a socket, and the streams, which would do the same from a thread.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import comm
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from traitlets.config import Config

from analysis.upstream.ipykernel_internals import DirectSession, connect_session

_MAY_BE_ASYNCHRONOUS = re.compile(r"\b(?:async|await)\b")


class CellStream(io.TextIOBase):
    """stdout or stderr while a cell runs; what was written is sent when the stream is flushed."""

    def __init__(self, name: str, session: DirectSession) -> None:
        self.name = name
        self._session = session
        self._written: list[str] = []

    encoding = "utf-8"  # type: ignore[assignment]

    def writable(self) -> bool:
        """Always true."""
        return True

    def write(self, text: str) -> int:
        """Keeps a text until the next flush."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._written.append(text)
        return len(text)

    def flush(self) -> None:
        """Sends what was written since the last flush."""
        text, self._written = "".join(self._written), []
        if text:
            self._session.send(None, "stream", {"name": self.name, "text": text})


class LoopFreeShell(ZMQInteractiveShell):
    """ipykernel's shell without a kernel, so without an event loop that a window could use."""

    def is_asynchronous(self, source: str) -> bool:
        """Whether a cell uses ``await`` or its like outside of functions."""
        if not _MAY_BE_ASYNCHRONOUS.search(source):
            return False
        return self.should_run_async(source, transformed_cell=self.transform_cell(source))

    def enable_gui(self, gui: str | None = None) -> None:
        """Does nothing for charts inside the notebook and refuses windows."""
        if gui not in (None, "", "inline"):
            raise RuntimeError(f"Windows ({gui}) need a kernel; charts inside the notebook do not.")


def make_shell(session: DirectSession, main: ModuleType, folder: Path) -> LoopFreeShell:
    """A shell like that of a newly started kernel.

    Args:
        session: receives its displays and tracebacks.
        main: the module that cells run in.
        folder: private folder, used in place of the user's with its start-up files and settings.
    """
    config = Config()
    # A history needs a database and a thread, and nobody reads it.
    config.HistoryManager.enabled = False
    shell = LoopFreeShell.instance(
        config=config, ipython_dir=str(folder / "ipython"), user_module=main, user_ns=vars(main)
    )
    connect_session(shell, session)
    return shell


def refuse_input(*_arguments: object, **_options: object) -> str:
    """Raises what a kernel raises for ``input()`` when no front end is connected."""
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )


def make_comm_refusal(opened: list[str]) -> Callable[..., comm.base_comm.BaseComm]:
    """A replacement of :func:`comm.create_comm` that adds the name of each target to a list."""

    def refuse(*_arguments: object, target_name: str = "", **_options: object) -> Any:
        opened.append(target_name)
        return comm.DummyComm(target_name=target_name)

    return refuse
