"""A document with its figures and readings, from which the views make rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from analysis.build.read_figures import Figure
from analysis.build.row_tree import Place, PrintedRow, place_rows
from analysis.documents.filed import RawDocument, RawTable, UnusableDocument
from analysis.figures.dates import DatePrecision, parse_date
from analysis.figures.names import name_figure
from analysis.tables.columns import ROW_ROLES
from analysis.tables.findings import make_error
from analysis.tables.text_tables import Row, TextRow

# Columns whose amounts show what a row is part of.
AMOUNT_COLUMNS = ("planned", "paid", "amount", "tendered")


@dataclass(frozen=True)
class ReadDocument:
    """A document with its figures and readings.

    Attributes:
        document: as filed.
        figures: its figures by name.
        known: figures of all documents by name; conditions refer to other documents' too.
        readings: the readings of its rows, by subject.
        table_readings: project, basis and date of its tables, by table.
        labels: what the labels of a form mean, by kind of form.
        accumulates: what the values of an indicator cover, by indicator.
        topics: topic of each indicator.
        translations: Chinese text → English.
        only_projects: the project of each county that has only one.
        project_counties: the county of each project.
        explain: why the row of a reference table and key is left out, and what to do; blank if
            none is.
    """

    document: RawDocument
    figures: Mapping[str, Figure]
    known: Mapping[str, Figure]
    readings: Mapping[str, list[TextRow]]
    table_readings: Mapping[str, Row]
    labels: Callable[[str], Mapping[str, str]]
    accumulates: Mapping[str, str]
    topics: Mapping[str, str]
    translations: Mapping[str, str]
    only_projects: Mapping[str, str]
    project_counties: Mapping[str, str]
    explain: Callable[..., tuple[str, str]]

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.document.record.document_id

    def tables(self, *kinds: str) -> list[tuple[str, RawTable, list[TextRow]]]:
        """The document's tables of some kinds: id, record, rows."""
        return [
            (table_id, self.document.record.tables[table_id], rows)
            for table_id, rows in self.document.tables.items()
            if self.document.record.tables[table_id].kind in kinds
        ]

    def figure(self, table_id: str, row_id: str, column: str) -> Figure:
        """One figure of this document."""
        return self.figures[name_figure(self.document_id, table_id, row_id, column)]

    def reading(self, subject: str, table_id: str, row_id: str) -> TextRow:
        """The reading of one row; empty if there is none."""
        return self._readings_by_row[subject].get((table_id, row_id), {})

    @cached_property
    def _readings_by_row(self) -> dict[str, dict[tuple[str | None, str | None], TextRow]]:
        """First reading of each row, by subject. Cached: lookups are frequent."""
        by_row: dict[str, dict[tuple[str | None, str | None], TextRow]] = {}
        for subject, readings in self.readings.items():
            name = "item" if subject == "items" else "row_id"
            rows = by_row[subject] = {}
            for reading in readings:
                rows.setdefault((reading.get("table_id"), reading.get(name)), reading)
        return by_row

    def translate(self, text: str | None) -> str | None:
        """The English of a Chinese text of the data; None if it is not translated."""
        return self.translations.get(text) if text else None

    def key(self, table_id: str, row_id: str) -> Row:
        """The columns that name a row."""
        return {"document_id": self.document_id, "table_id": table_id, "row_id": row_id}

    def context(self, table_id: str) -> Row:
        """County, project and date of a table's rows."""
        reading = self.table_readings.get(table_id, {})
        return {
            "county_code": self.document.record.county_code,
            "project_id": self.find_project(table_id),
            "as_of_date": read_date(reading.get("as_of_date"))
            or self.document.record.tables[table_id].as_of_date
            or self.document.record.document_date,
        }

    def find_project(self, table_id: str, county_code: str | None = None) -> object:
        """The project of a table's rows: of its reading, of its document, or the county's only one.

        Args:
            table_id: the table.
            county_code: area of the rows, if it is not that of the document. A project of another
                county is then not theirs.
        """
        own_code = self.document.record.county_code
        code = county_code or own_code
        named = self.table_readings.get(table_id, {}).get("project_id")
        named = named or self.document.record.project_id
        if named and (code == own_code or self.project_counties.get(named) == code):
            return named
        return self.only_projects.get(code)

    def place_rows(self, table_id: str, rows: Iterable[TextRow]) -> dict[str, Row]:
        """``row_role`` and ``parent_row`` of each row, by row id; readings override the labels.

        Raises:
            UnusableDocument: if a reading names a role or a row that there is not.
        """
        kind = self.document.record.tables[table_id].kind
        printed = [self._print_row(table_id, row) for row in rows]
        places = place_rows(printed, self.labels(kind))
        for row in printed:
            reading = self.reading("rows", table_id, row.row_id)
            if reading:
                places[row.row_id] = self._read_place(table_id, row.row_id, reading, places)
        return {
            row_id: {"row_role": place.role, "parent_row": place.parent}
            for row_id, place in places.items()
        }

    def _print_row(self, table_id: str, row: TextRow) -> PrintedRow:
        figures = {
            column: self.figure(table_id, row["row_id"], column)
            for column in AMOUNT_COLUMNS
            if column in row
        }
        amounts = {
            column: figure.interval
            for column, figure in figures.items()
            if figure.read.value is not None
        }
        label = row.get("label") or row.get("requirement") or row.get("payee", "")
        return PrintedRow(row["row_id"], label, row.get("number", ""), amounts)

    def _read_place(
        self, table_id: str, row_id: str, reading: TextRow, places: Mapping[str, Place]
    ) -> Place:
        role, parent = reading.get("row_role"), reading.get("parent_row")
        if role not in ROW_ROLES or parent == row_id or (parent and parent not in places):
            raise self.refuse(
                f"{table_id} row {row_id}",
                f"its reading gives the role {role or 'none'} and the parent {parent or 'none'}.",
                f"The roles are {', '.join(ROW_ROLES)}; a parent is another row of the table: "
                f"mend reference/readings/{self.document_id}/rows.csv.",
            )
        return Place(role, parent)

    def refuse(self, place: str, reason: str, remedy: str) -> UnusableDocument:
        """The error that a reading does not fit."""
        record = self.document.record
        return UnusableDocument(
            [make_error(record.county_code, self.document_id, place, "reading", reason, remedy)]
        )


def read_date(text: object) -> date | None:
    """An ISO date of a reading."""
    return date.fromisoformat(text) if isinstance(text, str) else None


def date_row(
    printed: str, reading: Row, reading_column: str, at_end: bool
) -> tuple[date | None, DatePrecision | None]:
    """A printed date, or the reading's where the printed one is incomplete.

    A date printed to the month stands for its last day where something was done by then
    (``at_end``), else for its first.
    """
    if reading.get(reading_column):
        return read_date(reading[reading_column]), reading.get("date_precision", "day")
    day = parse_date(printed)
    if day is None:
        return None, None
    return (day.end if at_end else day.start), day.precision
