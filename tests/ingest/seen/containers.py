"""Files that are protected by a password, and documents with photographs."""

import functools
import io
import random
import struct
import zipfile

from tests.ingest import made_files as made
from tests.ingest.seen.case import Case
from tests.ingest.seen.sheets import make_document, make_ods, make_ods_number, run

PASSWORD, PHOTOGRAPHS, DAMAGED = "passwords", "photographs", "parts that nobody reads"
FIGURE = make_ods_number("137", "137")
ENCRYPTION = (
    '<manifest:file-entry manifest:full-path="{name}"><manifest:encryption-data '
    'manifest:checksum-type="SHA256"/></manifest:file-entry>'
)
SECTOR, END, FREE, TABLE_SECTOR = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def make_record(kind: int, content: bytes = b"") -> bytes:
    """A record of an .xls."""
    return struct.pack("<2H", kind, len(content)) + content


def make_ole(name: str, stream: bytes) -> bytes:
    """An old Office file with one stream, at least 4,096 bytes long."""
    stream = stream.ljust(-(-max(len(stream), 4096) // SECTOR) * SECTOR, b"\0")
    count = len(stream) // SECTOR
    table = [TABLE_SECTOR, END, *range(3, count + 2), END]
    head = made.OLE_MAGIC + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    directory = make_entry("Root Entry", 5, END, 0, 1) + make_entry(name, 2, 2, len(stream), FREE)
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return head + sectors + directory.ljust(SECTOR, b"\0") + stream


def make_entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    """An entry of the directory of an old Office file."""
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + struct.pack("<H2B3I", len(text), kind, 1, FREE, FREE, child)
    return entry + bytes(36) + struct.pack("<2IQ", start, size, 0)[:12]


def make_protected_xls(name: str, version: int, password: bytes, before: bytes = b"") -> bytes:
    """An .xls whose records after the one of the password are encrypted."""
    start = make_record(0x0809, struct.pack("<2H", version, 5) + bytes(12))
    random_bytes = random.Random(7).randbytes(6000)
    return make_ole(name, start + before + make_record(0x002F, password) + random_bytes)


def make_protected_ods(names: tuple[str, ...], kind: str = ENCRYPTION) -> bytes:
    """An .ods whose parts are encrypted."""
    noise = random.Random(9).randbytes(400)
    content = make_ods(FIGURE, parts={name: noise for name in names if name != "content.xml"},
                       manifest="".join(kind.format(name=name) for name in names))  # fmt: skip
    return made.repack(content, {"content.xml": noise} if "content.xml" in names else {})


def make_with_pictures(seed: int, ending: str, start: bytes) -> bytes:
    """A Word document with a photograph of random bytes."""
    generator = random.Random(seed)
    picture = start + generator.randbytes(generator.randrange(140_000, 220_000))
    buffer = io.BytesIO(make_document(f"<w:p>{run('137')}</w:p>"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as package:
        package.writestr(f"word/media/image{seed}.{ending}", picture)
    return buffer.getvalue()


RC4 = struct.pack("<3H", 1, 1, 1) + bytes(48)
STRONG = struct.pack("<3H", 1, 2, 2) + bytes(200)
WRAPPED = '<manifest:file-entry manifest:full-path="encrypted-package"/>'
CASES = (
    *(
        Case(PASSWORD, name, ".xls", functools.partial(make_protected_xls, *more),
             refusal="password")
        for name, *more in (
            ("XOR, Excel 97", "Workbook", 0x0600, struct.pack("<3H", 0, 0x1234, 0x4321)),
            ("RC4, Excel 97", "Workbook", 0x0600, RC4),
            ("strong, Excel 2002", "Workbook", 0x0600, STRONG),
            ("XOR, Excel 5", "Book", 0x0500, struct.pack("<2H", 0x1234, 0x4321)),
            ("XOR, Excel 95", "Book", 0x0500, struct.pack("<3H", 0, 0x1234, 0x4321)),
            ("after a record that forbids writing", "Workbook", 0x0600, RC4, make_record(0x0086)),
        )
    ),
    *(
        Case(PASSWORD, ", ".join(names) or "whole", ".ods",
             functools.partial(make_protected_ods, names, kind), refusal="password")
        for names, kind in (
            (("content.xml",), ENCRYPTION),
            (("content.xml", "meta.xml", "styles.xml"), ENCRYPTION),
            (("meta.xml", "content.xml", "settings.xml"), ENCRYPTION),
            (("encrypted-package",), WRAPPED),
        )
    ),
    *(
        Case(PASSWORD, f"encrypted package, {suffix}", suffix,
             functools.partial(made.make_ole, "EncryptedPackage", "EncryptionInfo"),
             refusal="password")
        for suffix in (".xlsx", ".docx")
    ),
    *(
        Case(DAMAGED, f"{name} {'empty' if not part else 'cut off'}", ".ods",
             functools.partial(make_ods, FIGURE, parts={name: part}), "137", False)
        for name in ("settings.xml", "meta.xml", "Configurations2/menubar.xml", "manifest.rdf",
                     "layout-cache.xml")
        for part in (b"", b"<office:document-settings")
    ),
    *(
        Case(PHOTOGRAPHS, f"{ending} {seed}", ".docx",
             functools.partial(make_with_pictures, seed, ending, start), "137", False)
        for seed in range(20)
        for ending, start in (("jpeg", b"\xff\xd8\xff\xe0"), ("png", b"\x89PNG\r\n\x1a\n"))
    ),
)  # fmt: skip
