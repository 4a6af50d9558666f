"""Shows how far a batch is: a bar in a terminal, a line per brief elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.rendering.batch.run_record import UNCHANGED
from analysis.rendering.brief.brief import BriefOutcome


@contextmanager
def show_progress(total: int) -> Iterator[Callable[[BriefOutcome], None]]:
    """Yields what is to be called with each outcome; writes to stderr."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield print_outcome
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        bar = progress.add_task("Briefs", total=total)

        def advance(outcome: BriefOutcome) -> None:
            if outcome.state != "rendered":
                progress.console.print(describe(outcome), style="red", markup=False)
            progress.advance(bar)

        yield advance


def print_outcome(outcome: BriefOutcome) -> None:
    """A line on stderr, unless nothing was to be done."""
    if outcome.why != UNCHANGED:
        print(describe(outcome), file=sys.stderr, flush=True)


def describe(outcome: BriefOutcome) -> str:
    """One line about one brief."""
    line = f"{'.'.join(outcome.key)} {outcome.state} ({outcome.seconds:.1f} s)"
    return f"{line}: {outcome.reason}" if outcome.reason else line
