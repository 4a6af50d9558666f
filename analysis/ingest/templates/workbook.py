"""Writes the empty workbook of a form: checked cells, units in headers, protected formulas."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.atomic import write_atomically
from analysis.errors import UserError
from analysis.ingest.templates.layouts import FILL_ROWS, TEMPLATES, TemplateColumn, TemplateForm
from analysis.ingest.words.form_labels import MONTHLY_FORM
from analysis.paths import DataRoot

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 4
_SHADE = "DDE7F0"
_LARGEST = 10**9


class UnknownTemplate(UserError):
    """No form of this kind, or a workbook that cannot be written there."""


def write_template(kind: str, out: Path, root: DataRoot) -> None:
    """Writes the workbook of one kind of form.

    Args:
        kind: a name in :data:`analysis.ingest.templates.layouts.TEMPLATES`.
        out: the workbook; it must not be there yet, somebody may have filled it.
        root: data root whose rows of the monthly form are listed.

    Raises:
        UnknownTemplate: if the kind is unknown, or the path is no free ``.xlsx``.
    """
    if kind not in TEMPLATES:
        raise UnknownTemplate(f"There is no form {kind!r}; there are {', '.join(TEMPLATES)}.")
    if out.suffix != ".xlsx":
        raise UnknownTemplate(f"{out.name}: name the workbook with .xlsx at its end.")
    if out.exists():
        raise UnknownTemplate(f"{out} is there already; it is not overwritten.")
    if not out.parent.is_dir():
        raise UnknownTemplate(f"{out.parent} is no folder; make it first.")
    form = TEMPLATES[kind]
    rows = _list_rows(root) if kind == MONTHLY_FORM else [(label,) for label in form.labels]
    write_atomically(out, make_workbook(form, kind, rows))


def make_workbook(form: TemplateForm, name: str, rows: list[tuple[str, ...]]) -> bytes:
    """A workbook as bytes.

    Args:
        form: what it holds.
        name: name of its sheet.
        rows: first cells of its rows; blank rows follow where there are none.
    """
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    _write_head(sheet, form)
    below = _write_table(sheet, form.columns, rows, HEADER_ROW)
    if form.second:
        below = _write_table(sheet, form.second, [], below)
    for at, note in enumerate(form.notes, start=below):
        sheet.cell(at, 1, f"注：{note}")
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.protection.sheet = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_table(
    sheet: "Worksheet", columns: tuple[TemplateColumn, ...], rows: list[tuple[str, ...]], top: int
) -> int:
    """Writes a table; the row below it."""
    from openpyxl.styles import Protection

    count = len(rows) or FILL_ROWS
    for at, column in enumerate(columns, start=1):
        _write_column(sheet, column, at, top, count)
    for at, row in enumerate(rows, start=top + 1):
        for number, text in enumerate(row, start=1):
            cell = sheet.cell(at, number, text)
            cell.data_type, cell.protection = "s", Protection(locked=True)
        if "%" in row:  # 24.08 typed into such a cell is 24.08 %, never 2408 %
            for number in range(len(row) + 1, len(columns) + 1):
                sheet.cell(at, number).number_format = _FORMATS["percent"]
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
    sheet: "Worksheet", column: TemplateColumn, at: int, top: int, count: int
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    head = sheet.cell(top, at, column.header)
    head.font = Font(bold=True)
    head.fill = PatternFill("solid", fgColor=_SHADE)
    head.alignment = Alignment(wrap_text=True)
    if column.note:
        head.comment = Comment(column.note, "briefs")
    letter = get_column_letter(at)
    known = sheet.column_dimensions[letter]
    known.width = max(known.width, column.width) if top > HEADER_ROW else column.width
    for row in range(top + 1, top + 1 + count):
        cell = sheet.cell(row, at)
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
    check = DataValidation(
        type="decimal", operator="between", formula1=str(low), formula2=str(_LARGEST),
        allow_blank=True, showErrorMessage=True,
    )  # fmt: skip
    check.errorTitle, check.error = "请填数字", f"{column.header}：只填数字；没有数据的留空。"
    sheet.add_data_validation(check)
    check.add(cells)


def _list_rows(root: DataRoot) -> list[tuple[str, ...]]:
    """The rows of the monthly form: the labels that its print uses, with their units."""
    from analysis.documents.reference import load_reference

    reference = load_reference(root.reference, root.readings)
    labels = reference.tables["labels"]
    indicators = reference.tables["indicators"].set_index("indicator_id")["unit"]
    units = reference.tables["units"].drop_duplicates("unit").set_index("unit")["printed_unit"]
    chosen: dict[str, str] = {}
    for row in labels[labels["form_kind"] == MONTHLY_FORM].itertuples():
        # A later label of the same row is the fuller one, as printed on the form.
        chosen[row.meaning] = row.label
    return [
        (str(number), label, units[indicators[meaning]])
        for number, (meaning, label) in enumerate(chosen.items(), start=1)
    ]
