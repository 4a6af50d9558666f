"""Files and folders that are written have the permissions that the user's umask leaves."""

import os
import shutil
import subprocess
import sys

import pytest

from analysis.demo import write_demo
from analysis.ingest.filing.filing import _write_folder
from analysis.ingest.templates.workbook import write_template
from analysis.paths import PROJECT, DataRoot

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX only")
COUNTY = "990101"


@pytest.fixture(params=[0o077, 0o002, 0o022], ids=oct)
def umask(request):
    previous = os.umask(request.param)
    yield request.param
    os.umask(previous)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo") / "data", 1, 2).root


def list_wrong_modes(folder, umask):
    """Lists files and folders, with their permissions, that differ from what the umask leaves."""
    wrong = {}
    for path in folder.rglob("*"):
        allowed = (0o777 if path.is_dir() else 0o666) & ~umask
        mode = path.stat().st_mode & 0o777
        if mode != allowed:
            wrong[path.relative_to(folder).as_posix()] = oct(mode)
    return wrong


def test_briefs_and_tables_have_the_permissions_of_the_umask(tmp_path, demo, umask):
    data, out = tmp_path / "data", tmp_path / "out"
    shutil.copytree(demo / "raw", data / "raw", copy_function=shutil.copyfile)
    shutil.copytree(demo / "reference", data / "reference", copy_function=shutil.copyfile)
    command = [sys.executable, "-m", "analysis", "render", COUNTY, "--data", data, "--out", out]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    assert (out / "run.json").is_file()
    assert list((data / "processed").glob("*.parquet"))
    assert list_wrong_modes(data / "processed", umask) == {}
    assert list_wrong_modes(out, umask) == {}


def test_filed_documents_and_forms_have_the_permissions_of_the_umask(tmp_path, demo, umask):
    _write_folder(tmp_path / "raw" / "fox-2021-form", {"document.yml": b"", "events.csv": b""})
    write_template("disbursement", tmp_path / "form.xlsx", DataRoot(demo))
    assert (tmp_path / "raw" / "fox-2021-form" / "events.csv").is_file()
    assert list_wrong_modes(tmp_path, umask) == {}
