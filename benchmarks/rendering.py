"""Measures what one brief costs by different ways, and what the briefs of a nation cost.

``python -m benchmarks.rendering`` writes ``docs/performance.md``. ``--quick`` measures once and
only the smallest number of counties; ``--parts`` chooses among ``ways`` and ``sizes``; ``--before
COMMIT`` names the commit whose floor is compared with that of this checkout.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from analysis.demo import write_demo
from analysis.paths import BRIEF_NOTEBOOK, PROJECT, DataRoot
from analysis.store.load import load_table
from analysis.tables.tables import TABLES
from benchmarks import report
from benchmarks.checkouts import UnknownCommit, export_commit
from benchmarks.processes import Cost, measure

# The last commit before charts were made faster: they took twice as long.
BEFORE = "a44a5d9"
COUNTY = "441803"
EXPORTER = "analysis.rendering.page.exporter.BriefExporter"
FEW, MANY = 4, 24
# Briefs that a loop in one process measures, after one to warm up.
LOOPED = 3
SIZES = (122, 1000, 2844)


@dataclass(frozen=True)
class Bench:
    """A run of the benchmark.

    Attributes:
        folder: for all files that are written.
        runs: how often each way is measured.
        sizes: numbers of counties.
        before: commit whose floor is measured too.
        parts: what is measured: ``ways``, ``sizes``.
        notes: by name of a way, why it was not measured.
    """

    folder: Path
    runs: int
    sizes: tuple[int, ...]
    before: str
    parts: tuple[str, ...]
    notes: dict[str, str] = field(default_factory=dict)


def main() -> None:
    """Measures and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="once, and 122 counties only")
    parser.add_argument("--parts", nargs="+", default=["ways", "sizes"])
    parser.add_argument("--sizes", nargs="+", type=int, help="numbers of counties")
    parser.add_argument("--before", default=BEFORE)
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "performance.md")
    options = parser.parse_args()
    runs, sizes = (1, SIZES[:1]) if options.quick else (5, SIZES)
    sizes = tuple(options.sizes or sizes)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        bench = Bench(Path(name), runs, sizes, options.before, tuple(options.parts))
        ways = measure_ways(bench) if "ways" in bench.parts else []
        again = bench.sizes[:1] if len(bench.sizes) > 1 else ()
        measured = (*bench.sizes, *again) if "sizes" in bench.parts else ()
        sizes = [measure_size(bench, size) for size in measured]
    options.out.write_text(report.write_page(ways, sizes, list(bench.notes.values())), "utf-8")
    print(options.out)


def measure_ways(bench: Bench) -> list[report.Way]:
    """Measures one brief of the largest shipped county, by each way.

    A machine's speed changes with time: so the ways take turns, round after round, and figures
    are compared within a round.
    """
    root = write_copies(bench.folder / "copies", MANY)
    measure([*_briefs(), "build", "--data", root.root])
    ways: dict[str, Callable[[int], Cost | None]] = {
        report.FLOOR: lambda _: _measure_loop(bench, "floor", root),
        report.TWO_FLOORS: lambda _: _measure_two_floors(bench, root),
        report.BEFORE: _prepare_before(bench),
        report.ONE_JOB: lambda turn: _measure_suite(bench, 1, root, turn),
        report.TWO_JOBS: lambda turn: _measure_suite(bench, 2, root, turn),
        "papermill's interface in a loop, exporter": lambda _: _measure_loop(
            bench, "papermill", root
        ),
        "ploomber-engine in a loop, exporter": lambda _: _measure_loop(bench, "ploomber", root),
        report.COMMANDS: lambda _: _measure_commands(bench, root),
        report.R_MARKDOWN: _prepare_r_markdown(bench, root),
    }
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for turn in range(bench.runs):
        for name, measure_way in ways.items():
            cost = measure_way(turn)
            if cost is not None:
                costs[name].append(cost)
    return [report.Way(name, tuple(measured)) for name, measured in costs.items() if measured]


