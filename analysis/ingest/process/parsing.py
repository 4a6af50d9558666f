"""Parses the bytes of a file of any format; the application runs this in the reading process."""

from dataclasses import replace

from analysis.ingest.content import Content, Remark, UnreadableFile
from analysis.ingest.files.formats import Kind, detect_format
from analysis.ingest.files.limits import Limits
from analysis.ingest.guards.container import check_package
from analysis.ingest.guards.ole_container import check_extents, check_ole
from analysis.ingest.readers.cell_text import tidy_content

PACKAGES = frozenset({"xlsx", "ods", "docx"})


def parse(content: bytes, suffix: str, limits: Limits) -> Content:
    """The content of a file.

    Raises:
        UnreadableFile: if it cannot be read or is empty.
    """
    detected = detect_format(content, suffix)
    remarks: tuple[Remark, ...] = detected.remarks
    if detected.kind in PACKAGES:
        remarks += check_package(content, limits)
    if detected.kind == "xls":
        check_ole(content)
        check_extents(content, limits)
    parsed = _read(content, detected.kind, suffix, limits)
    return tidy_content(replace(parsed, remarks=(*remarks, *parsed.remarks)), limits)


def _read(content: bytes, kind: Kind, suffix: str, limits: Limits) -> Content:
    """Calls the reader of a format; readers are imported when needed, as are their libraries."""
    match kind:
        case "xlsx" | "xls" | "ods":
            from analysis.ingest.readers.spreadsheets import read_workbook

            return read_workbook(content, kind, limits)
        case "docx":
            from analysis.ingest.readers.word import read_word

            return read_word(content)
        case "pdf":
            from analysis.ingest.readers.pdf import read_pdf

            return read_pdf(content, limits)
        case "picture":
            from analysis.ingest.readers.pictures import read_picture

            return read_picture(content, limits)
        case "csv":
            from analysis.ingest.readers.csv_reader import read_csv

            return read_csv(content, limits, suffix)
        case "text":
            from analysis.ingest.readers.text_reader import read_text

            return read_text(content, limits)
    raise UnreadableFile(
        "old-word",
        "This is a document of Word 97–2003 (.doc).",
        "Install LibreOffice, which converts it, or save it as .docx.",
    )
