"""Starts Python processes of this package, which import nothing from the user's working folder.

A user's ``calendar.py`` must not take the place of Python's own. The package is imported from
where this process has it; its folder is not left on the path, because in a checkout that may be
the working folder, too.
"""

import contextlib
import os
import sys
from collections.abc import Iterator

from analysis.paths import PROJECT

# Does for `python -c` and `-m`, and for what these start in turn, what `-P` does for one call.
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
    """The command line that calls ``main(*arguments)`` of a module of this package.

    Args:
        module: dotted name.
        arguments: text that ``main`` takes.
        options: of the interpreter.
    """
    return [sys.executable, "-P", *options, "-c", _START, str(PROJECT), module, *arguments]


@contextlib.contextmanager
def keep_path_safe() -> Iterator[None]:
    """Keeps Python processes that others start for us from importing from the working folder."""
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
