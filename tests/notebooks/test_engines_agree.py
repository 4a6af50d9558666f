"""Both engines give the same pages in any folder, time zone, locale, on any day, with any jobs."""

import os
import shutil
import subprocess
import sys

import pytest

from analysis.demo import write_demo
from analysis.paths import PROJECT

INVENTED = 12
SETTINGS = {
    "inprocess": (
        "2",
        "+1500d",
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    ),
    "kernel": ("1", "-30d", {"TZ": "America/Anchorage", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
}
# Debian's command that sets another day for a program; without it all briefs are of one day.
FAKETIME = shutil.which("faketime")


def render(out, engine, *arguments):
    jobs, shift, settings = SETTINGS[engine]
    clock = [FAKETIME, "-f", shift] if FAKETIME else []
    command = [sys.executable, "-m", "analysis", "render", "--all", *arguments, "--out", out]
    done = subprocess.run(
        [*clock, *command, "--engine", engine, "--jobs", jobs], check=False, capture_output=True,
        cwd=PROJECT, env={**os.environ, **settings, "PYTHONPATH": str(PROJECT)}, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first_day = (out / "log" / "run.log").read_text("utf-8")[:10]
    return {path.name: path.read_bytes() for path in out.glob("*.html")}, first_day


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo") / "data", INVENTED, 2).root


@pytest.mark.parametrize("counties", ["shipped", "invented"])
def test_counties_are_the_same_bytes_by_either_engine(tmp_path, demo, counties):
    options = () if counties == "shipped" else ("--language", "en", "--data", demo)
    (pages, day), (others, other_day) = (
        render(tmp_path / engine / "reports", engine, *options) for engine in SETTINGS
    )
    assert len(pages) == (7 if counties == "shipped" else INVENTED + 1)
    assert pages == others
    assert day > other_day or not FAKETIME
