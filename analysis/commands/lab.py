"""`briefs lab`: the notebooks in JupyterLab."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.commands.exit_status import UNUSABLE, CallFailed, Stopped
from analysis.commands.options import Data, MessageLanguage, announce, command, say
from analysis.commands.wording import translate
from analysis.paths import DATA_ROOT_VARIABLE, find_data_root, find_writable_notebooks

# Seconds between two looks at whether JupyterLab has started.
PAUSE = 0.2
# Notebook that the second address opens.
EXPLORER = "explore.ipynb"
_LOG_OPTIONS = ("--debug", "--log-level", "--ServerApp.log_level", "--Application.log_level")

Arguments = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="-- ARGS", help="What JupyterLab takes, such as -- --port 9999 --no-browser."
    ),
]
AllowRoot = Annotated[bool, typer.Option("--allow-root", help="Start as root, as in a container.")]


@command("briefs lab", "briefs lab --allow-root -- --no-browser --ip 0.0.0.0 --port 8888")
def lab(
    arguments: Arguments = None,
    allow_root: AllowRoot = False,
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """Open the notebooks in JupyterLab and print its address."""
    import importlib.util

    if importlib.util.find_spec("jupyterlab") is None:
        raise CallFailed(
            translate("JupyterLab is not installed: run `make lab`, or `pip install jupyterlab`."),
            UNUSABLE,
        )
    call = make_command(arguments or (), allow_root)
    if data is not None:
        os.environ[DATA_ROOT_VARIABLE] = str(find_data_root(data).root)
    notebooks = find_writable_notebooks()
    announce("Opening the notebooks in {folder} with JupyterLab …", folder=notebooks)
    os.chdir(notebooks)
    status = run_until_closed(call)
    if status:
        raise typer.Exit(status)


def make_command(arguments: Sequence[str], allow_root: bool) -> list[str]:
    """The call of JupyterLab.

    Args:
        arguments: what the user passes on to it.
        allow_root: whether it may run as root.

    Raises:
        CallFailed: if the user is root and has not asked for that.
    """
    may_be_root = allow_root or any("allow-root" in a or "allow_root" in a for a in arguments)
    if is_root() and not may_be_root:
        raise CallFailed(
            translate(
                "JupyterLab does not start as root unless it is asked to: use another user, or in "
                "a container `briefs lab --allow-root`."
            ),
            UNUSABLE,
        )
    command = [sys.executable, "-m", "jupyterlab", *arguments]
    if allow_root and is_root():
        command.append("--allow-root")
    if not any(argument.startswith(_LOG_OPTIONS) for argument in arguments):
        command.append("--log-level=WARN")
    return command


def is_root() -> bool:
    """Whether the user is root; nobody is on Windows."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def run_until_closed(command: Sequence[str]) -> int:
    """Runs JupyterLab, prints its address once it has one, and waits for its end.

    Returns:
        Its exit status.
    """
    process = subprocess.Popen(command)
    # Ctrl-C reaches JupyterLab, too, which asks whether to end.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        server = wait_for_address(process)
        if server is not None:
            for line in describe_addresses(server):
                say(line)
        return process.wait()
    except Stopped:
        process.terminate()
        process.wait()
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for_address(process: "subprocess.Popen[bytes]") -> dict[str, Any] | None:
    """What JupyterLab notes about itself once it listens; None if it has ended before."""
    from jupyter_core.paths import jupyter_runtime_dir

    noted = Path(jupyter_runtime_dir()) / f"jpserver-{process.pid}.json"
    while process.poll() is None:
        # Half written, it is read again.
        with contextlib.suppress(OSError, ValueError):
            server: dict[str, Any] = json.loads(noted.read_text("utf-8"))
            return server
        time.sleep(PAUSE)
    return None


def describe_addresses(server: dict[str, Any]) -> list[str]:
    """Where the laboratory and the explorer are, with the token that opens them.

    Examples:
        >>> server = {"url": "http://localhost:8888/", "token": "0a1b", "password": False}
        >>> for line in describe_addresses(server):
        ...     print(line)
        JupyterLab: http://localhost:8888/lab?token=0a1b
        Explorer:   http://localhost:8888/lab/tree/explore.ipynb?token=0a1b
    """
    token = f"?token={server['token']}" if server.get("token") else ""
    url = server["url"]
    return [
        f"JupyterLab: {url}lab{token}",
        f"Explorer:   {url}lab/tree/{EXPLORER}{token}",
    ]
