"""The reading process: takes the bytes of files one by one, gives back their content as JSON.

It never opens a file itself and is given no name but the ending. Whatever a file does to it ends
this process only. Frames on both pipes are a length of eight bytes and as many bytes of content; a
request is a frame of settings and a frame with the file.
"""

import json
import struct
import sys
from typing import BinaryIO

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.parsing import parse
from analysis.ingest.process.wire import pack_content, pack_refusal

LENGTH = struct.Struct(">Q")


def main() -> None:
    """Answers requests until the pipe is closed."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not reach the answers
    while (settings := read_frame(requests)) is not None:
        content = read_frame(requests)
        if content is None:
            return
        request = json.loads(settings)
        limits = Limits(**request["limits"])
        restrict(limits)
        write_frame(answers, answer(content, request["suffix"], limits))


def answer(content: bytes, suffix: str, limits: Limits) -> bytes:
    """The content of a file, or why it cannot be read, as JSON."""
    try:
        packed = pack_content(parse(content, suffix, limits))
    except UnreadableFile as refusal:
        return pack_refusal(refusal)
    except MemoryError:
        return pack_refusal(refuse_memory(limits))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic in calamine is not an Exception
        return pack_refusal(
            UnreadableFile(
                "broken",
                f"The file is damaged or unusual ({type(error).__name__}: {error!s:.200}).",
                "Open it in the program that made it, save it anew, and file it again.",
            )
        )
    if len(packed) > limits.answer_bytes:
        return pack_refusal(
            UnreadableFile(
                "extent",
                f"What the file holds is larger than {limits.answer_bytes:,} bytes.",
                "File the form alone, without the data behind it.",
            )
        )
    return packed


def refuse_memory(limits: Limits) -> UnreadableFile:
    """The refusal of a file that needs too much memory."""
    return UnreadableFile(
        "memory",
        f"Reading the file needs more than {limits.memory_bytes // 1_000_000:,} MB of memory.",
        "Do not open it; ask the sender to save the form alone in a new file.",
    )


def restrict(limits: Limits) -> None:
    """Limits memory and processor time of this process where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent watches memory and time
        return
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _lower(resource.RLIMIT_CPU, int(used + limits.seconds) + 1)
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)


def _lower(kind: int, wanted: int) -> None:
    """Sets a soft limit; macOS refuses some."""
    import resource

    _, hard = resource.getrlimit(kind)
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        return


def read_frame(pipe: BinaryIO) -> bytes | None:
    """The next frame, or None at the end of the pipe."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    content = pipe.read(length)
    return content if len(content) == length else None


def write_frame(pipe: BinaryIO, content: bytes) -> None:
    """Writes a frame."""
    pipe.write(LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()
