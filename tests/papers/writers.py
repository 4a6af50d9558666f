"""Writes a record as the file that a bureau would have sent, in each format."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from html import escape

import docx
import openpyxl
import xlwt
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PdfTable

from tests.ingest.made_files import pack
from tests.papers.grids import Span, Table

Parts = Sequence[Table]
FONT = "STSong-Light"
_CELL = ParagraphStyle("cell", fontName=FONT, fontSize=7, leading=9, wordWrap="CJK")
_LINE = ParagraphStyle("line", fontName=FONT, fontSize=11, leading=16, wordWrap="CJK")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?")
_PERCENT = re.compile(r"(-?(?:0|[1-9]\d*)(\.\d+)?)%")
_PAGE_WIDTH, _MARGIN = 1190, 36
# An .ods does not say how a merged range is to be drawn, only how far it goes.
_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def write_paper(parts: Parts, kind: str) -> bytes:
    """The bytes of a paper in a format."""
    return WRITERS[kind](parts)


def _lay_out(part: Table) -> tuple[list[list[str]], list[Span]]:
    """Lines above, table and lines below as rows of one sheet; lines go over the whole width."""
    width = part.width
    above, below = len(part.lines), len(part.lines) + len(part.rows)
    rows = [_widen(line, width) for line in part.lines]
    rows += [list(row) for row in part.rows]
    rows += [_widen(line, width) for line in part.after]
    spans = [
        Span(span.top + above, span.left, span.bottom + above, span.right) for span in part.spans
    ]
    numbers = [*range(above), *range(below, len(rows))]
    return rows, spans + [Span(row, 0, row, width - 1) for row in numbers if width > 1]


def _widen(line: str, width: int) -> list[str]:
    return [line] + [""] * (width - 1)


def _name_sheet(part: Table, number: int) -> str:
    return part.sheet or ("Sheet1" if number == 1 else f"Sheet{number}")


def _list_sheets(parts: Parts) -> list[tuple[str, list[Table]]]:
    """The sheets of a workbook: a part without a sheet of its own stands below the one before."""
    sheets: list[tuple[str, list[Table]]] = []
    for number, part in enumerate(parts, start=1):
        if part.sheet or not sheets:
            sheets.append((_name_sheet(part, number), []))
        sheets[-1][1].append(part)
    return sheets


def _stack(parts: Parts) -> tuple[list[list[str]], list[Span]]:
    rows: list[list[str]] = []
    spans: list[Span] = []
    for part in parts:
        part_rows, part_spans = _lay_out(part)
        top = len(rows)
        spans += [Span(s.top + top, s.left, s.bottom + top, s.right) for s in part_spans]
        rows += part_rows
    return rows, spans


def _write_xlsx(parts: Parts) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, sheet_parts in _list_sheets(parts):
        sheet = book.create_sheet(name)
        rows, spans = _stack(sheet_parts)
        for y, row in enumerate(rows, start=1):
            for x, text in enumerate(row, start=1):
                if text:
                    _fill(sheet.cell(y, x), text)
        for span in spans:
            sheet.merge_cells(
                start_row=span.top + 1, start_column=span.left + 1,
                end_row=span.bottom + 1, end_column=span.right + 1,
            )  # fmt: skip
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(cell, text: str) -> None:
    """Plain numbers and percentages become numbers, as people type them; all else stays text."""
    percent = _PERCENT.fullmatch(text)
    if _NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
    elif percent and not (percent[2] or "").endswith("0"):
        cell.value = float(percent[1]) / 100
        decimals = len(percent[2] or ".") - 1
        cell.number_format = f"0.{'0' * decimals}%" if decimals else "0%"
    else:
        cell.value = text
        cell.number_format = "@"


def _write_xls(parts: Parts) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for name, sheet_parts in _list_sheets(parts):
        sheet = book.add_sheet(name)
        rows, spans = _stack(sheet_parts)
        corners = {(span.top, span.left): span for span in spans}
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                value = float(text) if _NUMBER.fullmatch(text) else text
                span = corners.get((y, x))
                if span:
                    sheet.write_merge(span.top, span.bottom, span.left, span.right, value)
                elif text:
                    sheet.write(y, x, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_ods(parts: Parts) -> bytes:
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{_list_ods_rows(*_stack(sheet_parts))}'
        "</table:table>"
        for name, sheet_parts in _list_sheets(parts)
    )
    names = "".join(f' xmlns:{name}="{_ODS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return pack({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_ODS}:manifest:1.0"/>',
    })  # fmt: skip


def _list_ods_rows(rows: list[list[str]], spans: list[Span]) -> str:
    corners = {(span.top, span.left): span for span in spans}
    covered = {
        (y, x)
        for span in spans
        for y in range(span.top, span.bottom + 1)
        for x in range(span.left, span.right + 1)
    } - set(corners)
    lines = []
    for y, row in enumerate(rows):
        cells = "".join(
            "<table:covered-table-cell/>" if (y, x) in covered
            else _write_ods_cell(text, corners.get((y, x)))
            for x, text in enumerate(row)
        )  # fmt: skip
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    return "".join(lines)


def _write_ods_cell(text: str, span: Span | None) -> str:
    extent = ""
    if span:
        extent = (
            f' table:number-columns-spanned="{span.right - span.left + 1}"'
            f' table:number-rows-spanned="{span.bottom - span.top + 1}"'
        )
    if not text:
        return f"<table:table-cell{extent}/>"
    kind = (
        f'office:value-type="float" office:value="{text}"'
        if _NUMBER.fullmatch(text)
        else 'office:value-type="string"'
    )
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{extent} {kind}>{paragraphs}</table:table-cell>"


def _write_docx(parts: Parts) -> bytes:
    document = docx.Document()
    for part in parts:
        for line in part.lines:
            document.add_paragraph(line)
        if part.rows:
            table = document.add_table(rows=len(part.rows), cols=part.width)
            for cells, row in zip(table.rows, part.rows, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    cell.text = text
            for span in part.spans:
                text = part.rows[span.top][span.left]
                corner = table.cell(span.top, span.left)
                corner.merge(table.cell(span.bottom, span.right)).text = text
        for line in part.after:
            document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _write_pdf(parts: Parts) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    story: list[object] = []
    for part in parts:
        story += [Paragraph(escape(line), _LINE) for line in part.lines]
        if part.rows:
            story += [Spacer(1, 6), _make_pdf_table(part), Spacer(1, 6)]
        story += [Paragraph(escape(line), _LINE) for line in part.after]
    buffer = io.BytesIO()
    SimpleDocTemplate(
        buffer, pagesize=(_PAGE_WIDTH, 842), leftMargin=_MARGIN, rightMargin=_MARGIN,
        topMargin=_MARGIN, bottomMargin=_MARGIN, invariant=True,
    ).build(story)  # fmt: skip
    return buffer.getvalue()


def _make_pdf_table(part: Table) -> PdfTable:
    cells = [
        [Paragraph(escape(text).replace("\n", "<br/>"), _CELL) for text in row] for row in part.rows
    ]
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    style += [("SPAN", (s.left, s.top), (s.right, s.bottom)) for s in part.spans]
    widths = [(_PAGE_WIDTH - 2 * _MARGIN) / part.width] * part.width
    return PdfTable(cells, colWidths=widths, style=style)


def _write_csv(parts: Parts) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    width = max(part.width for part in parts)
    for part in parts:
        rows, _ = _lay_out(part)
        writer.writerows(row + [""] * (width - len(row)) for row in rows)
    return text.getvalue().encode("gb18030")


def _write_txt(parts: Parts) -> bytes:
    lines: list[str] = []
    for part in parts:
        lines += [*part.lines, ""]
        lines += ["\t".join(text.replace("\n", "") for text in row) for row in part.rows]
        lines += ["", *part.after]
    return "\n".join(lines).encode("utf-8")


WRITERS: dict[str, Callable[[Parts], bytes]] = {
    "xlsx": _write_xlsx,
    "xls": _write_xls,
    "ods": _write_ods,
    "docx": _write_docx,
    "pdf": _write_pdf,
    "csv": _write_csv,
    "txt": _write_txt,
}
