"""Recognises the forms in a file's content: ``Content`` → tables as they will be filed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.documents.reference import Reference, load_reference
from analysis.figures.printed import Unit
from analysis.ingest.content import Content, Paragraph, Place, Remark
from analysis.ingest.forms.columnar import RAW_KINDS, ColumnarReader
from analysis.ingest.forms.form_table import CellReader, FormTable, UnusableTable, name_table
from analysis.ingest.forms.headers import Section
from analysis.ingest.forms.identity import Identifier, Identity
from analysis.ingest.forms.monthly_form import MonthlyFormReader, RowLabel, make_row_labels
from analysis.ingest.forms.sections import Sectioner
from analysis.ingest.forms.statistics_table import StatisticsReader
from analysis.ingest.forms.target_table import name_items, tabulate_scores
from analysis.ingest.words.areas import AreaNames, make_area_names
from analysis.ingest.words.form_labels import MONTHLY_FORM, FormLabels, load_form_labels
from analysis.ingest.words.wordings import simplify
from analysis.paths import DataRoot


@dataclass(frozen=True)
class Vocabulary:
    """What recognition needs to know: labels, areas, indicators, units."""

    labels: FormLabels
    areas: AreaNames
    reference: Reference

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Printed unit → unit."""
        return self.reference.units

    @cached_property
    def monthly_rows(self) -> dict[str, RowLabel]:
        """The rows of the monthly form by their labels."""
        return make_row_labels(self.reference.labels(MONTHLY_FORM))


@dataclass(frozen=True)
class Recognised:
    """What was recognised in a file.

    Attributes:
        identity: whose file it is, of when.
        tables: its tables as they will be filed.
        prose: its running text, cells of running text included.
        remarks: what was noticed; with an ``error`` something was left out.
    """

    identity: Identity
    tables: tuple[FormTable, ...]
    prose: tuple[Paragraph, ...]
    remarks: tuple[Remark, ...]


def load_vocabulary(root: DataRoot) -> Vocabulary:
    """The labels, areas, indicators and units of a data root.

    Raises:
        TableError: if a reference table is missing or does not fit.
    """
    reference = load_reference(root.reference)
    areas = make_area_names(reference.tables["areas"])
    return Vocabulary(load_form_labels(root.reference), areas, reference)


def recognise(
    content: Content, vocabulary: Vocabulary, county: str | None = None, file_name: str = ""
) -> Recognised:
    """Recognises the forms of one file.

    Args:
        content: what the reader found in it.
        vocabulary: labels, areas, indicators, units.
        county: code of the area, where the caller gives it.
        file_name: name of the file; a last resort for county and period.
    """
    sectioner = Sectioner(vocabulary.labels, vocabulary.areas)
    sectioner.cut(content)
    sections = sectioner.sections
    identifier = Identifier(vocabulary.labels, vocabulary.areas)
    names = _list_names(sections, sectioner.remarks)
    identity = identifier.identify(sectioner.prose, [*names, file_name], county)
    remarks = [*content.remarks, *sectioner.remarks, *identifier.remarks]
    reader = _FormReader(vocabulary, remarks, identity.county_code)
    tables = reader.read(sections)
    prose = [*sectioner.prose, *_list_prose_cells(sections)]
    return Recognised(identity, tuple(tables), tuple(prose), tuple(remarks))


class _FormReader:
    """Reads the sections of one file; an unusable one is remarked on, the others are read."""

    def __init__(self, vocabulary: Vocabulary, remarks: list[Remark], county: str | None) -> None:
        self.vocabulary, self.remarks, self.county = vocabulary, remarks, county
        cells = CellReader(vocabulary.units, self._remark)
        self.columnar = ColumnarReader(cells, vocabulary.labels)
        self.statistics = StatisticsReader(cells)
        rows = vocabulary.monthly_rows
        self.monthly = MonthlyFormReader(cells, vocabulary.labels, vocabulary.areas, rows)

    def read(self, sections: Sequence[Section]) -> list[FormTable]:
        tables: list[FormTable] = []
        self._refuse_copies(sections)
        seen: dict[str, int] = {}
        for number, section in enumerate(sections, start=1):
            base = RAW_KINDS.get(section.form_kind, section.form_kind)
            seen[base] = seen.get(base, 0) + 1
            table_id = base if seen[base] == 1 else f"{base}_{seen[base]}"
            tables += self._read_one(section, table_id, name_table(section, number))
        return tables

    def _refuse_copies(self, sections: Sequence[Section]) -> None:
        """Two sheets with the same form: which of them counts is not for us to say."""
        sheets: dict[str, str] = {}
        for section in sections:
            sheet = section.place.sheet
            if sheet is None or section.form_kind == "statistics":
                continue
            first = sheets.setdefault(section.form_kind, sheet)
            if first != sheet:
                section.problems.append(
                    f"the sheets {first!r} and {sheet!r} hold the same form: keep one of them, "
                    "or file each as a file of its own."
                )

    def _read_one(self, section: Section, table_id: str, table: str) -> list[FormTable]:
        noted = len(self.remarks)
        try:
            for problem in section.problems:
                raise UnusableTable(problem)
            if not section.rows:
                raise UnusableTable("the form is blank: no row follows its header.")
            return self._read_kind(section, table_id, table)
        except UnusableTable as error:
            # Remarks on cells of a table that is not used only hide the reason.
            del self.remarks[noted:]
            found = f"the table {table} ({section.form_kind}) is not filed: {error}"
            self._remark("table", "error", section.place, found, "Mend it and file again.")
            return []

    def _read_kind(self, section: Section, table_id: str, table: str) -> list[FormTable]:
        if section.form_kind == MONTHLY_FORM:
            return [self.monthly.read(section, table_id, table, self._find_own(section))]
        if section.form_kind == "statistics":
            return self.statistics.read(section, table_id, table)
        read = self.columnar.read(section, table_id, table)
        if read.kind == "progress":
            read = name_items(read)
        scores = tabulate_scores(read)
        return [read, scores] if scores else [read]

    def _find_own(self, section: Section) -> str | None:
        """The area that the line 填报单位 above a form names; else that of the document."""
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


def _list_names(sections: Sequence[Section], remarks: Sequence[Remark]) -> list[str]:
    headers = [
        head.label for section in sections for head in section.header.values()
        if head.column_kind == "area"
    ]  # fmt: skip
    sheets = [section.place.sheet for section in sections if section.place.sheet]
    return [*sheets, *headers]


def _list_prose_cells(sections: Sequence[Section]) -> list[Paragraph]:
    """Cells of columns that hold running text, such as the purpose of a line of a fund plan."""
    return [
        Paragraph(row[column].text, row[column].place)
        for section in sections
        for column in section.columns("prose")
        for row in section.rows
        if simplify(row[column].text)
    ]
