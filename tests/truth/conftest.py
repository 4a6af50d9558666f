"""Briefs of invented counties, rendered once for all tests that read them."""

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from analysis.demo import write_demo
from analysis.paths import PROJECT, DataRoot

from ..patience import HANG_SECONDS

COUNTIES, MONTHS = 60, 3


@pytest.fixture(scope="session")
def invented_briefs(tmp_path_factory, worker_id) -> tuple[DataRoot, Path]:
    """A data root of invented counties of every kind, and a folder with all their briefs."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    root, out, log = (
        DataRoot(shared / "invented"),
        shared / "invented-briefs",
        shared / "invented.log",
    )
    with FileLock(shared / "invented.lock"):
        if not log.exists():
            write_demo(root.root, COUNTIES, MONTHS)
            log.write_text(render_all(root, out), encoding="utf-8")
    failure = log.read_text(encoding="utf-8")
    assert not failure, failure
    return root, out


def render_all(root: DataRoot, out: Path) -> str:
    """Renders all briefs of a data root; returns what went wrong, or nothing."""
    command = [sys.executable, "-m", "analysis", "render", "--all", "--jobs", "2"]
    done = subprocess.run(
        [*command, "--data", str(root.root), "--out", str(out)], cwd=PROJECT, capture_output=True,
        encoding="utf-8", timeout=HANG_SECONDS, check=False,
    )  # fmt: skip
    return "" if done.returncode == 0 else f"{command} ended with {done.returncode}: {done.stderr}"
