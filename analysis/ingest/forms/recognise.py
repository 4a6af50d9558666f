"""Recognises the forms in the content of a file and reads their tables."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ingest.content import Content, Paragraph, Place, Remark
from analysis.ingest.forms.columnar import RAW_KINDS, ColumnarReader
from analysis.ingest.forms.contract_payments import tabulate_payments
from analysis.ingest.forms.form_table import (
    NO_FIGURES,
    BlankTable,
    CellReader,
    FormTable,
    UnusableTable,
    name_table,
)
from analysis.ingest.forms.fund_sources import FUND_SOURCES, read_fund_sources
from analysis.ingest.forms.headers import REQUIRED, Section
from analysis.ingest.forms.identity import Identifier, Identity
from analysis.ingest.forms.matrix import MatrixReader, Setting
from analysis.ingest.forms.matrix_grid import holds_no_figure
from analysis.ingest.forms.matrix_header import MATRIX_KINDS
from analysis.ingest.forms.matrix_periods import find_bare_month
from analysis.ingest.forms.monthly_form import MonthlyFormReader
from analysis.ingest.forms.other_columns import OtherColumnReader
from analysis.ingest.forms.rates_by_value import settle_rates
from analysis.ingest.forms.row_labels import is_sum_label
from analysis.ingest.forms.sections import Sectioner
from analysis.ingest.forms.target_table import name_items, tabulate_scores
from analysis.ingest.forms.triangle_meaning import (
    find_triangle_meaning,
    list_triangle_notes,
    mark_triangles,
)
from analysis.ingest.forms.vocabulary import Vocabulary
from analysis.ingest.words.form_labels import MONTHLY_FORM
from analysis.ingest.words.periods import Period
from analysis.ingest.words.title_periods import find_title_period
from analysis.ingest.words.wordings import simplify

# Lines above a table whose dates are not those of its figures.
_DATE_LINE = re.compile(r"日期|时间|印发|盖章|公章|[局委办厅]\s*\d{4}年")


@dataclass(frozen=True)
class Recognised:
    """What was recognised in a file.

    Attributes:
        identity: area, issuer, period and dates of the document.
        tables: its tables as they will be filed.
        prose: its running text, including cells of running text.
        remarks: remarks on the file; an ``error`` means that something was left out.
    """

    identity: Identity
    tables: tuple[FormTable, ...]
    prose: tuple[Paragraph, ...]
    remarks: tuple[Remark, ...]


def recognise(
    content: Content,
    vocabulary: Vocabulary,
    county: str | None = None,
    file_name: str = "",
    period: Period | None = None,
    whole: Identity | None = None,
    form: str | None = None,
) -> Recognised:
    """Recognises the forms of one document.

    Args:
        content: content of the file.
        vocabulary: labels, areas, indicators, units.
        county: code of the area, if the caller gives it.
        file_name: name of the file; used for county and period if nothing else names them.
        period: period of the document, if the caller gives it.
        whole: the first document of the file, whose area and dates hold for the others, too.
        form: kind of form of tables that fit several, if the caller gives it.
    """
    sectioner = Sectioner(vocabulary.labels, vocabulary.areas, vocabulary.units, form)
    sectioner.cut(content)
    sections = sectioner.sections
    identifier = Identifier(vocabulary.labels, vocabulary.areas)
    names = _list_names(sections)
    identity = identifier.identify(sectioner.prose, [*names, file_name], county, whole)
    remarks = [*content.remarks, *sectioner.remarks, *identifier.remarks]
    reader = _FormReader(vocabulary, remarks, identity, period)
    reader.notes = list_triangle_notes(content)
    tables = reader.read(sections)
    prose = [*sectioner.prose, *_list_prose_cells(sections)]
    return Recognised(identity, tuple(tables), tuple(prose), tuple(remarks))


class _FormReader:
    """Reads the sections of one file and adds a remark on each that cannot be used."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        remarks: list[Remark],
        identity: Identity,
        period: Period | None,
    ) -> None:
        self.vocabulary, self.remarks, self.county = vocabulary, remarks, identity.county_code
        self.identity, self.period = identity, period or identity.period
        self.notes: list[str] = []
        cells = self.cells = CellReader(vocabulary.units, self._remark)
        self.columnar = ColumnarReader(cells, vocabulary.labels)
        self.others = OtherColumnReader(cells, vocabulary.labels)
        self.has_instalments = False
        rows = vocabulary.monthly_rows
        self.matrix = MatrixReader(
            cells,
            vocabulary.areas,
            vocabulary.facts,
            vocabulary.accumulates,
            {label: row.indicator_id for label, row in rows.items()},
        )
        self.monthly = MonthlyFormReader(cells, vocabulary.labels, vocabulary.areas, rows)

    def read(self, sections: Sequence[Section]) -> list[FormTable]:
        tables: list[FormTable] = []
        self._refuse_copies(sections)
        self.has_instalments = any(section.form_kind == "instalments" for section in sections)
        counts: dict[str, int] = {}
        for number, section in enumerate(sections, start=1):
            kind = _find_raw_kind(section)
            counts[kind] = counts.get(kind, 0) + 1
            table_id = kind if counts[kind] == 1 else f"{kind}_{counts[kind]}"
            tables += self._read_one(section, table_id, name_table(section, number))
        return _rename_doubles(tables)

    def _refuse_copies(self, sections: Sequence[Section]) -> None:
        """Marks the same form on two sheets as a problem: only a person can choose one."""
        sheets: dict[str, str] = {}
        for section in sections:
            sheet = section.place.sheet
            if sheet is None or section.form_kind in MATRIX_KINDS:
                continue
            first = sheets.setdefault(section.form_kind, sheet)
            if first != sheet:
                section.problems.append(
                    f"the sheets {first!r} and {sheet!r} contain the same form: keep one of them, "
                    "or save each as a separate file."
                )

    def _read_one(self, section: Section, table_id: str, table: str) -> list[FormTable]:
        remark_count = len(self.remarks)
        try:
            if section.problems:
                if holds_no_figure(section.rows, self.vocabulary.units):
                    raise BlankTable(NO_FIGURES)
                raise UnusableTable(section.problems[0])
            if not section.rows:
                raise UnusableTable("the form is blank: no row follows its header.")
            meaning = find_triangle_meaning(section.rows, self.notes)
            self.cells.triangles[:] = [meaning] if meaning else []
            tables = self._read_all(section, table_id, table)
            return [mark_triangles(own, meaning) for own in tables]
        except UnusableTable as error:
            # Remarks on single cells would hide why the whole table is not used.
            del self.remarks[remark_count:]
            reason = f"the table {table} ({section.form_kind}) is not filed: {error}"
            self._remark("table", "error", section.place, reason, "Correct it and file again.")
            return []

    def _read_all(self, section: Section, table_id: str, table: str) -> list[FormTable]:
        """The form's own table, and statements of the columns that it has no place for."""
        if section.form_kind == FUND_SOURCES:
            cells, labels = self.columnar.cells, self.vocabulary.labels
            return read_fund_sources(section, table_id, table, cells, labels)
        bases = settle_rates(section, self._remark)
        is_own = _find_raw_kind(section) == "statements" and section.form_kind != "statistics"
        other_id = table_id if is_own else f"{table_id}_other"
        others = self.others.read(section, other_id, table, not self.has_instalments)
        unread = tuple(dict.fromkeys([*self.others.list_unread(section), *bases]))
        if is_own:
            if not others:
                raise BlankTable(NO_FIGURES)
            return others
        try:
            tables = self._read_kind(section, table_id, table)
        except BlankTable as error:
            # Numbers of lines (行次) are no figures.
            if not others or holds_no_figure(section.rows, self.vocabulary.units):
                raise
            self._remark("blank_columns", "info", section.place, f"{error} Other columns do.")
            return others
        return [*(replace(own, unread_columns=unread) for own in tables), *others]

    def _read_kind(self, section: Section, table_id: str, table: str) -> list[FormTable]:
        if section.form_kind == MONTHLY_FORM:
            if section.matrix and not self.monthly.knows_row(section):
                return self.matrix.read(section, table_id, table, self._find_setting(section))
            return self.monthly.read(section, table_id, table, self._find_own(section))
        if section.form_kind in MATRIX_KINDS:
            return self.matrix.read(section, table_id, table, self._find_setting(section))
        form_table = self.columnar.read(section, table_id, table)
        if form_table.kind == "progress":
            labels = self.vocabulary.labels
            form_table = name_items(form_table, lambda text: is_sum_label(text, labels))
        if form_table.kind == "contracts" and not self.has_instalments:
            labels = self.vocabulary.labels
            paid = tabulate_payments(
                section, form_table, self.columnar.cells, lambda text: is_sum_label(text, labels)
            )
            return [form_table, paid] if paid else [form_table]
        scores = tabulate_scores(form_table)
        return [form_table, scores] if scores else [form_table]

    def _find_setting(self, section: Section) -> Setting:
        """Area and period of a matrix: those in the lines above it, else the document's."""
        titles = [line for line in reversed(section.titles) if not _DATE_LINE.search(line)]
        periods = [period for line in titles if (period := find_title_period(line))]
        period = next((p for p in periods if p.precision != "day"), None) or self.period
        period = next((p for line in titles if (p := find_bare_month(line, period))), period)
        as_of = self.identity.as_of or (period.end if period else self.identity.document_date)
        return Setting(self._find_own(section), period, as_of)

    def _find_own(self, section: Section) -> str | None:
        """The area named in the line 填报单位 above a form, or the document's area."""
        for line in reversed(section.titles):
            label = self.vocabulary.labels.find_start("issuer", line)
            codes = self.vocabulary.areas.find_within(line) if label else []
            if len(codes) == 1:
                return codes[0]
        return self.county

    def _remark(
        self, code: str, severity: str, place: Place | None, found: str, remedy: str = ""
    ) -> None:
        self.remarks.append(Remark(code, severity, place, found, remedy))  # type: ignore[arg-type]


