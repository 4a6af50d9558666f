"""The kernel's own shell without a kernel: what it would send to a client is handed over directly.

ipykernel's shell, displays and tracebacks are used as they are; only the session, which would put
each message on a socket, and the streams, which would do the same from a thread, are replaced.
"""

import ast
import io
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import comm
from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from IPython.core.inputtransformer2 import TransformerManager
from jupyter_client.session import Session
from traitlets import Any as AnyTrait
from traitlets.config import Config

Message = dict[str, Any]
Receive = Callable[[Message], object]

_MAY_BE_ASYNCHRONOUS = re.compile(r"\b(?:async|await)\b")
# What IPython changes in a cell that is Python already: blank beginnings, blanks in blank lines,
# prompts. And backslashes: parsing wrong ones warns.
_MAY_BE_CHANGED = re.compile(r"\A\s|^[ \t]+$|>>>|\.\.\.:|In \[|\\", re.MULTILINE)


class DirectSession(Session):
    """Hands each message to a function, as it would look after its way through a socket."""

    receive = AnyTrait()

    def send(  # type: ignore[override]
        self,
        stream: object,
        msg_or_type: Message | str,
        content: dict[str, Any] | None = None,
        parent: Message | None = None,
        **_options: Any,
    ) -> Message:
        """Hands a message over; arguments as in :class:`Session`."""
        message = msg_or_type
        if isinstance(message, str):
            message = self.msg(message, content, parent=parent)
        # Packed and unpacked like the real one, so that tuples, keys and dates look the same.
        message = {**message, "content": self.unpack(self.pack(message["content"]))}
        self.receive(message)
        return message


class CellStream(io.TextIOBase):
    """Stands for stdout or stderr while a cell runs; what is written goes out when flushed."""

    def __init__(self, name: str, session: DirectSession) -> None:
        self.name = name
        self._session = session
        self._written: list[str] = []

    encoding = "utf-8"  # type: ignore[assignment]

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """Keeps a text until the next flush."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._written.append(text)
        return len(text)

    def flush(self) -> None:
        """Sends what was written."""
        text, self._written = "".join(self._written), []
        if text:
            self._session.send(None, "stream", {"name": self.name, "text": text})


class PythonFirst(TransformerManager):
    """Looks for magics, commands and questions only in cells that are no Python as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._usual = self._list_transforms()

    def transform_cell(self, cell: str) -> str:
        """The cell as Python, as IPython makes it."""
        is_usual = self._list_transforms() == self._usual
        if is_usual and not _MAY_BE_CHANGED.search(cell) and _is_python(cell):
            return cell if cell.endswith("\n") else f"{cell}\n"
        return super().transform_cell(cell)

    def _list_transforms(self) -> list[object]:
        return [*self.cleanup_transforms, *self.line_transforms, *self.token_transformers]


class DirectDisplayHook(ZMQShellDisplayHook):
    """ipykernel's display hook, which splits each cell into tokens to look for a last semicolon."""

    @staticmethod
    def semicolon_at_end_of_expression(expression: str) -> bool:
        """Whether the value of a cell is not to be shown."""
        if ";" not in expression:
            return False
        return bool(ZMQShellDisplayHook.semicolon_at_end_of_expression(expression))


class LoopFreeShell(ZMQInteractiveShell):
    """ipykernel's shell where there is no kernel whose event loop a window could join."""

    displayhook_class = DirectDisplayHook

    def is_asynchronous(self, source: str) -> bool:
        """Whether a cell waits for something outside of functions."""
        if not _MAY_BE_ASYNCHRONOUS.search(source):
            return False
        return self.should_run_async(source, transformed_cell=self.transform_cell(source))

    def should_run_async(
        self,
        raw_cell: str,
        *,
        transformed_cell: str | None = None,
        preprocessing_exc_tuple: Any = None,
    ) -> bool:
        """As IPython finds it, which compiles each cell once more for it."""
        if transformed_cell is not None and not _MAY_BE_ASYNCHRONOUS.search(transformed_cell):
            return False
        return super().should_run_async(
            raw_cell,
            transformed_cell=transformed_cell,
            preprocessing_exc_tuple=preprocessing_exc_tuple,
        )

    def enable_gui(self, gui: str | None = None) -> None:
        """Needs nothing for charts inside the notebook; a window is refused."""
        if gui not in (None, "", "inline"):
            raise RuntimeError(f"Windows ({gui}) need a kernel; charts inside the notebook do not.")


def make_shell(session: DirectSession, main: ModuleType, folder: Path) -> LoopFreeShell:
    """A shell as in a fresh kernel.

    Args:
        session: where its displays and tracebacks go.
        main: the module that cells run in.
        folder: private folder, instead of the user's with its start-up files and settings.
    """
    config = Config()
    # No history: a database and a thread that nobody would ask.
    config.HistoryManager.enabled = False
    shell = LoopFreeShell.instance(
        config=config, ipython_dir=str(folder / "ipython"), user_module=main, user_ns=vars(main)
    )
    shell.input_transformer_manager = PythonFirst()
    for part in (shell.displayhook, shell.display_pub):
        part.session, part.pub_socket = session, None
    return shell


def _is_python(cell: str) -> bool:
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def refuse_input(*_arguments: object, **_options: object) -> str:
    """What a kernel answers that no front end listens to."""
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )


def make_comm_refusal(opened: list[str]) -> Callable[..., comm.base_comm.BaseComm]:
    """A replacement of :func:`comm.create_comm` that notes what a widget would have opened."""

    def refuse(*_arguments: object, target_name: str = "", **_options: object) -> Any:
        opened.append(target_name)
        return comm.DummyComm(target_name=target_name)

    return refuse
