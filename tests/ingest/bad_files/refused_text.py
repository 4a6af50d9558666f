"""Text and CSV files that must be refused: by their encoding or by their fields."""

import codecs

from .case import FORM_TEXT, GB, UTF8, RefusedFile

ENCODINGS = {
    "header in GBK, body in UTF-8": RefusedFile(
        "a.csv",
        lambda: FORM_TEXT.splitlines(True)[0].encode("gb18030") + UTF8,
        "mixed-encoding",
        "line 2 (offset 22)",
    ),
    "header in UTF-8, body in GBK": RefusedFile(
        "a.csv",
        lambda: UTF8 + FORM_TEXT.encode("gb18030"),
        "mixed-encoding",
        "line 4",
    ),
    "UTF-8 decoded as GBK and saved": RefusedFile(
        "a.csv",
        lambda: "中国,县级,电商\n服务,中心,数量\n".encode().decode("gb18030").encode(),
        "mojibake",
        "gb18030",
    ),
    "UTF-8 decoded as Latin-1 and saved": RefusedFile(
        "a.csv",
        lambda: FORM_TEXT.encode().decode("latin-1").encode(),
        "mojibake",
        "latin-1",
    ),
    "replacement characters everywhere": RefusedFile(
        "a.csv",
        lambda: "锟斤拷,锟斤拷\n1,2\n".encode(),
        "mojibake",
        "1 of 1 lines",
    ),
    "UTF-8 cut off within a character": RefusedFile(
        "a.csv",
        lambda: "序号,项目\n1,资金".encode()[:-1],
        "cut-off",
        "line 2",
    ),
    "GBK cut off within a character": RefusedFile(
        "a.csv",
        lambda: GB.rstrip() + "县".encode("gb18030")[:1],
        "cut-off",
        "line 3",
    ),
    "UTF-16 cut off within a character": RefusedFile(
        "a.txt",
        lambda: codecs.BOM_UTF16_LE + FORM_TEXT.encode("utf-16-le")[:-1],
        "cut-off",
        "line",
    ),
    "UTF-16 without a byte order mark": RefusedFile(
        "a.txt",
        lambda: "1,2\n3,4".encode("utf-16-le"),
        "encoding",
        "UTF-16",
    ),
    "NUL character in UTF-16": RefusedFile(
        "a.txt", lambda: "县\n\0".encode("utf-16"), "nul", "Line 2 contains a NUL character"
    ),
    "UTF-32": RefusedFile("a.txt", lambda: FORM_TEXT.encode("utf-32"), "encoding", "UTF-32"),
    "Latin-1": RefusedFile(
        "a.csv", lambda: "Café,été\nà,ô".encode("latin-1"), "encoding", "offset"
    ),
}
CSV_FILES = {
    "row longer than the header": RefusedFile(
        "a.csv",
        lambda: UTF8 + b"9,x,1,2,3\n",
        "fields",
        "5 fields",
    ),
    "quotation mark that is not closed": RefusedFile(
        "a.csv", lambda: UTF8 + b'9,"x,1,2\n', "quote", "line"
    ),
    "NUL byte": RefusedFile("a.csv", lambda: UTF8 + b"9,\0,1,2\n", "nul", "NUL byte"),
    "Unicode text of blank rows": RefusedFile(
        "a.txt", lambda: "\t\t\n\t\t\n".encode("utf-16"), "blank", "no text"
    ),
    "CSV file of blank lines": RefusedFile("a.csv", lambda: b",,\n \n", "blank", "no text"),
    "no separator": RefusedFile(
        "a.csv", lambda: "第一段\n第二段\n".encode(), "delimiter", "No separator"
    ),
    "two separators that fit": RefusedFile(
        "a.csv", lambda: b"a;b|c\n1;2|3\n", "delimiter", "semicolon"
    ),
}
