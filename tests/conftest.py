"""What all tests share: settings that no user's environment changes, and briefs rendered once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

import analysis.tables  # noqa: F401 - its pandas options, before pandera notes the type of texts
from analysis.commands.wording import SOURCE_LANGUAGE, use_language
from analysis.paths import PROJECT

from .patience import HANG_SECONDS

OWN_PREFIX = "BRIEFS_"
# What makes typer and rich colour what they say, or break it at another width.
TERMINAL_VARIABLES = frozenset(
    {"FORCE_COLOR", "GITHUB_ACTIONS", "NO_COLOR", "PY_COLORS", "TERMINAL_WIDTH"}
)
# Time to read a file on the slowest machine; no plotting window; messages in English.
SETTINGS = {
    "BRIEFS_INGEST_SECONDS": str(HANG_SECONDS), "MPLBACKEND": "Agg", "COLUMNS": "80",
    "LC_ALL": "C.UTF-8",
}  # fmt: skip

# The same examples every time, however slow: a test that fails in CI fails here too.
UNTIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("repeatable", derandomize=True, database=None, **UNTIMED)
# Far more of them, for `make properties`.
settings.register_profile("thorough", derandomize=True, database=None, max_examples=1000, **UNTIMED)
settings.load_profile("repeatable")


def pytest_configure():
    """Leaves out what whoever runs the tests has set; before the tests import what reads it."""
    for name in list(os.environ):
        if name.startswith(OWN_PREFIX) or name in TERMINAL_VARIABLES:
            del os.environ[name]
    os.environ.update(SETTINGS)


@pytest.fixture(autouse=True)
def english():
    """The terminal's messages in English; a test in Chinese leaves none to what runs after it."""
    use_language(SOURCE_LANGUAGE)
    yield
    use_language(SOURCE_LANGUAGE)


@pytest.fixture(autouse=True, scope="session")
def own_ipython(tmp_path_factory):
    """No start-up file and no setting of a user's in the kernels that papermill itself starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        yield


@pytest.fixture(scope="session")
def rendered_briefs(tmp_path_factory, worker_id) -> Path:
    """A folder with all briefs and their index, as `briefs render --all` leaves it.

    Rendered once, whichever of the parallel test processes asks first.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    out, log = shared / "briefs", shared / "briefs.log"
    with FileLock(shared / "briefs.lock"):
        if not log.exists():
            log.write_text(render_all(out), encoding="utf-8")
    failure = log.read_text(encoding="utf-8")
    assert not failure, failure
    return out


def render_all(out: Path) -> str:
    """Renders all briefs; returns what went wrong, or nothing."""
    command = [sys.executable, "-m", "analysis", "render", "--all", "--out", str(out)]
    done = subprocess.run(
        command, cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=HANG_SECONDS,
        check=False,
    )  # fmt: skip
    if done.returncode == 0:
        return ""
    logs = [path.read_text("utf-8")[-3000:] for path in sorted(out.glob("log/*.zh.txt"))[:1]]
    return "\n".join([f"briefs render --all ended with {done.returncode}", done.stderr, *logs])
