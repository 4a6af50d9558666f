"""A cluster's workers, chunks and pages, without a cluster."""

import io
import pickle
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from analysis.rendering.batch import chunk, cluster, local
from analysis.rendering.batch.chunk import Chunk, Finished, render_chunk, render_in_subprocess
from analysis.rendering.batch.cluster import (
    ClusterError,
    check_workers,
    connect,
    receive,
    render_on_cluster,
)
from analysis.rendering.batch.input_digest import describe_surroundings
from analysis.rendering.brief.brief import BriefOutcome, BriefRequest, BriefTask, fail
from analysis.rendering.brief.output_folder import OutputFolder, open_output
from analysis.rendering.engine.engines import Limits

from .executed_notebooks import digest

KEY, PAGE = ("990101", "zh"), b"<p>page</p>"
MANIFEST = {"manifest.json": b"{}"}


@pytest.fixture
def task(tmp_path):
    with open_output(tmp_path / "out") as folder:
        notebook = tmp_path / "brief.ipynb"
        notebook.write_text("{}")
        request = BriefRequest(*KEY, notebook=notebook)
        yield BriefTask(request, folder, "kernel", Limits(), "abc", ())


def rendered(sha256=None):
    return BriefOutcome(KEY, "rendered", "abc", html_sha256=sha256 or digest(PAGE))


class Client:
    """What a client of dask is asked for here."""

    def __init__(self, workers):
        self.workers = workers

    def run(self, _function, on_error):
        assert on_error == "return"
        return self.workers


def test_workers_with_the_same_code_are_accepted():
    check_workers(Client({"tcp://a": describe_surroundings()}))


@pytest.mark.parametrize(
    ("workers", "message"),
    [
        ({}, r"has no worker: start one with `dask worker"),
        ({"tcp://a": ImportError("no analysis")}, r"tcp://a cannot import .* \(no analysis\)"),
        ({"tcp://a": {"code": "1"}}, "tcp://a has different code, libraries, template, wording"),
        (
            {"tcp://a": {**describe_surroundings(), "libraries": "1"}},
            r"tcp://a has different libraries\. Install this version",
        ),
    ],
)
def test_other_workers_are_refused_by_name(workers, message):
    with pytest.raises(ClusterError, match=message):
        check_workers(Client(workers))


def test_without_dask_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'county-briefs\[cluster\]'"):
        connect("tcp://127.0.0.1:9")


def test_a_page_that_arrives_whole_is_written_and_replaces_an_earlier_failure(task):
    task.folder.failure(KEY).write_text("earlier")
    outcome = receive(task, Finished(rendered(), PAGE, b"{}"))
    assert outcome == rendered()
    assert task.folder.brief(KEY).read_bytes() == PAGE
    assert task.folder.executed(KEY).read_bytes() == b"{}"
    assert not task.folder.failure(KEY).exists()


def test_a_damaged_page_is_not_written(task):
    outcome = receive(task, Finished(rendered("other"), PAGE, b"{}"))
    assert (outcome.state, outcome.reason) == (
        "failed", "the page was damaged on its way from the cluster",
    )  # fmt: skip
    assert not task.folder.brief(KEY).exists()


@pytest.mark.parametrize("notebook", [b"as far as it ran", b""])
def test_the_notebook_of_a_failure_is_kept_if_there_is_one(task, notebook):
    outcome = fail(task, "cell 4 raised ValueError")
    assert receive(task, Finished(outcome, notebook=notebook)) == outcome
    path = task.folder.failed_notebook(KEY)
    assert (path.read_bytes() if path.exists() else b"") == notebook


class Future:
    """A chunk that a worker has finished or lost."""

    def __init__(self, result=(), error=None):
        self._result, self._error = result, error

    def exception(self):
        return self._error

    def result(self):
        return self._result


def test_a_brief_that_does_not_come_back_has_failed_with_the_reason(task):
    own = Chunk((task,), {}, b"")
    (lost,) = cluster._take(own, Future(error=OSError("gone")))
    assert lost.reason == "the cluster did not return it: OSError: gone"
    (done,) = cluster._take(own, Future([Finished(rendered(), PAGE, b"{}")]))
    assert done == rendered()


def test_the_client_checks_workers_and_keeps_two_chunks_for_each_thread(task, monkeypatch):
    client = SimpleNamespace(nthreads=lambda: {"tcp://a": 2, "tcp://b": 1})
    connection = SimpleNamespace(__enter__=None)
    ahead, checked = [], []

    class Connection:
        def __enter__(self):
            return client

        def __exit__(self, *_error):
            connection.closed = True

    def run(_client, chunks, at_once):
        ahead.append(at_once)
        assert list(chunks) == [task, other]
        yield rendered()

    monkeypatch.setattr(cluster, "connect", lambda _scheduler: Connection())
    monkeypatch.setattr(cluster, "check_workers", checked.append)
    monkeypatch.setattr(cluster, "pack_chunks", lambda tasks: iter(tasks))
    monkeypatch.setattr(cluster, "_run", run)
    other = replace(task, request=replace(task.request, language="en"))
    first, second = render_on_cluster([task, other], "tcp://a")
    assert first == rendered()
    # Packing had ended, because the data were built anew.
    assert (second.key, second.is_outdated) == (other.request.key, True)
    assert (checked, ahead, connection.closed) == ([client], [6], True)


