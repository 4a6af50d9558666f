"""The month's work after filing: build, render the counties whose documents changed, sum up."""

from collections.abc import Sequence
from pathlib import Path

from analysis.build.ensure import ensure_built
from analysis.commands.check import check
from analysis.ingest.filing.batch import summarise
from analysis.ingest.filing.ingesting import Outcome
from analysis.paths import DataRoot
from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.batch.progress import show_progress
from analysis.rendering.batch.selection import select_briefs
from analysis.store.load import list_counties, load_findings, load_table

LATEST = "latest"


def render_changed(root: DataRoot, outcomes: Sequence[Outcome], out: Path, jobs: int) -> list[str]:
    """Builds, and renders the briefs of the counties that new documents say something about.

    Returns:
        The briefs that could not be rendered.
    """
    ensure_built(root)
    counties = find_changed(root, outcomes)
    if not counties:
        return []
    requests, _ = select_briefs(root, counties, (), LATEST)
    with show_progress(len(requests)) as advance:
        record = render_briefs(requests, out, jobs, on_progress=advance)
    return [".".join(key) for key in record.list_failed(requests)]


def find_changed(root: DataRoot, outcomes: Sequence[Outcome]) -> list[str]:
    """The counties with briefs about which the new documents hold figures."""
    new = {outcome.document_id for outcome in outcomes if outcome.state == "filed"}
    figures = load_table("figures", root)
    named = set(figures.loc[figures["document_id"].isin(new), "county_code"])
    known = list_counties(root)["county_code"]
    return [code for code in known if code in named]


def summarise_update(root: DataRoot, outcomes: Sequence[Outcome]) -> str:
    """What is new: files, documents, figures proposed, and findings about the new documents."""
    filed = [outcome for outcome in outcomes if outcome.state == "filed"]
    new = {outcome.document_id for outcome in filed}
    lines = [summarise(outcomes)]
    for outcome in filed:
        rows = sum(outcome.tables.values())
        lines.append(f"  {outcome.document_id}: {rows} rows, {outcome.candidates} figures proposed")
    left_out = load_findings(root)
    findings = check(root, ())
    own = findings[findings["document_id"].isin(new)]
    errors = left_out[left_out["document_id"].isin(new)]
    lines.append(f"{len(own)} findings about the new documents; `briefs check` shows them.")
    lines += [f"  {row.document_id}, {row.locator}: {row.reason}" for row in errors.itertuples()]
    counties = find_changed(root, outcomes)
    lines.append(f"Briefs rendered: {', '.join(counties) or 'none'}.")
    return "\n".join(lines)
