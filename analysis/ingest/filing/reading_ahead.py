"""Reads the next files while one is filed; the reading process takes one after the other."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from analysis.ingest.process.reading import ReadFile

# Files that may have been read and wait to be filed; each may need the memory of its documents.
MOST_WAITING = 2
Result = ReadFile | BaseException


def read_ahead(
    paths: Sequence[Path], read: Callable[[Path], ReadFile]
) -> Iterator[tuple[Path, Result]]:
    """Each file with what was read, or with the exception that reading it raised, in order.

    A thread reads, so that a call that is stopped need not wait for it.

    Args:
        paths: the files.
        read: reads a file.
    """
    results: queue.Queue[Result] = queue.Queue(MOST_WAITING)
    is_stopped = threading.Event()
    thread = threading.Thread(
        target=_read_all, args=(paths, read, results, is_stopped), daemon=True
    )
    thread.start()
    try:
        for path in paths:
            yield path, results.get()
    finally:
        is_stopped.set()
        while not results.empty():
            results.get_nowait()


def _read_all(
    paths: Sequence[Path],
    read: Callable[[Path], ReadFile],
    results: "queue.Queue[Result]",
    is_stopped: threading.Event,
) -> None:
    for path in paths:
        if is_stopped.is_set():
            return
        try:
            result: Result = read(path)
        except BaseException as error:  # noqa: BLE001 - raised again where the file would be filed
            result = error
        results.put(result)
