"""The same pages from either engine, whatever the folder, time zone, locale and number of jobs."""

import os
import subprocess
import sys

import pytest

from analysis.demo import write_demo
from analysis.paths import PROJECT

SETTINGS = {
    "inprocess": ("2", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    "kernel": ("1", {"TZ": "America/Anchorage", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
}


def render(out, engine, *arguments):
    jobs, settings = SETTINGS[engine]
    command = [sys.executable, "-m", "analysis", "render", *arguments, "--out", out]
    subprocess.run(
        [*command, "--engine", engine, "--jobs", jobs], check=True, capture_output=True,
        cwd=PROJECT, env={**os.environ, **settings, "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    return {path.name: path.read_bytes() for path in out.glob("*.html")}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo") / "data", 2, 2).root


def test_the_shipped_counties_are_the_same_bytes_by_either_engine(tmp_path):
    pages, others = (render(tmp_path / engine / "reports", engine, "--all") for engine in SETTINGS)
    assert len(pages) == 7
    assert pages == others


def test_invented_counties_are_the_same_bytes_by_either_engine(tmp_path, demo):
    asked = ("--all", "--language", "en", "--data", demo)
    pages, others = (render(tmp_path / engine, engine, *asked) for engine in SETTINGS)
    assert len(pages) == 3
    assert pages == others
