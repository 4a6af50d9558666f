"""`briefs build`, `check`, `list` and `demo`: the commands that work on data alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.commands.exit_status import FAILED, CallFailed
from analysis.commands.options import (
    Counties,
    Data,
    Format,
    app,
    explain_errors,
    open_data_root,
    say,
    show_findings,
)

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMED = 20


@app.command()
def build(data: Data = None) -> None:
    """Build data/processed from data/raw and data/reference."""
    with explain_errors():
        from analysis.build.build import build as build_tables

        root = open_data_root(data)
        result = build_tables(root)
        errors = result.findings[result.findings["severity"] == "error"]
        rows = sum(len(table) for table in result.tables.values())
        say(f"{len(result.tables)} tables with {rows} rows in {root.processed}.")
        if len(errors):
            show_findings(errors, Format.TABLE)
            raise CallFailed("The documents listed above were left out.", FAILED)


@app.command()
def check(
    counties: Counties = None,
    format: Annotated[Format, typer.Option("--format", help="How to write.")] = Format.TABLE,
    everything: Annotated[
        bool, typer.Option("--all", help="Also figures that agree, are explained or capped.")
    ] = False,
    data: Data = None,
) -> None:
    """Show all findings: schemas, keys, and every printed figure recomputed."""
    with explain_errors():
        from analysis.build.ensure import ensure_built
        from analysis.commands.check import check as check_data
        from analysis.commands.counties import find_counties
        from analysis.parameters import check_county_codes
        from analysis.store.load import load_areas

        root = open_data_root(data)
        ensure_built(root)
        codes = find_counties(root, counties)
        check_county_codes(codes, load_areas(root))
        findings = check_data(root, codes, everything)
        show_findings(findings, format)
        if has_contradiction(findings):
            raise typer.Exit(FAILED)


@app.command("list")
def list_counties(data: Data = None) -> None:
    """List the counties in the data, and what keeps the brief of one from being made."""
    with explain_errors():
        import pandas as pd

        from analysis.build.ensure import ensure_built
        from analysis.commands.finding_formats import render_table
        from analysis.commands.left_out import list_left_out
        from analysis.rendering.batch.selection import find_refusal
        from analysis.store.load import load_counties

        root = open_data_root(data)
        ensure_built(root)
        counties = load_counties(root)
        others = list_left_out(root, counties)
        if not counties and not others:
            say(f"No document is filed in {root.raw}: file one with `briefs ingest FILE`.")
            return
        headings = ["code", "name", "name in English", "documents", "newest document"]
        rows = [
            [code, county.name_zh, county.name_en, str(county.documents), county.latest]
            for code, county in counties.items()
        ]
        if any(county.errors for county in counties.values()):
            headings.append("not usable because")
            for row, (code, county) in zip(rows, counties.items(), strict=True):
                row.append(find_refusal(code, county) or "")
        frame = pd.DataFrame(rows, columns=headings)
        say(render_table(frame, dict(zip(headings, headings, strict=True))).rstrip("\n"))
        for line in others:
            say(line)
        unusable = [code for code, county in counties.items() if county.errors]
        if unusable or others:
            named = ", ".join(unusable) or "documents of no county"
            raise CallFailed(f"Left out: {named}; the reasons are above.", FAILED)


@app.command()
def demo(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="An empty or new folder.")],
    counties: Annotated[int, typer.Option("--counties", help="How many counties.")] = 12,
    months: Annotated[int, typer.Option("--months", help="Monthly forms of each.")] = 3,
) -> None:
    """Write a data root of invented counties, to try things out and to measure."""
    with explain_errors():
        from analysis.demo import list_contradictions, write_demo

        root = write_demo(out, counties, months)
        wrong = list_contradictions(counties)
        say(f"{counties} invented counties in {root.root}; use them with --data {root.root}.")
        say(f"With a contradiction on purpose: {', '.join(wrong[:MOST_NAMED]) or 'none'}.")


def has_contradiction(findings: "pd.DataFrame") -> bool:
    """Whether any finding is an error, or a contradiction that no review has accepted."""
    is_open = (findings["verdict"] == "contradicts") & (findings["severity"] != "info")
    return bool((is_open | (findings["severity"] == "error")).any())
