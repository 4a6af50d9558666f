"""The data of a page as files inside it: CSV and a workbook, in which no formula can run.

A text of a document may begin like a formula. In the workbook every text is stored as text. In CSV
such a text gets an apostrophe before it; the page says so beside the link.
"""

import base64
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup, escape

from analysis.presentation.marks import PAGE_DATA

if TYPE_CHECKING:
    from nbformat import NotebookNode

Value = str | float | None
CSV_TYPE = "text/csv;charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"
# What spreadsheets take for the begin of a formula, also in the width of Chinese characters.
FORMULA_SIGNS = tuple("=+-@\t\r＝＋－＠")
APOSTROPHE = "'"
# What an address cannot hold as it is: what ends or escapes it, and what browsers drop or trim.
_ENCODED = {ord(sign): quote(sign) for sign in f'{BYTE_ORDER_MARK}%#"\\<>^`{{|}}\t\r\n'}
# Times of files in an archive; the earliest that the format has.
NO_TIME = (1980, 1, 1, 0, 0, 0)
_SHEETS = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")
_ROWS = re.compile("<sheetData>.*</sheetData>", re.DOTALL)
# Where the rows go in the template of a sheet.
_PLACE = "<!--rows-->"
# What openpyxl writes for itself: the time, and the size of the sheet that the rows replace.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FIRST_MOMENT = "1980-01-01T00:00:00Z"
_SIZE = re.compile("<dimension [^>]*/>")
_WIDTHS = (14, 44, 18, 18, 16, 20, 16, 16, 16, 30, 44)


@dataclass(frozen=True)
class Download:
    """A file inside a page.

    Attributes:
        name: name under which it is saved.
        label: what readers see.
        size: of the file, in kilobytes, rounded up.
        address: the file as an address.
    """

    name: str
    label: str
    size: int
    address: Markup


def find_page_data(notebook: "NotebookNode") -> Mapping[str, Any] | None:
    """The data that a cell of an executed notebook puts out for the page; None if no cell does."""
    for cell in reversed(notebook.cells):
        for output in cell.get("outputs", ()):
            if PAGE_DATA in output.get("data", {}):
                return output["data"][PAGE_DATA]
    return None


def make_downloads(
    data: Mapping[str, Any], name: str, about: Iterable[Sequence[str]]
) -> tuple[Download, ...]:
    """The files of a page.

    Args:
        data: what :func:`analysis.presentation.page_data.collect_page_data` returns.
        name: name of the files without ending, such as ``441803.zh``.
        about: names and values of what the workbook says about itself.
    """
    table = [data["columns"], *data["rows"]]
    files = (
        ("csv", "CSV", f"{CSV_TYPE},", write_csv(table), _encode_text),
        (
            "xlsx", "Excel", f"{XLSX_TYPE};", write_workbook(table, [list(row) for row in about]),
            _encode_bytes,
        ),
    )  # fmt: skip
    return tuple(
        Download(
            f"{name}.{ending}",
            label,
            -(-len(content) // 1000),
            Markup(f"data:{kind}{encode(content)}"),
        )
        for ending, label, kind, content, encode in files
    )


def write_csv(table: Iterable[Sequence[Value]]) -> bytes:
    """A table as CSV with a byte-order mark; texts that begin like a formula are neutralised."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([neutralise(value) for value in row] for row in table)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def neutralise(value: Value) -> Value:
    """A cell of CSV that no spreadsheet takes for a formula; numbers stay as they are.

    Examples:
        >>> neutralise("=1+1"), neutralise(" @A1"), neutralise(-0.5), neutralise("狐县")
        ("'=1+1", "' @A1", -0.5, '狐县')
    """
    return f"{APOSTROPHE}{value}" if is_like_formula(value) else value


def is_like_formula(value: Value) -> bool:
    """Whether a spreadsheet could take a text for a formula."""
    return isinstance(value, str) and value.lstrip(" \u3000").startswith(FORMULA_SIGNS)


def write_workbook(table: Sequence[Sequence[Value]], about: Sequence[Sequence[Value]]) -> bytes:
    """A workbook with a table and a sheet about it; the same bytes for the same content."""
    parts, styles = _load_template()
    sheets = dict(
        zip(_SHEETS, (_write_rows(table, styles), _write_rows(about, styles)), strict=True)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(_describe_file(name), part.replace(_PLACE, sheets.get(name, "")))
    return content.getvalue()


def _describe_file(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, NO_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _write_rows(rows: Sequence[Sequence[Value]], styles: Mapping[str, int]) -> str:
    head, *others = rows
    written = "".join(f"<row>{_write_cells(row, styles)}</row>" for row in others)
    first = "".join(_write_text(str(value), styles["head"]) for value in head)
    return f"<sheetData><row>{first}</row>{written}</sheetData>"


def _write_cells(row: Sequence[Value], styles: Mapping[str, int]) -> str:
    cells = []
    for value in row:
        if value is None or value == "":
            cells.append("<c/>")
        elif isinstance(value, str):
            cells.append(_write_text(value, styles["quoted"] if is_like_formula(value) else 0))
        else:
            cells.append(f"<c><v>{value!r}</v></c>")
    return "".join(cells)


def _write_text(value: str, style: int) -> str:
    # An inline text is never a formula; the style keeps it one when somebody edits the cell.
    shown = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{shown}><is><t xml:space="preserve">{escape(value)}</t></is></c>'


@cache
def _load_template() -> tuple[tuple[tuple[str, str], ...], Mapping[str, int]]:
    """Parts of an empty workbook and the numbers of its styles, made once in a process."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    book.properties.creator = "county-briefs"
    data, about = book.active, book.create_sheet("about")
    data.title = "data"
    data.freeze_panes = "C2"
    head, quoted = data["A1"], data["A2"]
    head.font = Font(bold=True)
    head.alignment = Alignment(wrap_text=True, vertical="top")
    quoted.style = "Normal"
    quoted.quotePrefix = True
    styles = {"head": head.style_id, "quoted": quoted.style_id}
    for column, width in enumerate(_WIDTHS, start=1):
        data.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width
    about["A1"] = ""
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 28, 90
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as archive:
        names = archive.namelist()
        return tuple((name, _prepare_part(archive.read(name).decode())) for name in names), styles


def _prepare_part(text: str) -> str:
    return _ROWS.sub(_PLACE, _SIZE.sub("", _MOMENT.sub(_FIRST_MOMENT, text)))


def _encode_text(content: bytes) -> str:
    """Text as part of an address: a third smaller than base64 where most of it is Chinese."""
    text = content.decode().translate(_ENCODED)
    return str(escape(text))


def _encode_bytes(content: bytes) -> str:
    return f"base64,{base64.b64encode(content).decode()}"
