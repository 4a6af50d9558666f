"""Starts Python processes of this package that import nothing from the user's working folder.

A user's ``calendar.py`` must not be imported instead of Python's own. The package is imported from
where this process imported it. Its folder does not stay on the path, because in a checkout it may
be the working folder.
"""

import contextlib
import os
import sys
from collections.abc import Iterator

from analysis.paths import PROJECT

# The same as Python's option `-P`, also for the processes that a process starts in turn.
SAFE_PATH = {"PYTHONSAFEPATH": "1"}
_START = """\
import importlib, sys
folder, module = sys.argv[1:3]
sys.path.insert(0, folder)
import analysis
sys.path.remove(folder)
importlib.import_module(module).main(*sys.argv[3:])
"""


def make_command(module: str, *arguments: str, options: tuple[str, ...] = ()) -> list[str]:
    """Makes the command line that calls ``main(*arguments)`` of a module of this package.

    Args:
        module: dotted name.
        arguments: texts passed to ``main``.
        options: options of the interpreter.
    """
    return [sys.executable, "-P", *options, "-c", _START, str(PROJECT), module, *arguments]


@contextlib.contextmanager
def keep_path_safe() -> Iterator[None]:
    """Sets the environment so that processes a library starts do not import from that folder."""
    previous = {name: os.environ.get(name) for name in SAFE_PATH}
    os.environ.update(SAFE_PATH)
    try:
        yield
    finally:
        for name, value in previous.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
