"""A process lent to a notebook: as a fresh kernel finds its own, and given back as it was."""

import builtins
import contextlib
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


@contextlib.contextmanager
def borrow_process() -> Iterator[ModuleType]:
    """Lends the process's own state to a notebook; yields its ``__main__``.

    Working folder, environment, import path, warning filters, ``__main__`` and the shell of
    whoever runs this are put back. What else a notebook changes stays changed: only a process
    that ends with the notebook forgets everything.
    """
    environment, path, folder = dict(os.environ), list(sys.path), Path.cwd()
    hooks = sys.displayhook, sys.excepthook
    known, main = dict(vars(builtins)), sys.modules["__main__"]
    lent = ModuleType("__main__")
    vars(lent)["__builtins__"] = builtins
    try:
        with warnings.catch_warnings(), _set_shell_aside():
            sys.modules["__main__"] = lent
            if not sys.flags.safe_path:  # IPython asks the same
                sys.path.insert(0, "")
            os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)
            yield lent
    finally:
        sys.modules["__main__"] = main
        sys.path[:] = path
        sys.displayhook, sys.excepthook = hooks
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        for name in vars(builtins).keys() - known.keys():
            delattr(builtins, name)
        vars(builtins).update(known)


@contextlib.contextmanager
def _set_shell_aside() -> Iterator[None]:
    """A notebook run from inside of IPython must not find that shell in place of its own."""
    from analysis.rendering.engine.inprocess_shell import LoopFreeShell

    classes = list(LoopFreeShell._walk_mro())
    instances = [each._instance for each in classes]
    for each in classes:
        each._instance = None
    try:
        yield
    finally:
        for each, instance in zip(classes, instances, strict=True):
            each._instance = instance


class DescriptorCapture:
    """What is written past Python, by libraries in C and by commands, to stdout and stderr."""

    def __init__(self, stdout: BinaryIO, stderr: BinaryIO) -> None:
        self._files = {1: stdout, 2: stderr}
        self._read = dict.fromkeys(self._files, 0)

    @contextlib.contextmanager
    def redirect(self) -> Iterator[None]:
        """Leads both descriptors into files for a while."""
        kept = {number: os.dup(number) for number in self._files}
        try:
            for number, file in self._files.items():
                os.dup2(file.fileno(), number)
            yield
        finally:
            for number, copy in kept.items():
                os.dup2(copy, number)
                os.close(copy)

    def take(self) -> Iterator[tuple[str, str]]:
        """Name of the stream and text of what came since the last time."""
        for number, file in self._files.items():
            size = os.fstat(file.fileno()).st_size
            if size > self._read[number]:
                content = os.pread(file.fileno(), size - self._read[number], self._read[number])
                self._read[number] = size
                yield ("stdout", "stderr")[number - 1], content.decode("utf-8", "replace")


@contextlib.contextmanager
def capture_descriptors() -> Iterator[DescriptorCapture]:
    """A capture with its two files, gone at the end."""
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        yield DescriptorCapture(stdout, stderr)
