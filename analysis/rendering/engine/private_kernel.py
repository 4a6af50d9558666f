"""A kernel that nobody else can reach and that no setting of its user changes."""

import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from traitlets import Unicode, default

from analysis.rendering.engine.kernel_environment import KERNEL_ENVIRONMENT


class PrivateKernelManager(AsyncKernelManager):
    """Starts this very Python, not whichever one a user's kernel specification names.

    On POSIX the sockets are files in a folder that only the user can enter; Windows has no such
    sockets, there the session key of the connection file keeps others out.
    """

    folder = Unicode(help="folder of this kernel alone, mode 0700").tag(config=True)

    @default("transport")
    def _default_transport(self) -> str:
        return "tcp" if os.name == "nt" else "ipc"

    @default("connection_file")
    def _default_connection_file(self) -> str:
        return str(Path(self.folder) / "connection.json")

    def _ip_default(self) -> str:
        # Two kernels on one path would wait for each other for ever.
        return super()._ip_default() if os.name == "nt" else str(Path(self.folder) / "socket")

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
