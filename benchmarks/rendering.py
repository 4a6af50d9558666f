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
from dataclasses import dataclass, field
from pathlib import Path

from analysis.demo import write_demo
from analysis.load import load_table
from analysis.paths import BRIEF_NOTEBOOK, PROJECT, DataRoot
from analysis.schemas import TABLES
from benchmarks import report
from benchmarks.processes import Cost, measure

# The last commit before this work: its charts took twice as long.
BEFORE = "a44a5d9"
COUNTY = "441803"
EXPORTER = "analysis.rendering.exporter.BriefExporter"
FEW, MANY = 4, 20
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
    """

    folder: Path
    runs: int
    sizes: tuple[int, ...]
    before: str
    parts: tuple[str, ...]
    notes: list[str] = field(default_factory=list)


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
        sizes = [measure_size(bench, size) for size in bench.sizes if "sizes" in bench.parts]
    asked.out.write_text(report.write_page(ways, sizes, bench.runs, bench.notes), "utf-8")
    print(asked.out)


def measure_ways(bench: Bench) -> list[report.Way]:
    """One brief of the shipped Qingxin by each way; medians."""
    root = write_copies(bench.folder / "copies", MANY)
    ways = [
        _measure_loop(bench, "the floor: the same cells as one script, no Jupyter", "floor", root),
        _measure_before(bench),
        *(_measure_suite(bench, jobs, root) for jobs in (1, 2)),
        _measure_loop(bench, "papermill's interface in a loop, exporter", "papermill", root),
        _measure_loop(bench, "ploomber-engine in a loop, exporter", "ploomber", root),
        _measure_commands(bench, root),
        _measure_r_markdown(bench, root),
    ]
    return [way for way in ways if way is not None]


def _measure_loop(
    bench: Bench,
    name: str,
    way: str,
    root: DataRoot,
    code: Path = PROJECT,
    script: Path | None = None,
) -> report.Way | None:
    """Medians of the briefs after the first, in one process; a kernel's seconds are in the wall."""
    walls, cpus = [], []
    start = [script] if script else ["-m", "benchmarks.loops"]
    notebook = code / "notebooks" / BRIEF_NOTEBOOK.name
    command = [sys.executable, *start, way, notebook, root.root]
    environment = {**os.environ, "PYTHONPATH": str(code), "PLOOMBER_STATS_ENABLED": "false"}
    # Each brief is another county's: its data are read, as in a batch.
    done = subprocess.run(
        [*map(str, command), *_list_codes(1 + max(2, bench.runs))], env=environment, cwd=code,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        bench.notes.append(
            f"{name}: not measured ({(done.stderr.strip() or '?').splitlines()[-1]})."
        )
        return None
    for line in done.stdout.splitlines()[1:]:
        if line.startswith(f"{way} "):
            _, wall, cpu = line.split()
            walls.append(float(wall))
            cpus.append(float(cpu))
    # A kernel is another process: its seconds are measured as a whole.
    is_alone = way == "papermill"
    cpu = _measure_cpu_per_brief(command, code) if is_alone else statistics.median(cpus)
    return report.Way(name, statistics.median(walls), cpu, len(walls))


def _measure_cpu_per_brief(command: list[object], code: Path) -> float:
    few, many = (measure([*command, *_list_codes(count)], code=code) for count in (1, 3))
    return (many.cpu - few.cpu) / 2


def _measure_before(bench: Bench) -> report.Way | None:
    """The floor of an older commit, from git, by today's script."""
    old = bench.folder / "before"
    old.mkdir()
    archive = bench.folder / "before.tar"
    done = subprocess.run(
        ["git", "archive", "--output", str(archive), bench.before], cwd=PROJECT, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        bench.notes.append(f"The floor before: not measured, there is no commit {bench.before}.")
        return None
    shutil.unpack_archive(archive, old, filter="data")
    script = Path(shutil.copy(PROJECT / "benchmarks" / "loops.py", bench.folder))
    root = write_copies(bench.folder / "copies-before", MANY, old)
    return _measure_loop(bench, f"the floor at {bench.before}", "floor", root, old, script)


def _measure_suite(bench: Bench, jobs: int, root: DataRoot) -> report.Way:
    """A brief more: what MANY briefs take above FEW, so that starting is not counted."""
    costs = []
    for run in range(bench.runs):
        few, many = (
            _render(root, bench.folder / f"suite-{jobs}-{run}-{count}", jobs, codes)
            for count, codes in ((FEW, _list_codes(FEW)), (MANY, _list_codes(MANY)))
        )
        costs.append(((many.wall - few.wall) / (MANY - FEW), (many.cpu - few.cpu) / (MANY - FEW)))
    wall, cpu = (statistics.median(values) for values in zip(*costs, strict=True))
    return report.Way(f"briefs render --jobs {jobs}, a brief more", wall, cpu, bench.runs)


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


def _measure_commands(bench: Bench, root: DataRoot) -> report.Way:
    """The two commands that people put into a loop, brief by brief."""
    costs = []
    for run in range(min(bench.runs, 3)):
        executed = bench.folder / f"command-{run}.ipynb"
        first = measure(
            [sys.executable, "-m", "papermill", BRIEF_NOTEBOOK, executed, "-r", "county_code",
             _list_codes(1)[0], "-r", "data_dir", root.root, "-k", "python3",
             "--no-progress-bar"]
        )  # fmt: skip
        second = measure([sys.executable, "-m", "nbconvert", "--to", EXPORTER, executed])
        costs.append((first.wall + second.wall, first.cpu + second.cpu))
    wall, cpu = (statistics.median(values) for values in zip(*costs, strict=True))
    return report.Way("the commands papermill and nbconvert in a loop", wall, cpu, len(costs))


def _measure_r_markdown(bench: Bench, root: DataRoot) -> report.Way | None:
    """A like report in R Markdown with ggplot2, of the same rows, in a loop in one R process."""
    name = "R Markdown with ggplot2 in a loop, a like report"
    if not shutil.which("Rscript"):
        bench.notes.append(f"{name}: not measured, Rscript is not installed.")
        return None
    folders = [_write_csv(bench, root, code) for code in _list_codes(1 + max(2, bench.runs))]
    scripts = [PROJECT / "benchmarks" / f"like_report.{ending}" for ending in ("R", "Rmd")]
    done = subprocess.run(
        ["Rscript", *scripts, bench.folder / "r-markdown", *folders], capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        bench.notes.append(f"{name}: not measured ({done.stderr.strip().splitlines()[-1]}).")
        return None
    costs = [
        (float(wall), float(cpu)) for _, wall, cpu in map(str.split, done.stdout.splitlines()[1:])
    ]
    wall, cpu = (statistics.median(values) for values in zip(*costs, strict=True))
    return report.Way(name, wall, cpu, len(costs))


def _write_csv(bench: Bench, root: DataRoot, code: str) -> Path:
    folder = bench.folder / "csv" / code
    folder.mkdir(parents=True)
    for name, table in TABLES.items():
        of_county = code if "county_code" in table.dtypes and name != "documents" else None
        load_table(name, root, of_county).to_csv(folder / f"{name}.csv", index=False)
    return folder


def measure_size(bench: Bench, counties: int) -> report.Size:
    """So many invented counties: built, rendered, rendered again, and again after one changed."""
    root = write_demo(bench.folder / f"demo-{counties}", counties, 1)
    out = bench.folder / f"out-{counties}"
    built = measure([*_briefs(), "build", "--data", root.root], samples=True)
    first = _render(root, out, 2, samples=True)
    again = [_render(root, out, 2) for _ in range(min(bench.runs, 3))]
    _change_one(root)
    rebuilt = measure([*_briefs(), "build", "--data", root.root])
    changed = _render(root, out, 2)
    index = (out / "index.html").stat().st_size
    shutil.rmtree(out)
    nothing = Cost(
        *(
            statistics.median(values)
            for values in zip(*[(c.wall, c.cpu) for c in again], strict=True)
        )
    )
    return report.Size(counties, built, first, nothing, rebuilt, changed, index)


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
