"""Writes what each bad file of test_bad_containers gets, as a Markdown table.

``python -m tests.ingest.bad_input_table > FILE``
"""

import tempfile
from dataclasses import replace
from pathlib import Path

from analysis.ingest.content import UnreadableFile
from analysis.ingest.reading import read_file
from tests.ingest.test_bad_containers import LIMITS, READ, REFUSED, SECONDS


def main() -> None:
    """Tries every file and prints the responses, then their count."""
    print("| file | response | what is said |\n|---|---|---|")
    cases = {case: (row[0], row[1]) for case, row in (REFUSED | READ).items()}
    with tempfile.TemporaryDirectory() as folder:
        for case, (name, make) in cases.items():
            path = Path(folder, name)
            path.write_bytes(make())
            response, said = try_file(path, SECONDS.get(case, LIMITS.seconds))
            print(f"| {case} ({name}) | {response} | {said.replace('|', chr(92) + '|')} |")
    print(f"\n{len(cases)} files tried.")


def try_file(path: Path, seconds: float) -> tuple[str, str]:
    """The response to a file, and its words."""
    try:
        content = read_file(path, replace(LIMITS, seconds=seconds))
    except UnreadableFile as refusal:
        return f"refused: {refusal.code}", str(refusal)
    warnings = [each for each in content.remarks if each.severity != "info"]
    said = " ".join(f"{each.found} {each.remedy}".strip() for each in warnings)
    return ("read with a remark" if warnings else "read"), said


if __name__ == "__main__":
    main()
