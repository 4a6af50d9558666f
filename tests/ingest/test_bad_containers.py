"""Files of wrong encoding, kind or intent, one by one, and what each gets.

``REFUSED`` are refused with a code, a cause and a remedy; ``READ`` are read, most with a remark.
All go the whole way through `read_file`, in the reading process. Not here, and why:

- one file name in several spellings, temporary files among a call's: a matter of a set of files,
  see test_file_names;
- attacks that a name could carry into paths or pages: names are shown escaped (test_file_names),
  and no path is made of them here;
- data folders with links in them: a single rule holds for every file, no link is followed.
"""

import codecs
import contextlib
import errno
import io
import os
import socket
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.file_access import take_bytes
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.reading import read_file
from tests.ingest import made_files as made
from tests.patience import HANG_SECONDS

# Little memory, so that what must run into that limit does so soon; a form needs far less. Time,
# on the other hand, is short only where it must run out: other machines need more of it.
LIMITS = Limits(seconds=HANG_SECONDS, memory_bytes=400_000_000)
SECONDS = {"PDF of a million paths": 2.0}
FORM_TEXT = made.make_text()
UTF8, GB = FORM_TEXT.encode("utf-8"), FORM_TEXT.encode("gb18030")
SHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"
HTML = "<html><body><table><tr><td>序号</td></tr></table></body></html>"
XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
CORNERS = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
PATHS = zlib.compress(b"0 0 m 1 1 l S\n" * 1_000_000)


def make_hidden_only() -> bytes:
    """A workbook whose only sheet is hidden; openpyxl does not save that."""
    return made.replace_in(made.make_xlsx(), "xl/workbook.xml", 'state="visible"', 'state="hidden"')


def make_chart_only() -> bytes:
    book = made.make_workbook(())
    book.create_chartsheet("图")
    del book["月报表"]
    return made.save_workbook(book)


def make_scan() -> bytes:
    """A page that is nothing but a picture."""
    picture = b"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
    return made.make_page(zlib.compress(picture))


