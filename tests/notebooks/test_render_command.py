"""`briefs render` as a process: status, output and what a signal leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from analysis.paths import PROJECT

from ..unit.conftest import COUNTY, write_root
from .runnable_notebooks import write_notebook

# The command with another notebook in the place of the brief.
DRIVER = """
import sys
from pathlib import Path
import analysis.paths
analysis.paths.BRIEF_NOTEBOOK = Path(sys.argv[1])
from analysis.cli import main
main(sys.argv[2:])
"""


def start(folder, deed, *arguments):
    notebook = write_notebook(folder, {COUNTY: deed})
    root = write_root(folder / "data").root
    command = [sys.executable, "-c", DRIVER, str(notebook), "render", *arguments]
    command += ["--data", str(root), "--out", str(folder / "out")]
    return subprocess.Popen(
        command, cwd=PROJECT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM")
def test_termination_keeps_what_is_finished_and_names_the_rest(tmp_path):
    deed = "time.sleep(600 * (language == 'en'))"
    process = start(tmp_path, deed, "--all", "--jobs", "2")
    page = tmp_path / "out" / f"{COUNTY}.zh.html"
    deadline = time.monotonic() + 60
    while not page.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 143
    assert "Terminated." in err
    assert "Traceback" not in err
    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    languages = record["counties"][COUNTY]["languages"]
    assert languages["zh"]["state"] == "rendered"
    assert languages["en"]["state"] == "not_run"
    assert page.read_text("utf-8").endswith("complete -->")
    assert f"{COUNTY}.en.html" not in page.read_text("utf-8")
