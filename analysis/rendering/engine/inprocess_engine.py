"""papermill's engine `inprocess`: runs a notebook's cells in the process that it is called in.

Also ``papermill --engine inprocess``. There is no kernel to start, to talk to and to stop; all
else is papermill's own: parameters, metadata, errors, time limits, outputs.
"""

import asyncio
import builtins
import contextlib
import getpass
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

import comm
import nbformat
from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellControlSignal, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from analysis.rendering.engine.borrowed_process import (
    INLINE_BACKEND,
    borrow_process,
    capture_descriptors,
)
from analysis.rendering.engine.inprocess_shell import (
    CellStream,
    DirectSession,
    Message,
    make_comm_refusal,
    make_shell,
    refuse_input,
)

NAME = "inprocess"
PYTHON = "python"
# What a display keeps of its message.
_DISPLAYS = {
    "display_data": ("metadata", "data"),
    "execute_result": ("metadata", "data", "execution_count"),
}
_REMEDY = "run it with --engine kernel (papermill's own name for it: --engine nbclient)"


class NeedsKernel(Exception):
    """A notebook that needs a kernel; the message says which cell and what for."""


class _CellTookTooLong(BaseException):
    """Raised inside of a cell; not an Exception, so that the cell does not catch it."""


class _CellClock(NotebookExecutionManager):
    """papermill's manager, which reads each cell's start back from text, but for that."""

    def __init__(self, manager: NotebookExecutionManager) -> None:
        # Both are one: the engine goes on with the other.
        self.__dict__ = manager.__dict__

    def cell_complete(self, cell: NotebookNode, cell_index: int | None = None) -> None:
        """Notes when a cell ended and how long it took."""
        times = cell.metadata.papermill
        start = times.pop("start_time")
        super().cell_complete(cell, cell_index=cell_index)
        ends = datetime.fromisoformat(start), datetime.fromisoformat(times["end_time"])
        times |= {"start_time": start, "duration": (ends[1] - ends[0]).total_seconds()}


