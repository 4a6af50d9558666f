"""`briefs build`, `check`, `list` and `demo`: the commands that work on data alone."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.commands.exit_status import FAILED, CallFailed
from analysis.commands.options import (
    Counties,
    Data,
    Format,
    MessageLanguage,
    announce,
    command,
    explain_errors,
    open_data_root,
    say,
    show_findings,
)
from analysis.commands.wording import SOURCE_LANGUAGE, get_language, join, to_translate, translate

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMED = 20
NOTHING_FILED = to_translate("No document is filed in {raw}: file one with `briefs ingest FILE`.")


@command("briefs build", "briefs build --data DIR")
def build(language: MessageLanguage = None, data: Data = None) -> None:
    """Build data/processed from data/raw and data/reference; other commands do it when needed."""
    announce("Building the processed data …")
    with explain_errors():
        from analysis.build.build import build as build_tables

        root = open_data_root(data)
        result = build_tables(root)
        errors = result.findings[result.findings["severity"] == "error"]
        rows = sum(len(table) for table in result.tables.values())
        say(
            translate(
                "{tables} tables with {rows} rows in {folder}.",
                tables=len(result.tables),
                rows=rows,
                folder=root.processed,
            )
        )
        if len(errors):
            show_findings(errors, Format.TABLE, root)
            raise CallFailed(translate("The documents listed above were left out."), FAILED)


@command(
    "briefs check",
    "briefs check 清新区 --all",
    "briefs check --format csv > findings.csv",
)
def check(
    counties: Counties = None,
    format: Annotated[
        Format, typer.Option("--format", help="For people (table) or programs (csv, json).")
    ] = Format.TABLE,
    everything: Annotated[
        bool, typer.Option("--all", help="Also figures that match or that rounding explains.")
    ] = False,
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """Show all findings: tables, keys, and every reported figure recalculated from others."""
    # Whoever reads both streams of a program's call expects nothing but the format.
    if format is Format.TABLE or sys.stderr.isatty():
        announce("Checking the reported figures …")
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
        shown_language = get_language() if format is Format.TABLE else SOURCE_LANGUAGE
        findings = check_data(root, codes, everything, shown_language)
        show_findings(findings, format, root)
        if has_contradiction(findings):
            raise typer.Exit(FAILED)


@command("briefs list", "briefs list --data DIR", name="list")
def list_counties(language: MessageLanguage = None, data: Data = None) -> None:
    """List the counties in the data, and what keeps the brief of one from being made."""
    announce("Listing the counties in the data …")
    with explain_errors():
        from analysis.build.ensure import ensure_built
        from analysis.commands.county_list import format_counties
        from analysis.commands.county_names import name_county
        from analysis.commands.left_out import list_left_out
        from analysis.store.load import load_counties

        root = open_data_root(data)
        ensure_built(root)
        counties = load_counties(root)
        others = list_left_out(root, counties)
        if not counties and not others:
            say(translate(NOTHING_FILED, raw=root.raw))
            return
        say(format_counties(counties))
        for line in others:
            say(line)
        names = {code: (county.name_zh, county.name_en) for code, county in counties.items()}
        unusable = [name_county(code, names) for code in names if counties[code].errors]
        if unusable or others:
            named = join(unusable) or translate("documents of no county")
            message = translate("Left out: {names}; the reasons are above.", names=named)
            raise CallFailed(message, FAILED)


@command("briefs demo DIR", "briefs demo DIR --counties 100 --months 24")
def demo(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="An empty or new folder.")],
    counties: Annotated[
        int, typer.Option("--counties", metavar="N", help="How many counties.")
    ] = 12,
    months: Annotated[
        int, typer.Option("--months", metavar="N", help="Monthly forms of each.")
    ] = 3,
    language: MessageLanguage = None,
) -> None:
    """Write a data root of invented counties, to try things out and to measure."""
    announce("Writing {number} invented counties into {folder} …", number=counties, folder=out)
    with explain_errors():
        from analysis.demo import list_contradictions, write_demo

        root = write_demo(out, counties, months)
        wrong = list_contradictions(counties)
        say(
            translate(
                "{number} invented counties in {root}; use them with --data {root}.",
                number=counties,
                root=root.root,
            )
        )
        named = join(wrong[:MOST_NAMED]) or translate("none")
        say(translate("With a contradiction on purpose: {names}.", names=named))


def has_contradiction(findings: "pd.DataFrame") -> bool:
    """Whether any finding is an error, or a contradiction that no review has accepted."""
    is_open = (findings["verdict"] == "contradicts") & (findings["severity"] != "info")
    return bool((is_open | (findings["severity"] == "error")).any())
