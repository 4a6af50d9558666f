"""`briefs render` as a process that is terminated: exit status, record and pages."""

import json
import os
import signal
import subprocess
import sys

import pytest

from analysis.paths import PROJECT

from ..patience import ENDLESS_SECONDS, HANG_SECONDS, wait_until
from ..unit.conftest import COUNTY, write_root
from .runnable_notebooks import write_notebook

# Runs the command with another notebook instead of the brief.
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
def test_termination_keeps_finished_briefs_and_records_the_others(tmp_path):
    begun, log = tmp_path / "begun", tmp_path / "out" / "log" / "run.log"
    deed = f"language == 'en' and (open({str(begun)!r}, 'w'), time.sleep({ENDLESS_SECONDS}))"
    process = start(tmp_path, deed, "--all", "--jobs", "2")

    def is_half_done():
        # The log, because it is written after the page, when the outcome is recorded.
        is_logged = log.exists() and f"{COUNTY}.zh rendered" in log.read_text("utf-8")
        return (is_logged and begun.exists()) or process.poll() is not None

    wait_until(is_half_done, "one brief finished while the other runs")
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=HANG_SECONDS)
    page = tmp_path / "out" / f"{COUNTY}.zh.html"
    assert process.returncode == 143
    assert "Terminated." in err
    assert "Traceback" not in err
    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    languages = record["counties"][COUNTY]["languages"]
    assert languages["zh"]["state"] == "rendered"
    assert languages["en"]["state"] == "not_run"
    assert page.read_text("utf-8").endswith("complete -->")
    assert f"{COUNTY}.en.html" not in page.read_text("utf-8")
