"""Makes a table in each format, of which one cell is given as a part of the file."""

import functools
import io
import re
import zipfile
from collections.abc import Callable, Sequence

import docx
import openpyxl
import xlwt
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.ingest import made_files as made
from tests.ingest.seen.case import BELOW, FIGURE_BELOW, HEADER, LABEL

TITLE = "狐岭县电子商务月报表"
FONT = "STSong-Light"
SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_NAMES = {
    "office": f"{SPACES}office:1.0", "table": f"{SPACES}table:1.0", "text": f"{SPACES}text:1.0",
    "style": f"{SPACES}style:1.0", "number": f"{SPACES}datastyle:1.0",
    "draw": f"{SPACES}drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}  # fmt: skip


def make_document(cell: str, styles: Sequence[str] = ()) -> bytes:
    """A Word document; ``cell`` is the XML within the cell."""
    content = made.replace_in(
        _make_blank_document(), "word/document.xml", CELL_MARK, f"<w:tc {MORE}>{cell}</w:tc>"
    )
    if styles:
        end = "</w:styles>"
        content = made.replace_in(content, "word/styles.xml", end, "".join(styles) + end)
    return content


@functools.cache
def _make_blank_document() -> bytes:
    """A Word document with a mark in the place of the cell."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(3, 3)
    rows = (HEADER, ("1", LABEL, ""), ("2", BELOW, FIGURE_BELOW))
    for cells, row in zip(table.rows, rows, strict=True):
        for target, text in zip(cells.cells, row, strict=True):
            target.text = text
    cell = table.cell(1, 2)._tc
    mark = etree.Comment("cell")
    cell.addprevious(mark)
    cell.getparent().remove(cell)
    return made.save_document(document)


CELL_MARK = "<!--cell-->"
MORE = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def make_book(fill: Callable[[openpyxl.Workbook, Worksheet], None]) -> bytes:
    """A workbook; ``fill`` writes the cell C3."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "月报"
    for row in ((TITLE,), HEADER, ("1", LABEL), ("2", BELOW, int(FIGURE_BELOW))):
        sheet.append(row)
    fill(book, sheet)
    return made.save_workbook(book)


def share_texts(content: bytes) -> bytes:
    """The workbook with its texts in a table that cells point to, as Excel and WPS store them."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read(name).decode()
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("xl/_rels/workbook.xml.rels").decode()
    texts: list[str] = []

    def point(match: re.Match[str]) -> str:
        texts.append(match[2])
        return f'{match[1]} t="s"><v>{len(texts) - 1}</v></c>'

    sheet = re.sub(r'(<c [^>]*?) t="inlineStr"[^>]*><is>(.*?)</is></c>', point, sheet, flags=re.S)
    items = "".join(f"<si>{text}</si>" for text in texts)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    part = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    return made.repack(content, {
        name: sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{space}">{items}</sst>',
        "[Content_Types].xml": types.replace(
            "</Types>",
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{part}"/></Types>',
        ),
        "xl/_rels/workbook.xml.rels": relations.replace(
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/>'
            "</Relationships>",
        ),
    })  # fmt: skip


def make_old_book(fill: Callable[[xlwt.Workbook, xlwt.Worksheet], None]) -> bytes:
    """An .xls; ``fill`` writes row 2, column 2, counted from 0."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("月报")
    rows = ((TITLE,), HEADER, ("1", LABEL), ("2", BELOW, int(FIGURE_BELOW)))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    fill(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def make_ods(
    cell: str, styles: str = "", *, parts: dict[str, str | bytes] | None = None, manifest: str = ""
) -> bytes:
    """An .ods; ``cell`` is the XML of the cell."""
    rows = ((TITLE,), HEADER, ("1", LABEL), ("2", BELOW, FIGURE_BELOW))
    body = ""
    for number, row in enumerate(rows):
        cells = "".join(_make_ods_cell(text) for text in row)
        body += f"<table:table-row>{cells}{cell if number == 2 else ''}</table:table-row>"
    names = " ".join(f'xmlns:{name}="{space}"' for name, space in ODS_NAMES.items())
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="月报">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        for name, part in (parts or {}).items():
            package.writestr(name, part)
        space = f"{SPACES}manifest:1.0"
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}">{manifest}</manifest:manifest>',
        )
    return buffer.getvalue()


def _make_ods_cell(text: str) -> str:
    if text == FIGURE_BELOW:
        return make_ods_number(text, text)
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def make_ods_number(stored: str, shown: str, more: str = "", kind: str = "float") -> str:
    """A cell of an .ods with a number and the text that is shown."""
    paragraph = f"<text:p>{shown}</text:p>" if shown else ""
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{stored}" {more}>'
        f"{paragraph}</table:table-cell>"
    )


def make_page(draw: Callable[[Canvas, float, float], None], width: float = 90) -> bytes:
    """A PDF; ``draw`` draws into the cell, of this width, from a point of its base line."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    canvas.setFont(FONT, 10)
    canvas.drawString(72, 800, TITLE)
    lefts, heights = (72, 110, 200), (760, 730, 700, 670)
    for x in (*lefts, 200 + width):
        canvas.line(x, heights[-1], x, heights[0])
    for y in heights:
        canvas.line(lefts[0], y, 200 + width, y)
    rows = (HEADER, ("1", LABEL, ""), ("2", BELOW, FIGURE_BELOW))
    for height, row in zip(heights, rows, strict=False):
        for left, text in zip(lefts, row, strict=True):
            canvas.drawString(left + 4, height - 19, text)
    draw(canvas, 204, 711)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
