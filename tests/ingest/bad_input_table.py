"""Tries every bad input that the tests know and writes what each gets, as a Markdown table.

``python -m tests.ingest.bad_input_table > FILE``. Files go through the reader, in its process and
with its limits; tables through recognition and filing, into a root of their own. It ends with 1 if
anything crashed, took longer than its limit, or entered silently where a response was expected.
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
from tests.ingest.bad_inputs import SECTIONS, Case
from tests.ingest.conftest import Desk, write_reference
from tests.ingest.test_bad_containers import LIMITS, NO_FILES, READ, REFUSED, SECONDS

FAILURES = frozenset({"crash", "failure", "too long", "silent"})
GRACE_SECONDS = 3.0


@dataclass(frozen=True)
class Response:
    """What one bad input got."""

    group: str
    case: str
    response: str
    said: str


def main() -> int:
    """Tries everything, prints the responses, then their counts; returns the exit status."""
    os.environ["PATH"] = ""  # as where LibreOffice is not installed
    with tempfile.TemporaryDirectory() as folder:
        responses = [*try_files(Path(folder)), *try_tables(Path(folder))]
    print("| kind | input | response | what is said |\n|---|---|---|---|")
    for each in responses:
        cells = (each.group, each.case, each.response, each.said)
        print(f"| {' | '.join(_show(text) for text in cells)} |")
    counts = Counter(each.response.split(":")[0] for each in responses)
    print(f"\n{len(responses)} inputs tried: ", end="")
    print(", ".join(f"{count} {name}" for name, count in counts.most_common()) + ".")
    return int(any(counts[name] for name in FAILURES))


def try_files(folder: Path) -> Iterator[Response]:
    """Every bad file, written and read."""
    for number, (case, (name, make, *_)) in enumerate((REFUSED | READ).items()):
        path = folder / str(number) / name
        path.parent.mkdir()
        path.write_bytes(make())
        expected = case in REFUSED or READ[case][3] is not None
        yield try_file("file", case, path, expected)
    for number, (case, (make, *_)) in enumerate(NO_FILES.items()):
        path = folder / f"no-file-{number}.xlsx"
        make(path)
        yield try_file("no file", case, path, True)


def try_file(group: str, case: str, path: Path, is_response_expected: bool) -> Response:
    """What one file gets, and how long it takes."""
    seconds = SECONDS.get(case, LIMITS.seconds)
    began = time.monotonic()
    try:
        content = read_file(path, replace(LIMITS, seconds=seconds))
    except UnreadableFile as refusal:
        response, said = f"refused: {refusal.code}", str(refusal)
        response = "crash" if refusal.code == "crash" else response
    except Exception as error:  # noqa: BLE001 - to be reported, whatever it is
        response, said = "failure", repr(error)
    else:
        remarks = [each for each in content.remarks if each.severity != "info"]
        said = " ".join(f"{each.found} {each.remedy}".strip() for each in remarks)
        normal = "silent" if is_response_expected else "read as it is"
        response = "read with a remark" if remarks else normal
    if time.monotonic() - began > seconds + GRACE_SECONDS:
        response = "too long"
    return Response(group, case, response, said)


def try_tables(folder: Path) -> Iterator[Response]:
    """Every bad table, recognised and filed into a root of its own."""
    for group, cases in SECTIONS.items():
        for number, case in enumerate(cases):
            root = folder / f"{group}-{number}"
            write_reference(root / "reference")
            yield try_table(group, case, Desk(root))


def try_table(group: str, case: Case, desk: Desk) -> Response:
    """What one table gets."""
    try:
        outcome = desk.file(case.content)
    except Exception as error:  # noqa: BLE001 - to be reported, whatever it is
        return Response(group, case.name, "failure", repr(error))
    said = " ".join(
        f"{finding.locator}: {finding.reason} {finding.remedy}".strip()
        for finding in outcome.findings
        if outcome.state == "filed" or finding.severity == "error"
    )
    if outcome.state == "refused":
        return Response(group, case.name, "refused", said)
    if said:
        return Response(group, case.name, "filed with a remark", said)
    kept = f"filed as {case.text!r}" if case.at else "filed"
    return Response(group, case.name, "silent" if case.words else "filed as printed", kept)


def _show(text: str) -> str:
    plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return plain.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
