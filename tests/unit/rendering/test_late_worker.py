"""A worker that ends only after its brief was given up publishes nothing."""

from types import SimpleNamespace

import pytest

from analysis.rendering.batch import local
from analysis.rendering.brief.brief import BriefRequest, BriefTask
from analysis.rendering.brief.output_folder import open_output
from analysis.rendering.engine.engines import IN_PROCESS, Limits
from analysis.rendering.workers import pool
from analysis.rendering.workers.pool import run_in_spawned

from ...notebooks.runnable_notebooks import write_notebook
from ...patience import HANG_SECONDS, wait_until

KEY = ("990101", "zh")
TIME_LIMIT = 3


@pytest.fixture
def signals(tmp_path):
    """Files by which the brief says that it has begun and is told that it may end."""
    return SimpleNamespace(begun=tmp_path / "begun", may_end=tmp_path / "may_end")


@pytest.fixture
def task(tmp_path, signals):
    deed = (
        f"open({str(signals.begun)!r}, 'w').close()\n"
        f"while not os.path.exists({str(signals.may_end)!r}): time.sleep(0.05)"
    )
    notebook = write_notebook(tmp_path, {KEY[0]: deed})
    with open_output(tmp_path / "out") as folder:
        folder.brief(KEY).write_bytes(b"old")
        limits = Limits(cell=HANG_SECONDS, brief=TIME_LIMIT)
        yield BriefTask(BriefRequest(*KEY, notebook=notebook), folder, IN_PROCESS, limits, "a", ())


def test_a_page_made_after_the_time_limit_is_not_published(task, signals, monkeypatch):
    # The limit is exceeded as soon as the brief has begun, whatever the time.
    clock = SimpleNamespace(monotonic=lambda: TIME_LIMIT + 1.0 if signals.begun.exists() else 0.0)
    monkeypatch.setattr(pool, "time", clock)
    monkeypatch.setattr(local, "choose_pool", lambda _task: run_in_spawned)
    outcomes = local.render_tasks([task], jobs=1)
    given_up = next(outcomes)
    assert (given_up.state, given_up.reason) == ("failed", "it took longer than 3 s")

    # The worker still runs, and ends its work now.
    signals.may_end.touch()
    page = task.folder.brief(KEY)

    def has_ended():
        return page.read_bytes() != b"old" or len(list(task.folder.root.glob(".tmp-*"))) == 2

    wait_until(has_ended, "the end of the late worker's work")
    assert page.read_bytes() == b"old"
    assert list(outcomes) == []
    assert page.read_bytes() == b"old"
    assert not task.folder.executed(KEY).exists()
