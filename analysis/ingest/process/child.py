"""Program of the reading process: answers the bytes of each file with its content as JSON.

The process opens no files and gets only the ending of a file's name. A file that makes a library
crash ends this process only. A request is a frame with settings and a frame with the file.
"""

import json
import sys

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.parsing import parse
from analysis.ingest.process.wire import (
    pack_content,
    pack_refusal,
    read_frame,
    refuse_memory,
    write_frame,
)


def main() -> None:
    """Answers requests until the parent process closes the pipe."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # output that a library prints must not mix with the answers
    while (settings := read_frame(requests)) is not None:
        content = read_frame(requests)
        if content is None:
            return
        request = json.loads(settings)
        limits = Limits(**request["limits"])
        restrict(limits)
        write_frame(answers, answer(content, request["suffix"], limits))


def answer(content: bytes, suffix: str, limits: Limits) -> bytes:
    """The content of a file, or the refusal, as JSON."""
    try:
        packed = pack_content(parse(content, suffix, limits))
    except UnreadableFile as refusal:
        return pack_refusal(refusal)
    except MemoryError:
        return pack_refusal(refuse_memory(limits))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic in calamine is a BaseException
        return pack_refusal(
            UnreadableFile(
                "broken",
                f"The file is damaged or unusual ({type(error).__name__}: {error!s:.200}).",
                "Open it in the program that made it, save it and file it again.",
            )
        )
    if len(packed) > limits.answer_bytes:
        return pack_refusal(
            UnreadableFile(
                "extent",
                f"The content of the file has more than {limits.answer_bytes:,} bytes.",
                "Copy the form to a new file, without other data.",
            )
        )
    return packed


def restrict(limits: Limits) -> None:
    """Limits memory, processor time and writing of this process, if the system supports it."""
    try:
        import resource
    except ImportError:  # on Windows only the parent process limits memory and time
        return
    used_seconds = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _set_soft_limit(resource.RLIMIT_CPU, int(used_seconds + limits.seconds) + 1)
    _set_soft_limit(resource.RLIMIT_AS, limits.memory_bytes)
    _set_soft_limit(resource.RLIMIT_CORE, 0)
    _set_soft_limit(resource.RLIMIT_FSIZE, 0)


def _set_soft_limit(kind: int, value: int) -> None:
    """Sets a soft limit of this process; does nothing if the system refuses, as macOS does."""
    import resource

    _, hard = resource.getrlimit(kind)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        return