def _measure_loop(
    bench: Bench, way: str, root: DataRoot, code: Path = PROJECT, script: Path | None = None
) -> Cost | None:
    """Measures a loop in one process: the median of the briefs after the first."""
    start = [script] if script else ["-m", "benchmarks.loops"]
    notebook = code / "notebooks" / BRIEF_NOTEBOOK.name
    # Each brief is of another county, so that its data must be read, as in a batch.
    command = [sys.executable, *start, way, notebook, root.root, *_list_codes(1 + LOOPED)]
    environment = {**os.environ, "PYTHONPATH": str(code), "PLOOMBER_STATS_ENABLED": "false"}
    return _take_median(bench, way, command, environment, code)


def _measure_two_floors(bench: Bench, root: DataRoot) -> Cost | None:
    """Measures two floors at a time, to compare two jobs with: cores may slow each other down."""
    with ThreadPoolExecutor(2) as threads:
        costs = list(threads.map(lambda _: _measure_loop(bench, "floor", root), range(2)))
    if None in costs:
        return None
    wall, cpu = (statistics.mean(getattr(cost, name) for cost in costs) for name in ("wall", "cpu"))
    return Cost(wall / 2, cpu)


def _take_median(
    bench: Bench,
    way: str,
    command: Sequence[object],
    environment: Mapping[str, str] = os.environ,
    folder: Path = PROJECT,
) -> Cost | None:
    """Runs a loop, which prints a line for each brief: the way's name, wall and CPU seconds."""
    done = subprocess.run(
        [*map(str, command)], env=environment, cwd=folder, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        reason = (done.stderr.strip() or "?").splitlines()[-1]
        bench.notes.setdefault(way, f"{way}: not measured ({reason}).")
        return None
    lines = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith(f"{way} ")]
    return _find_middle([Cost(*map(float, line)) for line in lines[1:]])


def _find_middle(costs: Sequence[Cost]) -> Cost:
    wall, cpu = (
        statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu")
    )
    return Cost(wall, cpu)


def _prepare_before(bench: Bench) -> Callable[[int], Cost | None]:
    """Prepares the floor of an older commit, measured by this checkout's script."""
    try:
        old = export_commit(bench.before, bench.folder / "before")
    except UnknownCommit as error:
        bench.notes["before"] = f"The floor before: not measured, {error}"
        return lambda _: None
    script = Path(shutil.copy(PROJECT / "benchmarks" / "loops.py", bench.folder))
    root = write_copies(bench.folder / "copies-before", 1 + LOOPED, old)
    return lambda _: _measure_loop(bench, "floor", root, old, script)


def _measure_suite(bench: Bench, jobs: int, root: DataRoot, turn: int) -> Cost:
    """Measures one brief more: what MANY briefs take above FEW, so that starting is left out."""
    few, many = (
        _render(root, bench.folder / f"suite-{jobs}-{turn}-{count}", jobs, _list_codes(count))
        for count in (FEW, MANY)
    )
    return Cost((many.wall - few.wall) / (MANY - FEW), (many.cpu - few.cpu) / (MANY - FEW))


def write_copies(folder: Path, count: int, checkout: Path = PROJECT) -> DataRoot:
    """Writes a data root with so many copies of a checkout's largest county."""
    root = DataRoot(folder)
    shipped = DataRoot(checkout / "data")
    shutil.copytree(shipped.reference, folder / "reference")
    document = "qingxin-2021-self-evaluation"
    tables = {path.stem: path.read_text("utf-8") for path in shipped.reference.glob("*.csv")}
    for name in ("areas", "projects", "appropriations", "table_readings"):
        header, *rows = tables[name].splitlines()
        own = [row for row in rows if COUNTY in row or document in row]
        copies = [_rename(row, code, document) for code in _list_codes(count) for row in own]
        text = "\n".join([header, *rows, *copies]) + "\n"
        (folder / "reference" / f"{name}.csv").write_text(text, "utf-8")
    for code in _list_codes(count):
        for source, target in (
            (shipped.raw / document, root.raw / f"copy-{code}"),
            (shipped.reference / "readings" / document, root.readings / f"copy-{code}"),
        ):
            target.mkdir(parents=True)
            for path in source.iterdir():
                text = _rename(path.read_text("utf-8"), code, document)
                (target / path.name).write_text(text, "utf-8")
    return root


