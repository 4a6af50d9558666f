"""Tells in one run how much more processor time a brief takes than with the code of a commit.

``python -m benchmarks.growth [COMMIT] [COUNTY]``: renders the brief of a shipped county in one
language and in both, with the code of the commit and with this checkout's, in turns. What both cost
above one is a brief; starting the command is left out. Where `perf` counts instructions, they are
compared: they hardly differ from run to run, whatever else the machine does, and one run is enough.
Else processor seconds are, as medians of several runs.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.brief import LANGUAGES
from analysis.paths import PROJECT
from benchmarks.checkouts import export_commit
from benchmarks.processes import measure

# The last commit before pages had a first screen, second drawings of charts and files.
BEFORE = "b83015d"
COUNTY = "441803"
RUNS = 3
# The most that a brief may cost beside one of the commit before.
LIMIT = 1.5
_COUNTER = "instructions:u"


@dataclass(frozen=True)
class Code:
    """A checkout and where its briefs go.

    Attributes:
        name: for the report.
        folder: the checkout.
        out: output folder.
    """

    name: str
    folder: Path
    out: Path

    def render(self, county: str, languages: Sequence[str], counter: list[str]) -> list[str]:
        """The command that renders a county's briefs anew."""
        options = [part for language in languages for part in ("--language", language)]
        command = [sys.executable, "-m", "analysis", "render", county, "--force", "--jobs", "1"]
        return [*counter, *command, *options, "--out", str(self.out), "--data", str(self.data)]

    @property
    def data(self) -> Path:
        """Its own copy of the shipped data: each code builds them its own way."""
        return self.out.with_suffix(".data")


def main(commit: str = BEFORE, county: str = COUNTY) -> int:
    """Prints the cost of a brief by each code, and whether it is within the limit."""
    with tempfile.TemporaryDirectory(prefix="growth-") as name:
        folder = Path(name)
        codes = (
            Code(commit, export_commit(commit, folder / "code"), folder / "before"),
            Code("this checkout", PROJECT, folder / "after"),
        )
        for code in codes:
            shutil.copytree(PROJECT / "data" / "raw", code.data / "raw")
            measure(code.render(county, LANGUAGES, []), code=code.folder)  # builds the data
        unit = "instructions" if _can_count() else "processor seconds"
        turns = range(1 if _can_count() else RUNS)
        runs = [[_measure_brief(code, county) for code in codes] for _ in turns]
        costs = [statistics.median(costs) for costs in zip(*runs, strict=True)]
        for code, cost in zip(codes, costs, strict=True):
            sizes = ", ".join(
                f"{path.name} {path.stat().st_size / 1000:.0f} KB"
                for path in sorted(code.out.glob(f"{county}.*.html"))
            )
            print(f"{code.name}: {cost:.4g} {unit} a brief; {sizes}")
    growth = costs[1] / costs[0]
    print(f"A brief takes {growth:.2f} times what it took; the limit is {LIMIT}.")
    return int(growth > LIMIT)


def _measure_brief(code: Code, county: str) -> float:
    """What one brief more costs: the mean over the languages."""
    both = _measure_render(code, county, LANGUAGES)
    single = [_measure_render(code, county, (language,)) for language in LANGUAGES]
    return statistics.mean(both - cost for cost in single)


def _measure_render(code: Code, county: str, languages: Sequence[str]) -> float:
    if not _can_count():
        return measure(code.render(county, languages, []), code=code.folder).cpu
    counted = code.out.with_suffix(".txt")
    counter = ["perf", "stat", "-x", ",", "-e", _COUNTER, "-o", str(counted)]
    measure(code.render(county, languages, counter), code=code.folder)
    return _read_count(counted.read_text("utf-8"))


@cache
def _can_count() -> bool:
    """Whether `perf` may count the instructions of a process here."""
    if shutil.which("perf") is None:
        return False
    command = ["perf", "stat", "-x", ",", "-e", _COUNTER, "true"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    return done.returncode == 0 and _read_count(done.stderr) > 0


def _read_count(text: str) -> float:
    """The number that perf wrote; 0 where it could not count.

    >>> _read_count("123,,instructions:u,1,100.00,,")
    123.0
    >>> _read_count("<not supported>,,instructions:u")
    0.0
    """
    rows = (line.split(",") for line in text.splitlines() if _COUNTER in line)
    return next((float(row[0]) for row in rows if row[0].isdigit()), 0.0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
