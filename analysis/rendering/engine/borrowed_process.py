"""Prepares this process for a notebook like that of a new kernel, and restores it afterwards."""

import builtins
import contextlib
import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from analysis.rendering.engine.inprocess_shell import LoopFreeShell
from analysis.upstream.traitlets_internals import set_instances_aside

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


@contextlib.contextmanager
def borrow_process() -> Iterator[ModuleType]:
    """Lets a notebook use this process; yields the module ``__main__`` that its cells run in.

    Restored at the end: working folder, environment, import path, warning filters, built-in names,
    hooks, ``__main__`` and IPython's shell. Other changes that a notebook makes remain, so a
    process should end with its notebook.
    """
    environment, path, folder = dict(os.environ), list(sys.path), Path.cwd()
    hooks = sys.displayhook, sys.excepthook
    builtin_names, own_main = dict(vars(builtins)), sys.modules["__main__"]
    main = ModuleType("__main__")
    vars(main)["__builtins__"] = builtins
    try:
        with warnings.catch_warnings(), set_instances_aside(LoopFreeShell):
            sys.modules["__main__"] = main
            if not sys.flags.safe_path:  # like IPython
                sys.path.insert(0, "")
            os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)
            yield main
    finally:
        sys.modules["__main__"] = own_main
        sys.path[:] = path
        sys.displayhook, sys.excepthook = hooks
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        for name in vars(builtins).keys() - builtin_names.keys():
            delattr(builtins, name)
        vars(builtins).update(builtin_names)


class NotebookLogging:
    """The root logger of a notebook, which starts as in a new kernel: without handlers.

    Those of the process, such as papermill's, would write messages of libraries into cell outputs.
    """

    def __init__(self) -> None:
        self._handlers: list[logging.Handler] = []
        self._level = logging.WARNING

    @contextlib.contextmanager
    def use(self) -> Iterator[None]:
        """Logs by the notebook's own handlers and level within the block."""
        root = logging.getLogger()
        handlers, level = list(root.handlers), root.level
        _set_up(root, self._handlers, self._level)
        try:
            yield
        finally:
            self._handlers, self._level = list(root.handlers), root.level
            _set_up(root, handlers, level)


def _set_up(logger: logging.Logger, handlers: list[logging.Handler], level: int) -> None:
    logger.handlers[:] = handlers
    if logger.level != level:  # setLevel empties a cache of every logger
        logger.setLevel(level)


class DescriptorCapture:
    """Output that does not pass Python's streams: libraries in C and commands write it."""

    def __init__(self, stdout: BinaryIO, stderr: BinaryIO) -> None:
        self._files = {1: stdout, 2: stderr}
        self._read = dict.fromkeys(self._files, 0)

    @contextlib.contextmanager
    def redirect(self) -> Iterator[None]:
        """Redirects descriptors 1 and 2 to files within the block."""
        copies = {number: os.dup(number) for number in self._files}
        try:
            for number, file in self._files.items():
                os.dup2(file.fileno(), number)
            yield
        finally:
            for number, copy in copies.items():
                os.dup2(copy, number)
                os.close(copy)

    def take(self) -> Iterator[tuple[str, str]]:
        """Name of each stream with the text written since the last call, if any."""
        for number, file in self._files.items():
            size = os.fstat(file.fileno()).st_size
            if size > self._read[number]:
                content = os.pread(file.fileno(), size - self._read[number], self._read[number])
                self._read[number] = size
                yield ("stdout", "stderr")[number - 1], content.decode("utf-8", "replace")


@contextlib.contextmanager
def capture_descriptors() -> Iterator[DescriptorCapture]:
    """Yields a capture with two temporary files."""
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        yield DescriptorCapture(stdout, stderr)
