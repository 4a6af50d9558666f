"""Reads workbooks (.xlsx, .xlsm, .xls, .ods): values by calamine, what is shown by others."""

import datetime
import io
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from analysis.ingest.content import Cell, Content, Grid, NumberFormat, Place, Remark, UnreadableFile
from analysis.ingest.files.formats import Kind
from analysis.ingest.files.limits import Limits
from analysis.ingest.readers.cell_text import check_rows
from analysis.ingest.readers.ods_looks import load_ods_looks
from analysis.ingest.readers.old_sheet_looks import load_old_looks
from analysis.ingest.readers.seen_cells import CellReader
from analysis.ingest.readers.sheet_looks import BookLook, SheetLook, load_looks

FORMATS_BY_TYPE: dict[type, NumberFormat] = {
    datetime.date: "date",
    datetime.datetime: "date",
    datetime.time: "date",
    datetime.timedelta: "date",
}
# Larger numbers are not counts or amounts; they may have hundreds of digits. Exponents stay.
LARGEST_PLAIN_NUMBER = 1e21
# Larger merged ranges, such as whole columns, do not belong to a form.
MOST_MERGED_CELLS = 100_000
MergedRange = tuple[tuple[int, int], tuple[int, int]]


def read_workbook(content: bytes, kind: Kind, limits: Limits) -> Content:
    """The sheets of a workbook, each as a grid without empty rows and columns at its end.

    Raises:
        UnreadableFile: if it is damaged, protected, or has no visible sheet.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = [
                sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet
            ]
            _check_visible(sheets)
            # Before openpyxl reads them, which is slow for many rows.
            for sheet in sheets:
                last_row, _ = book.get_sheet_by_name(sheet.name).end or (-1, -1)
                check_rows(last_row + 1, limits, sheet.name)
            looks, book_remarks = _load_looks(content, kind)
            grids, sheet_remarks = _read_sheets(book, sheets, looks)
    except PasswordError as error:
        raise UnreadableFile(
            "password",
            "The file is protected by a password.",
            "Open it, remove the password, save it and file it again.",
        ) from error
    except CalamineError as error:
        raise UnreadableFile(
            "broken",
            f"The workbook is damaged ({error}).",
            "Ask for it again, or open it in Excel or WPS and save it anew.",
        ) from error
    return Content(tuple(grids), (*book_remarks, *sheet_remarks), kind)


def _load_looks(content: bytes, kind: Kind) -> tuple[BookLook, tuple[Remark, ...]]:
    """The looks of the sheets."""
    match kind:
        case "xlsx":
            return load_looks(content)
        case "xls":
            return load_old_looks(content)
    return load_ods_looks(content)


def _check_visible(sheets: list[SheetMetadata]) -> None:
    if any(sheet.visible == SheetVisibleEnum.Visible for sheet in sheets):
        return
    problem = "All sheets are hidden." if sheets else "The workbook has no sheet of cells."
    raise UnreadableFile("sheets", problem, "Unhide the sheet with the form and save the file.")


def _read_sheets(
    book: CalamineWorkbook, sheets: list[SheetMetadata], looks: BookLook
) -> tuple[list[Grid], list[Remark]]:
    grids: list[Grid] = []
    remarks: list[Remark] = []
    for metadata in sheets:
        look = looks.sheets.get(metadata.name, SheetLook())
        reader = CellReader(look)
        grid = _read_sheet(book, metadata, reader)
        if grid is not None:
            grids.append(grid)
        remarks += reader.list_remarks()
        remarks += _list_remarks(metadata, look, is_empty=grid is None)
    return grids, remarks


def _read_sheet(book: CalamineWorkbook, metadata: SheetMetadata, reader: CellReader) -> Grid | None:
    """The sheet as a grid; None if it is empty."""
    look = reader.look
    sheet = book.get_sheet_by_name(metadata.name)
    values = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    rows, columns = _measure_filled(values, look)
    if not rows:
        return None
    covered = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in look.covered]
    origins = _map_merged_cells(sheet.merged_cell_ranges or covered)
    return Grid(
        tuple(
            tuple(
                _make_cell(values, row, column, metadata.name, reader, origins)
                for column in range(columns)
            )
            for row in range(rows)
        ),
        Place(sheet=metadata.name, row=1, column=1),
        metadata.visible != SheetVisibleEnum.Visible,
        look.hidden_rows,
        look.hidden_columns,
    )


def _measure_filled(values: list[list[object]], look: SheetLook) -> tuple[int, int]:
    """Number of rows and columns up to the last cell that is not empty."""
    filled = [
        (row + 1, column + 1)
        for row, cells in enumerate(values)
        for column, value in enumerate(cells)
        if value != ""
    ]
    # A formula without value or an error is not an empty cell.
    filled += [*look.problems, *look.seen]
    if not filled:
        return 0, 0
    return max(row for row, _ in filled), max(column for _, column in filled)


def _map_merged_cells(ranges: list[MergedRange]) -> dict[tuple[int, int], tuple[int, int]]:
    """The top-left cell of each covered cell of the merged ranges; counted from 0."""
    return {
        (row, column): (top, left)
        for (top, left), (bottom, right) in ranges
        if (bottom - top + 1) * (right - left + 1) <= MOST_MERGED_CELLS
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def _make_cell(
    values: list[list[object]],
    row: int,
    column: int,
    sheet: str,
    reader: CellReader,
    origins: dict[tuple[int, int], tuple[int, int]],
) -> Cell:
    place = Place(sheet=sheet, row=row + 1, column=column + 1)
    if (row, column) in origins:
        top, left = origins[row, column]
        return Cell("", place, merged_from=Place(sheet=sheet, row=top + 1, column=left + 1))
    cells = values[row] if row < len(values) else []
    value = cells[column] if column < len(cells) else ""
    look, position = reader.look, (row + 1, column + 1)
    number_format = look.formats.get(position, "general")
    number_format = FORMATS_BY_TYPE.get(type(value), number_format)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    text, problem = reader.see(write_value(value), place, is_number=is_number)
    if value == "":
        problem = look.problems.get(position) or problem
    return Cell(text, place, number_format, problem=look.doubts.get(position) or problem)


def _list_remarks(metadata: SheetMetadata, look: SheetLook, *, is_empty: bool) -> list[Remark]:
    place = Place(sheet=metadata.name)
    remarks = list(look.remarks)
    if metadata.visible != SheetVisibleEnum.Visible:
        is_deep = metadata.visible == SheetVisibleEnum.VeryHidden
        problem = f"The sheet is {'hidden and not listed in menus' if is_deep else 'hidden'}."
        remarks.append(Remark("hidden-sheet", "warning", place, problem, "Unhide or delete it."))
    if look.hidden_rows or look.hidden_columns:
        problem = (
            f"{len(look.hidden_rows)} rows and {len(look.hidden_columns)} columns are hidden; "
            "they were read and marked."
        )
        remarks.append(Remark("hidden-rows", "warning", place, problem, "Unhide or delete them."))
    if is_empty:
        remarks.append(Remark("empty-sheet", "info", place, "The sheet is empty."))
    return remarks


def write_value(value: object) -> str:
    """A stored value as text, without rounding.

    >>> write_value(140.0), write_value(0.7), write_value(1e-07), write_value(0.1 + 0.2)
    ('140', '0.7', '0.0000001', '0.30000000000000004')
    >>> write_value(datetime.datetime(2020, 7, 31)), write_value(datetime.datetime(2020, 7, 1, 8))
    ('2020-07-31', '2020-07-01T08:00:00')
    >>> write_value(True), write_value("  a ")
    ('TRUE', 'a')
    """
    match value:
        case str():
            return value.strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return _write_number(float(value))
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


def _write_number(value: float) -> str:
    if value.is_integer() and abs(value) < LARGEST_PLAIN_NUMBER:
        return str(int(value))
    if not 1 / LARGEST_PLAIN_NUMBER < abs(value) < LARGEST_PLAIN_NUMBER:  # also not-a-number
        return repr(value)
    return format(Decimal(repr(value)), "f")
