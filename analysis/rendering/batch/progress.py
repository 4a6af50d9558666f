"""Shows the progress of a batch on stderr: a bar in a terminal, else a line for each brief."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.rendering.batch.run_record import UNCHANGED
from analysis.rendering.brief.brief import BriefOutcome
from analysis.rendering.brief.output_folder import name_brief


@contextmanager
def show_progress(total: int) -> Iterator[Callable[[BriefOutcome], None]]:
    """Yields a function to be called with each outcome.

    Args:
        total: number of briefs.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield print_outcome
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        bar = progress.add_task("Briefs", total=total)

        def advance(outcome: BriefOutcome) -> None:
            if outcome.state != "rendered" or outcome.warnings:
                style = "yellow" if outcome.state == "rendered" else "red"
                progress.console.print(describe(outcome), style=style, markup=False)
            # A brief that is withdrawn was none of those to be rendered.
            if outcome.state != "withdrawn":
                progress.advance(bar)

        yield advance


def print_outcome(outcome: BriefOutcome) -> None:
    """Prints a line to stderr, unless the brief is unchanged."""
    if outcome.why != UNCHANGED:
        print(describe(outcome), file=sys.stderr, flush=True)


def describe(outcome: BriefOutcome) -> str:
    """Describes an outcome in one line."""
    line = f"{name_brief(outcome.key)} {outcome.state} ({outcome.seconds:.1f} s)"
    said = [outcome.reason] if outcome.reason else list(outcome.warnings)
    return f"{line}: {'; '.join(said)}" if said else line
