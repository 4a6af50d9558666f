"""What all tests share: settings that no user's environment changes, and briefs rendered once."""

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

import analysis.tables.pandas_settings  # noqa: F401 - before pandera notes the type of texts
from analysis.paths import DATA_ROOT_VARIABLE, PROJECT

# The same examples every time: a test that fails in CI fails here too.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
# Far more of them, for `make properties`.
settings.register_profile(
    "thorough", derandomize=True, deadline=None, database=None, max_examples=1000
)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True, scope="session")
def project_settings():
    """No data root or plotting window of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(DATA_ROOT_VARIABLE, raising=False)
        patch.setenv("MPLBACKEND", "Agg")
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
        command, cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=1200, check=False
    )
    if done.returncode == 0:
        return ""
    logs = [path.read_text("utf-8")[-3000:] for path in sorted(out.glob("log/*.zh.txt"))[:1]]
    return "\n".join([f"briefs render --all ended with {done.returncode}", done.stderr, *logs])
