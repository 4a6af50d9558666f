"""Writes the empty workbook of a form, with validated cells and protected headers and formulas."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.atomic import write_atomically
from analysis.errors import UserError
from analysis.ingest.templates.layouts import (
    FILL_ROWS,
    FUND_COLUMNS,
    FUND_LABELS,
    TEMPLATES,
    TemplateColumn,
    TemplateForm,
)
from analysis.ingest.words.form_labels import MONTHLY_FORM
from analysis.paths import DataRoot

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 4
_SHADE = "DDE7F0"
_LARGEST = 10**9


class UnknownTemplate(UserError):
    """A kind of form that does not exist, or a path where no workbook can be written."""


def write_template(kind: str, out: Path, root: DataRoot) -> None:
    """Writes the workbook of one kind of form.

    Args:
        kind: a name in :data:`analysis.ingest.templates.layouts.TEMPLATES`.
        out: path of the workbook; an existing file is not overwritten, it may be filled in.
        root: data root whose labels give the rows of the monthly form.

    Raises:
        UnknownTemplate: if the kind is unknown, or the path does not end in ``.xlsx``, exists, or
            is in a folder that does not exist.
    """
    if kind not in TEMPLATES:
        raise UnknownTemplate(f"There is no form {kind!r}. Forms: {', '.join(TEMPLATES)}.")
    if out.suffix != ".xlsx":
        raise UnknownTemplate(f"{out.name}: the name of the workbook must end in .xlsx.")
    if out.exists():
        raise UnknownTemplate(f"{out} exists and is not overwritten. Give another name.")
    if not out.parent.is_dir():
        raise UnknownTemplate(f"{out.parent} is not a folder. Create it first.")
    form = TEMPLATES[kind]
    rows = _list_rows(root) if kind == MONTHLY_FORM else [(label,) for label in form.labels]
    write_atomically(out, make_workbook(form, kind, rows))


def make_workbook(form: TemplateForm, name: str, rows: list[tuple[str, ...]]) -> bytes:
    """The content of a workbook.

    Args:
        form: its layout.
        name: name of its sheet.
        rows: first cells of its rows; without any it has blank rows to fill in.
    """
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    _write_head(sheet, form)
    next_row = _write_table(sheet, form.columns, rows, HEADER_ROW)
    if form.second:
        next_row = _write_table(sheet, form.second, [], next_row)
    if form.asks_funds:
        labels = [(label,) for label in FUND_LABELS]
        next_row = _write_table(sheet, FUND_COLUMNS, labels, next_row)
    for row, note in enumerate(form.notes, start=next_row):
        sheet.cell(row, 1, f"注：{note}")
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.protection.sheet = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_table(
    sheet: "Worksheet", columns: tuple[TemplateColumn, ...], rows: list[tuple[str, ...]], top: int
) -> int:
    """Writes a table; returns the row below it."""
    from openpyxl.styles import Protection

    count = len(rows) or FILL_ROWS
    for number, column in enumerate(columns, start=1):
        _write_column(sheet, column, number, top, count)
    for row_number, texts in enumerate(rows, start=top + 1):
        for number, text in enumerate(texts, start=1):
            cell = sheet.cell(row_number, number, text)
            cell.data_type, cell.protection = "s", Protection(locked=True)
        if "%" in texts:  # Excel reads 24.08 typed into a percent cell as 24.08 %, not 2408 %.
            for number in range(len(texts) + 1, len(columns) + 1):
                sheet.cell(row_number, number).number_format = _FORMATS["percent"]
    return top + count + 1


def _write_head(sheet: "Worksheet", form: TemplateForm) -> None:
    from openpyxl.styles import Font, Protection

    width = len(form.columns)
    sheet.cell(1, 1, form.title).font = Font(bold=True, size=14)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.cell(2, 1, "填报单位：")
    sheet.cell(3, 1, "填报日期：")
    sheet.cell(3, 3, "报告期：")
    for row, column in ((2, 2), (3, 2), (3, 4)):
        sheet.cell(row, column).protection = Protection(locked=False)
        sheet.cell(row, column).number_format = "@"


def _write_column(
    sheet: "Worksheet", column: TemplateColumn, number: int, top: int, count: int
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    head = sheet.cell(top, number, column.header)
    head.font = Font(bold=True)
    head.fill = PatternFill("solid", fgColor=_SHADE)
    head.alignment = Alignment(wrap_text=True)
    if column.note:
        head.comment = Comment(column.note, "briefs")
    letter = get_column_letter(number)
    dimension = sheet.column_dimensions[letter]
    dimension.width = max(dimension.width, column.width) if top > HEADER_ROW else column.width
    for row in range(top + 1, top + 1 + count):
        cell = sheet.cell(row, number)
        cell.number_format = _FORMATS[column.content]
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column.formula:
            cell.value = column.formula.format(row=row)
        else:
            cell.protection = Protection(locked=False)
    _check_cells(sheet, column, f"{letter}{top + 1}:{letter}{top + count}")


_FORMATS = {
    "text": "@", "amount": "General", "count": "0", "percent": "0.00%", "date": "@",
    "formula": "0.00%",
}  # fmt: skip


def _check_cells(sheet: "Worksheet", column: TemplateColumn, cells: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.content not in ("amount", "count", "percent"):
        return
    low = -1 if column.content == "percent" else 0
    validation = DataValidation(
        type="decimal", operator="between", formula1=str(low), formula2=str(_LARGEST),
        allow_blank=True, showErrorMessage=True,
    )  # fmt: skip
    validation.errorTitle = "请填数字"
    validation.error = f"{column.header}：只填数字；没有数据的留空。"
    sheet.add_data_validation(validation)
    validation.add(cells)


def _list_rows(root: DataRoot) -> list[tuple[str, ...]]:
    """The rows of the monthly form: number, label as printed, unit."""
    from analysis.documents.reference import load_reference

    reference = load_reference(root)
    labels = reference.tables["labels"]
    indicators = reference.tables["indicators"].set_index("indicator_id")["unit"]
    units = reference.tables["units"].drop_duplicates("unit").set_index("unit")["printed_unit"]
    chosen: dict[str, str] = {}
    for row in labels[labels["form_kind"] == MONTHLY_FORM].itertuples():
        # The last label of a row in the table is the full one, as printed on the form.
        chosen[row.meaning] = row.label
    return [
        (str(number), label, units[indicators[meaning]])
        for number, (meaning, label) in enumerate(chosen.items(), start=1)
    ]
