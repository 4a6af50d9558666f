"""One brief in this process, with an engine that only returns a notebook: writing and failing."""

import errno
import os
from dataclasses import replace

import pytest

from analysis.rendering.batch.input_digest import digest_requests
from analysis.rendering.brief.brief import BriefRequest, BriefTask, make_one_line, render_brief
from analysis.rendering.brief.output_folder import OutputFolder, open_output
from analysis.rendering.engine import engines
from analysis.rendering.engine.engines import Limits, check_parameters_are_text

from .executed_notebooks import code, end, notebook, prose, show

REQUEST = BriefRequest("441803", "zh")


@pytest.fixture
def task(tmp_path, monkeypatch):
    made = notebook(prose("## Money"), code(show(html="<p>349.923</p>")), last=code(end()))
    monkeypatch.setitem(engines.ENGINES, "ready", lambda *_: made)
    with open_output(tmp_path) as folder:
        yield BriefTask(REQUEST, folder, "ready", Limits(), "abc", ())


def test_a_brief_is_written_with_its_notebook(task):
    outcome = render_brief(task)
    assert (outcome.state, outcome.title) == ("rendered", "清新区简报")
    assert b"349.923" in task.folder.brief(REQUEST.key).read_bytes()
    assert task.folder.executed(REQUEST.key).exists()


@pytest.mark.parametrize("call", ["os.fsync", "Path.open"])
def test_a_disk_that_fills_up_leaves_the_old_page(task, monkeypatch, call):
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


def test_the_log_of_an_earlier_failure_goes_with_success(task):
    task.folder.failure(REQUEST.key).write_text("earlier")
    render_brief(task)
    assert not task.folder.failure(REQUEST.key).exists()


@pytest.mark.parametrize("parameters", [{"a": 441803}, {"a": None}, {"a b": "x"}])
def test_parameters_that_would_be_pasted_as_code_are_refused(parameters):
    with pytest.raises(TypeError, match="text"):
        check_parameters_are_text(parameters)


def test_the_input_digest_changes_with_what_the_page_is_made_of(tmp_path):
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
