"""Display of the cells of an .xlsx: number formats, hidden rows, formulas without value, errors."""

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
from analysis.upstream.openpyxl_internals import find_cell, iterate_cells

# Parts of a format code that do not tell its kind: quoted text, colours and conditions in brackets.
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
OTHER_WORKBOOK = re.compile(r"\[\d+\]|\[[^\]]+\.xl\w+\]")
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
        hidden_rows: numbers of the hidden rows.
        hidden_columns: numbers of the hidden columns.
        remarks: remarks on single cells.
    """

    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    problems: TextByCell = field(default_factory=dict)
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of extensions that it ignores
            formulas = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
            values = None
            if any(_list_formulas(sheet) for sheet in formulas.worksheets):
                values = openpyxl.load_workbook(
                    io.BytesIO(content), data_only=True, keep_links=False
                )
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        zipfile.BadZipFile,
    ) as error:
        return BookLook(), (warn_of_formats(error),)
    looks = {
        sheet.title: _read_look(sheet, values[sheet.title] if values else None)
        for sheet in formulas.worksheets
    }
    return BookLook(looks), ()


def _read_look(sheet: Worksheet, values: Worksheet | None) -> SheetLook:
    """The look of a sheet; ``values`` is the same sheet with stored values instead of formulas."""
    formats = {}
    for cell in iterate_cells(sheet):
        number_format = name_format(cell.number_format)
        if number_format != "general":
            formats[cell.row, cell.column] = number_format
    formulas = _list_formulas(sheet)
    problems = _list_errors(sheet) | (_list_problems(formulas, values) if values else {})
    hidden_rows = frozenset(
        row for row, dimension in sheet.row_dimensions.items() if dimension.hidden
    )
    return SheetLook(
        formats, problems, hidden_rows, _list_hidden_columns(sheet), _list_remarks(sheet, formulas)
    )


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
        if dimension.hidden:
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
