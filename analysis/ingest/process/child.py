"""Program of the reading process: answers the bytes of each file with its documents as JSON.

The process reads, recognises and proposes; it opens no files and names no documents. A file that
makes a library crash, or that takes too long to recognise, ends this process only. A request is a
frame with settings, one with the words of the data root if they are new, and one with the file.
"""

import json
import pickle
import sys
from typing import TYPE_CHECKING, Any

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.parsing import parse
from analysis.ingest.process.wire import (
    pack_content,
    pack_drafts,
    pack_refusal,
    read_frame,
    refuse_memory,
    unpack_options,
    write_frame,
)

if TYPE_CHECKING:
    from analysis.ingest.forms.vocabulary import Vocabulary


def main() -> None:
    """Answers requests until the parent process closes the pipe."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # output that a library prints must not mix with the answers
    vocabulary: Vocabulary | None = None
    while (settings := read_frame(requests)) is not None:
        request = json.loads(settings)
        if request.get("has_vocabulary"):
            words = read_frame(requests)
            if words is None:
                return
            # The words come from the parent process; only what comes from files is not trusted.
            vocabulary = pickle.loads(words)
        content = read_frame(requests)
        if content is None:
            return
        limits = Limits(**request["limits"])
        restrict(limits)
        write_frame(answers, answer(content, request, limits, vocabulary))


def answer(
    content: bytes, request: dict[str, Any], limits: Limits, vocabulary: "Vocabulary | None" = None
) -> bytes:
    """The drafts or the content of a file, or the refusal, as JSON.

    Args:
        content: bytes of the file.
        request: ending of its name (``suffix``) and, if drafts are wanted, what the call says of
            it (``draft``).
        limits: limits of the call.
        vocabulary: the words of the data root.
    """
    try:
        packed = _read(content, request, limits, vocabulary)
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


def _read(
    content: bytes, request: dict[str, Any], limits: Limits, vocabulary: "Vocabulary | None"
) -> bytes:
    parsed = parse(content, request["suffix"], limits)
    if request.get("draft") is None or vocabulary is None:
        return pack_content(parsed)
    from analysis.ingest.readings.drafts import draft_documents

    return pack_drafts(draft_documents(parsed, vocabulary, unpack_options(request["draft"])))


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
