"""Prints what is read of the layouts: ``python -m tests.layouts [RECORD | FORM …]``."""

import sys
from pathlib import Path

from tests.papers.outcome import count_states, describe, try_records
from tests.papers.records import load_records


def main(words: list[str]) -> int:
    """Tries the records and prints each with its faults, then the counts."""
    outcomes = []
    for outcome in try_records(load_records(Path(__file__).parent), words):
        outcomes.append(outcome)
        print("\n".join(describe(outcome)))
    print("\n" + "\n".join(count_states(outcomes)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
