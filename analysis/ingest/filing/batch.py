"""Many files in one call: each is filed or refused for itself, and what became of it is told."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.ingest.content import Content, Remark
from analysis.ingest.files.file_names import group_same_names, is_temporary, show_name
from analysis.ingest.filing.filing_options import FilingOptions
from analysis.ingest.filing.ingesting import Ingester, Outcome, refuse_unexpected
from analysis.ingest.filing.records import list_findings


def ingest_files(
    ingester: Ingester,
    files: Iterable[Path],
    options: FilingOptions,
    read: Callable[[Path], Content],
    advance: Callable[[Outcome], None],
) -> list[Outcome]:
    """Files many files, one after the other.

    Args:
        ingester: files them.
        files: the files; what file managers leave behind is passed over.
        options: what the caller says of all of them.
        read: reads a file.
        advance: called with each outcome.
    """
    outcomes = []
    sent = [path for path in files if not is_temporary(path)]
    twins = {path: group for group in group_same_names(sent) for path in group}
    for path in sent:
        outcome = _ingest_one(ingester, path, options, read)
        if path in twins:
            outcome = _warn_of_twins(outcome, twins[path])
        advance(outcome)
        outcomes.append(outcome)
    return outcomes


def _ingest_one(
    ingester: Ingester, path: Path, options: FilingOptions, read: Callable[[Path], Content]
) -> Outcome:
    try:
        return ingester.ingest(path, options, read)
    except OSError:
        # A full disk or a folder that may not be written to concerns every further file, too.
        raise
    except Exception as error:  # noqa: BLE001 - our mistake with one file must not stop the others
        return refuse_unexpected(path, error)


def _warn_of_twins(outcome: Outcome, twins: Sequence[Path]) -> Outcome:
    names = "、".join(show_name(path.name) for path in twins)
    found = f"the names {names} differ in case, width or composition only."
    remark = Remark("same_name", "warning", None, found, "See whether it is one file sent twice.")
    told = list_findings([remark], outcome.file_name, None, outcome.document_id)
    return replace(outcome, findings=(*outcome.findings, *told))


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
