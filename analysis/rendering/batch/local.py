"""Renders briefs in worker processes of this machine."""

import contextlib
from collections.abc import Iterator
from functools import partial

from analysis.rendering.batch.warm_start import make_server_settings
from analysis.rendering.brief.brief import BriefOutcome, BriefTask, fail, render_brief
from analysis.rendering.brief.publication import publish
from analysis.rendering.engine.engines import IN_PROCESS
from analysis.rendering.workers.pool import Lost, RunSome, run_in_spawned, run_tasks


def render_tasks(tasks: list[BriefTask], jobs: int) -> Iterator[BriefOutcome]:
    """Renders briefs in worker processes; publishes each and yields its outcome.

    Args:
        tasks: briefs of one data root and one engine.
        jobs: how many briefs at a time.
    """
    jobs = max(1, min(jobs, len(tasks)))
    time_limit = max((task.limits.brief for task in tasks), default=0)
    run_some = choose_pool(tasks[0]) if tasks else None
    pool = run_tasks(render_brief, tasks, jobs, time_limit, run_some)
    with contextlib.closing(pool) as results:
        for task, result in results:
            is_lost = isinstance(result, Lost)
            yield fail(task, result.reason) if is_lost else publish(task, result)


def choose_pool(task: BriefTask) -> RunSome:
    """How worker processes are started: forked for the engine ``inprocess``, else spawned."""
    if task.engine != IN_PROCESS:
        return run_in_spawned
    from analysis.rendering.workers.fork_pool import run_in_forks

    return partial(run_in_forks, settings=make_server_settings(task.request.data_dir))
