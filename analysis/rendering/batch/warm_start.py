"""Starts the process that forks briefs while this one still looks for what has changed.

Imports as little as possible: it runs before everything that takes long.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.paths import DataRoot
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.engine.engines import IN_PROCESS

if TYPE_CHECKING:
    from analysis.rendering.workers.fork_pool import ServerSettings

PREPARE = "analysis.rendering.batch.preparation:prepare"


def make_server_settings(data_dir: str) -> "ServerSettings":
    """Settings of the fork server for briefs of a data root."""
    from analysis.rendering.engine.kernel_environment import KERNEL_ENVIRONMENT
    from analysis.rendering.workers.fork_pool import ServerSettings

    return ServerSettings((PREPARE, data_dir), tuple(KERNEL_ENVIRONMENT.items()))


@contextlib.contextmanager
def get_ready(root: DataRoot, out: Path, engine: str) -> Iterator[None]:
    """Starts a fork server if briefs are likely to be rendered; ends it if it was not used.

    They are likely to be rendered if there was no run yet or the data were built after the last
    one, which the times of two files tell. If the guess is wrong, some time is lost, nothing else.
    """
    if engine != IN_PROCESS or _is_newer(OutputFolder(out.absolute()).record, root.manifest):
        yield
        return
    from analysis.rendering.workers.fork_pool import start_early

    with start_early(make_server_settings(str(root.root))):
        yield


def _is_newer(path: Path, other: Path) -> bool:
    try:
        return path.stat().st_mtime_ns > other.stat().st_mtime_ns
    except OSError:
        return False
