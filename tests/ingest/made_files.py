"""Makes files for the tests: a form in each format, and hostile containers."""

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
    """A zip file of these parts, deflated."""
    pairs = members.items() if isinstance(members, Mapping) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in pairs:
            # The first part of an .ods gives its type and must not be packed.
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, packing)
    return buffer.getvalue()


def repack(package: bytes, changed: Mapping[str, str | bytes | None]) -> bytes:
    """The package with parts replaced, added or (None) removed."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members.update(changed)
    return pack({name: content for name, content in members.items() if content is not None})


def replace_in(package: bytes, name: str, old: str, new: str) -> bytes:
    """The package with text of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        text = opened.read(name).decode("utf-8")
    assert old in text
    return repack(package, {name: text.replace(old, new)})


def make_sheet(cells: str) -> bytes:
    """A workbook whose sheet has these XML rows."""
    sheet = f"{SHEET_START}<sheetData>{cells}</sheetData></worksheet>"
    return repack(make_xlsx(), {"xl/worksheets/sheet1.xml": sheet})


def make_pdf_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects; the first is its catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return out + head + table + trailer + b"startxref\n%d\n%%%%EOF" % len(out)


def make_page(stream: bytes, filters: bytes = b"/FlateDecode", resources: bytes = b"") -> bytes:
    """A PDF of one page with one packed stream as content."""
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
    """A deflated run of one byte, made block by block to save memory."""
    packer = zlib.compressobj(9)
    block = filler * MIB
    return b"".join(packer.compress(block) for _ in range(size // MIB)) + packer.flush()


def make_bomb(package: bytes, name: str, start: bytes, size: int, end: bytes) -> bytes:
    """The package with a part of ``size`` equal bytes between its start and its end."""
    buffer = io.BytesIO(repack(package, {name: None}))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as opened,
        opened.open(name, "w", force_zip64=True) as member,
    ):
        member.write(start)
        for _ in range(size // MIB):
            member.write(b"1" * MIB)
        member.write(end)
    return buffer.getvalue()


def mark_encrypted(package: bytes) -> bytes:
    """The package with the flag for a password set on its first part."""
    changed = bytearray(package)
    changed[changed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def understate_sizes(package: bytes, name: str) -> bytes:
    """The package with 100 bytes declared as the unpacked size of a part."""
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
    """An .ods; ``repeat`` is an attribute of its second row."""
    namespace = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{namespace}:office:1.0" '
        f'xmlns:table="{namespace}:table:1.0" xmlns:text="{namespace}:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="月报表">'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>序号</text:p>'
        "</table:table-cell></table:table-row>"
        f"<table:table-row {repeat}>"
        + '<table:table-cell office:value-type="float" office:value="7"/>'
        * 5
        + "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{namespace}:manifest:1.0"/>'
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def make_png() -> bytes:
    """A PNG picture of one grey pixel."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def make_ole(*streams: str) -> bytes:
    """The part of an old Office file that gives its kind: first bytes and stream names."""
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return OLE_MAGIC + bytes(504) + names + bytes(1024)
