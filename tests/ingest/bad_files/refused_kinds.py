"""Files of the wrong kind, damaged or without content, which must be refused."""

import zlib

from tests.ingest import made_files as made

from .case import DOCUMENT, FORM_TEXT, SHEET, UTF8, RefusedFile
from .makers import (
    make_chart_only,
    make_encrypted_pdf,
    make_endless_chain,
    make_hidden_only,
    make_scan,
    make_wrong_sector_size,
)

HTML = "<html><body><table><tr><td>序号</td></tr></table></body></html>"
XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
KINDS = {
    "empty file": RefusedFile("a.xlsx", lambda: b"", "empty", "0 bytes"),
    "blank workbook": RefusedFile("a.xlsx", lambda: made.make_xlsx(()), "blank", "no text"),
    "blank text": RefusedFile("a.txt", lambda: b"\n \n\t\n", "blank", "no text"),
    "workbook cut off": RefusedFile("a.xlsx", lambda: made.make_xlsx()[:-300], "broken", "cut off"),
    "web page saved as .xls": RefusedFile("a.xls", lambda: HTML.encode(), "format", "web page"),
    "XML file": RefusedFile("a.txt", lambda: b"<?xml version='1.0'?><a/>", "format", "XML file"),
    "web page with a doctype saved as .xls": RefusedFile(
        "a.xls",
        lambda: b"<!DOCTYPE html>" + HTML.encode(),
        "format",
        "web page",
    ),
    "XML spreadsheet of 2003": RefusedFile("a.xls", XML_2003.encode, "format", "2003"),
    "CSV called .xlsx": RefusedFile("a.xlsx", lambda: UTF8, "format", "plain text"),
    "TSV called .xls": RefusedFile(
        "a.xls",
        lambda: FORM_TEXT.replace(",", "\t").encode(),
        "format",
        "plain text",
    ),
    "old workbook with an endless chain of sectors": RefusedFile(
        "a.xls", make_endless_chain, "broken", "no end"
    ),
    "old workbook cut off": RefusedFile(
        "a.xls", lambda: made.make_xls()[:3000], "broken", "damaged"
    ),
    "workbook with a password": RefusedFile(
        "a.xlsx",
        lambda: made.make_ole("EncryptedPackage"),
        "password",
        "password",
    ),
    "WPS workbook": RefusedFile(
        "a.et", lambda: made.make_ole("Workbook"), "format", "WPS workbook"
    ),
    "WPS document": RefusedFile(
        "a.wps", lambda: made.make_ole("WordDocument"), "format", "WPS document"
    ),
    "OFD document": RefusedFile("a.ofd", lambda: made.pack({"OFD.xml": "<a/>"}), "format", "OFD"),
    "OFD document called .docx": RefusedFile(
        "a.docx",
        lambda: made.pack({"OFD.xml": "<a/>"}),
        "format",
        "OFD",
    ),
    "CEB document": RefusedFile("a.ceb", lambda: b"Founder CEB", "format", "CEB"),
    "RAR archive": RefusedFile("a.xlsx", lambda: b"Rar!\x1a\x07\x00", "format", "RAR"),
    "7z archive": RefusedFile("a.docx", lambda: b"7z\xbc\xaf\x27\x1c\x00", "format", "7z"),
    "ZIP archive of workbooks": RefusedFile(
        "a.zip",
        lambda: made.pack({"a.xlsx": made.make_xlsx()}),
        "format",
        "ZIP",
    ),
    "ZIP archive called .xlsx": RefusedFile(
        "a.xlsx", lambda: made.pack({"a.xlsx": "1"}), "format", "ZIP"
    ),
    "binary workbook": RefusedFile(
        "a.xlsb",
        lambda: made.pack({"[Content_Types].xml": made.CONTENT_TYPES, "xl/workbook.bin": "1"}),
        "format",
        ".xlsb",
    ),
    "presentation": RefusedFile(
        "a.pptx",
        lambda: made.pack({"[Content_Types].xml": made.CONTENT_TYPES, "ppt/a.xml": "<a/>"}),
        "format",
        "presentation",
    ),
    "old presentation": RefusedFile(
        "a.ppt", lambda: made.make_ole("PowerPoint Document"), "format", "presentation"
    ),
    "Office file of unknown kind": RefusedFile(
        "a.xlsx",
        lambda: made.pack({"[Content_Types].xml": made.CONTENT_TYPES}),
        "format",
        "unknown kind",
    ),
    "old Office file without a known stream": RefusedFile(
        "a.xls", lambda: made.make_ole("Root Entry"), "broken", "without a workbook or document"
    ),
    "text with an unknown ending": RefusedFile("a.json", lambda: b"[]", "format", "(.json)"),
    "picture cut off": RefusedFile("a.png", lambda: b"\x89PNG\r\n", "broken", "damaged"),
    "picture of one pixel": RefusedFile("a.png", made.make_png, "pixels", "1 × 1 pixels"),
    "rich text called .doc": RefusedFile("a.doc", lambda: b"{\\rtf1 a}", "format", "RTF"),
    "package without content types": RefusedFile(
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"[Content_Types].xml": None}),
        "broken",
        "[Content_Types].xml",
    ),
    "workbook without a directory of its parts": RefusedFile(
        "a.xlsx", lambda: made.make_xlsx()[:4], "broken", "cannot be opened"
    ),
    "damaged part": RefusedFile(
        "a.docx",
        lambda: made.repack(made.make_docx(), {DOCUMENT: "<w:document>"}),
        "broken",
        DOCUMENT,
    ),
    "workbook with a password on a part": RefusedFile(
        "a.xlsx", lambda: made.mark_encrypted(made.make_xlsx()), "password", "password"
    ),
    "document without its text": RefusedFile(
        "a.docx", lambda: made.repack(made.make_docx(), {DOCUMENT: None}), "broken", "damaged"
    ),
    "old workbook with an impossible sector size": RefusedFile(
        "a.xls", make_wrong_sector_size, "broken", "impossible size"
    ),
    "PDF without text": RefusedFile(
        "a.pdf", lambda: made.make_page(zlib.compress(b"q Q")), "no-text", "contains no text."
    ),
    "workbook without its sheet": RefusedFile(
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {SHEET: None}),
        "broken",
        "",
    ),
    "scanned PDF": RefusedFile("a.pdf", make_scan, "no-text", "scanned"),
    "PDF with a password": RefusedFile("a.pdf", make_encrypted_pdf, "password", "password"),
    "PDF cut off": RefusedFile("a.pdf", lambda: made.make_pdf()[:200], "broken", "damaged"),
    "PDF without objects": RefusedFile("a.pdf", lambda: b"%PDF-1.4\nnothing", "broken", "damaged"),
    "only chart sheets": RefusedFile("a.xlsx", make_chart_only, "sheets", "no sheet of cells"),
    "only hidden sheets": RefusedFile("a.xlsx", make_hidden_only, "sheets", "hidden"),
}
