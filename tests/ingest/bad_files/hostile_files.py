"""Files made to harm the reader, which must be refused."""

from tests.ingest import made_files as made

from .case import DOCUMENT, SHEET, RefusedFile
from .makers import (
    add_dtd,
    make_cell_bomb,
    make_declared_rows,
    make_doubly_packed_pdf,
    make_endless_pages,
    make_last_cell,
    make_many_pages,
    make_million_paths,
    make_row_bomb,
    make_span,
    make_text_bomb,
)

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))

HOSTILE = {
    "DTD with an external entity in a sheet": RefusedFile(
        "a.xlsx",
        lambda: add_dtd(made.make_xlsx(), "xl/workbook.xml"),
        "dtd",
        "xl/workbook.xml",
    ),
    "DTD in a Word document": RefusedFile(
        "a.docx",
        lambda: add_dtd(made.make_docx(), DOCUMENT),
        "dtd",
        DOCUMENT,
    ),
    "DTD in UTF-16": RefusedFile(
        "a.xlsx",
        lambda: made.repack(
            made.make_xlsx(), {SHEET: f"<?xml version='1.0'?>{made.DTD}<a/>".encode("utf-16")}
        ),
        "dtd",
        SHEET,
    ),
    "DTD in a part of unknown name": RefusedFile(
        "a.docx",
        lambda: made.repack(made.make_docx(), {"word/other.bin": made.DTD + "<a/>"}),
        "dtd",
        "other.bin",
    ),
    "billion laughs": RefusedFile(
        "a.xlsx",
        lambda: add_dtd(made.make_xlsx(), "xl/workbook.xml", f"<!DOCTYPE a [{LAUGHS}]>"),
        "dtd",
        "workbook",
    ),
    "zip bomb in one cell": RefusedFile(
        "a.xlsx",
        lambda: make_cell_bomb(20 * made.MIB),
        "package",
        "200 times",
    ),
    "zip bomb with a false declared size": RefusedFile(
        "a.xlsx",
        lambda: made.understate_sizes(make_cell_bomb(20 * made.MIB), SHEET),
        "broken",
        "",
    ),
    "zip bomb of rows": RefusedFile("a.xlsx", make_row_bomb, "extent", "200,000 rows"),
    "one cell in the last row and column": RefusedFile(
        "a.xlsx",
        lambda: made.make_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "extent",
        "row 1,048,576 and column 16,384",
    ),
    "old workbook that declares 3,480,748,035 rows": RefusedFile(
        "a.xls",
        make_declared_rows,
        "extent",
        "row 3,480,748,035 and column 4",
    ),
    "old workbook with a cell in row and column 65,536": RefusedFile(
        "a.xls",
        make_last_cell,
        "extent",
        "row 65,536 and column 65,536",
    ),
    "repeated cells of an .ods": RefusedFile(
        "a.ods",
        lambda: made.make_ods('table:number-rows-repeated="1000000"'),
        "extent",
        "row 1,000,001 and column 5",
    ),
    "two parts of the same name": RefusedFile(
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
    "part with an absolute path": RefusedFile(
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"/etc/cron.d/a": "1"}),
        "package",
        "leads out",
    ),
    "part whose path leads out by ..": RefusedFile(
        "a.docx",
        lambda: made.repack(made.make_docx(), {"word/../../a": "1"}),
        "package",
        "leads out",
    ),
    "part whose path has a drive": RefusedFile(
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {"C:/a": "1"}),
        "package",
        "leads out",
    ),
    "too many parts": RefusedFile(
        "a.xlsx",
        lambda: made.repack(made.make_xlsx(), {f"a{n}": "" for n in range(5001)}),
        "package",
        "5,01",
    ),
    "Word cell over 20,000,000 columns": RefusedFile(
        "a.docx",
        lambda: make_span(20_000_000),
        "span",
        "20,000,000",
    ),
    "Word text of 20 MB in one node": RefusedFile("a.docx", make_text_bomb, "package", "200 times"),
    "PDF bomb": RefusedFile(
        "a.pdf",
        lambda: made.make_page(made.deflate_zeros(450 * made.MIB)),
        "memory",
        "400 MB",
    ),
    "PDF bomb packed twice": RefusedFile("a.pdf", make_doubly_packed_pdf, "memory", "400 MB"),
    "PDF of a million paths": RefusedFile(
        "a.pdf", make_million_paths, "time", "seconds", seconds=2.0
    ),
    "PDF whose pages contain themselves": RefusedFile(
        "a.pdf", make_endless_pages, "broken", "no page"
    ),
    "PDF of 60,000 pages": RefusedFile("a.pdf", lambda: make_many_pages(60_000), "pages", "60,000"),
    "PDF of too many pages": RefusedFile("a.pdf", lambda: make_many_pages(301), "pages", "301"),
    "CSV file of 200,001 rows": RefusedFile(
        "a.csv",
        lambda: b"a,b\n" + b"1,2\n" * 200_000,
        "extent",
        "20,001 rows",
    ),
}
