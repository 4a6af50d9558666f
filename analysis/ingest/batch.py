"""Many files in one call: each is filed or refused for itself, and what became of it is told."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.ingest.content import Content
from analysis.ingest.ingesting import Ingester, Outcome, refuse_unexpected
from analysis.ingest.wishes import Wishes

# What file managers leave in folders is no form.
IGNORED_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
IGNORED_STARTS = ("~$", "._")


def ingest_files(
    ingester: Ingester,
    files: Iterable[Path],
    wishes: Wishes,
    read: Callable[[Path], Content],
    advance: Callable[[Outcome], None],
) -> list[Outcome]:
    """Files many files, one after the other.

    Args:
        ingester: files them.
        files: the files; what file managers leave behind is passed over.
        wishes: what the caller says of all of them.
        read: reads a file.
        advance: called with each outcome.
    """
    outcomes = []
    for path in files:
        if path.name in IGNORED_NAMES or path.name.startswith(IGNORED_STARTS):
            continue
        outcome = _ingest_one(ingester, path, wishes, read)
        advance(outcome)
        outcomes.append(outcome)
    return outcomes


def _ingest_one(
    ingester: Ingester, path: Path, wishes: Wishes, read: Callable[[Path], Content]
) -> Outcome:
    try:
        return ingester.ingest(path, wishes, read)
    except OSError:
        # A full disk or a folder that may not be written to concerns every further file, too.
        raise
    except Exception as error:  # noqa: BLE001 - our mistake with one file must not stop the others
        return refuse_unexpected(path, error)


@contextmanager
def show_files(total: int) -> Iterator[Callable[[Outcome], None]]:
    """Yields what is to be called with each outcome: a bar in a terminal, lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda outcome: _print(outcome)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        bar = progress.add_task("Files", total=total)

        def advance(outcome: Outcome) -> None:
            for line in describe_outcome(outcome):
                progress.console.print(line, markup=False, highlight=False)
            progress.advance(bar)

        yield advance


def _print(outcome: Outcome) -> None:
    for line in describe_outcome(outcome):
        print(line, file=sys.stderr, flush=True)


def describe_outcome(outcome: Outcome) -> list[str]:
    """What became of a file: a line, and one for each warning or error."""
    lines = [f"{outcome.file_name}: {_describe_state(outcome)}"]
    for finding in outcome.findings:
        if finding.severity != "info":
            words = " ".join(part for part in (finding.reason, finding.remedy) if part)
            place = finding.locator.removeprefix(f"{outcome.file_name}: ")
            lines.append(_show(f"  {finding.severity}, {place}: {words}"))
    return lines


def _describe_state(outcome: Outcome) -> str:
    if outcome.state == "refused":
        return "not filed."
    if outcome.state == "unchanged":
        return f"on record already as {outcome.document_id}; nothing changed."
    tables = ", ".join(f"{name} {rows}" for name, rows in outcome.tables.items())
    parts = [f"filed as {outcome.document_id}"]
    if outcome.supersedes:
        parts.append(f"in place of {outcome.supersedes}")
    rows = f" (rows: {tables})" if tables else ""
    proposed = f"; {outcome.candidates} figures proposed" if outcome.candidates else ""
    return f"{' '.join(parts)}{rows}{proposed}."


def _show(text: str) -> str:
    # A cell's text must not forge a line of a log or steer a terminal.
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def summarise(outcomes: Sequence[Outcome]) -> str:
    """How many files were filed, were on record, and were refused."""
    count = {
        state: sum(each.state == state for each in outcomes)
        for state in ("filed", "unchanged", "refused")
    }
    parts = [f"{count['filed']} of {len(outcomes)} files filed"]
    if count["unchanged"]:
        parts.append(f"{count['unchanged']} on record already")
    if count["refused"]:
        parts.append(f"{count['refused']} not filed")
    return ", ".join(parts) + "."
