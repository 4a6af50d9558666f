"""Typed views of a document's figures: budget, contracts, payments, events.

Each ``view_…`` function takes one :class:`ReadDocument` and returns rows of one processed table.
Whatever a row says that the document does not is taken from the readings, which give a reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from analysis.figures import Figure, name_figure
from analysis.findings import make_error
from analysis.printed import DatePrecision, parse_date
from analysis.raw import RawDocument, RawTable, TextRow, UnusableDocument

Row = dict[str, object]

# What the planned amounts of a form stand on, unless a reading of the table says otherwise.
DEFAULT_BASIS = {"fund_plan": "plan", "disbursement": "contract"}


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
        translations: Chinese text → English.
        project_id: the county's project, if it has only one.
    """

    document: RawDocument
    figures: Mapping[str, Figure]
    known: Mapping[str, Figure]
    readings: Mapping[str, list[TextRow]]
    table_readings: Mapping[str, Row]
    labels: Callable[[str], Mapping[str, str]]
    accumulates: Mapping[str, str]
    translations: Mapping[str, str]
    project_id: str | None

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
        """The reading of one row; an empty one where nobody read it."""
        return self._readings_by_row[subject].get((table_id, row_id), {})

    @cached_property
    def _readings_by_row(self) -> dict[str, dict[tuple[str | None, str | None], TextRow]]:
        """The first reading of each row, by subject; looked up thousands of times."""
        by_row: dict[str, dict[tuple[str | None, str | None], TextRow]] = {}
        for subject, readings in self.readings.items():
            name = "item" if subject == "items" else "row_id"
            rows = by_row[subject] = {}
            for reading in readings:
                rows.setdefault((reading.get("table_id"), reading.get(name)), reading)
        return by_row

    def translate(self, text: str | None) -> str | None:
        """The English of a Chinese text of the data, None where there is none."""
        return self.translations.get(text) if text else None

    def key(self, table_id: str, row_id: str) -> Row:
        """The columns that name a row."""
        return {"document_id": self.document_id, "table_id": table_id, "row_id": row_id}

    def context(self, table_id: str) -> Row:
        """County, project and date of a table's rows."""
        reading = self.table_readings.get(table_id, {})
        return {
            "county_code": self.document.record.county_code,
            "project_id": reading.get("project_id") or self.project_id,
            "as_of_date": read_date(reading.get("as_of_date"))
            or self.document.record.tables[table_id].as_of_date
            or self.document.record.document_date,
        }

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
    found = parse_date(printed)
    if found is None:
        return None, None
    return (found.end if at_end else found.start), found.precision


def view_budget(read: ReadDocument) -> list[Row]:
    """Rows of ``budget`` from fund plans, tender packages and disbursement tables."""
    rows = []
    for table_id, table, raw_rows in read.tables("fund_plan", "disbursement"):
        basis = read.table_readings.get(table_id, {}).get("basis") or DEFAULT_BASIS[table.kind]
        totals = {label for label, what in read.labels(table.kind).items() if what == "total"}
        for raw in raw_rows:
            names = {"".join(raw["label"].split()), "".join(raw.get("payee", "").split())}
            figures = {
                column: read.figure(table_id, raw["row_id"], column).value
                for column in ("planned", "paid", "rate", "share")
                if column in raw
            }
            label = raw["label"] or raw.get("payee", "")
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    **read.context(table_id),
                    "basis": basis,
                    "label_zh": label,
                    "label_en": read.translate(label),
                    "category": read.reading("budget", table_id, raw["row_id"]).get("category"),
                    "payee_zh": raw.get("payee") or None,
                    "payee_en": read.translate(raw.get("payee")),
                    "planned_cny": figures["planned"],
                    "paid_cny": figures.get("paid"),
                    "printed_rate": figures.get("rate"),
                    "printed_share": figures.get("share"),
                    "is_total": bool(names & totals),
                }
            )
    return rows


def view_contracts(read: ReadDocument) -> list[Row]:
    """Rows of ``contracts``."""
    rows = []
    for table_id, _, raw_rows in read.tables("contracts"):
        for raw in raw_rows:
            reading = read.reading("contracts", table_id, raw["row_id"])
            award_date, precision = date_row(raw["award_date"], reading, "award_date", at_end=False)
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    **read.context(table_id),
                    "contract_id": reading.get("contract_id")
                    or f"{read.document_id}-{raw['row_id'].lower().replace('_', '-')}",
                    "label_zh": raw["label"],
                    "label_en": read.translate(raw["label"]),
                    "payee_zh": raw["payee"],
                    "payee_en": read.translate(raw["payee"]),
                    "plan_rows": reading.get("plan_rows"),
                    "tendered_cny": read.figure(table_id, raw["row_id"], "tendered").value,
                    "contract_cny": read.figure(table_id, raw["row_id"], "amount").value,
                    "award_date": award_date,
                    "date_precision": precision,
                }
            )
    return rows


def view_payments(read: ReadDocument) -> list[Row]:
    """Rows of ``payments``: an instalment that two places report in two statuses is two rows."""
    rows = []
    for table_id, _, raw_rows in read.tables("instalments"):
        for raw in raw_rows:
            reading = read.reading("payments", table_id, raw["row_id"])
            if not {"instalment", "contract_ids", "status"} <= reading.keys():
                raise read.refuse(
                    f"{table_id} row {raw['row_id']}", "no reading says which instalment it is.",
                    f"Add a row to reference/readings/{read.document_id}/payments.csv.",
                )  # fmt: skip
            status_date, precision = date_row(
                raw["status_date"], reading, "status_date", at_end=True
            )
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    **read.context(table_id),
                    "instalment": reading["instalment"],
                    "contract_ids": reading["contract_ids"],
                    "status": reading["status"],
                    "label_zh": raw["label"],
                    "label_en": read.translate(raw["label"]),
                    "amount_cny": read.figure(table_id, raw["row_id"], "amount").value,
                    "printed_share": read.figure(table_id, raw["row_id"], "share").value,
                    "status_date": status_date,
                    "date_precision": precision,
                }
            )
    return rows


def view_events(read: ReadDocument) -> list[Row]:
    """Rows of ``events``."""
    rows = []
    for table_id, _, raw_rows in read.tables("events"):
        for raw in raw_rows:
            reading = read.reading("events", table_id, raw["row_id"])
            start, precision = date_row(raw["start"], reading, "start_date", at_end=False)
            end, _ = date_row(raw["end"], reading, "end_date", at_end=True)
            rows.append(
                {
                    **read.key(table_id, raw["row_id"]),
                    "county_code": reading.get("county_code") or read.document.record.county_code,
                    "event_kind": reading.get("event_kind"),
                    "label_zh": raw["label"],
                    "label_en": read.translate(raw["label"]),
                    "start_date": start,
                    "end_date": end,
                    "date_precision": precision,
                    "locator": raw["locator"],
                }
            )
    return rows
