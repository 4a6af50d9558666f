"""Writes a file completely or not at all."""

import os
import secrets
from pathlib import Path


def name_temporary(folder: Path) -> Path:
    """A new name in a folder, for what is renamed once it is whole.

    What is opened or made by that name gets the permissions that the user's umask leaves; what
    :mod:`tempfile` makes has fewer, and the umask cannot be read without setting it.
    """
    return folder / f".tmp-{secrets.token_hex(8)}"


def write_atomically(path: Path, content: bytes) -> None:
    """Replaces a file in one step: a reader sees the old content or the new, never a part.

    The temporary file and the folder are synced: a rename alone leaves an empty file after a
    power cut.

    Raises:
        OSError: if the content cannot be written; the old file is then unchanged.
    """
    put_in_place(write_temporary(path.parent, content), path)


def write_temporary(folder: Path, content: bytes) -> Path:
    """Writes a file of a new name into a folder, for :func:`put_in_place`, and syncs it.

    Raises:
        OSError: if the content cannot be written; nothing is left of it then.
    """
    temporary = name_temporary(folder)
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def put_in_place(temporary: Path, path: Path) -> None:
    """Lets a temporary file of the same disk replace a file in one step.

    Raises:
        OSError: if it cannot; the old file is then unchanged and the temporary one is gone.
    """
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes names that were added to a folder, or changed in it, survive a power cut."""
    if os.name == "nt":  # Windows cannot open a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
