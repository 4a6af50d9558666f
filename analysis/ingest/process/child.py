"""The reading process: takes the bytes of files one by one, gives back their content as JSON.

It never opens a file itself and is given no name but the ending. Whatever a file does to it ends
this process only. Frames on both pipes are a length of eight bytes and as many bytes of content; a
request is a frame of settings and a frame with the file.
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
