"""Display of the cells of an .xlsx: number formats, fonts, hidden rows, formulas without value."""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field

import defusedxml  # noqa: F401  openpyxl uses it if it is installed
import openpyxl
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from analysis.ingest.content import NumberFormat, Place, Remark
from analysis.ingest.readers.number_formats import Shown
from analysis.ingest.readers.seen_text import Mark, SeenText
from analysis.ingest.readers.sheet_marks import SheetMarks
from analysis.ingest.readers.sheet_parts import scan_parts
from analysis.upstream.openpyxl_internals import find_cell, iterate_cells

# Parts of a format code that do not tell its kind: quoted text, colours and conditions in brackets.
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
OTHER_WORKBOOK = re.compile(r"\[\d+\]|\[[^\]]+\.xl\w+\]")
NOT_CALCULATED = (
    "The formula has the value 0, which the program that wrote the file did not calculate: open "
    "it in Excel or WPS and save it."
)
TEXT_BOXES = Remark(
    "text-box",
    "warning",
    None,
    "Text boxes with figures lie over the cells; they were not read.",
    "Write their figures into cells.",
)
NO_VALUE = (
    "The formula has no stored value: open the file in Excel or WPS, recalculate (F9) and save."
)
# Exceptions that openpyxl raises for damaged workbooks.
FAILURES = (KeyError, ValueError, TypeError, AttributeError, IndexError, zipfile.BadZipFile)
TextByCell = dict[tuple[int, int], str]


@dataclass(frozen=True)
class SheetLook:
    """How one sheet displays its cells; rows and columns are counted from 1.

    Attributes:
        formats: number formats, by row and column, without ``general``.
        problems: why a cell has no value, by row and column.
        doubts: why the value of a cell is not used, by row and column.
        codes: codes of the number formats that are neither general nor dates.
        marks: cells whose font strikes out or hides their text.
        seen: what is seen of texts whose parts have fonts of their own.
        shown: what is read of numbers whose shown text is stored beside them.
        covered: first row and column and last row and column of the merged ranges, if the library
            that reads values does not tell them.
        hides_zeros: whether the sheet shows zeros as blank cells.
        hidden_rows: numbers of the hidden rows.
        hidden_columns: numbers of the hidden columns.
        remarks: remarks on single cells.
    """

    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    problems: TextByCell = field(default_factory=dict)
    doubts: TextByCell = field(default_factory=dict)
    codes: TextByCell = field(default_factory=dict)
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict)
    seen: dict[tuple[int, int], SeenText] = field(default_factory=dict)
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)
    covered: tuple[tuple[int, int, int, int], ...] = ()
    hides_zeros: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class BookLook:
    """The looks of the sheets of a workbook, by sheet name."""

    sheets: dict[str, SheetLook] = field(default_factory=dict)


