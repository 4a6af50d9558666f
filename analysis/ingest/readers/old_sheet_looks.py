"""Display of the cells of an .xls: number formats, hidden rows and columns, errors; by xlrd."""

import io
import struct

import xlrd
from xlrd.sheet import Sheet

from analysis.ingest.content import Remark
from analysis.ingest.readers.old_sheet_fonts import OldFonts
from analysis.ingest.readers.sheet_looks import (
    BookLook,
    SheetLook,
    explain_error,
    name_format,
    warn_of_formats,
)

# Exceptions that xlrd raises for damaged records.
FAILURES = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)


def load_old_looks(content: bytes) -> tuple[BookLook, tuple[Remark, ...]]:
    """The looks of the sheets of an .xls; empty, with a remark, if xlrd cannot read them."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=io.StringIO()
        )
        return BookLook({sheet.name: _read_look(book, sheet) for sheet in book.sheets()}), ()
    except FAILURES as error:
        return BookLook(), (warn_of_formats(error),)


def _read_look(book: xlrd.Book, sheet: Sheet) -> SheetLook:
    formats, codes, problems, marks = {}, {}, {}, {}
    fonts = OldFonts(book)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            position = (row + 1, column + 1)
            xf = book.xf_list[sheet.cell_xf_index(row, column)]
            code = book.format_map[xf.format_key].format_str
            if code != "General":
                number_format = name_format(code)
                if number_format != "general":
                    formats[position] = number_format
                if number_format != "date":
                    codes[position] = code
            if fonts.find(xf) in ("struck", "hidden"):
                marks[position] = fonts.find(xf)
            if sheet.cell_type(row, column) == xlrd.XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                problems[position] = explain_error(xlrd.error_text_from_code.get(code, code))
    return SheetLook(
        formats=formats,
        problems=problems,
        codes=codes,
        marks=marks,
        seen=fonts.see(sheet),
        covered=tuple(sheet.merged_cells),
        hides_zeros=not sheet.show_zero_values,
        hidden_rows=frozenset(
            row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0
        ),
        hidden_columns=frozenset(
            column + 1
            for column, info in sheet.colinfo_map.items()
            if info.hidden or info.width == 0
        ),
    )
