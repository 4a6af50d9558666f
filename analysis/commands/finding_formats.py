"""Formats findings as CSV and JSON, for programs; their form and language do not change."""

import csv
import io
import json
import math
import re
from collections.abc import Callable, Mapping

import pandas as pd

# Text that starts with one of these is a formula to spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝")


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


FORMATS: Mapping[str, Callable[[pd.DataFrame], str]] = {
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
