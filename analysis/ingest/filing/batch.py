"""Files many files in one call: each is filed or refused by itself and reported."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from filelock import Timeout

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
