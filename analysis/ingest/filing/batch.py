"""Files many files in one call: each is filed or refused by itself and reported."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import Timeout
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.ingest.content import Remark, UnreadableFile
from analysis.ingest.files.file_names import group_same_names, is_temporary, show_name
from analysis.ingest.filing.filing_options import FilingOptions
from analysis.ingest.filing.ingesting import Ingester, Reader
from analysis.ingest.filing.outcome import Outcome, refuse_unexpected, refuse_unreadable
from analysis.ingest.filing.reading_ahead import read_ahead
from analysis.ingest.filing.records import list_findings
from analysis.ingest.process.reading import ReadFile


def ingest_files(
    ingester: Ingester,
    files: Iterable[Path],
    options: FilingOptions,
    read: Reader,
    advance: Callable[[Outcome], None],
) -> list[Outcome]:
    """Files many files, one after the other; the next ones are read meanwhile.

    Args:
        ingester: files a document.
        files: the files; temporary files of file managers are skipped.
        options: options of the call, which apply to all files.
        read: reads a file.
        advance: called with each outcome.
    """
    outcomes = []
    paths = [path for path in files if not is_temporary(path)]
    same_names = {path: group for group in group_same_names(paths) for path in group}
    for path, result in read_ahead(paths, lambda path: ingester.read(path, options, read)):
        for outcome in _file_one(ingester, path, result, options):
            if path in same_names and outcome.part == 1:
                outcome = _warn_of_same_names(outcome, same_names[path])
            advance(outcome)
            outcomes.append(outcome)
    return outcomes


def _file_one(
    ingester: Ingester, path: Path, result: ReadFile | BaseException, options: FilingOptions
) -> list[Outcome]:
    try:
        if isinstance(result, BaseException):
            raise result
        return ingester.file_drafts(result, show_name(path.name), options)
    except UnreadableFile as error:
        return [refuse_unreadable(path, error)]
    except (OSError, Timeout):
        # A full disk, a folder without write permission or a lock affects all further files, too.
        raise
    except Exception as error:  # noqa: BLE001 - a bug met by one file must not stop the others
        return [refuse_unexpected(path, error)]


def _warn_of_same_names(outcome: Outcome, paths: Sequence[Path]) -> Outcome:
    names = "、".join(show_name(path.name) for path in paths)
    reason = f"the names {names} differ only in case, width or composition of characters."
    remark = Remark("same_name", "warning", None, reason, "Check whether one file was sent twice.")
    warnings = list_findings([remark], outcome.file_name, None, outcome.document_id)
    return replace(outcome, findings=(*outcome.findings, *warnings))


@contextmanager
def show_files(total: int) -> Iterator[Callable[[Outcome], None]]:
    """Yields a function that shows an outcome: above a progress bar in a terminal, else as lines.

    Args:
        total: number of files.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _print
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        bar = progress.add_task("Files", total=total)

        def advance(outcome: Outcome) -> None:
            for line in describe_outcome(outcome):
                progress.console.print(line, markup=False, highlight=False)
            progress.advance(bar, 1 / outcome.parts)

        yield advance


def _print(outcome: Outcome) -> None:
    for line in describe_outcome(outcome):
        print(line, file=sys.stderr, flush=True)


def describe_outcome(outcome: Outcome) -> list[str]:
    """A line on the state of a document, and one for each warning or error."""
    part = f", part {outcome.part} of {outcome.parts}" if outcome.parts > 1 else ""
    lines = [f"{outcome.file_name}{part}: {_describe_state(outcome)}"]
    for finding in outcome.findings:
        if finding.severity != "info":
            message = " ".join(part for part in (finding.reason, finding.remedy) if part)
            place = finding.locator.removeprefix(f"{outcome.file_name}: ")
            lines.append(_escape(f"  {finding.severity}, {place}: {message}"))
    return lines


def _describe_state(outcome: Outcome) -> str:
    if outcome.state == "refused":
        return "not filed."
    if outcome.state == "unchanged":
        return f"already filed as {outcome.document_id}; nothing changed."
    tables = ", ".join(f"{name} {rows}" for name, rows in outcome.tables.items())
    parts = [f"filed as {outcome.document_id}"]
    if outcome.supersedes:
        parts.append(f"as a new version of {outcome.supersedes}")
    rows = f" (rows: {tables})" if tables else ""
    proposed = f"; {outcome.candidates} figures proposed" if outcome.candidates else ""
    return f"{' '.join(parts)}{rows}{proposed}."


def _escape(text: str) -> str:
    # A cell's text must not add a line to a log or send control characters to a terminal.
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def summarise(outcomes: Sequence[Outcome]) -> str:
    """How many files were filed, already filed, and refused, wholly or in part."""
    files: list[list[Outcome]] = []
    for outcome in outcomes:
        if outcome.part == 1:
            files.append([])
        files[-1].append(outcome)
    counts = Counter(_sum_up([outcome.state for outcome in file]) for file in files)
    documents = sum(outcome.state == "filed" for outcome in outcomes)
    parts = [f"{counts['filed']} of {len(files)} files filed"]
    if documents > counts["filed"]:
        parts[0] += f" ({documents} documents)"
    if counts["in part"]:
        parts.append(f"{counts['in part']} filed in part")
    if counts["unchanged"]:
        parts.append(f"{counts['unchanged']} already filed")
    if counts["refused"]:
        parts.append(f"{counts['refused']} not filed")
    return ", ".join(parts) + "."


def _sum_up(states: Sequence[str]) -> str:
    """The state of a file by those of its documents."""
    if "refused" in states:
        return "refused" if set(states) == {"refused"} else "in part"
    return "filed" if "filed" in states else "unchanged"