@pytest.fixture
def rendering(monkeypatch):
    """Replaces the worker processes of a chunk: a county of ``failing`` fails."""
    failing = set()

    def render_all(tasks, jobs):
        assert jobs == 1
        for task in tasks:
            assert task.request.notebook.read_bytes() == b"notebook"
            key = task.request.key
            if key[0] in failing:
                if key[0] == "990102":
                    task.folder.failed_notebook(key).write_bytes(b"as far as it ran")
                yield fail(task, "failed")
            else:
                task.folder.brief(key).write_bytes(PAGE)
                task.folder.executed(key).write_bytes(b"executed")
                yield replace(rendered(), key=key)

    monkeypatch.setattr(local, "render_tasks", render_all)
    return failing


def test_a_worker_renders_a_chunk_below_a_folder_that_is_gone_afterwards(task, rendering):
    rendering |= {"990102", "990103"}
    tasks = [
        replace(task, request=replace(task.request, county_code=code))
        for code in ("990101", "990102", "990103")
    ]
    sent = Chunk(tuple(tasks), {"figures.parquet": b"table", **MANIFEST}, b"notebook")
    first, second, third = render_chunk(sent)
    assert (first.outcome.state, first.page, first.notebook) == ("rendered", PAGE, b"executed")
    assert (second.outcome.state, second.notebook) == ("failed", b"as far as it ran")
    assert (third.page, third.notebook) == (b"", b"")
    assert not task.folder.list_briefs()


def test_a_chunk_is_read_from_stdin_and_its_results_are_written_to_stdout(
    task, rendering, monkeypatch
):
    sent = Chunk((task,), MANIFEST, b"notebook")
    streams = SimpleNamespace(buffer=io.BytesIO(sent.to_bytes())), io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(chunk, "sys", SimpleNamespace(
        stdin=streams[0], stdout=streams[1], stderr=sys.stderr
    ))  # fmt: skip
    monkeypatch.setattr(chunk, "_end_with_parent", lambda _parent: None)
    chunk.main()
    (finished,) = pickle.loads(streams[1].buffer.getvalue())
    assert finished.page == PAGE


def test_a_process_that_fails_is_an_error_with_the_end_of_its_stderr(monkeypatch):
    done = subprocess.CompletedProcess([], 1, b"", b"x" * 5000 + b"last words")
    monkeypatch.setattr(subprocess, "run", lambda *_command, **_options: done)
    with pytest.raises(RuntimeError, match=r"last words$") as error:
        render_in_subprocess(b"")
    assert len(str(error.value)) == chunk.STDERR_TAIL


def test_a_process_that_ends_well_returns_what_it_wrote(monkeypatch):
    done = subprocess.CompletedProcess([], 0, pickle.dumps([1]), b"")
    monkeypatch.setattr(subprocess, "run", lambda *_command, **_options: done)
    assert render_in_subprocess(b"") == [1]


def test_a_page_of_data_that_were_replaced_meanwhile_is_not_written(task, small_root):
    asked = replace(task.request, data_dir=str(small_root.root), build_name="another build")
    outcome = receive(replace(task, request=asked), Finished(rendered(), PAGE, b"{}"))
    assert outcome.is_outdated
    assert not task.folder.brief(KEY).exists()
    assert not list(task.folder.root.glob(".tmp-*"))


def test_no_task_makes_no_chunk():
    assert list(chunk.pack_chunks([])) == []


def test_a_chunk_has_the_documents_that_its_rows_name(small_root, tmp_path):
    from analysis.build.ensure import ensure_built
    from analysis.store.parquet import read_table

    built_digest = ensure_built(small_root)
    notebook = tmp_path / "brief.ipynb"
    notebook.write_bytes(b"notebook")
    request = BriefRequest(
        "990101", "zh", data_dir=str(small_root.root), built_digest=built_digest, notebook=notebook
    )
    task = BriefTask(request, OutputFolder(tmp_path), "kernel", Limits(), "abc", ())
    assert list(chunk.pack_chunks([replace(task, request=replace(request, build_name="1"))])) == []
    (packed,) = chunk.pack_chunks([task])
    assert packed.notebook == b"notebook"
    assert {"manifest.json", "counties.json", "figures.parquet"} <= packed.files.keys()
    for name in ("documents", "figures"):
        path = tmp_path / f"{name}.parquet"
        path.write_bytes(packed.files[path.name])
        assert set(read_table(path)["document_id"]) == {"fox-2021-self-evaluation"}
