"""Renders briefs in worker processes of this machine."""

import contextlib
from collections.abc import Iterator
from functools import partial

from analysis.rendering.batch.warm_start import name_preparation
from analysis.rendering.brief.brief import (
    BriefOutcome,
    BriefTask,
    fail,
    render_brief,
)
from analysis.rendering.engine.engines import IN_PROCESS
from analysis.rendering.workers.pool import Lost, RunSome, run_in_spawned, run_tasks


def render_tasks(usable: list[BriefTask], jobs: int) -> Iterator[BriefOutcome]:
    """Renders briefs in worker processes of this machine; outcomes as they come."""
    jobs = max(1, min(jobs, len(usable)))
    longest = max((task.limits.brief for task in usable), default=0)
    run_some = choose_pool(usable[0]) if usable else None
    pool = run_tasks(render_brief, usable, jobs, longest, run_some)
    with contextlib.closing(pool) as results:
        for task, result in results:
            yield fail(task, result.reason) if isinstance(result, Lost) else result


def choose_pool(first: BriefTask) -> RunSome:
    """How briefs get their processes: forked for the engine that runs in them, else spawned."""
    if first.engine != IN_PROCESS:
        return run_in_spawned
    from analysis.rendering.workers.fork_pool import run_in_forks

    return partial(run_in_forks, preparation=name_preparation(first.request.data_dir))
