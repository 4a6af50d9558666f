"""Reads every input whose page shows another figure than is stored; prints the outcomes by kind.

``python -m tests.ingest.seen_table > FILE``. An input is right if the figure that its page shows is
filed, or, where that is not certain, the cell is left blank and the user told; it is wrong if
another figure is filed, and lost if the user is not told. The exit status is 1 if any is not right.
"""

import sys
from collections import Counter

from tests.ingest.seen import CASES
from tests.ingest.seen.case import Case, read

OUTCOMES = ("right", "wrong", "lost")


def main() -> int:
    """Reads all inputs and prints a line for each kind and format; returns the exit status."""
    counts: Counter[tuple[str, str, str]] = Counter()
    failures = []
    for case in CASES:
        outcome = judge(case)
        counts[case.kind, case.suffix[1:], outcome] += 1
        if outcome != "right":
            failures.append(f"{case}: {outcome}")
    print("| kind | format | inputs | right | wrong | lost |\n|---|---|---|---|---|---|")
    for kind, suffix in dict.fromkeys((case.kind, case.suffix[1:]) for case in CASES):
        numbers = [counts[kind, suffix, outcome] for outcome in OUTCOMES]
        print(f"| {kind} | {suffix} | {sum(numbers)} | {' | '.join(map(str, numbers))} |")
    kinds = {case.kind for case in CASES}
    print(f"\n{len(CASES)} inputs of {len(kinds)} kinds tried, {len(failures)} not right.")
    for failure in failures:
        print(f"- {failure}")
    return int(bool(failures))


def judge(case: Case) -> str:
    """Whether an input came out right."""
    outcome = read(case)
    if outcome.refusal != case.refusal:
        return "lost"
    if outcome.figure != case.figure:
        return "wrong" if outcome.figure else "lost"
    return "lost" if case.is_said and not outcome.messages else "right"


if __name__ == "__main__":
    sys.exit(main())
