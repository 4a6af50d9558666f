"""Shows on stderr how far a call is: a bar in a terminal, else a line for each thing done.

Both say how many are done and failed, and about how much time is left.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from analysis.commands.wording import translate

# A rest time is said once so many seconds have passed: earlier ones mean nothing.
_PATIENCE = 5.0
MINUTE = 60


@dataclass
class Tally:
    """What is done of a call.

    Attributes:
        total: how many there are to do.
        done: how many are done; parts of one file are fractions.
        failed: how many failed.
        start: when the call began, by the monotonic clock.
    """

    total: int
    done: float = 0
    failed: int = 0
    start: float = field(default_factory=time.monotonic)

    def add(self, step: float, is_failure: bool) -> None:
        """Counts one that is done, or a part of one."""
        self.done += step
        self.failed += is_failure

    @property
    def is_over(self) -> bool:
        """Whether all are done."""
        return self.done > self.total - 1e-6

    def describe(self, now: float | None = None) -> str:
        """How many failed and about how much time is left; blank if there is nothing to say.

        Args:
            now: by the monotonic clock; None for this moment.
        """
        parts = []
        if self.failed:
            parts.append(translate("{number} failed", number=self.failed))
        passed = (time.monotonic() if now is None else now) - self.start
        if self.done and passed >= _PATIENCE and not self.is_over:
            rest = passed / self.done * (self.total - self.done)
            parts.append(translate("about {time} left", time=say_time(rest)))
        return translate(", ").join(parts)


def say_time(seconds: float) -> str:
    """A time in seconds or minutes, as a person says it.

    Examples:
        >>> say_time(4.2), say_time(100), say_time(7300)
        ('5 s', '2 min', '2 h 2 min')
    """
    whole = int(-(-seconds // 1))
    if whole < MINUTE:
        return translate("{number} s", number=whole)
    minutes = -(-whole // MINUTE)
    if minutes < MINUTE:
        return translate("{number} min", number=minutes)
    return translate("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)


Severity = Literal["", "warning", "failure"]
Advance = Callable[[Sequence[str], float, Severity], None]
"""Shows lines and counts: called with lines, the part that is done, and how it went."""
_STYLES = {"": None, "warning": "yellow", "failure": "red"}


@contextmanager
def show_progress(title: str, total: int, *, only_problems: bool = False) -> Iterator[Advance]:
    """Yields a function to be called with what was done.

    Args:
        title: what is being done, in the language of the terminal.
        total: how many there are to do.
        only_problems: whether a bar is enough in a terminal for what went well.
    """
    # Rich takes a tenth of a second to be imported.
    from rich.console import Console

    tally, console = Tally(total), Console(stderr=True)
    if not console.is_terminal:
        yield lambda lines, step, severity: _print(tally, lines, step, severity)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(),
               TextColumn("{task.fields[state]}"))  # fmt: skip
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task(title, total=total, state="")

        def advance(lines: Sequence[str], step: float, severity: Severity) -> None:
            tally.add(step, severity == "failure")
            for line in () if only_problems and not severity else lines:
                style = _STYLES[severity]
                progress.console.print(line, style=style, markup=False, highlight=False)
            progress.update(bar, advance=step, state=tally.describe())

        yield advance


def _print(tally: Tally, lines: Sequence[str], step: float, severity: Severity) -> None:
    """Writes lines to stderr; the first one begins with how many are done."""
    tally.add(step, severity == "failure")
    for position, line in enumerate(lines):
        head = f"[{round(tally.done)}/{tally.total}] " if position == 0 else ""
        state = tally.describe() if position == 0 else ""
        end = translate(" ({state})", state=state) if state else ""
        print(f"{head}{line}{end}", file=sys.stderr, flush=True)
