"""Chunks of briefs with all the data that they need, for workers without access to our disk.

On the worker, :func:`main` reads a chunk from stdin and writes its results to stdout. It runs in a
process of its own, because dask's workers have threads and must not fork.
"""

import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.own_process import make_command
from analysis.paths import DataRoot
from analysis.rendering.brief.brief import BriefOutcome, BriefTask, has_other_build
from analysis.rendering.brief.output_folder import OutputFolder, open_output
from analysis.rendering.workers.pool import kill_children

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

BRIEFS = 12
"""Briefs of a chunk: starting a process costs little beside them, and little is lost with it."""
PARENT_SECONDS = 1.0
STDERR_TAIL = 2000
MODULE = "analysis.rendering.batch.chunk"


@dataclass(frozen=True)
class Chunk:
    """Briefs and their data.

    Attributes:
        tasks: the briefs.
        files: processed data of their counties, by file name.
        notebook: the notebook to run.
    """

    tasks: tuple[BriefTask, ...]
    files: dict[str, bytes]
    notebook: bytes

    def to_bytes(self) -> bytes:
        """The chunk as it is sent to a worker."""
        return pickle.dumps(self)


@dataclass(frozen=True)
class Finished:
    """The result of one brief.

    Attributes:
        outcome: what became of it.
        page: the HTML page; empty if there is none.
        notebook: the executed notebook, as far as it ran.
    """

    outcome: BriefOutcome
    page: bytes = b""
    notebook: bytes = b""


def pack_chunks(tasks: Sequence[BriefTask]) -> Iterator[Chunk]:
    """Yields the tasks in chunks, each with the rows of its own counties only.

    Ends early if the data are built anew: what is left would only be refused.
    """
    from analysis.store.load import load_all_tables, load_counties
    from analysis.store.write import pack_files

    if not tasks:
        return
    root = DataRoot(Path(tasks[0].request.data_dir))
    tables = load_all_tables(root)
    # Once for all chunks: it takes long for a nation's tables.
    rows = {name: _group_rows(table) for name, table in tables.items() if name != "areas"}
    index = load_counties(root)
    for start in range(0, len(tasks), BRIEFS):
        members = tuple(tasks[start : start + BRIEFS])
        if has_other_build(members[0].request):
            return
        codes = {task.request.county_code for task in members}
        files = pack_files(
            root,
            _select(tables, rows, codes),
            {code: index[code] for code in codes},
            members[0].request.built_digest,
        )
        yield Chunk(members, files, members[0].request.notebook.read_bytes())


def render_in_subprocess(content: bytes) -> list[Finished]:
    """Renders a chunk in a process of its own; called on the worker.

    Args:
        content: a chunk as it is sent.

    Raises:
        RuntimeError: with the end of the process's stderr, if the process failed.
    """
    done = subprocess.run(make_command(MODULE), input=content, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-STDERR_TAIL:])
    return pickle.loads(done.stdout)


def render_chunk(chunk: Chunk) -> list[Finished]:
    """Renders the briefs of a chunk in a temporary folder and returns their results."""
    from analysis.rendering.batch.local import render_tasks
    from analysis.store.write import write_files

    with tempfile.TemporaryDirectory(prefix="briefs-") as name:
        root = DataRoot(Path(name) / "data")
        for folder in (root.raw, root.processed):
            folder.mkdir(parents=True)
        write_files(root, chunk.files)
        notebook = Path(name) / chunk.tasks[0].request.notebook.name
        notebook.write_bytes(chunk.notebook)
        with open_output(Path(name) / "out") as folder:
            tasks = [_relocate(task, root, notebook, folder) for task in chunk.tasks]
            return [_collect(outcome, folder) for outcome in render_tasks(tasks, jobs=1)]


def _relocate(task: BriefTask, root: DataRoot, notebook: Path, folder: OutputFolder) -> BriefTask:
    # The worker has files of its own, which nothing builds anew.
    request = replace(task.request, data_dir=str(root.root), notebook=notebook, build_name="")
    return replace(task, request=request, folder=folder)


def _collect(outcome: BriefOutcome, folder: OutputFolder) -> Finished:
    if outcome.state == "rendered":
        page, notebook = folder.brief(outcome.key), folder.executed(outcome.key)
        return Finished(outcome, page.read_bytes(), notebook.read_bytes())
    failed = folder.failed_notebook(outcome.key)
    return Finished(outcome, notebook=failed.read_bytes() if failed.exists() else b"")


def _group_rows(table: "pd.DataFrame") -> dict[str, "np.ndarray"] | None:
    """Positions of each county's rows; None for a table without counties."""
    return table.groupby("county_code").indices if "county_code" in table else None


def _select(
    tables: dict[str, "pd.DataFrame"],
    rows: dict[str, dict[str, "np.ndarray"] | None],
    codes: set[str],
) -> dict[str, "pd.DataFrame"]:
    """The tables with these counties' rows, and all documents that these rows name."""
    selected = dict(tables)
    for name, of_county in rows.items():
        if of_county is not None:
            own_rows = [row for code in sorted(codes & of_county.keys()) for row in of_county[code]]
            selected[name] = tables[name].take(own_rows)
    ids = {
        document_id
        for name in ("documents", "figures", "events")
        for document_id in selected[name]["document_id"]
    }
    documents = tables["documents"]
    selected["documents"] = documents[documents["document_id"].isin(ids)]
    return {name: table.reset_index(drop=True) for name, table in selected.items()}


def _end_with_parent(parent: int) -> None:
    # A worker that is killed cannot end its own child processes.
    while os.getppid() == parent:
        time.sleep(PARENT_SECONDS)
    kill_children()
    os._exit(1)


def main() -> None:
    """Reads a chunk from stdin, renders it, and writes the results to stdout."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    chunk = pickle.load(sys.stdin.buffer)
    with contextlib.redirect_stdout(sys.stderr):
        finished = render_chunk(chunk)
    sys.stdout.buffer.write(pickle.dumps(finished))
    sys.stdout.flush()