def make_encrypted_pdf() -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(made.make_pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def make_endless_pages() -> bytes:
    """A tree of pages that contains itself."""
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
    """A stream whose length is declared far too large."""
    return made.make_pdf().replace(b"/Length ", b"/Length 9999")


def make_span(columns: int) -> bytes:
    """A Word table with a cell that says it covers so many columns."""
    document = made.make_document()
    document.tables[0].cell(0, 0)._tc.get_or_add_tcPr().grid_span = columns
    return made.save_document(document)


def make_text_bomb() -> bytes:
    before = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    before += b"<w:body><w:p><w:r><w:t>"
    after = b"</w:t></w:r></w:p></w:body></w:document>"
    return made.make_bomb(made.make_docx(), DOCUMENT, before, 20 * made.MIB, after)


def make_cell_bomb(size: int) -> bytes:
    start = made.SHEET_START.encode() + b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    after = b"</t></is></c></row></sheetData></worksheet>"
    return made.make_bomb(made.make_xlsx(), SHEET, start, size, after)


def make_row_bomb() -> bytes:
    """Many rows in a small file, within the ratio that packing may have."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 9973}</v></c></row>' for n in range(1, 200_001)
    )
    return made.make_sheet(rows)


def make_doubly_packed_pdf() -> bytes:
    """A few kilobytes that unpack to half a gigabyte in two steps."""
    stream = zlib.compress(made.deflate_zeros(450 * made.MIB), 9)
    return made.make_page(stream, b"/FlateDecode /FlateDecode")


def make_endless_chain() -> bytes:
    """An old workbook whose first sector is followed by itself."""
    content = bytearray(made.make_xls())
    (table,) = struct.unpack_from("<I", content, 76)
    struct.pack_into("<I", content, (table + 1) * 512, 0)
    return bytes(content)


def make_far_corner() -> bytes:
    """An old workbook that says its sheet reaches row 3,480,748,035."""
    sound = struct.pack("<2H2I2H", 0x0200, 14, 0, 3, 0, 4)
    content = made.make_xls()
    assert content.count(sound) == 1
    return content.replace(sound, struct.pack("<2H2I2H", 0x0200, 14, 0, 3_480_748_035, 0, 4))


def make_far_cell() -> bytes:
    """An old workbook with a cell in row and column 65,536."""
    content = made.make_xls()
    at = content.index(struct.pack("<2H", 0x00FD, 10)) + 4
    return content[:at] + struct.pack("<2H", 65_535, 65_535) + content[at + 4 :]


def add_dtd(package: bytes, name: str, dtd: str = made.DTD) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        text = opened.read(name).decode("utf-8")
    head, mark, rest = text.rpartition("?>")
    return made.repack(package, {name: head + mark + dtd + rest})


REFUSED = {
    # Encodings
    "header in GBK, body in UTF-8": (
        "a.csv",
        lambda: FORM_TEXT.splitlines(True)[0].encode("gb18030") + UTF8,
        "mixed-encoding",
        "line 2 (offset 22)",
    ),
    "header in UTF-8, body in GBK": (
        "a.csv",
        lambda: UTF8 + FORM_TEXT.encode("gb18030"),
        "mixed-encoding",
        "line 4",
    ),
    "UTF-8 once read as GBK": (
        "a.csv",
        lambda: "中国,县级,电商\n服务,中心,数量\n".encode().decode("gb18030").encode(),
        "mojibake",
        "gb18030",
    ),
    "UTF-8 once read as Latin-1": (
        "a.csv",
        lambda: FORM_TEXT.encode().decode("latin-1").encode(),
        "mojibake",
        "latin-1",
    ),
    "replacement characters everywhere": (
        "a.csv",
        lambda: "锟斤拷,锟斤拷\n1,2\n".encode(),
        "mojibake",
        "1 of 1 lines",
    ),
    "UTF-8 cut in a character": (
        "a.csv",
        lambda: "序号,项目\n1,资金".encode()[:-1],
        "cut-off",
        "line 2",
    ),
    "GBK cut in a character": (
        "a.csv",
        lambda: GB.rstrip() + "县".encode("gb18030")[:1],
        "cut-off",
        "line 3",
    ),
    "UTF-16 cut in a character": (
        "a.txt",
        lambda: codecs.BOM_UTF16_LE + FORM_TEXT.encode("utf-16-le")[:-1],
        "cut-off",
        "line",
    ),
    "UTF-16 without its mark": (
        "a.txt",
        lambda: "1,2\n3,4".encode("utf-16-le"),
        "encoding",
        "UTF-16",
    ),
    "UTF-32": ("a.txt", lambda: FORM_TEXT.encode("utf-32"), "encoding", "UTF-32"),
    "Latin-1": ("a.csv", lambda: "Café,été\nà,ô".encode("latin-1"), "encoding", "offset"),
    # CSV files
    "row longer than the header": (
        "a.csv",
        lambda: UTF8 + b"9,x,1,2,3\n",
        "fields",
        "5 fields",
    ),
    "quotation mark that does not end": ("a.csv", lambda: UTF8 + b'9,"x,1,2\n', "quote", "line"),
    "NUL byte": ("a.csv", lambda: UTF8 + b"9,\0,1,2\n", "nul", "NUL byte"),
    "no separator": ("a.csv", lambda: "第一段\n第二段\n".encode(), "delimiter", "No separator"),
    "two separators that fit": ("a.csv", lambda: b"a;b|c\n1;2|3\n", "delimiter", "semicolon"),
    # Wrong kinds
    "empty file": ("a.xlsx", lambda: b"", "empty", "0 bytes"),
    "blank workbook": ("a.xlsx", lambda: made.make_xlsx(()), "blank", "no text"),
    "blank text": ("a.txt", lambda: b"\n \n\t\n", "blank", "no text"),
    "workbook cut off": ("a.xlsx", lambda: made.make_xlsx()[:-300], "broken", "cut off"),
    "web page saved as .xls": ("a.xls", lambda: HTML.encode(), "format", "web page"),
    "web page with a doctype saved as .xls": (
        "a.xls",
        lambda: b"<!DOCTYPE html>" + HTML.encode(),
        "format",
        "web page",
    ),
    "XML spreadsheet of 2003": ("a.xls", XML_2003.encode, "format", "2003"),
    "CSV called .xlsx": ("a.xlsx", lambda: UTF8, "format", "plain text"),
    "TSV called .xls": (
        "a.xls",
        lambda: FORM_TEXT.replace(",", "\t").encode(),
        "format",
        "plain text",
    ),
    "old workbook whose sectors lead back": ("a.xls", make_endless_chain, "broken", "no end"),
    "old workbook cut off": ("a.xls", lambda: made.make_xls()[:3000], "broken", "damaged"),
    "workbook with a password": (
        "a.xlsx",
        lambda: made.make_ole("EncryptedPackage"),
        "password",
        "password",
    ),
    "WPS workbook": ("a.et", lambda: made.make_ole("Workbook"), "format", "WPS workbook"),
    "WPS document": ("a.wps", lambda: made.make_ole("WordDocument"), "format", "WPS document"),
    "OFD document": ("a.ofd", lambda: made.pack({"OFD.xml": "<a/>"}), "format", "OFD"),
    "OFD document called .docx": (
        "a.docx",
        lambda: made.pack({"OFD.xml": "<a/>"}),
        "format",
        "OFD",
    ),
    "CEB document": ("a.ceb", lambda: b"Founder CEB", "format", "CEB"),
    "RAR archive": ("a.xlsx", lambda: b"Rar!\x1a\x07\x00", "format", "RAR"),
    "7z archive": ("a.docx", lambda: b"7z\xbc\xaf\x27\x1c\x00", "format", "7z"),
    "ZIP archive of workbooks": (
        "a.zip",
        lambda: made.pack({"a.xlsx": made.make_xlsx()}),
        "format",
        "ZIP",
    ),
    "ZIP archive called .xlsx": ("a.xlsx", lambda: made.pack({"a.xlsx": "1"}), "format", "ZIP"),
    "binary workbook": (
        "a.xlsb",
        lambda: made.pack({"[Content_Types].xml": made.CONTENT_TYPES, "xl/workbook.bin": "1"}),
        "format",
        ".xlsb",
    ),
    "presentation": (
        "a.pptx",
        lambda: made.pack({"[Content_Types].xml": made.CONTENT_TYPES, "ppt/a.xml": "<a/>"}),
        "format",
        "presentation",
    ),
    "picture": ("a.png", lambda: b"\x89PNG\r\n", "format", "picture"),
    "rich text called .doc": ("a.doc", lambda: b"{\\rtf1 a}", "format", "RTF"),
    "old Word document without LibreOffice": (
        "a.doc",
        lambda: made.make_ole("WordDocument"),
        "old-word",
        "LibreOffice",
    ),
    "package without content types": (
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"[Content_Types].xml": None}),
        "broken",
        "[Content_Types].xml",
    ),
    "workbook without its sheet": (
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {SHEET: None}),
        "broken",
        "",
    ),
    "scanned PDF": ("a.pdf", make_scan, "no-text", "scanned"),
    "PDF with a password": ("a.pdf", make_encrypted_pdf, "password", "password"),
    "PDF cut off": ("a.pdf", lambda: made.make_pdf()[:200], "broken", "damaged"),
    "PDF that is none": ("a.pdf", lambda: b"%PDF-1.4\nnothing", "broken", "damaged"),
    "only chart sheets": ("a.xlsx", make_chart_only, "sheets", "no sheet of cells"),
    "only hidden sheets": ("a.xlsx", make_hidden_only, "sheets", "hidden"),
    # Hostile
    "DTD with an external entity in a sheet": (
        "a.xlsx",
        lambda: add_dtd(made.make_xlsx(), "xl/workbook.xml"),
        "dtd",
        "xl/workbook.xml",
    ),
    "DTD in a Word document": (
        "a.docx",
        lambda: add_dtd(made.make_docx(), DOCUMENT),
        "dtd",
        DOCUMENT,
    ),
    "DTD in UTF-16": (
        "a.xlsx",
        lambda: made.repack(
            made.make_xlsx(), {SHEET: f"<?xml version='1.0'?>{made.DTD}<a/>".encode("utf-16")}
        ),
        "dtd",
        SHEET,
    ),
    "DTD in a part of unknown name": (
        "a.docx",
        lambda: made.repack(made.make_docx(), {"word/other.bin": made.DTD + "<a/>"}),
        "dtd",
        "other.bin",
    ),
    "billion laughs": (
        "a.xlsx",
        lambda: add_dtd(made.make_xlsx(), "xl/workbook.xml", f"<!DOCTYPE a [{LAUGHS}]>"),
        "dtd",
        "workbook",
    ),
    "zip bomb in one cell": (
        "a.xlsx",
        lambda: make_cell_bomb(20 * made.MIB),
        "package",
        "200 times",
    ),
    "zip bomb that declares a small size": (
        "a.xlsx",
        lambda: made.understate_sizes(make_cell_bomb(20 * made.MIB), SHEET),
        "broken",
        "",
    ),
    "zip bomb of rows": ("a.xlsx", make_row_bomb, "extent", "200,000 rows"),
    "one cell in the last corner": (
        "a.xlsx",
        lambda: made.make_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "extent",
        "row 1,048,576 and column 16,384",
    ),
    "old workbook that declares a far corner": (
        "a.xls",
        make_far_corner,
        "extent",
        "row 3,480,748,035 and column 4",
    ),
    "old workbook with a cell far out": (
        "a.xls",
        make_far_cell,
        "extent",
        "row 65,536 and column 65,536",
    ),
    "repeated cells of an .ods": (
        "a.ods",
        lambda: made.make_ods('table:number-rows-repeated="1000000"'),
        "extent",
        "row 1,000,001 and column 5",
    ),
    "member twice": (
        "a.xlsx",
        lambda: made.pack(
            [
                ("[Content_Types].xml", made.CONTENT_TYPES),
                ("xl/a.xml", "<a/>"),
                ("xl/A.xml", "<a/>"),
            ]
        ),
        "package",
        "two parts named",
    ),
    "member with an absolute name": (
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"/etc/cron.d/a": "1"}),
        "package",
        "leads out",
    ),
    "member that climbs": (
        "a.docx",
        lambda: made.repack(made.make_docx(), {"word/../../a": "1"}),
        "package",
        "leads out",
    ),
    "member with a drive": (
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"C:/a": "1"}),
        "package",
        "leads out",
    ),
    "too many members": (
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {f"a{n}": "" for n in range(5001)}),
        "package",
        "5,01",
    ),
    "Word cell over 20,000,000 columns": (
        "a.docx",
        lambda: make_span(20_000_000),
        "span",
        "20,000,000",
    ),
    "Word text of 20 MB in one node": ("a.docx", make_text_bomb, "package", "200 times"),
    "PDF bomb": (
        "a.pdf",
        lambda: made.make_page(made.deflate_zeros(450 * made.MIB)),
        "memory",
        "400 MB",
    ),
    "PDF bomb packed twice": ("a.pdf", make_doubly_packed_pdf, "memory", "400 MB"),
    "PDF of a million paths": ("a.pdf", lambda: made.make_page(PATHS), "time", "seconds"),
    "PDF whose pages contain themselves": ("a.pdf", make_endless_pages, "broken", "no page"),
    "PDF of 60,000 pages": ("a.pdf", lambda: make_many_pages(60_000), "pages", "60,000"),
    "PDF of too many pages": ("a.pdf", lambda: make_many_pages(301), "pages", "301"),
    "200,000 real rows": (
        "a.csv",
        lambda: b"a,b\n" + b"1,2\n" * 200_000,
        "extent",
        "20,001 rows",
    ),
}


def test_a_reader_that_aborts_ends_the_reading_process_only(tmp_path):
    corner, form = tmp_path / "corner.xlsx", tmp_path / "form.csv"
    # calamine asks for 17 thousand million cells at once.
    corner.write_bytes(made.make_sheet(CORNERS))
    form.write_bytes(UTF8)
    with pytest.raises(UnreadableFile, match=r"crashed|memory"):
        read_file(corner, replace(LIMITS, spread_cells=1 << 40))
    assert read_file(form, LIMITS).kind == "csv"


READ = {
    "UTF-8": ("a.csv", lambda: UTF8, "utf-8", None),
    "UTF-8 with its mark": ("a.csv", lambda: codecs.BOM_UTF8 + UTF8, "utf-8-sig", None),
    "GBK": ("a.csv", lambda: GB, "gb18030", None),
    "characters that only GB 18030 has": (
        "a.csv",
        lambda: FORM_TEXT.replace("云山", "㵲䶮𬇹").encode("gb18030"),
        "gb18030",
        None,
    ),
    "UTF-16 little-endian": (
        "a.txt",
        lambda: codecs.BOM_UTF16_LE + made.make_text(separator="\t").encode("utf-16-le"),
        "utf-16-le",
        None,
    ),
    "UTF-16 big-endian": (
        "a.txt",
        lambda: codecs.BOM_UTF16_BE + made.make_text(separator="\t").encode("utf-16-be"),
        "utf-16-be",
        None,
    ),
    "GB 2312 that is also UTF-8": (
        "a.csv",
        lambda: "a,隆娄\n1,卢庐\n".encode("gb2312"),
        "gb18030",
        None,
    ),
    "characters that are common in both encodings": (
        "a.csv",
        lambda: "a,碴起\n1,2\n".encode(),
        "utf-8",
        "encoding",
    ),
    "a few lost characters": (
        "a.csv",
        lambda: (FORM_TEXT + "3,项\ufffd目,5,5\n" + "4,项目,1,1\n" * 20).encode(),
        "utf-8",
        "mojibake",
    ),
    "row shorter than the header": ("a.csv", lambda: UTF8 + b"9,x,1\n", "utf-8", "row-length"),
    "old workbook called .xlsx": ("a.xlsx", made.make_xls, None, "extension"),
    "workbook called .docx": ("a.docx", made.make_xlsx, None, "extension"),
    "PDF called .txt": ("a.txt", made.make_pdf, None, "extension"),
    "workbook with macros": (
        "a.xlsm",
        lambda: made.repack(made.make_xlsx(), {"xl/vbaProject.bin": "1"}),
        None,
        "macros",
    ),
    "links to other workbooks": (
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"xl/externalLinks/externalLink1.xml": "<a/>"}),
        None,
        "external-links",
    ),
    "embedded objects": (
        "a.docx",
        lambda: made.repack(made.make_docx(), {"word/embeddings/oleObject1.bin": "1"}),
        None,
        "embedded",
    ),
    "connections": (
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"xl/connections.xml": "<a/>"}),
        None,
        "connections",
    ),
    "dimension smaller than the data": (
        "a.xlsx",
        lambda: made.replace_in(made.make_xlsx(), SHEET, 'ref="A1:D3"', 'ref="A1:A1"'),
        None,
        None,
    ),
    "16,384 columns, most empty": (
        "a.xlsx",
        lambda: made.make_sheet(
            '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8</v></c><c r="XFD1" s="0"/></row>'
        ),
        None,
        None,
    ),
    "PDF with a false stream length": ("a.pdf", make_long_stream, None, None),
    ".ods with repeated cells": (
        "a.ods",
        lambda: made.make_ods('table:number-rows-repeated="2"'),
        None,
        None,
    ),
    "Word cell over three columns": ("a.docx", lambda: make_span(3), None, None),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_cause_and_remedy(case, tmp_path, monkeypatch):
    # Nothing can be started, as where LibreOffice is not installed.
    monkeypatch.setenv("PATH", "")
    name, make, code, found = REFUSED[case]
    path = tmp_path / name
    path.write_bytes(make())
    limits = replace(LIMITS, seconds=SECONDS.get(case, LIMITS.seconds))
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path, limits)
    assert refusal.value.code == code
    assert found in refusal.value.found
    assert refusal.value.remedy.endswith(".")


@pytest.mark.parametrize("case", READ)
def test_an_odd_file_is_read_with_a_remark(case, tmp_path):
    name, make, encoding, remark = READ[case]
    path = tmp_path / name
    path.write_bytes(make())
    content = read_file(path, LIMITS)
    codes = {each.code for each in content.remarks if each.severity != "info"}
    assert next(content.grids).rows[0][0].text
    assert encoding in (None, content.encoding)
    assert codes == ({remark} if remark else set())


def make_link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_socket(path: Path) -> None:
    # By its name alone: a socket's path may have a hundred characters.
    with socket.socket(socket.AF_UNIX) as opened, contextlib.chdir(path.parent):
        opened.bind(path.name)


NO_FILES = {
    "link to a file": (make_link, "link", "link"),
    "link to itself": (make_loop, "link", "link"),
    "link to nothing": (lambda path: path.symlink_to("nowhere"), "link", "link"),
    "pipe": (os.mkfifo, "kind", "pipe"),
    "folder": (Path.mkdir, "kind", "folder"),
    "socket": (make_socket, "kind", "socket"),
    "nothing": (lambda path: None, "missing", "no such file"),
}


@pytest.mark.parametrize("case", NO_FILES)
def test_what_is_no_plain_file_is_refused_at_once(case, tmp_path):
    make, code, found = NO_FILES[case]
    path = tmp_path / "a.xlsx"
    make(path)
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path, LIMITS)
    assert refusal.value.code == code
    assert found in refusal.value.found


def test_a_device_is_refused():
    with pytest.raises(UnreadableFile, match="device"):
        take_bytes(Path("/dev/zero"), LIMITS)


def test_a_file_that_the_system_cannot_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(UTF8)

    def fail(_handle):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch, pytest.raises(UnreadableFile) as refusal:
        patch.setattr(os, "fstat", fail)
        take_bytes(path, LIMITS)
    assert "cannot be read" in refusal.value.found


def test_a_file_above_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(UTF8)
    with pytest.raises(UnreadableFile, match="more than 10 bytes"):
        read_file(path, Limits(file_bytes=10))


def test_the_reader_survives_what_breaks_it(tmp_path):
    bomb, form = tmp_path / "bomb.pdf", tmp_path / "form.csv"
    bomb.write_bytes(made.make_page(PATHS))
    form.write_bytes(UTF8)
    with pytest.raises(UnreadableFile, match="longer than 1 seconds"):
        read_file(bomb, Limits(seconds=1))
    assert read_file(form, LIMITS).kind == "csv"
