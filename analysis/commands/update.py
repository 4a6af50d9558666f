"""The month's work after filing: build, render the briefs that are stale, and sum up."""

from collections.abc import Sequence
from pathlib import Path

from analysis.brief import LATEST
from analysis.build.ensure import ensure_built
from analysis.commands.check import check
from analysis.commands.left_out import list_left_out
from analysis.commands.run_summary import describe_run
from analysis.ingest.filing.batch import summarise
from analysis.ingest.filing.ingesting import Outcome
from analysis.paths import DataRoot
from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.batch.progress import show_progress
from analysis.rendering.batch.selection import select_briefs
from analysis.rendering.brief.output_folder import Key, OutputFolder
from analysis.store.load import load_counties, load_findings


def render_stale(root: DataRoot, out: Path, jobs: int, contact: str = "") -> tuple[str, list[Key]]:
    """Builds the data and renders the briefs that are not what the data now give.

    Which these are follows from their digests, not from what was filed: an earlier call may have
    filed documents and ended before it rendered. Briefs of counties that left the data are
    withdrawn.

    Args:
        root: data root.
        out: output folder.
        jobs: how many briefs at a time.
        contact: whom readers may write to; blank for nobody.

    Returns:
        What was done, in words, and county code and language of the briefs that failed.
    """
    ensure_built(root)
    if not load_counties(root) and not OutputFolder(out).list_briefs():
        lines = [f"No brief rendered: no document in {root.raw} is of a county."]
        return "\n".join([*lines, *list_left_out(root, ())]), []
    requests, codes = select_briefs(root, (), (), LATEST, out, contact=contact)
    with show_progress(len(requests)) as advance:
        record = render_briefs(requests, out, jobs, on_progress=advance, only=codes)
    return describe_run(requests, record, out), record.list_failed(requests)


def summarise_update(root: DataRoot, outcomes: Sequence[Outcome]) -> str:
    """Describes what is new: files, documents, proposed figures and findings."""
    filed = [outcome for outcome in outcomes if outcome.state == "filed"]
    new_ids = {outcome.document_id for outcome in filed}
    lines = [summarise(outcomes)]
    for outcome in filed:
        rows = sum(outcome.tables.values())
        lines.append(f"  {outcome.document_id}: {rows} rows, {outcome.candidates} figures proposed")
    build_findings, findings = load_findings(root), check(root, ())
    own_findings = findings[findings["document_id"].isin(new_ids)]
    errors = build_findings[build_findings["document_id"].isin(new_ids)]
    lines.append(
        f"{len(own_findings)} {'finding' if len(own_findings) == 1 else 'findings'} about the new "
        "documents; `briefs check` shows them."
    )
    lines += [f"  {row.document_id}, {row.locator}: {row.reason}" for row in errors.itertuples()]
    return "\n".join(lines)
