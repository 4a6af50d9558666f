"""Checks a zip package (xlsx, docx, ods) before a library opens it."""

import io
import zipfile
from pathlib import PurePosixPath
from xml.parsers import expat

from analysis.ingest.content import Remark, UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.guards.xml_parts import PartScan

CHUNK = 1 << 16
FREE_RATIO_BYTES = 1_000_000
XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")
# Parts that are not read, recognised by a part of their name: code and noun for the remark.
LEFT_OUT = (
    ("vbaProject.bin", "macros", "macros"),
    ("externalLinks/", "external-links", "links to other workbooks"),
    ("embeddings/", "embedded", "embedded objects"),
    ("connections.xml", "connections", "connections to data sources"),
    ("activeX/", "controls", "controls"),
)
BROKEN_REMEDY = "Ask for it again, or open it in Excel, Word or WPS and save it anew."
# Old drawings and OpenDocument's settings are often empty or not well-formed, and no reader uses
# them.
UNREAD_ENDINGS = (".vml", ".htm", ".html")
OPEN_DOCUMENT_READ = frozenset({"content.xml", "styles.xml", "META-INF/manifest.xml"})
MANIFEST = "META-INF/manifest.xml"
# In the manifest of an OpenDocument package: a part is encrypted, or the whole package is.
ENCRYPTED = (b"encryption-data", b"encrypted-package")


def check_package(content: bytes, limits: Limits) -> tuple[Remark, ...]:
    """Checks names, sizes and XML of a package; returns a remark for each kind of part left out.

    Sizes are counted while unpacking, because the declared sizes may be false.

    Raises:
        UnreadableFile: if the package is damaged, protected by a password or an attack.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            _check_members(members, limits)
            names = frozenset(member.filename for member in members)
            unpacked_bytes = 0
            # The manifest first: it says whether the other parts are encrypted.
            for member in sorted(members, key=lambda member: member.filename != MANIFEST):
                unpacked_bytes += _check_part(package, member, unpacked_bytes, names, limits)
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableFile(
            "broken", f"The file is cut off or damaged ({error}).", BROKEN_REMEDY
        ) from error
    except RuntimeError as error:  # raised here and by zipfile for a part with a password
        raise UnreadableFile(
            "password",
            "The file is protected by a password.",
            "Open it, remove the password, save it and file it again.",
        ) from error
    return tuple(_list_left_out([member.filename for member in members]))


def _check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise _refuse(f"It has {len(members):,} parts; at most {limits.members:,} are read.")
    seen_names = set()
    for member in members:
        name = member.filename
        if name.casefold() in seen_names:
            raise _refuse(f"It has two parts named {name!r}.")
        seen_names.add(name.casefold())
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if name.startswith(("/", "\\")) or ".." in parts or ":" in name:
            raise _refuse(f"The path of the part {name!r} leads out of the package.")
        if member.flag_bits & 1:
            raise RuntimeError("encrypted")


def _check_part(
    package: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    bytes_before: int,
    names: frozenset[str],
    limits: Limits,
) -> int:
    """Checks the size of one part, and its content if it is XML; returns its unpacked size.

    Whether a part is XML is decided by its name and its first bytes alone: somewhere within a
    photograph there is always a byte that XML could begin with.
    """
    packed_size = max(member.compress_size, 1)
    size, chunks = 0, []
    is_xml = member.filename.endswith((".xml", ".rels"))
    with package.open(member) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            _check_size(member.filename, size, packed_size, bytes_before + size, limits)
            is_first = size == len(chunk)
            is_xml = is_xml or (is_first and chunk.lstrip()[:4].startswith(XML_STARTS))
            if is_xml:
                chunks.append(chunk)
    if is_xml:
        content = b"".join(chunks)
        if member.filename == MANIFEST and any(mark in content for mark in ENCRYPTED):
            raise RuntimeError("encrypted")
        _check_xml(member.filename, content, names, limits)
    return size


def _check_size(name: str, size: int, packed_size: int, total: int, limits: Limits) -> None:
    if total > limits.unpacked_bytes:
        raise _refuse(f"It unpacks to more than {limits.unpacked_bytes:,} bytes.")
    if size > FREE_RATIO_BYTES and size > packed_size * limits.unpacked_ratio:
        raise _refuse(
            f"The part {name!r} unpacks to more than {limits.unpacked_ratio} times its packed size."
        )


def _check_xml(name: str, content: bytes, names: frozenset[str], limits: Limits) -> None:
    try:
        PartScan(name, limits).run(content)
    except expat.ExpatError as error:
        is_open_document = "[Content_Types].xml" not in names and "content.xml" in names
        is_unread = is_open_document and name not in OPEN_DOCUMENT_READ
        if not is_unread and not name.endswith(UNREAD_ENDINGS):
            raise UnreadableFile(
                "broken", f"The part {name!r} is damaged ({error}).", BROKEN_REMEDY
            ) from error


def _refuse(problem: str) -> UnreadableFile:
    return UnreadableFile(
        "package",
        f"Office programs do not write such a file. {problem}",
        "Do not open the file; ask the sender to save it anew in Excel, Word or WPS.",
    )


def _list_left_out(names: list[str]) -> list[Remark]:
    remarks = []
    for name_part, code, noun in LEFT_OUT:
        if any(name_part in name for name in names):
            problem = f"The file contains {noun}; they were not run or followed, only values read."
            remarks.append(Remark(code, "warning", None, problem))
    return remarks