def load_looks(content: bytes) -> tuple[BookLook, tuple[Remark, ...]]:
    """The looks of the sheets of an .xlsx; empty, with a remark, if openpyxl cannot read them."""
    try:
        parts = scan_parts(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of extensions that it ignores
            book = openpyxl.load_workbook(
                io.BytesIO(content), keep_links=False, rich_text=parts.has_marked_texts
            )
            formulas = {sheet.title: _list_formulas(sheet) for sheet in book.worksheets}
            values = None
            if any(formulas.values()):
                values = openpyxl.load_workbook(
                    io.BytesIO(content), data_only=True, keep_links=False
                )
        looks = {
            sheet.title: _read_look(
                sheet, formulas[sheet.title], values and values[sheet.title], parts.is_recalculated
            )
            for sheet in book.worksheets
        }
    except FAILURES as error:
        return BookLook(), (warn_of_formats(error),)
    return BookLook(looks), (TEXT_BOXES,) if parts.has_shapes else ()


def _read_look(
    sheet: Worksheet, formulas: TextByCell, values: Worksheet | None, is_recalculated: bool
) -> SheetLook:
    """The look of a sheet; ``values`` is the same sheet with stored values instead of formulas."""
    formats, codes, marks, seen = {}, {}, {}, {}
    sheet_marks = SheetMarks(sheet)
    for cell in iterate_cells(sheet):
        position = cell.row, cell.column
        code = cell.number_format
        if code != "General":
            number_format = name_format(code)
            if number_format != "general":
                formats[position] = number_format
            if number_format != "date":
                codes[position] = code
        mark = sheet_marks.find(cell)
        if mark != "plain":
            marks[position] = mark
        seen_text = sheet_marks.see(cell)
        if seen_text is not None:
            seen[position] = seen_text
    return SheetLook(
        formats=formats,
        problems=_list_errors(sheet) | (_list_problems(formulas, values) if values else {}),
        doubts=_list_doubts(formulas, values) if values and is_recalculated else {},
        codes=codes,
        marks=marks,
        seen=seen,
        hides_zeros=not _shows_zeros(sheet),
        hidden_rows=frozenset(
            row
            for row, dimension in sheet.row_dimensions.items()
            if dimension.hidden or dimension.height == 0
        ),
        hidden_columns=_list_hidden_columns(sheet),
        remarks=_list_remarks(sheet, formulas),
    )


def _shows_zeros(sheet: Worksheet) -> bool:
    views = sheet.views.sheetView if sheet.views else []
    return not views or views[0].showZeros is not False


def _list_doubts(formulas: TextByCell, values: Worksheet) -> TextByCell:
    """Formulas with the value 0 in a workbook that is to be calculated when it is opened."""
    cells = {position: find_cell(values, *position) for position in formulas}
    return {
        position: NOT_CALCULATED
        for position, cell in cells.items()
        if cell is not None and cell.value == 0 and not isinstance(cell.value, bool)
    }


def name_format(code: str) -> NumberFormat:
    """The kind of a number format code.

    >>> [name_format(code) for code in ("General", "0.00%", "yyyy-mm-dd", "@", '0"%"')]
    ['general', 'percent', 'date', 'text', 'general']
    """
    bare_code = LITERAL.sub("", code or "")
    if "%" in bare_code:
        return "percent"
    if bare_code == "@":
        return "text"
    return "date" if is_date_format(code) else "general"


def _list_formulas(sheet: Worksheet) -> TextByCell:
    return {
        (cell.row, cell.column): str(getattr(cell.value, "text", cell.value))
        for cell in iterate_cells(sheet)
        if cell.data_type == "f"
    }


def _list_errors(sheet: Worksheet) -> TextByCell:
    return {
        (cell.row, cell.column): explain_error(cell.value)
        for cell in iterate_cells(sheet)
        if cell.data_type == "e"
    }


def _list_problems(formulas: TextByCell, values: Worksheet) -> TextByCell:
    """Why formulas have no value: none is stored, or an error is."""
    problems = {}
    for row, column in formulas:
        cell = find_cell(values, row, column)
        if cell is None or cell.value is None:
            problems[row, column] = NO_VALUE
        elif cell.data_type == "e":
            problems[row, column] = explain_error(cell.value)
    return problems


def warn_of_formats(error: Exception) -> Remark:
    """The remark that number formats could not be read, only values."""
    problem = f"Number formats could not be read ({type(error).__name__}: {error!s:.200})."
    remedy = "Percentages may be stored as fractions: save the file anew in Excel or WPS."
    return Remark("number-formats", "warning", None, problem, remedy)


def explain_error(value: object) -> str:
    """The problem of a cell with an error value."""
    return f"The cell has the error {value}: correct its formula, or type the figure."


def _list_hidden_columns(sheet: Worksheet) -> frozenset[int]:
    hidden = set()
    for letters, dimension in sheet.column_dimensions.items():
        if dimension.hidden or dimension.width == 0:
            first = dimension.min or column_index_from_string(letters)
            hidden.update(range(first, min(dimension.max or first, first + 1000) + 1))
    return frozenset(hidden)


def _list_remarks(sheet: Worksheet, formulas: TextByCell) -> tuple[Remark, ...]:
    """A remark for each formula that refers to another workbook."""
    return tuple(
        Remark(
            "external-formula",
            "warning",
            Place(sheet=sheet.title, row=row, column=column),
            "The formula takes its value from another workbook; the stored value may be old.",
            "Check the value, or type the figure.",
        )
        for (row, column), formula in sorted(formulas.items())
        if OTHER_WORKBOOK.search(formula)
    )
