"""The user's working folder: its modules are not imported, and paths are relative to it."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.demo import write_demo
from analysis.paths import PROJECT, DataRoot
from analysis.rendering.batch.chunk import pack_chunks
from analysis.rendering.batch.selection import select_briefs
from analysis.rendering.brief.brief import BriefTask
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.engine.engines import Limits

COUNTY = "990101"
OTHERS = ("pandas", "numpy", "pyarrow", "matplotlib", "IPython", "nbformat", "lxml", "typer")
# `python -m` imports these before it runs a module; only -P would keep the user's modules away.
BEFORE_MAIN = set(
    subprocess.run(
        [sys.executable, "-c", "import sys, runpy; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    ).stdout.split()
)  # fmt: skip
START = {
    "briefs": [str(Path(sys.executable).with_name("briefs"))],
    "python -m analysis": [sys.executable, "-m", "analysis"],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo") / "data", 1, 2).root


@pytest.fixture
def folder(tmp_path, data):
    """A working folder with data, and with a module of each name that a process could import."""
    shutil.copytree(data, tmp_path / "data")
    for name in sorted({*sys.stdlib_module_names, *OTHERS} - BEFORE_MAIN):
        complaint = f"raise SystemExit('{name} is imported from the working folder')\n"
        (tmp_path / f"{name}.py").write_text(complaint)
    return tmp_path


def call(folder, *command, **options):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, timeout=300,
        **options,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout


def test_a_module_of_the_working_folder_would_be_imported(folder):
    done = subprocess.run(
        [sys.executable, "-c", "import calendar"], cwd=folder, capture_output=True, check=False
    )
    assert b"calendar is imported from the working folder" in done.stderr


@pytest.mark.parametrize("start", START)
@pytest.mark.parametrize("engine", ["inprocess", "kernel"])
def test_briefs_are_rendered_beside_a_users_modules(folder, start, engine):
    command = ("render", COUNTY, "--engine", engine, "--jobs", "2", "--language", "en")
    call(folder, *START[start], *command, "--data", "data", "--out", "out")
    assert (folder / "out" / f"{COUNTY}.en.html").is_file()


def test_files_are_read_beside_a_users_modules(folder, tmp_path):
    (folder / "a.csv").write_text("指标,本月\n", encoding="utf-8")
    done = subprocess.run(
        [*START["python -m analysis"], "ingest", "a.csv", "--data", "data"],
        cwd=folder, capture_output=True, check=False, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert "is imported from" not in done.stdout + done.stderr
    assert "broke the program" not in done.stdout


def test_from_a_checkout_as_working_folder_only_the_package_is_imported(tmp_path, data):
    shutil.copytree(PROJECT / "analysis", tmp_path / "analysis")
    for name in ("notebooks", "data"):
        (tmp_path / name).symlink_to(PROJECT / name)
    for name in ("calendar", "statistics", "numbers"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')\n")
    command = ("render", COUNTY, "--language", "en", "--data", str(data), "--out", "out")
    call(tmp_path, sys.executable, "-m", "analysis", *command)
    assert (tmp_path / "out" / f"{COUNTY}.en.html").is_file()


def test_a_workers_chunk_is_rendered_beside_a_users_modules(folder, data):
    selected, _ = select_briefs(DataRoot(data), (), ("en",), "latest")
    output = OutputFolder(folder / "out")
    tasks = [BriefTask(request, output, "inprocess", Limits(), "a", ()) for request in selected]
    (chunk,) = pack_chunks(tasks)
    # In a process of its own, as a worker of dask does it.
    program = (
        "import sys; sys.path.pop(0); import pickle; from analysis.rendering.batch import chunk; "
        "finished = chunk.render_in_subprocess(sys.stdin.buffer.read()); "
        "sys.stdout.buffer.write(pickle.dumps(finished))"
    )
    (finished,) = pickle.loads(call(folder, sys.executable, "-c", program, input=chunk.to_bytes()))
    assert finished.outcome.state == "rendered", finished.outcome
    assert finished.page.startswith(b"<!DOCTYPE html>")
