"""What a run did with the briefs it was asked for, in words; the numbers add up to all of them."""

from collections.abc import Collection
from pathlib import Path

from analysis.rendering.batch.run_record import UNCHANGED, RunRecord
from analysis.rendering.brief.brief import BriefRequest
from analysis.rendering.brief.output_folder import WITHDRAWN, OutputFolder


def describe_run(requests: Collection[BriefRequest], record: RunRecord, out: Path) -> str:
    """Says how many briefs were rendered, unchanged, failed and withdrawn, and where they are.

    Args:
        requests: the briefs that were asked for.
        record: of the output folder after the run.
        out: the output folder.
    """
    entries = [record.entries[request.key] for request in requests]
    unchanged = sum(entry.state == "rendered" and entry.why == UNCHANGED for entry in entries)
    failed = [entry for entry in entries if entry.state != "rendered"]
    rendered = len(entries) - len(failed) - unchanged
    parts = [f"{rendered} of {_count(len(entries), 'brief')} rendered"]
    if unchanged:
        parts.append(f"{unchanged} unchanged")
    if failed:
        kept = sum(entry.html_sha256 is not None for entry in failed)
        parts.append(f"{len(failed)} failed")
        if kept:
            parts.append(f"{_count(kept, 'page')} of an earlier run kept for them")
    lines = [f"{', '.join(parts)}: {OutputFolder(out).index}"]
    lines += [f"  {reason}" for reason in dict.fromkeys(one.refusal for one in requests) if reason]
    if record.newly_withdrawn:
        lines.append(_describe_withdrawn(record, out))
    return "\n".join(lines)


def _describe_withdrawn(record: RunRecord, out: Path) -> str:
    keys = record.newly_withdrawn
    codes = sorted({code for code, _ in keys})
    counties, pages = _count(len(codes), "county", "counties"), _count(len(keys), "brief")
    last = "the last page is" if len(keys) == 1 else "the last pages are"
    return (
        f"{pages} withdrawn, because {counties} left the data ({', '.join(codes)}); "
        f"{last} in {out / WITHDRAWN}."
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
