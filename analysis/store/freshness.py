"""Whether processed/ was built from the present contents of raw/ and reference/.

File times are ignored. Reads no table and imports no library for tables: where nothing has changed,
this is nearly all that a call does.
"""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any

from analysis.paths import BUILD_MODULES, BUILD_ROOMS, PACKAGE, REFERENCE, DataRoot

# Set by a batch for its workers, so that they do not check the data again.
TRUSTED_VARIABLE = "BRIEFS_TRUSTED_DIGEST"
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 16
SHIPPED_NAME = "shipped"


@dataclass(frozen=True)
class Inputs:
    """Digests of what processed tables are built from: names and contents of files.

    Attributes:
        shared: SHA-256 of the building code and the reference tables.
        documents: SHA-256 of each document with its readings, by its id.
    """

    shared: str
    documents: dict[str, str]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of both."""
        listed = json.dumps([self.shared, self.documents], sort_keys=True)
        return hashlib.sha256(listed.encode()).hexdigest()


def list_inputs(root: DataRoot) -> Inputs:
    """Digests of raw and reference tables and of the building code."""
    shared, documents = hashlib.sha256(), defaultdict(hashlib.sha256)
    for path in _list_code():
        _add(shared, path.parent.relative_to(PACKAGE).as_posix(), path.name, os.fspath(path))
    for folder, name in _list_folders(root):
        for parent, files in _walk(os.fspath(folder), name):
            document_id = _find_document(parent)
            digest = documents[document_id] if document_id else shared
            for name, path in files:
                _add(digest, parent, name, path)
    return Inputs(
        shared.hexdigest(), {name: digest.hexdigest() for name, digest in documents.items()}
    )


def _list_code() -> Iterator[Path]:
    """The modules that a build imports."""
    for room in BUILD_ROOMS:
        yield from sorted((PACKAGE / room).rglob("*.py"))
    yield from (PACKAGE / f"{module}.py" for module in BUILD_MODULES)


def format_inputs(inputs: Inputs, supersedes: Mapping[str, str]) -> bytes:
    """The digests as JSON, with the documents that replace an earlier one."""
    content = {
        "shared": inputs.shared,
        "documents": inputs.documents,
        "supersedes": dict(supersedes),
    }
    return json.dumps(content, indent=0, sort_keys=True).encode()


def load_inputs(root: DataRoot) -> tuple[Inputs, dict[str, str]]:
    """The digests as :func:`format_inputs` wrote them, and what replaces an earlier document.

    Raises:
        OSError, ValueError, KeyError, TypeError: if they are missing or damaged.
    """
    content = json.loads(root.inputs.read_text(encoding="utf-8"))
    return Inputs(content["shared"], content["documents"]), content["supersedes"]


def _find_document(parent: str) -> str | None:
    """The document that a folder of raw/ or of readings belongs to, if any."""
    kind, *below = parent.removeprefix(f"{SHIPPED_NAME}/").removeprefix("reference/").split("/")
    return below[0] if below and kind in ("raw", "readings") else None


def _list_folders(root: DataRoot) -> Iterator[tuple[Path, str]]:
    """The folders of inputs, and a name for each: shipped tables and those of the root's own."""
    yield root.raw, root.raw.name
    yield REFERENCE, SHIPPED_NAME
    if root.reference != REFERENCE and root.reference.is_dir():
        yield root.reference, root.reference.name


def load_manifest(root: DataRoot) -> dict[str, Any]:
    """Digest of the inputs and checksums of the files; empty if missing or damaged."""
    try:
        manifest = json.loads(root.manifest.read_text(encoding="utf-8"))
        if isinstance(manifest["digest"], str) and isinstance(manifest["sha256"], dict):
            return manifest
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return {}


def is_current(root: DataRoot, digest: str) -> bool:
    """Whether the processed tables were built from inputs of this digest and are undamaged."""
    manifest = load_manifest(root)
    return manifest.get("digest") == digest and all(
        hash_file(root.processed / name) == checksum
        for name, checksum in manifest["sha256"].items()
    )


def identify_build(root: DataRoot) -> str:
    """Names the build whose tables are in processed/; blank while there is none, or a part of one.

    No two builds have the same name, not even of the same inputs: whatever was read between two
    moments at which the name was the same is of that build.
    """
    manifest = load_manifest(root)
    try:
        status = root.manifest.stat()
    except OSError:
        return ""
    return f"{manifest['digest']} {status.st_ino} {status.st_mtime_ns}" if manifest else ""


def is_trusted(root: DataRoot) -> bool:
    """Whether the batch that started this process has checked the processed tables."""
    trusted = os.environ.get(TRUSTED_VARIABLE)
    return bool(trusted) and load_manifest(root).get("digest") == trusted


def hash_file(path: Path) -> str | None:
    """SHA-256 of a file; None if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _walk(folder: str, name: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A folder and those below it, with names and paths of their files, sorted by name.

    Follows links to files, not to folders.
    """
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=attrgetter("name"))
    files = [(entry.name, entry.path) for entry in listed if entry.is_file()]
    if files:
        yield name, files
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{name}/{entry.name}")


def _add(digest: Any, parent: str, name: str, path: str) -> None:
    # With os.read, which is faster than file objects for a hundred thousand small files.
    handle = os.open(path, _READ)
    try:
        content = part = os.read(handle, _CHUNK)
        while len(part) == _CHUNK:
            part = os.read(handle, _CHUNK)
            content += part
    finally:
        os.close(handle)
    head = f"{parent}/{name}\0{len(content)}\0"
    digest.update(head.encode("utf-8", "surrogateescape") + content)
