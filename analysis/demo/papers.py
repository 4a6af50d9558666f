"""Documents in the making, and everything that is filed about an invented county."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from analysis.demo.places import Place

Rows = list[tuple[str, ...]]
REPORT_DATE = date(2021, 6, 30)
UNDATED = "undated; the document date is taken"


@dataclass(frozen=True)
class Statement:
    """A figure of running text.

    Attributes:
        row: id of its row.
        label: what it is, as the document says it.
        value: as printed.
        indicator: what it measures; blank where nobody has said.
        start: first day of its period; blank for a stock.
        end: last day of its period; blank where the document date is taken.
        printed_period: the period as printed.
        change: its change as printed.
        role: ``reported``, ``planned``, ``target``, ``appropriation`` or ``context``.
        base: first and last day of the period that the change is measured from.
    """

    row: str
    label: str
    value: str
    indicator: str
    start: str = ""
    end: str = ""
    printed_period: str = ""
    change: str = ""
    role: str = "reported"
    base: tuple[str, str] = ("", "")


@dataclass
class DemoDocument:
    """A document: its record, its tables as printed, and what people read in them.

    Attributes:
        record: entries of ``document.yml``.
        tables: rows by table.
        readings: rows of its readings by subject.
        table_readings: project, basis and date of its tables.
    """

    record: dict[str, object]
    tables: dict[str, Rows] = field(default_factory=dict)
    readings: dict[str, Rows] = field(default_factory=dict)
    table_readings: Rows = field(default_factory=list)

    @property
    def document_id(self) -> str:
        """Its id, which is the name of its folder."""
        return str(self.record["document_id"])

    def add_table(
        self,
        table_id: str,
        kind: str,
        rows: Rows,
        project_id: str = "",
        basis: str = "",
        as_of: str = "",
        **entries: object,
    ) -> None:
        """Adds a table as printed.

        Args:
            table_id: its id, which is the name of its file.
            kind: a key of ``RAW_COLUMNS``.
            rows: its rows.
            project_id: the project that it belongs to, if that is decided.
            basis: what a fund table plans by.
            as_of: date of its figures.
            entries: further entries of its record, such as ``units``.
        """  # fmt: skip
        described = self.record.setdefault("tables", {})
        described[table_id] = {"kind": kind, "locator": table_id, **entries}  # type: ignore[index]
        self.tables[table_id] = rows
        if project_id:
            self.table_readings.append((self.document_id, table_id, project_id, basis, as_of, ""))

    def add_readings(self, subject: str, rows: Rows) -> None:
        """Adds rows of readings."""
        self.readings.setdefault(subject, []).extend(rows)

    def add_statements(
        self,
        table_id: str,
        statements: Iterable[Statement],
        project_id: str = "",
        place: str = "第5段",
    ) -> None:
        """Adds a table of running text with its readings.

        Args:
            table_id: its id.
            statements: its figures.
            project_id: the project that they belong to, if that is decided.
            place: where the document prints them.
        """  # fmt: skip
        listed = list(statements)
        rows = [
            (one.row, one.label, one.value, one.change, one.printed_period, f"{place} 第{number}句")
            for number, one in enumerate(listed, start=1)
        ]
        self.add_table(table_id, "statements", rows, project_id)
        self.add_readings("statements", [self._read(table_id, one) for one in listed])

    def _read(self, table_id: str, one: Statement) -> tuple[str, ...]:
        is_undated = one.role == "reported" and not one.end
        day = str(self.record["document_date"]) if is_undated else one.end
        note = UNDATED if is_undated else ""
        period = (one.start, day, note)
        return (table_id, one.row, "", one.indicator, *period, one.role, *one.base, "", "")


@dataclass
class Papers:
    """Everything that is filed about a county.

    Attributes:
        documents: its documents.
        projects: its rows of ``projects``.
        appropriations: its rows of ``appropriations``.
    """

    documents: list[DemoDocument] = field(default_factory=list)
    projects: Rows = field(default_factory=list)
    appropriations: Rows = field(default_factory=list)

    def add_project(self, place: Place, level: str, year: int, title: tuple[str, str]) -> str:
        """Adds a project; returns its id.

        Args:
            place: the county.
            level: ``province`` or ``nation``.
            year: programme year.
            title: what follows the county's name, in Chinese and in English.
        """
        project_id = f"{place.code}-{level}-{year}"
        self.projects.append(
            (project_id, place.code, level, f"{year}", f"{place.name_zh}{title[0]}",
             f"{place.name_en}: {title[1]}", f"{year}-01-01", f"{year + 1}-06-30", "")
        )  # fmt: skip
        return project_id


def start_document(
    place: Place, name: str, kind: str, title: tuple[str, str], day: str = "", **entries: object
) -> DemoDocument:
    """A document without tables.

    Args:
        place: the county.
        name: end of its id.
        kind: kind of document.
        title: its title in Chinese and in English; a blank English one is left out.
        day: its date; that of the reports by default.
        entries: further entries of its record.
    """
    record = {
        "document_id": f"demo-{place.code}-{name}",
        "kind": kind,
        "title_zh": f"{place.name_zh}{title[0]}（演示数据）",
        "issuer_zh": f"{place.name_zh}演示办公室",
        "county_code": place.code,
        "document_date": day or REPORT_DATE.isoformat(),
        "tables": {},
    }
    if title[1]:
        record |= {
            "title_en": f"{place.name_en}: {title[1]} (demonstration data)",
            "issuer_en": f"Demonstration office of {place.name_en}",
        }
    return DemoDocument(record | entries)
