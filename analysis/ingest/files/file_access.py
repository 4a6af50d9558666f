"""Reads the bytes of a file; refuses links, devices and files that change while being read."""

import hashlib
import os
import stat
from pathlib import Path

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits

ATTEMPTS = 2
KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# Do not follow a link, and do not wait for a writer of a pipe. Windows has neither flag.
OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def take_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file.

    Raises:
        UnreadableFile: if it is missing, a link, a pipe or a folder, if it is empty or too large,
            if the system cannot read it, or if it changes in both attempts to read it.
    """
    try:
        # Checked before opening: opening a pipe or a device may have an effect.
        _check_kind(path.lstat())
        for _ in range(ATTEMPTS):
            content, is_stable = _read_once(path, limits)
            if is_stable:
                break
        else:
            raise UnreadableFile(
                "changing",
                "The file changed while it was read.",
                "Wait until it is completely saved or copied, then file it again.",
            )
    except (OSError, ValueError) as error:
        raise _explain_failure(error) from error
    if not content:
        raise UnreadableFile("empty", "The file is empty (0 bytes).", "Ask for it again.")
    return content


def _read_once(path: Path, limits: Limits) -> tuple[bytes, bool]:
    """Reads a file twice; returns its bytes and whether both readings were equal."""
    descriptor = os.open(path, OPEN_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(file.fileno())
        _check_kind(before)
        _check_size(before.st_size, limits)
        content = file.read(limits.file_bytes + 1)
        _check_size(len(content), limits)
        file.seek(0)
        second_digest = hashlib.sha256(file.read(limits.file_bytes + 1)).digest()
        after = os.fstat(file.fileno())
    is_unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content, is_unchanged and second_digest == hashlib.sha256(content).digest()


def _check_kind(status: os.stat_result) -> None:
    if stat.S_ISREG(status.st_mode):
        return
    if stat.S_ISLNK(status.st_mode):
        raise UnreadableFile(
            "link", "This is a symbolic link.", "Pass the file itself, or a copy of it."
        )
    kind = next((name for is_kind, name in KINDS if is_kind(status.st_mode)), "not a file")
    raise UnreadableFile("kind", f"This is {kind}.", "Pass a file.")


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise UnreadableFile(
            "size",
            f"The file has more than {limits.file_bytes:,} bytes.",
            "Remove its pictures, or file its tables as a file of their own. The limit is "
            "BRIEFS_INGEST_FILE_BYTES.",
        )


def _explain_failure(error: OSError | ValueError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("missing", "There is no such file.", "Check its path.")
    if isinstance(error, IsADirectoryError):
        return UnreadableFile("kind", "This is a folder.", "Pass a file.")
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableFile(
        "access",
        f"The file cannot be read: {reason}.",
        "Check its permissions and the disk, or copy it to another folder.",
    )
