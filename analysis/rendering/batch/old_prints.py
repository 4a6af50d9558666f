"""Removes PDFs that no longer say what the page beside them says."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.rendering.batch.run_record import Entry, RunRecord
from analysis.rendering.brief.output_folder import Key, OutputFolder


def drop_old_prints(record: RunRecord, folder: OutputFolder) -> RunRecord:
    """Removes each PDF whose page was rendered anew, failed to print or was withdrawn."""
    entries = dict(record.entries)
    for key, entry in _list_old(record):
        folder.pdf(key).unlink(missing_ok=True)
        entries[key] = replace(entry, pdf_of=None, pdf_sha256=None)
    return replace(record, entries=entries)


def _list_old(record: RunRecord) -> Iterator[tuple[Key, Entry]]:
    for key, entry in record.entries.items():
        is_withdrawn = entry.state == "withdrawn"
        if entry.pdf_of is not None and (is_withdrawn or entry.pdf_of != entry.html_sha256):
            yield key, entry
