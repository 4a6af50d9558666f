"""Measures files a second and memory of one call that files many monthly workbooks.

``python -m benchmarks.ingest [--files N]`` invents the workbooks, one of them unreadable, and runs
``briefs ingest`` on a data root of its own. One process files and another one reads, so the rate
is also given per second of processor time. Memory is that of both processes, sampled five times a
second; it does not grow if the last tenth of the run needs no more than the second tenth.
"""

import argparse
import csv
import itertools
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import psutil

from analysis.paths import PROJECT, DataRoot
from analysis.tables.reference_forms import REFERENCE_COLUMNS

SHIPPED = ("indicators", "units", "labels", "form_labels")
EMPTIED = ("table_readings", "appropriations", "translations", "fact_index", "projects")
# Two of these and 县 make the name of a county that does not exist.
SYLLABLES = "山水木石金土火风云雨雪霜"
MONTHS = 12
CITY = "990100"
ROWS = (
    ("1", "县级电商服务中心数量（个）", "", 1),
    ("2", "省级财政专项资金使用情况", "当月使用资金（万元）", 3.5),
    ("", "", "累计使用资金（万元）", 120.4),
    ("", "", "资金使用进度（%）", "24.08%"),
    ("3", "村级电商服务站建设", "累计建设数量（个）", 31),
    ("4", "电商人才培养", "当年累计培训场次（次）", 2),
    ("", "", "当年累计培训人数（人次）", 310),
    ("5", "助力精准扶贫", "累计建设省定贫困村电商服务站数量（个）", 7),
    ("", "", "当年累计培训建档立卡贫困人口（人次）", 45),
    ("", "", "当年累计带动建档立卡贫困户增收（元）", 0),
)
UNREADABLE = "unreadable.xlsx"
FILES = 1000
MIB = 1 << 20


@dataclass
class Run:
    """What one call needed and how it ended."""

    files: int
    status: int
    summary: str
    seconds: float
    processor_seconds: float
    memory: list[int] = field(default_factory=list)

    def find_peak(self, tenth: int) -> float:
        """The largest memory in one tenth of the run, in MiB."""
        size = len(self.memory)
        part = self.memory[size * tenth // 10 : max(size * (tenth + 1) // 10, 1)]
        return max(part, default=0) / MIB


def list_counties() -> list[tuple[str, str]]:
    """Codes and names of counties that do not exist."""
    names = ["".join(pair) + "县" for pair in itertools.product(SYLLABLES, repeat=2)]
    return [(f"9901{number:02}", name) for number, name in enumerate(names[:99], start=1)]


def write_root(folder: Path) -> DataRoot:
    """Writes a data root with the shipped labels and these counties."""
    reference = folder / "reference"
    reference.mkdir(parents=True)
    for name in SHIPPED:
        shutil.copy(PROJECT / "data" / "reference" / f"{name}.csv", reference)
    areas = [(CITY, "city", "林市", "Forest City", "", "", "")]
    areas += [(code, "county", name, code, CITY, "", "") for code, name in list_counties()]
    for name, rows in {"areas": areas, **dict.fromkeys(EMPTIED, ())}.items():
        with (reference / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([REFERENCE_COLUMNS[name], *rows])
    return DataRoot(folder)


def write_workbook(path: Path, county: str, year: int, month: int) -> None:
    """Writes one county's monthly form, with merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"电子商务进农村综合示范创建月报表（{year}年{month}月）"])
    sheet.append([f"填报单位（盖章）：{county}商务局"])
    sheet.append(["序号", "项目", "", county])
    for row in ROWS:
        sheet.append(row)
    for merged in ("A1:D1", "A2:D2", "B3:C3", "B4:C4", "A5:A7", "B5:B7"):
        sheet.merge_cells(merged)
    book.save(path)


def write_files(folder: Path, count: int) -> list[Path]:
    """Writes so many workbooks; the one in the middle is cut off."""
    folder.mkdir()
    months = itertools.product(range(2001, 2021), range(1, MONTHS + 1), list_counties())
    paths = []
    for year, month, (code, name) in itertools.islice(months, count):
        paths.append(folder / f"{code}-{year}-{month:02}.xlsx")
        write_workbook(paths[-1], name, year, month)
    middle = count // 2
    content = paths[middle].read_bytes()
    paths[middle].unlink()
    paths[middle] = folder / UNREADABLE
    paths[middle].write_bytes(content[: len(content) // 2])
    return paths


def run_command(root: DataRoot, paths: list[Path], log: Path) -> Run:
    """Files all workbooks in one call and measures it."""
    call = [sys.executable, "-m", "analysis", "ingest", *map(str, paths), "--data", str(root.root)]
    start = time.perf_counter()
    with log.open("wb") as file:
        child = subprocess.Popen(call, stdout=file, stderr=file, cwd=PROJECT)
        memory, used = _watch(psutil.Process(child.pid), child)
    seconds = time.perf_counter() - start
    summary = log.read_text("utf-8").splitlines()[-2]
    return Run(len(paths), child.returncode, summary, seconds, used, memory)


def _watch(process: psutil.Process, child: subprocess.Popen) -> tuple[list[int], float]:
    memory: list[int] = []
    used: dict[int, float] = {}
    while child.poll() is None:
        total = 0
        try:
            for member in (process, *process.children(recursive=True)):
                total += member.memory_info().rss
                times = member.cpu_times()
                used[member.pid] = times.user + times.system
        except psutil.NoSuchProcess:
            pass
        memory.append(total)
        time.sleep(0.2)
    return memory, sum(used.values())


def measure(count: int) -> None:
    """Files so many workbooks and prints the measurement; fails unless all but one are filed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = write_root(folder / "data")
        paths = write_files(folder / "files", count)
        done = run_command(root, paths, folder / "log")
        filed = sum(1 for path in root.raw.iterdir() if path.is_dir())
    print(f"{done.summary} Exit status {done.status}.")
    print(
        f"{done.seconds:.1f} s, {count / done.seconds:.0f} files a second; "
        f"{done.processor_seconds:.1f} s of processor time, "
        f"{count / done.processor_seconds:.0f} files a second per core"
    )
    print(
        f"memory of both processes: {done.find_peak(1):.0f} MiB in the second tenth, "
        f"{done.find_peak(9):.0f} MiB in the last, {max(done.memory) / MIB:.0f} MiB at most"
    )
    if (filed, done.status) != (count - 1, 1):
        raise SystemExit(
            f"{filed} of {count} files filed with exit status {done.status}; "
            f"{count - 1} with exit status 1 were expected."
        )


def main() -> None:
    """Measures as many files as the arguments say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=FILES)
    measure(options.parse_args().files)


if __name__ == "__main__":
    main()
