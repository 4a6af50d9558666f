"""A chunk of briefs with all that they need, for a worker that shares nothing with the client.

On the worker, :func:`main` reads a chunk from stdin and writes what became of it to stdout. It runs
in a process of its own, because dask's workers have threads and must not fork.
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
from analysis.rendering.brief.brief import BriefOutcome, BriefTask
from analysis.rendering.brief.output_folder import OutputFolder, open_output
from analysis.rendering.workers.pool import kill_children

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

BRIEFS = 12
"""Enough that starting a process counts for little, few enough that little is lost with one."""
PARENT_SECONDS = 1.0
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
        """As it travels."""
        return pickle.dumps(self)


@dataclass(frozen=True)
class Finished:
    """What became of a brief: outcome, page (blank if none) and notebook as far as it ran."""

    outcome: BriefOutcome
    page: bytes = b""
    notebook: bytes = b""


def pack_chunks(tasks: Sequence[BriefTask]) -> Iterator[Chunk]:
    """Chunks of the tasks, each with its counties' rows only."""
    from analysis.store.load import load_all_tables, load_counties
    from analysis.store.write import pack_files

    if not tasks:
        return
    root = DataRoot(Path(tasks[0].request.data_dir))
    tables = load_all_tables(root)
    # Where each county's rows are: looked for once, not again for each chunk.
    places = {name: _find_places(table) for name, table in tables.items() if name != "areas"}
    index = load_counties(root)
    for start in range(0, len(tasks), BRIEFS):
        own = tuple(tasks[start : start + BRIEFS])
        codes = {task.request.county_code for task in own}
        files = pack_files(
            root,
            _select(tables, places, codes),
            {code: index[code] for code in codes},
            own[0].request.built_digest,
        )
        yield Chunk(own, files, own[0].request.notebook.read_bytes())


def render_in_subprocess(content: bytes) -> list[Finished]:
    """Renders a chunk in a process of its own; runs on the worker.

    Raises:
        RuntimeError: with what the process said, if it did not come to its end.
    """
    done = subprocess.run(make_command(MODULE), input=content, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-2000:])
    return pickle.loads(done.stdout)


def render_chunk(chunk: Chunk) -> list[Finished]:
    """Renders a chunk below a temporary folder and returns what became of it."""
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
            tasks = [_move(task, root, notebook, folder) for task in chunk.tasks]
            return [_collect(outcome, folder) for outcome in render_tasks(tasks, jobs=1)]


def _move(task: BriefTask, root: DataRoot, notebook: Path, folder: OutputFolder) -> BriefTask:
    request = replace(task.request, data_dir=str(root.root), notebook=notebook)
    return replace(task, request=request, folder=folder)


def _collect(outcome: BriefOutcome, folder: OutputFolder) -> Finished:
    if outcome.state == "rendered":
        page, notebook = folder.brief(outcome.key), folder.executed(outcome.key)
        return Finished(outcome, page.read_bytes(), notebook.read_bytes())
    failed = folder.failed_notebook(outcome.key)
    return Finished(outcome, notebook=failed.read_bytes() if failed.exists() else b"")


def _find_places(table: "pd.DataFrame") -> dict[str, "np.ndarray"] | None:
    return table.groupby("county_code").indices if "county_code" in table else None


def _select(
    tables: dict[str, "pd.DataFrame"],
    places: dict[str, dict[str, "np.ndarray"] | None],
    codes: set[str],
) -> dict[str, "pd.DataFrame"]:
    kept = dict(tables)
    for name, of_county in places.items():
        if of_county is not None:
            own = [row for code in sorted(codes & of_county.keys()) for row in of_county[code]]
            kept[name] = tables[name].take(own)
    named = {name for each in ("figures", "events") for name in kept[each]["document_id"]}
    documents = tables["documents"]
    is_needed = documents["document_id"].isin(named | set(kept["documents"]["document_id"]))
    kept["documents"] = documents[is_needed]
    return {name: table.reset_index(drop=True) for name, table in kept.items()}


def _end_with_parent(parent: int) -> None:
    # A worker that is killed cannot end what it started.
    while os.getppid() == parent:
        time.sleep(PARENT_SECONDS)
    kill_children()
    os._exit(1)


def main() -> None:
    """Reads a chunk from stdin, renders it, and writes the results to stdout."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    read = pickle.load(sys.stdin.buffer)
    with contextlib.redirect_stdout(sys.stderr):
        finished = render_chunk(read)
    sys.stdout.buffer.write(pickle.dumps(finished))
    sys.stdout.flush()
