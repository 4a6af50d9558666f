"""Briefs rendered on a cluster of worker processes on this machine, which share only the code."""

import os
import signal
import socket
from dataclasses import replace

import distributed
import pytest
from filelock import FileLock

from analysis.demo import write_demo
from analysis.paths import BRIEF_NOTEBOOK
from analysis.rendering.batch import chunk, cluster, input_digest
from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.batch.cluster import ClusterError
from analysis.rendering.batch.selection import select_briefs
from analysis.rendering.brief.brief import BriefTask
from analysis.rendering.brief.output_folder import OutputFolder, OutputInUse
from analysis.rendering.engine.engines import Limits
from analysis.store.parquet import read_table

from ..patience import HANG_SECONDS, wait_until
from .runnable_notebooks import write_notebook

COUNTIES = 60
SHOWN = (
    "{__import__('analysis.store.load').store.load.load_tables("
    "__import__('analysis.parameters').parameters.open_brief("
    "county_code, as_of, language, data_dir), 'figures').printed.tolist()}"
)


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", HANG_SECONDS)


@pytest.fixture(scope="module")
def local_cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


class WorkerKiller:
    """Kills a worker when the first outcome arrives, while other workers are running."""

    def __init__(self, local_cluster) -> None:
        self.nannies = local_cluster.workers
        self.killed = []

    def __call__(self, outcome) -> None:
        if not self.killed:
            # A worker that another test killed may not have started again.
            wait_until(self.list_pids, "a running worker")
            self.killed.append(self.list_pids()[0])
            os.kill(self.killed[0], signal.SIGKILL)

    def list_pids(self) -> list[int]:
        return [nanny.pid for nanny in self.nannies.values() if nanny.pid]


@pytest.fixture(scope="module")
def requests(tmp_path_factory):
    """Requests for sixty invented counties, with a small notebook that shows their figures."""
    folder = tmp_path_factory.mktemp("counties")
    root = write_demo(folder / "data", COUNTIES, 1)
    notebook = write_notebook(folder, {"990103": "os.kill(os.getpid(), 9)"})
    # It shows the county's figures, so that its data must have been sent to the worker.
    text = notebook.read_text("utf-8")
    assert "{as_of} {data_dir}" in text
    notebook.write_text(text.replace("{as_of} {data_dir}", SHOWN), "utf-8")
    selected, _ = select_briefs(root, (), ("zh",), "latest")
    return [replace(request, notebook=notebook) for request in selected]


def read_pages(folder):
    return {path.name: path.read_bytes() for path in folder.glob("??????.zh.html")}


def test_a_worker_that_is_killed_loses_no_brief(local_cluster, requests, tmp_path):
    kill_one, address = WorkerKiller(local_cluster), local_cluster.scheduler_address
    record = render_briefs(requests, tmp_path / "cluster", on_progress=kill_one, scheduler=address)
    assert kill_one.killed
    render_briefs(requests, tmp_path / "local", jobs=2)
    pages = read_pages(tmp_path / "cluster")
    assert len(pages) == COUNTIES - 1
    assert pages == read_pages(tmp_path / "local")
    # The county that kills its process fails alone.
    assert [key for key, entry in record.entries.items() if entry.state != "rendered"] == [
        ("990103", "zh")
    ]
    assert not list((tmp_path / "cluster").rglob(".tmp-*"))


def test_real_briefs_are_the_same_bytes_when_a_worker_is_killed(local_cluster, requests, tmp_path):
    kill_one, address = WorkerKiller(local_cluster), local_cluster.scheduler_address
    real = [replace(request, notebook=BRIEF_NOTEBOOK) for request in requests]
    render_briefs(real, tmp_path / "cluster", on_progress=kill_one, scheduler=address)
    render_briefs(real, tmp_path / "local", jobs=2)
    assert kill_one.killed
    pages = read_pages(tmp_path / "cluster")
    assert len(pages) == COUNTIES
    assert pages == read_pages(tmp_path / "local")


def test_workers_with_other_code_are_refused_by_name(
    local_cluster, requests, tmp_path, monkeypatch
):
    # Changes only this process; the workers are other processes and have the real code.
    own = input_digest.describe_surroundings()
    monkeypatch.setattr(input_digest, "_digest_package", lambda: {**own, "code": "other"})
    with pytest.raises(ClusterError, match="has different code"):
        render_briefs(requests[:1], tmp_path, scheduler=local_cluster.scheduler_address)
    assert not read_pages(tmp_path)


def test_a_scheduler_that_does_not_answer_is_named(requests, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with socket.socket() as silent:
        # Bound by this test, which accepts no connection.
        silent.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ClusterError, match=f"No scheduler answers at {address} "):
            render_briefs(requests[:1], tmp_path, scheduler=address)


def test_a_folder_in_use_is_left_alone_by_a_cluster_too(local_cluster, requests, tmp_path):
    with FileLock(tmp_path / ".lock"), pytest.raises(OutputInUse):
        render_briefs(requests[:1], tmp_path, scheduler=local_cluster.scheduler_address)


def test_a_chunk_holds_the_rows_of_its_counties_only(requests, tmp_path):
    folder = OutputFolder(tmp_path)
    tasks = [
        BriefTask(request, folder, "inprocess", Limits(), "a", ()) for request in requests[:13]
    ]
    first, second = chunk.pack_chunks(tasks)
    assert (len(first.tasks), len(second.tasks)) == (12, 1)
    path = tmp_path / "figures.parquet"
    path.write_bytes(second.files["figures.parquet"])
    assert set(read_table(path)["county_code"]) == {second.tasks[0].request.county_code}
