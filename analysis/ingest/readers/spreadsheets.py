"""Reads workbooks (.xlsx, .xlsm, .xls, .ods): values by calamine, looks by openpyxl or xlrd."""

import datetime
import io
import zipfile
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
from analysis.ingest.readers.old_sheet_looks import load_old_looks
from analysis.ingest.readers.sheet_looks import BookLook, SheetLook, load_looks

FORMATS_BY_TYPE: dict[type, NumberFormat] = {
    datetime.date: "date",
    datetime.datetime: "date",
    datetime.time: "date",
    datetime.timedelta: "date",
}
# Floats beyond are no count and no amount; written out they would have hundreds of digits.
MOST_DIGITS = 1e21

ODS_PERCENTAGES = Remark(
    "number-formats",
    "warning",
    None,
    "The .ods holds percentages; they were read as the fractions that are stored.",
    "Save it as .xlsx, which tells them.",
)
Span = tuple[tuple[int, int], tuple[int, int]]


def read_workbook(content: bytes, kind: Kind, limits: Limits) -> Content:
    """The sheets of a workbook, each as a grid without its empty margins.

    Raises:
        UnreadableFile: if it is damaged, protected, or has no visible sheet.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
            _check_sheets(sheets)
            for each in sheets:  # before openpyxl, which is slow, meets many rows
                last = book.get_sheet_by_name(each.name).end or (-1, -1)
                check_rows(last[0] + 1, limits, each.name)
            looks, remarks = _load_looks(content, kind)
            found = [_read_sheet(book, each, looks) for each in sheets]
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
    grids = tuple(grid for grid, _ in found if grid is not None)
    return Content(grids, (*remarks, *(each for _, some in found for each in some)), kind)


def _load_looks(content: bytes, kind: Kind) -> tuple[BookLook, tuple[Remark, ...]]:
    """How the cells look; of an .ods only dates are told, by the type of their values."""
    match kind:
        case "xlsx":
            return load_looks(content)
        case "xls":
            return load_old_looks(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        has_percentages = b'value-type="percentage"' in package.read("content.xml")
    return BookLook(), (ODS_PERCENTAGES,) if has_percentages else ()


def _check_sheets(sheets: list[SheetMetadata]) -> None:
    if any(each.visible == SheetVisibleEnum.Visible for each in sheets):
        return
    found = "All its sheets are hidden." if sheets else "The workbook has no sheet of cells."
    raise UnreadableFile("sheets", found, "Show the sheet with the form, then save it anew.")


def _read_sheet(
    book: CalamineWorkbook, metadata: SheetMetadata, looks: BookLook
) -> tuple[Grid | None, list[Remark]]:
    sheet = book.get_sheet_by_name(metadata.name)
    look = looks.sheets.get(metadata.name, SheetLook())
    values = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    rows, columns = _measure_filled(values, look)
    remarks = _list_remarks(metadata, look, rows)
    if not rows:
        return None, remarks
    spans = _map_spans(sheet.merged_cell_ranges or [])
    grid = Grid(
        tuple(
            tuple(
                _make_cell(values, row, column, metadata.name, look, spans)
                for column in range(columns)
            )
            for row in range(rows)
        ),
        Place(sheet=metadata.name, row=1, column=1),
        metadata.visible != SheetVisibleEnum.Visible,
        look.hidden_rows,
        look.hidden_columns,
    )
    return grid, remarks


def _measure_filled(values: list[list[object]], look: SheetLook) -> tuple[int, int]:
    """Rows and columns up to the last cell that holds something."""
    filled = [
        (row + 1, column + 1)
        for row, cells in enumerate(values)
        for column, value in enumerate(cells)
        if value != ""
    ]
    # A formula or an error value at the margin is no empty cell.
    filled += look.problems
    if not filled:
        return 0, 0
    return max(row for row, _ in filled), max(column for _, column in filled)


def _map_spans(ranges: list[Span]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each covered cell of the merged ranges, the top-left one; all counted from 0."""
    return {
        (row, column): (top, left)
        for (top, left), (bottom, right) in ranges
        # A range over whole columns is no range of a form.
        if (bottom - top + 1) * (right - left + 1) <= 100_000
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def _make_cell(
    values: list[list[object]],
    row: int,
    column: int,
    sheet: str,
    look: SheetLook,
    spans: dict[tuple[int, int], tuple[int, int]],
) -> Cell:
    place = Place(sheet=sheet, row=row + 1, column=column + 1)
    if (row, column) in spans:
        top, left = spans[row, column]
        return Cell("", place, merged_from=Place(sheet=sheet, row=top + 1, column=left + 1))
    cells = values[row] if row < len(values) else []
    value = cells[column] if column < len(cells) else ""
    number_format = look.formats.get((row + 1, column + 1), "general")
    number_format = FORMATS_BY_TYPE.get(type(value), number_format)
    problem = None
    if value == "":
        problem = look.problems.get((row + 1, column + 1))
    return Cell(write_value(value), place, number_format, problem=problem)


def _list_remarks(metadata: SheetMetadata, look: SheetLook, rows: int) -> list[Remark]:
    place = Place(sheet=metadata.name)
    remarks = list(look.remarks)
    if metadata.visible != SheetVisibleEnum.Visible:
        deep = metadata.visible == SheetVisibleEnum.VeryHidden
        found = f"The sheet is {'hidden so that menus do not show it' if deep else 'hidden'}."
        remarks.append(Remark("hidden-sheet", "warning", place, found, "Show it if it counts."))
    if look.hidden_rows or look.hidden_columns:
        found = (
            f"{len(look.hidden_rows)} rows and {len(look.hidden_columns)} columns are hidden; "
            "they were read and marked."
        )
        remarks.append(Remark("hidden-rows", "warning", place, found, "Show or delete them."))
    if not rows:
        remarks.append(Remark("empty-sheet", "info", place, "The sheet is empty."))
    return remarks


def write_value(value: object) -> str:
    """A stored value as text.

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
    if value.is_integer() and abs(value) < MOST_DIGITS:
        return str(int(value))
    if value != value or not 1 / MOST_DIGITS < abs(value) < MOST_DIGITS:
        return repr(value)
    return format(Decimal(repr(value)), "f")
