"""Takes the bytes of a file: of a plain file only, whole, and unchanged while they are taken."""

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
# Neither follow a link nor wait for whoever writes into a pipe; Windows has none of the two.
OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def take_bytes(path: Path, limits: Limits) -> bytes:
    """All bytes of a plain file.

    Raises:
        UnreadableFile: if it is a link, a pipe, a folder or missing, empty or too large, cannot
            be read, or changes while it is read (after a second attempt).
    """
    try:
        # Before it is opened: a pipe or a device may do something when it is.
        _check_kind(path.lstat())
        for _ in range(ATTEMPTS):
            content, is_stable = _take_once(path, limits)
            if is_stable:
                break
        else:
            raise UnreadableFile(
                "changing",
                "The file changed while it was read.",
                "Wait until it is saved or copied, then file it again.",
            )
    except (OSError, ValueError) as error:
        raise _explain_failure(error) from error
    if not content:
        raise UnreadableFile("empty", "The file is empty (0 bytes).", "Ask for it again.")
    return content


def _take_once(path: Path, limits: Limits) -> tuple[bytes, bool]:
    """The bytes, and whether they were the same before and after."""
    handle = os.open(path, OPEN_FLAGS)
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(file.fileno())
        _check_kind(before)
        _check_size(before.st_size, limits)
        content = file.read(limits.file_bytes + 1)
        _check_size(len(content), limits)
        file.seek(0)
        again = hashlib.sha256(file.read(limits.file_bytes + 1)).digest()
        after = os.fstat(file.fileno())
    same_file = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content, same_file and again == hashlib.sha256(content).digest()


def _check_kind(status: os.stat_result) -> None:
    if stat.S_ISREG(status.st_mode):
        return
    if stat.S_ISLNK(status.st_mode):
        raise UnreadableFile(
            "link", "This is a link to another place.", "Give the file itself, or a copy of it."
        )
    kind = next((name for matches, name in KINDS if matches(status.st_mode)), "no plain file")
    raise UnreadableFile("kind", f"This is {kind}.", "Give a file.")


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise UnreadableFile(
            "size",
            f"The file has more than {limits.file_bytes:,} bytes.",
            "Take pictures out, or file its tables alone.",
        )


def _explain_failure(error: OSError | ValueError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("missing", "There is no such file.", "Check the name.")
    if isinstance(error, IsADirectoryError):
        return UnreadableFile("kind", "This is a folder.", "Give a file.")
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableFile(
        "access",
        f"The file cannot be read: {reason}.",
        "Check its permissions and its disk, or copy it to another place.",
    )
