"""The engine ``inprocess`` of papermill: runs a notebook's cells in the calling process.

Also ``papermill --engine inprocess``. No kernel is started; parameters, metadata, errors, time
limits and outputs are papermill's own.
"""

import builtins
import contextlib
import getpass
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import comm
from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import (
    CellControlSignal,
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from analysis.rendering.engine.borrowed_process import (
    INLINE_BACKEND,
    NotebookLogging,
    borrow_process,
    capture_descriptors,
)
from analysis.rendering.engine.inprocess_shell import (
    CellStream,
    make_comm_refusal,
    make_shell,
    refuse_input,
)
from analysis.upstream.ipykernel_internals import (
    DirectSession,
    Message,
    describe_reply,
)
from analysis.upstream.nbclient_internals import make_plain_output

NAME = "inprocess"
PYTHON = "python"
_REMEDY = "run it with --engine kernel (papermill's own name for it: --engine nbclient)"


class NeedsKernel(Exception):
    """A notebook that needs a kernel; the message names the cell and the reason."""


class _CellTookTooLong(BaseException):
    """Raised inside of a cell. Not an Exception, so that ``except Exception`` does not catch it."""


class InProcessClient(PapermillNotebookClient):
    """papermill's client with a shell in this process in place of a kernel."""

    def execute(self, **_options: Any) -> NotebookNode:
        """Runs all cells and returns the notebook.

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
            self._logging = NotebookLogging()
            stack.enter_context(_replace_inputs(self._opened))
            self._check_cells()
            _let_charts_show(self._shell)
            self.papermill_execute_cells()
            self._shell.restore_sys_module_state()
        self.nb.metadata["language_info"] = _describe_language()
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_options: Any) -> NotebookNode:
        """Runs a cell, stores its outputs in it and returns it.

        Raises:
            CellExecutionError: if the cell raises and neither it nor the notebook allows errors.
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
        send = self._session.send
        send(None, "status", {"execution_state": "busy"})
        count = self._shell.execution_count
        send(None, "execute_input", {"code": cell.source, "execution_count": count})
        reply = self._run(cell)
        send(None, "status", {"execution_state": "idle"})
        if self._opened:
            raise _refuse(cell_index, f"opens a widget ({self._opened[0]})")
        if self._shell.exit_now:
            raise DeadKernelError("Kernel died")
        if reply["status"] == "error" and not self._may_fail(cell, reply["ename"]):
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def output(
        self, outs: list[NotebookNode], msg: Message, display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Adds the output of a message to a cell's outputs and returns it."""
        is_special = display_id or self.clear_before_next_output
        shown = None if is_special else make_plain_output(msg)
        if shown is None:
            return super().output(outs, msg, display_id, cell_index)
        outs.append(shown)
        return shown

    def _may_fail(self, cell: NotebookNode, error_name: str) -> bool:
        is_tagged = "raises-exception" in cell.metadata.get("tags", [])
        is_allowed = self.allow_errors or error_name in self.allow_error_names or is_tagged
        return is_allowed and not self.force_raise_errors

    def _run(self, cell: NotebookNode) -> Message:
        """Runs a cell and returns the content of the reply that a kernel would send."""
        limit = self.timeout_func(cell) if self.timeout_func else self.timeout
        streams = [CellStream(name, self._session) for name in ("stdout", "stderr")]
        with self._logging.use(), self._captured.redirect(), _redirect_streams(*streams):
            try:
                with _limit_time(limit):
                    result = self._shell.run_cell(cell.source, store_history=True)
            except _CellTookTooLong:
                result = None
            for stream in streams:
                stream.flush()
        for name, text in self._captured.take():
            self._session.send(None, "stream", {"name": name, "text": text})
        if result is None or isinstance(result.error_in_exec, _CellTookTooLong):
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", limit, cell
            )
        return describe_reply(self._shell, result)

    def _receive(self, message: Message) -> None:
        # The client raises it when a cell is complete.
        with contextlib.suppress(CellControlSignal):
            self.process_message(message, *self._running)

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
        unused = ["input_path", "timeout", "startup_timeout", "kernel_manager_class"]
        settings = merge_kwargs(
            remove_args(unused, **options),
            timeout=execution_timeout if execution_timeout else options.get("timeout"),
            kernel_name=kernel_name,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
        )
        return InProcessClient(nb_man, **settings).execute()


def register_engine() -> None:
    """Registers the engine with papermill; needed where this package is not installed."""
    papermill_engines.register(NAME, InProcessEngine)


def _refuse(index: int, reason: str) -> NeedsKernel:
    return NeedsKernel(f"Cell {index + 1} {reason}, which needs a kernel: {_REMEDY}.")


@contextlib.contextmanager
def _replace_inputs(opened: list[str]) -> Iterator[None]:
    originals = builtins.input, getpass.getpass, comm.create_comm
    builtins.input, getpass.getpass = refuse_input, refuse_input
    comm.create_comm = make_comm_refusal(opened)
    try:
        yield
    finally:
        builtins.input, getpass.getpass, comm.create_comm = originals


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
        raise NeedsKernel(
            f"A time limit needs signals and the main thread, which are not available: {_REMEDY}."
        )

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _CellTookTooLong

    own_handler = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, own_handler)


def _let_charts_show(shell: Any) -> None:
    # pyplot registers itself with the shell when it is imported; here it may already be. As in a
    # kernel, another backend that the environment names is kept.
    if "matplotlib.pyplot" in sys.modules and os.environ.get("MPLBACKEND") == INLINE_BACKEND:
        shell.enable_matplotlib("inline")


def _describe_language() -> dict[str, object]:
    return dict(IPythonKernel.language_info)
