"""Files random tables for a given time.

``python -m tests.ingest.fuzz_grids --seconds 60 --seed 7`` prints the seed and how many tables were
filed or refused; a table on which the program fails is printed, reduced to a small example, and
makes it end with 1.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.ingest.conftest import write_reference
from tests.ingest.test_any_grid import blocks, file_blocks, kinds

EXAMPLES = 50


def main() -> int:
    """Fuzzes; returns the exit status."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    given_options = options.parse_args()
    print(f"seed {given_options.seed}", flush=True)
    outcomes: Counter[str] = Counter()
    end, number = time.monotonic() + given_options.seconds, given_options.seed
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder, "reference")
        write_reference(reference)
        while time.monotonic() < end:
            run_round(number, reference, outcomes)
            number += 1
    print(f"{outcomes.total()} tables, {dict(outcomes)}, seeds up to {number - 1}")
    return 0


def run_round(number: int, reference: Path, outcomes: Counter[str]) -> None:
    """One round of tables, all made from one seed."""

    @seed(number)
    @settings(
        max_examples=EXAMPLES, database=None, deadline=None,
        phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(blocks=blocks, kind=kinds)
    def file_any(blocks, kind):
        outcomes[file_blocks(blocks, kind, reference)] += 1

    file_any()


if __name__ == "__main__":
    sys.exit(main())
