"""Lets the process that forks briefs import what it needs while it is found out what changed.

Imports next to nothing itself: it must come before what takes long.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from analysis.paths import DataRoot
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.engine.engines import IN_PROCESS


def name_preparation(data_dir: str) -> tuple[str, str]:
    """What a fork server does before it forks briefs of a data root."""
    return "analysis.rendering.batch.preparation:prepare", data_dir


@contextlib.contextmanager
def get_ready(root: DataRoot, out: Path, engine: str) -> Iterator[None]:
    """Starts a fork server where briefs are likely to be rendered, and ends it if none was.

    Likely is that the data were built after the last run, or that there was none: a guess from the
    times of two files. A wrong one costs time and nothing else.
    """
    if engine != IN_PROCESS or _is_newer(OutputFolder(out.absolute()).record, root.manifest):
        yield
        return
    from analysis.rendering.workers.fork_pool import start_early

    with start_early(name_preparation(str(root.root))):
        yield


def _is_newer(path: Path, other: Path) -> bool:
    try:
        return path.stat().st_mtime_ns > other.stat().st_mtime_ns
    except OSError:
        return False
