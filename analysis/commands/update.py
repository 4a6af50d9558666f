"""The month's work after filing: build, render counties with new documents, and sum up."""

from collections.abc import Sequence
from pathlib import Path

from analysis.brief import LATEST
from analysis.build.ensure import ensure_built
from analysis.commands.check import check
from analysis.ingest.filing.batch import summarise
from analysis.ingest.filing.ingesting import Outcome
from analysis.paths import DataRoot
from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.batch.progress import show_progress
from analysis.rendering.batch.selection import select_briefs
from analysis.rendering.brief.output_folder import Key
from analysis.store.load import list_counties, load_findings, load_table


def render_changed(root: DataRoot, outcomes: Sequence[Outcome], out: Path, jobs: int) -> list[Key]:
    """Builds the data and renders the briefs of counties for which new documents give figures.

    Returns:
        County code and language of the briefs that failed.
    """
    ensure_built(root)
    counties = find_changed(root, outcomes)
    if not counties:
        return []
    requests, _ = select_briefs(root, counties, (), LATEST)
    with show_progress(len(requests)) as advance:
        record = render_briefs(requests, out, jobs, on_progress=advance)
    return record.list_failed(requests)


def find_changed(root: DataRoot, outcomes: Sequence[Outcome]) -> list[str]:
    """Lists the counties in the data for which the new documents give figures."""
    new_ids = {outcome.document_id for outcome in outcomes if outcome.state == "filed"}
    figures = load_table("figures", root)
    with_figures = set(figures.loc[figures["document_id"].isin(new_ids), "county_code"])
    return [code for code in list_counties(root)["county_code"] if code in with_figures]


def summarise_update(root: DataRoot, outcomes: Sequence[Outcome]) -> str:
    """Describes what is new: files, documents, proposed figures, findings and briefs."""
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
        f"{len(own_findings)} findings about the new documents; `briefs check` shows them."
    )
    lines += [f"  {row.document_id}, {row.locator}: {row.reason}" for row in errors.itertuples()]
    counties = find_changed(root, outcomes)
    lines.append(f"Briefs rendered: {', '.join(counties) or 'none'}.")
    return "\n".join(lines)
