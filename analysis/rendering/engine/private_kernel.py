"""A kernel that nobody else can reach and that no setting of its user changes."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from traitlets import Unicode, default

from analysis.rendering.engine.kernel_environment import KERNEL_ENVIRONMENT

# A socket's path has at most 107 bytes on Linux, 103 on macOS.
MOST_SOCKET_BYTES = 103
SHORT_FOLDER = "/tmp"
_SOCKET = "socket"


@contextmanager
def open_private_folder() -> Iterator[Path]:
    """A folder for one kernel, which only the user can enter; gone at the end.

    It is below the short folder where sockets below the usual one would have too long a path, and
    nevertheless below the usual one where nothing can be written to the short one.
    """
    usual = tempfile.gettempdir()
    is_long = not _is_short_enough(Path(usual, "brief-12345678"))
    folder = SHORT_FOLDER if is_long and os.access(SHORT_FOLDER, os.W_OK | os.X_OK) else usual
    with tempfile.TemporaryDirectory(prefix="brief-", dir=folder) as name:
        yield Path(name)


def _is_short_enough(folder: Path) -> bool:
    return len(os.fsencode(folder / f"{_SOCKET}-99")) <= MOST_SOCKET_BYTES


class PrivateKernelManager(AsyncKernelManager):
    """Starts this very Python, not whichever one a user's kernel specification names.

    On POSIX the sockets are files in a folder that only the user can enter. Windows has no such
    sockets, and a path may be too long for one: there the kernel listens on this machine's own
    address, and the session key of the connection file keeps others out.
    """

    folder = Unicode(help="folder of this kernel alone, mode 0700").tag(config=True)

    @default("transport")
    def _default_transport(self) -> str:
        return "ipc" if os.name != "nt" and _is_short_enough(Path(self.folder)) else "tcp"

    @default("connection_file")
    def _default_connection_file(self) -> str:
        return str(Path(self.folder) / "connection.json")

    def _ip_default(self) -> str:
        # Two kernels on one path would wait for each other for ever.
        return (
            str(Path(self.folder) / _SOCKET) if self.transport == "ipc" else super()._ip_default()
        )

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel is started."""
        arguments = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=arguments, display_name="Python 3", language="python")

    async def start_kernel(self, **options: Any) -> None:
        """Starts the kernel; what it writes outside of cells goes to a file of its folder."""
        folder = Path(self.folder)
        # Start-up scripts and settings of the user would make the brief theirs.
        own = {"IPYTHONDIR": str(folder / "ipython")}
        options["env"] = {**os.environ, **KERNEL_ENVIRONMENT, **own}
        with (folder / "kernel.log").open("wb") as log:
            await super().start_kernel(**options, stdout=log, stderr=log)
