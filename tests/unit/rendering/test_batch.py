"""One brief rendered in this process, with an engine that only returns an executed notebook."""

import errno
import os
from dataclasses import replace

import pytest

from analysis.rendering.batch.input_digest import digest_requests
from analysis.rendering.brief import brief
from analysis.rendering.brief.brief import BriefRequest, BriefTask, make_one_line
from analysis.rendering.brief.brief import render_brief as make_brief
from analysis.rendering.brief.output_folder import OutputFolder, open_output
from analysis.rendering.brief.publication import publish
from analysis.rendering.engine import engines
from analysis.rendering.engine.engines import Limits, NotebookFailed, check_parameters_are_text
from analysis.store.freshness import TRUSTED_VARIABLE

from .executed_notebooks import code, end, notebook, prose, show

REQUEST = BriefRequest("441803", "zh")


@pytest.fixture
def task(tmp_path, monkeypatch):
    made = notebook(prose("## Money"), code(show(html="<p>349.923</p>")), last=code(end()))
    monkeypatch.setitem(engines.ENGINES, "ready", lambda *_: made)
    with open_output(tmp_path) as folder:
        yield BriefTask(REQUEST, folder, "ready", Limits(), "abc", ())


def render_brief(task):
    """Makes a brief as a worker does and publishes it as its parent does."""
    return publish(task, make_brief(task))


def test_a_brief_is_written_with_its_notebook(task):
    outcome = render_brief(task)
    assert (outcome.state, outcome.title) == ("rendered", "清新区简报")
    assert b"349.923" in task.folder.brief(REQUEST.key).read_bytes()
    assert task.folder.executed(REQUEST.key).exists()


@pytest.mark.parametrize("call", ["os.fsync", "Path.open"])
def test_the_old_page_stays_if_the_disk_is_full(task, monkeypatch, call):
    page = task.folder.brief(REQUEST.key)
    page.write_text("old")

    def fail(*_args, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(page))

    monkeypatch.setattr(f"analysis.atomic.{call}", fail)
    outcome = render_brief(task)
    monkeypatch.undo()
    assert outcome.state == "failed"
    assert "No space left" in outcome.reason
    assert str(page) in outcome.reason
    assert page.read_text() == "old"
    assert not list(task.folder.root.glob(".tmp-*"))


def test_a_page_of_another_county_is_not_published(task, monkeypatch):
    other = notebook(last=code(end(county_code="441523")))
    monkeypatch.setitem(engines.ENGINES, "ready", lambda *_: other)
    assert render_brief(task).state == "failed"
    assert not task.folder.brief(REQUEST.key).exists()


def test_the_log_of_an_earlier_failure_is_removed_after_success(task):
    task.folder.failure(REQUEST.key).write_text("earlier")
    render_brief(task)
    assert not task.folder.failure(REQUEST.key).exists()


@pytest.mark.parametrize("parameters", [{"a": 441803}, {"a": None}, {"a b": "x"}])
def test_parameters_that_would_be_pasted_as_code_are_refused(parameters):
    with pytest.raises(TypeError, match="text"):
        check_parameters_are_text(parameters)


def test_the_input_digest_changes_with_each_of_its_parts(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("1")
    own = BriefRequest("441803", "zh", notebook=path)
    first, elsewhere = digest_requests([own, replace(own, data_dir="/x")])
    assert first == elsewhere

    def list_changed(request):
        (other,) = digest_requests([request])
        assert other.whole != first.whole
        return [name for name, part in first.parts.items() if other.parts[name] != part]

    assert list_changed(BriefRequest("441803", "en", notebook=path)) == ["parameters"]
    assert list_changed(BriefRequest("441803", "zh", data_digest="x", notebook=path)) == ["data"]
    path.write_text("2")
    assert list_changed(BriefRequest("441803", "zh", notebook=path)) == ["notebook"]


def test_reasons_are_one_line_without_control_characters():
    assert make_one_line("a\nb\x1b[31m\u202ec") == "a b [31m c"


def test_only_names_of_briefs_are_taken_for_briefs(tmp_path):
    for name in ("441803.zh.html", "index.html", "441803.fr.html", "notes.zh.html"):
        (tmp_path / name).write_text("")
    assert OutputFolder(tmp_path).list_briefs() == [("441803", "zh")]


def fail_with(monkeypatch, error):
    def execute(*_arguments):
        raise error

    monkeypatch.setitem(engines.ENGINES, "ready", execute)


def test_a_notebook_that_failed_is_kept_with_its_details(task, monkeypatch):
    fail_with(monkeypatch, NotebookFailed("cell 3 raised ValueError", "kernel log", b"so far"))
    outcome = render_brief(task)
    assert (outcome.state, outcome.reason) == ("failed", "cell 3 raised ValueError")
    assert outcome.details.startswith("kernel log\nTraceback")
    assert task.folder.failed_notebook(REQUEST.key).read_bytes() == b"so far"


def test_a_failure_is_reported_also_if_its_notebook_cannot_be_kept(task, monkeypatch):
    fail_with(monkeypatch, NotebookFailed("cell 3 raised ValueError", "", b"so far"))
    monkeypatch.setattr(brief, "write_temporary", raise_disk_full)
    assert render_brief(task).reason == "cell 3 raised ValueError"
    assert not task.folder.failed_notebook(REQUEST.key).exists()


def raise_disk_full(*_arguments):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NotebookFailed("cell 3 raised ValueError"), "cell 3 raised ValueError"),
        (KeyError("county"), "KeyError: 'county'"),
        (OSError("odd"), "OSError: odd"),
    ],
)
def test_other_errors_are_named_by_their_type(task, monkeypatch, error, reason):
    fail_with(monkeypatch, error)
    assert render_brief(task).reason == reason


def test_an_error_of_the_system_names_the_folder_if_it_names_no_file(task, monkeypatch):
    monkeypatch.setattr(brief, "write_temporary", raise_disk_full)
    assert render_brief(task).reason == f"{task.folder.root}: No space left on device"


def test_the_notebook_trusts_the_batch_only_while_it_runs(task, monkeypatch):
    seen = []

    def execute(*_arguments):
        seen.append(os.environ[TRUSTED_VARIABLE])
        raise KeyError

    monkeypatch.setitem(engines.ENGINES, "ready", execute)
    monkeypatch.setenv(TRUSTED_VARIABLE, "earlier")
    render_brief(replace(task, request=replace(REQUEST, built_digest="own")))
    assert (seen, os.environ[TRUSTED_VARIABLE]) == (["own"], "earlier")


def test_a_reason_is_cut_at_its_greatest_length():
    assert make_one_line("字" * 1000) == "字" * brief.REASON_LENGTH + "…"
