"""Files made for the tests: forms of invented counties, and containers as attackers build them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import docx
import openpyxl
import xlwt
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

MIB = 1 << 20
Rows = Sequence[Sequence[object]]
FORM: Rows = (
    ("序号", "项目", "云山县", "合计"),
    ("1", "县级电商服务中心数量（个）", "1", "1"),
    ("2", "累计使用资金（万元）", "223.7", "223.7"),
)
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)
SHEET_START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
DTD = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make_text(rows: Rows = FORM, separator: str = ",") -> str:
    return "".join(separator.join(map(str, row)) + "\n" for row in rows)


def make_workbook(rows: Rows = FORM) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "月报表"
    for row in rows:
        book.active.append(list(row))
    return book


def save_workbook(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def make_xlsx(rows: Rows = FORM) -> bytes:
    return save_workbook(make_workbook(rows))


def make_document(rows: Rows = FORM, title: str = "云山县电子商务月报表") -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = str(text)
    return document


def save_document(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_docx(rows: Rows = FORM) -> bytes:
    return save_document(make_document(rows))


def make_pdf(
    rows: Rows = FORM, title: str = "云山县电子商务月报表", pages: int = 1, spans=()
) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    style = [
        ("FONT", (0, 0), (-1, -1), "STSong-Light", 10),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ]
    for _ in range(pages):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 780, title)
        table = Table([list(row) for row in rows], style=TableStyle([*style, *spans]))
        table.wrapOn(canvas, 450, 600)
        table.drawOn(canvas, 72, 600)
        canvas.drawString(72, 560, "填报日期：2020年8月")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pack(members: Mapping[str, str | bytes] | Sequence[tuple[str, str | bytes]]) -> bytes:
    """A zip file with just these members, deflated."""
    pairs = members.items() if isinstance(members, Mapping) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in pairs:
            # The type of an .ods is told by its first member, which is not packed.
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, packing)
    return buffer.getvalue()


def repack(package: bytes, changed: Mapping[str, str | bytes | None]) -> bytes:
    """The package with members replaced, added or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members.update(changed)
    return pack({name: content for name, content in members.items() if content is not None})


def replace_in(package: bytes, name: str, old: str, new: str) -> bytes:
    """The package with some text of one member replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        text = opened.read(name).decode("utf-8")
    assert old in text
    return repack(package, {name: text.replace(old, new)})


def make_sheet(cells: str) -> bytes:
    """A workbook whose sheet is written by hand."""
    sheet = f"{SHEET_START}<sheetData>{cells}</sheetData></worksheet>"
    return repack(make_xlsx(), {"xl/worksheets/sheet1.xml": sheet})


def make_pdf_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF of hand-written objects, the first being its catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return out + head + table + trailer + b"startxref\n%d\n%%%%EOF" % len(out)


def make_page(stream: bytes, filters: bytes = b"/FlateDecode", resources: bytes = b"") -> bytes:
    """A PDF of one page whose content is one packed stream."""
    return make_pdf_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << " + resources + b" >> >>",
            b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream"
            % (len(stream), filters, stream),
        ]
    )


def deflate_zeros(size: int, filler: bytes = b" ") -> bytes:
    """A deflated run of one byte, without ever holding it whole."""
    packer = zlib.compressobj(9)
    block = filler * MIB
    return b"".join(packer.compress(block) for _ in range(size // MIB)) + packer.flush()


def make_bomb(package: bytes, name: str, before: bytes, size: int, after: bytes) -> bytes:
    """The package with a member that unpacks to much more than it is packed."""
    buffer = io.BytesIO(repack(package, {name: None}))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as opened,
        opened.open(name, "w", force_zip64=True) as member,
    ):
        member.write(before)
        for _ in range(size // MIB):
            member.write(b"1" * MIB)
        member.write(after)
    return buffer.getvalue()


def understate_sizes(package: bytes, name: str) -> bytes:
    """The package with 100 bytes declared as unpacked size of a member in its directory."""
    changed = bytearray(package)
    entry = changed.rindex(b"PK\x01\x02", 0, changed.rindex(name.encode()))
    changed[entry + 24 : entry + 28] = struct.pack("<I", 100)
    return bytes(changed)


def make_xls(rows: Rows = FORM) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("月报表")
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def make_ods(repeat: str = "") -> bytes:
    """An .ods whose second row may be repeated."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="月报表">'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>序号</text:p>'
        "</table:table-cell></table:table-row>"
        f"<table:table-row {repeat}>"
        + '<table:table-cell office:value-type="float" office:value="7"/>'
        * 5
        + "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{space}:manifest:1.0"/>'
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def make_png() -> bytes:
    """A picture of one grey dot."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def make_ole(*streams: str) -> bytes:
    """As much of an old Office file as tells its kind: magic and names of streams."""
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return OLE_MAGIC + bytes(504) + names + bytes(1024)
