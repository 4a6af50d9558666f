"""Prints the briefs of a run as PDF beside their pages; a failure affects no other brief."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from analysis.atomic import write_atomically
from analysis.rendering.batch.run_record import (
    Entry,
    RunRecord,
    load_run_record,
    write_run_record,
)
from analysis.rendering.brief.brief import make_one_line
from analysis.rendering.brief.output_folder import Key, OutputFolder, open_output
from analysis.rendering.brief.pdf import PdfFailed, print_page
from analysis.store.freshness import hash_file


def print_briefs(
    out: Path, keys: Collection[Key], chromium: str, jobs: int, is_forced: bool = False
) -> RunRecord:
    """Prints pages of an output folder whose PDF is missing or of another page.

    Args:
        out: output folder.
        keys: the briefs to print; those that failed are left out.
        chromium: the browser that prints.
        jobs: how many at a time.
        is_forced: whether to print also what is printed already.

    Returns:
        The folder's record with what became of each PDF.

    Raises:
        OutputError, OutputInUse: if the folder cannot be used; the message says why.
    """
    with open_output(out.absolute()) as folder:
        record = load_run_record(folder)
        record = _print_all(record, folder, keys, chromium, jobs, is_forced)
        write_run_record(record, folder.record)
    return record


def _print_all(
    record: RunRecord,
    folder: OutputFolder,
    keys: Collection[Key],
    chromium: str,
    jobs: int,
    is_forced: bool,
) -> RunRecord:
    entries = dict(record.entries)
    wanted = [
        key
        for key in keys
        if entries[key].state == "rendered"
        and (is_forced or not is_current(entries[key], folder.pdf(key)))
    ]
    with ThreadPoolExecutor(max(1, jobs)) as printers:
        printed = printers.map(lambda key: _print(entries[key], folder, key, chromium), wanted)
        entries |= dict(zip(wanted, printed, strict=True))
    return replace(record, entries=entries)


def is_current(entry: Entry, pdf: Path) -> bool:
    """Whether a PDF is that of the page in the folder, and whole."""
    return (
        entry.pdf_of is not None
        and entry.pdf_of == entry.html_sha256
        and hash_file(pdf) == entry.pdf_sha256
    )


def _print(entry: Entry, folder: OutputFolder, key: Key, chromium: str) -> Entry:
    try:
        content = print_page(chromium, folder.brief(key), entry.as_of or "1980-01-01")
        write_atomically(folder.pdf(key), content)
    except (PdfFailed, OSError) as error:
        reason = make_one_line(f"the PDF was not written: {error}")
        details = getattr(error, "details", "")
        folder.failure(key).write_text(f"{reason}\n\n{details}\n", "utf-8", "backslashreplace")
        return replace(entry, pdf_of=None, pdf_sha256=None, pdf_reason=reason)
    sha256 = hash_file(folder.pdf(key))
    return replace(entry, pdf_of=entry.html_sha256, pdf_sha256=sha256, pdf_reason=None)
