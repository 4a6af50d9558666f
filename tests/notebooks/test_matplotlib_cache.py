"""Briefs if matplotlib cannot write its cache: `make test-runtime` runs this without test tools.

One of those tools imports matplotlib early, which would hide what is tested here.
"""

import logging
import os
import subprocess
import sys

import pytest

from analysis.demo import write_demo
from analysis.paths import BRIEF_NOTEBOOK, NOTEBOOKS
from analysis.upstream.matplotlib_cache_internals import lower_cache_warning

COUNTY = "990101"
NOWHERE = "/proc/nope"
SETTINGS = {
    "home": {"HOME": NOWHERE, "MPLCONFIGDIR": "", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": ""},
    "setting": {"MPLCONFIGDIR": NOWHERE},
}
pytestmark = [
    pytest.mark.runtime,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo") / "data", 1, 2).root


def make_environment(setting):
    return {**os.environ, **SETTINGS[setting]}


def python(*arguments, environment):
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done


@pytest.mark.parametrize("setting", SETTINGS)
def test_charts_are_imported_without_a_warning(setting):
    imported = python(
        "-c", "import analysis.presentation.charts", environment=make_environment(setting)
    )
    assert imported.stderr == ""


def test_a_brief_is_rendered(tmp_path, data):
    command = ("render", COUNTY, "--language", "en", "--engine", "kernel", "--data", data)
    environment = make_environment("home")
    python("-m", "analysis", *command, "--out", tmp_path, environment=environment)
    assert (tmp_path / f"{COUNTY}.en.html").is_file()


@pytest.mark.parametrize("engine", ["inprocess", "nbclient"])
def test_a_notebook_run_by_papermill_gives_a_brief(tmp_path, data, engine):
    environment = make_environment("setting")
    python("-m", "analysis", "build", "--data", data, environment=environment)
    executed = tmp_path / "executed.ipynb"
    arguments = ("--engine", engine, "--cwd", NOTEBOOKS, "-r", "county_code", COUNTY)
    arguments += ("-r", "data_dir", data, BRIEF_NOTEBOOK, executed)
    python("-m", "papermill", *arguments, environment=environment)
    python("-m", "nbconvert", "--to", "brief", executed, environment=environment)
    assert executed.with_suffix(".html").is_file()


@pytest.mark.parametrize(
    ("function", "message", "level"),
    [
        ("_get_config_or_cache_dir", "mkdir -p failed for path %s: %s", logging.INFO),
        ("json_dump", "Could not save font_manager cache %s", logging.INFO),
        (
            "<lambda>",
            "Matplotlib is building the font cache; this may take a moment.",
            logging.INFO,
        ),
        ("findfont", "findfont: Font family %r not found.", logging.WARNING),
    ],
)
def test_only_messages_about_the_cache_are_lowered(function, message, level):
    record = logging.LogRecord("matplotlib", logging.WARNING, "", 1, message, (), None, function)
    assert lower_cache_warning(record)
    assert record.levelno == level
