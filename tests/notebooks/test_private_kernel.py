"""A brief's kernel is private in any folder for temporary files."""

import os
import tempfile

import nbformat
import pytest

from analysis.rendering.engine import private_kernel
from analysis.rendering.engine.engines import Limits, execute_with_kernel

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no sockets with a path")
SHOW_TRANSPORT = """\
from ipykernel.kernelapp import IPKernelApp
IPKernelApp.instance().transport"""


@pytest.fixture(params=["short", "100 bytes", "200 bytes", "100 bytes in Chinese"])
def temporary(request, tmp_path, monkeypatch):
    """A folder for temporary files."""
    folder, length = tmp_path, {"1": 100, "2": 200}.get(request.param[0], 0)
    letter = "县" if "Chinese" in request.param else "x"
    missing = length - len(os.fsencode(folder)) - 1
    if missing > 0:
        folder /= letter * (missing // len(os.fsencode(letter)))
    folder.mkdir(exist_ok=True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def show_transport(folder):
    """Returns the transport by which the kernel of a notebook listens."""
    parameters = nbformat.v4.new_code_cell("a = ''", metadata={"tags": ["parameters"]})
    cells = [parameters, nbformat.v4.new_code_cell(SHOW_TRANSPORT)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "in.ipynb")
    executed = execute_with_kernel(folder / "in.ipynb", {"a": "b"}, Limits())
    return executed.cells[-1].outputs[0].data["text/plain"].strip("'")


def test_a_kernel_is_private_whatever_the_folder_of_temporary_files(tmp_path, temporary):
    assert show_transport(tmp_path) == "ipc"
    assert not list(temporary.glob("brief-*"))


def test_a_kernel_listens_on_tcp_where_no_path_is_short_enough(tmp_path, monkeypatch):
    monkeypatch.setattr(private_kernel, "SHORT_FOLDER", str(tmp_path / "missing"))
    folder = tmp_path / ("x" * 100)
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert show_transport(tmp_path) == "tcp"
