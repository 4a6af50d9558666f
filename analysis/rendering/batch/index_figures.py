"""The figures of the index: the overview of counties, as texts and sort keys of cells."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.measures.county_overview import OVERVIEW_TABLES, compute_overview
from analysis.paths import DataRoot, find_data_root
from analysis.rendering.brief.request import BriefRequest
from analysis.store.load import LoadError, list_counties, load_table
from analysis.tables.records import list_records

MISSING = "—"
MINUS = "\N{MINUS SIGN}"
# Marks a rate that the document prints without the amounts.
AS_PRINTED = "*"
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """A figure of a row.

    Attributes:
        css: class of the cell.
        text: as shown.
    """

    css: str
    text: str


def load_figures(root: DataRoot) -> dict[str, Record]:
    """Reads the overview of all counties: rows by code, without dates' times, None if missing.

    Raises:
        LoadError: if the processed data are missing or damaged.
    """
    tables = {name: load_table(name, root) for name in OVERVIEW_TABLES}
    overview = compute_overview(tables, list_counties(root, is_usable_only=False))
    return {row["county_code"]: _clean(row) for row in list_records(overview)}


def load_figures_of(requests: Iterable[BriefRequest]) -> dict[str, Record]:
    """The overview of the data that briefs are asked of; empty if it cannot be read now.

    Args:
        requests: briefs of one data root.
    """
    request = next(iter(requests), None)
    # A damaged table is the failure of the briefs, and no reason to have no index.
    with contextlib.suppress(LoadError):
        return load_figures(find_data_root(request.data_dir)) if request else {}
    return {}


def _clean(row: Record) -> Record:
    return {name: _clean_value(value) for name, value in row.items()}


def _clean_value(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def list_cells(figures: Record) -> tuple[Cell, ...]:
    """The cells of a county's row, in the order of :data:`COLUMNS`; "—" where not reported.

    Args:
        figures: its row of the overview; may be empty.
    """
    return (
        _show_rate(figures, "disbursement", "d"),
        _show_rate(figures, "use", "u"),
        _show_change(figures.get("use_change")),
        _show_targets(figures),
        _show_findings(figures),
        _show_month(figures.get("latest_month")),
    )


COLUMNS = ("disbursement", "use", "change", "targets", "contradictions", "month")
"""Names of the columns of figures, as the address of a filtered view has them."""


def _show_rate(figures: Record, name: str, css: str) -> Cell:
    rate, mark = figures.get(f"{name}_rate"), ""
    if rate is None:
        rate, mark = figures.get(f"{name}_printed_rate"), AS_PRINTED
    if rate is None:
        return Cell(css, MISSING)
    length = min(100, max(0, round(100 * rate)))
    return Cell(f"{css} w{length}", f"{_write(100 * rate)}%{mark}")


def _show_change(change: float | None) -> Cell:
    if change is None:
        return Cell("g", MISSING)
    text = _write(100 * change)
    is_zero = not text.strip(f"0.{MINUS}")
    return Cell("g z" if is_zero else "g", text if is_zero or change < 0 else f"+{text}")


def _show_targets(figures: Record) -> Cell:
    items = figures.get("target_items")
    if not items:
        return Cell("t", MISSING)
    return Cell("t", f"{figures['met']:.0f}/{items:.0f}")


def _show_findings(figures: Record) -> Cell:
    if not figures:
        return Cell("x", MISSING)
    number = figures["contradicts_open"]
    return Cell("x bad", f"✗ {number:.0f}") if number else Cell("x z", "0")


def _show_month(day: str | None) -> Cell:
    return Cell("m", day[:7] if day else MISSING)


def _write(number: float) -> str:
    text = f"{number:,.2f}"
    if not text.strip("-0.,"):
        return "0.00"
    return text.replace("-", MINUS)
