"""The month's work after filing: build, render the briefs that are stale, and sum up."""

from collections.abc import Sequence
from pathlib import Path

from analysis.brief import LATEST
from analysis.build.ensure import ensure_built
from analysis.commands.brief_messages import describe_run, show_briefs
from analysis.commands.check import check
from analysis.commands.county_names import Names
from analysis.commands.ingest_messages import summarise
from analysis.commands.left_out import list_left_out
from analysis.commands.reasons import translate_reason
from analysis.commands.wording import count, translate
from analysis.commands.wording.places import translate_place
from analysis.ingest.filing.ingesting import Outcome
from analysis.paths import DataRoot
from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.batch.selection import select_briefs
from analysis.rendering.brief.output_folder import Key, OutputFolder
from analysis.store.load import load_counties, load_findings


def render_stale(
    root: DataRoot, out: Path, jobs: int, contact: str = ""
) -> tuple[str, list[Key], Names]:
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
        What was done, in words; county code and language of the briefs that failed; and the names
        of the counties.
    """
    ensure_built(root)
    if not load_counties(root) and not OutputFolder(out).list_briefs():
        lines = [translate("No brief rendered: no document in {raw} is of a county.", raw=root.raw)]
        return "\n".join([*lines, *list_left_out(root, ())]), [], {}
    requests, codes = select_briefs(root, (), (), LATEST, out, contact=contact)
    with show_briefs(requests) as advance:
        record = render_briefs(requests, out, jobs, on_progress=advance, only=codes)
    return describe_run(requests, record, out), record.list_failed(requests), record.names


def summarise_update(root: DataRoot, outcomes: Sequence[Outcome]) -> str:
    """Describes what is new: files, documents, proposed figures and findings."""
    filed = [outcome for outcome in outcomes if outcome.state == "filed"]
    new_ids = {outcome.document_id for outcome in filed}
    lines = [summarise(outcomes)]
    lines += [
        translate(
            "  {document}: {rows} rows, {number} figures proposed",
            document=outcome.document_id,
            rows=sum(outcome.tables.values()),
            number=outcome.candidates,
        )
        for outcome in filed
    ]
    build_findings, findings = load_findings(root), check(root, ())
    number = int(findings["document_id"].isin(new_ids).sum())
    errors = build_findings[build_findings["document_id"].isin(new_ids)]
    lines.append(
        count(
            number,
            "{number} finding about the new documents; `briefs check` shows them.",
            "{number} findings about the new documents; `briefs check` shows them.",
        )
    )
    lines += [
        translate(
            "  {document}, {place}: {reason}",
            document=row.document_id,
            place=translate_place(row.locator),
            reason=translate_reason(row.reason),
        )
        for row in errors.itertuples()
    ]
    return "\n".join(lines)