def _rename(text: str, code: str, document: str) -> str:
    return text.replace(document, f"copy-{code}").replace(COUNTY, code)


def _list_codes(count: int) -> list[str]:
    return [f"9902{number:02d}" for number in range(1, count + 1)]


def _measure_commands(bench: Bench, root: DataRoot) -> Cost:
    """Measures the two commands that people put into a loop, for one brief."""
    executed = bench.folder / "command.ipynb"
    first = measure(
        [sys.executable, "-m", "papermill", BRIEF_NOTEBOOK, executed, "-r", "county_code",
         _list_codes(1)[0], "-r", "data_dir", root.root, "-k", "python3", "--no-progress-bar"]
    )  # fmt: skip
    second = measure([sys.executable, "-m", "nbconvert", "--to", EXPORTER, executed])
    return Cost(first.wall + second.wall, first.cpu + second.cpu)


def _prepare_r_markdown(bench: Bench, root: DataRoot) -> Callable[[int], Cost | None]:
    """Prepares a comparable report in R Markdown with ggplot2, in a loop in one R process."""
    way = "rmarkdown"
    if not shutil.which("Rscript"):
        bench.notes[way] = "R Markdown: not measured, Rscript is not installed."
        return lambda _: None
    folders = [_write_csv(bench, root, code) for code in _list_codes(1 + LOOPED)]
    scripts = [PROJECT / "benchmarks" / f"like_report.{ending}" for ending in ("R", "Rmd")]
    command = ["Rscript", *scripts, bench.folder / "r-markdown", *folders]
    return lambda _: _take_median(bench, way, command)


def _write_csv(bench: Bench, root: DataRoot, code: str) -> Path:
    folder = bench.folder / "csv" / code
    folder.mkdir(parents=True)
    for name, table in TABLES.items():
        of_county = code if "county_code" in table.dtypes and name != "documents" else None
        load_table(name, root, of_county).to_csv(folder / f"{name}.csv", index=False)
    return folder


def measure_size(bench: Bench, counties: int) -> report.Size:
    """Measures invented counties: built, rendered, rendered again, and after one table changed."""
    root = DataRoot(bench.folder / f"demo-{counties}")
    shutil.rmtree(root.root, ignore_errors=True)
    write_demo(root.root, counties, 1)
    out = bench.folder / f"out-{counties}"
    built = measure([*_briefs(), "build", "--data", root.root], samples=True)
    first = _render(root, out, 2, samples=True)
    times = range(min(bench.runs, 3))
    nothing = [_render(root, out, 2) for _ in times]
    rebuilt, changed = [], []
    for _ in times:
        _change_one(root)
        rebuilt.append(measure([*_briefs(), "build", "--data", root.root]))
        changed.append(_render(root, out, 2))
    index = (out / "index.html").stat().st_size
    shutil.rmtree(out)
    later = [_find_middle(costs) for costs in (nothing, rebuilt, changed)]
    return report.Size(counties, built, first, *later, index)


def _change_one(root: DataRoot) -> None:
    path = root.raw / "demo-990101-report" / "results.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    rows = [row.replace("人,", "1人,", 1) if row.startswith("population") else row for row in rows]
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")


def _render(
    root: DataRoot, out: Path, jobs: int, codes: list[str] | None = None, samples: bool = False
) -> Cost:
    command = [
        *_briefs(), "render", *(codes or ["--all"]), "--language", "zh", "--jobs", str(jobs),
        "--data", root.root, "--out", out,
    ]  # fmt: skip
    return measure(command, samples=samples)


def _briefs() -> list[str]:
    return [sys.executable, "-m", "analysis"]


if __name__ == "__main__":
    main()
