"""What a shell offers when the tabulator is pressed: counties, areas and documents.

Shells wait for it: nothing here imports the library for tables or builds data.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from analysis.paths import REFERENCE, DataRoot, find_data_root

Offered = list[tuple[str, str]]
"""What is typed, and what a shell shows beside it."""
_MOST = 200


def complete_counties(ctx: typer.Context, incomplete: str) -> Offered:
    """Counties of the data by code or Chinese name."""
    from analysis.commands.county_names import load_names

    rows = ((code, *names) for code, names in load_names(_find_root(ctx)).items())
    return _select(rows, incomplete)


def complete_areas(ctx: typer.Context, incomplete: str) -> Offered:
    """Counties of the data, and once something is typed all areas of the reference table."""
    offered = complete_counties(ctx, incomplete)
    if not incomplete:
        return offered
    own = _find_root(ctx).reference
    rows = (row for folder in (own, REFERENCE) for row in _read_areas(folder / "areas.csv"))
    return list(dict.fromkeys([*offered, *_select(rows, incomplete)]))[:_MOST]


def complete_documents(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of the filed documents."""
    raw = _find_root(ctx).raw
    names = sorted(folder.name for folder in raw.iterdir()) if raw.is_dir() else []
    return [name for name in names if name.startswith(incomplete)][:_MOST]


def _find_root(ctx: typer.Context) -> DataRoot:
    return find_data_root(ctx.params.get("data"))


def _select(rows: Iterable[tuple[str, str, str]], incomplete: str) -> Offered:
    by_code = not incomplete or incomplete.isdigit()
    offered = []
    for code, chinese, english in rows:
        typed, beside = (code, chinese or english) if by_code else (chinese, code)
        if typed and typed.startswith(incomplete):
            offered.append((typed, beside))
    return offered[:_MOST]


def _read_areas(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["county_code"], row.get("name_zh") or "", row.get("name_en") or ""
    except (OSError, ValueError, KeyError, csv.Error):
        return
