"""Typed views of what a document says in running text and in monthly forms.

``series`` holds what is reported or planned over a period, ``stipulations`` what is set.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from analysis.build.read_document import ReadDocument, read_date
from analysis.build.read_figures import Figure
from analysis.figures.periods import find_kind, find_year_before
from analysis.tables.raw_forms import MATRIX_TABLE, MONTHLY_FORM, OTHER_TABLE
from analysis.tables.reference_forms import (
    ACCEPTED_TABLE,
    ROLES,
    SERIES_ROLES,
    SINCE_START,
    STIPULATED_ROLES,
)
from analysis.tables.text_tables import Row, TextRow

# A table of columns without a place in their form is shown whole up to this length.
_MOST_OTHERS = 12
_SUM_WORDS = ("合计", "总计", "共计")
# What documents say on these is true of the county, whatever its projects.
TOPICS_OF_COUNTIES = frozenset({"profile", "tourism", "poverty"})


def view_series(read: ReadDocument) -> list[Row]:
    """Rows of ``series`` from running text and from monthly forms."""
    return [*_view_statements(read), *_view_monthly_forms(read)]


def _view_statements(read: ReadDocument) -> list[Row]:
    rows = []
    for table_id, table, raw_rows in read.tables("statements"):
        readings = [read.reading("statements", table_id, raw["row_id"]) for raw in raw_rows]
        shown = _count_by_county(table_id, readings)
        for raw, reading in zip(raw_rows, readings, strict=True):
            row = {
                **read.key(table_id, raw["row_id"]),
                "table_kind": table.kind,
                "county_code": reading.get("county_code") or read.document.record.county_code,
                "document_date": read.document.record.document_date,
                "period_start": read_date(reading.get("period_start")),
                "period_end": read_date(reading.get("period_end")),
                "period_note": reading.get("period_note"),
                "covers": reading.get("covers"),
                "note": reading.get("note"),
            }
            is_shown = _is_shown(table_id, raw, len(raw_rows)) or _is_of_matrix(
                table_id, reading, shown
            )
            if _is_further_figure(table_id, reading) or is_shown:
                rows.append({**row, **_view_further_figure(read, table_id, raw, reading)})
            elif reading.get("role") in SERIES_ROLES:
                rows.append({**row, **_view_statement(read, row, reading)})
    return rows


def _view_statement(read: ReadDocument, row: Row, reading: TextRow) -> Row:
    """Indicator, project, value and change of a reported or planned figure."""
    table_id, row_id = row["table_id"], row["row_id"]
    indicator_id = reading.get("indicator_id")
    change = read.figure(table_id, row_id, "change")
    return {
        "column": "value",
        "indicator_id": indicator_id,
        "project_id": _find_project(read, table_id, row["county_code"], indicator_id),
        "origin": reading["role"],
        **_view_value(read.figure(table_id, row_id, "value")),
        **_view_change(change, reading, row["period_start"], row["period_end"]),
    }


def _is_shown(table_id: str, raw: TextRow, count: int) -> bool:
    """Whether the figure of a column without a place in its form stands in the brief.

    Of a long table only the totals do: a page is no copy of a list.
    """
    if not OTHER_TABLE.search(table_id):
        return False
    return count <= _MOST_OTHERS or raw["label"].startswith(_SUM_WORDS)


def _count_by_county(table_id: str, readings: Sequence[TextRow]) -> Counter[str | None]:
    """How many figures without an indicator a table of rows by columns has on each county."""
    if not MATRIX_TABLE.fullmatch(table_id):
        return Counter()
    return Counter(
        reading.get("county_code") for reading in readings if not reading.get("indicator_id")
    )


def _is_of_matrix(table_id: str, reading: TextRow, shown: Counter[str | None]) -> bool:
    """Whether a figure of a table of rows by columns stands in the brief of its county.

    Those of an indicator do as its values; the others do if the table has few on the county.
    """
    if not MATRIX_TABLE.fullmatch(table_id) or reading.get("indicator_id"):
        return False
    return shown[reading.get("county_code")] <= _MOST_OTHERS


def _is_further_figure(table_id: str, reading: TextRow) -> bool:
    """Whether a person accepted a figure that is not the value of an indicator."""
    if table_id != ACCEPTED_TABLE:
        return False
    role = reading.get("role")
    return role == "context" or (role in ROLES and not reading.get("indicator_id"))


def _view_further_figure(read: ReadDocument, table_id: str, raw: TextRow, reading: TextRow) -> Row:
    """Value and project of an accepted figure without an indicator: its label says what it is."""
    # A change alone is a figure, too.
    column = "value" if raw["value"] else "change"
    county_code = reading.get("county_code") or read.document.record.county_code
    role = reading.get("role", "context")
    origin = {"planned": "planned", "reported": "reported", "context": "reported"}
    return {
        "column": column,
        "project_id": read.find_project(table_id, county_code),
        "origin": origin.get(role, "stipulated"),
        **_view_value(read.figure(table_id, raw["row_id"], column)),
    }


def _find_project(
    read: ReadDocument, table_id: str, county_code: str, indicator_id: str | None
) -> object:
    """The project that a figure belongs to; None for what is said of the county as a whole."""
    if read.topics.get(indicator_id or "") in TOPICS_OF_COUNTIES:
        return None
    return read.find_project(table_id, county_code)


def view_stipulations(read: ReadDocument) -> list[Row]:
    """Rows of ``stipulations``: targets, appropriations and agreed shares in running text."""
    rows = []
    for table_id, _, raw_rows in read.tables("statements"):
        for raw in raw_rows:
            reading = read.reading("statements", table_id, raw["row_id"])
            if reading.get("role") not in STIPULATED_ROLES or not reading.get("indicator_id"):
                continue
            value = read.figure(table_id, raw["row_id"], "value")
            code = reading.get("county_code") or read.document.record.county_code
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    "county_code": code,
                    "project_id": read.find_project(table_id, code),
                    "indicator_id": reading["indicator_id"],
                    "role": reading["role"],
                    "value": value.value,
                    "unit": value.read.unit,
                }
            )
    return rows


def _view_value(figure: Figure) -> Row:
    low, high = figure.interval
    return {
        "value": figure.value,
        "low": low,
        "high": high,
        "is_exact": figure.read.is_exact,
        "unit": figure.read.unit,
        "qualifier": figure.read.qualifier,
        "missing_reason": figure.read.missing_reason,
    }


def _view_change(change: Figure, reading: Row, start: date | None, end: date | None) -> Row:
    if change.value is None:
        return {}
    low, high = change.interval
    base_start, base_end = (
        read_date(reading.get(name)) for name in ("change_base_start", "change_base_end")
    )
    # 同比 compares with the same period of the year before. Five years have no such base.
    if find_kind(start, end) not in ("years", "days", "undated"):
        base_start = base_start or find_year_before(start)
        base_end = base_end or find_year_before(end)
    return {
        "printed_change": change.value,
        "change_low": low,
        "change_high": high,
        "change_kind": "multiple" if change.read.unit == "multiple" else "growth",
        "change_base_start": base_start,
        "change_base_end": base_end,
    }


def _view_monthly_forms(read: ReadDocument) -> list[Row]:
    rows = []
    for table_id, table, raw_rows in read.tables(MONTHLY_FORM):
        labels = read.labels(MONTHLY_FORM)
        for raw in raw_rows:
            indicator_id = labels.get(raw["label"])
            if indicator_id is None:
                why, remedy = read.explain("labels", MONTHLY_FORM, raw["label"])
                raise read.refuse(
                    f"{table_id} row {raw['row_id']}", f"no indicator for {raw['label']!r}.{why}",
                    remedy or "Add the label to reference/labels.csv (form_kind monthly_form).",
                )  # fmt: skip
            for column, area in table.areas.items():
                if area.county_code is None:
                    continue
                rows.append(
                    {
                        **read.key(table_id, raw["row_id"]),
                        "column": column,
                        "table_kind": table.kind,
                        "county_code": area.county_code,
                        "indicator_id": indicator_id,
                        "project_id": _find_project(read, table_id, area.county_code, indicator_id),
                        "origin": "reported",
                        "document_date": read.document.record.document_date,
                        "covers": area.covers,
                        **_view_form_period(read, indicator_id),
                        **_view_value(read.figure(table_id, raw["row_id"], column)),
                    }
                )
    return rows


def _view_form_period(read: ReadDocument, indicator_id: str) -> Row:
    record = read.document.record
    end = record.period_end or record.document_date
    starts = {
        "month": (record.period_start, None),
        "calendar_year": (end.replace(month=1, day=1), None),
        "since_start": (None, f"{SINCE_START} the project began; the form does not print when"),
        "stock": (None, "as at the end of the month"),
    }
    start, note = starts[read.accumulates.get(indicator_id, "stock")]
    return {"period_start": start, "period_end": end, "period_note": note}
