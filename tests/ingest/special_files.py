"""Paths that are not regular files, and the refusal of each."""

import contextlib
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SpecialFile:
    """A path that is not a regular file.

    Attributes:
        make: creates it at a path.
        code: expected code of the refusal.
        message: expected part of the message.
    """

    make: Callable[[Path], None]
    code: str
    message: str


def make_socket(path: Path) -> None:
    # Only the name: the path of a socket may have about 100 characters.
    with socket.socket(socket.AF_UNIX) as listener, contextlib.chdir(path.parent):
        listener.bind(path.name)


SPECIAL_FILES = {
    "link to a file": SpecialFile(lambda path: path.symlink_to("/etc/hostname"), "link", "link"),
    "link to itself": SpecialFile(lambda path: path.symlink_to(path), "link", "link"),
    "link to a missing file": SpecialFile(lambda path: path.symlink_to("x"), "link", "link"),
    "pipe": SpecialFile(os.mkfifo, "kind", "pipe"),
    "folder": SpecialFile(Path.mkdir, "kind", "folder"),
    "socket": SpecialFile(make_socket, "kind", "socket"),
    "missing file": SpecialFile(lambda path: None, "missing", "no such file"),
}
