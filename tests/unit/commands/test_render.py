"""`briefs render` and `briefs lab` as a user calls them, without running a notebook."""

import os
import sys
from types import SimpleNamespace

import pytest

from analysis.commands import options, render
from analysis.paths import DATA_ROOT_VARIABLE, NOTEBOOKS
from analysis.rendering.batch import batch
from analysis.rendering.brief.brief import BriefOutcome, fail

from ..conftest import COUNTY


@pytest.fixture
def render_tasks(monkeypatch):
    """Replaces the worker processes: briefs in a language of ``failing`` fail, others succeed."""
    calls = SimpleNamespace(failing=(), jobs=None)

    def render_all(tasks, jobs):
        calls.jobs = jobs
        for task in tasks:
            if task.request.language in calls.failing:
                yield fail(task, "cell 4 raised ValueError")
            else:
                others = tuple(set(task.other_languages) - set(calls.failing))
                task.folder.brief(task.request.key).write_text("page")
                yield BriefOutcome(
                    task.request.key, "rendered", task.input_digest, html_sha256="1",
                    other_languages=others,
                )  # fmt: skip

    monkeypatch.setattr(batch, "render_tasks", render_all)
    return calls


@pytest.fixture
def call(briefs, small_root, tmp_path):
    def call_render(*arguments):
        command = ("render", "--engine", "kernel", "--data", small_root.root)
        return briefs(*command, "--out", tmp_path / "out", *arguments)

    return call_render


def test_rendered_briefs_are_counted_and_the_index_is_named(call, render_tasks, tmp_path):
    status, out, err = call("--all", "--jobs", 3)
    assert (status, render_tasks.jobs) == (0, 3)
    assert out == f"2 of 2 briefs rendered: {tmp_path / 'out' / 'index.html'}\n"
    assert f"{COUNTY}.zh rendered" in err


def test_one_language_may_be_chosen(call, render_tasks, tmp_path):
    assert call(COUNTY, "--language", "en")[1].startswith("1 of 1 briefs rendered")
    assert [path.name for path in (tmp_path / "out").glob("*.en.html")] == [f"{COUNTY}.en.html"]


def test_failed_briefs_are_named_with_the_folder_of_the_log(call, render_tasks, tmp_path):
    render_tasks.failing = ("en",)
    status, out, err = call("--all")
    assert status == 1
    assert out.startswith("1 of 2 briefs rendered")
    assert err.endswith(
        f"briefs: Not rendered: {COUNTY}.en; the reasons are in {tmp_path / 'out' / 'log'}.\n"
    )


def test_unchanged_briefs_are_counted(call, render_tasks, monkeypatch):
    assert call("--all")[0] == 0

    def find_all_unchanged(tasks, *_arguments):
        return tasks, {
            task.request.key: BriefOutcome(
                task.request.key, "rendered", "1", why="unchanged",
                other_languages=task.other_languages,
            )
            for task in tasks
        }  # fmt: skip

    monkeypatch.setattr(batch, "explain_tasks", find_all_unchanged)
    assert "0 of 2 briefs rendered, 2 unchanged" in call("--all")[1]


def test_a_cluster_without_scheduler_is_refused(call, monkeypatch):
    monkeypatch.setattr("analysis.rendering.batch.cluster.CONNECT_SECONDS", 0.2)
    status, _, err = call("--all", "--scheduler", "tcp://127.0.0.1:9")
    assert status == 2
    assert "No scheduler answers at tcp://127.0.0.1:9" in err


@pytest.mark.parametrize(
    ("jobs", "cores", "used"), [(3, 4, 3), (None, 4, 4), (None, 64, 8), (None, None, 1)]
)
def test_without_a_number_of_jobs_each_core_gets_one(monkeypatch, jobs, cores, used):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert options.choose_jobs(jobs) == used


@pytest.fixture
def lab_system(monkeypatch):
    """Notes what `briefs lab` does to the system instead of doing it."""
    system = SimpleNamespace(
        name="posix", environ={}, chdir=lambda folder: calls.append(folder),
        execv=lambda *command: calls.append(command),
    )  # fmt: skip
    calls = system.calls = []
    monkeypatch.setattr(render, "os", system)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: object())
    monkeypatch.setattr("subprocess.call", lambda command: calls.append(command) or 7)
    return system


def test_lab_opens_the_notebooks_with_the_data_root_of_the_call(briefs, lab_system, tmp_path):
    assert briefs("lab", "--data", tmp_path)[0] == 0
    command = [sys.executable, "-m", "jupyterlab"]
    assert lab_system.calls == [NOTEBOOKS, (sys.executable, command)]
    assert lab_system.environ == {DATA_ROOT_VARIABLE: str(tmp_path)}


def test_lab_on_windows_waits_and_ends_with_the_status_of_jupyterlab(briefs, lab_system):
    lab_system.name = "nt"
    assert briefs("lab")[0] == 7
    assert lab_system.calls == [NOTEBOOKS, [sys.executable, "-m", "jupyterlab"]]
    assert lab_system.environ == {}
