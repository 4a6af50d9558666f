"""Detects the format of a file by its content, never by its name alone."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Literal

from analysis.ingest.content import Remark, UnreadableFile

Kind = Literal["xlsx", "ods", "xls", "docx", "doc", "pdf", "text", "csv", "picture"]
ACCEPTED = (
    "Accepted are .xlsx, .xlsm, .xls, .ods, .docx, .doc, .pdf, .txt, .csv, .tsv and pictures "
    "(.jpg, .png, .tif)."
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
SUFFIXES: dict[Kind, frozenset[str]] = {
    "xlsx": frozenset({".xlsx", ".xlsm"}),
    "ods": frozenset({".ods"}),
    "xls": frozenset({".xls"}),
    "docx": frozenset({".docx", ".docm"}),
    "doc": frozenset({".doc"}),
    "pdf": frozenset({".pdf"}),
    "text": frozenset({".txt"}),
    "csv": frozenset({".csv", ".tsv"}),
    "picture": frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff"}),
}
PICTURE_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
# First bytes of formats that are refused, with the name for the message.
REFUSED_MAGIC = (
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
REFUSED_SUFFIXES = {
    ".et": "a WPS workbook (.et)",
    ".wps": "a WPS document (.wps)",
    ".dps": "a WPS presentation (.dps)",
    ".ofd": "an OFD document",
    ".ceb": "a CEB document",
    ".rar": "a RAR archive",
    ".7z": "a 7z archive",
    ".zip": "a ZIP archive",
}
MARKUP = re.compile(
    rb"^\s*(<!doctype|<html|<head|<meta|<body|<table|<\?xml|<!--|mime-version:)", re.I
)
HTML = re.compile(rb"<(html|table|meta)\b|mime-version:", re.I)
OFFICE_SUFFIXES = frozenset(
    suffix for kind in ("xlsx", "ods", "xls", "docx", "doc", "pdf") for suffix in SUFFIXES[kind]
)


@dataclass(frozen=True)
class Detected:
    """The format of a file, and a remark if its name has the wrong ending."""

    kind: Kind
    remarks: tuple[Remark, ...] = ()


def detect_format(content: bytes, suffix: str) -> Detected:
    """The format of a file, by its content.

    Args:
        content: the whole file.
        suffix: ending of its name, such as ``.xlsx``.

    Raises:
        UnreadableFile: if the format cannot be read; the message names the format.
    """
    suffix = suffix.casefold()
    for magic, name in REFUSED_MAGIC:
        if content.startswith(magic):
            raise refuse_format(name)
    if suffix in REFUSED_SUFFIXES:
        raise refuse_format(REFUSED_SUFFIXES[suffix])
    kind = _detect_binary(content) or _detect_text(content, suffix)
    if suffix in SUFFIXES[kind]:
        return Detected(kind)
    ending = f"ends in {suffix}" if suffix else "has no ending"
    problem = f"The name {ending}, but the file is {kind}; it was read as {kind}."
    remark = Remark("extension", "warning", None, problem, "Give the file the right ending.")
    return Detected(kind, (remark,))


def refuse_format(name: str) -> UnreadableFile:
    """The error for a format that is not read; ``name`` is the format for the message."""
    return UnreadableFile("format", f"This is {name}.", f"Save it as .xlsx or .docx. {ACCEPTED}")


def _detect_binary(content: bytes) -> Kind | None:
    if content.startswith((ZIP, EMPTY_ZIP)):
        return _detect_package(content)
    if content.startswith(OLE):
        return _detect_ole(content)
    if content.startswith(PICTURE_MAGIC):
        return "picture"
    # The PDF standard allows other bytes before the header.
    return "pdf" if b"%PDF-" in content[:1024] else None


def _detect_package(content: bytes) -> Kind:
    """The format of a zip package, by the names in it; the guards check its content later."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise UnreadableFile(
            "broken",
            f"The file is cut off or damaged: its zip package cannot be opened ({error}).",
            "Ask for it again, or open it in Excel, Word or WPS and save it anew.",
        ) from error
    if "OFD.xml" in names:
        raise refuse_format("an OFD document")
    if "[Content_Types].xml" in names:
        return _detect_office_package(names)
    if "mimetype" in names and "content.xml" in names:
        return "ods"
    if any(name.startswith(("xl/", "word/")) for name in names):
        raise UnreadableFile(
            "broken",
            "The file has no part [Content_Types].xml: it is damaged or was not made by Office.",
            "Open it in Excel, Word or WPS and save it anew.",
        )
    raise refuse_format("a ZIP archive")


def _detect_office_package(names: set[str]) -> Kind:
    if any(name.startswith("xl/") for name in names):
        if "xl/workbook.bin" in names:
            raise refuse_format("a binary workbook (.xlsb)")
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("ppt/") for name in names):
        raise refuse_format("a presentation")
    raise refuse_format("an Office file of unknown kind")


def _detect_ole(content: bytes) -> Kind:
    """The format of an old Office file, by the names of its streams (stored as UTF-16)."""

    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") + b"\0\0" in content

    if has_stream("EncryptedPackage"):
        raise UnreadableFile(
            "password",
            "The file is protected by a password.",
            "Open it, remove the password, save it and file it again.",
        )
    if has_stream("WordDocument"):
        return "doc"
    if has_stream("Workbook") or has_stream("Book"):
        return "xls"
    if has_stream("PowerPoint Document"):
        raise refuse_format("a presentation")
    raise UnreadableFile(
        "broken",
        "This is an old Office file without a workbook or document; it may be cut off or damaged.",
        f"Ask for it again, or save it as .xlsx or .docx. {ACCEPTED}",
    )


def _detect_text(content: bytes, suffix: str) -> Kind:
    head = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if MARKUP.match(head):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
            raise refuse_format("an XML spreadsheet of 2003")
        raise refuse_format("a web page (HTML)" if HTML.search(head) else "an XML file")
    if suffix in SUFFIXES["csv"]:
        return "csv"
    if suffix in SUFFIXES["text"] or not suffix:
        return "text"
    if suffix in OFFICE_SUFFIXES:
        raise UnreadableFile(
            "format",
            f"The name ends in {suffix}, but the file is plain text or damaged.",
            f"Open it and save it as {suffix}, or rename it to .csv or .txt if it is text.",
        )
    raise refuse_format(f"a file of a kind that is not read ({suffix})")