def _rename_doubles(tables: Sequence[FormTable]) -> list[FormTable]:
    """The tables, each with a name of its own: statements may take several for several units."""
    named: dict[str, FormTable] = {}
    for table in tables:
        names = (f"{table.table_id}_{number}" for number in itertools.count(2))
        name = (
            table.table_id
            if table.table_id not in named
            else next(name for name in names if name not in named)
        )
        named[name] = replace(table, table_id=name)
    return list(named.values())


def _find_raw_kind(section: Section) -> str:
    """The kind of raw table that a form is filed as; ``statements`` if it has no table of its own.

    A plan without a column that is the amount, only with its sources, is filed as statements.
    """
    kind = RAW_KINDS.get(section.form_kind, section.form_kind)
    required = REQUIRED.get(section.form_kind, frozenset())
    lacks_amount = "planned" in required and not section.columns("planned")
    return "statements" if lacks_amount else kind


def _list_names(sections: Sequence[Section]) -> list[str]:
    """Names that may tell area and period: of sheets, and of the areas in headers."""
    headers = [
        head.label for section in sections for head in section.header.values()
        if head.column_kind == "area"
    ]  # fmt: skip
    sheets = [section.place.sheet for section in sections if section.place.sheet]
    return [*sheets, *headers]


def _list_prose_cells(sections: Sequence[Section]) -> list[Paragraph]:
    """Cells of columns with running text, such as the purpose of a row of a fund plan."""
    return [
        Paragraph(row[column].text, row[column].place)
        for section in sections
        for column in section.columns("prose")
        for row in section.rows
        if simplify(row[column].text)
    ]
