"""Engines: functions that take a notebook, parameters and time limits and return it executed.

The engine ``kernel`` starts a Jupyter kernel for each brief. ``inprocess`` needs none: the pool
gives each brief a process of its own, forked from one that has imported everything (see
:mod:`analysis.rendering.workers.fork_server`).
"""

import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import UserError

if TYPE_CHECKING:
    import nbformat
    import papermill

NATIVE_KERNEL = "python3"
EXECUTED = "executed.ipynb"
LOG_TAIL = 4000
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass(frozen=True)
class Limits:
    """Time limits of a brief, in seconds.

    Attributes:
        start: until the kernel answers.
        cell: for one cell.
        brief: for the whole brief; another process watches it.
    """

    start: int = 60
    cell: int = 300
    brief: int = 1200


class UnknownEngine(UserError, ValueError):
    """An engine that does not exist or cannot be used on this system."""


class NotebookFailed(Exception):
    """A notebook that did not run to its end.

    Attributes:
        details: for the log: traceback and what the kernel wrote.
        notebook: the notebook as far as it ran, as JSON; None if it was not written.
    """

    def __init__(self, reason: str, details: str = "", notebook: bytes | None = None) -> None:
        super().__init__(reason)
        self.details = details
        self.notebook = notebook


Engine = Callable[[Path, Mapping[str, str], Limits], "nbformat.NotebookNode"]


def execute_with_kernel(
    notebook: Path, parameters: Mapping[str, str], limits: Limits
) -> "nbformat.NotebookNode":
    """Runs a notebook with papermill in a kernel of its own, in the notebook's folder.

    Raises:
        NotebookFailed: if a cell raises or takes too long, or the kernel dies or does not start.
        TypeError: for a parameter that is not text.
    """
    from traitlets.config import Config

    from analysis.rendering.engine.private_kernel import PrivateKernelManager, open_private_folder

    with open_private_folder() as folder:
        options = {
            "start_timeout": limits.start,
            "kernel_manager_class": PrivateKernelManager,
            "config": Config(PrivateKernelManager={"folder": str(folder)}),
        }
        return _execute(notebook, parameters, limits, folder, None, options)


def execute_in_process(
    notebook: Path, parameters: Mapping[str, str], limits: Limits
) -> "nbformat.NotebookNode":
    """Runs a notebook with papermill in this process, which should end afterwards.

    Raises:
        NotebookFailed: if a cell raises or takes too long, or the notebook needs a kernel.
        TypeError: for a parameter that is not text.
    """
    from analysis.rendering.engine.inprocess_engine import NAME, NeedsKernel, register_engine

    register_engine()
    with tempfile.TemporaryDirectory(prefix="brief-") as name:
        private = Path(name)
        try:
            return _execute(notebook, parameters, limits, private, NAME, {})
        except NeedsKernel as error:
            raise _fail(str(error), error, private) from error


def _execute(
    notebook: Path,
    parameters: Mapping[str, str],
    limits: Limits,
    private: Path,
    engine: str | None,
    options: Mapping[str, Any],
) -> "nbformat.NotebookNode":
    import nbclient.exceptions
    import papermill

    check_parameters_are_text(parameters)
    try:
        return _run_papermill(notebook, parameters, limits, private, engine, options)
    except papermill.PapermillExecutionError as error:
        raise _fail(_describe_cell_error(error), error, private) from error
    except nbclient.exceptions.DeadKernelError as error:
        reason = "the kernel died: it was killed, crashed or ran out of memory"
        raise _fail(reason, error, private) from error
    except nbclient.exceptions.CellTimeoutError as error:
        raise _fail(f"a cell took longer than {limits.cell} s", error, private) from error
    except RuntimeError as error:
        raise _fail(f"the kernel did not start ({error})", error, private) from error


KERNEL, IN_PROCESS = "kernel", "inprocess"
CAN_FORK = hasattr(os, "fork")
DEFAULT_ENGINE = IN_PROCESS if CAN_FORK else KERNEL
ENGINES: Mapping[str, Engine] = {KERNEL: execute_with_kernel, IN_PROCESS: execute_in_process}


def find_engine(name: str) -> Engine:
    """The engine of a name.

    Raises:
        UnknownEngine: with the names of all engines, or why this system cannot run the engine.
    """
    if name == IN_PROCESS and not CAN_FORK:
        raise UnknownEngine(f"The engine {name} needs a system that can fork; use --engine kernel.")
    if name not in ENGINES:
        raise UnknownEngine(f"There is no engine {name!r}; there is: {', '.join(sorted(ENGINES))}.")
    return ENGINES[name]


def check_parameters_are_text(parameters: Mapping[str, str]) -> None:
    """Checks that papermill cannot paste a parameter into the notebook as code.

    Raises:
        TypeError: for a value that is not text or a name that is not an identifier.
    """
    for name, value in parameters.items():
        if not name.isidentifier() or not isinstance(value, str):
            raise TypeError(f"Notebook parameters are text; {name!r} is {value!r}.")


def _run_papermill(
    notebook: Path,
    parameters: Mapping[str, str],
    limits: Limits,
    private: Path,
    engine: str | None,
    options: Mapping[str, Any],
) -> "nbformat.NotebookNode":
    import papermill

    return papermill.execute_notebook(
        _escape_braces(notebook.absolute()),
        _escape_braces(private / EXECUTED),
        dict(parameters),
        engine_name=engine,
        kernel_name=NATIVE_KERNEL,
        language="python",
        cwd=notebook.resolve().parent,
        progress_bar=False,
        request_save_on_cell_execute=False,
        execution_timeout=limits.cell,
        **options,
    )


def _escape_braces(path: Path) -> str:
    """A path as papermill needs it: papermill replaces names in braces by parameters."""
    return os.fspath(path).replace("{", "{{").replace("}", "}}")


def _describe_cell_error(error: "papermill.PapermillExecutionError") -> str:
    message = f"{error.ename}: {error.evalue}" if error.evalue else str(error.ename)
    return f"cell {error.cell_index + 1} raised {message}"


def _fail(reason: str, error: Exception, private: Path) -> NotebookFailed:
    executed, kernel_log = private / EXECUTED, private / "kernel.log"
    written = kernel_log.read_text("utf-8", "replace")[-LOG_TAIL:] if kernel_log.exists() else ""
    details = f"{_ANSI.sub('', str(error))}\n\nThe kernel wrote:\n{written}"
    return NotebookFailed(reason, details, executed.read_bytes() if executed.exists() else None)
