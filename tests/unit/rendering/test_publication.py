"""What is published: nothing that was given up, and nothing of data replaced meanwhile."""

import errno
import itertools
import os
from dataclasses import replace

import pytest

from analysis.atomic import write_atomically
from analysis.build.build import build
from analysis.paths import DataRoot
from analysis.rendering.batch import local, selection
from analysis.rendering.batch.batch import TURNS, render_briefs
from analysis.rendering.batch.input_digest import digest_requests
from analysis.rendering.batch.selection import (
    LEFT,
    DataChanging,
    renew_requests,
    select_briefs,
)
from analysis.rendering.brief.brief import OUTDATED, BriefRequest, BriefTask, fail, render_brief
from analysis.rendering.brief.output_folder import open_output
from analysis.rendering.brief.publication import OTHER_NOTEBOOK, publish
from analysis.rendering.engine import engines
from analysis.rendering.engine.engines import Limits, NotebookFailed
from analysis.store.load import load_table

from ..conftest import COUNTY, DOCUMENT
from .executed_notebooks import code, end, notebook, show

KEY = (COUNTY, "zh")


@pytest.fixture
def task(tmp_path, monkeypatch):
    made = notebook(code(show(html="<p>349.923</p>")), last=code(end(county_code=COUNTY)))
    monkeypatch.setitem(engines.ENGINES, "ready", lambda *_: made)
    with open_output(tmp_path / "out") as folder:
        folder.brief(KEY).write_bytes(b"old")
        yield BriefTask(BriefRequest(*KEY), folder, "ready", Limits(), "abc", ())


def test_a_worker_alone_publishes_nothing(task):
    task.folder.failure(KEY).write_text("earlier")
    outcome = render_brief(task)
    assert outcome.state == "rendered"
    assert task.folder.brief(KEY).read_bytes() == b"old"
    assert not task.folder.executed(KEY).exists()
    assert task.folder.failure(KEY).exists()
    assert b"349.923" in outcome.drafts.page.read_bytes()


def test_a_worker_that_fails_leaves_its_notebook_to_its_parent(task, monkeypatch):
    def execute(*_arguments):
        raise NotebookFailed("no money", notebook=b"so far")

    monkeypatch.setitem(engines.ENGINES, "ready", execute)
    outcome = render_brief(task)
    assert not task.folder.failed_notebook(KEY).exists()
    publish(task, outcome)
    assert task.folder.failed_notebook(KEY).read_bytes() == b"so far"


def test_what_nobody_published_is_removed_by_the_next_run(tmp_path):
    with open_output(tmp_path) as folder:
        (folder.root / ".tmp-late").write_text("a page that came too late")
    with open_output(tmp_path) as folder:
        assert not list(folder.root.glob(".tmp-*"))


def test_a_page_that_cannot_be_renamed_is_a_failure_and_the_old_page_stays(task, monkeypatch):
    outcome = render_brief(task)

    def refuse(*_paths):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), "page")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    published = publish(task, outcome)
    assert (published.state, published.reason) == ("failed", "page: Permission denied")
    assert task.folder.brief(KEY).read_bytes() == b"old"
    assert not list(task.folder.root.glob(".tmp-*"))


@pytest.fixture
def built_task(task, small_root):
    requests, _ = select_briefs(small_root, (), ("zh",), "latest")
    return replace(task, request=requests[0])


@pytest.mark.parametrize("state", ["rendered", "failed"])
def test_an_outcome_of_replaced_data_is_outdated_whatever_it_was(built_task, small_root, state):
    outcome = render_brief(built_task)
    if state == "failed":
        outcome = fail(built_task, "a table is missing")
    change_data(small_root, "61.00")
    published = publish(built_task, outcome)
    assert (published.state, published.reason, published.is_outdated) == ("failed", OUTDATED, True)
    assert built_task.folder.brief(KEY).read_bytes() == b"old"


def test_a_build_of_the_same_inputs_is_another_build(built_task, small_root):
    outcome = render_brief(built_task)
    write_again(small_root)
    assert publish(built_task, outcome).is_outdated


def test_a_brief_of_replaced_data_is_not_even_begun(built_task, small_root, monkeypatch):
    change_data(small_root, "61.00")
    monkeypatch.setitem(engines.ENGINES, "ready", lambda *_: pytest.fail("it ran"))
    assert render_brief(built_task).is_outdated


