"""Unusual files that must be read, most of them with a remark."""

import codecs

from tests.ingest import made_files as made

from .case import FORM_TEXT, GB, SHEET, UTF8, ReadableFile
from .makers import make_long_stream, make_span

READABLE = {
    "UTF-8": ReadableFile("a.csv", lambda: UTF8, "utf-8", None),
    "UTF-8 with a byte order mark": ReadableFile(
        "a.csv", lambda: codecs.BOM_UTF8 + UTF8, "utf-8-sig", None
    ),
    "GBK": ReadableFile("a.csv", lambda: GB, "gb18030", None),
    "characters of GB 18030 that are not in GBK": ReadableFile(
        "a.csv",
        lambda: FORM_TEXT.replace("云山", "㵲䶮𬇹").encode("gb18030"),
        "gb18030",
        None,
    ),
    "UTF-16 little-endian": ReadableFile(
        "a.txt",
        lambda: codecs.BOM_UTF16_LE + made.make_text(separator="\t").encode("utf-16-le"),
        "utf-16-le",
        None,
    ),
    "UTF-16 big-endian": ReadableFile(
        "a.txt",
        lambda: codecs.BOM_UTF16_BE + made.make_text(separator="\t").encode("utf-16-be"),
        "utf-16-be",
        None,
    ),
    "GB 2312 that is also UTF-8": ReadableFile(
        "a.csv",
        lambda: "a,隆娄\n1,卢庐\n".encode("gb2312"),
        "gb18030",
        None,
    ),
    "characters that are common in both encodings": ReadableFile(
        "a.csv",
        lambda: "a,碴起\n1,2\n".encode(),
        "utf-8",
        "encoding",
    ),
    "a few lost characters": ReadableFile(
        "a.csv",
        lambda: (FORM_TEXT + "3,项\ufffd目,5,5\n" + "4,项目,1,1\n" * 20).encode(),
        "utf-8",
        "mojibake",
    ),
    "row shorter than the header": ReadableFile(
        "a.csv", lambda: UTF8 + b"9,x,1\n", "utf-8", "row-length"
    ),
    "old workbook called .xlsx": ReadableFile("a.xlsx", made.make_xls, None, "extension"),
    "workbook called .docx": ReadableFile("a.docx", made.make_xlsx, None, "extension"),
    "PDF called .txt": ReadableFile("a.txt", made.make_pdf, None, "extension"),
    "workbook with macros": ReadableFile(
        "a.xlsm",
        lambda: made.repack(made.make_xlsx(), {"xl/vbaProject.bin": "1"}),
        None,
        "macros",
    ),
    "links to other workbooks": ReadableFile(
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"xl/externalLinks/externalLink1.xml": "<a/>"}),
        None,
        "external-links",
    ),
    "embedded objects": ReadableFile(
        "a.docx",
        lambda: made.repack(made.make_docx(), {"word/embeddings/oleObject1.bin": "1"}),
        None,
        "embedded",
    ),
    "connections": ReadableFile(
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"xl/connections.xml": "<a/>"}),
        None,
        "connections",
    ),
    "dimension smaller than the data": ReadableFile(
        "a.xlsx",
        lambda: made.replace_in(made.make_xlsx(), SHEET, 'ref="A1:D3"', 'ref="A1:A1"'),
        None,
        None,
    ),
    "16,384 columns, most empty": ReadableFile(
        "a.xlsx",
        lambda: made.make_sheet(
            '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8</v></c><c r="XFD1" s="0"/></row>'
        ),
        None,
        None,
    ),
    "PDF with a false length of a stream": ReadableFile("a.pdf", make_long_stream, None, None),
    ".ods with repeated cells": ReadableFile(
        "a.ods",
        lambda: made.make_ods('table:number-rows-repeated="2"'),
        None,
        None,
    ),
    "Word cell over three columns": ReadableFile("a.docx", lambda: make_span(3), None, None),
}
