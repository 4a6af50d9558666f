"""How an .xlsx shows its cells: number formats, hidden rows, formulas without value, errors."""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field

import defusedxml  # noqa: F401  openpyxl uses it only where it is installed
import openpyxl
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from analysis.ingest.content import NumberFormat, Place, Remark

# Text in quotation marks, colours and conditions in brackets are not part of a format.
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
OTHER_WORKBOOK = re.compile(r"\[\d+\]|\[[^\]]+\.xl\w+\]")
NO_VALUE = (
    "The formula has no stored value: open the file in Excel or WPS, recalculate it (F9), save it."
)
Look = dict[tuple[int, int], str]


@dataclass(frozen=True)
class SheetLook:
    """How one sheet shows its cells; rows and columns counted from 1.

    Attributes:
        formats: number format of the cells that have one of their own.
        problems: why a cell shows no value.
        hidden_rows: rows that are hidden.
        hidden_columns: columns that are hidden.
        remarks: what else was noticed.
    """

    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    problems: Look = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class BookLook:
    """The looks of a workbook's sheets, by name."""

    sheets: dict[str, SheetLook] = field(default_factory=dict)


def load_looks(content: bytes) -> tuple[BookLook, tuple[Remark, ...]]:
    """How the sheets of an .xlsx look; with a remark when openpyxl cannot tell."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that it does not keep
            shown = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
            values = None
            if any(_list_formulas(sheet) for sheet in shown.worksheets):
                values = openpyxl.load_workbook(
                    io.BytesIO(content), data_only=True, keep_links=False
                )
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, zipfile.BadZipFile) as why:
        return BookLook(), (warn_of_formats(why),)
    looks = {
        sheet.title: _look_at(sheet, values[sheet.title] if values else None)
        for sheet in shown.worksheets
    }
    return BookLook(looks), ()


def _look_at(sheet: Worksheet, values: Worksheet | None) -> SheetLook:
    formats = {}
    for cell in sheet._cells.values():  # only those that exist: iter_rows creates the others
        number_format = name_format(cell.number_format)
        if number_format != "general":
            formats[cell.row, cell.column] = number_format
    formulas = _list_formulas(sheet)
    problems = _list_errors(sheet) | (_list_problems(formulas, values) if values else {})
    hidden = frozenset(row for row, each in sheet.row_dimensions.items() if each.hidden)
    return SheetLook(
        formats, problems, hidden, _list_hidden_columns(sheet), _list_remarks(sheet, formulas)
    )


def name_format(code: str) -> NumberFormat:
    """What kind of number format a code is.

    >>> [name_format(code) for code in ("General", "0.00%", "yyyy-mm-dd", "@", '0"%"')]
    ['general', 'percent', 'date', 'text', 'general']
    """
    bare = LITERAL.sub("", code or "")
    if "%" in bare:
        return "percent"
    if bare == "@":
        return "text"
    return "date" if is_date_format(code) else "general"


def _list_formulas(sheet: Worksheet) -> Look:
    return {
        (cell.row, cell.column): str(getattr(cell.value, "text", cell.value))
        for cell in sheet._cells.values()
        if cell.data_type == "f"
    }


def _list_errors(sheet: Worksheet) -> Look:
    return {
        (cell.row, cell.column): explain_error(cell.value)
        for cell in sheet._cells.values()
        if cell.data_type == "e"
    }


def _list_problems(formulas: Look, values: Worksheet) -> Look:
    problems = {}
    for row, column in formulas:
        cell = values._cells.get((row, column))
        if cell is None or cell.value is None:
            problems[row, column] = NO_VALUE
        elif cell.data_type == "e":
            problems[row, column] = explain_error(cell.value)
    return problems


def warn_of_formats(why: Exception) -> Remark:
    """That values were read, but not how they are shown."""
    found = f"How numbers are shown could not be read ({type(why).__name__}: {why!s:.200})."
    remedy = "Percentages may be stored as fractions: save the file anew in Excel or WPS."
    return Remark("number-formats", "warning", None, found, remedy)


def explain_error(value: object) -> str:
    """Why a cell with an error value cannot be read."""
    return f"The cell shows the error {value}: mend its formula, or type the figure."


def _list_hidden_columns(sheet: Worksheet) -> frozenset[int]:
    hidden = set()
    for letter, each in sheet.column_dimensions.items():
        if each.hidden:
            first = each.min or column_index_from_string(letter)
            hidden.update(range(first, min(each.max or first, first + 1000) + 1))
    return frozenset(hidden)


def _list_remarks(sheet: Worksheet, formulas: Look) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            "external-formula",
            "warning",
            Place(sheet=sheet.title, row=row, column=column),
            "The formula takes its value from another workbook; the stored value may be old.",
            "Type the figure in, or check it.",
        )
        for (row, column), formula in sorted(formulas.items())
        if OTHER_WORKBOOK.search(formula)
    )