def test_while_data_are_being_written_nothing_is_published(built_task, small_root):
    outcome = render_brief(built_task)
    small_root.manifest.unlink()
    assert publish(built_task, outcome).is_outdated


def test_a_notebook_changed_while_it_ran_is_not_published(task, tmp_path):
    path = tmp_path / "brief.ipynb"
    path.write_text("1")
    digest = next(digest_requests([BriefRequest(*KEY, notebook=path)]))
    own = replace(task, request=replace(task.request, notebook=path), parts=digest.parts)
    assert publish(own, render_brief(own)).state == "rendered"
    path.write_text("2")
    published = publish(own, render_brief(own))
    assert (published.reason, published.is_outdated) == (OTHER_NOTEBOOK, True)
    assert not list(task.folder.root.glob(".tmp-*"))


def change_data(root: DataRoot, planned: str) -> None:
    """Changes a figure as printed and builds the data anew, as another call might."""
    path = root.raw / DOCUMENT / "disbursement.csv"
    rows = path.read_text("utf-8").splitlines()
    rows[1] = f"l1,甲公司,培训,{planned},30.00,50.00%,表2 第1行"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    build(root)


def plan_more(root: DataRoot) -> None:
    change_data(root, "61.00")


def write_again(root: DataRoot) -> None:
    """What a build of the same inputs does to the manifest."""
    write_atomically(root.manifest, root.manifest.read_bytes())


class DataChangingEngine:
    """Shows the planned amount; on its first runs the data change before it is read."""

    def __init__(self, root: DataRoot, changes: int, change) -> None:
        self.root, self.changes, self.change, self.runs = root, changes, change, 0

    def __call__(self, _notebook, parameters, _limits):
        self.runs += 1
        if self.runs <= self.changes:
            self.change(self.root)
        budget = load_table("budget", self.root, COUNTY)
        shown = show(html=f"<p>planned {budget['planned_cny'].iloc[0]:.0f}</p>")
        mark = end(county_code=COUNTY, language=parameters["language"])
        return notebook(code(shown), last=code(mark))


@pytest.fixture
def run_changing(small_root, tmp_path, monkeypatch):
    """Renders the Chinese brief in this process with an engine that changes the data."""

    def render(changes, change=plan_more):
        engine = DataChangingEngine(small_root, changes, change)
        monkeypatch.setitem(engines.ENGINES, "changing", engine)
        monkeypatch.setattr(local, "run_tasks", run_here)
        requests, codes = select_briefs(small_root, (), ("zh",), "latest")
        record = render_briefs(requests, tmp_path / "out", engine="changing", only=codes)
        return record.entries[KEY], engine.runs

    return render


def run_here(work, tasks, *_settings):
    for each in tasks:
        yield each, work(each)


@pytest.fixture
def page(tmp_path):
    return tmp_path / "out" / f"{COUNTY}.zh.html"


def test_a_brief_whose_data_changed_while_it_ran_is_rendered_of_the_new_data(run_changing, page):
    entry, runs = run_changing(1)
    assert (entry.state, runs) == ("rendered", 2)
    assert "planned 610000" in page.read_text("utf-8")
    # What the page shows is what its digest is of: the next run has nothing to do.
    entry, runs = run_changing(0)
    assert (entry.why, runs) == ("unchanged", 0)


def test_data_that_change_each_time_fail_the_brief_and_the_old_page_stays(run_changing, page):
    run_changing(0)
    before = page.read_bytes()
    # Without the record, the page is of unknown figures and is rendered again.
    page.with_name("run.json").unlink()
    entry, runs = run_changing(TURNS, write_again)
    assert (entry.state, entry.reason, runs) == ("failed", OUTDATED, TURNS)
    assert page.read_bytes() == before


def test_a_county_that_left_the_data_meanwhile_is_refused(small_root):
    requests, _ = select_briefs(small_root, (), (), "latest")
    gone = replace(requests[0], county_code="990199")
    first, second = renew_requests([gone, requests[1]])
    assert (first.refusal, second) == (LEFT, requests[1])
    assert renew_requests([]) == []


def test_data_that_other_calls_keep_building_are_not_rendered(small_root, monkeypatch):
    names = map("{} ".format, itertools.count())
    monkeypatch.setattr(selection, "identify_build", lambda _root: next(names))
    with pytest.raises(DataChanging, match="keep building the data"):
        select_briefs(small_root, (), (), "latest")
