"""How a brief's own kernel is started; no kernel runs here."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from jupyter_client import AsyncKernelManager

from analysis.rendering.engine.kernel_environment import KERNEL_ENVIRONMENT
from analysis.rendering.engine.private_kernel import PrivateKernelManager


@pytest.fixture
def manager(tmp_path):
    return PrivateKernelManager(folder=str(tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no sockets that are files")
def test_the_kernel_is_reached_by_files_of_its_folder_alone(manager, tmp_path):
    assert manager.transport == "ipc"
    assert Path(manager.ip) == tmp_path / "socket"
    assert Path(manager.connection_file) == tmp_path / "connection.json"


def test_windows_reaches_the_kernel_by_tcp(tmp_path, monkeypatch):
    manager = PrivateKernelManager(folder=str(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        assert manager.transport == "tcp"


def test_the_kernel_is_this_very_python_whatever_kernels_are_installed(manager):
    assert manager.kernel_spec.argv[:3] == [sys.executable, "-m", "ipykernel_launcher"]
    assert manager.kernel_spec.language == "python"


def test_the_kernel_starts_with_settings_of_its_own_and_a_log(manager, tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", "the user's")
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    monkeypatch.setenv("BRIEF_OF_THE_USER", "kept")
    started = {}

    async def note_start(self, **options):
        started.update(options)
        options["stdout"].write(b"said outside of cells")

    monkeypatch.setattr(AsyncKernelManager, "start_kernel", note_start)
    asyncio.run(manager.start_kernel(cwd="folder of the notebook"))
    environment = started["env"]
    assert environment["IPYTHONDIR"] == str(tmp_path / "ipython")
    assert environment.items() >= KERNEL_ENVIRONMENT.items()
    assert environment["BRIEF_OF_THE_USER"] == "kept"
    assert started["cwd"] == "folder of the notebook"
    assert started["stdout"] is started["stderr"]
    assert (tmp_path / "kernel.log").read_bytes() == b"said outside of cells"
