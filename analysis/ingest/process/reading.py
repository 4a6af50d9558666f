"""Reads a file that a county sent: name, bytes, conversion of old Word, documents or content."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.ingest.content import Content, Remark
from analysis.ingest.files.file_access import take_bytes
from analysis.ingest.files.file_names import check_name, has_hidden_characters, show_name
from analysis.ingest.files.formats import OLE
from analysis.ingest.files.limits import Limits, read_limits
from analysis.ingest.files.old_word import convert_to_docx, is_old_word
from analysis.ingest.forms.vocabulary import Vocabulary
from analysis.ingest.process.reading_process import READING_PROCESS
from analysis.ingest.process.wire import pack_options, unpack, unpack_drafts
from analysis.ingest.readings.drafts import Draft, DraftOptions


@dataclass(frozen=True)
class ReadFile:
    """A file that was read.

    Attributes:
        sha256: digest of its bytes.
        drafts: its documents, not yet named.
    """

    sha256: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True)
class _Taken:
    """The bytes of a file as they are read, with what was said on the way."""

    content: bytes
    suffix: str
    sha256: str
    remarks: tuple[Remark, ...]


def read_drafts(
    path: Path, vocabulary: Vocabulary, options: DraftOptions, limits: Limits | None = None
) -> ReadFile:
    """The documents of a file, recognised and read in the reading process.

    Args:
        path: the file.
        vocabulary: the words of the data root.
        options: what the call says of the file.
        limits: limits on size, time and memory; by default those of the environment variables.

    Raises:
        UnreadableFile: if it cannot be read; the message says why and what to do, without the
            name of the file.
    """
    limits = limits or read_limits()
    taken = _take(path, limits)
    packed = pack_options(options)
    answer = READING_PROCESS.read(taken.content, taken.suffix, limits, packed, vocabulary)
    first, *others = unpack_drafts(answer)
    first = replace(first, remarks=(*taken.remarks, *first.remarks))
    return ReadFile(taken.sha256, (first, *others))


def read_file(path: Path, limits: Limits | None = None) -> Content:
    """The paragraphs and grids of a file, with remarks about it.

    The bytes are loaded once and parsed in a separate process with limits on time and memory;
    ``properties["sha256"]`` is the digest of these bytes.

    Args:
        path: the file.
        limits: limits on size, time and memory; by default those of the environment variables.

    Raises:
        UnreadableFile: if it cannot be read; the message says why and what to do, without the
            name of the file.
    """
    limits = limits or read_limits()
    taken = _take(path, limits)
    parsed = unpack(READING_PROCESS.read(taken.content, taken.suffix, limits))
    return replace(
        parsed,
        remarks=(*taken.remarks, *parsed.remarks),
        properties={**parsed.properties, "sha256": taken.sha256},
    )


def _take(path: Path, limits: Limits) -> _Taken:
    check_name(path)
    content = take_bytes(path, limits)
    remarks: list[Remark] = []
    if has_hidden_characters(path.name):
        problem = f"The name of the file has invisible characters: {show_name(path.name)}."
        remarks.append(Remark("name", "warning", None, problem, "Rename the file."))
    digest = hashlib.sha256(content).hexdigest()
    suffix = path.suffix
    if content.startswith(OLE) and is_old_word(content, suffix):
        content, suffix = convert_to_docx(content, limits), ".docx"
        message = "The old Word document (.doc) was converted with LibreOffice."
        remarks.append(Remark("converted", "info", None, message))
    return _Taken(content, suffix, digest, tuple(remarks))
