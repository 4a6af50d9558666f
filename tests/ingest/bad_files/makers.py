"""Makes the content of bad files: damaged, hostile or unusual."""

import functools
import io
import struct
import zipfile
import zlib

from pypdf import PdfReader, PdfWriter

from tests.ingest import made_files as made

from .case import DOCUMENT, SHEET


def make_hidden_only() -> bytes:
    """A workbook whose only sheet is hidden, which openpyxl refuses to save."""
    return made.replace_in(made.make_xlsx(), "xl/workbook.xml", 'state="visible"', 'state="hidden"')


def make_chart_only() -> bytes:
    book = made.make_workbook(())
    book.create_chartsheet("图")
    del book["月报表"]
    return made.save_workbook(book)


def make_scan() -> bytes:
    """A PDF page with only a picture."""
    picture = b"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
    return made.make_page(zlib.compress(picture))


def make_encrypted_pdf() -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(made.make_pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def make_endless_pages() -> bytes:
    """A PDF with a tree of pages that contains itself."""
    return made.make_pdf_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
        ]
    )


def make_many_pages(count: int) -> bytes:
    kids = b"3 0 R " * count
    return made.make_pdf_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


def make_long_stream() -> bytes:
    """A PDF with a stream whose declared length is far too large."""
    return made.make_pdf().replace(b"/Length ", b"/Length 9999")


def make_span(columns: int) -> bytes:
    """A Word table with a cell that declares this number of columns."""
    document = made.make_document()
    document.tables[0].cell(0, 0)._tc.get_or_add_tcPr().grid_span = columns
    return made.save_document(document)


def make_text_bomb() -> bytes:
    start = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    start += b"<w:body><w:p><w:r><w:t>"
    end = b"</w:t></w:r></w:p></w:body></w:document>"
    return made.make_bomb(made.make_docx(), DOCUMENT, start, 20 * made.MIB, end)


def make_cell_bomb(size: int) -> bytes:
    start = made.SHEET_START.encode() + b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    end = b"</t></is></c></row></sheetData></worksheet>"
    return made.make_bomb(made.make_xlsx(), SHEET, start, size, end)


def make_row_bomb() -> bytes:
    """Many rows in a small file, within the limit on the packing ratio."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 9973}</v></c></row>' for n in range(1, 200_001)
    )
    return made.make_sheet(rows)


def make_doubly_packed_pdf() -> bytes:
    """A PDF of a few kilobytes that unpacks to half a gigabyte in two steps."""
    stream = zlib.compress(made.deflate_zeros(450 * made.MIB), 9)
    return made.make_page(stream, b"/FlateDecode /FlateDecode")


def make_endless_chain() -> bytes:
    """An old workbook in which the first sector is its own successor."""
    content = bytearray(made.make_xls())
    (table,) = struct.unpack_from("<I", content, 76)
    struct.pack_into("<I", content, (table + 1) * 512, 0)
    return bytes(content)


def make_wrong_sector_size() -> bytes:
    content = bytearray(made.make_xls())
    struct.pack_into("<H", content, 30, 5)
    return bytes(content)


def make_declared_rows() -> bytes:
    """An old workbook that declares a sheet of 3,480,748,035 rows."""
    dimensions = struct.pack("<2H2I2H", 0x0200, 14, 0, 3, 0, 4)
    content = made.make_xls()
    assert content.count(dimensions) == 1
    return content.replace(dimensions, struct.pack("<2H2I2H", 0x0200, 14, 0, 3_480_748_035, 0, 4))


def make_last_cell() -> bytes:
    """An old workbook with a cell in row and column 65,536."""
    content = made.make_xls()
    start = content.index(struct.pack("<2H", 0x00FD, 10)) + 4
    return content[:start] + struct.pack("<2H", 65_535, 65_535) + content[start + 4 :]


@functools.cache
def make_million_paths() -> bytes:
    """A PDF page with a million lines to draw."""
    return made.make_page(zlib.compress(b"0 0 m 1 1 l S\n" * 1_000_000))


def add_dtd(package: bytes, name: str, dtd: str = made.DTD) -> bytes:
    """The package with a DTD after the XML declaration of a part."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        text = opened.read(name).decode("utf-8")
    head, mark, rest = text.rpartition("?>")
    return made.repack(package, {name: head + mark + dtd + rest})
