"""Reads any file that a county sends: the one way in."""

import hashlib
from dataclasses import replace
from pathlib import Path

from analysis.ingest.content import Content, Remark
from analysis.ingest.files.file_access import take_bytes
from analysis.ingest.files.file_names import check_name, has_hidden_characters, show_name
from analysis.ingest.files.formats import OLE
from analysis.ingest.files.limits import Limits, read_limits
from analysis.ingest.files.old_word import convert_to_docx, is_old_word
from analysis.ingest.process.reading_process import READING_PROCESS
from analysis.ingest.process.wire import unpack


def read_file(path: Path, limits: Limits | None = None) -> Content:
    """Paragraphs and grids of a file, with what was noticed in reading.

    The bytes are taken once, and read in a process of their own with limits on time and memory;
    ``properties["sha256"]`` is the digest of just these bytes.

    Args:
        path: the file.
        limits: what it may need; by default as the environment says.

    Raises:
        UnreadableFile: if it cannot be read; says why, and what to do. The name of the file is
            not part of the message.
    """
    limits = limits or read_limits()
    check_name(path)
    content = take_bytes(path, limits)
    remarks: list[Remark] = []
    if has_hidden_characters(path.name):
        found = f"The name of the file holds characters that do not show: {show_name(path.name)}."
        remarks.append(Remark("name", "warning", None, found, "Rename the file."))
    digest = hashlib.sha256(content).hexdigest()
    suffix = path.suffix
    if content.startswith(OLE) and is_old_word(content, suffix):
        content, suffix = convert_to_docx(content, limits), ".docx"
        found = "The old Word document (.doc) was converted by LibreOffice."
        remarks.append(Remark("converted", "info", None, found))
    read = unpack(READING_PROCESS.read(content, suffix, limits))
    return replace(
        read,
        remarks=(*remarks, *read.remarks),
        properties={**read.properties, "sha256": digest},
    )
