"""Compares what briefs and a nation's build cost with what they cost at an earlier commit.

``python -m benchmarks.before [COMMIT]`` lets both codes read the counties that the earlier one
invents and measures them in turns: briefs of 24 counties above those of 4, with one job, and a
build of as many counties as the nation has. Each round's two figures are divided, so that a machine
that is slower for a while slows both. Prints the medians in processor seconds and the ratio of each
round.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.paths import PROJECT
from benchmarks.checkouts import export_commit
from benchmarks.processes import measure

# The last commit before projects, rows within rows, periods and versions.
COMMIT = "c7efe49"
FEW, MANY, NATION = 4, 24, 2844
BRIEF_ROUNDS, BUILD_ROUNDS = 9, 3


@dataclass(frozen=True)
class Checkout:
    """The code of a commit with data roots of its own.

    Attributes:
        code: folder of the code.
        folder: for data and pages.
    """

    code: Path
    folder: Path

    def call(self, *arguments: object) -> float:
        """Runs `briefs` with this code and returns its processor seconds."""
        command = [sys.executable, "-m", "analysis", *map(str, arguments)]
        return measure(command, code=self.code).cpu

    def write_demo(self, counties: int) -> Path:
        """An invented data root of so many counties."""
        root = self.folder / f"demo-{counties}"
        self.call("demo", root, "--counties", counties, "--months", 1)
        return root

    def copy_demo(self, demo: Path) -> Path:
        """A copy of a data root, built with this code."""
        root = self.folder / f"{demo.name}-copy"
        shutil.copytree(demo, root)
        self.call("build", "--data", root)
        return root

    def measure_brief(self, root: Path) -> float:
        """A brief more: what many briefs cost above few, so that starting is not counted."""
        few, many = (self._render(root, count) for count in (FEW, MANY))
        return (many - few) / (MANY - FEW)

    def _render(self, root: Path, count: int) -> float:
        codes = sorted(path.name.split("-")[1] for path in (root / "raw").glob("demo-*-report"))[
            :count
        ]
        out = self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        options = ("--language", "zh", "--jobs", 1, "--force", "--data", root, "--out", out)
        return self.call("render", *codes, *options)

    def measure_build(self, root: Path) -> float:
        """A whole build."""
        shutil.rmtree(root / "processed", ignore_errors=True)
        return self.call("build", "--data", root)


def compare(commit: str, folder: Path, build_rounds: int, brief_rounds: int) -> None:
    """Measures both codes in turns and prints the result."""
    before = Checkout(export_commit(commit, folder / "code"), folder / "before")
    now = Checkout(PROJECT, folder / "now")
    for name, counties, rounds, measure_one in (
        ("a brief", MANY, brief_rounds, Checkout.measure_brief),
        (f"a build of {NATION:,} counties", NATION, build_rounds, Checkout.measure_build),
    ):
        if rounds:
            costs = measure_in_turns((before, now), counties, rounds, measure_one)
            print_ratios(name, commit, costs)


def measure_in_turns(
    checkouts: tuple[Checkout, Checkout],
    counties: int,
    rounds: int,
    measure_one: Callable[[Checkout, Path], float],
) -> list[tuple[float, float]]:
    """Processor seconds before and now, of each round."""
    demo = checkouts[0].write_demo(counties)
    roots = [checkout.copy_demo(demo) for checkout in checkouts]
    return [
        tuple(measure_one(checkout, root) for checkout, root in zip(checkouts, roots, strict=True))
        for _ in range(rounds)
    ]


def print_ratios(name: str, commit: str, rounds: list[tuple[float, float]]) -> None:
    """Medians of both, and the ratio now ÷ before of each round and its median."""
    before, now = (statistics.median(costs) for costs in zip(*rounds, strict=True))
    ratios = sorted(after / earlier for earlier, after in rounds)
    print(f"{name}: {before:.3f} s at {commit}, {now:.3f} s now (processor seconds, medians)")
    listed = ", ".join(f"{ratio:.3f}" for ratio in ratios)
    print(f"  now ÷ before: median {statistics.median(ratios):.3f}; rounds: {listed}", flush=True)


def main() -> None:
    """Measures as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("commit", nargs="?", default=COMMIT)
    parser.add_argument("--builds", type=int, default=BUILD_ROUNDS, help="rounds of builds")
    parser.add_argument("--briefs", type=int, default=BRIEF_ROUNDS, help="rounds of briefs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="before-") as name:
        compare(options.commit, Path(name), options.builds, options.briefs)


if __name__ == "__main__":
    main()
