"""Starts a kernel that other users cannot reach and that no setting of its user changes."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.localinterfaces import localhost
from traitlets import Unicode, default

from analysis.rendering.engine.kernel_environment import KERNEL_ENVIRONMENT

# A socket's path has at most 107 bytes on Linux, 103 on macOS.
MOST_SOCKET_BYTES = 103
SHORT_FOLDER = "/tmp"
_SOCKET = "socket"


@contextmanager
def open_private_folder() -> Iterator[Path]:
    """Yields a folder for one kernel that only the user can enter, and removes it at the end.

    It is made in the folder for temporary files, or in :data:`SHORT_FOLDER` if paths of sockets
    would otherwise be too long and that folder can be written to.
    """
    usual = tempfile.gettempdir()
    is_long = not _is_short_enough(Path(usual, "brief-12345678"))
    folder = SHORT_FOLDER if is_long and os.access(SHORT_FOLDER, os.W_OK | os.X_OK) else usual
    with tempfile.TemporaryDirectory(prefix="brief-", dir=folder) as name:
        yield Path(name)


def _is_short_enough(folder: Path) -> bool:
    return len(os.fsencode(folder / f"{_SOCKET}-99")) <= MOST_SOCKET_BYTES


class PrivateKernelManager(AsyncKernelManager):
    """Starts a kernel with this Python, not with the one that a user's kernel specification names.

    On POSIX the sockets are files in a folder that only the user can enter. On Windows, and where
    the path of a socket would be too long, the kernel listens on the local address and the session
    key in the connection file keeps other users out.
    """

    folder = Unicode(help="folder of this kernel alone, mode 0700").tag(config=True)

    @default("transport")
    def _default_transport(self) -> str:
        return "ipc" if os.name != "nt" and _is_short_enough(Path(self.folder)) else "tcp"

    @default("connection_file")
    def _default_connection_file(self) -> str:
        return str(Path(self.folder) / "connection.json")

    @default("ip")
    def _default_ip(self) -> str:
        # One path per kernel: two kernels on the same path wait for each other forever.
        return str(Path(self.folder) / _SOCKET) if self.transport == "ipc" else localhost()

    @property
    def kernel_spec(self) -> KernelSpec:
        """The command that starts the kernel."""
        arguments = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=arguments, display_name="Python 3", language="python")

    async def start_kernel(self, **options: Any) -> None:
        """Starts the kernel; its output outside of cells is written to a log in its folder."""
        folder = Path(self.folder)
        # Start-up scripts and settings of the user could change the brief.
        own = {"IPYTHONDIR": str(folder / "ipython")}
        options["env"] = {**os.environ, **KERNEL_ENVIRONMENT, **own}
        with (folder / "kernel.log").open("wb") as log:
            await super().start_kernel(**options, stdout=log, stderr=log)
