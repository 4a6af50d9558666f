"""Formats findings as a table for people, and as CSV and JSON for programs."""

import csv
import io
import json
import math
import re
from collections.abc import Callable, Mapping

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis.commands.exit_status import blank_controls

# Text that starts with one of these is a formula to spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝")
# Where output does not go to a terminal, but to a file or a search, long text is not cut.
UNLIMITED_WIDTH = 400
SHOWN = {
    "county_code": "county",
    "document_id": "document",
    "locator": "where",
    "severity": "severity",
    "verdict": "verdict",
    "printed": "printed",
    "recomputed": "recomputed",
    "reason": "reason",
    "remedy": "remedy",
}


def format_csv(findings: pd.DataFrame) -> str:
    """Formats findings as CSV in which no text is a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(findings.columns)
    for row in findings.itertuples(index=False):
        writer.writerow([disarm(_unify_line_ends(value)) for value in row])
    return file.getvalue()


def format_json(findings: pd.DataFrame) -> str:
    """Formats findings as a JSON list with an object for each; missing values are null.

    Of a recomputed range, one end that is null has no limit; both are null where nothing is
    recomputed.
    """
    rows = [
        {name: None if _is_missing(value) else value for name, value in row.items()}
        for row in findings.to_dict("records")
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def format_table(findings: pd.DataFrame) -> str:
    """Formats findings as a table for the terminal; as a sentence if there are none."""
    if findings.empty:
        return "No findings.\n"
    frame = findings.assign(recomputed=[_describe_range(row) for row in findings.itertuples()])
    return render_table(frame, SHOWN) + _count(len(findings))


def _count(number: int) -> str:
    return "1 finding.\n" if number == 1 else f"{number} findings.\n"


FORMATS: Mapping[str, Callable[[pd.DataFrame], str]] = {
    "table": format_table,
    "csv": format_csv,
    "json": format_json,
}


def disarm(value: object) -> object:
    """Makes a value safe for a CSV cell: a text that is a formula gets a leading apostrophe.

    >>> disarm("=1+1"), disarm("-25.645"), disarm(-1.5), disarm(float("nan"))
    ("'=1+1", '-25.645', -1.5, '')
    """
    if _is_missing(value):
        return ""
    if not isinstance(value, str) or not value.startswith(FORMULA_STARTS) or _is_number(value):
        return value
    return f"'{value}"


def render_table(frame: pd.DataFrame, columns: Mapping[str, str]) -> str:
    """Renders columns of a frame as a table of the terminal's width.

    Args:
        frame: with these columns.
        columns: headings, by column.
    """
    terminal = Console()
    width = terminal.width if terminal.is_terminal else UNLIMITED_WIDTH
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in frame[list(columns)].itertuples(index=False):
        table.add_row(*(Text(_show(value)) for value in row))
    file = io.StringIO()
    Console(file=file, width=width, force_terminal=terminal.is_terminal).print(table)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _show(value: object) -> str:
    return "" if _is_missing(value) else blank_controls(str(value))


def _describe_range(row: object) -> str:
    low, high = row.recomputed_low, row.recomputed_high  # type: ignore[attr-defined]
    if _is_missing(low) or _is_missing(high):
        if _is_missing(low) and _is_missing(high):
            return ""
        return f"at most {high:.12g}" if _is_missing(low) else f"at least {low:.12g}"
    return f"{low:.12g}" if low == high else f"{low:.12g} to {high:.12g}"


def _unify_line_ends(value: object) -> object:
    # Some versions of Python's csv do not quote a carriage return, which then begins a row.
    return re.sub("\r\n?", "\n", value) if isinstance(value, str) else value


def _is_missing(value: object) -> bool:
    return (
        value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value))
    )


def _is_number(text: str) -> bool:
    digits = text[1:]
    return text[0] in "+-" and digits.isascii() and digits.replace(".", "", 1).isdigit()
