"""What a brief costs, side by side in one run, and what a nation of briefs does.

``python -m benchmarks.rendering`` writes ``docs/performance.md``. ``--quick`` measures once and a
province only; ``--parts`` chooses among ``ways`` and ``sizes``; ``--before COMMIT`` names the
checkout whose floor the present one is held against.
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
from benchmarks.processes import Cost, measure

# The last commit before this work: its charts took twice as long.
BEFORE = "a44a5d9"
COUNTY = "441803"
EXPORTER = "analysis.rendering.page.exporter.BriefExporter"
FEW, MANY = 4, 24
# Briefs of a loop in one process, besides one to warm up.
LOOPED = 3
SIZES = (122, 1000, 2844)


@dataclass(frozen=True)
class Bench:
    """A run of the benchmark.

    Attributes:
        folder: for what is written.
        runs: how often each is measured.
        sizes: numbers of counties.
        before: commit whose floor is measured too.
        parts: what is measured.
        notes: why something was not measured, by what it is.
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
    asked = parser.parse_args()
    runs, sizes = (1, SIZES[:1]) if asked.quick else (5, SIZES)
    sizes = tuple(asked.sizes or sizes)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        bench = Bench(Path(name), runs, sizes, asked.before, tuple(asked.parts))
        ways = measure_ways(bench) if "ways" in bench.parts else []
        again = bench.sizes[:1] if len(bench.sizes) > 1 else ()
        wanted = (*bench.sizes, *again) if "sizes" in bench.parts else ()
        sizes = [measure_size(bench, size) for size in wanted]
    asked.out.write_text(report.write_page(ways, sizes, list(bench.notes.values())), "utf-8")
    print(asked.out)


def measure_ways(bench: Bench) -> list[report.Way]:
    """One brief of the largest county shipped, by each way.

    Machines are quicker at one time than at another: the ways take turns, round after round, and
    each round's figures are compared with each other.
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
    return [report.Way(name, tuple(each)) for name, each in costs.items() if each]


def _measure_loop(
    bench: Bench, way: str, root: DataRoot, code: Path = PROJECT, script: Path | None = None
) -> Cost | None:
    """Median of the briefs after the first, in one process."""
    start = [script] if script else ["-m", "benchmarks.loops"]
    notebook = code / "notebooks" / BRIEF_NOTEBOOK.name
    # Each brief is another county's: its data are read, as in a batch.
    command = [sys.executable, *start, way, notebook, root.root, *_list_codes(1 + LOOPED)]
    environment = {**os.environ, "PYTHONPATH": str(code), "PLOOMBER_STATS_ENABLED": "false"}
    return _take_median(bench, way, command, environment, code)


def _measure_two_floors(bench: Bench, root: DataRoot) -> Cost | None:
    """What two jobs are to be held against, as processors may slow each other down."""
    with ThreadPoolExecutor(2) as both:
        costs = list(both.map(lambda _: _measure_loop(bench, "floor", root), range(2)))
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
    """Median of what a loop prints: a line each, with the way's name, wall and CPU seconds."""
    done = subprocess.run(
        [*map(str, command)], env=environment, cwd=folder, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        said = (done.stderr.strip() or "?").splitlines()[-1]
        bench.notes.setdefault(way, f"{way}: not measured ({said}).")
        return None
    lines = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith(f"{way} ")]
    return _find_middle([Cost(*map(float, line)) for line in lines[1:]])


def _find_middle(costs: Sequence[Cost]) -> Cost:
    wall, cpu = (
        statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu")
    )
    return Cost(wall, cpu)


def _prepare_before(bench: Bench) -> Callable[[int], Cost | None]:
    """The floor of an older commit, from git, by today's script."""
    old = bench.folder / "before"
    old.mkdir()
    archive = bench.folder / "before.tar"
    done = subprocess.run(
        ["git", "archive", "--output", str(archive), bench.before], cwd=PROJECT, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        note = f"The floor before: not measured, there is no commit {bench.before}."
        bench.notes["before"] = note
        return lambda _: None
    shutil.unpack_archive(archive, old, filter="data")
    script = Path(shutil.copy(PROJECT / "benchmarks" / "loops.py", bench.folder))
    root = write_copies(bench.folder / "copies-before", 1 + LOOPED, old)
    return lambda _: _measure_loop(bench, "floor", root, old, script)


def _measure_suite(bench: Bench, jobs: int, root: DataRoot, turn: int) -> Cost:
    """A brief more: what MANY briefs take above FEW, so that starting is not counted."""
    few, many = (
        _render(root, bench.folder / f"suite-{jobs}-{turn}-{count}", jobs, _list_codes(count))
        for count in (FEW, MANY)
    )
    return Cost((many.wall - few.wall) / (MANY - FEW), (many.cpu - few.cpu) / (MANY - FEW))


def write_copies(folder: Path, count: int, code: Path = PROJECT) -> DataRoot:
    """A data root with so many copies of a checkout's largest county, which has most to show."""
    root = DataRoot(folder)
    shipped = DataRoot(code / "data")
    shutil.copytree(shipped.reference, folder / "reference")
    document = "qingxin-2021-self-evaluation"
    tables = {path.stem: path.read_text("utf-8") for path in shipped.reference.glob("*.csv")}
    for name in ("areas", "projects", "appropriations", "table_readings"):
        header, *rows = tables[name].splitlines()
        own = [row for row in rows if COUNTY in row or document in row]
        copies = [_rename(row, each, document) for each in _list_codes(count) for row in own]
        text = "\n".join([header, *rows, *copies]) + "\n"
        (folder / "reference" / f"{name}.csv").write_text(text, "utf-8")
    for each in _list_codes(count):
        for source, target in (
            (shipped.raw / document, root.raw / f"copy-{each}"),
            (shipped.reference / "readings" / document, root.readings / f"copy-{each}"),
        ):
            target.mkdir(parents=True)
            for path in source.iterdir():
                text = _rename(path.read_text("utf-8"), each, document)
                (target / path.name).write_text(text, "utf-8")
    return root


def _rename(text: str, code: str, document: str) -> str:
    return text.replace(document, f"copy-{code}").replace(COUNTY, code)


def _list_codes(count: int) -> list[str]:
    return [f"9902{number:02d}" for number in range(1, count + 1)]


def _measure_commands(bench: Bench, root: DataRoot) -> Cost:
    """The two commands that people put into a loop, brief by brief."""
    executed = bench.folder / "command.ipynb"
    first = measure(
        [sys.executable, "-m", "papermill", BRIEF_NOTEBOOK, executed, "-r", "county_code",
         _list_codes(1)[0], "-r", "data_dir", root.root, "-k", "python3", "--no-progress-bar"]
    )  # fmt: skip
    second = measure([sys.executable, "-m", "nbconvert", "--to", EXPORTER, executed])
    return Cost(first.wall + second.wall, first.cpu + second.cpu)


def _prepare_r_markdown(bench: Bench, root: DataRoot) -> Callable[[int], Cost | None]:
    """A like report in R Markdown with ggplot2, of the same rows, in a loop in one R process."""
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
    """So many invented counties: built, rendered, rendered again, and again after one changed."""
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