class InProcessClient(PapermillNotebookClient):
    """papermill's client, with the shell in this process in place of a kernel."""

    def execute(self, **_options: Any) -> NotebookNode:
        """Runs all cells, as papermill does.

        Raises:
            NeedsKernel: for a notebook with widgets or asynchronous cells.
            CellTimeoutError: if a cell takes longer than the time limit.
            DeadKernelError: if a cell calls ``exit()``.
        """
        self.reset_execution_trackers()
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="brief-"))
            main = stack.enter_context(borrow_process())
            self._session = DirectSession(receive=self._receive)
            self._shell = make_shell(self._session, main, Path(folder))
            self._opened: list[str] = []
            self._captured = stack.enter_context(capture_descriptors())
            stack.enter_context(_replace_inputs(self._opened))
            self._check_cells()
            _let_charts_show(self._shell)
            self.papermill_execute_cells()
            self._shell.restore_sys_module_state()
        self.nb.metadata["language_info"] = _describe_language()
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_options: Any) -> NotebookNode:
        """Runs a cell; its outputs are in it afterwards.

        Raises:
            CellExecutionError: if it raises and may not.
        """
        skipped = self.skip_cells_with_tag in cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or skipped:
            return cell
        cell.outputs = []
        if self.record_timing:
            cell.metadata["execution"] = {}
        self.code_cells_executed += 1
        self.clear_before_next_output = False
        self._running = cell, cell_index
        self._send("status", execution_state="busy")
        count = self._shell.execution_count
        self._send("execute_input", code=cell.source, execution_count=count)
        reply = self._run(cell)
        self._send("status", execution_state="idle")
        if self._opened:
            raise _refuse(cell_index, f"opens a widget ({self._opened[0]})")
        if self._shell.exit_now:
            raise DeadKernelError("Kernel died")
        if reply["content"]["status"] == "error":
            asyncio.run(self._check_raise_for_error(cell, cell_index, reply))
        return cell

    def output(
        self, outs: list[NotebookNode], msg: Message, display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Adds what a message shows to a cell's outputs; returns it.

        Texts are valid as they are: to hold them against the notebook's schema would take longer
        than all else that is done with them.
        """
        kind, content = msg["msg_type"], msg["content"]
        is_special = display_id or self.clear_before_next_output
        if kind not in _DISPLAYS or is_special or not _is_plain(content["data"]):
            return super().output(outs, msg, display_id, cell_index)
        shown = {name: content[name] for name in _DISPLAYS[kind]}
        outs.append(nbformat.from_dict({"output_type": kind, **shown}))
        return outs[-1]

    def _run(self, cell: NotebookNode) -> Message:
        limit = self._get_timeout(cell)
        streams = [CellStream(name, self._session) for name in ("stdout", "stderr")]
        with self._captured.redirect(), _redirect_streams(*streams):
            try:
                with _limit_time(limit):
                    result = self._shell.run_cell(cell.source, store_history=True)
            except _CellTookTooLong:
                result = None
            for stream in streams:
                stream.flush()
        for name, text in self._captured.take():
            self._send("stream", name=name, text=text)
        if result is None or isinstance(result.error_in_exec, _CellTookTooLong):
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", limit, cell
            )
        error = result.error_before_exec or result.error_in_exec
        failed = bool(error) or self._shell._last_traceback_during_displayhook
        content = {"status": "error" if failed else "ok", "execution_count": cell.execution_count}
        if failed:
            content |= {"ename": type(error).__name__, "evalue": str(error)}
            content["traceback"] = self._shell._last_traceback or []
        return {"content": content}

    def _receive(self, message: Message) -> None:
        # The client's own way of saying that a cell is over.
        with contextlib.suppress(CellControlSignal):
            self.process_message(message, *self._running)

    def _send(self, kind: str, **content: object) -> None:
        # Nothing of a cell's: neither packed nor signed as the session's messages are.
        header = {"msg_type": kind}
        self._receive({"content": content, "header": header, "parent_header": {}, **header})

    def _check_cells(self) -> None:
        for index, cell in enumerate(self.nb.cells):
            if cell.cell_type == "code" and self._shell.is_asynchronous(cell.source):
                raise _refuse(index, "is asynchronous")


class InProcessEngine(Engine):
    """Runs Python notebooks without a kernel."""

    @classmethod
    def execute_managed_notebook(  # type: ignore[override]
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: object = None,
        stderr_file: object = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **options: Any,
    ) -> NotebookNode:
        """Runs a notebook; the arguments are those of papermill's own engine.

        Raises:
            NeedsKernel: for a notebook in another language, with widgets, or asynchronous.
        """
        language = nb_man.nb.metadata.get("kernelspec", {}).get("language", PYTHON)
        if language != PYTHON:
            raise NeedsKernel(f"The notebook is written in {language}: {_REMEDY}.")
        without = ["input_path", "timeout", "startup_timeout", "kernel_manager_class"]
        settings = merge_kwargs(
            remove_args(without, **options),
            timeout=execution_timeout if execution_timeout else options.get("timeout"),
            kernel_name=kernel_name,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
        )
        return InProcessClient(_CellClock(nb_man), **settings).execute()


def register_engine() -> None:
    """Makes the engine known to papermill also where the package is not installed."""
    papermill_engines.register(NAME, InProcessEngine)


def _is_plain(data: Message) -> bool:
    return all(isinstance(each, str) or kind.endswith("json") for kind, each in data.items())


def _refuse(index: int, what: str) -> NeedsKernel:
    return NeedsKernel(f"Cell {index + 1} {what}, which needs a kernel: {_REMEDY}.")


@contextlib.contextmanager
def _replace_inputs(opened: list[str]) -> Iterator[None]:
    kept = builtins.input, getpass.getpass, comm.create_comm
    builtins.input, getpass.getpass = refuse_input, refuse_input
    comm.create_comm = make_comm_refusal(opened)
    try:
        yield
    finally:
        builtins.input, getpass.getpass, comm.create_comm = kept


@contextlib.contextmanager
def _redirect_streams(stdout: CellStream, stderr: CellStream) -> Iterator[None]:
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        yield


@contextlib.contextmanager
def _limit_time(seconds: float | None) -> Iterator[None]:
    if not seconds or seconds < 0:
        yield
        return
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        raise NeedsKernel(f"A time limit cannot be kept here: {_REMEDY}.")

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _CellTookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _let_charts_show(shell: Any) -> None:
    # pyplot tells a shell of itself when it is imported; here it may have been before.
    # As in a kernel, a backend that the environment names is kept.
    if "matplotlib.pyplot" in sys.modules and os.environ.get("MPLBACKEND") == INLINE_BACKEND:
        shell.enable_matplotlib("inline")


def _describe_language() -> dict[str, object]:
    return dict(IPythonKernel.language_info)
