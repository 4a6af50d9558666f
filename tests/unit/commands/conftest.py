"""The command as a user calls it, in this process."""

from types import SimpleNamespace

import pytest

from analysis.cli import app
from analysis.commands.exit_status import run
from analysis.rendering.batch import batch
from analysis.rendering.brief.brief import BriefOutcome, fail

from ..rendering.executed_notebooks import digest


@pytest.fixture
def briefs(capsys):
    """Calls the command; returns exit status, stdout and stderr."""

    def call(*arguments):
        status = run(lambda: app([str(argument) for argument in arguments], prog_name="briefs"))
        output = capsys.readouterr()
        assert "Traceback" not in output.out + output.err
        return status, output.out, output.err

    return call


@pytest.fixture
def render_tasks(monkeypatch):
    """Replaces the worker processes: briefs in a language of ``failing`` fail, others succeed."""
    calls = SimpleNamespace(failing=(), jobs=None, rendered=[])

    def render_all(tasks, jobs):
        calls.jobs = jobs
        for task in tasks:
            if task.request.language in calls.failing:
                yield fail(task, "cell 4 raised ValueError")
            else:
                others = tuple(set(task.other_languages) - set(calls.failing))
                calls.rendered.append(task.request.key)
                task.folder.brief(task.request.key).write_bytes(b"page")
                task.folder.executed(task.request.key).write_bytes(b"notebook")
                yield BriefOutcome(
                    task.request.key, "rendered", task.input_digest, html_sha256=digest(b"page"),
                    title="brief", other_languages=others, parts=task.parts,
                )  # fmt: skip

    monkeypatch.setattr(batch, "render_tasks", render_all)
    return calls
