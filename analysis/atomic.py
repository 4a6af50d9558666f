"""Writes a file whole or not at all."""

import os
import tempfile
from pathlib import Path

PUBLISHED_MODE = 0o644


def write_atomically(path: Path, content: bytes) -> None:
    """Replaces a file in one step; whoever reads it sees the old content or the new.

    The temporary file and the folder are synced: a rename alone leaves an empty file after a
    power cut.

    Raises:
        OSError: if the content cannot be written; the old file is then as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(PUBLISHED_MODE)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
