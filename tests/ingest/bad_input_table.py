"""Ingests every bad input of the tests and prints the responses as a Markdown table.

``python -m tests.ingest.bad_input_table > FILE``. Files are read in the reading process with its
limits; tables are recognised and filed, each into a new data root. The exit status is 1 if any
input crashed, took longer than its limit, or was accepted silently instead of with a remark.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.ingest.content import UnreadableFile
from analysis.ingest.process.reading import read_file
from tests.ingest.bad_files import READABLE, REFUSED
from tests.ingest.bad_files.case import LIMITS, RefusedFile
from tests.ingest.bad_tables import SECTIONS, Case
from tests.ingest.conftest import Desk, write_reference
from tests.ingest.special_files import SPECIAL_FILES

FAILURES = frozenset({"crash", "failure", "too long", "silent"})
GRACE_SECONDS = 3.0


@dataclass(frozen=True)
class Response:
    """The response to one bad input, with its messages."""

    group: str
    case: str
    response: str
    messages: str


def main() -> int:
    """Ingests all inputs, prints the responses and their counts; returns the exit status."""
    os.environ["PATH"] = ""  # as where LibreOffice is not installed
    with tempfile.TemporaryDirectory() as folder:
        responses = [*try_files(Path(folder)), *try_tables(Path(folder))]
    print("| kind | input | response | messages |\n|---|---|---|---|")
    for row in responses:
        cells = (row.group, row.case, row.response, row.messages)
        print(f"| {' | '.join(_escape(text) for text in cells)} |")
    counts = Counter(row.response.split(":")[0] for row in responses)
    print(f"\n{len(responses)} inputs tried: ", end="")
    print(", ".join(f"{count} {name}" for name, count in counts.most_common()) + ".")
    return int(any(counts[name] for name in FAILURES))


def try_files(folder: Path) -> Iterator[Response]:
    """Reads every bad file and every path that is not a file."""
    for number, (case, file) in enumerate((REFUSED | READABLE).items()):
        path = folder / str(number) / file.name
        path.parent.mkdir()
        path.write_bytes(file.make())
        if isinstance(file, RefusedFile):
            yield try_file("file", case, path, True, file.seconds)
        else:
            yield try_file("file", case, path, file.remark is not None)
    for number, (case, special_file) in enumerate(SPECIAL_FILES.items()):
        path = folder / f"special-{number}.xlsx"
        special_file.make(path)
        yield try_file("not a file", case, path, True)


def try_file(
    group: str, case: str, path: Path, needs_message: bool, seconds: float = LIMITS.seconds
) -> Response:
    """Reads one file; ``needs_message`` if it must not be accepted silently."""
    start = time.monotonic()
    try:
        content = read_file(path, replace(LIMITS, seconds=seconds))
    except UnreadableFile as refusal:
        response, messages = f"refused: {refusal.code}", str(refusal)
        response = "crash" if refusal.code == "crash" else response
    except Exception as error:  # noqa: BLE001 - any other exception is a failure to report
        response, messages = "failure", repr(error)
    else:
        remarks = [remark for remark in content.remarks if remark.severity != "info"]
        messages = " ".join(f"{remark.found} {remark.remedy}".strip() for remark in remarks)
        silent_response = "silent" if needs_message else "read as it is"
        response = "read with a remark" if remarks else silent_response
    if time.monotonic() - start > seconds + GRACE_SECONDS:
        response = "too long"
    return Response(group, case, response, messages)


def try_tables(folder: Path) -> Iterator[Response]:
    """Recognises and files every bad table, each into a new data root."""
    for group, cases in SECTIONS.items():
        for number, case in enumerate(cases):
            root = folder / f"{group}-{number}"
            write_reference(root / "reference")
            yield try_table(group, case, Desk(root))


def try_table(group: str, case: Case, desk: Desk) -> Response:
    """Recognises and files one table."""
    try:
        outcome = desk.file(case.content)
    except Exception as error:  # noqa: BLE001 - any other exception is a failure to report
        return Response(group, case.name, "failure", repr(error))
    messages = " ".join(
        f"{finding.locator}: {finding.reason} {finding.remedy}".strip()
        for finding in outcome.findings
        if outcome.state == "filed" or finding.severity == "error"
    )
    if outcome.state == "refused":
        return Response(group, case.name, "refused", messages)
    if messages:
        return Response(group, case.name, "filed with a remark", messages)
    result = f"filed as {case.text!r}" if case.position else "filed"
    return Response(group, case.name, "silent" if case.words else "filed as printed", result)


def _escape(text: str) -> str:
    printable = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return printable.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
